/** What bodies of Go functions say: names they bind, calls, members, values and switches. */
import type { Node } from 'web-tree-sitter';
import type { Collector, Visit } from './collect.ts';
import {
  childOf,
  countArguments,
  dotted,
  field,
  has,
  hintsOf,
  namedChildren,
  typeName,
} from './nodes.ts';
import type { Scope } from './scopes.ts';
import { functionsIn, letterOf, lettersOf, noteWanted, parametersOfFunction } from './values.ts';

/** The type of `T{…}`, `&T{…}`, `new(T)` and `x.(T)`. */
export function madeType(value: Node | null | undefined): string | null {
  const made = value?.type === 'unary_expression' ? field(value, 'operand') : value;
  if (made?.type === 'composite_literal' || made?.type === 'type_assertion_expression')
    return typeName(field(made, 'type'));
  if (made?.type !== 'call_expression' || field(made, 'function')?.text !== 'new') return null;
  return typeName(namedChildren(field(made, 'arguments'))[0]);
}

/** `a, b := …`, also in `for … range` and `case x := <-c`; with `=` nothing new is bound. */
export const declaration: Visit = (node, scope, facts) => {
  if (!has(node, ':=')) return undefined;
  const values = namedChildren(field(node, 'right'));
  for (const [at, name] of namedChildren(field(node, 'left')).entries()) {
    // `x, ok := y.(T)` and calls with several results have one value on the right.
    const value = node.type === 'short_var_declaration' ? values[at] : undefined;
    if (name.type === 'identifier') facts.bind(name, scope, madeType(value));
  }
  return undefined;
};

/** Names of parameters in types are for people only. */
export function takeNames(node: Node, facts: Collector): void {
  for (const list of [field(node, 'parameters'), field(node, 'result')]) {
    for (const one of list?.type === 'parameter_list' ? namedChildren(list) : [])
      for (const name of one.childrenForFieldName('name')) facts.take(name);
  }
}

export const call: Visit = (node, _scope, facts) => {
  const target = field(node, 'function');
  const list = field(node, 'arguments');
  const spread = namedChildren(list).at(-1)?.type === 'variadic_argument';
  const args = countArguments(list, /^$/);
  const [given, functions] = [lettersOf(list), functionsIn(list)];
  facts.note(field(target, 'field') ?? target, { args, spread, given, functions });
  return undefined;
};

/** The grammar takes `pkg.Map[int](a)` for a conversion. */
export const genericCall: Visit = (node, _scope, facts) => {
  const written = field(node, 'type');
  const type = written?.type === 'generic_type' ? field(written, 'type') : null;
  if (type) facts.note(field(type, 'name') ?? type, { args: 1 });
  return undefined;
};

export const selector: Visit = (node, _scope, facts) => {
  const object = field(node, 'operand');
  const on = dotted(object);
  facts.note(field(node, 'field'), {
    how: 'member',
    on,
    ...(on === null ? hintsOf(object) : {}),
  });
  return undefined;
};

/** `pkg.Type`. */
export const qualified: Visit = (node, _scope, facts) => {
  const on = field(node, 'package')?.text ?? null;
  facts.note(field(node, 'name'), { how: 'path', on });
  return undefined;
};

const isBody = (node: Node | undefined) => node?.type === 'literal_value';
/** The grammar wraps elements. */
const inner = (node: Node | null | undefined) =>
  node?.type === 'literal_element' ? namedChildren(node)[0] : (node ?? undefined);

export const composite: Visit = (node, scope, facts) => {
  readValue(field(node, 'body'), field(node, 'type'), scope, facts);
  return undefined;
};

/** As `Literal.type`. */
export function structOf(struct: Node): string {
  const names = namedChildren(childOf(struct, 'field_declaration_list')).flatMap((one) => {
    const own = one.childrenForFieldName('name').flatMap((name) => name?.text ?? []);
    return own.length > 0 ? own : [typeName(field(one, 'type')) ?? ''];
  });
  return `struct{${names.join(';')}}`;
}

