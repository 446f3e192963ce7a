/** What detectors take from the change of each head: worked out once and remembered by object ids. */
import type { Oid, Survey, TreeChange } from '../ports.ts';
import type {
  AnyFileDetector,
  FileChange,
  FileVersion,
  HeadChange,
  InSteps,
  PairSide,
} from './detector.ts';
import { leftOutReason, readVersions, wordsOf } from './file-versions.ts';
import type { LeftOut } from './report.ts';

/** More files of one head than this are left out: nobody reviews such a change file by file either. */
const MOST_FILES = 600;
/** Files whose contents are in memory at once. */
const FILES_AT_ONCE = 60;

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

/** By commit; a head without a change that the detector reads has a digest of null. */
export async function digestsOf(
  detector: AnyFileDetector,
  survey: Survey,
  heads: readonly InspectedHead[],
): Promise<Map<Oid, Digested>> {
  const keyOf = (oid: Oid) =>
    `${detector.name}@${detector.version} ${survey.heads.get(oid)?.bases[0]} ${oid}`;
  const sides = new Map(heads.map(({ oid, side }) => [oid, side]));
  const known = await survey.recall([...sides.keys()].map(keyOf));
  const found = new Map<Oid, Digested>();
  const open: { oid: Oid; changes: TreeChange[]; leftOut: Digested['leftOut'] }[] = [];
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
  for (const some of inPortions(open, ({ changes }) => 2 * changes.length, FILES_AT_ONCE)) {
    const files = some.flatMap(({ changes }) => changes.flatMap(versionsOf));
    const versionOf = await readVersions(survey, detector, files);
    for (const { oid, changes, leftOut } of some) {
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

const isRegular = (mode: string) => mode.startsWith('100');
const isFile = ({ modes }: TreeChange) => modes.some(isRegular);

/** The regular files among both versions. */
export function versionsOf({ path, modes, oids }: TreeChange): { path: string; blob: Oid }[] {
  return oids.flatMap((blob, at) => (isRegular(modes[at] ?? '') ? [{ path, blob }] : []));
}

export function fileChange(
  { path, modes, oids }: TreeChange,
  versionOf: (path: string, blob: Oid) => FileVersion,
): FileChange {
  const [before, after] = oids.map((oid, at) =>
    isRegular(modes[at] ?? '') ? versionOf(path, oid) : null,
  );
  return { path, before: before ?? null, after: after ?? null };
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
