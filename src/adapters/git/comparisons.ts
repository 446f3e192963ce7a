/** What is known of versions of files in one look: no two of them are compared twice. */
import { weightOf } from '../../hunks.ts';
import type { Hunk, Oid, Versions } from '../../ports.ts';
import { recent } from '../../recent.ts';
import type { RunGit } from './child.ts';
import type { HeldTexts } from './held-texts.ts';
import { lineHunks } from './line-hunks.ts';

export interface Comparisons {
  /** As `Survey.hunks`, of versions that are there, or held. Throws `GitFailed`. */
  hunks(versions: readonly Versions[]): Promise<(Hunk[] | null)[]>;
  /** Remembers a way from one version to another that git itself may not have taken. */
  remember(before: Oid, after: Oid, way: Hunk[]): void;
}

/** Hunks, and lines that stand in them, of either kind; each takes some ten bytes. */
const KEPT = 1_000_000;

/** @param parallel processes at once */
export function openComparisons(
  run: RunGit,
  gitDir: string,
  texts: Pick<HeldTexts, 'write'>,
  parallel: number,
): Comparisons {
  const compared = recent<Hunk[]>(KEPT);
  const ways = recent<Hunk[]>(KEPT);
  const keyOf = (before: Oid, after: Oid) => `${before} ${after}`;
  const known = ({ before, after, anyWay }: Versions) => {
    const key = keyOf(before, after);
    return (anyWay && ways.get(key)) || compared.get(key);
  };
  return {
    async hunks(versions) {
      const missing = new Map(
        versions.flatMap((one) =>
          known(one) === undefined ? [[keyOf(one.before, one.after), one] as const] : [],
        ),
      );
      texts.write([...missing.values()].flatMap(({ before, after }) => [before, after]));
      const fresh = await lineHunks(run, gitDir, [...missing.values()], parallel);
      const found = new Map([...missing.keys()].map((key, at) => [key, fresh[at] ?? null]));
      // What could not be compared may be the next time.
      for (const [key, hunks] of found) if (hunks) compared.set(key, hunks, weightOf(hunks));
      // What is found now may be too much to be kept.
      return versions.map((one) => known(one) ?? found.get(keyOf(one.before, one.after)) ?? null);
    },
    remember(before, after, way) {
      ways.set(keyOf(before, after), way, weightOf(way));
    },
  };
}
