/** Classes, interfaces, enums and type aliases of TypeScript, with their members. */
import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../symbols.ts';
import type { Collector, Visit } from './collect.ts';
import { childOf, field, has, namedChildren, plain, typeName, unquoted } from './nodes.ts';
import { inContainer, inFunction, type Scope } from './scopes.ts';
import { readLiteral } from './typescript-bodies.ts';
import { bindParameters, isOutermost, placeFunction, signatureOf } from './typescript-functions.ts';
import { isIdle } from './values.ts';

/** Declarations of an interface merge, so that several may live together. */
export function type(kind: SymbolKind): Visit {
  return (node, scope, facts) => {
    const name = field(node, 'name');
    const { exported } = scope;
    const self = name?.text ?? 'default';
    if (isOutermost(scope))
      facts.define({
        node,
        name,
        kind,
        scope,
        exported,
        conditional: kind === 'interface',
        abstract: node.type === 'abstract_class_declaration',
      });
    else facts.take(name);
    if (kind === 'class') readHeritage(node, self, facts);
    const contract = kind === 'interface' || node.type === 'abstract_class_declaration';
    return inContainer(scope, self, { self, contract, exported: true });
  };
}

/** `namespace N.M { }`, `declare module 'x' { }`. */
export const module: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const called = unquoted(name?.text ?? '');
  const { exported } = scope;
  facts.define({ node, name, kind: 'module', scope, called, exported, conditional: true });
  for (const part of name?.type === 'nested_identifier' ? namedChildren(name) : [])
    facts.take(part);
  return inContainer(scope, called, { exported: node.type === 'module' });
};

function readHeritage(node: Node, self: string, facts: Collector): void {
  for (const clause of namedChildren(childOf(node, 'class_heritage'))) {
    const named = /_clause$/.test(clause.type) ? namedChildren(clause) : [clause];
    for (const one of named) {
      const of = one.type === 'type_arguments' ? null : typeName(one);
      if (of !== null) facts.implement(self, of, node);
    }
    // `extends Repo<User>`
    const types = namedChildren(named.find(({ type }) => type === 'type_arguments')).length;
    const [value] = named;
    // In JavaScript nobody writes types.
    const bare =
      facts.facts.language === 'typescript' &&
      /^(identifier|member_expression)$/.test(value?.type ?? '');
    if (value && (types > 0 || bare))
      facts.note(field(value, 'property') ?? value, { types, bare });
  }
}

export const classExpression: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const self = name?.text ?? 'default';
  facts.take(name);
  readHeritage(node, self, facts);
  return inContainer(scope, self, { self, exported: true });
};

/** An alias is told apart by its text; an alias of an object, by its members; one of a union has cases. */
export const alias: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const value = field(node, 'value');
  const { exported } = scope;
  if (scope.within !== '') {
    facts.take(name);
    return { ...scope, exported: false };
  }
  const signature = value?.type === 'object_type' ? '' : plain(value);
  facts.define({ node, name, kind: 'type', scope, exported, signature });
  const inside = inContainer(scope, name?.text ?? '', { exported: true, contract: true });
  for (const member of membersOf(value)) defineCase(member, inside, facts);
  return inside;
};

/** Members of a union, which the grammar nests to the left. */
function membersOf(value: Node | null): Node[] {
  const members: Node[] = [];
  let rest: Node | null = value;
  while (rest?.type === 'union_type') {
    const parts = namedChildren(rest);
    const left: Node | undefined = parts[0];
    if (left?.type === 'union_type') {
      members.unshift(...parts.slice(1));
      rest = left;
    } else {
      members.unshift(...parts);
      rest = null;
    }
  }
  return members;
}

function defineCase(member: Node, scope: Scope, facts: Collector): void {
  const common = { node: member, kind: 'variant' as const, scope, exported: true };
  if (member.type === 'literal_type')
    facts.define({ ...common, name: member, called: unquoted(member.text) });
  else if (member.type === 'object_type') {
    // The first property with one possible string tells the cases apart: `{ kind: 'circle', … }`.
    const tag = namedChildren(member).find((one) => stringOf(field(one, 'type')) !== null);
    const called = stringOf(field(tag, 'type'));
    if (called === null) return;
    facts.define({ ...common, name: member, called });
    facts.place(member, inContainer(scope, called, { exported: true, contract: true }));
  } else {
    const called = typeName(member);
    if (called !== null) facts.define({ ...common, name: member, called, alsoUse: true });
  }
}

function stringOf(annotation: Node | null): string | null {
  const literal = namedChildren(annotation)[0];
  const text = literal?.type === 'literal_type' ? namedChildren(literal)[0] : null;
  return text?.type === 'string' ? unquoted(text.text) : null;
}

export const enumeration: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  facts.define({ node, name, kind: 'enum', scope, exported: scope.exported });
  const inside = inContainer(scope, name?.text ?? '', { exported: true });
  for (const member of namedChildren(field(node, 'body'))) {
    const called = field(member, 'name') ?? member;
    const text = unquoted(called.text);
    facts.define({
      node: member,
      name: called,
      called: text,
      kind: 'variant',
      scope: inside,
      exported: true,
    });
  }
  return inside;
};

