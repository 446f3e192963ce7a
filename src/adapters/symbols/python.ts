/** What Python says about symbols. Node names: tree-sitter-python's `node-types.json`. */
import type { Node } from 'web-tree-sitter';
import { FIXTURE } from '../../symbols.ts';
import type { Collector, Grammar, Visit } from './collect.ts';
import {
  childOf,
  countArguments,
  dotted,
  field,
  hintsOf,
  namedChildren,
  squeezed,
  unquoted,
} from './nodes.ts';
import * as definitions from './python-definitions.ts';
import { readPatched } from './python-tests.ts';
import type { Scope } from './scopes.ts';
import { noteWanted } from './values.ts';
import { ending } from './visits.ts';

const isCapital = (name: string) => /^[A-Z]/.test(name);

/** Everything at the top of a file can be imported from it, what it imports too. */
const importing: Visit = (node, scope, facts) => {
  const module = field(node, 'module_name');
  const add = (name: string, original: string, from: string, at: Node) => {
    const given = { name, original, from, reexported: scope.within === '' };
    facts.import(scope.checked ? { ...given, typeOnly: true } : given, at, scope);
  };
  const from = squeezed(
    module?.text ?? (node.type === 'future_import_statement' ? '__future__' : ''),
  );
  if (childOf(node, 'wildcard_import')) add('*', '*', from, node);
  for (const one of node.childrenForFieldName('name')) {
    if (!one) continue;
    const original = squeezed((field(one, 'name') ?? one).text);
    const name = field(one, 'alias')?.text ?? null;
    if (node.type === 'import_statement')
      add(name ?? original.replace(/\..*/, ''), '*', original, one);
    else add(name ?? original, original, from, one);
  }
  return 'skip';
};

const call: Visit = (node, scope, facts) => {
  const target = field(node, 'function');
  const list = field(node, 'arguments');
  const keywords = namedChildren(list).flatMap((one) => {
    const name = one.type === 'keyword_argument' ? field(one, 'name') : null;
    facts.take(name);
    return name ? [name.text] : [];
  });
  const generator = list?.type === 'generator_expression';
  const args = generator ? 1 : countArguments(list, /splat$/);
  const name = field(target, 'attribute') ?? target;
  readPatched(node, scope, facts);
  if (name?.text === 'usefixtures')
    for (const one of namedChildren(list))
      if (one.type === 'string')
        facts.mention(one, unquoted(one.text), scope, { how: 'path', on: FIXTURE });
  if (name?.type === 'identifier')
    for (const [at, one] of namedChildren(list).slice(0, 9).entries())
      if (one.type === 'dictionary')
        facts.literal(one, { type: `${name.text}(${at})`, ...definitions.keysOf(one) });
  if (target?.text === 'cls' && scope.self !== null) {
    facts.take(target);
    facts.mention(target, scope.self, scope, { args, keywords, derived: true });
  } else if (target) facts.note(name, { args, keywords });
  return undefined;
};

/** `@cached` calls what it names with what stands below. */
const decorator: Visit = (node, _scope, facts) => {
  const [name = null] = namedChildren(node);
  if (name?.type === 'identifier') facts.note(name, { args: 1 });
  return undefined;
};

/** Types of what is written out: nothing in a repository is asked for their members. */
const LITERALS: Readonly<Record<string, string>> = {
  dictionary: 'dict',
  dictionary_comprehension: 'dict',
  list: 'list',
  list_comprehension: 'list',
  set: 'set',
  set_comprehension: 'set',
  string: 'str',
  concatenated_string: 'str',
};

/** `spec["image"]` asks for a member, where `spec` is a dictionary whose type names its keys. */
const subscript: Visit = (node, scope, facts) => {
  const on = dotted(field(node, 'value'));
  const [key, ...more] = node.childrenForFieldName('subscript');
  if (on !== null && key?.type === 'string' && more.length === 0)
    facts.mentionKey(key, unquoted(key.text), on, scope);
  return undefined;
};

const returning: Visit = (node, scope, facts) => {
  const [value] = namedChildren(node);
  noteWanted(value, scope.result, facts);
  definitions.readDictionary(value ?? null, scope.result ?? null, facts);
  return undefined;
};

/** The class that a call makes one of, by its name: `Job()`, `jobs.Job()`. */
function madeBy(object: Node | null): string | null {
  const made = object?.type === 'call' ? (dotted(field(object, 'function')) ?? '') : '';
  const name = made.split('.').at(-1) ?? '';
  return /^[A-Z]\w*[a-z]/.test(name) ? name : null;
}

const attribute: Visit = (node, scope, facts) => {
  const object = field(node, 'object');
  const on = dotted(object);
  const isSuper = object?.type === 'call' && field(object, 'function')?.text === 'super';
  const parent = isSuper ? facts.parentsOf(scope.self)[0] : null;
  const own = on === 'self' || on === 'cls' ? scope.self : null;
  // Also `Job.State` of `Job.State.DONE`, and `jobs.Job`.
  const before = on?.split('.').at(-1) ?? '';
  const named = isCapital(before) ? before : null;
  const hints = on === null ? hintsOf(object) : {};
  const owner = own ?? parent ?? named ?? madeBy(object) ?? LITERALS[object?.type ?? ''] ?? null;
  facts.note(field(node, 'attribute'), { how: 'member', on, owner, ...hints });
  return undefined;
};

/** `Color.RED` in a pattern. */
const dottedName: Visit = (node, _scope, facts) => {
  const parts = namedChildren(node);
  for (const [at, part] of parts.entries()) {
    const before = parts[at - 1];
    if (!before) continue;
    const on = parts.slice(0, at).map(({ text }) => text);
    facts.note(part, {
      how: 'member',
      on: on.join('.'),
      owner: isCapital(before.text) ? before.text : null,
    });
  }
  return undefined;
};

