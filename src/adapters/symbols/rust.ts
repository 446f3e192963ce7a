/** What Rust says about symbols. Node names: tree-sitter-rust's `node-types.json`. */
import type { Node } from 'web-tree-sitter';
import type { Parameters } from '../../symbols.ts';
import type { Collector, Grammar, Visit } from './collect.ts';
import { childOf, field, isComment, namedChildren, plain, squeezed, typeName } from './nodes.ts';
import * as bodies from './rust-bodies.ts';
import { comparison } from './rust-demands.ts';
import { readTokens } from './rust-tokens.ts';
import { inContainer, inFunction, type Scope } from './scopes.ts';
import { noteWanted } from './values.ts';
import { ending, generic, setting } from './visits.ts';

/** Attributes stand beside what they belong to, before it. */
function attributes(siblings: readonly (Node | null)[], at: number): string {
  let text = '';
  for (let before = at - 1; before >= 0; before -= 1) {
    const node = siblings[before];
    if (!node || isComment(node)) continue;
    if (node.type !== 'attribute_item') break;
    text += `${node.text}\n`;
  }
  return text;
}

const CONDITION = /\bcfg(_attr)?\s*\(/;
/** Also by crates that write the same traits under other conditions. */
const DERIVE = /\b(?:derive|derive_where|derivative|educe)\s*\(((?:[^()]|\([^()]*\))*)\)/g;
/** Traits of `#[derive(Clone, serde::Serialize)]`. */
function derivesOf(facts: Collector): string[] {
  // Also under a condition: then it is there for somebody.
  const found = attributes(facts.siblings, facts.at).matchAll(DERIVE);
  const names = [...found].flatMap(([, list = '']) => list.split(','));
  return names
    .map((one) => lastOf(/^[\w:]*/.exec(one.trim())?.[0] ?? ''))
    .filter((one) => one !== '')
    .sort();
}

const isConditional = (facts: Collector) => CONDITION.test(attributes(facts.siblings, facts.at));
/** `pub`, or `pub(crate)` and its like, which reach less far. */
function visibility(node: Node): { exported: boolean; limited: boolean } {
  const modifier = childOf(node, 'visibility_modifier');
  return { exported: modifier !== null, limited: modifier?.text.includes('(') ?? false };
}

const isPublic = (node: Node) => visibility(node).exported;

function parametersOf(list: Node | null): { parameters: Parameters; types: string; self: boolean } {
  const all = namedChildren(list).filter(({ type }) => type !== 'attribute_item');
  const given = all.filter(({ type }) => !/^(self_parameter|variadic_parameter)$/.test(type));
  const variadic = all.some(({ type }) => type === 'variadic_parameter');
  const most = variadic ? null : given.length;
  return {
    parameters: { least: given.length, most, names: [] },
    types: all.map((child) => plain(field(child, 'type') ?? child)).join(','),
    self: all.some(({ type }) => type === 'self_parameter'),
  };
}

const fn: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const { parameters, types, self } = parametersOf(field(node, 'parameters'));
  const words = plain(childOf(node, 'function_modifiers'));
  const member = scope.self !== null && scope.within === '';
  facts.define({
    node,
    name,
    kind: member ? 'method' : 'function',
    scope: scope.within === '' ? scope : { ...scope, container: scope.within },
    parameters,
    signature: `${words}(${types})->${plain(field(node, 'return_type'))}`,
    onValue: self,
    limited: visibility(node).limited,
    exported: scope.exported || isPublic(node),
    required: scope.contract && node.type === 'function_signature_item',
    conditional: scope.conditional || isConditional(facts),
  });
  const result = field(node, 'return_type');
  // What stands last is what it gives.
  noteWanted(namedChildren(field(node, 'body')).at(-1), result, facts);
  return { ...inFunction(scope, name?.text ?? ''), result };
};

