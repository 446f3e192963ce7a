/**
 * What the target has changed since each head left it, as far as it matters to the head: to the head it is what another
 * head's change is. Git merges both without a word, and only the build shows what is wrong.
 */
import type { Oid, Survey, TreeChange } from '../ports.ts';
import { isRegularFile } from '../tree-modes.ts';
import { concerning } from './concerning.ts';
import type { AnyFileDetector } from './detector.ts';
import { fileChange, type InspectedHead, inTurns, versionsOf } from './digests.ts';
import { readAhead, readVersions } from './file-versions.ts';
import { addMentions, MOST_PATHS, MOST_WORDS } from './mentions.ts';
import { type Note, noteOf, stillSo } from './still-so.ts';
import { type Judged, judgeSuspects, type Suspect } from './suspects.ts';

/** A head and what the detector takes from its change. */
export interface Departed extends InspectedHead {
  // biome-ignore lint/suspicious/noExplicitAny: each detector has a digest of its own, which only it looks into.
  digest: any;
}

/** A head that the target has left behind. */
export interface Behind extends Departed {
  base: Oid;
  /** Whether a word matters wherever it comes or goes, and not only where it is declared. */
  words: ReadonlyMap<string, boolean>;
  /** Files of the target that may matter. */
  paths: Set<string>;
  /** Those that do if the target has changed them at all. */
  sure: Set<string>;
  /** The words by which others may. */
  doubts: Map<string, string[]>;
}

/** By `ref` of the head; heads that are not behind, or do not merge with the target anyway, are left out. */
export async function judgeAgainstTarget(
  detector: AnyFileDetector,
  survey: Survey,
  target: InspectedHead,
  heads: readonly Departed[],
): Promise<Map<string, Judged>> {
  const found = new Map<string, Judged>();
  const all = heads.flatMap((head) => behind(detector, survey, target.oid, head));
  const keyOn =
    (on: Oid) =>
    ({ base, oid, side }: Behind) =>
      `${detector.name}@${detector.version} behind ${base} ${on} ${oid} ${side.ref} ${target.side.ref}`;
  const keyOf = keyOn(target.oid);
  const known = await survey.recall(all.map(keyOf));
  const fresh = new Map<string, string>();
  const settle = (head: Behind, note: Note) => {
    found.set(head.side.ref, note);
    fresh.set(keyOf(head), JSON.stringify(note));
  };
  const unknown: Behind[] = [];
  for (const head of all) {
    const json = known.get(keyOf(head));
    if (json === undefined) unknown.push(head);
    else found.set(head.side.ref, JSON.parse(json));
  }
  if (unknown.length === 0) return found;
  const same = await stillSo(detector, survey, target.oid, unknown, keyOn);
  for (const [head, note] of same) settle(head, note);
  const open = unknown.filter((head) => !same.has(head));
  await addMentions(detector, survey, target.oid, open);
  const changed = await changesSince(detector, survey, target.oid, open);
  const since = await concerning(survey, changed, open);
  const suspects: Suspect[] = [];
  if (since.size > 1) await readAhead(survey, detector, versionsSince(since.values()));
  // One merge base after the other: all files that a target has changed since each of them are too much to hold at once.
  for (const [base, changes] of since) {
    const digest = await digestSince(detector, survey, target, changes);
    if (digest === null) continue;
    for (const [at, head] of open.entries()) {
      const wants = head.base === base ? detector.wants(digest, head.digest) : null;
      if (!wants) continue;
      await survey.giveWay();
      const about = { target: target.side.ref, trials: {}, squashOnly: false };
      const facts = { a: target.side, b: head.side, ...about };
      const pair = { facts, oids: [target.oid, head.oid] as const, basis: 'direct' as const };
      suspects.push({ at, pair, a: digest, b: head.digest, wants });
    }
  }
  const judged = await judgeSuspects(detector, survey, target.oid, suspects);
  const wanted = new Map(suspects.map(({ at, wants }) => [at, wants]));
  for (const [at, head] of open.entries()) {
    const one = judged.get(at) ?? { detected: [] };
    if ('detected' in one) settle(head, noteOf(head, one.detected, wanted.get(at)));
    else found.set(head.side.ref, one);
  }
  await survey.keep(fresh);
  return found;
}