/** A single name in a pattern takes everything and binds it. */
function bound(pattern: Node | null | undefined): Node | null {
  const [inner, ...more] = namedChildren(pattern);
  const parts = inner?.type === 'dotted_name' && more.length === 0 ? namedChildren(inner) : [];
  return parts.length === 1 ? (parts[0] ?? null) : null;
}

const casePattern: Visit = (node, scope, facts) => {
  facts.bind(bound(node), scope);
  return undefined;
};

const keywordPattern: Visit = (node, scope, facts) => {
  const [key = null, value] = namedChildren(node);
  facts.note(key, { how: 'member' });
  if (value?.type === 'dotted_name' && value.namedChildCount === 1) facts.bind(value, scope);
  return value?.type === 'dotted_name' && value.namedChildCount === 1 ? scope : undefined;
};

function casesOf(pattern: Node | undefined, cases: string[], types: Set<string>): boolean {
  const inner = pattern?.type === 'case_pattern' ? namedChildren(pattern)[0] : pattern;
  // `_` has no node of its own.
  if (!inner || bound(pattern) !== null) return false;
  if (inner.type === 'union_pattern')
    return namedChildren(inner)
      .map((one) => casesOf(one, cases, types))
      .every(Boolean);
  const name = inner.type === 'class_pattern' ? namedChildren(inner)[0] : inner;
  const parts = name?.type === 'dotted_name' ? namedChildren(name).map(({ text }) => text) : [];
  cases.push(parts.at(-1) ?? '');
  types.add(parts.at(-2) ?? '');
  return true;
}

/** `case _: assert_never(x)` asks type checkers to refuse forgotten cases. */
const match: Visit = (node, _scope, facts) => {
  const cases: string[] = [];
  const types = new Set<string>();
  let open = false;
  let exhaustive = false;
  for (const one of namedChildren(field(node, 'body'))) {
    if (one.type !== 'case_clause' || field(one, 'guard') !== null) continue;
    if (casesOf(childOf(one, 'case_pattern') ?? undefined, cases, types)) continue;
    exhaustive = /\bassert_never\(/.test(field(one, 'consequence')?.text.slice(0, 500) ?? '');
    open = !exhaustive;
  }
  const [of = null] = types;
  const known = cases.filter((one) => one !== '');
  facts.choice(node, { of: types.size === 1 ? of || null : null, cases: known, open, exhaustive });
  return undefined;
};

/** Types in quotes name what is defined later. */
const annotation: Visit = (node, scope, facts) => {
  const [text] = namedChildren(node);
  const inside = { ...scope, typing: true };
  if (text?.type !== 'string' || text.endIndex - text.startIndex > 200) return inside;
  for (const [name] of text.text.matchAll(/\b[A-Z]\w*\b/g)) facts.mention(text, name, scope);
  return inside;
};

function binds(name: string): Visit {
  return (node, scope, facts) => {
    bindNames(field(node, name), scope, facts);
    return undefined;
  };
}

function bindNames(target: Node | null, scope: Scope, facts: Collector): void {
  if (target?.type === 'identifier') facts.bind(target, scope);
  else if (
    target &&
    /^(pattern_list|tuple_pattern|list_pattern|list_splat_pattern)$/.test(target.type)
  )
    for (const one of namedChildren(target)) bindNames(one, scope, facts);
}

const asPattern: Visit = (node, scope, facts) => {
  const value = namedChildren(node)[0];
  const made =
    value?.type === 'call' ? (dotted(field(value, 'function'))?.split('.').at(-1) ?? '') : '';
  const target = namedChildren(field(node, 'alias'))[0];
  if (target?.type === 'identifier')
    facts.bind(target, scope, /^[A-Z]\w*[a-z]/.test(made) ? made : null);
  return undefined;
};

const taken: Visit = (node, _scope, facts) => {
  for (const one of namedChildren(node)) facts.take(one);
  return undefined;
};

/** What stands under a condition may stand elsewhere too. */
const condition: Visit = (node, scope) => {
  if (scope.within !== '') return undefined;
  const checked = /^(typing\.|t\.)?TYPE_CHECKING$/.test(
    field(node, 'condition')?.text.slice(0, 40) ?? '',
  );
  return { ...scope, conditional: true, ...(checked ? { checked } : {}) };
};

/** What stands under the other condition is for what runs. */
const otherwise: Visit = (_node, scope) =>
  scope.checked ? { ...scope, checked: false } : undefined;

export const python: Grammar = {
  language: 'python',
  names: new Set(['identifier']),
  nodes: {
    function_definition: definitions.fn,
    class_definition: definitions.type,
    lambda: definitions.lambda,
    assignment: definitions.assignment,
    type_alias_statement: definitions.alias,
    import_statement: importing,
    import_from_statement: importing,
    future_import_statement: importing,
    call,
    decorator,
    await: ending('awaited'),
    expression_statement: ending('dropped'),
    attribute,
    subscript,
    return_statement: returning,
    dotted_name: dottedName,
    type: annotation,
    match_statement: match,
    case_pattern: casePattern,
    keyword_pattern: keywordPattern,
    splat_pattern: (node, scope, facts) => {
      bindNames(namedChildren(node)[0] ?? null, scope, facts);
      return undefined;
    },
    keyword_argument: (node, _scope, facts) => {
      facts.take(field(node, 'name'));
      return undefined;
    },
    as_pattern: asPattern,
    for_statement: binds('left'),
    for_in_clause: binds('left'),
    named_expression: binds('name'),
    global_statement: taken,
    nonlocal_statement: taken,
    if_statement: condition,
    else_clause: otherwise,
    elif_clause: otherwise,
    try_statement: condition,
  },
};
