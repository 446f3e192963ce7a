/** What the changes of two versions of a text make of it together, where git would merge them. Pure. */
import { areKnown, grown, growth, linesAfter, linesBefore, touch, zones } from './hunks.ts';
import type { Hunk } from './ports.ts';

/** A version of a text, and what it changes of an earlier one that both versions come from. */
export interface Version {
  text: Buffer;
  hunks: readonly Hunk[];
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
 * Whether two versions can be put together, as far as fingerprints of their lines tell: all lines are known, and where the
 * hunks of one touch hunks of the other, both make the same of the lines there.
 */
export function mayJoin(ours: readonly Hunk[], theirs: readonly Hunk[]): boolean {
  if (!areKnown(ours) || !areKnown(theirs)) return false;
  if (!touch(ours, theirs)) return true;
  return zones(ours, theirs).every((zone) => {
    if (zone.ours.length === 0 || zone.theirs.length === 0) return true;
    if (grown(zone.ours) !== grown(zone.theirs)) return false;
    const before = linesBefore(zone);
    if (!before) return false;
    const other = linesAfter(before, zone, 'theirs');
    return linesAfter(before, zone, 'ours').every((line, at) => line === other[at]);
  });
}

/**
 * Two versions put together where no hunk of one touches a hunk of the other, unless both make the same of the lines
 * there: git takes that once (xdl_do_merge, xdl_refine_conflicts). Null where they collide, or not all lines are known.
 */
export function joined(ours: Version, theirs: Version): Joined | null {
  if (!areKnown(ours.hunks) || !areKnown(theirs.hunks)) return null;
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
      if (hunks.ours.length > 0) {
        if (!old.equals(fresh)) return null;
      } else {
        pieces.push(before, fresh);
        change.push(
          ...hunks.theirs.map((hunk) => ({
            from: hunk.from + moved.ours,
            to: hunk.to + moved.ours,
            lines: hunk.lines ?? [],
          })),
        );
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