/** Elements of lists and maps leave out their type, also those of lists in maps. */
function readValue(body: Node | null, type: Node | null, scope: Scope, facts: Collector): void {
  const element =
    field(type, 'element') ?? (type?.type === 'map_type' ? field(type, 'value') : null);
  if (element === null) {
    readBody(body, type, scope, facts);
    return;
  }
  for (const one of namedChildren(body)) {
    const value = inner(one.type === 'keyed_element' ? field(one, 'value') : one);
    if (value && isBody(value)) readValue(value, element, scope, facts);
  }
}

/** With names, fields may be left out; without, all must be given. */
function readBody(
  body: Node | null,
  written: Node | null,
  { within }: Scope,
  facts: Collector,
): void {
  const named = typeName(written);
  const made = written?.type === 'pointer_type' ? namedChildren(written)[0] : written;
  const type =
    made?.type === 'struct_type'
      ? structOf(made)
      : (facts.structs.get(`${within}\0${named}`) ?? named);
  if (body === null || type === null) return;
  // `pkg.Type{name: …}`
  const on = /^\W*(\w+\.\w+)$/.exec(written?.text ?? '')?.[1] ?? null;
  const inside = namedChildren(body);
  const keyed = inside.filter((one) => one.type === 'keyed_element');
  const fields = keyed.flatMap((one) => {
    const key = inner(field(one, 'key'));
    if (key?.type !== 'identifier') return [];
    facts.note(key, { how: 'member', owner: type, on });
    return [key.text];
  });
  const letters = keyed.flatMap((one) => {
    const letter = letterOf(inner(field(one, 'value')) ?? null);
    return letter === '?' ? [] : [`${inner(field(one, 'key'))?.text ?? ''} ${letter}`];
  });
  const positional = keyed.length === 0 && inside.length > 0 ? inside.length : null;
  const open = {
    partial: positional === null,
    ...(letters.length > 0 ? { written: letters } : {}),
  };
  facts.literal(body, { type, fields, positional, ...open });
}

/** A function that is written where one of a type with a name must stand. */
export function writeFunction(
  value: Node | null | undefined,
  type: Node | null | undefined,
  facts: Collector,
): void {
  const of = typeName(type);
  const takes = value && of !== null ? parametersOfFunction(value) : null;
  if (type && of !== null && takes !== null) facts.implement('a function', of, type, takes);
}

/** `return load(path)`, `return func(s string) {…}, nil`. */
export const returning: Visit = (node, scope, facts) => {
  const values = namedChildren(namedChildren(node)[0]);
  if (values.length === 1) noteWanted(values[0], scope.result, facts);
  const types =
    scope.result?.type === 'parameter_list'
      ? namedChildren(scope.result).map((one) => field(one, 'type'))
      : [scope.result];
  if (types.length === values.length)
    for (const [at, value] of values.entries()) writeFunction(value, types[at], facts);
  return undefined;
};

/** The compiler refuses no forgotten cases. */
export const typeSwitch: Visit = (node, scope, facts) => {
  for (const name of namedChildren(field(node, 'alias'))) facts.bind(name, scope);
  const cases = namedChildren(node).flatMap((one) =>
    one.type === 'type_case'
      ? one.childrenForFieldName('type').map((type) => typeName(type) ?? '')
      : [],
  );
  const open = namedChildren(node).some(({ type }) => type === 'default_case');
  facts.choice(node, { of: null, cases: cases.filter(Boolean), open, exhaustive: false });
  return undefined;
};

export const valueSwitch: Visit = (node, _scope, facts) => {
  const cases = namedChildren(node).flatMap((one) =>
    namedChildren(field(one, 'value')).flatMap((value) => {
      const name = one.type === 'expression_case' ? (field(value, 'field') ?? value) : null;
      return name && /identifier$/.test(name.type) ? [name.text] : [];
    }),
  );
  const open = namedChildren(node).some(({ type }) => type === 'default_case');
  facts.choice(node, { of: null, cases, open, exhaustive: false });
  return undefined;
};
