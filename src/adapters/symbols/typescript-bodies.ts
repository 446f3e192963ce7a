/** What bodies of TypeScript and JavaScript say: calls, members, values written out, choices, elements. */
import type { Node } from 'web-tree-sitter';
import type { Collector, Visit } from './collect.ts';
import {
  calledName,
  countArguments,
  dotted,
  field,
  hintsOf,
  namedChildren,
  plain,
  typeName,
  unquoted,
} from './nodes.ts';
import type { Scope } from './scopes.ts';
import { readReplaced } from './typescript-tests.ts';
import { functionsIn, lettersOf, noteWanted } from './values.ts';

const isTyped = ({ facts: { language } }: Collector) => language === 'typescript';

export const call: Visit = (node, scope, facts) => {
  const target = field(node, 'function') ?? field(node, 'constructor');
  const list = field(node, 'arguments');
  // A template behind a name calls it with what it holds.
  const args = list?.type === 'template_string' ? -1 : countArguments(list, /^spread_element$/);
  if (target?.type === 'super') {
    const [parent] = facts.parentsOf(scope.self);
    if (parent) facts.mention(target, parent, scope, { args, derived: true });
  } else if (target) {
    const name = field(target, 'property') ?? target;
    const types = namedChildren(field(node, 'type_arguments')).length;
    const made = node.type === 'new_expression';
    const given = isTyped(facts) ? lettersOf(list) : null;
    const functions = given?.includes('f') ? functionsIn(list) : null;
    facts.note(name, { args, types, made, given, functions });
    readReplaced(node, scope, facts);
    readLoaded(node, target, scope, facts);
    if (/^Promise\.\w+$/.test(dotted(target) ?? ''))
      for (const one of namedChildren(list))
        for (const each of one.type === 'array' ? namedChildren(one) : [one])
          facts.note(calledName(each), { ends: 'awaited' });
    if (/identifier$/.test(name.type)) readArguments(name.text, list, facts);
    if (HOLDERS.test(name.text) && list?.type === 'arguments') {
      const [type = null, ...more] = namedChildren(field(node, 'type_arguments'));
      if (more.length === 0) readLiteral(namedChildren(list)[0] ?? null, type, facts);
    }
  }
  return undefined;
};

/** What holds a value of the type that is written out for it: `useState<Form>({ … })`. */
const HOLDERS = /^(useState|useRef|signal|ref|shallowRef|reactive|createSignal)$/;

/** `import('./x')`, `require('./x')` where no name is given to what it loads. */
function readLoaded(node: Node, target: Node, scope: Scope, facts: Collector): void {
  if (target.type !== 'import' && target.text !== 'require') return;
  const from = loadedModule(node);
  const around = node.parent?.type === 'await_expression' ? node.parent.parent : node.parent;
  if (from !== null && around?.type !== 'variable_declarator')
    facts.import({ name: '*', original: '*', from, reexported: false }, node, scope);
}

/** Objects that a function is given. */
function readArguments(name: string, list: Node | null, facts: Collector): void {
  if (list?.type !== 'arguments') return;
  for (const [at, one] of namedChildren(list).slice(0, 9).entries()) {
    if (one.type === 'object') facts.literal(one, { type: `${name}(${at})`, ...keysOf(one) });
    readTexts(one, `${name}(${at})`, facts);
  }
}

/** The strings that an expression may be: `'a'`, `x ? 'a' : 'b'`, `x ?? 'a'`. */
function stringsOf(node: Node | null): Node[] {
  switch (node?.type) {
    case 'string':
      return [node];
    case 'parenthesized_expression':
    case 'as_expression':
      // What is said to be of any type, nobody checks.
      return /\bas (any|unknown|never)$/.test(node.text)
        ? []
        : stringsOf(namedChildren(node)[0] ?? null);
    case 'ternary_expression':
      return [...stringsOf(field(node, 'consequence')), ...stringsOf(field(node, 'alternative'))];
    case 'binary_expression':
      return /^(\?\?|\|\|)$/.test(field(node, 'operator')?.type ?? '')
        ? stringsOf(field(node, 'right'))
        : [];
    default:
      return [];
  }
}

/** Strings in what is written where a value of `of` must stand. */
function readTexts(value: Node | null, of: string, facts: Collector): void {
  if (facts.facts.language !== 'typescript') return;
  for (const one of stringsOf(value)) facts.text(one, of, unquoted(one.text));
  for (const pair of value?.type === 'object' ? namedChildren(value) : []) {
    const key = pair.type === 'pair' ? field(pair, 'key') : null;
    if (key && key.type !== 'computed_property_name')
      for (const one of stringsOf(field(pair, 'value')))
        facts.text(one, `${of}.${unquoted(key.text)}`, unquoted(one.text));
  }
}

