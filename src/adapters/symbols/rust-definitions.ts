/** What Rust defines. */
import type { Node } from 'web-tree-sitter';
import type { Parameters } from '../../symbols.ts';
import {
  type Collector,
  inContainer,
  inFunction,
  isComment,
  namedChildren,
  plain,
  type Scope,
  typeName,
  type Visit,
} from './collect.ts';

export const field = (node: Node | null, name: string) => node?.childForFieldName(name) ?? null;

/** Attributes stand beside what they belong to, before it. */
function attributes(node: Node): string {
  let text = '';
  for (let at = node.previousNamedSibling; at; at = at.previousNamedSibling) {
    if (at.type === 'attribute_item') text += at.text;
    else if (!isComment(at)) break;
  }
  return text;
}

export const isConditional = (node: Node) => /\bcfg(_attr)?\s*\(/.test(attributes(node));
export const isPublic = (node: Node) =>
  namedChildren(node).some(({ type }) => type === 'visibility_modifier');

function parametersOf(list: Node | null): { parameters: Parameters; types: string; self: boolean } {
  const all = namedChildren(list).filter((child) => !isComment(child));
  const self = all.some((child) => child.type === 'self_parameter');
  const given = all.filter(({ type }) => type === 'parameter' || /type$|identifier$/.test(type));
  const types = all
    .filter(({ type }) => type !== 'attribute_item')
    .map((child) => plain((field(child, 'type') ?? child).text))
    .join(',');
  const variadic = all.some(({ type }) => type === 'variadic_parameter');
  const parameters = { least: given.length, most: variadic ? null : given.length, names: [] };
  return { parameters, types, self };
}

export const fn: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const list = field(node, 'parameters');
  const { parameters, types, self } = parametersOf(list);
  const modifiers = namedChildren(node).find(({ type }) => type === 'function_modifiers');
  const words = plain(modifiers?.text).replace(/^(pub|default) ?/, '');
  const member = scope.self !== null;
  facts.define({
    node,
    name,
    kind: member ? 'method' : 'function',
    scope: scope.within === '' ? scope : { ...scope, container: scope.within },
    parameters,
    signature: `${words}(${types})->${plain(field(node, 'return_type')?.text)}`,
    onValue: self,
    exported: scope.exported || isPublic(node),
    required: scope.contract && node.type === 'function_signature_item',
    conditional: scope.conditional || isConditional(node),
  });
  return { ...inFunction(scope, name?.text ?? ''), contract: false };
};

/** Fields of a struct, a union or a variant. */
function shape(
  body: Node | null,
  scope: Scope,
  facts: Collector,
  open: boolean,
): Parameters | null {
  if (body?.type === 'ordered_field_declaration_list') {
    const count = namedChildren(body).filter(
      ({ type }) => !/^(visibility_modifier|attribute_item|.*comment)$/.test(type),
    ).length;
    return { least: count, most: count, names: [] };
  }
  for (const child of namedChildren(body)) {
    if (child.type !== 'field_declaration') continue;
    facts.define({
      node: child,
      name: field(child, 'name'),
      kind: 'field',
      scope,
      signature: plain(field(child, 'type')?.text),
      exported: open || isPublic(child),
      required: true,
      conditional: scope.conditional || isConditional(child),
    });
  }
  return null;
}

export const struct: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const inside = inContainer(scope, name?.text ?? '', { self: name?.text ?? null });
  const parameters = shape(field(node, 'body'), inside, facts, false);
  facts.define({
    node,
    name,
    kind: 'struct',
    scope,
    parameters,
    signature: parameters
      ? plain(field(node, 'body')?.text.replace(/\bpub(\([^)]*\))?\s/g, ''))
      : '',
    exported: isPublic(node),
    conditional: scope.conditional || isConditional(node),
  });
  return inside;
};

export const enumeration: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const conditional = scope.conditional || isConditional(node);
  facts.define({ node, name, kind: 'enum', scope, exported: isPublic(node), conditional });
  const inside = inContainer(scope, name?.text ?? '', { self: name?.text ?? null });
  for (const variant of namedChildren(field(node, 'body'))) {
    if (variant.type !== 'enum_variant') continue;
    const called = field(variant, 'name');
    const body = field(variant, 'body');
    const parameters = shape(body, inContainer(inside, called?.text ?? ''), facts, true);
    facts.define({
      node: variant,
      name: called,
      kind: 'variant',
      scope: inside,
      parameters,
      signature: parameters ? plain(body?.text) : body ? '{}' : '',
      exported: true,
      conditional: conditional || isConditional(variant),
    });
  }
  return inside;
};

export const trait: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const conditional = scope.conditional || isConditional(node);
  facts.define({ node, name, kind: 'trait', scope, exported: isPublic(node), conditional });
  const self = name?.text ?? null;
  return inContainer(scope, name?.text ?? '', {
    self,
    contract: true,
    exported: true,
    conditional,
  });
};

export const impl: Visit = (node, scope, facts) => {
  const type = typeName(field(node, 'type')?.text) ?? plain(field(node, 'type')?.text);
  const of = field(node, 'trait');
  const conditional = scope.conditional || isConditional(node);
  if (of === null) {
    // The same method may stand in the blocks of two instances of a generic type.
    const special = /[<\s]/.test(plain(field(node, 'type')?.text)) || conditional;
    return inContainer(scope, type, { self: type, conditional: special });
  }
  const trait = typeName(of.text) ?? plain(of.text);
  const { startPosition, endPosition } = node;
  facts.facts.implementations.push({
    type,
    of: trait,
    line: startPosition.row + 1,
    endLine: endPosition.row + 1,
  });
  // `From<A>` and `From<B>` are two traits to the compiler.
  const whole = `${plain(of.text)} for ${plain(field(node, 'type')?.text)}`;
  return inContainer(scope, whole, { self: type, exported: true, conditional });
};

export function item(kind: 'type' | 'constant' | 'macro'): Visit {
  return (node, scope, facts) => {
    const associated = scope.self !== null;
    const exporting = kind === 'macro' && /macro_export/.test(attributes(node));
    if (scope.within === '' || associated)
      facts.define({
        node,
        name: field(node, 'name'),
        kind,
        scope,
        signature: kind === 'macro' ? '' : plain(field(node, 'type')?.text),
        exported: exporting || scope.exported || isPublic(node),
        required: scope.contract && field(node, 'value') === null && field(node, 'type') === null,
        conditional: scope.conditional || isConditional(node),
      });
    else facts.take(field(node, 'name'));
    return undefined;
  };
}

export const module: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const conditional = scope.conditional || isConditional(node);
  const exported = isPublic(node);
  facts.define({ node, name, kind: 'module', scope, exported, conditional });
  return inContainer(scope, name?.text ?? '');
};
