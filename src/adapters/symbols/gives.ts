/** What functions give that do not say so: told where each `return` of theirs writes it out. */
import type { Node } from 'web-tree-sitter';
import type { Definition } from '../../symbols.ts';
import { field, namedChildren, unquoted } from './nodes.ts';

type Gives = NonNullable<Definition['gives']>;

/** Functions in functions give what is theirs. */
const FUNCTION =
  /^(function_definition|lambda|class_definition|arrow_function|function_expression|function_declaration|generator_function|generator_function_declaration|method_definition|class_body)$/;
/** Objects of more parts say nothing to people. */
const MOST_PARTS = 20;

/** @param fn a function of Python or JavaScript without a type for its result; null where that is not told */
export function givesOf(fn: Node): Gives | null {
  const body = field(fn, 'body');
  if (body === null || field(fn, 'return_type') !== null || /generator/.test(fn.type)) return null;
  if (!/^(block|statement_block)$/.test(body.type)) return shapeOf(body);
  // Of most functions this is answered at once.
  if (!/\breturn\s*[[({]|\breturn\b[^\n]*,/.test(body.text)) return null;
  const shapes: (Gives | null)[] = [];
  for (const one of body.descendantsOfType(['return_statement', 'yield', 'yield_expression'])) {
    if (one === null || !isOwn(one, body)) continue;
    if (one.type !== 'return_statement') return null;
    shapes.push(shapeOf(namedChildren(one)[0] ?? null));
  }
  return together(shapes);
}

function isOwn(node: Node, body: Node): boolean {
  for (let around = node.parent; around && around.id !== body.id; around = around.parent)
    if (FUNCTION.test(around.type)) return false;
  return true;
}

function shapeOf(value: Node | null): Gives | null {
  if (/^(parenthesized|as|satisfies)_expression$/.test(value?.type ?? ''))
    return shapeOf(namedChildren(value)[0] ?? null);
  const parts = namedChildren(value);
  if (parts.some(({ type }) => /splat|spread/.test(type))) return null;
  switch (value?.type) {
    case 'expression_list':
    case 'tuple':
    case 'array':
      return parts.length > 1 ? parts.length : null;
    case 'object': {
      const keys = parts.map((one) => field(one, 'key') ?? field(one, 'name') ?? one);
      if (keys.some(({ type }) => type === 'computed_property_name')) return null;
      return keys.length > 0 && keys.length <= MOST_PARTS
        ? keys.map(({ text }) => unquoted(text)).sort()
        : null;
    }
    default:
      return null;
  }
}

/** The same number everywhere, or all parts that one of them has. */
function together(shapes: readonly (Gives | null)[]): Gives | null {
  const [first = null] = shapes;
  if (typeof first === 'number') return shapes.every((one) => one === first) ? first : null;
  const lists = shapes.filter((one) => Array.isArray(one));
  if (first === null || lists.length < shapes.length) return null;
  return [...new Set(lists.flat())].sort();
}
