/** Goes through a syntax tree: once to see whether it can be believed, once to collect its facts. */
import type { Node, Tree } from 'web-tree-sitter';
import type { LeftOut } from '../../symbols.ts';
import { type BodyMemory, isWorthIt, keyOf } from './body-memory.ts';
import { Collector, type Grammar, type Visit } from './collect.ts';
import { lineOf } from './nodes.ts';
import { type Scope, TOP } from './scopes.ts';

/** Errors in bodies of functions up to which the rest of a file is believed. */
const MOST_ERRORS = 20;

/** Why a tree cannot be believed, or null. Needs no stack of its own, however deep the tree is. */
export function survey(tree: Tree, deepest: number): LeftOut | null {
  // Nearly all files; how deep they are shows when they are walked.
  if (!tree.rootNode.hasError) return null;
  const cursor = tree.walk();
  try {
    let depth = 0;
    let errors = 0;
    /** Depth of the outermost function body that the cursor is in, or -1. */
    let body = -1;
    const types: string[] = [];
    for (;;) {
      if (depth > deepest) return 'too-deep';
      types[depth] = cursor.nodeType;
      const isError = cursor.nodeType === 'ERROR';
      if (isError || cursor.nodeIsMissing) {
        errors += 1;
        if (body === -1 || errors > MOST_ERRORS) return 'does-not-parse';
        if (cursor.nodeIsMissing || !isBalanced(cursor.currentNode)) return 'does-not-parse';
      } else if (
        body === -1 &&
        FUNCTIONS.test(types[depth - 1] ?? '') &&
        cursor.currentFieldName === 'body'
      )
        body = depth;
      if (!isError && cursor.gotoFirstChild()) {
        depth += 1;
        continue;
      }
      for (;;) {
        if (body === depth) body = -1;
        if (cursor.gotoNextSibling()) break;
        if (!cursor.gotoParent()) return null;
        depth -= 1;
      }
    }
  } finally {
    cursor.delete();
  }
}

/** Kinds of node that keep their statements in the field `body`, in all grammars used here. */
const FUNCTIONS = /function|method|closure|lambda|constructor|func_literal/;

/**
 * An error that opens or closes nothing leaves what is outside of it certain; an open bracket or quote may have
 * swallowed the rest of the file.
 */
function isBalanced(error: Node): boolean {
  const open: string[] = [];
  const text = error.text;
  if (text.length > 500) return false;
  for (const sign of text) {
    if (/["'`#\\]/.test(sign)) return false;
    if ('([{'.includes(sign)) open.push(sign);
    else if (')]}'.includes(sign) && open.pop() !== '([{'[')]}'.indexOf(sign)]) return false;
  }
  return open.length === 0 && !/\/[/*]/.test(text);
}

/** Bodies of functions that are blocks; what stands in one says the same wherever the function stands. */
const BLOCK = /^(block|statement_block|constructor_body)$/;

/** What is the same of all nodes of one type. */
interface Kind {
  type: string;
  visit: Visit | undefined;
  isName: boolean;
  hasBody: boolean;
  isBlock: boolean;
  saysNothing: boolean;
}

const known = new WeakMap<Grammar, Map<string, Kind>>();

function kindsOf(grammar: Grammar): (type: string) => Kind {
  const { nodes, names } = grammar;
  const kinds = known.get(grammar) ?? new Map<string, Kind>();
  known.set(grammar, kinds);
  return (type) => {
    const found = kinds.get(type);
    if (found) return found;
    const kind = {
      type,
      visit: Object.hasOwn(nodes, type) ? nodes[type] : undefined,
      isName: names.has(type),
      hasBody: FUNCTIONS.test(type),
      isBlock: BLOCK.test(type),
      saysNothing: type === 'ERROR' || type.endsWith('comment'),
    };
    kinds.set(type, kind);
    return kind;
  };
}

/**
 * Tells the grammar of every node; what stands in an error is not looked at. The tree was surveyed before.
 *
 * @param deepest named nodes inside of each other
 * @param memory of bodies of functions that were walked before
 * @returns why the facts are not those of the whole file, or null
 */
export function walk(
  root: Node,
  { wasm, grammar }: { wasm: string; grammar: Grammar },
  facts: Collector,
  deepest: number,
  memory: BodyMemory,
): LeftOut | null {
  const kindOf = kindsOf(grammar);
  let tooDeep = false;
  let reached = 0;
  const visit = (node: Node, kind: Kind, outer: Scope, depth: number, to: Collector): void => {
    if (depth > reached) reached = depth;
    const scope = to.placeOf(node) ?? outer;
    const inner = kind.visit?.(node, scope, to) ?? scope;
    if (inner === 'skip') return;
    if (kind.isName) {
      // Nothing stands in a name.
      to.use(node, scope);
      return;
    }
    const body = to === facts && kind.hasBody ? node.childForFieldName('body')?.id : undefined;
    const children = node.namedChildren;
    if (children.length > 0 && depth === deepest) tooDeep = true;
    for (let at = 0; at < children.length && !tooDeep; at += 1) {
      const child = children[at];
      const own = child && kindOf(child.type);
      if (!own || own.saysNothing) continue;
      const isBody = body === child.id && own.isBlock && !to.placeOf(child);
      const into = isBody && isWorthIt(child) ? new Collector(grammar.language, to) : to;
      into.siblings = children;
      into.at = at;
      if (into === to) visit(child, own, inner, depth + 1, to);
      else visitBody(child, [kind, own], inner, depth + 1, to, into);
    }
  };
  const visitBody = (
    body: Node,
    [fn, kind]: [Kind, Kind],
    scope: Scope,
    depth: number,
    around: Collector,
    to: Collector,
  ): void => {
    const key = keyOf(body, [wasm, fn.type, around.broughtAsTypes()], scope);
    const line = lineOf(body);
    const known = memory.get(key);
    if (known && depth + known.depth < deepest && around.suits(known.told)) {
      around.absorb(known.told, line - known.line);
      return;
    }
    const before = reached;
    reached = depth;
    visit(body, kind, scope, depth, to);
    const told = to.told();
    around.absorb(told, 0);
    if (to.overflowed) around.overflowed = true;
    else if (!tooDeep) memory.set(key, { told, line, depth: reached - depth }, body);
    reached = Math.max(before, reached);
  };
  visit(root, kindOf(root.type), TOP, 1, facts);
  grammar.finish?.(facts);
  return tooDeep ? 'too-deep' : null;
}
