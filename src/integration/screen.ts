/**
 * Which pairs of heads need no trial merge: those of which it can be shown, from what each changes, that landing
 * one and then merging the other cannot collide. Whatever is in doubt is put to git. Pure but for the hunks it asks
 * the survey for.
 *
 * Landing A on the target M and merging B is a three-way merge of base X (the merge base of B and M), ours L (M after
 * A landed) and theirs B. B merges cleanly with M itself, and L differs from M in what A's landing changes and
 * nowhere else. So a conflict needs a path that both touch, or a rename that one side only sees through the
 * other's changes. The rules below are those of git's merge-ort; test/pure/integration-screen.test.ts has a case
 * for each, and test/real/git-screen.test.ts holds them against git on random histories.
 */
import type { HeadSurvey, Hunk, Oid, Survey, TreeChange, Versions } from '../ports.ts';

type Changes = NonNullable<HeadSurvey['changes']>;

/** What a head does to one path, since its merge base and by landing. */
interface Touch {
  head: number;
  raw: TreeChange | undefined;
  landed: TreeChange | undefined;
}

/** Comparing more versions than this costs more than merging. */
const MOST_VERSIONS = 8_000;

/**
 * Answers whether a pair is clean for certain, in either order of landing.
 *
 * @param heads distinct object ids
 * @param related whether two heads share commits that have not landed: their merge base is another one then
 */
export async function screen(
  survey: Survey,
  heads: readonly Oid[],
  related: (a: Oid, b: Oid) => boolean,
): Promise<(a: Oid, b: Oid) => boolean> {
  const size = heads.length;
  const doubts = new Uint8Array(size * size);
  const doubt = (i: number, j: number) => {
    doubts[i * size + j] = 1;
    doubts[j * size + i] = 1;
  };
  const isOpen = (i: number, j: number) => i !== j && doubts[i * size + j] === 0;
  const changes = heads.map((head) => survey.heads.get(head)?.changes ?? null);
  const touches = changes.map((each, at) => (each ? touchesOf(each, at) : null));
  for (const [i, own] of touches.entries()) {
    const stands = own !== null && isSteady(own);
    for (let j = 0; j < size; j++) {
      if (!stands || related(heads[i] as Oid, heads[j] as Oid)) doubt(i, j);
    }
  }
  const meetings: [Touch, Touch][] = [];
  for (const group of byPath(touches)) {
    // Almost everybody changes something below the same directories; that alone is no meeting.
    const others = group.filter((touch) => !isPlainDirectory(touch));
    for (const a of others) {
      for (const b of group) {
        if (!isOpen(a.head, b.head)) continue;
        if (isModification(a) && isModification(b)) {
          if (a.head < b.head) meetings.push([a, b]);
        } else doubt(a.head, b.head);
      }
    }
  }
  await compareLines(survey, heads, meetings, { isOpen, doubt });
  const index = new Map(heads.map((head, at) => [head, at]));
  return (a, b) => {
    const [i, j] = [index.get(a), index.get(b)];
    return i !== undefined && j !== undefined && isOpen(i, j);
  };
}

function touchesOf({ raw, landed }: Changes, head: number): Map<string, Touch> {
  const touches = new Map<string, Touch>();
  for (const change of raw) touches.set(change.path, { head, raw: change, landed: undefined });
  for (const change of landed) {
    const known = touches.get(change.path);
    if (known) known.landed = change;
    else touches.set(change.path, { head, raw: undefined, landed: change });
  }
  return touches;
}

/**
 * Landing does to every path what the head did since its merge base. Otherwise the target renamed, moved, removed or
 * already has something of it, and then renames on the target's side matter, which another head may uncover.
 */
function isSteady(touches: ReadonlyMap<string, Touch>): boolean {
  for (const { raw, landed } of touches.values()) {
    if (!raw || !landed || raw.status !== landed.status) return false;
  }
  return true;
}

