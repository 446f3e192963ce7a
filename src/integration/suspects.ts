/** Pairs that a detector suspects: reads what it wants to know of them, lets it judge, and remembers the answer. */
import { pairHolds } from '../moved-target.ts';
import type { MergeRequest, Occurrence, Oid, Survey } from '../ports.ts';
import type {
  AnyFileDetector,
  Detected,
  FileVersion,
  Given,
  PairFacts,
  Wants,
} from './detector.ts';
import { readVersions, wordsOf } from './file-versions.ts';
import { fileName } from './path-parts.ts';
import type { PairBasis } from './report.ts';

const PAIRS_AT_ONCE = 50;
/** Words that are searched for in one head. */
const MOST_WORDS = 500;

/** A pair to look into. */
export interface InspectedPair {
  facts: PairFacts;
  oids: readonly [Oid, Oid];
  basis: PairBasis;
}

export interface Suspect {
  /** Position of the pair. */
  at: number;
  pair: InspectedPair;
  // biome-ignore lint/suspicious/noExplicitAny: see above
  a: any;
  // biome-ignore lint/suspicious/noExplicitAny: see above
  b: any;
  wants: Wants;
}

export type Judged = { detected: Detected[] } | { failure: string };

/** By position of the pair. */
export async function judgeSuspects(
  detector: AnyFileDetector,
  survey: Survey,
  target: Oid,
  suspects: readonly Suspect[],
): Promise<Map<number, Judged>> {
  const keyOn =
    (on: Oid) =>
    ({ pair: { facts, oids, basis } }: Suspect) =>
      // Findings name the heads by their refs.
      [`${detector.name}@${detector.version}`, basis, on, ...oids, facts.a.ref, facts.b.ref].join(
        ' ',
      );
  const keyOf = keyOn(target);
  const known = await survey.recall(suspects.map(keyOf));
  const found = new Map<number, Judged>();
  const unknown: Suspect[] = [];
  for (const suspect of suspects) {
    const json = known.get(keyOf(suspect));
    if (json === undefined) unknown.push(suspect);
    else found.set(suspect.at, { detected: JSON.parse(json) });
  }
  const fresh = new Map<string, string>();
  const open: Suspect[] = [];
  const earlier = await knownEarlier(survey, unknown, keyOn);
  for (const suspect of unknown) {
    const json = earlier.get(suspect);
    if (json === undefined) open.push(suspect);
    else {
      found.set(suspect.at, { detected: JSON.parse(json) });
      fresh.set(keyOf(suspect), json);
    }
  }
  const words = await wordsIn(survey, open);
  for (let start = 0; start < open.length; start += PAIRS_AT_ONCE) {
    const some = open.slice(start, start + PAIRS_AT_ONCE);
    const merged = await mergedFiles(detector, survey, target, some);
    for (const [n, suspect] of some.entries()) {
      await survey.giveWay();
      const [a, b] = suspect.pair.oids;
      const given: Given = {
        merged: merged[n] ?? null,
        words: { a: words.get(a) ?? new Map(), b: words.get(b) ?? new Map() },
      };
      try {
        const detected = detector.detect(suspect.pair.facts, suspect.a, suspect.b, given);
        found.set(suspect.at, { detected });
        fresh.set(keyOf(suspect), JSON.stringify(detected));
      } catch (error) {
        found.set(suspect.at, { failure: wordsOf(error) });
      }
    }
  }
  await survey.keep(fresh);
  return found;
}

/** Findings against an earlier target that still hold: the merge is the same, and so are the files wanted of it. */
async function knownEarlier(
  survey: Survey,
  suspects: readonly Suspect[],
  keyOn: (on: Oid) => (suspect: Suspect) => string,
): Promise<Map<Suspect, string>> {
  const { moved, heads } = survey;
  if (!moved) return new Map();
  const same = suspects.filter(({ pair: { oids }, wants: { merged } }) => {
    const [a, b] = oids.map((oid) => (moved.heads.has(oid) ? heads.get(oid) : undefined));
    if (!a || !b || !pairHolds(a, b)) return false;
    return !moved.changes.some(
      ({ path }) => merged?.paths.includes(path) || merged?.names.includes(fileName(path)),
    );
  });
  const keyOf = keyOn(moved.from);
  const known = await survey.recall(same.map(keyOf));
  return new Map(
    same.flatMap((suspect) => {
      const json = known.get(keyOf(suspect));
      return json === undefined ? [] : [[suspect, json] as const];
    }),
  );
}

/** Each head is searched once, for everything that is asked of it. */
async function wordsIn(
  survey: Survey,
  suspects: readonly Suspect[],
): Promise<Map<Oid, Map<string, Occurrence[]>>> {
  const asked = new Map<Oid, Set<string>>();
  for (const { pair, wants } of suspects) {
    for (const [at, side] of (['a', 'b'] as const).entries()) {
      const oid = pair.oids[at] as Oid;
      const words = asked.get(oid) ?? new Set();
      for (const word of wants.words?.[side] ?? []) if (words.size < MOST_WORDS) words.add(word);
      if (words.size > 0) asked.set(oid, words);
    }
  }
  const found = new Map<Oid, Map<string, Occurrence[]>>();
  for (const [oid, words] of asked) found.set(oid, await survey.occurrences(oid, [...words]));
  return found;
}

async function mergedFiles(
  detector: AnyFileDetector,
  survey: Survey,
  target: Oid,
  suspects: readonly Suspect[],
): Promise<(ReadonlyMap<string, FileVersion> | null)[]> {
  const asked = suspects.flatMap(({ pair, wants }, at) =>
    wants.merged ? [{ at, request: mergeOf(pair, target), wish: wants.merged }] : [],
  );
  if (asked.length === 0) return [];
  const trees = await survey.merged(asked);
  const files = trees.flatMap((tree) => [...(tree ?? [])].map(([path, blob]) => ({ path, blob })));
  const versionOf = await readVersions(survey, detector, files);
  const found: (ReadonlyMap<string, FileVersion> | null)[] = [];
  for (const [n, { at }] of asked.entries()) {
    const files = trees[n];
    if (!files) continue;
    found[at] = new Map([...files].map(([path, oid]) => [path, versionOf(path, oid)]));
  }
  return found;
}

function mergeOf({ oids: [a, b], basis }: InspectedPair, target: Oid): MergeRequest {
  return basis === 'landing'
    ? { ours: { landed: a, on: target, how: 'merge' }, theirs: b }
    : { ours: a, theirs: b };
}
