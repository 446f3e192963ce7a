import type { Node } from 'web-tree-sitter';
import type { Parameters } from '../../symbols.ts';
import {
  type Collector,
  countArguments,
  type Grammar,
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
import { readTokens } from './rust-tokens.ts';

const field = (node: Node | null, name: string) => node?.childForFieldName(name) ?? null;

/** Attributes stand beside what they belong to, before it. */
function attributes(node: Node): string {
  let text = '';
  for (let at = node.previousNamedSibling; at; at = at.previousNamedSibling) {
    if (at.type === 'attribute_item') text += at.text;
    else if (!isComment(at)) break;
  }
  return text;
}

const isConditional = (node: Node) => /\bcfg(_attr)?\s*\(/.test(attributes(node));
const isPublic = (node: Node) =>
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

const fn: Visit = (node, scope, facts) => {
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

const struct: Visit = (node, scope, facts) => {
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

const enumeration: Visit = (node, scope, facts) => {
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

const trait: Visit = (node, scope, facts) => {
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

const impl: Visit = (node, scope, facts) => {
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

function item(kind: 'type' | 'constant' | 'macro'): Visit {
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

const module: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const conditional = scope.conditional || isConditional(node);
  const exported = isPublic(node);
  facts.define({ node, name, kind: 'module', scope, exported, conditional });
  return inContainer(scope, name?.text ?? '');
};

/** Everything a `use` brings, one by one. */
function imported(
  node: Node,
  path: string,
  emit: (name: string, original: string, from: string, at: Node) => void,
): void {
  const below = (part: string | undefined) => [path, part ?? ''].filter(Boolean).join('::');
  switch (node.type) {
    case 'use_list':
      for (const child of namedChildren(node)) imported(child, path, emit);
      return;
    case 'scoped_use_list': {
      const list = field(node, 'list');
      if (list) imported(list, below(field(node, 'path')?.text), emit);
      return;
    }
    case 'use_wildcard':
      emit('*', '*', below(namedChildren(node)[0]?.text), node);
      return;
    case 'use_as_clause': {
      const of = field(node, 'path');
      const alias = field(node, 'alias');
      const text = below(of?.text);
      emit(alias?.text ?? '_', last(text), text.split('::').slice(0, -1).join('::'), node);
      return;
    }
    case 'self':
      emit(last(path), last(path), path.split('::').slice(0, -1).join('::'), node);
      return;
    case 'scoped_identifier':
      emit(
        field(node, 'name')?.text ?? '',
        field(node, 'name')?.text ?? '',
        below(field(node, 'path')?.text),
        node,
      );
      return;
    case 'identifier':
    case 'crate':
      emit(node.text, node.text, path, node);
  }
}

const last = (path: string) => path.split('::').at(-1) ?? '';

const use: Visit = (node, scope, facts) => {
  const argument = field(node, 'argument');
  const reexported = isPublic(node);
  const conditional = scope.conditional || isConditional(node);
  if (argument)
    imported(argument, '', (name, original, from, at) => {
      facts.facts.imports.push({
        name,
        original,
        from,
        reexported,
        line: lineOf(at),
        container: scope.within === '' ? scope.container : scope.within,
        conditional,
      });
    });
  return 'skip';
};

/** Names that a pattern binds; those in capitals are constants or variants that it compares with. */
function bindPattern(
  pattern: Node | null,
  scope: Scope,
  facts: Collector,
  type: string | null,
): void {
  if (pattern === null) return;
  if (pattern.type === 'identifier' || pattern.type === 'shorthand_field_identifier') {
    if (/^[a-z_]/.test(pattern.text)) facts.bind(pattern, scope, type);
    return;
  }
  if (/^scoped_|^generic_|literal$/.test(pattern.type)) return;
  if (pattern.type === 'struct_pattern') readStruct(pattern, scope, facts, true);
  for (const child of namedChildren(pattern)) {
    const isType = field(pattern, 'type')?.id === child.id;
    const isKey = pattern.type === 'field_pattern' && child.type === 'field_identifier';
    const isGuard = field(pattern, 'condition')?.id === child.id;
    if (isKey) facts.note(child, { how: 'member' });
    if (!isType && !isKey && !isGuard) bindPattern(child, scope, facts, null);
  }
}

const binding: Visit = (node, scope, facts) => {
  const value = field(node, 'value');
  const made = value && /^[\w:]*?(\w+)(::<.*>)?::(new|default|from)\(/.exec(value.text)?.[1];
  const type = typeName(field(node, 'type')?.text) ?? (made ? made : null);
  bindPattern(field(node, 'pattern'), scope, facts, type);
  return undefined;
};

/** `S { x, y: 1, ..z }` as a value or a pattern. */
function readStruct(node: Node, scope: Scope, facts: Collector, pattern: boolean): void {
  const path = field(node, pattern ? 'type' : 'name');
  const written = (path?.text ?? '').replace(/<[\s\S]*$/, '').replace(/::$/, '');
  const parts = written.split('::');
  const type = parts.at(-1) === 'Self' ? (scope.self ?? '') : (parts.at(-1) ?? '');
  const inside = pattern ? namedChildren(node) : namedChildren(field(node, 'body'));
  const fields = inside.flatMap((child) => {
    const key =
      field(child, 'field') ??
      field(child, 'name') ??
      (child.type === 'shorthand_field_initializer'
        ? namedChildren(child).find((one) => one.type === 'identifier')
        : null);
    return key &&
      /^(field_pattern|.*field_initializer)$/.test(child.type) &&
      child.type !== 'base_field_initializer'
      ? [key.text]
      : [];
  });
  const partial = inside.some(({ type }) =>
    /^(base_field_initializer|remaining_field_pattern)$/.test(type),
  );
  const owner =
    parts.length > 1 && /^[A-Z]/.test(parts.at(-2) ?? '') ? `${parts.at(-2)}/${type}` : type;
  facts.facts.literals.push({
    type: owner,
    fields,
    partial,
    positional: null,
    pattern,
    line: lineOf(node),
  });
}

const path: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const before = plain(field(node, 'path')?.text).replace(/::<.*$|<.*$/, '');
  const qualifier = before === 'Self' ? (scope.self ?? before) : before;
  const owner = qualifier.split('::').at(-1) ?? '';
  facts.note(name, { how: 'path', on: qualifier, owner: /^[A-Z]/.test(owner) ? owner : null });
  return undefined;
};

const call: Visit = (node, _scope, facts) => {
  let target = field(node, 'function');
  if (target?.type === 'generic_function') target = field(target, 'function');
  const name = field(target, 'name') ?? field(target, 'field') ?? target;
  if (name) facts.note(name, { args: countArguments(field(node, 'arguments'), /^$/) });
  return undefined;
};

const member: Visit = (node, scope, facts) => {
  const value = field(node, 'value');
  const on = value?.type === 'identifier' || value?.type === 'self' ? value.text : null;
  facts.note(field(node, 'field'), { how: 'member', on, owner: on === 'self' ? scope.self : null });
  return undefined;
};

const match: Visit = (node, _scope, facts) => {
  const cases: string[] = [];
  const types = new Set<string>();
  let open = false;
  const alternative = (pattern: Node | null): void => {
    if (pattern === null) return;
    if (pattern.type === 'or_pattern') {
      for (const child of namedChildren(pattern)) alternative(child);
      return;
    }
    const named = /^(scoped_identifier|scoped_type_identifier)$/.test(pattern.type)
      ? pattern
      : field(pattern, 'type');
    const parts = (named?.text ?? '').replace(/\s/g, '').split('::');
    if (parts.length > 1) {
      cases.push(parts.at(-1) ?? '');
      types.add(parts.at(-2) ?? '');
    } else open = true;
  };
  for (const arm of namedChildren(field(node, 'body'))) {
    if (arm.type !== 'match_arm') continue;
    const pattern = field(arm, 'pattern');
    const condition = field(pattern, 'condition');
    const inner = namedChildren(pattern).find(({ id }) => id !== condition?.id) ?? null;
    // An arm with a guard covers nothing for certain, and closes nothing either.
    if (condition === null && inner === null) open = true;
    else if (condition === null) alternative(inner);
  }
  const of = types.size === 1 ? [...types][0] : undefined;
  facts.facts.choices.push({
    of: of ?? null,
    cases,
    open,
    exhaustive: true,
    line: lineOf(node),
    endLine: node.endPosition.row + 1,
  });
  return undefined;
};

export const rust: Grammar = {
  language: 'rust',
  names: new Set([
    'identifier',
    'type_identifier',
    'field_identifier',
    'shorthand_field_identifier',
  ]),
  nodes: {
    function_item: fn,
    function_signature_item: fn,
    struct_item: struct,
    union_item: struct,
    enum_item: enumeration,
    trait_item: trait,
    impl_item: impl,
    type_item: item('type'),
    associated_type: item('type'),
    const_item: item('constant'),
    static_item: item('constant'),
    macro_definition: (node, scope, facts) => {
      item('macro')(node, scope, facts);
      return 'skip';
    },
    mod_item: module,
    use_declaration: use,
    let_declaration: binding,
    let_condition: binding,
    for_expression: binding,
    parameter: binding,
    closure_parameters: (node, scope, facts) => {
      for (const child of namedChildren(node))
        if (child.type !== 'parameter') bindPattern(child, scope, facts, null);
      return undefined;
    },
    match_arm: binding,
    scoped_identifier: path,
    scoped_type_identifier: path,
    call_expression: call,
    field_expression: member,
    struct_expression: (node, scope, facts) => {
      readStruct(node, scope, facts, false);
      return undefined;
    },
    field_initializer: (node, _scope, facts) => {
      facts.note(field(node, 'field'), { how: 'member' });
      return undefined;
    },
    match_expression: match,
    attribute_item: () => 'skip',
    inner_attribute_item: () => 'skip',
    lifetime: () => 'skip',
    type_parameter: (node, _scope, facts) => {
      facts.take(field(node, 'name'));
      return undefined;
    },
    macro_invocation: (node, scope, facts) => {
      const name = field(node, 'macro');
      const called = field(name, 'name') ?? name;
      facts.note(called, name?.type === 'identifier' ? { how: 'plain' } : {});
      const tokens = namedChildren(node).find(({ type }) => type === 'token_tree');
      if (tokens) readTokens(tokens, scope, facts);
      return undefined;
    },
  },
};
