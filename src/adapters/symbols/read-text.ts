/** Text of one file → what it says about symbols, within limits. */
import type { Tree } from 'web-tree-sitter';
import type { LeftOut, SymbolReading } from '../../symbols.ts';
import type { BodyMemory } from './body-memory.ts';
import { Collector } from './collect.ts';
import type { Engine } from './engine.ts';
import { GRAMMARS } from './grammars.ts';
import { survey, walk } from './walk.ts';

export interface TextLimits {
  /** Files whose trees have more nodes are left out. */
  nodes: number;
  /** Trees that are deeper are left out; people write less than a hundred. */
  depth: number;
  /** For parsing one file, in milliseconds. */
  time: number;
}

/** @throws what the engine throws when it gives up; it must not be used again then */
export function readText(
  engine: Engine,
  ending: string,
  text: string,
  limits: TextLimits,
  memory: BodyMemory,
  file: string,
): SymbolReading {
  const found = GRAMMARS[ending];
  if (!found) return leftOut('unknown-language');
  // Go's grammar wants the last line ended.
  const ended = `${text}\n`;
  const tree: Tree | null = engine.parse(found.wasm, file, ended, limits.time);
  if (tree === null) return leftOut('timeout');
  const root = engine.root(tree, ended);
  if (root.descendantCount > limits.nodes) return leftOut('too-large');
  const wrong = survey(tree, limits.depth);
  if (wrong !== null) return leftOut(wrong);
  const facts = new Collector(found.grammar.language);
  memory.begin(text);
  const missed = walk(root, found, facts, limits.depth, memory);
  if (missed !== null) return leftOut(missed);
  return facts.overflowed ? leftOut('too-large') : { state: 'read', facts: facts.finish() };
}

export function leftOut(reason: LeftOut): { state: 'left-out'; reason: LeftOut } {
  return { state: 'left-out', reason };
}
