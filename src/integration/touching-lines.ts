/**
 * Files that both sides of a merge modify, and whether their lines collide: the part of a screen that needs texts.
 * git merges a file without a conflict where no hunk of one side overlaps or borders on a hunk of the other.
 */
import { touch } from '../hunks.ts';
import type { FileMerge, Hunk, Oid, Survey, TreeChange, Versions } from '../ports.ts';
import { isRegularFile, TREE } from '../tree-modes.ts';
import { type Changes, changesBetween, changesNear } from './kept-lines.ts';
import { type Derived, derive, type Reference, referenceOf } from './reference-lines.ts';

/** A file that both sides of a three-way merge have changed. */
export interface Meeting extends FileMerge {
  /** The head whose landing makes `ours`; null where a commit holds it. */
  landed: Oid | null;
  /** Another version, the same one for many meetings, from which neither `base` nor the changing side is far. */
  reference: Oid;
}

/** What is asked of a survey; without `lines`, every version is compared with every base. */
export type Comparing = Pick<Survey, 'hunks'> & Partial<Pick<Survey, 'lines' | 'giveWay'>>;

/** Comparing more versions than this costs more than merging. */
const MOST_VERSIONS = 20_000;
/** Lists that are looked through before others have a turn: each may take as long as reading a large file. */
const LISTS_AT_ONCE = 50;

/**
 * For each list of meetings, in turn: those of its files that may collide; none where all of them merge for certain.
 *
 * @param far the side of a meeting whose distance from `base` is the target's, too: for that side there are as many
 * comparisons as pairs, unless `kept-lines` can do without
 */
export async function mayCollide(
  survey: Comparing,
  lists: readonly (readonly Meeting[])[],
  far: 'ours' | 'theirs',
): Promise<Meeting[][]> {
  const open = lists.flat().filter((one) => !isTrivial(one));
  const near = far === 'ours' ? 'theirs' : 'ours';
  const known: Known = new Map();
  const compared = open.map((one) => versionOf(one, near));
  const isCompared = new Set(compared.map(keyOf));
  /** Where git itself would have to compare for one pair, or for one head once more: there are ways to do without. */
  const distant = open.filter((one) => {
    if (one.reference !== one.base) return true;
    const version = versionOf(one, far);
    return !!survey.lines && version.landed !== null && !isCompared.has(keyOf(version));
  });
  const isDistant = new Set(distant);
  const [shows] = await Promise.all([
    survey.lines ? showing({ lines: survey.lines }, known, distant, far) : null,
    compare(survey, known, [
      ...compared,
      ...open.flatMap((one) => {
        if (!isDistant.has(one)) return [versionOf(one, far)];
        if (!survey.lines) return [];
        const before = one.reference;
        const ways = [
          { ...versionOf(one, far), before },
          { before, after: one.base, landed: null },
        ];
        return ways.flatMap((way) => (way.after === before ? [] : [{ ...way, anyWay: true }]));
      }),
    ]),
  ]);
  const apart = (one: Meeting) => {
    const [a, b] = [known.get(keyOf(versionOf(one, near))), known.get(keyOf(versionOf(one, far)))];
    if (a && b) return !touch(a, b);
    return !!a && !!shows?.(one, a);
  };
  const doubts: Meeting[][] = [];
  for (const list of lists) {
    doubts.push(list.filter((one) => !isTrivial(one) && !apart(one)));
    if (doubts.length % LISTS_AT_ONCE === 0) await survey.giveWay?.();
  }
  await compare(
    survey,
    known,
    doubts
      // What has been compared to the end, or cannot be, is not compared again.
      .filter((list) => list.every((one) => !known.has(keyOf(versionOf(one, far)))))
      .flatMap((list) => list.map((one) => versionOf(one, far))),
  );
  return doubts.map((list) => list.filter((one) => !apart(one)));
}

type Known = Map<string, readonly Hunk[] | null>;

const versionOf = (one: Meeting, side: 'ours' | 'theirs'): Versions => ({
  before: one.base,
  after: one[side],
  landed: side === 'ours' ? one.landed : null,
});

async function compare(survey: Comparing, known: Known, all: readonly Versions[]): Promise<void> {
  const wanted = new Map<string, Versions>();
  for (const version of all) {
    const key = keyOf(version);
    if (!known.has(key) && known.size + wanted.size < MOST_VERSIONS) wanted.set(key, version);
  }
  if (wanted.size === 0) return;
  const found = await survey.hunks([...wanted.values()]);
  for (const [at, key] of [...wanted.keys()].entries()) known.set(key, found[at] ?? null);
}

