/** Functions and variables of TypeScript and JavaScript: what they take, what they bind. */
import type { Node } from 'web-tree-sitter';
import type { Parameters } from '../../symbols.ts';
import type { Collector, Defined, Visit } from './collect.ts';
import { givesOf } from './gives.ts';
import {
  calledName,
  childOf,
  dotted,
  field,
  has,
  namedChildren,
  plain,
  typeName,
  unquoted,
} from './nodes.ts';
import { inContainer, inFunction, inNameless, type Scope } from './scopes.ts';
import { loadedModule, readLiteral } from './typescript-bodies.ts';
import { isIdle, noteApart, noteWanted } from './values.ts';

const FUNCTION = /^(arrow_function|function_expression|generator_function|function)$/;

const listOf = (node: Node) => field(node, 'parameters') ?? field(node, 'parameter');

/** Whether what is declared here is seen in the whole file, or by who has the namespace around. */
export const isOutermost = ({ within, block }: Scope): boolean => within === '' && !block;

/** Statements whose names end with them: `if (x) { const y = … }`, `for (let i = 0; …) { … }`. */
const STATEMENTS =
  /^(program|statement_block|(if|for|for_in|while|do|try|labeled)_statement|else_clause|catch_clause|finally_clause)$/;

export const block: Visit = (node, scope) =>
  isOutermost(scope) &&
  (node.type !== 'statement_block' || STATEMENTS.test(node.parent?.type ?? ''))
    ? { ...scope, block: true, exported: false }
    : undefined;

/** Parameters that callers give; `this` in TypeScript is none. */
function given(node: Node): Node[] {
  const list = listOf(node);
  if (list?.type === 'identifier') return [list];
  return namedChildren(list).filter(
    (one) => field(one, 'pattern')?.type !== 'this' && one.type !== 'decorator',
  );
}

/** What a function takes and gives. */
export function signatureOf(node: Node): Pick<Defined, 'gives'> & {
  parameters: Parameters;
  signature: string;
} {
  let least = 0;
  let rest = false;
  const all = given(node);
  const types = all.map((one) => {
    const pattern = field(one, 'pattern') ?? one;
    const optional =
      /^(optional_parameter|assignment_pattern)$/.test(one.type) || field(one, 'value');
    if (pattern.type === 'rest_pattern') rest = true;
    else if (!optional) least += 1;
    const written = plain(field(one, 'type')).slice(1) || keysIn(pattern);
    return `${pattern.type === 'rest_pattern' ? '...' : ''}${written}${optional ? '?' : ''}`;
  });
  const most = rest ? null : all.length;
  const written = plain(field(node, 'return_type'));
  const result = written === '' && has(node, 'async') ? ':Promise' : written;
  const gives = givesOf(node);
  return {
    parameters: { least, most, names: [] },
    signature: `(${types.join(',')})${result}`,
    gives,
  };
}

/** `{host,port?}` of a parameter that is taken apart and has no type: what callers give by name. */
function keysIn(pattern: Node): string {
  const left = pattern.type === 'assignment_pattern' ? field(pattern, 'left') : pattern;
  if (left?.type !== 'object_pattern') return '';
  const keys = namedChildren(left).map((one) => {
    const key = field(one, 'key') ?? field(one, 'left') ?? one;
    const isOptional = has(one, '=') || field(one, 'value')?.type === 'assignment_pattern';
    return `${key.text}${isOptional ? '?' : ''}`;
  });
  return `{${keys.join(',')}}`;
}

/** Binds what the patterns of parameters name. */
export function bindParameters(node: Node, scope: Scope, facts: Collector): void {
  for (const one of given(node)) {
    bindPattern(field(one, 'pattern') ?? one, scope, facts, typeName(field(one, 'type')));
    readLiteral(field(one, 'value'), field(one, 'type'), facts);
  }
}

