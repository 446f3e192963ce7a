/** What Java says about symbols. */
import type { Node } from 'web-tree-sitter';
import type { Parameters, SymbolKind } from '../../symbols.ts';
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
const modifiers = (node: Node): string =>
  namedChildren(node).find(({ type }) => type === 'modifiers')?.text ?? '';

function parametersOf(list: Node | null): { parameters: Parameters; types: string } {
  const given = namedChildren(list).filter(({ type }) => /^(formal|spread)_parameter$/.test(type));
  const variadic = given.some(({ type }) => type === 'spread_parameter');
  const count = given.length - (variadic ? 1 : 0);
  const types = given
    .map((one) =>
      plain(
        (field(one, 'type') ?? namedChildren(one).find(({ type }) => type !== 'modifiers'))?.text,
      ),
    )
    .join(',');
  return { parameters: { least: count, most: variadic ? null : count, names: [] }, types };
}

function bindParameters(list: Node | null, scope: Scope, facts: Collector): void {
  if (list?.type === 'identifier') {
    facts.bind(list, scope);
    return;
  }
  for (const one of namedChildren(list)) {
    const name =
      field(one, 'name') ??
      field(
        namedChildren(one).find(({ type }) => type === 'variable_declarator') ?? null,
        'name',
      ) ??
      (one.type === 'identifier' ? one : null);
    if (name) facts.bind(name, scope, typeName(field(one, 'type')?.text));
  }
}

const type: (kind: SymbolKind) => Visit = (kind) => (node, scope, facts) => {
  const name = field(node, 'name');
  const words = modifiers(node);
  facts.define({ node, name, kind, scope, exported: !/\bprivate\b/.test(words) });
  const self = name?.text ?? null;
  for (const clause of [field(node, 'superclass'), field(node, 'interfaces')]) {
    for (const one of clause?.type === 'superclass'
      ? namedChildren(clause)
      : namedChildren(namedChildren(clause)[0] ?? null)) {
      const of = typeName(one.text);
      if (of !== null && self !== null) {
        facts.facts.implementations.push({
          type: self,
          of,
          line: lineOf(node),
          endLine: node.endPosition.row + 1,
        });
      }
    }
  }
  const contract = kind === 'interface' || /\babstract\b/.test(words);
  const inside = inContainer(scope, name?.text ?? '', {
    self,
    contract,
    exported: kind === 'interface',
  });
  const components =
    kind === 'class' && node.type === 'record_declaration' ? field(node, 'parameters') : null;
  if (components && name) {
    const { parameters, types } = parametersOf(components);
    facts.define({
      node: components,
      name,
      kind: 'constructor',
      scope: inside,
      parameters,
      signature: `(${types})`,
      exported: true,
      conditional: true,
    });
  }
  return inside;
};

const method: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const list = field(node, 'parameters');
  const words = modifiers(node);
  const isConstructor = node.type === 'constructor_declaration';
  const { parameters, types } = parametersOf(list);
  facts.define({
    node,
    name,
    kind: isConstructor ? 'constructor' : 'method',
    scope,
    parameters,
    signature: `(${types})${isConstructor ? '' : plain(field(node, 'type')?.text)}`,
    onValue: !/\bstatic\b/.test(words),
    exported: !/\bprivate\b/.test(words),
    required: scope.contract && field(node, 'body') === null,
    overrides: /@Override\b/.test(words),
  });
  const inside = inFunction(scope, name?.text ?? '');
  bindParameters(list, inside, facts);
  return { ...inside, contract: false };
};

const fields: Visit = (node, scope, facts) => {
  const words = modifiers(node);
  const written = field(node, 'type');
  for (const one of namedChildren(node)) {
    if (one.type !== 'variable_declarator') continue;
    if (scope.within !== '') {
      facts.bind(field(one, 'name') ?? one, scope, typeName(written?.text));
      continue;
    }
    facts.define({
      node: one,
      name: field(one, 'name'),
      kind: /\bfinal\b/.test(words) && /\bstatic\b/.test(words) ? 'constant' : 'field',
      scope,
      signature: plain(written?.text),
      onValue: !/\bstatic\b/.test(words),
      exported: !/\bprivate\b/.test(words),
    });
  }
  return undefined;
};

const imports: Visit = (node, scope, facts) => {
  const [path] = namedChildren(node).filter(
    (child) => !isComment(child) && child.type !== 'asterisk',
  );
  const text = path?.text ?? '';
  const all = namedChildren(node).some((child) => child.type === 'asterisk');
  const name = text.split('.').at(-1) ?? '';
  facts.facts.imports.push({
    name: all ? '*' : name,
    original: all ? '*' : name,
    from: all ? text : text.split('.').slice(0, -1).join('.'),
    reexported: false,
    line: lineOf(node),
    container: scope.container,
    conditional: false,
  });
  return 'skip';
};

