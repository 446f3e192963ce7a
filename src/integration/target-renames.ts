/**
 * Whether a landing leaves the target's renames as they are for a head that touches files which the target has no more.
 * Pure but for what it asks the survey for.
 *
 * Let X be the merge base of head B and target M, and L what A's landing makes of M. git looks for renames from X to L,
 * and they are those from X to M where A only modifies files that X has, too: such a file is neither what a rename
 * starts from nor what it leads to. Files that X has not (`newcomers`), and those that A adds, may be what one leads to.
 * They change nothing where all of this holds (merge-ort.c and diffcore-rename.c of git 2.39):
 *
 * - B adds no file to a directory that M has no more. Otherwise git wants to know where the whole directory went; so it
 *   only follows files that B itself changes or deletes, and that M has no more (`sources`).
 * - A removes nothing, and adds no file that X had: all renames start where they did.
 * - No version of such a file is what a file held that M has no more: equal files are paired first.
 * - A file that A adds has another name than every source: a source whose name only one new file has is tried there
 *   first.
 * - Less than half of a source stands in any version of such a file: git pairs no others. git itself counts
 *   (`lookalikes`).
 *
 * Whatever A changes, git must come to the target's new files in the order that it came to them before
 * (`later-directories`): of two that are equally like a source it takes the first.
 */
import type { Oid, Survey, TreeChange, Turnover } from '../ports.ts';
import { isRegularFile, NOTHING } from '../tree-modes.ts';
import { keepsTheirOrder, type LaterDirectories, laterDirectories } from './later-directories.ts';
import { fileName } from './path-parts.ts';
import { isModification, isPlainDirectory } from './touching-lines.ts';

/** A head, as far as its landing matters here. */
export interface Lander {
  oid: Oid;
  raw: TreeChange[];
  landed: TreeChange[];
  /** Where renames of the target matter for this head: its merge base. */
  uprooted: Oid | null;
}

/** What is asked of a survey; without it, everything is in doubt. */
export type Renames = Partial<Pick<Survey, 'turnover' | 'lookalikes'>>;

/** A head for which renames matter, and files at which they start; null where a directory may have moved. */
interface Follower {
  turnover: Turnover;
  /** What files held that the target has no more. */
  held: ReadonlySet<Oid>;
  sources: ReadonlyMap<string, Oid> | null;
  directories: LaterDirectories;
}

/**
 * Whether renames stay as they are for the second head once the first one has landed.
 *
 * @param pairs those that will be asked about, first and second; none whose second head is not `uprooted`
 */
export async function keepingRenames(
  survey: Renames,
  pairs: readonly (readonly [first: Lander, second: Lander])[],
): Promise<(first: Lander, second: Lander) => boolean> {
  const followers = await followersOf(survey, new Set(pairs.map(([, second]) => second)));
  const suspects = new Map<Lander, Map<Lander, Oid[]>>();
  for (const [first, second] of pairs) {
    const follower = followers.get(second);
    if (!follower || !keepsOrder(follower, first.landed)) continue;
    const found = suspectsOf(follower, first.landed);
    if (!found) continue;
    const known = suspects.get(second) ?? new Map<Lander, Oid[]>();
    suspects.set(second, known.set(first, found));
  }
  const alike = await likenesses(survey, followers, suspects);
  return (first, second) => {
    const files = suspects.get(second)?.get(first);
    if (!files || files.length === 0) return files !== undefined;
    const found = alike.get(second);
    return !!found && !files.some((file) => found.has(file));
  };
}

async function followersOf(
  { turnover }: Renames,
  heads: ReadonlySet<Lander>,
): Promise<Map<Lander, Follower>> {
  const bases = [...new Set([...heads].flatMap(({ uprooted }) => uprooted ?? []))];
  const found = bases.length === 0 ? [] : await turnover?.(bases);
  const known = new Map(bases.map((base, at) => [base, found?.[at] ?? null]));
  return new Map(
    [...heads].flatMap((head) => {
      const own = known.get(head.uprooted ?? '');
      if (!own) return [];
      const held = new Set(own.gone.values());
      const directories = laterDirectories(head.raw, own.directories);
      return [[head, { turnover: own, held, sources: sourcesOf(head, own), directories }] as const];
    }),
  );
}

function sourcesOf({ raw, landed }: Lander, { gone }: Turnover): Map<string, Oid> | null {
  const staying = new Set(landed.filter(isStaying).map(({ path }) => path));
  const moved = raw.filter(isStaying).filter(({ path }) => !staying.has(path));
  const mayFollow = raw.some(
    (change) =>
      change.modes[0] === NOTHING &&
      !isPlainDirectory(change) &&
      moved.some(({ path }) => change.path.startsWith(`${path}/`)),
  );
  if (mayFollow) return null;
  return new Map(
    raw.flatMap(({ path }) => {
      const held = gone.get(path);
      return held === undefined ? [] : [[path, held] as const];
    }),
  );
}

/** Where nothing that matters has moved, the order is no matter either. */
function keepsOrder({ sources, directories }: Follower, landed: readonly TreeChange[]): boolean {
  return sources?.size === 0 || keepsTheirOrder(directories, landed, sources !== null);
}

/** Versions of files that renames must not lead to; null where a landing may change renames in another way. */
function suspectsOf(
  { turnover: { newcomers, gone }, held, sources }: Follower,
  landed: readonly TreeChange[],
): Oid[] | null {
  const suspects: Oid[] = [];
  for (const change of landed) {
    const { path, modes, oids } = change;
    if (isModification(change) && !newcomers.has(path)) continue;
    if (isStaying(change)) continue;
    if (!sources) return null;
    if (isModification(change)) suspects.push(...oids);
    else if (modes[0] !== NOTHING) return null;
    else if (isPlainDirectory(change)) continue;
    else if (!isRegularFile(modes[1]) || gone.has(path)) return null;
    else if ([...sources.keys()].some((source) => fileName(source) === fileName(path))) return null;
    else suspects.push(oids[1]);
  }
  if (suspects.some((oid) => held.has(oid))) return null;
  // Without a source nothing can be like one.
  return sources?.size === 0 ? [] : suspects;
}

/** For each head, files among the suspects that git may take for one of its sources; none where it cannot tell. */
async function likenesses(
  { lookalikes }: Renames,
  followers: ReadonlyMap<Lander, Follower>,
  suspects: ReadonlyMap<Lander, ReadonlyMap<Lander, readonly Oid[]>>,
): Promise<Map<Lander, ReadonlySet<Oid>>> {
  const questions = [...suspects].flatMap(([second, byFirst]) => {
    const open = [...byFirst].filter(([, files]) => files.length > 0);
    if (open.length === 0) return [];
    const sources = [...new Set(followers.get(second)?.sources?.values() ?? [])];
    const files = [...new Set(open.flatMap(([, some]) => some))];
    return [{ second, sources, files, landed: open.map(([{ oid }]) => oid) }];
  });
  const answers = questions.length === 0 ? [] : await lookalikes?.(questions);
  return new Map(
    questions.flatMap(({ second }, at) => {
      const alike = answers?.[at];
      return alike ? [[second, alike] as const] : [];
    }),
  );
}

/** A directory that was there and is there afterwards. */
function isStaying(change: TreeChange): boolean {
  return isPlainDirectory(change) && change.modes[0] === change.modes[1];
}
