/** What Go says about symbols. Node names: tree-sitter-go's `node-types.json`. */
import type { Node } from 'web-tree-sitter';
import type { Parameters } from '../../symbols.ts';
import type { Collector, Grammar, Visit } from './collect.ts';
import * as bodies from './go-bodies.ts';
import { field, namedChildren, plain, typeName, unquoted } from './nodes.ts';
import { inContainer, inFunction, inNameless, type Scope } from './scopes.ts';
import { noteWanted } from './values.ts';
import { ending, generic, setting } from './visits.ts';

/** Files with build constraints may repeat the names of others. See `go help buildconstraint`. */
const CONSTRAINT = /^\/\/(go:build|\s*\+build)\b/m;
/** A package may have several of these. */
const REPEATED = new Set(['init', '_']);

const isExported = (name: Node | null) => /^\p{Lu}/u.test(name?.text ?? '');

/** `a, b int` are two. */
function parametersOf(list: Node | null): { parameters: Parameters; types: string } {
  let count = 0;
  let variadic = false;
  const types = namedChildren(list).flatMap((one) => {
    const written = plain(field(one, 'type'));
    if (one.type === 'variadic_parameter_declaration') {
      variadic = true;
      return [`...${written}`];
    }
    const names = Math.max(1, one.childrenForFieldName('name').length);
    count += names;
    return Array.from({ length: Math.min(names, 100) }, () => written);
  });
  return {
    parameters: { least: count, most: variadic ? null : count, names: [] },
    types: types.join(','),
  };
}

function signatureOf(node: Node): { parameters: Parameters; signature: string } {
  const { parameters, types } = parametersOf(field(node, 'parameters'));
  const result = field(node, 'result');
  const results = result?.type === 'parameter_list' ? parametersOf(result).types : plain(result);
  return { parameters, signature: `(${types})${results}` };
}

function bindParameters(list: Node | null, scope: Scope, facts: Collector): void {
  for (const one of namedChildren(list)) {
    const type = one.type === 'parameter_declaration' ? typeName(field(one, 'type')) : null;
    for (const name of one.childrenForFieldName('name')) facts.bind(name, scope, type);
  }
}

function bindAll(node: Node, scope: Scope, facts: Collector): void {
  bindParameters(field(node, 'parameters'), scope, facts);
  const result = field(node, 'result');
  if (result?.type === 'parameter_list') bindParameters(result, scope, facts);
}

const fn: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const called = name?.text ?? '';
  const conditional = scope.conditional || REPEATED.has(called);
  facts.define({
    node,
    name,
    kind: 'function',
    scope,
    ...signatureOf(node),
    exported: isExported(name),
    conditional,
  });
  const inside = inFunction(scope, called);
  bindAll(node, inside, facts);
  return { ...inside, result: field(node, 'result') };
};

const method: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const receiver = namedChildren(field(node, 'receiver'))[0];
  const self = typeName(field(receiver, 'type')) ?? '';
  const around = inContainer(scope, self, { self });
  const exported = isExported(name);
  facts.define({
    node,
    name,
    kind: 'method',
    scope: around,
    ...signatureOf(node),
    onValue: true,
    exported,
  });
  const inside = inFunction(around, name?.text ?? '');
  bindParameters(field(node, 'receiver'), inside, facts);
  bindAll(node, inside, facts);
  return { ...inside, result: field(node, 'result') };
};

const type: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const value = field(node, 'type');
  if (scope.within !== '') {
    facts.take(name);
    if (value?.type === 'struct_type')
      facts.structs.set(`${scope.within}\0${name?.text}`, bodies.structOf(value));
    return undefined;
  }
  const isStruct = value?.type === 'struct_type';
  const isContract = value?.type === 'interface_type';
  const kind = isStruct ? 'struct' : isContract ? 'interface' : 'type';
  // What an interface embeds has no name of its own here.
  const embedded = isContract
    ? namedChildren(value).filter(({ type }) => type === 'type_elem')
    : [];
  const signature = isStruct
    ? ''
    : isContract
      ? embedded.map(plain).join(';')
      : value?.type === 'function_type'
        ? `func${signatureOf(value).signature}`
        : plain(value);
  facts.define({ node, name, kind, scope, signature, exported: isExported(name) });
  return inContainer(scope, name?.text ?? '', { contract: isContract });
};

const member: Visit = (node, scope, facts) => {
  const names = node.childrenForFieldName('name');
  const written = field(node, 'type');
  const common = { node, kind: 'field' as const, scope, signature: plain(written), onValue: true };
  if (scope.within !== '') {
    for (const name of names) facts.take(name);
    return undefined;
  }
  for (const name of names) facts.define({ ...common, name, exported: isExported(name) });
  if (names.length === 0 && written) {
    const called = typeName(written) ?? '';
    const exported = /^\p{Lu}/u.test(called);
    facts.define({ ...common, name: written, called, exported, alsoUse: true });
  }
  return inContainer(scope, names[0]?.text ?? '');
};

