/**
 * Which lines of two versions of a text collide, by what each changes of a third: what git's merge of the three decides
 * (xdl_do_merge, xdl_refine_conflicts and xdl_simplify_non_conflicts in its xmerge.c), without making it. Whether anything
 * collides is as git says; of lines that stand there many times, others than git's may be called equal. Pure.
 */
import { areKnown, grown, linesAfter, linesBefore, type Zone, zones } from './hunks.ts';
import { alignLines } from './line-alignment.ts';
import type { Hunk, LineRange } from './ports.ts';

/** Lines of the two versions that stand at one place of the merged text; neither can stay beside the other. */
export interface Collision {
  ours: LineRange;
  theirs: LineRange;
}

/** Equal lines between two collisions that git takes into one with them. */
const MOST_BETWEEN = 3;
/** Lines of both versions that are held against each other: for more, merging takes less time. */
const MOST_LINES = 2_000;

/**
 * In the order of the text; null where it is not certain that anything collides, since both may have made the same
 * change, and where that would take long to see.
 *
 * @param ours what git says that our version changes of the text that both come from
 */
export function collisions(ours: readonly Hunk[], theirs: readonly Hunk[]): Collision[] | null {
  if (!areKnown(ours) || !areKnown(theirs)) return null;
  const found: Block[] = [];
  let held = 0;
  for (const zone of zones(ours, theirs)) {
    const places = { ours: placeOf(zone, 'ours'), theirs: placeOf(zone, 'theirs') };
    if (zone.ours.length === 0 || zone.theirs.length === 0) {
      found.push({ collides: false, ...places });
      continue;
    }
    held += lengthOf(places.ours) + lengthOf(places.theirs);
    const before = held > MOST_LINES ? null : linesBefore(zone);
    if (!before) return null;
    found.push(...differences(before, zone, places));
  }
  const joined = joinNear(found).filter(({ collides }) => collides);
  return joined.length === 0 ? null : joined.map((one) => toRanges(one));
}

/** All that lies between the lines that two different texts have in common at the beginning and at the end. */
export function outerCollision(ours: Int32Array, theirs: Int32Array): Collision {
  const most = Math.min(ours.length, theirs.length);
  let before = 0;
  while (before < most && ours[before] === theirs[before]) before += 1;
  let after = 0;
  while (
    before + after < most &&
    ours[ours.length - 1 - after] === theirs[theirs.length - 1 - after]
  )
    after += 1;
  const lines = ({ length }: Int32Array) => ({ from: before + 1, to: length - after });
  return { ours: lines(ours), theirs: lines(theirs) };
}

/** Lines of one version, from `from` up to `to`, counted from zero. */
interface Place {
  from: number;
  to: number;
}

interface Block {
  collides: boolean;
  ours: Place;
  theirs: Place;
}

type Side = 'ours' | 'theirs';

/** Where a version has what it has in place of a zone. */
function placeOf(zone: Zone, side: Side): Place {
  const from = zone.from + zone.moved[side];
  return { from, to: from + (zone.to - zone.from) + grown(zone[side]) };
}

const lengthOf = ({ from, to }: Place) => to - from;

/** Where two sides differ; nothing where they hold the same lines, as far as fingerprints tell. */
function differences(before: readonly number[], zone: Zone, places: Record<Side, Place>): Block[] {
  const [ours, theirs] = [linesAfter(before, zone, 'ours'), linesAfter(before, zone, 'theirs')];
  const found: Block[] = [];
  let [at, other] = [0, 0];
  const differ = (to: number, otherTo: number) => {
    if (to === at && otherTo === other) return;
    const block = { ours: { from: at, to }, theirs: { from: other, to: otherTo } };
    found.push({ collides: true, ...block });
  };
  for (const [line, same] of alignLines(ours, theirs).entries()) {
    if (same === -1) continue;
    differ(line, same);
    [at, other] = [line + 1, same + 1];
  }
  differ(ours.length, theirs.length);
  return found.map((block, n) => {
    const next = found[n + 1];
    const down =
      slack(block.theirs, ours, block.ours, next?.ours) +
      slack(block.ours, theirs, block.theirs, next?.theirs);
    return {
      collides: true,
      ours: moved(block.ours, places.ours.from + down),
      theirs: moved(block.theirs, places.theirs.from + down),
    };
  });
}

/**
 * How far down lines may be taken to stand where the other side has none: git takes the lowest place
 * (xdl_change_compact).
 */
function slack(other: Place, lines: readonly number[], { from, to }: Place, next?: Place): number {
  if (lengthOf(other) > 0) return 0;
  const end = next?.from ?? lines.length;
  let down = 0;
  while (to + down < end && lines[from + down] === lines[to + down]) down += 1;
  return down;
}

const moved = ({ from, to }: Place, by: number): Place => ({ from: from + by, to: to + by });

/** Neighbours that collide become one where little is between them. */
function joinNear(blocks: readonly Block[]): Block[] {
  const found: Block[] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    const isNear =
      last?.collides && block.collides && block.ours.from - last.ours.to <= MOST_BETWEEN;
    if (!last || !isNear) found.push({ ...block });
    else {
      last.ours = { from: last.ours.from, to: block.ours.to };
      last.theirs = { from: last.theirs.from, to: block.theirs.to };
    }
  }
  return found;
}

function toRanges({ ours, theirs }: Block): Collision {
  return {
    ours: { from: ours.from + 1, to: ours.to },
    theirs: { from: theirs.from + 1, to: theirs.to },
  };
}
