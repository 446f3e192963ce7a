/** Values of which the text shows what they are, where those of calls go, and names that stand for one. */
import type { Node } from 'web-tree-sitter';
import type { Collector } from './collect.ts';
import { calledName, field, namedChildren, plain } from './nodes.ts';

/** Kinds of node in all grammars that are values written out, by the letters of `Use.given`. */
const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/^(number|integer|float|((int(eger)?|float|\w*_integer|\w*_floating_point)_literal))$/, 'n'],
  [/^(string|template_string|concatenated_string|(raw_|interpreted_)?string_literal)$/, 's'],
  [/^(true|false|boolean_literal)$/, 'b'],
  [/^(object|dictionary)$/, 'o'],
  [/^(array|list)$/, 'l'],
  [
    /^(arrow_function|function_expression|lambda|lambda_expression|closure_expression|func_literal)$/,
    'f',
  ],
];

/** More arguments are told by their number. */
const MOST_LETTERS = 12;

/** Kinds of node that come again and again, with their letters. */
const known = new Map<string, string>();

/** A letter of `Use.given`. */
export function letterOf(node: Node | null): string {
  if (node === null) return '?';
  const { type } = node;
  // Texts are fetched where they are needed: there are very many arguments.
  if (/^unary_/.test(type)) return /^-\s*[\d.]+\w*$/.test(node.text.slice(0, 40)) ? 'n' : '?';
  let letter = known.get(type);
  if (letter === undefined) {
    letter = LETTERS.find(([kind]) => kind.test(type))?.[1] ?? '?';
    known.set(type, letter);
  }
  // `b"…"` of Rust and Python is no text.
  return letter === 's' && /^b['"]/.test(node.text.slice(0, 2)) ? '?' : letter;
}

/** Whether it is a value written out that nobody can call. */
export function isIdle(node: Node | null): boolean {
  const isSaid =
    /^(parenthesized|satisfies)_expression$/.test(node?.type ?? '') ||
    // What else it is said to be, it may be.
    (node?.type === 'as_expression' && /\bas const$/.test(node.text));
  return isSaid
    ? isIdle(namedChildren(node)[0] ?? null)
    : node !== null && /[nsbol]/.test(letterOf(node));
}

/** As `Use.given`; null where nothing is written out. */
export function lettersOf(list: Node | null): string | null {
  const letters = namedChildren(list).slice(0, MOST_LETTERS).map(letterOf).join('');
  return /[^?]/.test(letters) ? letters : null;
}

/** What who calls a function of TypeScript may leave out. */
const OPTIONAL = /^(optional_parameter|assignment_pattern|rest_pattern)$/;

/** How many arguments a function of TypeScript that is written out must get. */
function mustGet(node: Node): number {
  if (field(node, 'parameter')) return 1;
  return namedChildren(field(node, 'parameters')).filter(
    (one) =>
      !OPTIONAL.test(one.type) &&
      field(one, 'value') === null &&
      !/^(rest_pattern|this)$/.test(field(one, 'pattern')?.type ?? ''),
  ).length;
}

/**
 * How many parameters a function literal or a lambda has, in TypeScript how many must be given; null for other nodes,
 * and where they go on without end.
 */
export function parametersOfFunction(node: Node): number | null {
  if (/^(arrow_function|function_expression)$/.test(node.type)) return mustGet(node);
  if (!/^(func_literal|lambda_expression)$/.test(node.type)) return null;
  const list = field(node, 'parameters');
  if (list?.type === 'identifier') return 1;
  const all = namedChildren(list);
  if (all.some(({ type }) => /^(variadic_parameter_declaration|spread_parameter)$/.test(type)))
    return null;
  // `a, b int` of Go are two.
  return all.reduce(
    (sum, one) =>
      sum +
      (one.type === 'parameter_declaration'
        ? Math.max(1, one.childrenForFieldName('name').length)
        : 1),
    0,
  );
}

/** As `Use.functions`; null where no argument is a function that is written out. */
export function functionsIn(list: Node | null): string | null {
  const counts = namedChildren(list)
    .slice(0, MOST_LETTERS)
    .map((one) => parametersOfFunction(one))
    .map((count) => (count === null || count > 9 ? '?' : `${count}`))
    .join('');
  return /\d/.test(counts) ? counts : null;
}

/** Says of a call which type it is put where it stands. */
export function noteWanted(
  value: Node | null | undefined,
  type: Node | null | undefined,
  facts: Collector,
): void {
  const name = type ? calledName(value) : null;
  const wants = name ? plain(type).replace(/^:/, '') : '';
  if (name && wants !== '' && wants.length <= 200) facts.note(name, { wants });
}

/** Patterns that take a list of values apart. */
const LISTS = /^(pattern_list|tuple_pattern|list_pattern|array_pattern)$/;
/** What takes any number, or may be missing. */
const OPEN = /^(list_splat_pattern|rest_pattern|remaining_field_pattern)$/;

/** Says of a call what its value is taken apart into. */
export function noteApart(
  value: Node | null | undefined,
  pattern: Node | null | undefined,
  facts: Collector,
): void {
  const isLater = /^await(_expression)?$/.test(value?.type ?? '');
  const name = calledName(isLater ? namedChildren(value)[0] : value);
  if (!name || !pattern) return;
  const parts = namedChildren(pattern);
  if (parts.some(({ type }) => OPEN.test(type))) return;
  // `_` of Rust has no name to the grammar.
  const unnamed = pattern.children.filter((child) => child?.type === '_').length;
  if (LISTS.test(pattern.type)) facts.note(name, { apart: parts.length + unnamed });
  if (pattern.type !== 'object_pattern') return;
  const keys = parts.flatMap((one) => {
    // What has a default may be missing.
    if (one.type === 'object_assignment_pattern') return [];
    const key = field(one, 'key') ?? one;
    return /identifier(_pattern)?$/.test(key.type) ? [key.text] : [];
  });
  if (keys.length > 0) facts.note(name, { apart: keys });
}

/** Whether a name that may be one of a type stands where a value must (TypeScript: `typeof a` is a type). */
export function isValue(name: Node): boolean {
  return (
    name.type === 'identifier' &&
    !/^(type_query|nested_(type_)?identifier|export_specifier|export_statement)$/.test(
      name.parent?.type ?? '',
    )
  );
}
