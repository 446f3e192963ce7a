/** What Go says about symbols. */
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

const field = (node: Node | null, name: string) => node?.childForFieldName(name) ?? null;
const isExported = (name: Node | null) => /^\p{Lu}/u.test(name?.text ?? '');

function parametersOf(list: Node | null): { parameters: Parameters; types: string } {
  let count = 0;
  let variadic = false;
  const types: string[] = [];
  for (const one of namedChildren(list)) {
    if (isComment(one)) continue;
    const names = namedChildren(one).filter(
      (child) => child.type === 'identifier' && child.id !== field(one, 'type')?.id,
    ).length;
    const type = plain(field(one, 'type')?.text);
    if (one.type === 'variadic_parameter_declaration') {
      variadic = true;
      types.push(`...${type}`);
      continue;
    }
    const times = Math.max(1, names);
    count += times;
    for (let at = 0; at < times; at++) types.push(type);
  }
  return {
    parameters: { least: count, most: variadic ? null : count, names: [] },
    types: types.join(','),
  };
}

/** Types of results, whatever they are called. */
function resultOf(node: Node): string {
  const result = field(node, 'result');
  return result?.type === 'parameter_list'
    ? `(${parametersOf(result).types})`
    : plain(result?.text);
}

function bindParameters(list: Node | null, scope: Scope, facts: Collector): void {
  for (const one of namedChildren(list)) {
    const type = field(one, 'type');
    for (const name of namedChildren(one)) {
      if (name.type === 'identifier' && name.id !== type?.id)
        facts.bind(name, scope, typeName(type?.text));
    }
  }
}

const fn: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const receiver = namedChildren(field(node, 'receiver'))[0] ?? null;
  const self = receiver ? typeName(field(receiver, 'type')?.text) : null;
  const selfName = receiver ? (field(receiver, 'name')?.text ?? null) : null;
  const list = field(node, 'parameters');
  const { parameters, types } = parametersOf(list);
  const container = self === null ? scope : inContainer(scope, self, { self });
  facts.define({
    node,
    name,
    kind: self === null ? 'function' : 'method',
    scope: container,
    parameters,
    signature: `(${types})${resultOf(node)}`,
    onValue: self !== null,
    exported: isExported(name),
    // There may be many of these two in a package.
    conditional: self === null && /^(init|_)$/.test(name?.text ?? ''),
  });
  const inside = { ...inFunction(container, name?.text ?? ''), self, selfName };
  bindParameters(list, inside, facts);
  bindParameters(field(node, 'receiver'), inside, facts);
  bindParameters(field(node, 'result'), inside, facts);
  return inside;
};

const type: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const body = field(node, 'type');
  if (scope.within !== '') {
    facts.take(name);
    return undefined;
  }
  const kind =
    body?.type === 'struct_type'
      ? 'struct'
      : body?.type === 'interface_type'
        ? 'interface'
        : 'type';
  facts.define({
    node,
    name,
    kind,
    scope,
    signature: kind === 'type' ? plain(body?.text).slice(0, 300) : '',
    exported: isExported(name),
  });
  const inside = inContainer(scope, name?.text ?? '', { contract: kind === 'interface' });
  if (kind === 'struct') fields(body, inside, facts);
  return inside;
};

function fields(body: Node | null, scope: Scope, facts: Collector): void {
  const list = namedChildren(body).find((child) => child.type === 'field_declaration_list') ?? null;
  for (const one of namedChildren(list)) {
    if (one.type !== 'field_declaration') continue;
    const type = field(one, 'type');
    const names = namedChildren(one).filter((child) => child.type === 'field_identifier');
    for (const name of names) {
      facts.define({
        node: one,
        name,
        kind: 'field',
        scope,
        signature: plain(type?.text),
        onValue: true,
        exported: isExported(name),
        required: true,
      });
    }
    if (names.length === 0 && type) {
      // Embedded: a field that is called after its type, and still a use of it.
      const embedded = typeName(type.text);
      if (embedded) {
        facts.facts.definitions.push({
          name: embedded,
          kind: 'field',
          container: scope.container,
          signature: plain(type.text),
          parameters: null,
          onValue: true,
          exported: isExported(type),
          required: true,
          conditional: false,
          overrides: false,
          line: lineOf(one),
          endLine: one.endPosition.row + 1,
        });
      }
    }
  }
}

const contractMember: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const { parameters, types } = parametersOf(field(node, 'parameters'));
  facts.define({
    node,
    name,
    kind: 'method',
    scope,
    parameters,
    signature: `(${types})${resultOf(node)}`,
    onValue: true,
    exported: isExported(name),
    required: true,
  });
  return undefined;
};

