/**
 * Between which lines all that git changes from one version of a file to another must lie, shown without comparing the
 * two: both are known as changes of a third version, the reference. Versions that are far apart meet in every pair of
 * heads; each is compared with the reference once. Pure.
 *
 * Lines that neither has changed stand in runs, in both versions one below the other. An anchor is such a line that
 * both versions hold once only. git's histogram diff (xhistogram.c) matches a whole run from its first anchor to its
 * last if that is longer than any block of equal lines without an anchor that could lie across it (`shared`):
 *
 * - While such a run is there, what git takes is a block of equal lines that holds a line which the earlier version has
 *   once there, and is no shorter than the run; then it does the same above and below. (git may go over from a block with
 *   such a line to a longer one without, but only to one that lies across the former.)
 * - A block that holds an anchor can put no other anchor on the wrong side, since an anchor equals one line only. A
 *   block that holds none lies between two anchors in either version; where those are not the same two, it is shorter
 *   than our run.
 * - Nothing lies across a run that is matched. So what holds of the whole file holds between two such runs, too.
 * - What is left above and below is cut off by blocks that hold anchors, so no anchor of a run is lost to another one.
 * - Hunks slide only over lines equal to one of their own (xdl_change_compact): never over an anchor.
 *
 * A run goes on for some lines after its last anchor, and begins some lines before its first. Look at two runs that are
 * matched, with none between them that is: of the lines with which the upper one goes on, let one stand in neither
 * version anywhere between itself and the first anchor of the lower run. All lines down to that one are matched with the
 * run. The same holds of the lower run, the other way round:
 *
 * - What is taken before the run holds a line which the earlier version has once there, so it matches none of these lines
 *   with another one of them: both would be there. Nor with one below, unless it ends before that one line; then it is
 *   shorter than the run with all of them.
 * - A block that goes on from that one line to what is below is as it should be, or repeats that line below.
 * - No hunk slides over that one line.
 *
 * Where both runs, each from its first anchor to its last, are longer than all that one version has between the two
 * anchors that face each other, they are taken before anything there is. They go on as long as lines are equal:
 *
 * - If the earlier version has only lines of the two runs there, the later one has only added some, and if the later one
 *   has, it has only removed some. They stand as far down as they can: nothing else is changed between the runs that git
 *   could line them up with.
 * - If what is no line of the runs begins with different lines in the two versions, and ends with different ones, the runs
 *   end there, only lines between them are changed, and hunks slide over lines equal to one of those only.
 */
import type { Hunk } from '../ports.ts';
import { type Derived, keptRuns, type Reference, timesIn } from './reference-lines.ts';

/** Lines that both versions keep and hold only once, in order, by their places in either, and the run each is in. */
interface Anchors {
  old: Int32Array;
  now: Int32Array;
  run: Int32Array;
  /** The most lines, one after the other, that stand before the next one in a version and somewhere in the other. */
  oldMost: Int32Array;
  nowMost: Int32Array;
  runs: Run[];
}

/** Anchors that stand one below the other, the first and the last of them. */
interface Anchored {
  first: number;
  last: number;
}

/** Lines that both versions keep, one below the other: lines of the earlier version, and the anchors among them. */
interface Run extends Anchored {
  from: number;
  to: number;
}

/** Lines from the first anchor to the last. */
const lengthOf = (old: Int32Array, { first, last }: Anchored) =>
  (old[last] as number) - (old[first] as number) + 1;

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
  closely: boolean,
): Hunk[] {
  const { lines } = reference;
  const most = lines.length + 2;
  const [old, now, run] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  // The ends of the file stand as anchors that are in no run.
  old[0] = now[0] = run[0] = -1;
  let count = 1;
  const runs: Run[] = [];
  for (const kept of keptRuns(lines.length, before.hunks, after.hunks)) {
    const first = count;
    for (let at = kept.from; at < kept.to; at++) {
      if (before.single[at] === 0 || after.single[at] === 0) continue;
      old[count] = at + kept.old;
      now[count] = at + kept.now;
      run[count] = runs.length;
      count += 1;
    }
    runs.push({ from: kept.from + kept.old, to: kept.to + kept.old, first, last: count - 1 });
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
  const longest = Math.min(to - from, nowTo - nowFrom);
  const isTakenFirst = (one: Run | undefined) => !!one && lengthOf(old, one) > longest;
  const areFirst = isTakenFirst(above) && isTakenFirst(below);
  if (areFirst && tail + head === longest) {
    // Lines are only added, or only removed: as far down as they can stand.
    const [lines, start, end] =
      longest === to - from
        ? [after, nowFrom + tail, nowTo - head]
        : [before, from + tail, to - head];
    let down = 0;
    while (down < head && lines[start + down] === lines[end + down]) down += 1;
    return { from: from + tail, to: to - head + down };
  }
  const isElsewhere = (line: number, cut: { above: number; below: number }) =>
    before.subarray(from + cut.above, to - cut.below).includes(line) ||
    after.subarray(nowFrom + cut.above, nowTo - cut.below).includes(line);
  // Taken first, both runs go on to where their lines differ, if that is known to be before they meet.
  const differ =
    areFirst &&
    before[from + tail] !== after[nowFrom + tail] &&
    before[to - head - 1] !== after[nowTo - head - 1];
  const inner = differ ? { above: tail, below: head } : { above: 0, below: 0 };
  const keptAbove = goesOn(tail, (lines) =>
    isElsewhere(before[from + lines - 1] as number, { above: tail, below: inner.below }),
  );
  const keptBelow = goesOn(head, (lines) =>
    isElsewhere(before[to - lines] as number, { above: inner.above, below: head }),
  );
  return { from: from + keptAbove, to: to - keptBelow };
}

/** How many of the lines beyond its anchors a run goes on for certain: up to one that is not elsewhere. */
function goesOn(most: number, isElsewhere: (lines: number) => boolean): number {
  for (let lines = most; lines > 0 && most - lines <= MOST_TRIED; lines--) {
    if (!isElsewhere(lines)) return lines;
  }
  return 0;
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
): Anchored[] {
  const least = shared(oldMost, nowMost, zone);
  const kept: Anchored[] = [];
  for (let first = zone.from + 1; first < zone.to; ) {
    let last = first;
    while (last + 1 < zone.to && run[last + 1] === run[first]) last += 1;
    if (lengthOf(old, { first, last }) > least) kept.push({ first, last });
    first = last + 1;
  }
  return kept;
}

/**
 * The most lines that a block of equal lines can have which holds no anchor and lies across one: it lies between two
 * neighbours in the earlier version, and between two others in the later one.
 */
function shared(
  inOld: Int32Array,
  inNow: Int32Array,
  { from, to }: { from: number; to: number },
): number {
  // The longest and the second longest stretch in either version, and where the longest is. This is run for every
  // line of every meeting.
  let [mostOld, secondOld, whereOld] = [0, 0, -1];
  let [mostNow, secondNow, whereNow] = [0, 0, -1];
  for (let at = from; at < to; at++) {
    const a = inOld[at] as number;
    if (a > mostOld) {
      secondOld = mostOld;
      mostOld = a;
      whereOld = at;
    } else if (a > secondOld) secondOld = a;
    const b = inNow[at] as number;
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