const contractMethod: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  bodies.takeNames(node, facts);
  if (scope.within !== '') facts.take(name);
  else
    facts.define({
      node,
      name,
      kind: 'method',
      scope,
      ...signatureOf(node),
      onValue: true,
      exported: isExported(name),
      required: scope.contract,
    });
  return undefined;
};

/** Constants of a group without a type or value of their own repeat those before. See the specification, "Iota". */
const constants: Visit = (node, scope, facts) => {
  let type: Node | null = null;
  for (const spec of namedChildren(node)) {
    type = field(spec, 'type') ?? (field(spec, 'value') === null ? type : null);
    for (const name of spec.childrenForFieldName('name')) {
      if (name?.type !== 'identifier') continue;
      if (scope.within !== '') facts.bind(name, scope, typeName(type));
      else if (name.text === '_') facts.take(name);
      else
        facts.define({
          node: spec,
          name,
          kind: 'constant',
          scope,
          signature: plain(type),
          exported: isExported(name),
        });
    }
  }
  return undefined;
};

const variable: Visit = (node, scope, facts) => {
  const written = field(node, 'type');
  const names = node.childrenForFieldName('name');
  const values = namedChildren(field(node, 'value'));
  if (names.length === 1) {
    noteWanted(values[0], written, facts);
    bodies.writeFunction(values[0], written, facts);
  }
  for (const [at, name] of names.entries()) {
    const made = bodies.madeType(values[at]);
    if (scope.within !== '') facts.bind(name, scope, typeName(written) ?? made);
    else if (name?.text === '_') {
      facts.take(name);
      assertsContract(written, values[at], made, facts);
    } else {
      const signature = written ? plain(written) : (made ?? '');
      facts.define({ node, name, kind: 'variable', scope, signature, exported: isExported(name) });
    }
  }
  return undefined;
};

/** `var _ Store = (*disk)(nil)`, `var _ Store = disk{}`: asks the compiler whether one is the other. */
function assertsContract(
  written: Node | null,
  value: Node | undefined,
  made: string | null,
  facts: Collector,
): void {
  const of = typeName(written);
  const type = made ?? /^\(\*(?:\w+\.)?(\w+)\)\(nil\)$/.exec(plain(value))?.[1] ?? null;
  if (of !== null && type !== null && written) facts.implement(type, of, written);
}

const importing: Visit = (node, scope, facts) => {
  const from = unquoted(field(node, 'path')?.text ?? '');
  const alias = field(node, 'name');
  const parts = from.split('/');
  // The last part names the package, unless it is a major version.
  const last = parts.at(/^v\d+$/.test(parts.at(-1) ?? '') ? -2 : -1) ?? '';
  const name = alias?.type === 'dot' ? '*' : (alias?.text ?? last.replace(/\.v\d+$/, ''));
  facts.import({ name, original: '*', from, reexported: false }, node, scope);
  return 'skip';
};

export const go: Grammar = {
  language: 'go',
  names: new Set(['identifier', 'type_identifier', 'field_identifier']),
  nodes: {
    source_file: (node, scope) =>
      CONSTRAINT.test(node.text.slice(0, 2_000)) ? { ...scope, conditional: true } : undefined,
    package_clause: (node, _scope, facts) => {
      facts.facts.package = namedChildren(node)[0]?.text ?? null;
      return 'skip';
    },
    import_spec: importing,
    function_declaration: fn,
    method_declaration: method,
    type_spec: type,
    type_alias: type,
    field_declaration: member,
    method_elem: contractMethod,
    method_spec: contractMethod,
    const_declaration: constants,
    var_spec: variable,
    type_parameter_declaration: (node, _scope, facts) => {
      for (const name of node.childrenForFieldName('name')) facts.take(name);
      return undefined;
    },
    function_type: (node, _scope, facts) => {
      bodies.takeNames(node, facts);
      return undefined;
    },
    func_literal: (node, scope, facts) => {
      const inside = inNameless(scope);
      bindAll(node, inside, facts);
      return { ...inside, result: field(node, 'result') };
    },
    short_var_declaration: bodies.declaration,
    range_clause: bodies.declaration,
    receive_statement: bodies.declaration,
    call_expression: bodies.call,
    type_conversion_expression: bodies.genericCall,
    return_statement: bodies.returning,
    assignment_statement: setting,
    expression_statement: ending('dropped'),
    go_statement: ending('dropped'),
    defer_statement: ending('dropped'),
    selector_expression: bodies.selector,
    qualified_type: bodies.qualified,
    generic_type: generic,
    composite_literal: bodies.composite,
    type_switch_statement: bodies.typeSwitch,
    expression_switch_statement: bodies.valueSwitch,
  },
};
