/**
 * Which pairs of heads need no trial merge because landing one and then merging the other cannot collide, for each
 * order by itself. Whatever is in doubt is put to git. Pure but for the hunks it asks the survey for.
 *
 * Landing A on the target M and then merging B is a three-way merge of B's merge base X, ours L (M with A landed)
 * and theirs B. Three-way merging X, M and B is known to be clean, and L differs from M in what A's landing changes
 * and nowhere else. So both merges do the same (git's merge-ort, with its detection of renames) unless
 *
 * - A's landing changes a path that B changes, too: a file both modify merges if its lines keep apart, a directory
 *   that stays is none of its own, and of a file both add only the two contents matter where git looks for no renames
 *   (`canOnlyAdd`); anything else (deletions, modes, links, submodules, a file in place of a directory) is in doubt, and
 *   with it renames, which are deletions, and renames of directories, since a directory that goes is a change of its
 *   path;
 * - or B changes a path that the target does not have any more (`uprooted`): then the target's renames matter, and
 *   `target-renames` says whether A's landing leaves them as they are;
 * - or B removes what the target has changed: then B's own renames matter. They are the same unless git comes to one
 *   of B's directories at another time (src/head-renames.ts);
 * - or A and B share commits that have not landed: their merge base is another one then.
 *
 * test/pure/integration-screen.test.ts has a case for each rule; test/real/git-screen.test.ts holds them against git.
 */
import { changesTurn, removesChanged } from '../head-renames.ts';
import type { FileMerge, HeadSurvey, Oid, Survey, TreeChange } from '../ports.ts';
import type { Kinship } from './kinship.ts';
import { keepingRenames, type Lander, type Renames } from './target-renames.ts';
import {
  additionOf,
  areAdditions,
  type Comparing,
  isModification,
  isPlainDirectory,
  type Meeting,
  type Meetings,
  mayCollide,
} from './touching-lines.ts';

/** Changes of two heads that are held against each other before everybody else has a turn. */
const COMPARED_AT_ONCE = 100_000;

/** A head of which enough is known. */
interface Numbered extends Lander {
  index: number;
  /** Whether its own renames matter. */
  moves: boolean;
}

interface Touch {
  of: Numbered;
  change: TreeChange;
}

/** What is known of merging a second head (object ids) once the first one has landed. */
export interface LandingScreen {
  /** Whether it merges cleanly for certain. */
  isClean(first: Oid, second: Oid): boolean;
  /** Whether it does in either order. */
  areClean(a: Oid, b: Oid): boolean;
  /** The only files that can collide; null where anything may. */
  only(first: Oid, second: Oid): readonly FileMerge[] | null;
}

/**
 * @param pairs those that will be asked about
 */
export async function screenLanding(
  survey: Pick<Survey, 'heads'> & Renames & Comparing,
  kinship: Kinship,
  pairs: readonly { a: Oid; b: Oid }[],
): Promise<LandingScreen> {
  const landers = [...survey.heads].flatMap(([oid, head]) =>
    head.uprooted && !survey.turnover ? [] : landerOf(oid, head),
  );
  for (const [index, lander] of landers.entries()) lander.index = index;
  const size = landers.length;
  // An order of its own for each: only what lands first meets what the other changes.
  const keyOf = (first: Numbered, second: Numbered) => first.index * size + second.index;
  const { paths, own } = byPath(landers, inAll(pairs));
  const doubts = new Set<number>();
  const meetings = new Map<number, Meetings>();
  let compared = 0;
  for (const { landed, raw } of paths.values()) {
    compared += landed.length * raw.length;
    if (compared > COMPARED_AT_ONCE) {
      compared = 0;
      await survey.giveWay?.();
    }
    const ofOwn = own ? raw.filter(({ of }) => of === own) : raw;
    for (const a of landed) {
      // Almost everybody changes something below the same directories; that alone is no meeting.
      const plain = isPlainDirectory(a.change);
      for (const b of a.of === own ? raw : ofOwn) {
        if (a.of === b.of) continue;
        const passes = plain && isPlainDirectory(b.change);
        if (passes && !(b.of.moves && changesTurn(a.change, b.change))) continue;
        const key = keyOf(a.of, b.of);
        if (doubts.has(key)) continue;
        const modify = isModification(a.change) && isModification(b.change);
        if (!modify && !(canOnlyAdd(b.of) && areAdditions(a.change, b.change))) {
          doubts.add(key);
          continue;
        }
        const known = meetings.get(key);
        const met = known ?? { modified: [], added: [] };
        if (!known) meetings.set(key, met);
        if (modify) met.modified.push(meetingOf(a, b));
        else met.added.push(...additionOf(b.change.path, a.change.oids[1], b.change.oids[1]));
      }
    }
  }
  const renamed = landers
    .filter(({ uprooted }) => uprooted !== null)
    .flatMap((second) =>
      (own && second !== own ? [own] : landers)
        .filter((first) => first !== second && !doubts.has(keyOf(first, second)))
        .map((first) => [first, second] as const),
    );
  const keepsRenames = await keepingRenames(survey, renamed);
  for (const [first, second] of renamed)
    if (!keepsRenames(first, second)) doubts.add(keyOf(first, second));
  const open = [...meetings].filter(([key]) => !doubts.has(key));
  const colliding = await mayCollide(
    survey,
    open.map(([, { modified }]) => modified),
    'ours',
  );
  const files = new Map<number, readonly FileMerge[] | null>(
    open.flatMap(([key, { added }], at) => {
      const all = [...(colliding[at] ?? []), ...added];
      return all.length === 0 ? [] : [[key, all] as const];
    }),
  );
  for (const key of doubts) files.set(key, null);
  return screenOf(landers, kinship, keyOf, files);
}

