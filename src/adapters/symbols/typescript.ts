/** What TypeScript and JavaScript say about symbols. Node names: tree-sitter-typescript's `node-types.json`. */
import type { Grammar, Visit } from './collect.ts';
import { field } from './nodes.ts';
import * as bodies from './typescript-bodies.ts';
import * as functions from './typescript-functions.ts';
import * as modules from './typescript-modules.ts';
import * as types from './typescript-types.ts';
import { ending, generic, setting } from './visits.ts';

/** Binds what stands in a field, in the function around. */
function binds(name: string): Visit {
  return (node, scope, facts) => {
    functions.bindPattern(field(node, name), scope, facts, null);
    return undefined;
  };
}

const NODES: Grammar['nodes'] = {
  function_declaration: functions.fn,
  generator_function_declaration: functions.fn,
  function_signature: functions.fn,
  function_expression: functions.nameless,
  generator_function: functions.nameless,
  arrow_function: functions.nameless,
  function_type: functions.functionType,
  constructor_type: functions.functionType,
  call_signature: functions.functionType,
  construct_signature: functions.functionType,
  variable_declarator: functions.variable,
  catch_clause: binds('parameter'),
  statement_block: functions.block,
  for_statement: functions.block,
  for_in_statement: (node, scope, facts) => {
    const inside = functions.block(node, scope, facts) ?? scope;
    return binds('left')(node, inside === 'skip' ? scope : inside, facts) ?? inside;
  },
  class_declaration: types.type('class'),
  abstract_class_declaration: types.type('class'),
  class: types.classExpression,
  interface_declaration: types.type('interface'),
  internal_module: types.module,
  module: types.module,
  type_alias_declaration: types.alias,
  enum_declaration: types.enumeration,
  method_definition: types.method,
  method_signature: types.method,
  abstract_method_signature: types.method,
  property_signature: types.property,
  public_field_definition: types.property,
  field_definition: types.property,
  import_statement: modules.importing,
  export_statement: modules.exporting,
  assignment_expression: (node, scope, facts) => {
    bodies.comparison(node, scope, facts);
    setting(node, scope, facts);
    return modules.assignment(node, scope, facts);
  },
  binary_expression: bodies.comparison,
  call_expression: (node, scope, facts) => {
    modules.readExported(node, scope, facts);
    return bodies.call(node, scope, facts);
  },
  await_expression: ending('awaited'),
  expression_statement: ending('dropped'),
  return_statement: bodies.returning,
  new_expression: bodies.call,
  member_expression: bodies.member,
  generic_type: (node, scope, facts) => {
    types.keyedType(node, scope, facts);
    return generic(node, scope, facts);
  },
  lookup_type: types.keyedType,
  satisfies_expression: bodies.satisfied,
  switch_statement: bodies.choice,
  jsx_opening_element: bodies.element,
  jsx_self_closing_element: bodies.element,
  jsx_closing_element: () => 'skip',
  jsx_attribute: bodies.attribute,
  pair: (node, _scope, facts) => {
    facts.note(field(node, 'key'), { how: 'member' });
    return undefined;
  },
  type_parameter: (node, _scope, facts) => {
    facts.take(field(node, 'name'));
    return undefined;
  },
  index_signature: (node, _scope, facts) => {
    facts.take(field(node, 'name'));
    return undefined;
  },
  nested_type_identifier: (node, _scope, facts) => {
    const on = field(node, 'module')?.text ?? null;
    facts.note(field(node, 'name'), { how: 'path', on });
    return undefined;
  },
};

const names = new Set([
  'identifier',
  'type_identifier',
  'property_identifier',
  'shorthand_property_identifier',
  'private_property_identifier',
]);

const finish = modules.markExported;

export const typescript: Grammar = { language: 'typescript', nodes: NODES, names, finish };
export const javascript: Grammar = { language: 'javascript', nodes: NODES, names, finish };
