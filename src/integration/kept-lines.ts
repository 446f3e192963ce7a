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
import {
  type Derived,
  holder,
  keptRuns,
  linesOf,
  type Reference,
  sizeOf,
} from './reference-lines.ts';

/** Lines that both versions keep, one below the other, with anchors among them. */
interface Run {
  /** Lines of the earlier version. */
  from: number;
  to: number;
  /** The first and the last anchor: lines of the earlier version. */
  first: number;
  last: number;
  /** How much further down it stands in the later version. */
  moved: number;
  /** The most lines that stand between an anchor and the next one, and the second most. */
  most: number;
  second: number;
}

/** Lines between a run's last anchor and the next run's first, or from or up to an end of the file, in a version. */
interface Stretch {
  from: number;
  to: number;
  /** The most of them, one below the other, that the other version may have, too. */
  most: number;
}

/** Runs in order; before the run of an index, and after the last one, stand the stretches of that index. */
interface Kept {
  runs: Run[];
  old: Stretch[];
  now: Stretch[];
}

/** From the run of an index, or an end of the file, to the run of another: neither belongs to it. */
interface Zone {
  from: number;
  to: number;
}

/** Lines from the first anchor to the last. */
const lengthOf = ({ first, last }: Run) => last - first + 1;

/** In shorter stretches it is not worth while to look which lines the other version has. */
const SHORT = 4;

/** Two versions, and where between them changes may lie. */
export interface Changes {
  /** Fingerprints of their lines. */
  before(): Int32Array;
  after(): Int32Array;
  kept: Kept;
  /** In order, with no run between them and none inside that is matched for certain. */
  zones: Zone[];
}

/** @param closely takes longer, and leaves room for fewer changes */
export function changesBetween(
  reference: Reference,
  before: Derived,
  after: Derived,
  closely: boolean,
): Changes {
  const runs = runsOf(reference, before, after);
  // Seldom is either needed.
  const own = once(() => linesOf(reference, before));
  const other = once(() => linesOf(reference, after));
  const [mostOld, mostNow] = closely
    ? [mostShared(own(), holder(reference, after)), mostShared(other(), holder(reference, before))]
    : [allOf, allOf];
  const kept: Kept = {
    runs,
    old: stretches(runs, sizeOf(reference, before), () => 0, mostOld),
    now: stretches(runs, sizeOf(reference, after), ({ moved }) => moved, mostNow),
  };
  const zones: Zone[] = [];
  const open: Zone[] = [{ from: -1, to: runs.length }];
  for (let zone = open.pop(); zone; zone = open.pop()) {
    const matched = matchedIn(kept, zone);
    if (matched.length === 0) {
      zones.push(zone);
      continue;
    }
    // What lies between two runs that are matched can only collide with what lies there, too.
    let { to } = zone;
    for (const from of matched.reverse()) {
      open.push({ from, to });
      to = from;
    }
    open.push({ from: zone.from, to });
  }
  return { before: own, after: other, kept, zones };
}

/**
 * Lines of the earlier version; every hunk of git's own that touches one of `hunks`, which are in order, lies in one of
 * these, or is one.
 */
export function changesNear(changes: Changes, hunks: readonly Hunk[]): Hunk[] {
  const windows: Hunk[] = [];
  let at = 0;
  for (const zone of changes.zones) {
    const [from, to] = limitsOf(changes.kept.old, zone);
    while (at < hunks.length && (hunks[at] as Hunk).to < from) at += 1;
    const next = hunks[at];
    if (next === undefined) break;
    if (next.from <= to) windows.push(between(changes, zone));
  }
  return windows;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function runsOf({ lines }: Reference, before: Derived, after: Derived): Run[] {
  const runs: Run[] = [];
  const [{ singles }, { single }] = [before, after];
  let next = 0;
  for (const { from, to, old, now } of keptRuns(lines.length, before.hunks, after.hunks)) {
    let [first, last, most, second] = [-1, -1, 0, 0];
    while (next < singles.length && (singles[next] as number) < from) next += 1;
    // This is run for every line of every meeting.
    for (; next < singles.length && (singles[next] as number) < to; next++) {
      const at = singles[next] as number;
      if (single[at] === 0) continue;
      if (last === -1) first = at;
      else if (at - last - 1 > second) {
        second = Math.min(most, at - last - 1);
        most = Math.max(most, at - last - 1);
      }
      last = at;
    }
    if (last === -1) continue;
    runs.push({
      from: from + old,
      to: to + old,
      first: first + old,
      last: last + old,
      moved: now - old,
      most,
      second,
    });
  }
  return runs;
}

/** @param movedBy how far a run has moved in this version */
function stretches(
  runs: readonly Run[],
  size: number,
  movedBy: (run: Run) => number,
  mostOf: (from: number, to: number) => number,
): Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  for (const run of runs) {
    const to = run.first + movedBy(run);
    found.push({ from, to, most: mostOf(from, to) });
    from = run.last + movedBy(run) + 1;
  }
  found.push({ from, to: size, most: mostOf(from, size) });
  return found;
}