const call: Visit = (node, scope, facts) => {
  const object = field(node, 'object');
  const args = countArguments(field(node, 'arguments'), /^$/);
  const on = object && /^(identifier|this|super)$/.test(object.type) ? object.text : null;
  const capital = on !== null && /^[A-Z]/.test(on) ? on : null;
  const owner = object === null || on === 'this' ? null : capital;
  const name = field(node, 'name');
  facts.note(
    name,
    object === null
      ? { args }
      : { how: 'member', on, owner: on === 'this' ? scope.self : owner, args },
  );
  return undefined;
};

const access: Visit = (node, scope, facts) => {
  const object = field(node, 'object');
  const on = object && /^(identifier|this)$/.test(object.type) ? object.text : null;
  const owner = on === 'this' ? scope.self : on !== null && /^[A-Z]/.test(on) ? on : null;
  facts.note(field(node, 'field'), { how: 'member', on, owner });
  return undefined;
};

const creation: Visit = (node, scope, facts) => {
  const made = field(node, 'type');
  const name = typeName(made?.text);
  const target = made && /^type_identifier$/.test(made.type) ? made : null;
  const args = countArguments(field(node, 'arguments'), /^$/);
  if (target) facts.note(target, { args });
  else if (made && name !== null) facts.mention(made, name, scope, { args });
  return undefined;
};

const choice: Visit = (node, _scope, facts) => {
  const cases: string[] = [];
  const types = new Set<string>();
  let open = false;
  for (const label of node.descendantsOfType('switch_label')) {
    if (!label) continue;
    if (/^default\b/.test(label.text)) open = true;
    for (const one of namedChildren(label)) {
      const parts = one.text.split('.');
      if (one.type === 'identifier' || one.type === 'field_access') {
        cases.push(parts.at(-1) ?? '');
        if (parts.length > 1) types.add(parts.at(-2) ?? '');
      } else open ||= one.type === 'pattern';
    }
  }
  // Only a switch that gives a value has to cover everything (JLS 15.28.1).
  const gives =
    node.type === 'switch_expression' &&
    node.parent?.type !== 'expression_statement' &&
    node.parent?.type !== 'block';
  const [of] = types;
  facts.facts.choices.push({
    of: types.size === 1 ? (of ?? null) : null,
    cases,
    open,
    exhaustive: gives,
    line: lineOf(node),
    endLine: node.endPosition.row + 1,
  });
  return undefined;
};

export const java: Grammar = {
  language: 'java',
  names: new Set(['identifier', 'type_identifier']),
  nodes: {
    package_declaration: (node, _scope, facts) => {
      facts.facts.package = namedChildren(node).at(-1)?.text ?? null;
      return 'skip';
    },
    import_declaration: imports,
    class_declaration: type('class'),
    record_declaration: type('class'),
    interface_declaration: type('interface'),
    annotation_type_declaration: type('interface'),
    enum_declaration: type('enum'),
    enum_constant: (node, scope, facts) => {
      facts.define({ node, name: field(node, 'name'), kind: 'variant', scope, exported: true });
      return undefined;
    },
    method_declaration: method,
    constructor_declaration: method,
    field_declaration: fields,
    constant_declaration: fields,
    local_variable_declaration: fields,
    method_invocation: call,
    field_access: access,
    object_creation_expression: creation,
    switch_expression: choice,
    lambda_expression: (node, scope, facts) => {
      const inside = inFunction(scope, 'lambda');
      bindParameters(field(node, 'parameters'), inside, facts);
      return inside;
    },
    inferred_parameters: (node, scope, facts) => {
      for (const name of namedChildren(node)) facts.bind(name, scope);
      return undefined;
    },
    catch_formal_parameter: (node, scope, facts) => {
      const name = field(node, 'name');
      if (name) facts.bind(name, scope);
      return undefined;
    },
    enhanced_for_statement: (node, scope, facts) => {
      const name = field(node, 'name');
      if (name) facts.bind(name, scope, typeName(field(node, 'type')?.text));
      return undefined;
    },
    resource: (node, scope, facts) => {
      const name = field(node, 'name');
      if (name) facts.bind(name, scope, typeName(field(node, 'type')?.text));
      return undefined;
    },
    type_pattern: (node, scope, facts) => {
      const name = namedChildren(node).at(-1);
      if (name?.type === 'identifier') facts.bind(name, scope);
      return undefined;
    },
    instanceof_expression: (node, scope, facts) => {
      const name = field(node, 'name');
      if (name) facts.bind(name, scope, typeName(field(node, 'right')?.text));
      return undefined;
    },
    marker_annotation: () => undefined,
    type_parameter: (node, _scope, facts) => {
      facts.take(namedChildren(node).find(({ type }) => type === 'type_identifier') ?? null);
      return undefined;
    },
    labeled_statement: () => undefined,
  },
};
