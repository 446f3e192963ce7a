/** Finding names: exactly, by alias, with `_` and `-` folded, and the nearest one for a misspelt name. Pure. */
import { distance } from 'fastest-levenshtein';
import type { Plan } from './schema.ts';

/** Names that mean the same have the same fold: case, and `_` against `-`, make no difference. */
export function fold(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** The candidate that `name` was probably meant to be, at most `edits` edits away; null when none is. */
export function nearest(name: string, candidates: Iterable<string>, edits = 3): string | null {
  const folded = fold(name);
  const limit = Math.min(edits, Math.floor(folded.length / 3) + (folded.length > 2 ? 1 : 0));
  let best: string | null = null;
  let least = limit + 1;
  for (const candidate of candidates) {
    // Cheap first: an edit distance is never smaller than the difference in length.
    if (Math.abs(candidate.length - folded.length) >= least) continue;
    const found = distance(folded, fold(candidate));
    if (found < least) [best, least] = [candidate, found];
  }
  return best;
}

/** Finds workstreams by what people call them. */
export interface NameIndex {
  /** The workstream's name, or null: by name, alias or number, with `_`/`-` and case folded. */
  find(written: string): string | null;
  /** The workstream's name that was probably meant, or null. */
  nearest(written: string): string | null;
}

interface Named {
  name: string;
  aliases: readonly string[];
  number?: number | undefined;
}

/** Index over workstreams; where two share a name, the first keeps it. */
export function indexNames(workstreams: Iterable<Named>): NameIndex {
  const all = [...workstreams];
  const byFold = new Map<string, string>();
  const add = (written: string, name: string) => {
    if (!byFold.has(fold(written))) byFold.set(fold(written), name);
  };
  for (const { name } of all) add(name, name);
  for (const { name, aliases } of all) for (const alias of aliases) add(alias, name);
  for (const { name, number } of all) if (number !== undefined) add(String(number), name);
  const exact = new Set(all.map(({ name }) => name));
  const written = all.flatMap(({ name, aliases }) => [name, ...aliases]);
  return {
    find: (name) => (exact.has(name) ? name : (byFold.get(fold(name)) ?? null)),
    nearest: (name) => {
      const near = nearest(name, written);
      return near === null ? null : (byFold.get(fold(near)) ?? null);
    },
  };
}

const indexes = new WeakMap<object, NameIndex>();

/** The index over a plan's workstreams, made once per plan. */
export function workstreamNames(plan: Pick<Plan, 'workstreams'>): NameIndex {
  const known = indexes.get(plan);
  if (known) return known;
  const entries = Object.entries(plan.workstreams);
  const index = indexNames(
    entries.map(([name, { aliases, number }]) => ({ name, aliases, number })),
  );
  indexes.set(plan, index);
  return index;
}