/** Whether a type has no function among its values. @param untold what is taken of a type that does not say */
function isIdleType(type: Node | undefined, untold = false): boolean {
  switch (type?.type) {
    case undefined:
      return untold;
    case 'predefined_type':
      return /^(string|number|boolean|symbol|void|never)$/.test(type.text);
    case 'literal_type':
    case 'template_literal_type':
    case 'array_type':
    case 'tuple_type':
      return true;
    case 'object_type':
      return !namedChildren(type).some((one) => one.type === 'call_signature');
    case 'readonly_type':
    case 'parenthesized_type':
    case 'union_type':
      return namedChildren(type).every((one) => isIdleType(one, untold));
    case 'function_type':
    case 'constructor_type':
      return false;
    default:
      return untold;
  }
}

/** Of `get x() { … }`: its type, or without one its text shows no function. */
const givesNoFunction = (node: Node): boolean =>
  isIdleType(
    namedChildren(field(node, 'return_type'))[0],
    !/=>|\bfunction\b|\.bind\(/.test(field(node, 'body')?.text ?? ''),
  );

const isHidden = (node: Node, name: Node | null) =>
  name?.type === 'private_property_identifier' ||
  /^(private|protected)$/.test(childOf(node, 'accessibility_modifier')?.text ?? '');

export const method: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const bodiless = /_signature$/.test(node.type);
  const isConstructor = name?.text === 'constructor';
  const isAccessor = has(node, 'get') || has(node, 'set');
  // Methods of objects in functions belong to nobody; those of objects at the top were defined before.
  if (
    scope.container !== '' &&
    (bodiless || scope.self !== null) &&
    name?.type !== 'computed_property_name'
  )
    facts.define({
      node,
      name,
      called: unquoted(name?.text ?? ''),
      kind: isConstructor ? 'constructor' : isAccessor ? 'field' : 'method',
      scope,
      ...(isAccessor ? { signature: accessed(node) } : signatureOf(node)),
      idle: has(node, 'get') && givesNoFunction(node),
      onValue: !isConstructor && !has(node, 'static'),
      exported: !isHidden(node, name),
      required: scope.contract && bodiless && !has(node, '?'),
      conditional: (bodiless && !scope.contract) || isAccessor,
      overrides: childOf(node, 'override_modifier') !== null,
    });
  else facts.take(name);
  const inside = inFunction(scope, name?.text ?? '');
  bindParameters(node, inside, facts);
  if (isConstructor) defineParameterProperties(node, scope, facts);
  return { ...inside, exported: false, result: field(node, 'return_type') };
};

/** The type of what `get` gives or `set` takes: to others it is a field. */
function accessed(node: Node): string {
  const { signature } = signatureOf(node);
  return signature.startsWith('():') ? signature.slice(3) : signature.replace(/^\(|\).*$/g, '');
}

/** `constructor(private readonly repo: Repo)` makes a field. */
function defineParameterProperties(node: Node, scope: Scope, facts: Collector): void {
  for (const one of namedChildren(field(node, 'parameters'))) {
    if (childOf(one, 'accessibility_modifier') === null && !has(one, 'readonly')) continue;
    const name = field(one, 'pattern');
    const signature = plain(field(one, 'type')).replace(/^:/, '');
    const exported = !isHidden(one, name);
    facts.define({ node: one, name, kind: 'field', scope, signature, onValue: true, exported });
  }
}

/** `User['name']`, `Pick<User, 'id' | 'name'>`: members that a type names of another one. */
export const keyedType: Visit = (node, scope, facts) => {
  const isLookup = node.type === 'lookup_type';
  const list = isLookup ? node : field(node, 'type_arguments');
  if (!isLookup && !/^(Pick|Omit)$/.test(field(node, 'name')?.text ?? '')) return undefined;
  const [of = null, keys = null] = namedChildren(list);
  const owner = typeName(of);
  if (owner === null) return undefined;
  for (const one of keys?.type === 'union_type' ? membersOf(keys) : [keys]) {
    const text = one?.type === 'literal_type' ? namedChildren(one)[0] : null;
    if (text?.type === 'string')
      facts.mention(text, unquoted(text.text), scope, { how: 'member', owner, on: owner });
  }
  return undefined;
};

/** Of a class, an interface or a type. */
export const property: Visit = (node, scope, facts) => {
  const name = field(node, 'name') ?? field(node, 'property');
  const value = field(node, 'value');
  const written = plain(field(node, 'type')).replace(/^:/, '');
  const called = unquoted(name?.text ?? '');
  const isFunction = value !== null && field(value, 'parameters') !== null;
  const made =
    value?.type === 'new_expression' ? (typeName(field(value, 'constructor')) ?? '') : '';
  const isMember = scope.container !== '' && name?.type !== 'computed_property_name';
  readLiteral(value, field(node, 'type'), facts);
  if (!isMember) facts.take(name);
  else
    facts.define({
      node,
      name,
      called,
      kind: isFunction ? 'method' : 'field',
      scope,
      ...(isFunction ? signatureOf(value) : { signature: written || made }),
      idle: made !== '' || isIdle(value) || isIdleType(namedChildren(field(node, 'type'))[0]),
      onValue: !has(node, 'static'),
      exported: !isHidden(node, name),
      required:
        (node.type === 'property_signature' ? scope.contract : has(node, 'abstract')) &&
        !has(node, '?'),
      overrides: childOf(node, 'override_modifier') !== null,
    });
  if (isFunction && isMember) placeFunction(value, called, scope, facts);
  // Types written out in a member have members of their own.
  return node.type === 'property_signature'
    ? inContainer(scope, called, { exported: true })
    : undefined;
};
