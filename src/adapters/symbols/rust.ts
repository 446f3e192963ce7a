/** What Rust says about symbols. */
import type { Node } from 'web-tree-sitter';
import {
  type Collector,
  countArguments,
  type Grammar,
  lineOf,
  namedChildren,
  plain,
  type Scope,
  typeName,
  type Visit,
} from './collect.ts';
import {
  enumeration,
  field,
  fn,
  impl,
  isConditional,
  isPublic,
  item,
  module,
  struct,
  trait,
} from './rust-definitions.ts';
import { readTokens } from './rust-tokens.ts';

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
