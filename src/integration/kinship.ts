import type { Oid, Survey } from '../ports.ts';

/** Whether two heads share commits that have not landed; stacked heads do. Squashing one changes the other then. */
export type Kinship = (a: Oid, b: Oid) => boolean;

/**
 * Finds the kin among the heads of a survey.
 *
 * @param few it is asked about so few pairs that the heads are not gone through for it
 */
export function kinshipOf({ heads }: Pick<Survey, 'heads'>, few = false): Kinship {
  if (few) return (a, b) => share(heads.get(a)?.commits ?? NONE, heads.get(b)?.commits ?? NONE);
  const owners = new Map<Oid, Oid[]>();
  for (const [head, { commits }] of heads) {
    for (const commit of commits) {
      const known = owners.get(commit);
      if (known) known.push(head);
      else owners.set(commit, [head]);
    }
  }
  const kin = new Map<Oid, Set<Oid>>();
  for (const family of owners.values()) {
    if (family.length < 2) continue;
    for (const head of family) {
      const known = kin.get(head) ?? new Set();
      kin.set(head, known);
      for (const other of family) known.add(other);
    }
  }
  return (a, b) =>
    a === b ? (heads.get(a)?.commits.size ?? 0) > 0 : (kin.get(a)?.has(b) ?? false);
}

const NONE: ReadonlySet<Oid> = new Set();

function share(a: ReadonlySet<Oid>, b: ReadonlySet<Oid>): boolean {
  const [less, more] = a.size < b.size ? [a, b] : [b, a];
  for (const commit of less) if (more.has(commit)) return true;
  return false;
}