/** Fields of a struct, a union or a variant; counted where they have no names. */
function fieldsOf(
  body: Node | null,
  scope: Scope,
  facts: Collector,
  open: boolean,
): Parameters | null {
  const inside = namedChildren(body);
  if (body?.type === 'ordered_field_declaration_list') {
    const count = inside.filter(
      ({ type }) => !/^(visibility_modifier|attribute_item)$/.test(type),
    ).length;
    return { least: count, most: count, names: [] };
  }
  for (const [at, child] of inside.entries()) {
    if (child.type !== 'field_declaration') continue;
    facts.define({
      node: child,
      name: field(child, 'name'),
      kind: 'field',
      scope,
      signature: plain(field(child, 'type')),
      onValue: true,
      exported: open || isPublic(child),
      required: true,
      conditional: scope.conditional || CONDITION.test(attributes(inside, at)),
    });
  }
  return null;
}

const withoutVisibility = (body: Node | null) => plain(body).replace(/\bpub(\([^)]*\))?\s?/g, '');

const struct: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const body = field(node, 'body');
  const conditional = scope.conditional || isConditional(facts);
  const inside = inContainer(scope, name?.text ?? '', { self: name?.text ?? null, conditional });
  const parameters = fieldsOf(body, inside, facts, false);
  // Without fields and without brackets, the name is the value.
  const signature = parameters ? withoutVisibility(body) : body ? '' : ';';
  const derives = derivesOf(facts);
  const given = { parameters, signature, conditional, derives, ...visibility(node) };
  facts.define({ node, name, kind: 'struct', scope, ...given });
  return inside;
};

const enumeration: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const conditional = scope.conditional || isConditional(facts);
  const given = { conditional, derives: derivesOf(facts), ...visibility(node) };
  facts.define({ node, name, kind: 'enum', scope, ...given });
  const inside = inContainer(scope, name?.text ?? '', { self: name?.text ?? null, conditional });
  const list = namedChildren(field(node, 'body'));
  for (const [at, variant] of list.entries()) {
    if (variant.type !== 'enum_variant') continue;
    const called = field(variant, 'name');
    const body = field(variant, 'body');
    const parameters = fieldsOf(body, inContainer(inside, called?.text ?? ''), facts, true);
    facts.define({
      node: variant,
      name: called,
      kind: 'variant',
      scope: inside,
      parameters,
      signature: parameters ? plain(body) : body ? '{}' : '',
      exported: true,
      conditional: conditional || CONDITION.test(attributes(list, at)),
    });
  }
  return inside;
};

const trait: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const conditional = scope.conditional || isConditional(facts);
  facts.define({ node, name, kind: 'trait', scope, ...visibility(node), conditional });
  const self = name?.text ?? null;
  return inContainer(scope, name?.text ?? '', {
    self,
    contract: true,
    exported: true,
    conditional,
  });
};

/** Whether a generic type is given types of its own (`Foo<u8>`): another block may have the same method for others. */
function isInstance(type: Node | null, parameters: Node | null): boolean {
  const own = new Set(
    namedChildren(parameters).map((one) => plain(field(one, 'name') ?? one).replace(/:.*/, '')),
  );
  return namedChildren(field(type, 'type_arguments')).some((given) => !own.has(plain(given)));
}

const impl: Visit = (node, scope, facts) => {
  const written = field(node, 'type');
  const type = typeName(written) ?? plain(written);
  const of = field(node, 'trait');
  const conditional = scope.conditional || isConditional(facts);
  if (of === null) {
    const special = conditional || isInstance(written, field(node, 'type_parameters'));
    return inContainer(scope, type, { self: type, conditional: special });
  }
  facts.implement(type, typeName(of) ?? plain(of), node);
  // `From<A>` and `From<B>` are two traits to the compiler.
  const whole = `${plain(of)} for ${plain(written)}`;
  return inContainer(scope, whole, { self: type, exported: true, conditional });
};