/** `level === 'warn'`, `entry.level = 'warn'`. */
export const comparison: Visit = (node, scope, facts) => {
  if (facts.facts.language !== 'typescript') return undefined;
  const isEqual = /^[!=]==?$/.test(field(node, 'operator')?.type ?? '=');
  const isGiven = node.type === 'assignment_expression';
  if (!isEqual && !isGiven) return undefined;
  const [left, right] = [field(node, 'left'), field(node, 'right')];
  for (const [one, other] of isGiven
    ? [[left, right]]
    : [
        [left, right],
        [right, left],
      ]) {
    const on = dotted(one ?? null);
    if (on !== null)
      for (const text of stringsOf(other ?? null)) facts.hold(text, on, unquoted(text.text), scope);
  }
  return undefined;
};

/** `import('./x').T`, `require('./x').load`, `(await import('./x')).load`: names a module and something of it. */
function readOfModule(node: Node, object: Node, scope: Scope, facts: Collector): void {
  const isInside = object.type === 'parenthesized_expression';
  const from = loadedModule(isInside ? (namedChildren(object)[0] ?? null) : object);
  const original = field(node, 'property')?.text ?? '';
  // What is loaded later is a promise.
  if (from !== null && !/^(then|catch|finally|default)$/.test(original))
    facts.import({ name: '*', original, from, reexported: false }, node, scope);
}

export const member: Visit = (node, scope, facts) => {
  const object = field(node, 'object');
  if (/^(call|parenthesized)_expression$/.test(object?.type ?? '') && object)
    readOfModule(node, object, scope, facts);
  const on = dotted(object);
  const made = object?.type === 'new_expression' ? typeName(field(object, 'constructor')) : null;
  const named = object?.type === 'identifier' && /^[A-Z]/.test(object.text) ? object.text : null;
  const owner = on === 'this' ? scope.self : (made ?? named);
  const hints = on === null ? hintsOf(object) : {};
  facts.note(field(node, 'property'), { how: 'member', on, owner, ...hints });
  return undefined;
};

/** Notes an object that is written where its type is: `const s: S = { … }`, `{ … } satisfies S`. */
export function readLiteral(value: Node | null, type: Node | null, facts: Collector): void {
  const annotated = type?.type === 'type_annotation' ? (namedChildren(type)[0] ?? null) : type;
  const isLater = /^Promise</.test(annotated?.text.slice(0, 8) ?? '');
  const written = isLater
    ? (namedChildren(field(annotated, 'type_arguments'))[0] ?? null)
    : annotated;
  const record = /^Record<([\w$.]+),/.exec(plain(written));
  if (value?.type === 'object' && record) {
    const of = record[1]?.split('.').at(-1) ?? null;
    const { fields, partial } = keysOf(value, of);
    if (of !== 'string')
      facts.choice(value, { of, cases: fields, open: partial, exhaustive: true });
    const held = namedChildren(field(written, 'type_arguments'))[1] ?? null;
    for (const one of namedChildren(value)) {
      const inner = field(one, 'value');
      if (inner?.type === 'object') readLiteral(inner, held, facts);
    }
    return;
  }
  const element = elementOf(written);
  const values = element === null ? [value] : value?.type === 'array' ? namedChildren(value) : [];
  const name = typeName(element ?? written);
  if (name === null || name === 'const') return;
  for (const one of values) {
    if (one?.type === 'object') facts.literal(one, { type: name, ...keysOf(one) });
    readTexts(one, name, facts);
  }
}

/** The type of what a list holds: `S[]`, `Array<S>`; null for other types. */
function elementOf(type: Node | null): Node | null {
  if (type?.type === 'array_type') return namedChildren(type)[0] ?? null;
  const isList = /^(Readonly)?Array$/.test(field(type, 'name')?.text ?? '');
  return isList ? (namedChildren(field(type, 'type_arguments'))[0] ?? null) : null;
}

/** @param cases of what type `[Color.Red]` names a key */
function keysOf(object: Node, cases?: string | null): { fields: string[]; partial: boolean } {
  const inside = namedChildren(object);
  const keys = inside.map((one) => {
    const key = field(one, 'key') ?? field(one, 'name') ?? one;
    const computed = key.type === 'computed_property_name' ? namedChildren(key)[0] : undefined;
    const of = dotted(field(computed, 'object'))?.split('.').at(-1);
    return of !== undefined && of === cases ? (field(computed, 'property') ?? key) : key;
  });
  const open = ({ type }: Node) => /^(spread_element|computed_property_name)$/.test(type);
  return {
    fields: keys.flatMap((key) => (open(key) ? [] : [unquoted(key.text)])),
    partial: keys.some(open),
  };
}

