/** What bodies of Java methods say: names they bind, calls, members and switches. */
import type { Node } from 'web-tree-sitter';
import type { Collector, Grammar, Visit } from './collect.ts';
import { mustCatch, trying } from './java-throws.ts';
import {
  childOf,
  countArguments,
  dotted,
  field,
  hintsOf,
  namedChildren,
  nameOfType,
  typeName,
} from './nodes.ts';
import { inContainer, inNameless, type Scope } from './scopes.ts';
import { functionsIn, lettersOf, noteWanted, parametersOfFunction } from './values.ts';
import { ending, setting } from './visits.ts';

const isCapital = (name: string) => /^[A-Z]/.test(name);

/** The type of `String... parts`, which has no field of its own. */
export function spreadType(node: Node): Node | null {
  return (
    namedChildren(node).find(({ type }) => !/^(modifiers|variable_declarator)$/.test(type)) ?? null
  );
}

export function bindParameters(list: Node | null, scope: Scope, facts: Collector): void {
  if (list?.type === 'identifier') facts.bind(list, scope);
  else
    for (const one of namedChildren(list)) {
      const name =
        one.type === 'identifier'
          ? one
          : (field(one, 'name') ?? field(childOf(one, 'variable_declarator'), 'name'));
      const type = one.type === 'spread_parameter' ? null : typeName(field(one, 'type'));
      facts.bind(name, scope, type);
    }
}

/** `var x = new Foo()` has the type of its value. */
function declaredType(type: Node | null, value: Node | null): string | null {
  if (type?.text !== 'var') return typeName(type);
  return value?.type === 'object_creation_expression' ? typeName(field(value, 'type')) : null;
}

const local: Visit = (node, scope, facts) => {
  const type = field(node, 'type');
  for (const one of node.childrenForFieldName('declarator')) {
    facts.bind(field(one, 'name'), scope, declaredType(type, field(one, 'value')));
    if (type?.text !== 'var') noteWanted(field(one, 'value'), type, facts);
  }
  return functional(node, scope, facts);
};

/** What is written for an interface of one method: it can give no other. */
export const LAMBDA = 'a lambda';

/** `Filter f = s -> s.isEmpty()`. */
export const functional: Visit = (node, _scope, facts) => {
  const of = typeName(field(node, 'type'));
  for (const one of node.childrenForFieldName('declarator')) {
    const value = field(one, 'value');
    if (value && of !== null && /^(lambda_expression|method_reference)$/.test(value.type))
      facts.implement(LAMBDA, of, value, parametersOfFunction(value));
  }
  return undefined;
};

/** What stands in the fields `type` and `name`: loops, resources, exceptions, `x instanceof Foo f`. */
const named: Visit = (node, scope, facts) => {
  const type = field(node, 'type') ?? field(node, 'right');
  const name = field(node, 'name');
  if (name?.type === 'identifier')
    facts.bind(name, scope, declaredType(type, field(node, 'value')));
  return undefined;
};

/** `Point(int x, int y)` in a pattern. */
const recordPattern: Visit = (node, _scope, facts) => {
  const [type = null, list] = namedChildren(node);
  const args = namedChildren(list).length;
  facts.note(nameOfType(type), { args, ends: 'pattern', derived: true });
  return undefined;
};

/** `Circle c` in a pattern. */
const pattern: Visit = (node, scope, facts) => {
  const [type, name] = namedChildren(node);
  if (name?.type === 'identifier') facts.bind(name, scope, declaredType(type ?? null, null));
  return undefined;
};

const lambda: Visit = (node, scope, facts) => {
  const inside = inNameless(scope);
  bindParameters(field(node, 'parameters'), inside, facts);
  // What it gives, its text does not say.
  return { ...inside, result: null, caught: !mustCatch(node) };
};

const returning: Visit = (node, scope, facts) => {
  noteWanted(namedChildren(node)[0], scope.result, facts);
  return undefined;
};

const parentOf = (scope: Scope, facts: Collector) => facts.parentsOf(scope.self)[0] ?? null;

const invocation: Visit = (node, scope, facts) => {
  const object = field(node, 'object');
  const on = dotted(object);
  const made =
    object?.type === 'object_creation_expression' ? typeName(field(object, 'type')) : null;
  const type =
    on !== null && isCapital(on.split('.').at(-1) ?? '') ? (on.split('.').at(-1) ?? null) : null;
  const own = on === 'this' ? scope.self : on === 'super' ? parentOf(scope, facts) : null;
  const list = field(node, 'arguments');
  const [args, given] = [countArguments(list, /^$/), lettersOf(list)];
  const functions = functionsIn(list);
  const how = object === null ? 'plain' : 'member';
  const hints = on === null ? hintsOf(object) : {};
  facts.note(field(node, 'name'), {
    how,
    on,
    owner: own ?? made ?? type,
    args,
    given,
    functions,
    caught: scope.caught,
    ...hints,
  });
  return undefined;
};

const access: Visit = (node, scope, facts) => {
  const object = field(node, 'object');
  const on = dotted(object);
  const type = object?.type === 'identifier' && isCapital(object.text) ? object.text : null;
  facts.note(field(node, 'field'), { how: 'member', on, owner: on === 'this' ? scope.self : type });
  return undefined;
};

