/** What detectors take from the change of each head: worked out once and remembered by object ids. */
import type { Oid, Survey, TreeChange } from '../ports.ts';
import { isRegularFile } from '../tree-modes.ts';
import type {
  AnyFileDetector,
  FileChange,
  FileVersion,
  HeadChange,
  InSteps,
  PairSide,
} from './detector.ts';
import { leftOutReason, readAhead, readVersions, wordsOf } from './file-versions.ts';
import type { LeftOut } from './report.ts';

/** More files of one head than this are left out: nobody reviews such a change file by file either. */
const MOST_FILES = 600;
/** Versions of files whose contents are in memory at once. */
const FILES_AT_ONCE = 60;
/** Versions of which symbols are read ahead; not so many that the first are forgotten when the last are read. */
const FILES_AHEAD = 800;

/** A head and its commit. */
export interface InspectedHead {
  side: PairSide;
  oid: Oid;
}

export interface Digested {
  // biome-ignore lint/suspicious/noExplicitAny: see above
  digest: any;
  leftOut: Omit<LeftOut, 'detector'>[];
  /** Why there is no digest though there are files. */
  failure?: string;
}

/** A head that is to be digested. */
interface Open {
  oid: Oid;
  changes: TreeChange[];
  leftOut: Digested['leftOut'];
}

/** Names everything that the digest of a head depends on. */
export function digestKey(detector: AnyFileDetector, { heads }: Survey, oid: Oid): string {
  return `${detector.name}@${detector.version} ${heads.get(oid)?.bases[0]} ${oid}`;
}

/** By commit; a head without a change that the detector reads has a digest of null. */
export async function digestsOf(
  detector: AnyFileDetector,
  survey: Survey,
  heads: readonly InspectedHead[],
): Promise<Map<Oid, Digested>> {
  const keyOf = (oid: Oid) => digestKey(detector, survey, oid);
  const sides = new Map(heads.map(({ oid, side }) => [oid, side]));
  const known = await survey.recall([...sides.keys()].map(keyOf));
  const found = new Map<Oid, Digested>();
  const open: Open[] = [];
  for (const oid of sides.keys()) {
    const json = known.get(keyOf(oid));
    const raw = survey.heads.get(oid)?.raw;
    if (json !== undefined) {
      found.set(oid, JSON.parse(json));
      await survey.giveWay();
    } else if (raw) {
      const files = raw.filter((change) => isFile(change) && detector.reads(change.path));
      const beyond = files.slice(MOST_FILES).map(({ path }) => ({ path, reason: 'too-many' }));
      open.push({ oid, changes: files.slice(0, MOST_FILES), leftOut: beyond });
    }
  }
  const fresh = new Map<string, string>();
  for (const some of portions(open)) {
    if (some.ahead) await readAhead(survey, detector, some.ahead.flatMap(filesOf));
    const versionOf = await readVersions(survey, detector, some.now.flatMap(filesOf));
    for (const { oid, changes, leftOut } of some.now) {
      const files = changes.map((change) => fileChange(change, versionOf));
      for (const { path, before, after } of files) {
        const reason = leftOutReason(after) ?? leftOutReason(before);
        if (reason !== null) leftOut.push({ path, reason });
      }
      const head = sides.get(oid) as PairSide;
      const digested = await digestOf(survey, detector, { head, files }, leftOut);
      found.set(oid, digested);
      if (digested.failure === undefined) fresh.set(keyOf(oid), JSON.stringify(digested));
    }
  }
  await survey.keep(fresh);
  return found;
}

async function digestOf(
  survey: Survey,
  detector: AnyFileDetector,
  change: HeadChange,
  leftOut: Digested['leftOut'],
): Promise<Digested> {
  if (change.files.length === 0) return { digest: null, leftOut };
  try {
    return { digest: await inTurns(survey, detector.digest(change)), leftOut };
  } catch (error) {
    return { digest: null, leftOut, failure: wordsOf(error) };
  }
}

/** What the steps lead to; everybody else has a turn after each. */
export async function inTurns<T>({ giveWay }: Survey, steps: InSteps<T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await giveWay();
  }
}

const isFile = ({ modes }: TreeChange) => modes.some(isRegularFile);

/** The regular files among both versions. */
export function versionsOf({ path, modes, oids }: TreeChange): { path: string; blob: Oid }[] {
  return oids.flatMap((blob, at) => (isRegularFile(modes[at]) ? [{ path, blob }] : []));
}

export function fileChange(
  { path, modes, oids }: TreeChange,
  versionOf: (path: string, blob: Oid) => FileVersion,
): FileChange {
  const [before, after] = oids.map((oid, at) =>
    isRegularFile(modes[at]) ? versionOf(path, oid) : null,
  );
  return { path, before: before ?? null, after: after ?? null };
}

const filesOf = ({ changes }: Open) => changes.flatMap(versionsOf);

/** Heads to digest now, and before the first of many the heads of which files are read ahead. */
function* portions(open: readonly Open[]): Iterable<{ now: Open[]; ahead: Open[] | null }> {
  const weigh = ({ changes }: Open) => 2 * changes.length;
  for (const many of inPortions(open, weigh, FILES_AHEAD)) {
    let ahead = many.length > 1 ? many : null;
    for (const now of inPortions(many, weigh, FILES_AT_ONCE)) {
      yield { now, ahead };
      ahead = null;
    }
  }
}

function* inPortions<T>(
  items: readonly T[],
  weigh: (item: T) => number,
  most: number,
): Iterable<T[]> {
  let portion: T[] = [];
  let weight = 0;
  for (const item of items) {
    if (portion.length > 0 && weight + weigh(item) > most) {
      yield portion;
      portion = [];
      weight = 0;
    }
    portion.push(item);
    weight += weigh(item);
  }
  if (portion.length > 0) yield portion;
}
