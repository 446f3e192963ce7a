import { nearest } from '../commands.ts';
import type { Plan } from '../plan/schema.ts';
import type { Head } from './report.ts';

/** What `/integrate with NAME...` meant: the heads, or the names nobody knows with the nearest valid ones. */
export type NamedHeads =
  | { ok: true; heads: Head[] }
  | { ok: false; unknown: { name: string; nearest: string[] }[] };

/** Finds heads by ref, branch, PR number (`12` or `#12`), workstream name or alias. */
export function findHeads(
  names: readonly string[],
  heads: readonly Head[],
  plan: Plan | null,
): NamedHeads {
  const byName = new Map<string, Set<Head>>();
  const add = (name: string, head: Head) =>
    byName.set(fold(name), (byName.get(fold(name)) ?? new Set<Head>()).add(head));
  for (const head of heads) {
    add(head.ref, head);
    add(head.branch, head);
    if (head.pullRequest) {
      add(`${head.pullRequest.number}`, head);
      add(`#${head.pullRequest.number}`, head);
    }
    for (const name of head.assignment?.workstreams ?? []) {
      add(name, head);
      for (const alias of plan?.workstreams[name]?.aliases ?? []) add(alias, head);
    }
  }
  const valid = [
    ...new Set(heads.flatMap((head) => [head.ref, ...(head.assignment?.workstreams ?? [])])),
  ];
  const unknown = names
    .filter((name) => !byName.has(fold(name)))
    .map((name) => ({ name, nearest: nearest(name, valid) }));
  if (unknown.length > 0) return { ok: false, unknown };
  return {
    ok: true,
    heads: [...new Set(names.flatMap((name) => [...(byName.get(fold(name)) ?? [])]))],
  };
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
