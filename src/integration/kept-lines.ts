/**
 * Between which lines all that git changes from one version of a file to another must lie, shown without comparing the
 * two: both are known as changes of a third version, the reference. Versions that are far apart meet in every pair of
 * heads; each is compared with the reference once. Pure.
 *
 * Lines that neither has changed stand in runs, in both versions one below the other. An anchor is such a line that
 * both versions hold once only. git's histogram diff (xhistogram.c) matches a whole run from its first anchor to its
 * last if that is longer than any block of equal lines without an anchor that could lie across it (`shared`):
 *
 * - It takes the longest block of equal lines among those that hold a line which the earlier version has once, then
 *   does the same above and below. A block that holds an anchor can put no other anchor on the wrong side, since an
 *   anchor equals one line only. A block that holds none lies between two anchors in either version; where those are
 *   not the same two, it is shorter than our run, which is there to be taken until it is taken.
 * - Nothing lies across a run that is matched. So what holds of the whole file holds between two such runs, too.
 * - What is left above and below is cut off by blocks that hold anchors, so no anchor of a run is lost to another one.
 * - Hunks slide only over lines equal to one of their own (xdl_change_compact): never over an anchor.
 */
import { growth } from '../hunks.ts';
import type { Hunk } from '../ports.ts';

/** A version as it came from the reference: which lines of that it keeps and holds only once, and what it replaces. */
interface Derived {
  hunks: readonly Hunk[];
  /** By line of the reference; 1 for what may be an anchor. */
  single: Uint8Array;
}

/** A reference with what was found out about it. */
export interface Reference {
  /** Fingerprints of its lines. */
  lines: Int32Array;
  /** Where the lines with a fingerprint stand. */
  places: Map<number, number[]>;
}

export function referenceOf(lines: Int32Array): Reference {
  const places = new Map<number, number[]>();
  for (let at = 0; at < lines.length; at++) {
    const known = places.get(lines[at] as number);
    if (known) known.push(at);
    else places.set(lines[at] as number, [at]);
  }
  return { lines, places };
}

/** Null where the new lines of some hunk are not known. */
export function derive({ lines, places }: Reference, hunks: readonly Hunk[]): Derived | null {
  const more = new Map<number, number>();
  const count = (line: number, by: number) => more.set(line, (more.get(line) ?? 0) + by);
  for (const { from, to, lines: fresh } of hunks) {
    if (!fresh || to > lines.length) return null;
    for (let at = from; at < to; at++) count(lines[at] as number, -1);
    for (const line of fresh) count(line, 1);
  }
  const single = new Uint8Array(lines.length);
  for (const list of places.values()) if (list.length === 1) single[list[0] as number] = 1;
  for (const [line, by] of more) {
    const list = places.get(line);
    if (!list) continue;
    for (const at of list) single[at] = list.length + by === 1 ? 1 : 0;
  }
  for (const { from, to } of hunks) single.fill(0, from, to);
  return { hunks, single };
}

/** Lines that both versions keep and hold only once, in order, by their places in either, and the run each is in. */
interface Anchors {
  old: Int32Array;
  now: Int32Array;
  run: Int32Array;
}

/** Lines of the earlier version; every hunk of git's own lies in one of these, or is one. */
export function changesWithin({ lines }: Reference, before: Derived, after: Derived): Hunk[] {
  const most = lines.length + 2;
  const [old, now, run] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  const anchors: Anchors = { old, now, run };
  // The ends of the file stand as anchors that are in no run.
  old[0] = now[0] = run[0] = -1;
  let count = 1;
  let number = 0;
  for (const kept of keptRuns(lines.length, before.hunks, after.hunks)) {
    for (let at = kept.from; at < kept.to; at++) {
      if (before.single[at] === 0 || after.single[at] === 0) continue;
      old[count] = at + kept.old;
      now[count] = at + kept.now;
      run[count] = number;
      count += 1;
    }
    number += 1;
  }
  old[count] = sizeOf(lines.length, before.hunks);
  now[count] = sizeOf(lines.length, after.hunks);
  run[count] = number;
  const windows: Hunk[] = [];
  const open = [{ from: 0, to: count }];
  for (let zone = open.pop(); zone; zone = open.pop()) {
    const kept = keptIn(anchors, zone);
    if (kept.length === 0) {
      windows.push({
        from: (old[zone.from] as number) + 1,
        to: old[zone.to] as number,
      });
    }
    // What lies between two runs that are matched can only collide with what lies there, too.
    let start = zone.from;
    for (const { first, last } of kept) {
      open.push({ from: start, to: first });
      start = last;
    }
    if (kept.length > 0) open.push({ from: start, to: zone.to });
  }
  return windows.sort((x, y) => x.from - y.from);
}

/** Runs that are matched for certain, among those between two anchors. */
function keptIn(
  { old, now, run }: Anchors,
  zone: { from: number; to: number },
): { first: number; last: number }[] {
  const least = shared(old, now, zone);
  const kept: { first: number; last: number }[] = [];
  for (let first = zone.from + 1; first < zone.to; ) {
    let last = first;
    while (last + 1 < zone.to && run[last + 1] === run[first]) last += 1;
    if ((old[last] as number) - (old[first] as number) + 1 > least) kept.push({ first, last });
    first = last + 1;
  }
  return kept;
}

/**
 * The most lines that a block of equal lines can have which holds no anchor and lies across one: it lies between two
 * neighbours in the earlier version, and between two others in the later one.
 */
function shared(
  old: Int32Array,
  now: Int32Array,
  { from, to }: { from: number; to: number },
): number {
  // The longest and the second longest stretch in either version, and where the longest is. This is run for every
  // line of every meeting.
  let [mostOld, secondOld, whereOld] = [0, 0, -1];
  let [mostNow, secondNow, whereNow] = [0, 0, -1];
  for (let at = from; at < to; at++) {
    const a = (old[at + 1] as number) - (old[at] as number) - 1;
    if (a > mostOld) {
      secondOld = mostOld;
      mostOld = a;
      whereOld = at;
    } else if (a > secondOld) secondOld = a;
    const b = (now[at + 1] as number) - (now[at] as number) - 1;
    if (b > mostNow) {
      secondNow = mostNow;
      mostNow = b;
      whereNow = at;
    } else if (b > secondNow) secondNow = b;
  }
  return whereOld === whereNow
    ? Math.max(Math.min(mostOld, secondNow), Math.min(secondOld, mostNow))
    : Math.min(mostOld, mostNow);
}

function sizeOf(lines: number, hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, hunk) => sum + (growth(hunk) ?? 0), lines);
}

/** Runs of the reference's lines that both versions keep, and how far they have moved in the earlier and later one. */
function* keptRuns(
  size: number,
  before: readonly Hunk[],
  after: readonly Hunk[],
): Iterable<{ from: number; to: number; old: number; now: number }> {
  let [i, j, at, old, now] = [0, 0, 0, 0, 0];
  for (;;) {
    const [a, b] = [before[i], after[j]];
    const isBefore = a !== undefined && (b === undefined || a.from <= b.from);
    const next = isBefore ? a : b;
    const stop = next?.from ?? size;
    if (stop > at) yield { from: at, to: stop, old, now };
    if (!next) return;
    if (isBefore) {
      old += growth(next) ?? 0;
      i += 1;
    } else {
      now += growth(next) ?? 0;
      j += 1;
    }
    at = Math.max(at, next.to);
  }
}