/** `{ … } satisfies S`; of `{ … } as S` fields may be missing. */
export const satisfied: Visit = (node, _scope, facts) => {
  const [value = null, type = null] = namedChildren(node);
  readLiteral(value, type, facts);
  return undefined;
};

/** Words by which a default asks the compiler to refuse forgotten cases: `never`, `assertNever(x)`. */
const REFUSES =
  /\bnever\b|\b(?:assert\w*never|exhaustive\w*|assert\w*unreachable|unreachable\w*)\s*\(/i;

export const choice: Visit = (node, scope, facts) => {
  const cases: string[] = [];
  const types = new Set<string>();
  const on = dotted(namedChildren(field(node, 'value'))[0] ?? null);
  let open = false;
  let exhaustive = false;
  for (const one of namedChildren(field(node, 'body'))) {
    const value = field(one, 'value');
    if (one.type === 'switch_default') {
      exhaustive = REFUSES.test(one.text.slice(0, 500));
      open = !exhaustive;
    } else if (value?.type === 'string') {
      cases.push(unquoted(value.text));
      if (on !== null && facts.facts.language === 'typescript')
        facts.hold(value, on, unquoted(value.text), scope);
    } else if (value?.type === 'member_expression') {
      cases.push(field(value, 'property')?.text ?? '');
      types.add(dotted(field(value, 'object'))?.split('.').at(-1) ?? '');
    }
  }
  const [of = null] = types;
  const isOpen = open || exhaustive || cases.length < 2;
  exhaustive ||= !isOpen && givesForAll(node, scope);
  facts.choice(node, { of: types.size === 1 ? of : null, cases, open, exhaustive });
  return undefined;
};

/** A choice that ends a function which must give something: the compiler finds the case that gives nothing. */
function givesForAll(node: Node, { result }: Scope): boolean {
  if (!result || /\b(void|undefined|any|unknown|never)\b/.test(result.text)) return false;
  const block = node.parent;
  if (block?.type !== 'statement_block' || namedChildren(block).at(-1)?.id !== node.id)
    return false;
  if (!/function|method/.test(block.parent?.type ?? '')) return false;
  const cases = namedChildren(field(node, 'body'));
  return cases.every((one, at) => {
    const last = one.childrenForFieldName('body').at(-1);
    const inner = last?.type === 'statement_block' ? namedChildren(last).at(-1) : last;
    // One without statements goes on to the next.
    return inner ? /^(return|throw)_statement$/.test(inner.type) : at < cases.length - 1;
  });
}

/** Small letters name what browsers know. */
export const element: Visit = (node, _scope, facts) => {
  const name = field(node, 'name');
  if (name?.type !== 'identifier') return undefined;
  if (/^[a-z]/.test(name.text)) facts.take(name);
  else {
    const given = namedChildren(node).slice(1);
    const fields = given.flatMap((one) =>
      one.type === 'jsx_attribute' ? [namedChildren(one)[0]?.text ?? ''] : [],
    );
    if (node.type === 'jsx_opening_element') fields.push('children');
    const partial = given.some(({ type }) => type === 'jsx_expression');
    for (const one of given) {
      const [key, value] = one.type === 'jsx_attribute' ? namedChildren(one) : [];
      if (key && value?.type === 'string' && isTyped(facts))
        facts.text(value, `${name.text}(0).${key.text}`, unquoted(value.text));
    }
    facts.literal(node, { type: `${name.text}(0)`, fields, partial });
  }
  return undefined;
};

/** `return { … }` in a function that says what it gives. */
export const returning: Visit = (node, scope, facts) => {
  const value = namedChildren(node)[0] ?? null;
  facts.note(calledName(value), { ends: 'returned' });
  noteWanted(value, scope.result, facts);
  readLiteral(value, scope.result ?? null, facts);
  return undefined;
};

export const attribute: Visit = (node, _scope, facts) => {
  const name = namedChildren(node)[0];
  if (name?.type === 'property_identifier') facts.note(name, { how: 'member' });
  return undefined;
};

/** What `require('x')` or `await import('x')` loads. */
export function loadedModule(value: Node | null): string | null {
  const call = value?.type === 'await_expression' ? (namedChildren(value)[0] ?? null) : value;
  if (call?.type !== 'call_expression') return null;
  const by = field(call, 'function');
  if (by?.type !== 'import' && dotted(by) !== 'require') return null;
  const [source, ...more] = namedChildren(field(call, 'arguments'));
  return source?.type === 'string' && more.length === 0 ? unquoted(source.text) : null;
}
