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
 *
 * A run goes on for some lines after its last anchor. Of those, all down to one that stands nowhere in what follows, up to
 * the first anchor of the next run that is matched, in neither version, are matched with the run (and so, the other way
 * round, above its first anchor):
 *
 * - Until the run is taken, what is taken instead holds a line which the earlier version has once there, and so no line
 *   that is matched with another one of these: that one is there, too, unless it was cut off; then the block lies
 *   within these lines, and is shorter than the run with all of them.
 * - A block that goes on from that one line to what follows is as it should be, or repeats these lines in what follows.
 * - No hunk slides over that one line.
 */
import { growth } from '../hunks.ts';
import type { Hunk } from '../ports.ts';

/** A version as it came from the reference: which lines of that it keeps and holds only once, and what it replaces. */
interface Derived {
  hunks: readonly Hunk[];
  /** By line of the reference; 1 for what may be an anchor. */
  single: Uint8Array;
  /** Fingerprints of its own lines. */
  lines: Int32Array;
  /** How many more of a line it has than the reference. */
  more: ReadonlyMap<number, number>;
}

/** A reference with what was found out about it. */
export interface Reference {
  /** Fingerprints of its lines. */
  lines: Int32Array;
  /** Where a line stands first. */
  first: ReadonlyMap<number, number>;
  /** Where a line like the one at this place stands next; -1 where none does. */
  next: Int32Array;
  /** How often the line that first stands at this place does. */
  times: Int32Array;
  /** 1 for a line that stands nowhere else. */
  once: Uint8Array;
}

export function referenceOf(lines: Int32Array): Reference {
  const first = new Map<number, number>();
  const [next, times] = [new Int32Array(lines.length), new Int32Array(lines.length)];
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] as number;
    const below = first.get(line) ?? -1;
    next[at] = below;
    times[at] = 1 + (below === -1 ? 0 : (times[below] as number));
    first.set(line, at);
  }
  const once = new Uint8Array(lines.length);
  for (const at of first.values()) if (times[at] === 1) once[at] = 1;
  return { lines, first, next, times, once };
}

/** How often a line stands in the reference. */
function timesIn({ first, times }: Reference, line: number): number {
  const at = first.get(line);
  return at === undefined ? 0 : (times[at] as number);
}

/** Null where the new lines of some hunk are not known. */
export function derive(reference: Reference, hunks: readonly Hunk[]): Derived | null {
  const { lines, first, next, once } = reference;
  const more = new Map<number, number>();
  const count = (line: number, by: number) => more.set(line, (more.get(line) ?? 0) + by);
  for (const { from, to, lines: fresh } of hunks) {
    if (!fresh || to > lines.length) return null;
    for (let at = from; at < to; at++) count(lines[at] as number, -1);
    for (const line of fresh) count(line, 1);
  }
  const single = once.slice();
  for (const [line, by] of more) {
    const isSingle = timesIn(reference, line) + by === 1 ? 1 : 0;
    for (let at = first.get(line) ?? -1; at !== -1; at = next[at] as number) single[at] = isSingle;
  }
  for (const { from, to } of hunks) single.fill(0, from, to);
  return { hunks, single, lines: applied(lines, hunks), more };
}

/** `hunks` have their new lines. */
function applied(text: Int32Array, hunks: readonly Hunk[]): Int32Array {
  const lines = new Int32Array(sizeOf(text.length, hunks));
  let [at, to] = [0, 0];
  for (const { from, to: next, lines: fresh = [] } of hunks) {
    lines.set(text.subarray(at, from), to);
    to += from - at;
    lines.set(fresh, to);
    to += fresh.length;
    at = next;
  }
  lines.set(text.subarray(at), to);
  return lines;
}

/** Lines that both versions keep and hold only once, in order, by their places in either, and the run each is in. */
interface Anchors {
  old: Int32Array;
  now: Int32Array;
  run: Int32Array;
  /** The most lines, one after the other, that stand before the next one in a version and somewhere in the other. */
  oldMost: Int32Array;
  nowMost: Int32Array;
  /** By run: lines of the earlier version, of which only the first and the last anchor are known from the above. */
  runs: { from: number; to: number }[];
}

/** In shorter stretches it is not worth while to look which lines the other version has. */
const SHORT = 4;

/**
 * Lines of the earlier version; every hunk of git's own lies in one of these, or is one.
 *
 * @param closely takes longer, and names fewer lines
 */