/** @param files by key: what can collide, null where anything may; nothing where nothing can */
function screenOf(
  landers: readonly Numbered[],
  kinship: Kinship,
  keyOf: (first: Numbered, second: Numbered) => number,
  files: ReadonlyMap<number, readonly FileMerge[] | null>,
): LandingScreen {
  const known = new Map(landers.map((lander) => [lander.oid, lander]));
  /** Those of which something is known. */
  const numbered = (a: Oid, b: Oid): [Numbered, Numbered] | null => {
    const [one, two] = [known.get(a), known.get(b)];
    return !one || !two || one === two || kinship(a, b) ? null : [one, two];
  };
  return {
    only(first, second) {
      const found = numbered(first, second);
      if (!found) return null;
      const some = files.get(keyOf(...found));
      return some === undefined ? [] : some;
    },
    isClean(first, second) {
      const found = numbered(first, second);
      return !!found && !files.has(keyOf(...found));
    },
    // Asked of every pair.
    areClean(a, b) {
      const found = numbered(a, b);
      if (!found) return false;
      const [one, two] = found;
      return !files.has(keyOf(one, two)) && !files.has(keyOf(two, one));
    },
  };
}

function landerOf(oid: Oid, head: HeadSurvey): Numbered[] {
  const { onTarget, bases, raw, landed, uprooted } = head;
  const [base, ...more] = bases;
  if (onTarget.verdict !== 'clean' || base === undefined || more.length > 0) return [];
  if (!raw || !landed) return [];
  const moves = removesChanged(head);
  return [{ index: 0, oid, raw, landed, uprooted: uprooted ? base : null, moves }];
}

/** The head that is in all pairs: after a push only its own are in question. */
function inAll(pairs: readonly { a: Oid; b: Oid }[]): Oid | null {
  const [first, ...others] = pairs;
  if (!first) return null;
  const shared = (oid: Oid) => others.every(({ a, b }) => a === oid || b === oid);
  return [first.a, first.b].find(shared) ?? null;
}

/** Who touches what; only where `center` does, if there is one. */
function byPath(
  landers: readonly Numbered[],
  center: Oid | null,
): { paths: Map<string, { landed: Touch[]; raw: Touch[] }>; own: Numbered | undefined } {
  const own = landers.find(({ oid }) => oid === center);
  const only = own && new Set([...own.raw, ...own.landed].map(({ path }) => path));
  const paths = new Map<string, { landed: Touch[]; raw: Touch[] }>();
  for (const of of landers) {
    for (const when of ['landed', 'raw'] as const) {
      for (const change of of[when]) {
        if (only && !only.has(change.path)) continue;
        const known = paths.get(change.path);
        const at = known ?? { landed: [], raw: [] };
        if (!known) paths.set(change.path, at);
        at[when].push({ of, change });
      }
    }
  }
  return { paths, own };
}

/**
 * Whether git looks for no renames when it is merged, so that what both add is new: for none of its own, since it removes
 * nothing that the target has changed, and none of the other side's, since it changes and adds to nothing that is gone.
 */
const canOnlyAdd = ({ moves, uprooted }: Numbered) => !moves && uprooted === null;

/** `a` has landed, `b` is merged. */
function meetingOf(a: Touch, b: Touch): Meeting {
  return {
    path: b.change.path,
    base: b.change.oids[0],
    ours: a.change.oids[1],
    landed: a.of.oid,
    theirs: b.change.oids[1],
    reference: a.change.oids[0],
  };
}
