/** What is known of versions of files in one survey: no two of them are compared twice. */
import type { Hunk, Oid, Versions } from '../../ports.ts';
import type { RunGit } from './child.ts';
import { lineHunks } from './line-hunks.ts';

export interface Comparisons {
  /** As `Survey.hunks`, of versions that are there. Throws `GitFailed`. */
  hunks(versions: readonly Versions[]): Promise<(Hunk[] | null)[]>;
  /** Remembers a way from one version to another that git itself may not have taken. */
  remember(before: Oid, after: Oid, way: Hunk[]): void;
}

/** @param parallel processes at once */
export function openComparisons(run: RunGit, gitDir: string, parallel: number): Comparisons {
  const compared = new Map<string, Hunk[] | null>();
  const ways = new Map<string, Hunk[]>();
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
      const fresh = await lineHunks(run, gitDir, [...missing.values()], parallel);
      for (const [at, key] of [...missing.keys()].entries()) compared.set(key, fresh[at] ?? null);
      return versions.map((one) => known(one) ?? null);
    },
    remember(before, after, way) {
      ways.set(keyOf(before, after), way);
    },
  };
}