const value: Visit = (node, scope, facts) => {
  const names = namedChildren(node).filter(
    (child) => child.type === 'identifier' && isName(node, child),
  );
  const written = typeName(field(node, 'type')?.text);
  for (const name of names) {
    if (scope.within !== '') facts.bind(name, scope, written);
    else if (name.text === '_') facts.take(name);
    else {
      facts.define({
        node,
        name,
        kind: node.type === 'const_spec' ? 'constant' : 'variable',
        scope,
        signature: plain(field(node, 'type')?.text),
        exported: isExported(name),
      });
    }
  }
  return undefined;
};

/** The names of `const a, b = c, d` come before the rest. */
function isName(node: Node, child: Node): boolean {
  const rest = field(node, 'type') ?? field(node, 'value');
  return rest === null || child.endIndex <= rest.startIndex;
}

const short: Visit = (node, scope, facts) => {
  const left = field(node, 'left');
  const values = namedChildren(field(node, 'right'));
  for (const [at, name] of namedChildren(left).entries()) {
    if (name.type !== 'identifier') continue;
    const made = values.length === namedChildren(left).length ? values[at] : undefined;
    facts.bind(name, scope, madeType(made));
  }
  return undefined;
};

/** `T{…}`, `&T{…}`. */
function madeType(node: Node | undefined): string | null {
  const literal =
    node?.type === 'unary_expression' ? (field(node, 'operand') ?? null) : (node ?? null);
  return literal?.type === 'composite_literal' ? typeName(field(literal, 'type')?.text) : null;
}

const imports: Visit = (node, scope, facts) => {
  const from = (field(node, 'path')?.text ?? '').replace(/^["`]|["`]$/g, '');
  const name = field(node, 'name')?.text ?? from.split('/').at(-1) ?? '';
  facts.facts.imports.push({
    name,
    original: '*',
    from,
    reexported: false,
    line: lineOf(node),
    container: scope.container,
    conditional: false,
  });
  return 'skip';
};

const call: Visit = (node, _scope, facts) => {
  const target = field(node, 'function');
  const name = field(target, 'field') ?? target;
  const list = field(node, 'arguments');
  const spread = list?.children.some((child) => child?.text === '...') ?? false;
  if (name) facts.note(name, { args: spread ? -1 : countArguments(list, /^variadic_argument$/) });
  return undefined;
};

const selector: Visit = (node, scope, facts) => {
  const operand = field(node, 'operand');
  const on = operand?.type === 'identifier' ? operand.text : null;
  const owner = on !== null && on === scope.selfName ? scope.self : null;
  facts.note(field(node, 'field'), { how: 'member', on, owner });
  return undefined;
};

const literal: Visit = (node, _scope, facts) => {
  const type = typeName(field(node, 'type')?.text);
  if (
    type === null ||
    !/^(type_identifier|qualified_type|generic_type)$/.test(field(node, 'type')?.type ?? '')
  ) {
    return undefined;
  }
  const inside = namedChildren(field(node, 'body')).filter((child) => !isComment(child));
  const keyed = inside.filter(({ type }) => type === 'keyed_element');
  for (const one of keyed) facts.note(keyOf(one), { how: 'member', owner: type });
  facts.facts.literals.push({
    type,
    fields: keyed.map((one) => keyOf(one)?.text ?? ''),
    // Named fields may be left out.
    partial: keyed.length > 0 || inside.length === 0,
    positional: keyed.length > 0 || inside.length === 0 ? null : inside.length,
    pattern: false,
    line: lineOf(node),
  });
  return undefined;
};

function keyOf(element: Node): Node | null {
  const key = namedChildren(element)[0] ?? null;
  return key?.type === 'literal_element' ? (namedChildren(key)[0] ?? null) : key;
}

export const go: Grammar = {
  language: 'go',
  names: new Set(['identifier', 'type_identifier', 'field_identifier', 'package_identifier']),
  nodes: {
    package_clause: (node, _scope, facts) => {
      facts.facts.package = namedChildren(node)[0]?.text ?? null;
      return 'skip';
    },
    function_declaration: fn,
    method_declaration: fn,
    type_spec: type,
    type_alias: type,
    method_elem: contractMember,
    method_spec: contractMember,
    const_spec: value,
    var_spec: value,
    short_var_declaration: short,
    range_clause: short,
    receive_statement: short,
    import_spec: imports,
    call_expression: call,
    selector_expression: selector,
    qualified_type: (node, _scope, facts) => {
      facts.note(field(node, 'name'), { how: 'path', on: field(node, 'package')?.text ?? null });
      return undefined;
    },
    composite_literal: literal,
    func_literal: (node, scope, facts) => {
      const inside = inFunction(scope, 'func');
      bindParameters(field(node, 'parameters'), inside, facts);
      bindParameters(field(node, 'result'), inside, facts);
      return inside;
    },
    type_switch_statement: (node, scope, facts) => {
      for (const name of namedChildren(field(node, 'alias'))) facts.bind(name, scope);
      return undefined;
    },
    type_parameter_declaration: (node, _scope, facts) => {
      facts.take(field(node, 'name'));
      return undefined;
    },
    label_name: () => 'skip',
  },
};
