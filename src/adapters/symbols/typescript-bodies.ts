/** What bodies of TypeScript and JavaScript say: calls, members, values written out, choices, elements. */
import type { Node } from 'web-tree-sitter';
import type { Collector, Visit } from './collect.ts';
import {
  calledName,
  countArguments,
  dotted,
  field,
  lastNameOf,
  namedChildren,
  plain,
  typeName,
  unquoted,
} from './nodes.ts';

export const call: Visit = (node, scope, facts) => {
  const target = field(node, 'function') ?? field(node, 'constructor');
  const list = field(node, 'arguments');
  // A template behind a name calls it with what it holds.
  const args = list?.type === 'template_string' ? -1 : countArguments(list, /^spread_element$/);
  if (target?.type === 'super') {
    const parents = facts.facts.implementations.filter(({ type }) => type === scope.self);
    const [parent] = parents;
    if (parent) facts.mention(target, parent.of, scope, { args });
  } else if (target) {
    const name = field(target, 'property') ?? target;
    facts.note(name, { args });
    if (/identifier$/.test(name.type)) readArguments(name.text, list, facts);
  }
  return undefined;
};

/** Objects that a function is given; only a compiler minds what they lack. */
function readArguments(name: string, list: Node | null, facts: Collector): void {
  if (facts.facts.language !== 'typescript' || list?.type !== 'arguments') return;
  for (const [at, one] of namedChildren(list).entries())
    if (one.type === 'object' && at < 9)
      facts.literal(one, { type: `${name}(${at})`, ...keysOf(one) });
}

export const member: Visit = (node, scope, facts) => {
  const object = field(node, 'object');
  const on = dotted(object);
  const made = object?.type === 'new_expression' ? typeName(field(object, 'constructor')) : null;
  const named = object?.type === 'identifier' && /^[A-Z]/.test(object.text) ? object.text : null;
  const owner = on === 'this' ? scope.self : (made ?? named);
  const hint = on === null ? lastNameOf(object) : null;
  facts.note(field(node, 'property'), { how: 'member', on, owner, hint });
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
    const { fields, partial } = keysOf(value);
    const of = record[1]?.split('.').at(-1) ?? null;
    if (of !== 'string')
      facts.choice(value, { of, cases: fields, open: partial, exhaustive: true });
    return;
  }
  const isList = written?.type === 'array_type';
  const objects = value?.type === 'array' && isList ? namedChildren(value) : isList ? [] : [value];
  const name = typeName(isList ? namedChildren(written)[0] : written);
  if (name === null || name === 'const') return;
  for (const object of objects)
    if (object?.type === 'object') facts.literal(object, { type: name, ...keysOf(object) });
}

function keysOf(object: Node): { fields: string[]; partial: boolean } {
  const inside = namedChildren(object);
  const keys = inside.map((one) => field(one, 'key') ?? field(one, 'name') ?? one);
  const open = ({ type }: Node) => /^(spread_element|computed_property_name)$/.test(type);
  return {
    fields: keys.flatMap((key) => (open(key) ? [] : [unquoted(key.text)])),
    partial: keys.some(open),
  };
}

/** `{ … } as S`, `{ … } satisfies S`. */
export const typed: Visit = (node, _scope, facts) => {
  const [value = null, type = null] = namedChildren(node);
  readLiteral(value, type, facts);
  return undefined;
};

/** Words by which a default asks the compiler to refuse forgotten cases: `never`, `assertNever(x)`. */
const REFUSES =
  /\bnever\b|\b(?:assert\w*never|exhaustive\w*|assert\w*unreachable|unreachable\w*)\s*\(/i;

export const choice: Visit = (node, _scope, facts) => {
  const cases: string[] = [];
  const types = new Set<string>();
  let open = false;
  let exhaustive = false;
  for (const one of namedChildren(field(node, 'body'))) {
    const value = field(one, 'value');
    if (one.type === 'switch_default') {
      exhaustive = REFUSES.test(one.text.slice(0, 500));
      open = !exhaustive;
    } else if (value?.type === 'string') cases.push(unquoted(value.text));
    else if (value?.type === 'member_expression') {
      cases.push(field(value, 'property')?.text ?? '');
      types.add(dotted(field(value, 'object'))?.split('.').at(-1) ?? '');
    }
  }
  const [of = null] = types;
  facts.choice(node, { of: types.size === 1 ? of : null, cases, open, exhaustive });
  return undefined;
};

/** Small letters name what browsers know. */
export const element: Visit = (node, _scope, facts) => {
  const name = field(node, 'name');
  if (name?.type !== 'identifier') return undefined;
  if (/^[a-z]/.test(name.text)) facts.take(name);
  else if (facts.facts.language === 'typescript') {
    const given = namedChildren(node).slice(1);
    const fields = given.flatMap((one) =>
      one.type === 'jsx_attribute' ? [namedChildren(one)[0]?.text ?? ''] : [],
    );
    if (node.type === 'jsx_opening_element') fields.push('children');
    const partial = given.some(({ type }) => type === 'jsx_expression');
    facts.literal(node, { type: `${name.text}(0)`, fields, partial });
  }
  return undefined;
};

/** `return { … }` in a function that says what it gives. */
export const returning: Visit = (node, scope, facts) => {
  const value = namedChildren(node)[0] ?? null;
  facts.note(calledName(value), { ends: 'returned' });
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
