/** Which lines of both sides collide, read from the conflict markers git left in the merged text. Pure. */

import { alignLines } from '../../line-alignment.ts';
import type { LineRange } from '../../ports.ts';
import { decodePath } from './bytes.ts';

/** What the markers of one merged file say. */
export interface Regions {
  regions: { ours: LineRange; theirs: LineRange }[];
  /** The file's path on a side, where git wrote it into a marker because it differs between the sides. */
  paths: { ours: string | null; theirs: string | null };
}

/** A block between markers: indices of lines of the merged text. */
interface Block {
  start: number;
  /** Lines that may be the separator; text can hold lines of seven `=` itself. */
  separators: number[];
  end: number;
}

/** One block's text on one side, and where it begins in that side's version of the merged text. */
interface Part {
  lines: string[];
  at: number;
}

/** Line comparisons per file; a file made to need more (all lines alike) gets no regions. */
const MOST_COMPARISONS = 20_000_000;
const MOST_SEPARATORS = 20;

/**
 * Finds the colliding lines. Regions whose text is not found on a side are left out rather than guessed.
 *
 * @param sides as `toLines` gives them
 * @param labels what git was told the sides are called (object ids)
 */
export function findRegions(
  merged: Buffer,
  sides: { ours: readonly string[]; theirs: readonly string[] },
  labels: { ours: string; theirs: string },
): Regions {
  const { ours, theirs } = sides;
  const lines = toLines(merged);
  const budget = { left: MOST_COMPARISONS };
  const { blocks, paths } = findBlocks(lines, labels);
  const oursView: string[] = [];
  const theirsView: string[] = [];
  const parts: { ours: Part; theirs: Part }[] = [];
  let copied = 0;
  for (const block of blocks) {
    const between = lines.slice(copied, block.start);
    append(oursView, between);
    append(theirsView, between);
    copied = block.end + 1;
    const separator = block.separators
      .slice(0, MOST_SEPARATORS)
      .find(
        (line) =>
          occurs(lines.slice(block.start + 1, line), ours, budget) &&
          occurs(lines.slice(line + 1, block.end), theirs, budget),
      );
    if (separator === undefined) continue;
    const mine = { lines: lines.slice(block.start + 1, separator), at: oursView.length };
    const other = { lines: lines.slice(separator + 1, block.end), at: theirsView.length };
    append(oursView, mine.lines);
    append(theirsView, other.lines);
    parts.push({ ours: mine, theirs: other });
  }
  append(oursView, lines.slice(copied));
  append(theirsView, lines.slice(copied));
  if (parts.length === 0) return { regions: [], paths };

  const mine = locateAll(
    parts.map((part) => part.ours),
    oursView,
    ours,
    budget,
  );
  const others = locateAll(
    parts.map((part) => part.theirs),
    theirsView,
    theirs,
    budget,
  );
  const regions = mine.flatMap((one, at) => {
    const other = others[at];
    return one && other ? [{ ours: one, theirs: other }] : [];
  });
  return { regions: budget.left > 0 ? regions : [], paths };
}

function findBlocks(
  lines: readonly string[],
  labels: { ours: string; theirs: string },
): { blocks: Block[]; paths: Regions['paths'] } {
  const blocks: Block[] = [];
  const paths: Regions['paths'] = { ours: null, theirs: null };
  let open: Block | null = null;
  for (const [index, raw] of lines.entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (!open) {
      const path = marker(line, `<<<<<<< ${labels.ours}`);
      if (path === null) continue;
      open = { start: index, separators: [], end: index };
      paths.ours ??= path === '' ? null : path;
    } else if (line === '=======') {
      open.separators.push(index);
    } else {
      const path = marker(line, `>>>>>>> ${labels.theirs}`);
      if (path === null) continue;
      paths.theirs ??= path === '' ? null : path;
      blocks.push({ ...open, end: index });
      open = null;
    }
  }
  return { blocks, paths };
}

/** Null when the line is not that marker; else the path behind its label, or ''. */
function marker(line: string, begin: string): string | null {
  if (line === begin) return '';
  if (!line.startsWith(`${begin}:`)) return null;
  return decodePath(Buffer.from(line.slice(begin.length + 1), 'latin1'));
}

/** Lines before and after a part that tell it from others like it. */
const CONTEXT = 3;

/** Where parts lie in the side's own file. */
function locateAll(
  parts: readonly Part[],
  view: readonly string[],
  file: readonly string[],
  budget: Budget,
): (LineRange | null)[] {
  // Mostly what is around them stands in the file once; then there is no need to align all of it.
  const places = parts.map((part) => locateByContext(part, view, file, budget));
  if (!places.includes(null)) return places;
  const map = alignLines(view, file);
  return parts.map((part) => locate(part, map, file, budget));
}

function locateByContext(
  { lines, at }: Part,
  view: readonly string[],
  file: readonly string[],
  budget: Budget,
): LineRange | null {
  const before = Math.min(CONTEXT, at);
  const around = view.slice(at - before, at + lines.length + CONTEXT);
  if (around.length === 0) return null;
  const [first, second] = occurrences(around, file, budget);
  if (first === undefined || second !== undefined) return null;
  return { from: first + before + 1, to: first + before + lines.length };
}

function locate(
  { lines, at }: Part,
  map: Int32Array,
  file: readonly string[],
  budget: Budget,
): LineRange | null {
  const before = lastMapped(map, at) + 1;
  if (lines.length === 0) return { from: before + 1, to: before };
  const first = map[at] ?? -1;
  const last = map[at + lines.length - 1] ?? -1;
  const begin =
    first !== -1 && last - first === lines.length - 1
      ? first
      : nearest(lines, file, before, budget);
  return begin === null ? null : { from: begin + 1, to: begin + lines.length };
}

function lastMapped(map: Int32Array, before: number): number {
  for (let index = before - 1; index >= 0; index -= 1) {
    const at = map[index] ?? -1;
    if (at !== -1) return at;
  }
  return -1;
}

/** The occurrence of `lines` in `file` that begins nearest to `expected`. */
function nearest(
  lines: readonly string[],
  file: readonly string[],
  expected: number,
  budget: Budget,
): number | null {
  let best: number | null = null;
  for (const place of occurrences(lines, file, budget)) {
    if (best === null || Math.abs(place - expected) < Math.abs(best - expected)) best = place;
  }
  return best;
}

function occurs(lines: readonly string[], file: readonly string[], budget: Budget): boolean {
  return lines.length === 0 || !occurrences(lines, file, budget).next().done;
}

interface Budget {
  left: number;
}

function* occurrences(
  lines: readonly string[],
  file: readonly string[],
  budget: Budget,
): Generator<number, void> {
  const [first] = lines;
  for (let at = 0; at + lines.length <= file.length && budget.left > 0; at += 1) {
    // Most lines begin nothing.
    if (first !== undefined) at = file.indexOf(first, at);
    if (at === -1 || at + lines.length > file.length) return;
    let same = 0;
    while (same < lines.length && file[at + same] === lines[same]) same += 1;
    budget.left -= same + 1;
    if (same === lines.length) yield at;
  }
}

function append(to: string[], lines: readonly string[]): void {
  for (const line of lines) to.push(line);
}

/** Lines without their ends; bytes as characters, so that any encoding compares exactly. */
export function toLines(content: Buffer): string[] {
  const lines = content.toString('latin1').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
