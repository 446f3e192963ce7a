/** What Python files define: functions, classes, their members, names at the top. */
import type { Node } from 'web-tree-sitter';
import { FIXTURE, type Parameters } from '../../symbols.ts';
import type { Collector, Visit } from './collect.ts';
import { givesOf } from './gives.ts';
import { childOf, dotted, field, has, namedChildren, plain, typeName, unquoted } from './nodes.ts';
import { inContainer, inFunction, inNameless, type Scope } from './scopes.ts';
import { isIdle, noteApart, noteWanted } from './values.ts';

const isPublic = (name: string) => !name.startsWith('_') || /^__\w+__$/.test(name);

/** Names of what decorates the definition that is visited, without arguments. */
function decorators(facts: Collector): string[] {
  return facts.siblings.flatMap((one) =>
    one?.type === 'decorator' ? [one.text.slice(1, 100).replace(/\(.*/s, '').trim()] : [],
  );
}

const nameOf = (one: Node): Node | null =>
  field(one, 'name') ?? (one.type === 'identifier' ? one : (namedChildren(one)[0] ?? null));

/** What callers give, by place and by name; what stands before `/` cannot be named. */
function parametersOf(all: readonly Node[]): { parameters: Parameters; signature: string } {
  let least = 0;
  let given = 0;
  let open = false;
  let names: string[] = [];
  const types = all.map((one) => {
    const splat = /splat_pattern$/.test(one.type) ? one : namedChildren(one)[0];
    if (one.type === 'positional_separator') {
      names = [];
      return '/';
    }
    if (one.type === 'keyword_separator') return '*';
    if (splat && /splat_pattern$/.test(splat.type)) {
      open = true;
      return `${splat.type === 'list_splat_pattern' ? '*' : '**'}${plain(field(one, 'type'))}`;
    }
    const optional = /default_parameter$/.test(one.type);
    given += 1;
    if (!optional) least += 1;
    names.push(nameOf(one)?.text ?? '');
    return `${plain(field(one, 'type'))}${optional ? '=' : ''}`;
  });
  const parameters = { least, most: open ? null : given, names };
  return { parameters, signature: `(${types.join(',')})` };
}

function bindParameters(list: Node | null, scope: Scope, facts: Collector): void {
  for (const one of namedChildren(list)) {
    const name = nameOf(one);
    const bare = name && /splat_pattern$/.test(name.type) ? (namedChildren(name)[0] ?? null) : name;
    if (bare?.type === 'identifier') facts.bind(bare, scope, typeName(field(one, 'type')));
  }
}

const FIXTURES = /^(pytest(_asyncio)?\.)?fixture$/;

/** Parameters of a test, or of another fixture, name the fixtures it is given, but those with other values. */
function askFixtures(all: readonly Node[], scope: Scope, facts: Collector): void {
  const values = facts.siblings
    .flatMap((one) => (one?.type === 'decorator' ? [one.text.slice(0, 2_000)] : []))
    .filter((text) => /parametrize/.test(text))
    .join('\n');
  for (const one of all) {
    const name = /^(identifier|typed_parameter)$/.test(one.type) ? nameOf(one) : null;
    if (name?.type === 'identifier' && !new RegExp(`\\b${name.text}\\b`).test(values))
      facts.mention(name, null, scope, { how: 'path', on: FIXTURE });
  }
}

export const fn: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const called = name?.text ?? '';
  const around = decorators(facts);
  const member = scope.self !== null && scope.within === '';
  const list = namedChildren(field(node, 'parameters'));
  const isStatic = around.includes('staticmethod');
  const { parameters, signature } = parametersOf(member && !isStatic ? list.slice(1) : list);
  const isProperty = around.some((one) => /(^|\.)(cached_)?property$/.test(one));
  // What is registered where it stands needs no name of its own.
  const conditional = around.some((one) =>
    /(^|\.)overload$|\.(setter|getter|deleter|register)$/.test(one),
  );
  const isFixture = around.some((one) => FIXTURES.test(one));
  if (scope.within !== '') facts.bind(name, scope);
  else
    facts.define({
      node,
      name,
      fixture: isFixture,
      kind: !member
        ? 'function'
        : called === '__init__'
          ? 'constructor'
          : isProperty
            ? 'field'
            : 'method',
      scope,
      ...(isProperty
        ? { signature: plain(field(node, 'return_type')) }
        : {
            parameters,
            signature: `${has(node, 'async') ? 'async' : ''}${signature}->${plain(field(node, 'return_type'))}`,
            gives: givesOf(node),
          }),
      onValue: member && !isStatic && !around.includes('classmethod'),
      exported: isPublic(called),
      required:
        around.some((one) => /(^|\.)abstract\w*$/.test(one)) || (scope.contract && isEmpty(node)),
      conditional: scope.conditional || conditional,
      overrides: around.some((one) => /(^|\.)override$/.test(one)),
    });
  const inside = inFunction(scope, called);
  bindParameters(field(node, 'parameters'), inside, facts);
  if (/^test/.test(called) || isFixture) askFixtures(list, scope, facts);
  return { ...inside, conditional: false, result: field(node, 'return_type') };
};