function behind(detector: AnyFileDetector, survey: Survey, target: Oid, head: Departed): Behind[] {
  const seen = survey.heads.get(head.oid);
  const [base, ...more] = seen?.bases ?? [];
  if (base === undefined || more.length > 0 || base === target) return [];
  if (seen?.onTarget.verdict !== 'clean') return [];
  const { words = [], declared = [], paths = [] } = detector.concerns?.(head.digest) ?? {};
  if (words.length + declared.length + paths.length === 0) return [];
  const all = new Map(words.map((one) => [one, true]));
  for (const one of declared) if (!all.has(one)) all.set(one, false);
  const followed = new Set(paths.slice(0, MOST_PATHS));
  // Of what both have changed it may matter what neither says anywhere else.
  const sure = new Set([...followed, ...(seen.raw ?? []).map(({ path }) => path)]);
  const asked = new Map([...all].slice(0, MOST_WORDS));
  return [{ ...head, base, words: asked, paths: followed, sure, doubts: new Map() }];
}

/**
 * What the target has changed since each merge base, where that lies on the target's own line: the files in question,
 * before and after.
 */
async function changesSince(
  detector: AnyFileDetector,
  survey: Survey,
  target: Oid,
  heads: readonly Behind[],
): Promise<Map<Oid, TreeChange[]>> {
  const changes = new Map<Oid, TreeChange[]>();
  const bases = new Set(heads.map(({ base }) => base));
  const paths = new Set(heads.flatMap((head) => [...head.paths]));
  if (paths.size === 0) return changes;
  const line = await survey.trunk(new Set([...bases, target]), paths);
  for (const [at, { base }] of line.entries()) {
    if (!bases.has(base) || line.at(-1)?.base !== target) continue;
    const wanted = new Set(heads.flatMap((one) => (one.base === base ? [...one.paths] : [])));
    const steps = line.slice(at + 1).flatMap((step) => step.changes);
    const all = composed(steps).filter(({ path }) => wanted.has(path) && detector.reads(path));
    if (all.length > 0) changes.set(base, all);
  }
  return changes;
}

/** Of the versions that the target has now there is one for many merge bases. */
function versionsSince(since: Iterable<readonly TreeChange[]>): { path: string; blob: Oid }[] {
  const changes = [...since].flat();
  // In the order of the target's line, so that each version differs little from the one before.
  return [0, 1].flatMap((side) =>
    changes.flatMap(({ path, modes, oids }) =>
      isRegularFile(modes[side]) ? [{ path, blob: oids[side] as Oid }] : [],
    ),
  );
}

/** What the detector takes from such changes. */
async function digestSince(
  detector: AnyFileDetector,
  survey: Survey,
  target: InspectedHead,
  changes: readonly TreeChange[],
): Promise<unknown> {
  const versionOf = await readVersions(survey, detector, changes.flatMap(versionsOf));
  const files = changes.map((change) => fileChange(change, versionOf));
  return inTurns(survey, detector.digest({ head: target.side, files }));
}

/** Changes one after the other as one: from the first version of each path to its last. */
function composed(steps: readonly TreeChange[]): TreeChange[] {
  const found = new Map<string, TreeChange>();
  for (const step of steps) {
    const before = found.get(step.path);
    found.set(step.path, {
      ...step,
      modes: [before?.modes[0] ?? step.modes[0], step.modes[1]],
      oids: [before?.oids[0] ?? step.oids[0], step.oids[1]],
    });
  }
  return [...found.values()].filter(
    ({ oids: [before, after], modes }) => before !== after && modes.some(isRegularFile),
  );
}
