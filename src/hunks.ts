/** Hunks of line diffs: whether changes of one text collide, and what both together make of it. Pure. */
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

/** By how many lines all of them make their text longer. */
export const grown = (hunks: readonly Hunk[]) =>
  hunks.reduce((sum, hunk) => sum + (growth(hunk) ?? 0), 0);

/** Hunks, and lines that stand in them: what they take in memory. */
export const weightOf = (hunks: readonly Hunk[]) =>
  hunks.reduce((sum, { lines, gone }) => sum + 1 + (lines?.length ?? 0) + (gone?.length ?? 0), 1);

/** A version of a text, and what it changes of an earlier one that both versions come from. */
export interface Version {
  text: Buffer;
  hunks: readonly Hunk[];
}

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

/** What changes of two sides come to together. */
export interface Joined {
  text: Buffer;
  /** From ours to the text. */
  change: Hunk[];
  /** From ours back to what both versions come from. */
  undo: Hunk[];
}

/**
 * Two versions put together where no hunk of one touches a hunk of the other, unless both make the same of the lines
 * there: git takes that once (xdl_do_merge, xdl_refine_conflicts). Null where they collide, or not all lines are known.
 */
export function joined(ours: Version, theirs: Version): Joined | null {
  if ([...ours.hunks, ...theirs.hunks].some((hunk) => growth(hunk) === null)) return null;
  const [own, other] = [lineStarts(ours.text), lineStarts(theirs.text)];
  const pieces: Buffer[] = [];
  const change: Hunk[] = [];
  const undo: Hunk[] = [];
  // The line of ours up to which everything is copied.
  let copied = 0;
  for (const { from, to, moved, ...hunks } of zones(ours.hunks, theirs.hunks)) {
    const here = from + moved.ours;
    const ownTo = to + moved.ours + grown(hunks.ours);
    if (hunks.theirs.length > 0) {
      const otherTo = to + moved.theirs + grown(hunks.theirs);
      const fresh = cut(theirs.text, other, from + moved.theirs, otherTo);
      const old = cut(ours.text, own, here, ownTo);
      const before = cut(ours.text, own, copied, here);
      if (!fresh || !old || !before) return null;
      if (hunks.ours.length > 0 && !old.equals(fresh)) return null;
      if (hunks.ours.length === 0) {
        pieces.push(before, fresh);
        change.push(...hunks.theirs.map(({ lines = [] }) => ({ from: here, to: ownTo, lines })));
        copied = ownTo;
      }
    }
    let shift = moved.ours;
    for (const hunk of hunks.ours) {
      const { lines = [], gone } = hunk;
      if (!gone) return null;
      undo.push({ from: hunk.from + shift, to: hunk.from + shift + lines.length, lines: gone });
      shift += growth(hunk) ?? 0;
    }
  }
  const rest = cut(ours.text, own, copied, own.length - 1);
  return rest && { text: Buffer.concat([...pieces, rest]), change, undo };
}

/** Lines of a text, without a copy; null where it has not so many. */
function cut(text: Buffer, starts: readonly number[], from: number, to: number): Buffer | null {
  const [begin, end] = [starts[from], starts[to]];
  return begin === undefined || end === undefined ? null : text.subarray(begin, end);
}

const NEWLINE = 0x0a;

/** Where each line begins, and after them the end of the text. */
function lineStarts(text: Buffer): number[] {
  const starts = [0];
  for (let at = text.indexOf(NEWLINE); at !== -1; at = text.indexOf(NEWLINE, at + 1)) {
    starts.push(at + 1);
  }
  if (starts.at(-1) !== text.length) starts.push(text.length);
  return starts;
}
