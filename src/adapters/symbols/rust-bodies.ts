/** What bodies of Rust functions say: names they bind, calls, members, values and matches. */
import type { Node } from 'web-tree-sitter';
import type { Collector, Visit } from './collect.ts';
import {
  calledName,
  countArguments,
  dotted,
  field,
  hintsOf,
  isComment,
  namedChildren,
  plain,
  squeezed,
  typeName,
} from './nodes.ts';
import { readDemands } from './rust-demands.ts';
import type { Scope } from './scopes.ts';
import { letterOf, lettersOf, noteApart, noteWanted } from './values.ts';

const isCapital = (name: string) => /^[A-Z]/.test(name);

/** Names that a pattern binds; those in capitals are constants or variants that it compares with. */
function bindPattern(
  pattern: Node | null,
  scope: Scope,
  facts: Collector,
  type: string | null,
): void {
  if (pattern === null) return;
  if (pattern.type === 'identifier' || pattern.type === 'shorthand_field_identifier') {
    if (!isCapital(pattern.text)) facts.bind(pattern, scope, type);
    return;
  }
  if (/^scoped_|^generic_|literal$/.test(pattern.type)) return;
  if (pattern.type === 'struct_pattern') readStruct(pattern, scope, facts, true);
  const named = field(pattern, 'type')?.id;
  const guard = field(pattern, 'condition')?.id;
  for (const child of namedChildren(pattern)) {
    const isKey = pattern.type === 'field_pattern' && child.type === 'field_identifier';
    if (isKey) facts.note(child, { how: 'member' });
    else if (child.id !== named && child.id !== guard) bindPattern(child, scope, facts, null);
  }
}

/** `Arc<Type>` is asked what a `Type` is asked. */
function pointedTo(type: Node | null): string | null {
  let inner = type;
  while (inner) {
    const isPointer =
      inner.type === 'generic_type' && /^(Arc|Rc|Box)$/.test(typeName(field(inner, 'type')) ?? '');
    if (isPointer) inner = namedChildren(field(inner, 'type_arguments'))[0] ?? null;
    else if (inner.type === 'reference_type') inner = field(inner, 'type');
    else break;
  }
  return typeName(inner);
}

/**
 * The type of `Type::new(…)` and its like, also behind `&`, `?`, `.await`, `.unwrap()` and `Arc::new(…)`, and of
 * `Type { … }`.
 */
function madeBy(value: Node | null): string | null {
  let inner = value;
  for (;;) {
    const target = inner?.type === 'call_expression' ? field(inner, 'function') : null;
    if (target && /^(unwrap|expect|clone)$/.test(field(target, 'field')?.text ?? ''))
      inner = field(target, 'value');
    else if (target && /^(\w+::)*(Arc|Rc|Box)::new$/.test(target.text))
      inner = namedChildren(field(inner, 'arguments'))[0] ?? null;
    else if (inner && /^(reference|try|await)_expression$/.test(inner.type))
      inner = namedChildren(inner).at(inner.type === 'reference_expression' ? -1 : 0) ?? null;
    else break;
  }
  if (inner?.type === 'struct_expression') return typeName(field(inner, 'name'));
  const head = inner?.type === 'call_expression' ? (field(inner, 'function')?.text ?? '') : '';
  return (
    /^(?:\w+::)*([A-Z]\w*)(?:::<[\s\S]*>)?::(?:try_)?(?:new|default|from|with)(?:_\w+)?$/.exec(
      head.slice(0, 200),
    )?.[1] ?? null
  );
}

export const binding: Visit = (node, scope, facts) => {
  const type = pointedTo(field(node, 'type')) ?? madeBy(field(node, 'value'));
  noteWanted(field(node, 'value'), field(node, 'type'), facts);
  // `let _ = save();`
  if (node.type === 'let_declaration' && field(node, 'pattern')?.text === '_')
    facts.note(calledName(field(node, 'value')), { ends: 'dropped' });
  if (node.type === 'let_declaration')
    noteApart(field(node, 'value'), field(node, 'pattern'), facts);
  bindPattern(field(node, 'pattern'), scope, facts, type === 'Self' ? scope.self : type);
  return undefined;
};

export const closureParameters: Visit = (node, scope, facts) => {
  for (const child of namedChildren(node))
    if (child.type !== 'parameter') bindPattern(child, scope, facts, null);
  return undefined;
};

/** `S { x, y: 1, ..z }` as a value or a pattern. */
function readStruct(node: Node, scope: Scope, facts: Collector, pattern: boolean): void {
  const path = field(node, pattern ? 'type' : 'name');
  const parts = squeezed((path?.text ?? '').replace(/<[\s\S]*$/, '').replace(/::$/, '')).split(
    '::',
  );
  const named = parts.at(-1) ?? '';
  const type = named === 'Self' ? (scope.self ?? '') : named;
  const before = parts.at(-2) === 'Self' ? (scope.self ?? '') : (parts.at(-2) ?? '');
  const inside = namedChildren(pattern ? node : field(node, 'body'));
  const fields = inside.flatMap((child) => {
    if (!/^(field_pattern|field_initializer|shorthand_field_initializer)$/.test(child.type))
      return [];
    const key =
      field(child, 'field') ??
      field(child, 'name') ??
      namedChildren(child).find((one) => one.type === 'identifier');
    return key ? [key.text] : [];
  });
  const short = inside.flatMap((child) =>
    child.type === 'shorthand_field_initializer' ? [child.text] : [],
  );
  const written = inside.flatMap((child) => {
    const key = field(child, 'field');
    const letter = child.type === 'field_initializer' ? letterOf(field(child, 'value')) : '?';
    return key && letter !== '?' ? [`${key.text} ${letter}`] : [];
  });
  facts.literal(node, {
    ...(short.length > 0 ? { short } : {}),
    ...(written.length > 0 ? { written } : {}),
    type: isCapital(before) ? `${before}/${type}` : type,
    fields,
    partial: inside.some((child) =>
      /^(base_field_initializer|remaining_field_pattern)$/.test(child.type),
    ),
    pattern,
  });
}