/** Nothing but `...` or words. */
function isEmpty(node: Node): boolean {
  return namedChildren(field(node, 'body')).every(
    (one) =>
      one.type === 'expression_statement' &&
      /^(ellipsis|string)$/.test(namedChildren(one)[0]?.type ?? ''),
  );
}

export const lambda: Visit = (node, scope, facts) => {
  const inside = inNameless(scope);
  bindParameters(field(node, 'parameters'), inside, facts);
  return inside;
};

const baseOf = (one: Node) => (one.type === 'subscript' ? field(one, 'value') : one);

export const type: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const called = name?.text ?? '';
  const list = namedChildren(field(node, 'superclasses'));
  const bases = list.flatMap((one) =>
    one.type === 'keyword_argument' ? [] : [typeName(baseOf(one)) ?? '?'],
  );
  const isEnum = bases.some((base) => /(Enum|^(Int)?Flag)$/.test(base));
  const isProtocol = bases.includes('Protocol');
  const isTyped =
    bases.includes('TypedDict') && !list.some((one) => /^total\s*=\s*False$/.test(one.text));
  const inside = inContainer(scope, called, { self: called, contract: isProtocol || isTyped });
  if (scope.within === '')
    facts.define({
      node,
      name,
      kind: isEnum ? 'enum' : isProtocol ? 'interface' : 'class',
      scope,
      parameters: madeFromFields(node, bases, facts),
      exported: isPublic(called),
      abstract: !isProtocol && list.length > 0 && hasAbstract(node),
    });
  else facts.bind(name, scope);
  for (const base of bases) if (!PLAIN_BASES.has(base)) facts.implement(called, base, node);
  if (isEnum)
    for (const one of namedChildren(field(node, 'body'))) defineVariant(one, inside, facts);
  return inside;
};

/** Whether a class leaves a method to others. Without a base that minds, that means nothing to Python. */
function hasAbstract(node: Node): boolean {
  return namedChildren(field(node, 'body')).some(
    (one) =>
      one.type === 'decorated_definition' &&
      namedChildren(one).some(
        (each) => each.type === 'decorator' && /^@(\w+\.)?abstract/.test(each.text),
      ),
  );
}

/** Bases that ask for nothing. */
const PLAIN_BASES = new Set(['object', 'Generic', 'Protocol', 'Enum', 'ABC', '?']);
/** Bases that make the constructor from the fields. */
const FIELD_BASES = new Set(['NamedTuple', 'BaseModel', 'TypedDict']);

const NOT_REQUIRED = /^(typing\.|typing_extensions\.)?NotRequired\b/;

