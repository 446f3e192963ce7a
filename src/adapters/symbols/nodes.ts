/** Small questions to a syntax tree that all languages ask. */

import type { Node } from 'web-tree-sitter';
import type { Definition } from '../../symbols.ts';

/** Signatures of more characters are told apart by a checksum. */
const LONGEST_SIGNATURE = 600;
/** Characters of a type that are looked at for its name. */
const TYPE_HEAD = 300;

export function field(node: Node | null | undefined, name: string): Node | null {
  return node?.childForFieldName(name) ?? null;
}

export function namedChildren(node: Node | null | undefined): Node[] {
  return (node?.namedChildren ?? []).filter((child) => child !== null && !isComment(child));
}

/** First named child of a type. */
export function childOf(node: Node | null | undefined, type: string): Node | null {
  return namedChildren(node).find((child) => child.type === type) ?? null;
}

/** Whether a word or sign of the grammar stands directly in a node. */
export function has(node: Node, type: string): boolean {
  return node.children.some((child) => child?.type === type);
}

export function isComment({ type }: Node): boolean {
  return type.endsWith('comment');
}

/** 1-based. */
export function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

/** 1-based, inclusive. */
export function endLineOf(node: Node): number {
  return node.endPosition.row + 1;
}

export function joined(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('/');
}

/** Text of a node without comments and white space, so that formatting changes no signature. */
export function plain(node: Node | null | undefined): string {
  if (!node) return '';
  let text = node.text;
  if (/\/[/*]|#/.test(text)) {
    let kept = '';
    let at = node.startIndex;
    for (const comment of node.descendantsOfType(COMMENTS)) {
      if (!comment) continue;
      kept += text.slice(at - node.startIndex, comment.startIndex - node.startIndex);
      at = comment.endIndex;
    }
    text = kept + text.slice(at - node.startIndex);
  }
  return squeezed(text);
}

const COMMENTS = ['comment', 'line_comment', 'block_comment'];

/** Text without white space that says nothing; very long text ends in a checksum of all of it. */
export function squeezed(text: string): string {
  const short = text
    .replace(/\s+/g, ' ')
    .replace(/ ?([^\w$ ]) ?/g, '$1')
    .replace(/,([)\]}>])/g, '$1')
    .trim();
  if (short.length <= LONGEST_SIGNATURE) return short;
  let sum = 0;
  for (let at = 0; at < short.length; at += 1) sum = (sum * 31 + short.charCodeAt(at)) | 0;
  return `${short.slice(0, LONGEST_SIGNATURE)}…${short.length}:${sum}`;
}

/** The last name of a type as written: `Foo` of `&'a mut a::Foo<T>`, `*pkg.Foo`; null for lists, unions, functions. */
export function typeName(node: Node | null | undefined): string | null {
  const text = node ? node.text.slice(0, TYPE_HEAD) : '';
  // What is asked of a list or map is not asked of its elements; `Store<byte[]>` is neither.
  if (/\[\s*\]|^map\[/.test(text.replace(/<[\s\S]*>/, ''))) return null;
  const bare = text
    .replace(/^[:\s]+/, '')
    .replace(/^(?:[&*\s]|'\w+\s|(?:mut|dyn|impl|final|readonly)\s)+/, '')
    .replace(/[<[][\s\S]*$/, '')
    .trim();
  return /^[\w$]+(?:(?:::|\.)[\w$]+)*$/.test(bare) ? (bare.split(/::|\./).at(-1) ?? null) : null;
}

/** The node of a type's name, without its package and parameters (Java). */
export function nameOfType(type: Node | null): Node | null {
  if (type === null || /^(type_)?identifier$/.test(type.type)) return type;
  const parts = namedChildren(type);
  return nameOfType((type.type === 'generic_type' ? parts[0] : parts.at(-1)) ?? null);
}

/** What is inside of quotes; other text as it is. */
export function unquoted(text: string): string {
  return /^(['"`])[\s\S]*\1$/.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

/** Number of arguments; -1 where one of them stands for any number. */
export function countArguments(list: Node | null, spread: RegExp): number {
  const given = namedChildren(list);
  return given.some(({ type }) => spread.test(type)) ? -1 : given.length;
}

/** A receiver that is a name or names with dots between them (`a`, `this.repo`), else null. */
export function dotted(node: Node | null): string | null {
  if (node === null || node.endIndex - node.startIndex > 80) return null;
  return /^[\w$]+(?:\.#?[\w$]+)*$/.test(node.text) ? node.text : null;
}

/** The name under which a call calls: `c` of `a.b.c(…)`; null for other nodes. */
export function calledName(node: Node | null | undefined): Node | null {
  if (!node || !/^(call|call_expression|method_invocation)$/.test(node.type)) return null;
  let target = field(node, 'function') ?? field(node, 'name');
  if (target?.type === 'generic_function') target = field(target, 'function');
  return (
    field(target, 'name') ??
    field(target, 'field') ??
    field(target, 'property') ??
    field(target, 'attribute') ??
    target
  );
}

/** The last name of a receiver that is no path of names, through `await` and `?`; null where that is no name. */
function lastNameOf(node: Node | null): string | null {
  let inner = node;
  while (
    inner &&
    /^(await|await_expression|try_expression|parenthesized_expression)$/.test(inner.type)
  )
    inner = namedChildren(inner)[0] ?? null;
  const name =
    calledName(inner) ??
    field(inner, 'field') ??
    field(inner, 'property') ??
    field(inner, 'attribute');
  return name !== null && /identifier$/.test(name.type) && name.endIndex - name.startIndex <= 80
    ? name.text
    : null;
}

/** Links of a chain of calls that are followed to its beginning. */
const LONGEST_CHAIN = 40;

/** The type that a chain of calls begins with: `Query` of `Query.of(a).limit(2)`, `new Query().limit(2)`, `Query::of(a)?`. */
export function rootOf(node: Node | null): string | null {
  let inner = node;
  for (let links = 0; inner && links < LONGEST_CHAIN; links += 1) {
    const text = /identifier$/.test(inner.type) ? inner.text.slice(0, TYPE_HEAD) : '';
    if (text !== '') return text.split('::').find((part) => /^[A-Z]/.test(part)) ?? null;
    if (/^(new_expression|object_creation_expression)$/.test(inner.type))
      return typeName(field(inner, 'constructor') ?? field(inner, 'type'));
    inner =
      field(inner, 'object') ??
      field(inner, 'operand') ??
      field(inner, 'function') ??
      field(inner, 'value') ??
      (/^(await|await_expression|try_expression|parenthesized_expression)$/.test(inner.type)
        ? (namedChildren(inner)[0] ?? null)
        : null);
  }
  return null;
}

/** What tells of a receiver that is no path of names. */
export function hintsOf(node: Node | null): { hint: string | null; root: string | null } {
  return { hint: lastNameOf(node), root: rootOf(node) };
}

/** Types that a definition takes; those with a default may be left out, and lifetimes always. */
export function genericsOf(node: Node): Pick<Definition, 'generics'> {
  const all = namedChildren(field(node, 'type_parameters')).filter(
    ({ type }) => !/lifetime/.test(type),
  );
  if (all.length === 0) return {};
  // `[K, V any]` of Go.
  const names = all.map((one) => Math.max(1, one.childrenForFieldName('name').length));
  const count = names.reduce((sum, each) => sum + each, 0);
  const optional = all.filter((one) => field(one, 'default_type') ?? field(one, 'value'));
  return { generics: [count - optional.length, count] };
}
