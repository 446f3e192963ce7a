import {
  countArguments,
  type Grammar,
  inContainer,
  inFunction,
  lineOf,
  namedChildren,
  typeName,
  type Visit,
} from './collect.ts';
import {
  alias,
  bindParameters,
  bindPattern,
  enumeration,
  field,
  fn,
  method,
  property,
  readHeritage,
  readObject,
  type,
  unquoted,
  variable,
} from './typescript-definitions.ts';

const importing: Visit = (node, scope, facts) => {
  const from = unquoted(field(node, 'source')?.text ?? '');
  const line = lineOf(node);
  const add = (name: string, original: string, at = line) =>
    facts.facts.imports.push({
      name,
      original,
      from,
      reexported: false,
      line: at,
      container: scope.container,
      conditional: false,
    });
  const clause = namedChildren(node).find((child) => child.type === 'import_clause') ?? null;
  if (clause === null) add('*', '*');
  for (const child of namedChildren(clause)) {
    if (child.type === 'identifier') add(child.text, 'default');
    else if (child.type === 'namespace_import') add(namedChildren(child)[0]?.text ?? '*', '*');
    else {
      for (const one of namedChildren(child)) {
        if (one.type !== 'import_specifier') continue;
        const original = unquoted(field(one, 'name')?.text ?? '');
        add(field(one, 'alias')?.text ?? original, original, lineOf(one));
      }
    }
  }
  return 'skip';
};

const exporting: Visit = (node, scope, facts) => {
  const source = field(node, 'source');
  if (field(node, 'declaration') !== null || field(node, 'value') !== null) {
    return undefined;
  }
  const clause = namedChildren(node).find((child) => child.type === 'export_clause') ?? null;
  const from = source ? unquoted(source.text) : null;
  const line = lineOf(node);
  for (const one of namedChildren(clause)) {
    const original = field(one, 'name');
    if (!original) continue;
    // `export { x }` without a source is a use of what stands here.
    if (from === null) continue;
    const name = field(one, 'alias')?.text ?? original.text;
    facts.facts.imports.push({
      name,
      original: original.text,
      from,
      reexported: true,
      line: lineOf(one),
      container: scope.container,
      conditional: false,
    });
  }
  if (clause === null && from !== null) {
    facts.facts.imports.push({
      name: '*',
      original: '*',
      from,
      reexported: true,
      line,
      container: scope.container,
      conditional: false,
    });
  }
  return from === null ? undefined : 'skip';
};

const call: Visit = (node, scope, facts) => {
  const target = field(node, 'function') ?? field(node, 'constructor');
  const name = field(target, 'property') ?? target;
  const list = field(node, 'arguments');
  const args = list === null ? 0 : countArguments(list, /^spread_element$/);
  if (target?.type === 'super') {
    const parent = facts.facts.implementations.find(({ type }) => type === scope.self);
    if (parent) facts.mention(target, parent.of, scope, { how: 'plain', args });
  } else if (name) facts.note(name, { args });
  return undefined;
};

const member: Visit = (node, scope, facts) => {
  const object = field(node, 'object');
  const on =
    object && /^(identifier|this|super)$/.test(object.type)
      ? object.text
      : object?.type === 'new_expression'
        ? null
        : null;
  const made =
    object?.type === 'new_expression' ? typeName(field(object, 'constructor')?.text) : null;
  const capital = object?.type === 'identifier' && /^[A-Z]/.test(object.text) ? object.text : null;
  const owner = on === 'this' ? scope.self : (made ?? capital);
  facts.note(field(node, 'property'), { how: 'member', on, owner });
  return undefined;
};

/** A `switch` whose default asks the compiler for exhaustiveness: `const x: never`, `assertNever(x)`, `satisfies never`. */
const choice: Visit = (node, _scope, facts) => {
  const cases: string[] = [];
  const types = new Set<string>();
  let open = false;
  let exhaustive = false;
  for (const one of namedChildren(field(node, 'body'))) {
    const value = field(one, 'value');
    if (one.type === 'switch_default') {
      if (/\bnever\b|\b(assert|exhaust|unreachable)\w*\(/i.test(one.text)) exhaustive = true;
      else open = true;
    } else if (value?.type === 'string') cases.push(unquoted(value.text));
    else if (value?.type === 'member_expression') {
      cases.push(field(value, 'property')?.text ?? '');
      types.add(field(value, 'object')?.text ?? '');
    }
  }
  const [of] = types;
  facts.facts.choices.push({
    of: types.size === 1 ? (of ?? null) : null,
    cases,
    open,
    exhaustive,
    line: lineOf(node),
    endLine: node.endPosition.row + 1,
  });
  return undefined;
};

const body: Visit = (node, scope, facts) => {
  const inside = inFunction(scope, 'anonymous');
  bindParameters(node, inside, facts);
  return inside;
};

const NODES: Grammar['nodes'] = {
  function_declaration: fn,
  generator_function_declaration: fn,
  function_signature: fn,
  function_expression: body,
  arrow_function: body,
  class_declaration: type('class'),
  abstract_class_declaration: type('class'),
  class: (node, scope, facts) => {
    const name = field(node, 'name');
    facts.take(name);
    readHeritage(node, name?.text ?? 'anonymous', facts);
    return inContainer(scope, name?.text ?? 'anonymous', { self: name?.text ?? 'anonymous' });
  },
  interface_declaration: type('interface'),
  internal_module: type('module'),
  module: type('module'),
  type_alias_declaration: alias,
  enum_declaration: enumeration,
  method_definition: method,
  method_signature: method,
  abstract_method_signature: method,
  property_signature: property,
  public_field_definition: property,
  field_definition: property,
  variable_declarator: variable,
  import_statement: importing,
  export_statement: exporting,
  call_expression: call,
  new_expression: call,
  member_expression: member,
  switch_statement: choice,
  catch_clause: (node, scope, facts) => {
    bindPattern(field(node, 'parameter'), scope, facts, null);
    return undefined;
  },
  for_in_statement: (node, scope, facts) => {
    bindPattern(field(node, 'left'), scope, facts, null);
    return undefined;
  },
  pair: (node, _scope, facts) => {
    facts.note(field(node, 'key'), { how: 'member' });
    return undefined;
  },
  type_parameter: (node, _scope, facts) => {
    facts.take(field(node, 'name'));
    return undefined;
  },
  jsx_attribute: (node, _scope, facts) => {
    facts.note(namedChildren(node)[0] ?? null, { how: 'member' });
    return undefined;
  },
  labeled_statement: (node, _scope, facts) => {
    facts.take(field(node, 'label'));
    return undefined;
  },
  nested_type_identifier: (node, _scope, facts) => {
    facts.note(field(node, 'name'), { how: 'path', on: field(node, 'module')?.text ?? null });
    return undefined;
  },
  satisfies_expression: (node, _scope, facts) => {
    const [value, type] = namedChildren(node);
    const named = typeName(type?.text);
    if (value?.type === 'object' && named !== null) readObject(value, named, facts);
    return undefined;
  },
};

const NAMES = new Set([
  'identifier',
  'type_identifier',
  'property_identifier',
  'shorthand_property_identifier',
  'private_property_identifier',
]);

export const typescript: Grammar = { language: 'typescript', nodes: NODES, names: NAMES };
export const javascript: Grammar = { language: 'javascript', nodes: NODES, names: NAMES };
