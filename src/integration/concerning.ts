/** Of the files that a target has changed, those in which something is declared otherwise that a head is concerned with. */
import type { Oid, Survey, TreeChange } from '../ports.ts';
import { declareAlike, type Lines, linesIn } from './declared-blocks.ts';
import type { Behind } from './target-changes.ts';

/** Versions of files that are in memory at once. */
const FILES_AT_ONCE = 60;

interface Doubtful {
  change: TreeChange;
  words: ReadonlySet<string>;
}

/**
 * Leaves out the changes that say nothing new of any word that makes them matter to a head; nothing else of these files is
 * looked at then.
 *
 * @param since by merge base, what the target has changed there
 */
export async function concerning(
  survey: Survey,
  since: ReadonlyMap<Oid, readonly TreeChange[]>,
  heads: readonly Behind[],
): Promise<Map<Oid, TreeChange[]>> {
  const doubtful: Doubtful[] = [];
  for (const [base, changes] of since) {
    const here = heads.filter((head) => head.base === base);
    for (const change of changes) {
      const words = new Set(here.flatMap(({ doubts }) => doubts.get(change.path) ?? []));
      const isSure = here.some(({ sure }) => sure.has(change.path));
      if (!isSure && words.size > 0) doubtful.push({ change, words });
    }
  }
  const alike = await thoseAlike(survey, doubtful);
  return new Map(
    [...since].flatMap(([base, changes]): [Oid, TreeChange[]][] => {
      const left = changes.filter((change) => !alike.has(change));
      return left.length > 0 ? [[base, left]] : [];
    }),
  );
}

async function thoseAlike(survey: Survey, doubtful: readonly Doubtful[]): Promise<Set<TreeChange>> {
  const found = new Set<TreeChange>();
  // The target's version of a file is the same for all merge bases.
  const sorted = doubtful.toSorted((x, y) =>
    x.change.path < y.change.path ? -1 : Number(x.change.path > y.change.path),
  );
  for (let at = 0; at < sorted.length; at += FILES_AT_ONCE / 2) {
    const some = sorted.slice(at, at + FILES_AT_ONCE / 2);
    const contents = await survey.contents(some.flatMap(({ change }) => change.oids));
    const known = new Map<string, Lines>();
    const linesOf = (path: string, blob: Oid): Lines | null => {
      const content = contents.get(blob);
      if (content?.state !== 'text') return null;
      const key = `${blob} ${path}`;
      const lines = known.get(key) ?? linesIn(path, content.text);
      known.set(key, lines);
      return lines;
    };
    for (const { change, words } of some) {
      await survey.giveWay();
      const [before, now] = change.oids.map((oid) => linesOf(change.path, oid));
      if (before && now && declareAlike(before, now, words)) found.add(change);
    }
  }
  return found;
}