/** Touches of one path by more than one head. */
function* byPath(touches: readonly (ReadonlyMap<string, Touch> | null)[]): Iterable<Touch[]> {
  const paths = new Map<string, Touch[]>();
  for (const own of touches) {
    for (const [path, touch] of own ?? []) {
      const group = paths.get(path);
      if (group) group.push(touch);
      else paths.set(path, [touch]);
    }
  }
  for (const group of paths.values()) if (group.length > 1) yield group;
}

const DIRECTORY = '040000';
const NOTHING = '000000';

/** A directory that is there before and after, or is new. One that goes may be a renamed one. */
function isPlainDirectory({ raw, landed }: Touch): boolean {
  return [raw, landed].every(
    (change) =>
      change !== undefined &&
      change.modes[1] === DIRECTORY &&
      (change.modes[0] === DIRECTORY || change.modes[0] === NOTHING),
  );
}

/** A regular file that stays one, with the same mode: only its lines decide. */
function isModification({ raw, landed }: Touch): boolean {
  return [raw, landed].every(
    (change) =>
      change?.status === 'M' &&
      change.modes[0].startsWith('100') &&
      change.modes[0] === change.modes[1],
  );
}

interface Doubts {
  isOpen(i: number, j: number): boolean;
  doubt(i: number, j: number): void;
}

/** Doubts the pairs whose lines touch in a file that both modify, and those of which that cannot be told. */
async function compareLines(
  survey: Survey,
  heads: readonly Oid[],
  meetings: readonly [Touch, Touch][],
  { isOpen, doubt }: Doubts,
): Promise<void> {
  const known = new Map<string, Hunk[] | null>();
  const learn = async (wanted: readonly Versions[]) => {
    const fresh = new Map(
      wanted.filter((each) => !known.has(keyOf(each))).map((each) => [keyOf(each), each]),
    );
    const list = [...fresh.values()];
    if (list.length > MOST_VERSIONS) return;
    const found = await survey.hunks(list);
    for (const [at, each] of list.entries()) known.set(keyOf(each), found[at] ?? null);
  };
  const settle = (pairs: readonly Compared[]) => {
    for (const { a, b, ours, theirs } of pairs) {
      if (!isOpen(a, b)) continue;
      const [first, second] = [known.get(keyOf(ours)), known.get(keyOf(theirs))];
      if (!first || !second || touch(first, second)) doubt(a, b);
    }
  };
  // What both landings do to the file as the target has it: one comparison a head, and it settles most.
  const landings = meetings.map((meeting) => landingsOf(meeting, heads));
  await learn(landings.flatMap(({ ours, theirs }) => [ours, theirs]));
  settle(landings);
  // The very comparisons of the merge, in both orders. Where the target left the file alone they are those above.
  const open = meetings.filter(([a, b]) => isOpen(a.head, b.head));
  const exact = open.flatMap(([a, b]) => [...mergeOf(a, b, heads), ...mergeOf(b, a, heads)]);
  await learn(exact.flatMap(({ ours, theirs }) => [ours, theirs]));
  settle(exact);
}

interface Compared {
  a: number;
  b: number;
  ours: Versions;
  theirs: Versions;
}

const keyOf = ({ before, after }: Versions) => `${before} ${after}`;

function landingsOf([a, b]: [Touch, Touch], heads: readonly Oid[]): Compared {
  const landing = ({ head, landed }: Touch): Versions => ({
    before: landed?.oids[0] ?? '',
    after: landed?.oids[1] ?? '',
    landed: heads[head] ?? null,
  });
  return { a: a.head, b: b.head, ours: landing(a), theirs: landing(b) };
}

/** `a` has landed, `b` is merged: from b's merge base to both. Nothing where one of the three decides by itself. */
function mergeOf(a: Touch, b: Touch, heads: readonly Oid[]): Compared[] {
  const base = b.raw?.oids[0] ?? '';
  const ours = a.landed?.oids[1] ?? '';
  const theirs = b.raw?.oids[1] ?? '';
  if (ours === base || theirs === base || ours === theirs) return [];
  return [
    {
      a: a.head,
      b: b.head,
      ours: { before: base, after: ours, landed: heads[a.head] ?? null },
      theirs: { before: base, after: theirs, landed: null },
    },
  ];
}

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