/** `from` is what the pattern takes apart, where that has a name: then its keys are uses of members. */
export function bindPattern(
  node: Node | null,
  scope: Scope,
  facts: Collector,
  type: string | null,
  from: Node | null = null,
): void {
  const key = (name: Node | null) => {
    if (name === null || name.type === 'computed_property_name') return;
    const on = dotted(from);
    facts.mention(name, unquoted(name.text), scope, { how: 'member', on, owner: on ? null : type });
  };
  switch (node?.type) {
    case 'identifier':
      facts.bind(node, scope, type);
      return;
    case 'shorthand_property_identifier_pattern':
      key(node);
      facts.bind(node, scope);
      return;
    case 'pair_pattern':
      key(field(node, 'key'));
      facts.take(field(node, 'key'));
      bindPattern(field(node, 'value'), scope, facts, null);
      return;
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      bindPattern(field(node, 'left'), scope, facts, type, from);
      return;
    case 'object_pattern':
      for (const one of namedChildren(node)) bindPattern(one, scope, facts, type, from);
      return;
    case 'array_pattern':
    case 'rest_pattern':
      for (const one of namedChildren(node)) bindPattern(one, scope, facts, null);
  }
}

/** Overloads may live together. */
export const fn: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  if (isOutermost(scope))
    facts.define({
      node,
      name,
      kind: 'function',
      scope,
      ...signatureOf(node),
      exported: scope.exported,
      conditional: scope.conditional || node.type === 'function_signature',
    });
  else facts.bind(name, scope);
  const inside = inFunction(scope, name?.text ?? 'default');
  bindParameters(node, inside, facts);
  return { ...inside, exported: false, result: field(node, 'return_type') };
};

export const nameless: Visit = (node, scope, facts) => {
  const result = field(node, 'return_type');
  const inside = { ...inNameless(scope), exported: false, result };
  facts.take(field(node, 'name'));
  bindParameters(node, inside, facts);
  const body = node.type === 'arrow_function' ? field(node, 'body') : null;
  facts.note(calledName(body), { ends: 'returned' });
  noteWanted(body, result, facts);
  if (result && body?.type === 'parenthesized_expression')
    readLiteral(namedChildren(body)[0] ?? null, result, facts);
  return inside;
};

/** Types of functions name their parameters for people only. */
export const functionType: Visit = (node, _scope, facts) => {
  for (const one of namedChildren(listOf(node))) {
    const pattern = field(one, 'pattern');
    facts.take(pattern?.type === 'rest_pattern' ? (namedChildren(pattern)[0] ?? null) : pattern);
  }
  return undefined;
};

/** Names in `{ a, b: [c] }`, where it is a pattern. */
const PATTERN = /_pattern$/;
const BOUND = ['shorthand_property_identifier_pattern', 'identifier'];

const madeBy = (value: Node | null) =>
  value?.type === 'new_expression' ? typeName(field(value, 'constructor')) : null;

export const variable: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const value = field(node, 'value');
  const written = field(node, 'type');
  const module = loadedModule(value);
  readLiteral(value, written, facts);
  noteWanted(value, written, facts);
  noteApart(value, name, facts);
  if (module !== null) {
    bindModule(name, module, node, scope, facts);
    return scope;
  }
  if (name?.type !== 'identifier' || !isOutermost(scope)) {
    if (name && scope.exported && isOutermost(scope))
      for (const one of name.descendantsOfType(BOUND))
        if (
          one &&
          PATTERN.test(one.parent?.type ?? '') &&
          field(one.parent, 'right')?.id !== one.id
        )
          facts.define({ node, name: one, kind: 'constant', scope, exported: true });
    bindPattern(name, scope, facts, typeName(written) ?? madeBy(value), value);
    return valueScope(value, name, { ...scope, exported: false });
  }
  const isFunction = value !== null && FUNCTION.test(value.type);
  const wrapped = isFunction ? null : wrappedComponent(value);
  const type = plain(written).replace(/^:/, '') || (madeBy(value) ?? '');
  facts.define({
    node,
    name,
    kind: isFunction || wrapped ? 'function' : 'constant',
    scope,
    ...(wrapped ?? (isFunction ? componentOf(type, value) : { signature: type })),
    idle: isIdle(value),
    exported: scope.exported,
  });
  if (isFunction) placeFunction(value, name.text, scope, facts);
  else if (value !== null)
    defineMembers(value, inContainer(scope, name.text, { exported: scope.exported }), facts);
  return { ...scope, exported: false };
};