export const struct: Visit = (node, scope, facts) => {
  readStruct(node, scope, facts, false);
  return undefined;
};

export const path: Visit = (node, scope, facts) => {
  const before = plain(field(node, 'path')).replace(/(?:::)?<[\s\S]*$/, '');
  const on = before === 'Self' ? (scope.self ?? before) : before;
  const last = on.split('::').at(-1) ?? '';
  facts.note(field(node, 'name'), { how: 'path', on, owner: isCapital(last) ? last : null });
  // What stands before `::` is a module or a type.
  const type = field(node, 'path');
  facts.note(field(type, 'name') ?? type, { value: false });
  return undefined;
};

/** The grammar has another word for names of types; in macros it has one for all. */
export const value: Visit = (node, _scope, facts) => {
  if (isCapital(node.text) && node.parent?.type !== 'token_tree')
    facts.noteFirst(node, { value: true });
  return undefined;
};

export const call: Visit = (node, _scope, facts) => {
  let target = field(node, 'function');
  if (target?.type === 'generic_function') target = field(target, 'function');
  const name = field(target, 'name') ?? field(target, 'field') ?? target;
  const list = field(node, 'arguments');
  // `map(parse)`, `map(Type::parse)`
  for (const one of namedChildren(list)) {
    const isPath = one.type === 'scoped_identifier';
    if (isPath || one.type === 'identifier')
      facts.note(isPath ? field(one, 'name') : one, { handed: true });
  }
  facts.note(name, { args: countArguments(list, /^$/), given: lettersOf(list) });
  return undefined;
};

export const member: Visit = (node, scope, facts) => {
  const value = field(node, 'value');
  const on = dotted(value);
  const hints = on === null ? hintsOf(value) : {};
  const owner = on === 'self' ? scope.self : null;
  facts.note(field(node, 'field'), { how: 'member', on, owner, ...hints });
  return undefined;
};

/** `Event::Put(a, _)`: as many values as a call would give; `..` stands for any number. */
export const tuplePattern: Visit = (node, _scope, facts) => {
  const name = field(node, 'type');
  const list = node.children.slice(1);
  const given = list.filter((one) => one && !/^[(),]$/.test(one.type) && !isComment(one));
  const open = given.some((one) => one?.type === 'remaining_field_pattern');
  const args = open ? -1 : given.length;
  facts.note(field(name, 'name') ?? name, { args, ends: 'pattern' });
  return undefined;
};

/** The cases that a pattern names; false where it also takes others. */
function casesOf(pattern: Node | null, scope: Scope, cases: string[], types: Set<string>): boolean {
  if (pattern === null) return false;
  if (pattern.type === 'or_pattern')
    return namedChildren(pattern)
      .map((child) => casesOf(child, scope, cases, types))
      .every(Boolean);
  if (/^(reference_pattern|ref_pattern|mut_pattern)$/.test(pattern.type))
    return casesOf(namedChildren(pattern).at(-1) ?? null, scope, cases, types);
  if (pattern.type === 'captured_pattern')
    return casesOf(namedChildren(pattern).at(-1) ?? null, scope, cases, types);
  const named = /^scoped_(type_)?identifier$/.test(pattern.type) ? pattern : field(pattern, 'type');
  const parts = (named?.text ?? '').replace(/\s/g, '').split('::');
  const [type = '', variant = ''] = parts.slice(-2);
  if (parts.length > 1) {
    cases.push(variant);
    types.add(type === 'Self' ? (scope.self ?? type) : type);
    return true;
  }
  // `None`, `Ok(x)`: a case whose type is not written. A name in small letters takes everything.
  const bare = named?.text ?? pattern.text;
  if (!/^[A-Z]\w*$/.test(bare)) return false;
  cases.push(bare);
  return true;
}

export const match: Visit = (node, scope, facts) => {
  const cases: string[] = [];
  const types = new Set<string>();
  let open = false;
  for (const arm of namedChildren(field(node, 'body'))) {
    if (arm.type !== 'match_arm') continue;
    const pattern = field(arm, 'pattern');
    // An arm with a guard covers nothing for certain.
    if (field(pattern, 'condition') !== null) continue;
    const inner = namedChildren(pattern)[0];
    // `_` has no node of its own.
    if (!inner || !casesOf(inner, scope, cases, types)) open = true;
  }
  const [of = null] = types;
  facts.choice(node, { of: types.size === 1 ? of : null, cases, open, exhaustive: true });
  return undefined;
};

export const macroCall: Visit = (node, scope, facts) => {
  const name = field(node, 'macro');
  readDemands(node, scope, facts);
  facts.note(field(name, 'name') ?? name, { how: name?.type === 'identifier' ? 'plain' : 'path' });
  return undefined;
};
