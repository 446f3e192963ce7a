/** What stands in the blocks that were understood and was not taken all the same: nothing is dropped silently. Pure. */
import type { Block, Item, PlanDocument } from './document.ts';
import { DETAILS, type Draft, type Leftover, PROSE, SAID, say } from './draft.ts';
import { mapping, yamlIn } from './pairs.ts';

/** Deeper keys belong to the values of what is above them. */
const MOST_DEPTH = 5;

type Unit = Omit<Leftover, 'title'>;

const NO_KEY = 'the plan has no key for it';

/** The most that a text of the plan may have, less a blank at its end. */
const LONG = 999;

/** Adds every part of the document that the draft does not hold to the leftovers. */
export function leaveUnheard({ sections }: PlanDocument, draft: Draft): void {
  const { findings, ...rest } = draft;
  const taken = new Set(draft.heard);
  const long = new Set<number>();
  collectLines(rest, taken, long);
  for (const line of long) {
    const message =
      'This text is longer than the 1000 characters that the plan takes, so its end may be missing. Shorten it.';
    say(draft, 'gap', 'too-long', line, message);
  }
  const spokenOf = new Set(findings.map(({ line }) => line));
  const left = new Set<number>();
  for (const { line, to } of draft.leftovers) for (let at = line; at <= to; at += 1) left.add(at);
  for (const section of sections) {
    for (const block of section.blocks) {
      const units = unitsOf(block)
        .filter(({ line, why }) => why === DETAILS || !taken.has(line))
        .map((unit) =>
          spokenOf.has(unit.line) && unit.why !== DETAILS ? { ...unit, why: SAID } : unit,
        );
      for (const { line, to, why } of [...units, ...passedOver(draft, block)]) {
        if (!left.has(line)) draft.leftovers.push({ line, to, title: section.title, why });
      }
    }
  }
}

function passedOver({ passedOver: parts }: Draft, { line, to }: Block): Unit[] {
  return parts.filter((part) => part.line >= line && part.line <= to);
}

/** The lines of everything that a draft holds, which is plain data. */
function collectLines(value: unknown, into: Set<number>, long: Set<number>): void {
  if (value === null || typeof value !== 'object') return;
  if (value instanceof Map || Array.isArray(value)) {
    for (const one of value.values()) collectLines(one, into, long);
    return;
  }
  const { text, line } = value as Record<string, unknown>;
  if (typeof text === 'string' && text.length >= LONG && typeof line === 'number') long.add(line);
  for (const [key, one] of Object.entries(value)) {
    if (key === 'line' && typeof one === 'number') into.add(one);
    else if (!['sections', 'places', 'leftovers', 'passedOver'].includes(key))
      collectLines(one, into, long);
  }
}

/** The smallest parts of a block that can be understood each for itself. */
function unitsOf(block: Block): Unit[] {
  switch (block.kind) {
    case 'text':
      return block.lines.map(({ line }) => ({ line, to: line, why: PROSE }));
    case 'list':
      return block.items.flatMap(unitsOfItem);
    case 'table':
      return block.rows.map(({ line }) => ({ line, to: line, why: NO_KEY }));
    case 'code':
      return unitsOfCode(block);
    case 'other':
      return [];
  }
}

function unitsOfItem({ text, box, line, more, items }: Item): Unit[] {
  const own = text === '' || box === 'dropped' ? [] : [{ line, to: line, why: NO_KEY }];
  return [...own, ...more.map((one) => ({ ...one, why: DETAILS })), ...items.flatMap(unitsOfItem)];
}

/** One for each key with a value that is no mapping; the lines of what is in no language. */
function unitsOfCode(block: Extract<Block, { kind: 'code' }>): Unit[] {
  const fence = yamlIn(block);
  if (!fence) {
    if (block.lang !== '') return [];
    const rows = block.text.split('\n').map((text, at) => ({ text, line: block.first + at }));
    return rows
      .filter(({ text }) => text.trim() !== '')
      .map(({ line }) => ({ line, to: line, why: PROSE }));
  }
  const leaves = (value: unknown, path: string[]): Unit[] => {
    const inside = mapping(value);
    if (inside && path.length < MOST_DEPTH)
      return Object.entries(inside).flatMap(([key, one]) => leaves(one, [...path, key]));
    const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
    const line = fence.lineOf(path);
    return isEmpty ? [] : [{ line, to: line, why: NO_KEY }];
  };
  return leaves(fence.root, []);
}
