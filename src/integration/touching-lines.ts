/**
 * Files that both sides of a merge modify, and whether their lines collide: the part of a screen that needs texts.
 * git merges a file without a conflict where no hunk of one side overlaps or borders on a hunk of the other.
 */
import { touch, weightOf } from '../hunks.ts';
import type { FileMerge, Hunk, ModifiedFile, Oid, Survey, TreeChange, Versions } from '../ports.ts';
import { recent } from '../recent.ts';
import { isRegularFile, NOTHING, TREE } from '../tree-modes.ts';
import { type Changes, changesBetween, changesNear } from './kept-lines.ts';
import { type Derived, derive, type Reference, referenceOf } from './reference-lines.ts';

/** A file that both sides of a three-way merge have changed. */
export interface Meeting extends ModifiedFile {
  /** The head whose landing makes `ours`; null where a commit holds it. */
  landed: Oid | null;
  /** A version, the same one for many meetings, from which neither `base`, if it is another, nor the changing side is far. */
  reference: Oid;
}

/** Files that both sides of a merge change, and that both add, each with another text. */
export interface Meetings {
  modified: Meeting[];
  added: FileMerge[];
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
  const versionFrom = (text: Int32Array, reference: Oid, version: Oid): Derived | null => {
    const key = `${nameOf(text)} ${version}`;
    const found = derived.get(key);
    if (found) return found;
    const way = keyOf({ before: reference, after: version, anyWay: true });
    const hunks = version === reference ? [] : known.get(way);
    const fresh = hunks ? derive(referenceTo(text), hunks) : null;
    if (fresh) derived.set(key, fresh, text.length + weightOf(fresh.hunks));
    return fresh;
  };
  const latest = recent<Changes>(MOST_CHANGES);
  const changesOf = (text: Int32Array, one: Meeting, closely: boolean): Changes | null => {
    const key = `${one.reference} ${one.base} ${one[far]}${closely ? ' closely' : ''}`;
    const before = latest.get(key);
    if (before) return before;
    const was = versionFrom(text, one.reference, one.base);
    const is = versionFrom(text, one.reference, one[far]);
    if (!was || !is) return null;
    const changes = changesBetween(referenceTo(text), was, is, closely);
    latest.set(key, changes, 1);
    return changes;
  };
  return (one, hunks) => {
    const text = textOf.get(one.reference);
    if (!text) return false;
    const key = `${nameOf(text)} ${one.base} ${one.ours} ${one.theirs}`;
    const before = shown.get(key);
    if (before !== undefined) return before;
    const changes = changesOf(text, one, false);
    if (!changes) return false;
    const isApart = (of: Changes | null) => !!of && !touch(changesNear(of, hunks), hunks);
    const found = isApart(changes) || isApart(changesOf(text, one, true));
    shown.set(key, found, 1);
    return found;
  };
}

/** Many meetings after each other have these in common. */
const MOST_CHANGES = 100;

// What follows is kept from look to look while there is room, and is of use while the text of the reference is at hand:
// after a push all pairs of all heads are looked at again.

/** References, by lines; each takes some fifty bytes. */
const references = recent<Reference>(1_000_000);
/** Versions as changes of a reference, by lines of both; each takes five to ten bytes. */
const derived = recent<Derived>(3_000_000);
/** Whether the sides of a meeting are apart, as far as its reference shows; each takes some 300 bytes. */
const shown = recent<boolean>(50_000);

const names = new WeakMap<Int32Array, string>();
let named = 0;

/** Nothing else has this name, now or later. */
function nameOf(text: Int32Array): string {
  const found = names.get(text);
  if (found !== undefined) return found;
  const name = `${++named}`;
  names.set(text, name);
  return name;
}

function referenceTo(text: Int32Array): Reference {
  const name = nameOf(text);
  const found = references.get(name);
  if (found) return found;
  const fresh = referenceOf(text);
  references.set(name, fresh, text.length + 1);
  return fresh;
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

/** Of what both add at a path; nothing where it is the same. */
export function additionOf(path: string, ours: Oid, theirs: Oid): FileMerge[] {
  return ours === theirs ? [] : [{ path, base: null, ours, theirs }];
}

/** A regular file that both add, with the same mode. */
export function areAdditions(
  { modes: [before, mode] }: Pick<TreeChange, 'modes'>,
  other: Pick<TreeChange, 'modes'>,
): boolean {
  if (before !== NOTHING || other.modes[0] !== NOTHING) return false;
  return isRegularFile(mode) && other.modes[1] === mode;
}
