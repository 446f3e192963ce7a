/** What TypeScript and JavaScript define. */
import type { Node } from 'web-tree-sitter';
import type { Parameters, SymbolKind } from '../../symbols.ts';
import {
  type Collector,
  inContainer,
  inFunction,
  isComment,
  lineOf,
  namedChildren,
  plain,
  type Scope,
  typeName,
  type Visit,
} from './collect.ts';

export const field = (node: Node | null, name: string) => node?.childForFieldName(name) ?? null;
export const has = (node: Node, type: string) =>
  node.children.some((child) => child?.type === type);

const PARAMETERS =
  /^(required_parameter|optional_parameter|identifier|assignment_pattern|rest_pattern|object_pattern|array_pattern)$/;

function parametersOf(list: Node | null): { parameters: Parameters; types: string } {
  if (list === null) return { parameters: { least: 0, most: 0, names: [] }, types: '' };
  const given =
    list.type === 'identifier'
      ? [list]
      : namedChildren(list).filter(
          ({ type, text }) => PARAMETERS.test(type) && !/^this\b/.test(text),
        );
  let least = 0;
  let rest = false;
  for (const one of given) {
    const pattern = field(one, 'pattern') ?? one;
    const optional =
      one.type === 'optional_parameter' ||
      one.type === 'assignment_pattern' ||
      field(one, 'value') !== null;
    if (pattern.type === 'rest_pattern') rest = true;
    else if (!optional) least += 1;
  }
  const types = given
    .map((one) => plain(field(one, 'type')?.text) || (one.type === 'optional_parameter' ? '?' : ''))
    .join(',');
  const most = rest ? null : given.length;
  return { parameters: { least, most, names: [] }, types };
}

function signatureOf(node: Node): { parameters: Parameters; signature: string } {
  const { parameters, types } = parametersOf(field(node, 'parameters') ?? field(node, 'parameter'));
  return { parameters, signature: `(${types})${plain(field(node, 'return_type')?.text)}` };
}

const isExported = (node: Node) => node.parent?.type === 'export_statement';

/** Overloads and declarations that merge (`interface X` twice) may live together. */
export const fn: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  if (name && scope.within === '') {
    facts.define({
      node,
      name,
      kind: 'function',
      scope,
      ...signatureOf(node),
      exported: isExported(node) || scope.exported,
      conditional: scope.conditional || node.type === 'function_signature',
    });
  } else if (name) facts.bind(name, scope);
  bindParameters(node, inFunction(scope, name?.text ?? ''), facts);
  return inFunction(scope, name?.text ?? 'anonymous');
};

export function bindParameters(node: Node, scope: Scope, facts: Collector): void {
  const list = field(node, 'parameters') ?? field(node, 'parameter');
  if (list?.type === 'identifier') facts.bind(list, scope);
  else {
    for (const one of namedChildren(list)) {
      bindPattern(field(one, 'pattern') ?? one, scope, facts, typeName(field(one, 'type')?.text));
    }
  }
}

export function bindPattern(
  node: Node | null,
  scope: Scope,
  facts: Collector,
  type: string | null,
): void {
  if (node === null) return;
  if (node.type === 'identifier' || node.type === 'shorthand_property_identifier_pattern') {
    facts.bind(node, scope, type);
    return;
  }
  if (!/pattern|^pair_pattern$|^required_parameter$|^optional_parameter$/.test(node.type)) return;
  for (const child of namedChildren(node)) {
    const isValue = field(node, 'right')?.id === child.id || field(node, 'value')?.id === child.id;
    const isKey = node.type === 'pair_pattern' && field(node, 'key')?.id === child.id;
    if (isKey) facts.note(child, { how: 'member' });
    else if (!isValue || node.type === 'pair_pattern') bindPattern(child, scope, facts, null);
  }
}

export const type: (kind: SymbolKind) => Visit = (kind) => (node, scope, facts) => {
  const name = field(node, 'name');
  const exported = isExported(node) || scope.exported;
  facts.define({ node, name, kind, scope, exported, conditional: kind === 'interface' });
  const self = name?.text ?? null;
  readHeritage(node, self, facts);
  const contract = kind === 'interface' || node.type === 'abstract_class_declaration';
  return inContainer(scope, name?.text ?? '', { self, contract, exported });
};

export function readHeritage(node: Node, self: string | null, facts: Collector): void {
  if (self === null) return;
  const clauses = namedChildren(node).flatMap((child) =>
    child.type === 'class_heritage' ? namedChildren(child) : [child],
  );
  for (const clause of clauses) {
    if (!/^(extends_clause|implements_clause|extends_type_clause|identifier)$/.test(clause.type))
      continue;
    if (clause.type === 'identifier' && node.type.startsWith('class') === false) continue;
    const named = clause.type === 'identifier' ? [clause] : namedChildren(clause);
    for (const one of named) {
      const of = one.type === 'type_arguments' ? null : typeName(one.text);
      if (of === null || of === self) continue;
      // An interface that extends another implements nothing.
      if (node.type === 'interface_declaration') continue;
      facts.facts.implementations.push({
        type: self,
        of,
        line: lineOf(node),
        endLine: node.endPosition.row + 1,
      });
    }
  }
}