/** `const Card: React.FC<Props> = (…) => …` says what it takes before it. */
function componentOf(type: string, value: Node): ReturnType<typeof signatureOf> {
  const own = signatureOf(value);
  const props = /^(?:React\.)?(?:FC|FunctionComponent|VFC)<(\w+)>$/.exec(type)?.[1];
  return props === undefined ? own : { ...own, signature: `(${props})` };
}

/** `memo(function (props: Props) { … })`, `forwardRef<Element, Props>((props, ref) => …)`: what such a component takes. */
function wrappedComponent(value: Node | null): ReturnType<typeof signatureOf> | null {
  if (value?.type !== 'call_expression') return null;
  const by = /^(?:React\.)?(memo|forwardRef)$/.exec(dotted(field(value, 'function')) ?? '')?.[1];
  const inner = namedChildren(field(value, 'arguments'))[0] ?? null;
  if (by === undefined || inner === null) return null;
  if (!FUNCTION.test(inner.type)) return wrappedComponent(inner);
  const types = namedChildren(field(value, 'type_arguments'));
  const written =
    types[by === 'memo' ? 0 : 1] ?? childOf(field(given(inner)[0], 'type'), 'type_identifier');
  const least = given(inner).length > 0 ? 1 : 0;
  return { parameters: { least, most: least, names: [] }, signature: `(${plain(written)})` };
}

function valueScope(value: Node | null, name: Node | null, scope: Scope): Scope {
  const named = value !== null && FUNCTION.test(value.type) && name?.type === 'identifier';
  return named && scope.within !== '' ? inFunction(scope, name.text) : scope;
}

/** The body of a function that has its name from elsewhere. */
export function placeFunction(value: Node, name: string, scope: Scope, facts: Collector): void {
  facts.place(value, { ...inFunction(scope, name), exported: false });
}

/** What an object at the top of a file offers: `export const api = { load() {}, limit: 1 }`. */
export function defineMembers(value: Node, scope: Scope, facts: Collector): void {
  const object = /^(satisfies|as)_expression$/.test(value.type) ? namedChildren(value)[0] : value;
  for (const node of object?.type === 'object' ? namedChildren(object) : [])
    defineMember(node, scope, facts);
}

/** Of an object that is what a file exports (CommonJS), the members stand at the top. */
export function defineMember(node: Node, scope: Scope, facts: Collector): void {
  const name = field(node, 'name') ?? field(node, 'key');
  if (name?.type !== 'property_identifier' || !/^(pair|method_definition)$/.test(node.type)) return;
  const body = node.type === 'pair' ? field(node, 'value') : node;
  const isFunction = body !== null && (body === node || FUNCTION.test(body.type));
  const isTop = scope.container === '';
  facts.define({
    node,
    name,
    kind: isFunction ? (isTop ? 'function' : 'method') : isTop ? 'constant' : 'field',
    scope,
    ...(isFunction ? signatureOf(body) : {}),
    idle: isIdle(body),
    onValue: !isTop,
    exported: scope.exported,
  });
  if (isFunction) facts.place(body, { ...inFunction(scope, name.text), exported: false });
}

/** `const { a, b: c } = require('./x')`. */
function bindModule(
  name: Node | null,
  from: string,
  node: Node,
  scope: Scope,
  facts: Collector,
): void {
  if (name?.type === 'identifier') {
    facts.take(name);
    facts.import({ name: name.text, original: '*', from, reexported: false }, node, scope);
    return;
  }
  if (name?.type !== 'object_pattern') return;
  for (const one of namedChildren(name)) {
    const pair = one.type === 'pair_pattern';
    const key = pair ? field(one, 'key') : (field(one, 'left') ?? one);
    const value = pair ? field(one, 'value') : key;
    const local = value?.type === 'assignment_pattern' ? field(value, 'left') : value;
    facts.take(key);
    facts.take(local);
    if (key && local && one.type !== 'rest_pattern')
      facts.import({ name: local.text, original: key.text, from, reexported: false }, one, scope);
  }
}
