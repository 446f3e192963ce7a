/** Types of TypeScript that are made from a list of strings: `type Kind = (typeof KINDS)[number]`. */
import type { Node } from 'web-tree-sitter';
import { childOf, field, namedChildren } from './nodes.ts';

/**
 * The strings of the list, which the same file writes out and never changes (`const KINDS = ['a', 'b'] as const`); null
 * for every other type.
 */
export function listedIn(type: Node | null): Node[] | null {
  if (type?.type !== 'lookup_type') return null;
  const [of, key] = namedChildren(type);
  if (key?.text !== 'number') return null;
  const query = of?.type === 'parenthesized_type' ? namedChildren(of)[0] : of;
  const [name] = query?.type === 'type_query' ? namedChildren(query) : [];
  return name?.type === 'identifier' ? constantList(fileOf(type), name.text) : null;
}

function fileOf(node: Node): Node {
  let top = node;
  for (let above = top.parent; above; above = top.parent) top = above;
  return top;
}

function constantList(file: Node, name: string): Node[] | null {
  for (const statement of namedChildren(file)) {
    const declaration = field(statement, 'declaration') ?? statement;
    if (declaration.type !== 'lexical_declaration') continue;
    const declarator = namedChildren(declaration).find((one) => field(one, 'name')?.text === name);
    if (declarator) return stringsIn(field(declarator, 'value'));
  }
  return null;
}

function stringsIn(value: Node | null): Node[] | null {
  if (value?.type === 'satisfies_expression') return stringsIn(namedChildren(value)[0] ?? null);
  // Without it the list may hold any string.
  if (value?.type !== 'as_expression' || !/\bas const$/.test(value.text)) return null;
  const strings = namedChildren(childOf(value, 'array'));
  return strings.length > 0 && strings.every(({ type }) => type === 'string') ? strings : null;
}