export const alias: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const value = field(node, 'value');
  const exported = isExported(node) || scope.exported;
  if (scope.within !== '') {
    facts.take(name);
    return undefined;
  }
  const signature = plain(value?.text).slice(0, 500);
  facts.define({ node, name, kind: 'type', scope, exported, signature });
  const inside = inContainer(scope, name?.text ?? '', { exported });
  for (const member of unionMembers(value)) {
    // A member of a union is a case of its own, by its literal.
    facts.define({
      node: member,
      name: member,
      kind: 'variant',
      scope: inside,
      called: unquoted(member.text),
      exported,
    });
  }
  return inside;
};

function unionMembers(value: Node | null): Node[] {
  if (value?.type === 'union_type') return namedChildren(value).flatMap(unionMembers);
  if (value?.type !== 'literal_type') return [];
  return namedChildren(value).filter((child) => child.type === 'string');
}

export const unquoted = (text: string) => text.replace(/^['"`](.*)['"`]$/s, '$1');

export const enumeration: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const exported = isExported(node);
  facts.define({ node, name, kind: 'enum', scope, exported });
  const inside = inContainer(scope, name?.text ?? '', { exported: true });
  for (const member of namedChildren(field(node, 'body'))) {
    const called = member.type === 'enum_assignment' ? field(member, 'name') : member;
    if (called?.type !== 'property_identifier') continue;
    facts.define({ node: member, name: called, kind: 'variant', scope: inside, exported: true });
  }
  return inside;
};

export const method: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const isAbstract = node.type === 'abstract_method_signature' || node.type === 'method_signature';
  const overload = node.type === 'method_signature' && !scope.contract;
  const isConstructor = name?.text === 'constructor';
  const member = scope.self !== null;
  if (member) {
    facts.define({
      node,
      name,
      kind: isConstructor ? 'constructor' : 'method',
      scope,
      ...signatureOf(node),
      onValue: !has(node, 'static'),
      exported: !/^(private|protected)\b/.test(node.text) && !name?.text.startsWith('#'),
      required: scope.contract && isAbstract && !has(node, '?'),
      conditional: overload || has(node, 'get') || has(node, 'set'),
      overrides: namedChildren(node).some((child) => child.type === 'override_modifier'),
    });
  } else facts.take(name);
  const inside = inFunction(scope, name?.text ?? '');
  bindParameters(node, inside, facts);
  return { ...inside, contract: false };
};

export const property: Visit = (node, scope, facts) => {
  const name = field(node, 'name') ?? field(node, 'property');
  const optional = has(node, '?') || field(node, 'value') !== null;
  if (scope.self !== null || node.type === 'property_signature') {
    facts.define({
      node,
      name,
      kind: 'field',
      scope,
      signature: plain(field(node, 'type')?.text).slice(0, 300),
      onValue: true,
      exported: scope.exported,
      required: node.type === 'property_signature' && !optional,
    });
  } else facts.take(name);
  return undefined;
};

export const variable: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const value = field(node, 'value');
  const written = typeName(field(node, 'type')?.text);
  const made =
    value?.type === 'new_expression' ? typeName(field(value, 'constructor')?.text) : null;
  const declaration = node.parent;
  const top =
    scope.within === '' && declaration && /^(lexical|variable)_declaration$/.test(declaration.type);
  if (name?.type === 'identifier' && top) {
    const isFunction =
      value !== null &&
      /^(arrow_function|function_expression|generator_function)$/.test(value.type);
    facts.define({
      node,
      name,
      kind: isFunction ? 'function' : 'constant',
      scope,
      ...(isFunction
        ? signatureOf(value)
        : { signature: plain(field(node, 'type')?.text).slice(0, 300) }),
      exported: isExported(declaration),
    });
  } else bindPattern(name, scope, facts, written ?? made);
  if (value?.type === 'object' && written !== null) readObject(value, written, facts);
  return undefined;
};

export function readObject(object: Node, type: string, facts: Collector): void {
  const inside = namedChildren(object).filter((child) => !isComment(child));
  facts.facts.literals.push({
    type,
    fields: inside.flatMap((child) => {
      const key = field(child, 'key') ?? field(child, 'name') ?? child;
      return child.type === 'spread_element' ? [] : [unquoted(key.text)];
    }),
    partial: inside.some(
      (child) =>
        child.type === 'spread_element' || field(child, 'key')?.type === 'computed_property_name',
    ),
    positional: null,
    pattern: false,
    line: lineOf(object),
  });
}
