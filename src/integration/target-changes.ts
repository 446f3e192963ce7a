/**
 * What the target has changed since each head left it, as far as it matters to the head: to the head it is what another
 * head's change is. Git merges both without a word, and only the build shows what is wrong.
 */
import type { Occurrence, Oid, Survey, TreeChange } from '../ports.ts';
import type { AnyFileDetector } from './detector.ts';
import { fileChange, type InspectedHead, versionsOf } from './digests.ts';
import { readVersions } from './file-versions.ts';
import { type Judged, judgeSuspects, type Suspect } from './suspects.ts';

/** A word that stands in more files than this may mean anything. */
const MOST_FILES = 40;
/** More words, or files, of one head are not followed. */
const MOST_WORDS = 300;
const MOST_PATHS = 400;

/** A head and what the detector takes from its change. */
export interface Departed extends InspectedHead {
  // biome-ignore lint/suspicious/noExplicitAny: each detector has a digest of its own, which only it looks into.
  digest: any;
}

interface Behind extends Departed {
  base: Oid;
  words: readonly string[];
  paths: Set<string>;
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
  const keyOf = ({ base, oid, side }: Behind) =>
    `${detector.name}@${detector.version} since ${base} ${target.oid} ${oid} ${side.ref} ${target.side.ref}`;
  const known = await survey.recall(all.map(keyOf));
  const open: Behind[] = [];
  for (const head of all) {
    const json = known.get(keyOf(head));
    if (json === undefined) open.push(head);
    else found.set(head.side.ref, { detected: JSON.parse(json) });
  }
  if (open.length === 0) return found;
  await addMentions(detector, survey, target.oid, open);
  const since = await digestsSince(detector, survey, target, open);
  const suspects = open.flatMap((head, at): Suspect[] => {
    const digest = since.get(head.base) ?? null;
    const wants = digest === null ? null : detector.wants(digest, head.digest);
    if (!wants) return [];
    const about = { target: target.side.ref, trials: {}, squashOnly: false };
    const facts = { a: target.side, b: head.side, ...about };
    const pair = { facts, oids: [target.oid, head.oid] as const, basis: 'direct' as const };
    return [{ at, pair, a: digest, b: head.digest, wants }];
  });
  const judged = await judgeSuspects(detector, survey, target.oid, suspects);
  const fresh = new Map<string, string>();
  for (const [at, head] of open.entries()) {
    const one = judged.get(at) ?? { detected: [] };
    found.set(head.side.ref, one);
    if ('detected' in one) fresh.set(keyOf(head), JSON.stringify(one.detected));
  }
  await survey.keep(fresh);
  return found;
}

function behind(detector: AnyFileDetector, survey: Survey, target: Oid, head: Departed): Behind[] {
  const seen = survey.heads.get(head.oid);
  const [base, ...more] = seen?.bases ?? [];
  if (base === undefined || more.length > 0 || base === target) return [];
  if (seen?.onTarget.verdict !== 'clean') return [];
  const { words = [], paths = [] } = detector.concerns?.(head.digest) ?? {};
  if (words.length + paths.length === 0) return [];
  const followed = new Set(paths.slice(0, MOST_PATHS));
  return [{ ...head, base, words: [...new Set(words)].slice(0, MOST_WORDS), paths: followed }];
}

/** Adds the files that mention a head's words: where the head left the target, and on the target now. */
async function addMentions(
  detector: AnyFileDetector,
  survey: Survey,
  target: Oid,
  heads: readonly Behind[],
): Promise<void> {
  const asked = new Map<Oid, Set<string>>();
  for (const { base, words } of heads) {
    for (const commit of [base, target]) {
      const known = asked.get(commit) ?? new Set();
      for (const word of words) known.add(word);
      if (known.size > 0) asked.set(commit, known);
    }
  }
  const places = new Map<Oid, Map<string, Occurrence[]>>();
  for (const [commit, words] of asked)
    places.set(commit, await survey.occurrences(commit, [...words]));
  for (const { base, words, paths } of heads) {
    for (const word of words) {
      const files = [base, target].map(
        (commit) => new Set((places.get(commit)?.get(word) ?? []).map(({ path }) => path)),
      );
      if (files.some(({ size }) => size > MOST_FILES)) continue;
      for (const path of files.flatMap((some) => [...some]))
        if (paths.size < MOST_PATHS && detector.reads(path)) paths.add(path);
    }
  }
}

/** What the detector takes from the target's change since each merge base, where that lies on the target's own line. */
async function digestsSince(
  detector: AnyFileDetector,
  survey: Survey,
  target: InspectedHead,
  heads: readonly Behind[],
): Promise<Map<Oid, unknown>> {
  const bases = new Set(heads.map(({ base }) => base));
  const paths = new Set(heads.flatMap((head) => [...head.paths]));
  if (paths.size === 0) return new Map();
  const line = await survey.trunk(new Set([...bases, target.oid]), paths);
  const changes = new Map<Oid, TreeChange[]>();
  for (const [at, { base }] of line.entries()) {
    if (!bases.has(base) || line.at(-1)?.base !== target.oid) continue;
    const wanted = new Set(heads.flatMap((one) => (one.base === base ? [...one.paths] : [])));
    const steps = line.slice(at + 1).flatMap((step) => step.changes);
    changes.set(
      base,
      composed(steps).filter(({ path }) => wanted.has(path) && detector.reads(path)),
    );
  }
  const versionOf = await readVersions(
    survey,
    detector,
    [...changes.values()].flat().flatMap(versionsOf),
  );
  const found = new Map<Oid, unknown>();
  for (const [base, list] of changes) {
    const files = list.map((change) => fileChange(change, versionOf));
    if (files.length > 0) found.set(base, detector.digest({ head: target.side, files }));
  }
  return found;
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
  const isRegular = (mode: string) => mode.startsWith('100');
  return [...found.values()].filter(
    ({ oids: [before, after], modes }) => before !== after && modes.some(isRegular),
  );
}