/** Whether what the far side changes keeps apart from these hunks, as far as the reference shows it. */
async function showing(
  { lines }: Pick<Survey, 'lines'>,
  known: Known,
  meetings: readonly Meeting[],
  far: 'ours' | 'theirs',
): Promise<(one: Meeting, hunks: readonly Hunk[]) => boolean> {
  const blobs = [...new Set(meetings.map(({ reference }) => reference))];
  const texts = blobs.length === 0 ? [] : await lines(blobs);
  const textOf = new Map(blobs.map((blob, at) => [blob, texts[at] ?? null]));
  const derivedFrom = (byWay: ByWay, before: Oid, after: Oid) => {
    const found = byWay.derived.get(after);
    if (found !== undefined) return found;
    const hunks = before === after ? [] : known.get(keyOf({ before, after, anyWay: true }));
    const fresh = hunks ? derive(byWay.reference, hunks) : null;
    if (fresh) remember(byWay.derived, after, fresh, MOST_DERIVED);
    return fresh;
  };
  /** By the two blobs that they lead from and to. */
  const latest = new Map<string, Changes>();
  const changesOf = (byWay: ByWay, one: Meeting, closely: boolean): Changes | null => {
    const key = `${one.reference} ${one.base} ${one[far]}${closely ? ' closely' : ''}`;
    const before = latest.get(key);
    if (before) return before;
    const was = derivedFrom(byWay, one.reference, one.base);
    const is = derivedFrom(byWay, one.reference, one[far]);
    if (!was || !is) return null;
    const changes = changesBetween(byWay.reference, was, is, closely);
    remember(latest, key, changes, MOST_CHANGES);
    return changes;
  };
  return (one, hunks) => {
    const text = textOf.get(one.reference);
    if (!text) return false;
    const byWay = byWayOf(text);
    const { apart } = byWay;
    const key = `${one.base} ${one.ours} ${one.theirs}`;
    const before = apart.get(key);
    if (before !== undefined) return before;
    const changes = changesOf(byWay, one, false);
    if (!changes) return false;
    const isApart = (of: Changes | null) => !!of && !touch(changesNear(of, hunks), hunks);
    const found = isApart(changes) || isApart(changesOf(byWay, one, true));
    remember(apart, key, found, MOST_MEETINGS);
    return found;
  };
}

/** Many meetings after each other have these in common; each takes up to 100 bytes for a line. */
const MOST_CHANGES = 100;
/** Of one text; a version takes some four bytes for a line. */
const [MOST_MEETINGS, MOST_DERIVED] = [5_000, 500];

/** What was found out by way of a text. */
interface ByWay {
  reference: Reference;
  /** Whether the sides of a meeting are, by its three blobs. */
  apart: Map<string, boolean>;
  /** Versions as changes of it. */
  derived: Map<Oid, Derived>;
}

/** For as long as the text is at hand: after a push all pairs of all heads are looked at again. */
const byWays = new WeakMap<Int32Array, ByWay>();

function byWayOf(text: Int32Array): ByWay {
  const found = byWays.get(text) ?? {
    reference: referenceOf(text),
    apart: new Map(),
    derived: new Map(),
  };
  byWays.set(text, found);
  return found;
}

/** When there are more, all are forgotten. */
function remember<T>(all: Map<string, T>, key: string, value: T, most: number): void {
  if (all.size >= most) all.clear();
  all.set(key, value);
}

/** One side has not changed it, or both to the same. */
function isTrivial({ base, ours, theirs }: Pick<Meeting, 'base' | 'ours' | 'theirs'>): boolean {
  return ours === base || theirs === base || ours === theirs;
}

const keyOf = ({ before, after, anyWay = false }: Omit<Versions, 'landed'>) =>
  `${before} ${after}${anyWay ? ' any way' : ''}`;

/** A directory that is there afterwards: what happens below it is told by the changes below it. */
export function isPlainDirectory({ modes }: Pick<TreeChange, 'modes'>): boolean {
  return modes[1] === TREE;
}

/** A regular file that stays one, with the same mode: only its lines decide. */
export function isModification({ modes }: Pick<TreeChange, 'modes'>): boolean {
  return isRegularFile(modes[0]) && modes[0] === modes[1];
}
