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

/** A version of a text, and what it changes of an earlier one that both versions come from. */
export interface Version {
  text: Buffer;
  hunks: readonly Hunk[];
}

/** The text with the changes of both versions, none of which touch; null where not all of their lines are known. */
export function joined(ours: Version, theirs: Version): Buffer | null {
  const [own, other] = [lineStarts(ours.text), lineStarts(theirs.text)];
  const pieces: Buffer[] = [];
  const copy = (text: Buffer, starts: readonly number[], from: number, to: number) => {
    const [begin, end] = [starts[from], starts[to]];
    if (begin === undefined || end === undefined) return false;
    pieces.push(text.subarray(begin, end));
    return true;
  };
  // How far lines have moved in either version, and the line of ours up to which everything is copied.
  let [ownShift, otherShift, copied] = [0, 0, 0];
  let next = 0;
  for (const hunk of theirs.hunks) {
    for (; (ours.hunks[next]?.from ?? Number.POSITIVE_INFINITY) < hunk.from; next += 1) {
      const grown = growth(ours.hunks[next] as Hunk);
      if (grown === null) return null;
      ownShift += grown;
    }
    const grown = growth(hunk);
    if (grown === null) return null;
    const [from, to] = [hunk.from + otherShift, hunk.to + otherShift + grown];
    if (!copy(ours.text, own, copied, hunk.from + ownShift)) return null;
    if (!copy(theirs.text, other, from, to)) return null;
    otherShift += grown;
    copied = hunk.to + ownShift;
  }
  return copy(ours.text, own, copied, own.length - 1) ? Buffer.concat(pieces) : null;
}

/** Where each line begins, and after them the end of the text. */
function lineStarts(text: Buffer): number[] {
  const starts = [0];
  for (let at = text.indexOf(0x0a); at !== -1; at = text.indexOf(0x0a, at + 1)) starts.push(at + 1);
  if (starts.at(-1) !== text.length) starts.push(text.length);
  return starts;
}
