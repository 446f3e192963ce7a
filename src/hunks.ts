/** Hunks of line diffs: whether changes of one text touch, and where. Pure. */
import type { Hunk } from './ports.ts';

/** Two sets of hunks of one text, each in order: whether some overlap or stand next to each other (xdl_do_merge). */
export function touch(a: readonly Hunk[], b: readonly Hunk[]): boolean {
  let j = 0;
  for (const { from, to } of a) {
    while (j < b.length && (b[j] as Hunk).to < from) j++;
    const next = b[j];
    if (next === undefined) return false;
    if (next.from <= to) return true;
  }
  return false;
}

/** By how many lines a hunk makes its text longer; null where its new lines are not known. */
export function growth({ from, to, lines }: Hunk): number | null {
  return lines ? lines.length - (to - from) : null;
}

/** Whether the new lines of all of them are known. */
export const areKnown = (hunks: readonly Hunk[]) => hunks.every((hunk) => growth(hunk) !== null);

/** By how many lines all of them make their text longer. */
export const grown = (hunks: readonly Hunk[]) =>
  hunks.reduce((sum, hunk) => sum + (growth(hunk) ?? 0), 0);

/** Hunks, and lines that stand in them: what they take in memory. */
export const weightOf = (hunks: readonly Hunk[]) =>
  hunks.reduce((sum, { lines, gone }) => sum + 1 + (lines?.length ?? 0) + (gone?.length ?? 0), 1);

/** Lines of a text that hunks which touch each other cover, and how far either version has moved before them. */
export interface Zone {
  from: number;
  to: number;
  ours: Hunk[];
  theirs: Hunk[];
  moved: { ours: number; theirs: number };
}

/** Groups of hunks of which each overlaps or borders on another one of its group, in order. */
export function zones(ours: readonly Hunk[], theirs: readonly Hunk[]): Zone[] {
  const found: Zone[] = [];
  const moved = { ours: 0, theirs: 0 };
  const all = [
    ...ours.map((hunk) => ({ hunk, side: 'ours' as const })),
    ...theirs.map((hunk) => ({ hunk, side: 'theirs' as const })),
  ].sort((a, b) => a.hunk.from - b.hunk.from || a.hunk.to - b.hunk.to);
  for (const { hunk, side } of all) {
    let zone = found.at(-1);
    if (!zone || hunk.from > zone.to) {
      zone = { from: hunk.from, to: hunk.to, ours: [], theirs: [], moved: { ...moved } };
      found.push(zone);
    }
    zone.to = Math.max(zone.to, hunk.to);
    zone[side].push(hunk);
    moved[side] += growth(hunk) ?? 0;
  }
  return found;
}

/** The lines of a zone as they were: each is replaced by one side at least. Null where they are not known. */
export function linesBefore(zone: Zone): number[] | null {
  const lines: number[] = [];
  for (const { from, to, gone } of [...zone.ours, ...zone.theirs]) {
    if (gone?.length !== to - from) return null;
    for (const [at, line] of gone.entries()) lines[from - zone.from + at] = line;
  }
  return lines;
}

/** What a version has in place of a zone. */
export function linesAfter(
  before: readonly number[],
  zone: Zone,
  side: 'ours' | 'theirs',
): number[] {
  const lines: number[] = [];
  let at = 0;
  for (const { from, to, lines: fresh = [] } of zone[side]) {
    for (; at < from - zone.from; at++) lines.push(before[at] as number);
    for (const line of fresh) lines.push(line);
    at = to - zone.from;
  }
  return lines.concat(before.slice(at));
}