const allOf = (from: number, to: number) => to - from;

/** The most lines of a stretch of a version, one below the other, that the other version has, too. */
function mostShared(
  lines: Int32Array,
  isInOther: (line: number) => boolean,
): (from: number, to: number) => number {
  return (from, to) => {
    if (to - from <= SHORT) return to - from;
    let [length, most] = [0, 0];
    for (let at = from; at < to; at++) {
      length = isInOther(lines[at] as number) ? length + 1 : 0;
      if (length > most) most = length;
    }
    return most;
  };
}

/** Lines of a run beyond its anchors that are tried for one that stands nowhere else. */
const MOST_TRIED = 4;

/** Where changes between two runs may be that are matched for certain. */
function between(changes: Changes, zone: Zone): Hunk {
  const { runs, old, now } = changes.kept;
  const [above, below] = [runs[zone.from], runs[zone.to]];
  const [from, to] = limitsOf(old, zone);
  const [nowFrom, nowTo] = limitsOf(now, zone);
  const tail = above ? above.to - from : 0;
  const head = below ? to - below.from : 0;
  // Most runs end where one side has changed something.
  if (tail === 0 && head === 0) return { from, to };
  const [before, after] = [changes.before(), changes.after()];
  const longest = Math.min(to - from, nowTo - nowFrom);
  const isTakenFirst = (one: Run | undefined) => !!one && lengthOf(one) > longest;
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
    stands(line, before, from + cut.above, to - cut.below) ||
    stands(line, after, nowFrom + cut.above, nowTo - cut.below);
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

/** Whether a line is one of these. */
function stands(line: number, lines: Int32Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (lines[at] === line) return true;
  return false;
}

/** The lines of a version that a zone has. */
function limitsOf(all: readonly Stretch[], { from, to }: Zone): [number, number] {
  return [(all[from + 1] as Stretch).from, (all[to] as Stretch).to];
}

/** Runs of a zone that are matched for certain. */
function matchedIn(kept: Kept, zone: Zone): number[] {
  if (zone.to - zone.from === 1) return [];
  const least = shared(kept, zone);
  const matched: number[] = [];
  for (let index = zone.from + 1; index < zone.to; index++) {
    if (lengthOf(kept.runs[index] as Run) > least) matched.push(index);
  }
  return matched;
}

/**
 * The most lines that a block of equal lines can have which holds no anchor and lies across one: it lies between two
 * neighbours in the earlier version, and between two others in the later one.
 */
function shared({ runs, old, now }: Kept, { from, to }: Zone): number {
  // The longest and the second longest lines between two neighbours in either version, and where the longest are.
  let [mostOld, secondOld, whereOld] = [0, 0, -1];
  let [mostNow, secondNow, whereNow] = [0, 0, -1];
  const see = (where: number, inOld: number, inNow: number) => {
    if (inOld > mostOld) {
      secondOld = mostOld;
      mostOld = inOld;
      whereOld = where;
    } else if (inOld > secondOld) secondOld = inOld;
    if (inNow > mostNow) {
      secondNow = mostNow;
      mostNow = inNow;
      whereNow = where;
    } else if (inNow > secondNow) secondNow = inNow;
  };
  for (let index = from + 1; index <= to; index++) {
    see(3 * index, (old[index] as Stretch).most, (now[index] as Stretch).most);
    if (index === to) break;
    // Of those inside a run no more than two can be the longest.
    const { most, second } = runs[index] as Run;
    see(3 * index + 1, most, most);
    see(3 * index + 2, second, second);
  }
  return whereOld === whereNow
    ? Math.max(Math.min(mostOld, secondNow), Math.min(secondOld, mostNow))
    : Math.min(mostOld, mostNow);
}