export function changesWithin(
  reference: Reference,
  before: Derived,
  after: Derived,
  closely = true,
): Hunk[] {
  const { lines } = reference;
  const most = lines.length + 2;
  const [old, now, run] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  // The ends of the file stand as anchors that are in no run.
  old[0] = now[0] = run[0] = -1;
  let count = 1;
  const runs: Anchors['runs'] = [];
  for (const kept of keptRuns(lines.length, before.hunks, after.hunks)) {
    for (let at = kept.from; at < kept.to; at++) {
      if (before.single[at] === 0 || after.single[at] === 0) continue;
      old[count] = at + kept.old;
      now[count] = at + kept.now;
      run[count] = runs.length;
      count += 1;
    }
    runs.push({ from: kept.from + kept.old, to: kept.to + kept.old });
  }
  old[count] = before.lines.length;
  now[count] = after.lines.length;
  run[count] = runs.length;
  const anchors: Anchors = {
    old,
    now,
    run,
    oldMost: longest(old, count, closely ? { of: before, in: after, reference } : null),
    nowMost: longest(now, count, closely ? { of: after, in: before, reference } : null),
    runs,
  };
  const windows: Hunk[] = [];
  const open = [{ from: 0, to: count }];
  for (let zone = open.pop(); zone; zone = open.pop()) {
    const kept = keptIn(anchors, zone);
    if (kept.length === 0) windows.push(between(before.lines, after.lines, anchors, zone));
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

/** Lines of a run beyond its anchors that are tried for one that stands nowhere else. */
const MOST_TRIED = 4;

/** Where changes between two anchors may be that are matched for certain, with their runs. */
function between(
  before: Int32Array,
  after: Int32Array,
  { old, now, run, runs }: Anchors,
  zone: { from: number; to: number },
): Hunk {
  const [above, below] = [runs[run[zone.from] as number], runs[run[zone.to] as number]];
  const [from, to] = [(old[zone.from] as number) + 1, old[zone.to] as number];
  const [nowFrom, nowTo] = [(now[zone.from] as number) + 1, now[zone.to] as number];
  const tail = above ? above.to - from : 0;
  const head = below ? to - below.from : 0;
  const isElsewhere = (line: number, cut: { above: number; below: number }) =>
    before.subarray(from + cut.above, to - cut.below).includes(line) ||
    after.subarray(nowFrom + cut.above, nowTo - cut.below).includes(line);
  let [keptAbove, keptBelow] = [tail, head];
  while (
    keptAbove > 0 &&
    isElsewhere(before[from + keptAbove - 1] as number, { above: tail, below: 0 })
  ) {
    keptAbove = tail - keptAbove < MOST_TRIED ? keptAbove - 1 : 0;
  }
  while (
    keptBelow > 0 &&
    isElsewhere(before[to - keptBelow] as number, { above: 0, below: head })
  ) {
    keptBelow = head - keptBelow < MOST_TRIED ? keptBelow - 1 : 0;
  }
  return { from: from + keptAbove, to: to - keptBelow };
}

/**
 * For each of `count` stretches between two anchors: how many lines it has, or the most of them, one below the other,
 * that the other version has, too.
 */
function longest(
  anchors: Int32Array,
  count: number,
  lines: { of: Derived; in: Derived; reference: Reference } | null,
): Int32Array {
  const all = new Int32Array(count);
  for (let stretch = 0; stretch < count; stretch++) {
    const [from, to] = [(anchors[stretch] as number) + 1, anchors[stretch + 1] as number];
    let most = to - from;
    if (lines && most > SHORT) {
      most = 0;
      for (let [at, length] = [from, 0]; at < to; at++) {
        const line = lines.of.lines[at] as number;
        const isInBoth = timesIn(lines.reference, line) + (lines.in.more.get(line) ?? 0) > 0;
        length = isInBoth ? length + 1 : 0;
        if (length > most) most = length;
      }
    }
    all[stretch] = most;
  }
  return all;
}

/** Runs that are matched for certain, among those between two anchors. */
function keptIn(
  { old, run, oldMost, nowMost }: Anchors,
  zone: { from: number; to: number },
): { first: number; last: number }[] {
  const least = shared(oldMost, nowMost, zone);
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
    const a = old[at] as number;
    if (a > mostOld) {
      secondOld = mostOld;
      mostOld = a;
      whereOld = at;
    } else if (a > secondOld) secondOld = a;
    const b = now[at] as number;
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