function item(kind: 'type' | 'constant'): Visit {
  return (node, scope, facts) => {
    const name = field(node, 'name');
    if (scope.within !== '') facts.take(name);
    else
      facts.define({
        node,
        name,
        kind,
        scope,
        signature: plain(field(node, 'type')),
        limited: visibility(node).limited,
        exported: scope.exported || isPublic(node),
        required: scope.contract && field(node, kind === 'type' ? 'type' : 'value') === null,
        conditional: scope.conditional || isConditional(facts),
      });
    return undefined;
  };
}

const macro: Visit = (node, scope, facts) => {
  const around = attributes(facts.siblings, facts.at);
  const exported = /\bmacro_export\b/.test(around);
  const conditional = scope.conditional || CONDITION.test(around);
  facts.define({ node, name: field(node, 'name'), kind: 'macro', scope, exported, conditional });
  return 'skip';
};

const module: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const conditional = scope.conditional || isConditional(facts);
  facts.define({ node, name, kind: 'module', scope, exported: isPublic(node), conditional });
  return inContainer(scope, name?.text ?? '', { conditional });
};

type Emit = (name: string, original: string, from: string, at: Node) => void;

const lastOf = (path: string) => path.split('::').at(-1) ?? '';
const allButLast = (path: string) => path.split('::').slice(0, -1).join('::');

/** Everything a `use` brings, one by one. */
function imported(node: Node, path: string, emit: Emit): void {
  const below = (part: string) => [path, squeezed(part)].filter(Boolean).join('::');
  switch (node.type) {
    case 'use_list':
      for (const child of namedChildren(node)) imported(child, path, emit);
      return;
    case 'scoped_use_list': {
      const list = field(node, 'list');
      if (list) imported(list, below(field(node, 'path')?.text ?? ''), emit);
      return;
    }
    case 'use_wildcard':
      emit('*', '*', below(namedChildren(node)[0]?.text ?? ''), node);
      return;
    case 'use_as_clause': {
      const text = below(field(node, 'path')?.text ?? '');
      emit(field(node, 'alias')?.text ?? '_', lastOf(text), allButLast(text), node);
      return;
    }
    case 'self':
      emit(lastOf(path), lastOf(path), allButLast(path), node);
      return;
    case 'scoped_identifier': {
      const text = below(node.text);
      emit(lastOf(text), lastOf(text), allButLast(text), node);
      return;
    }
    case 'identifier':
    case 'crate':
      emit(node.text, node.text, path, node);
  }
}

const use: Visit = (node, scope, facts) => {
  const argument = field(node, 'argument');
  const reexported = isPublic(node);
  const inside = { ...scope, conditional: scope.conditional || isConditional(facts) };
  if (argument)
    imported(argument, '', (name, original, from, at) =>
      facts.import({ name, original, from, reexported }, at, inside),
    );
  return 'skip';
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
    macro_definition: macro,
    mod_item: module,
    use_declaration: use,
    let_declaration: bodies.binding,
    assignment_expression: setting,
    let_condition: bodies.binding,
    for_expression: bodies.binding,
    parameter: bodies.binding,
    match_arm: bodies.binding,
    closure_parameters: bodies.closureParameters,
    scoped_identifier: bodies.path,
    scoped_type_identifier: bodies.path,
    call_expression: bodies.call,
    field_expression: bodies.member,
    struct_expression: bodies.struct,
    generic_type: generic,
    generic_function: generic,
    match_expression: bodies.match,
    binary_expression: comparison,
    macro_invocation: bodies.macroCall,
    tuple_struct_pattern: bodies.tuplePattern,
    expression_statement: ending('dropped'),
    await_expression: ending('awaited'),
    token_tree: readTokens,
    identifier: bodies.value,
    field_initializer: (node, _scope, facts) => {
      facts.note(field(node, 'field'), { how: 'member' });
      return undefined;
    },
    type_parameter: (node, _scope, facts) => {
      facts.take(field(node, 'name'));
      return undefined;
    },
    attribute_item: () => 'skip',
    inner_attribute_item: () => 'skip',
    lifetime: () => 'skip',
  },
};