/** What the constructor of a data class takes; null for other classes, and where bases may add to it. */
function madeFromFields(node: Node, bases: readonly string[], facts: Collector): Parameters | null {
  const isData = decorators(facts).some((one) => /(^|\.)(dataclass|define|frozen)$/.test(one));
  if (!isData && !bases.some((base) => FIELD_BASES.has(base))) return null;
  if (bases.some((base) => !PLAIN_BASES.has(base) && !FIELD_BASES.has(base))) return null;
  const parameters: Parameters = { least: 0, most: 0, names: [] };
  let most = 0;
  for (const statement of namedChildren(field(node, 'body'))) {
    if (statement.type === 'function_definition' && field(statement, 'name')?.text === '__init__')
      return null;
    const one = namedChildren(statement)[0];
    const written = field(one, 'type');
    if (
      one?.type !== 'assignment' ||
      !written ||
      /^(typing\.)?(ClassVar|KW_ONLY)\b/.test(written.text)
    )
      continue;
    const isOptional = NOT_REQUIRED.test(written.text);
    const value = field(one, 'right')?.text.slice(0, 300) ?? '';
    if (/^(dataclasses\.)?field\([^)]*\binit\s*=\s*False/.test(value)) continue;
    const isRequired =
      (value === '' && !isOptional) ||
      (/^(dataclasses\.)?(field|Field)\(/.test(value) && !/default|\.\.\./.test(value));
    if (isRequired || /^Field\(\s*\.\.\./.test(value)) parameters.least += 1;
    most += 1;
    parameters.names.push(field(one, 'left')?.text ?? '');
  }
  return { ...parameters, most };
}

function defineVariant(statement: Node, scope: Scope, facts: Collector): void {
  const one = namedChildren(statement)[0];
  const name = field(one, 'left');
  if (one?.type === 'assignment' && name?.type === 'identifier' && !name.text.startsWith('_'))
    facts.define({ node: one, name, kind: 'variant', scope, exported: true });
}

/** Binds names in a function; at the top and in classes they are definitions, the first time. */
export function bindTarget(
  target: Node | null,
  scope: Scope,
  facts: Collector,
  type: string | null,
  at: Node,
): void {
  if (target === null) return;
  if (/^(pattern_list|tuple_pattern|list_pattern|list_splat_pattern)$/.test(target.type)) {
    for (const one of namedChildren(target)) bindTarget(one, scope, facts, null, at);
    return;
  }
  if (target.type === 'attribute') defineOwn(target, scope, facts, type, at);
  if (target.type !== 'identifier') return;
  if (scope.within !== '') facts.bind(target, scope, type);
  else if (facts.isDefined(scope, target.text)) facts.take(target);
  else
    facts.define({
      node: at,
      name: target,
      kind:
        scope.self !== null
          ? 'field'
          : /^[A-Z][A-Z0-9_]*$/.test(target.text)
            ? 'constant'
            : 'variable',
      scope,
      signature: plain(field(at, 'type')) || (type ?? ''),
      idle:
        at.type === 'assignment' &&
        field(at, 'left')?.id === target.id &&
        isIdle(field(at, 'right')),
      exported: isPublic(target.text),
      onValue: scope.self !== null,
      required:
        scope.self !== null &&
        scope.contract &&
        field(at, 'right') === null &&
        !NOT_REQUIRED.test(field(at, 'type')?.text ?? ''),
    });
}

/** `self.x = …` makes a field. */
function defineOwn(
  target: Node,
  scope: Scope,
  facts: Collector,
  type: string | null,
  at: Node,
): void {
  if (scope.self === null || field(target, 'object')?.text !== 'self') return;
  const name = field(target, 'attribute');
  if (name === null || facts.isDefined(scope, name.text)) return;
  facts.define({
    node: at,
    name,
    kind: 'field',
    scope,
    signature: plain(field(at, 'type')) || (type ?? ''),
    onValue: true,
    exported: isPublic(name.text),
  });
}

export const assignment: Visit = (node, scope, facts) => {
  const value = field(node, 'right');
  const made = value?.type === 'call' ? dotted(field(value, 'function')) : null;
  const last = made?.split('.').at(-1) ?? '';
  const type = typeName(field(node, 'type')) ?? (/^[A-Z]\w*[a-z]/.test(last) ? last : null);
  noteWanted(value, field(node, 'type'), facts);
  noteApart(value, field(node, 'left'), facts);
  bindTarget(field(node, 'left'), scope, facts, type, node);
  readDictionary(value, field(node, 'type'), facts);
  return undefined;
};

/** A dictionary that is written where its type is: `spec: JobSpec = {…}`, `specs: list[JobSpec] = [{…}]`. */
export function readDictionary(value: Node | null, type: Node | null, facts: Collector): void {
  const element = /^(?:typing\.)?(?:list|List)\[([\w.]+)\]$/.exec(plain(type))?.[1];
  const name = element?.split('.').at(-1) ?? typeName(type);
  const isList = element !== undefined;
  if (name === null || !/^[A-Z]/.test(name)) return;
  for (const one of isList ? (value?.type === 'list' ? namedChildren(value) : []) : [value])
    if (one?.type === 'dictionary') facts.literal(one, { type: name, ...keysOf(one) });
}

/** Names of the keys; others than strings may be any. */
export function keysOf(dictionary: Node): { fields: string[]; partial: boolean } {
  const keys = namedChildren(dictionary).map((one) => field(one, 'key'));
  const isText = (key: Node | null) => key?.type === 'string' && !/^f/i.test(key.text);
  return {
    fields: keys.flatMap((key) => (key && isText(key) ? [unquoted(key.text)] : [])),
    partial: !keys.every(isText),
  };
}

export const alias: Visit = (node, scope, facts) => {
  const name = childOf(field(node, 'left'), 'identifier');
  const signature = plain(field(node, 'right'));
  if (scope.within !== '') facts.take(name);
  else
    facts.define({
      node,
      name,
      kind: 'type',
      scope,
      signature,
      exported: isPublic(name?.text ?? ''),
    });
  return undefined;
};
