/** Where evidence of earlier commits is remembered: beside the outcomes of merges, which live by the same rules. */
import type { EvidenceMemory } from '../ports/evidence.ts';
import type { MergeCache } from './store/merges.ts';

const keyOf = (key: string) => `evidence ${key}`;

export function evidenceMemory({ merges }: { merges: MergeCache }): EvidenceMemory {
  return {
    async recall(repo, keys) {
      const found = await merges.get(repo.id, keys.map(keyOf));
      return new Map(
        keys.flatMap((key): [string, string][] => {
          const text = found.get(keyOf(key));
          return text === undefined ? [] : [[key, text]];
        }),
      );
    },
    async keep(repo, known) {
      const rows = [...known].map(([key, outcome]) => ({
        request: keyOf(key),
        outcome,
        validUntil: null,
      }));
      if (rows.length > 0) await merges.put(repo.id, rows);
    },
  };
}

/** For one call of the command line. */
export const FORGETFUL: EvidenceMemory = {
  recall: async () => new Map(),
  keep: async () => {},
};