/** A class without a name implements what it is made of. */
const creation: Visit = (node, scope, facts) => {
  const type = field(node, 'type');
  const body = childOf(node, 'class_body');
  const list = field(node, 'arguments');
  const args = countArguments(list, /^$/);
  const { caught } = scope;
  const [given, functions] = [lettersOf(list), functionsIn(list)];
  facts.note(nameOfType(type), { args, given, functions, derived: body !== null, caught });
  const of = typeName(type);
  if (body && of !== null) {
    facts.implement('anonymous', of, node);
    facts.place(body, inContainer(scope, `new ${of}`, { self: 'anonymous' }));
  }
  return undefined;
};

/** `super(…)` and `this(…)`. */
const constructing: Visit = (node, scope, facts) => {
  const target = field(node, 'constructor');
  const name = target?.type === 'super' ? parentOf(scope, facts) : scope.self;
  const list = field(node, 'arguments');
  const [args, given] = [countArguments(list, /^$/), lettersOf(list)];
  if (target && name) facts.mention(target, name, scope, { args, given, derived: true });
  return undefined;
};

/** A constructor that calls no other one calls that of its base, with nothing. See JLS 8.8.7. */
export function impliedSuper(node: Node, scope: Scope, facts: Collector): void {
  const [first] = namedChildren(field(node, 'body'));
  const base = parentOf(scope, facts);
  const name = field(node, 'name');
  if (name && base !== null && first?.type !== 'explicit_constructor_invocation')
    facts.mention(name, base, scope, { args: 0, derived: true });
}

/** `Foo::bar`. */
const reference: Visit = (node, _scope, facts) => {
  const [object = null, name = null] = namedChildren(node);
  const on = dotted(object);
  const owner = on !== null && isCapital(on) ? on : null;
  facts.note(name, { how: 'member', on, owner, handed: true });
  return undefined;
};

/** The case that a label names, or null where it takes several. */
function caseOf(label: Node): string | null {
  const inner = label.type === 'pattern' ? namedChildren(label)[0] : label;
  if (inner && /^(type|record)_pattern$/.test(inner.type)) return typeName(namedChildren(inner)[0]);
  return label.type === 'identifier' ? label.text : (field(label, 'field')?.text ?? null);
}

/** A switch that gives a value, or that takes patterns, must have all cases. See JLS 14.11.1.1 and 15.28.1. */
const choice: Visit = (node, _scope, facts) => {
  const cases: string[] = [];
  let open = false;
  let patterns = false;
  for (const one of namedChildren(field(node, 'body'))) {
    for (const label of namedChildren(one)) {
      if (label.type !== 'switch_label') continue;
      const parts = namedChildren(label);
      for (const part of parts) if (part.type === 'identifier') facts.note(part, { how: 'member' });
      if (parts.length === 0 || parts.some(({ text }) => text === 'default')) open = true;
      patterns ||= parts.some(({ type }) => type === 'pattern');
      // A label with a guard covers nothing for certain.
      if (!parts.some(({ type }) => type === 'guard'))
        cases.push(...parts.flatMap((part) => caseOf(part) ?? []));
    }
  }
  const isStatement =
    /^(block|constructor_body|switch_block_statement_group|switch_rule|expression_statement)$/.test(
      node.parent?.type ?? '',
    );
  facts.choice(node, { of: null, cases, open, exhaustive: patterns || !isStatement });
  return undefined;
};

const takesFirst: Visit = (node, _scope, facts) => {
  const [name] = namedChildren(node);
  if (name && /identifier$/.test(name.type)) facts.take(name);
  return undefined;
};

export const NODES: Grammar['nodes'] = {
  local_variable_declaration: local,
  enhanced_for_statement: named,
  resource: named,
  instanceof_expression: named,
  catch_formal_parameter: (node, scope, facts) => {
    const types = namedChildren(childOf(node, 'catch_type'));
    facts.bind(field(node, 'name'), scope, types.length === 1 ? typeName(types[0]) : null);
    return undefined;
  },
  type_pattern: pattern,
  record_pattern: recordPattern,
  record_pattern_component: pattern,
  lambda_expression: lambda,
  return_statement: returning,
  try_statement: trying,
  try_with_resources_statement: trying,
  assignment_expression: setting,
  method_invocation: invocation,
  expression_statement: ending('dropped'),
  field_access: access,
  object_creation_expression: creation,
  explicit_constructor_invocation: constructing,
  method_reference: reference,
  switch_expression: choice,
  annotation: (node, _scope, facts) => {
    const name = nameOfType(field(node, 'name'))?.text ?? '';
    const given = namedChildren(field(node, 'arguments'));
    const fields = given.map((one) =>
      one.type === 'element_value_pair' ? (field(one, 'key')?.text ?? '') : 'value',
    );
    facts.literal(node, { type: `@${name.split('.').at(-1) ?? ''}`, fields });
    return undefined;
  },
  labeled_statement: takesFirst,
  break_statement: takesFirst,
  continue_statement: takesFirst,
  type_parameter: takesFirst,
  element_value_pair: (node, _scope, facts) => {
    facts.take(field(node, 'key'));
    return undefined;
  },
  scoped_type_identifier: (node, _scope, facts) => {
    const parts = namedChildren(node);
    facts.note(parts.at(-1) ?? null, { how: 'path', on: parts[0]?.text ?? null });
    return undefined;
  },
};
