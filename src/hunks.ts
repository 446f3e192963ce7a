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

/** Hunks, and lines that stand in them: what they take in memory. */
export const weightOf = (hunks: readonly Hunk[]) =>
  hunks.reduce((sum, { lines, gone }) => sum + 1 + (lines?.length ?? 0) + (gone?.length ?? 0), 1);

/** A version of a text, and what it changes of an earlier one that both versions come from. */
export interface Version {
  text: Buffer;
  hunks: readonly Hunk[];
}

/** What changes that keep apart come to together. */
export interface Joined {
  text: Buffer;
  /** From ours to the text. */
  change: Hunk[];
  /** From ours back to what both versions come from. */
  undo: Hunk[];
}

/** Two versions, none of whose hunks touch, put together; null where not all of their lines are known. */
export function joined(ours: Version, theirs: Version): Joined | null {
  const [own, other] = [lineStarts(ours.text), lineStarts(theirs.text)];
  const pieces: Buffer[] = [];
  const copy = (text: Buffer, starts: readonly number[], from: number, to: number) => {
    const [begin, end] = [starts[from], starts[to]];
    if (begin === undefined || end === undefined) return false;
    pieces.push(text.subarray(begin, end));
    return true;
  };
  const change: Hunk[] = [];
  const undo: Hunk[] = [];
  // How far lines have moved in either version, and the line of ours up to which everything is copied.
  let [ownShift, otherShift, copied] = [0, 0, 0];
  for (const [hunk, isOurs] of inOrder(ours.hunks, theirs.hunks)) {
    const { from, to, lines, gone } = hunk;
    const grown = growth(hunk);
    if (!lines || grown === null) return null;
    if (isOurs) {
      if (!gone) return null;
      const here = from + ownShift;
      undo.push({ from: here, to: here + lines.length, lines: gone });
      ownShift += grown;
      continue;
    }
    if (!copy(ours.text, own, copied, from + ownShift)) return null;
    if (!copy(theirs.text, other, from + otherShift, to + otherShift + grown)) return null;
    otherShift += grown;
    copied = to + ownShift;
    change.push({ from: from + ownShift, to: copied, lines });
  }
  return copy(ours.text, own, copied, own.length - 1)
    ? { text: Buffer.concat(pieces), change, undo }
    : null;
}

/** Hunks of two sets by their place; the second of each pair says whether it is of the first set. */
function* inOrder(a: readonly Hunk[], b: readonly Hunk[]): Iterable<[Hunk, boolean]> {
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    const [one, two] = [a[i], b[j]];
    if (one && (!two || one.from < two.from)) {
      yield [one, true];
      i += 1;
    } else if (two) {
      yield [two, false];
      j += 1;
    }
  }
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
