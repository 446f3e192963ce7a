/** What a head changes, by what the rules ask of it: made when first asked, and kept as long as the digest. */
import type { ApiDigest, Changed, NewImplementation, Shape, Sym } from './changes.ts';
import type { LostExport } from './exports.ts';
import { byName } from './groups.ts';
import { endOf, moduleOf } from './modules.ts';
import { ownerOf, placeOf } from './names.ts';
import type { Taker } from './takers.ts';

export type Lookup<T> = (digest: ApiDigest) => T;

export function once<T>(make: Lookup<T>): Lookup<T> {
  const known = new WeakMap<ApiDigest, { made: T }>();
  return (digest) => {
    const before = known.get(digest);
    if (before) return before.made;
    const made = make(digest);
    known.set(digest, { made });
    return made;
  };
}

/** What is done with a call carries the name of the class, where a constructor is called. */
export const callName = (sym: Sym): string =>
  sym.kind === 'constructor' ? ownerOf(sym) : sym.name;

/** So many definitions of one name may be held against all uses of it. */
const FEW = 20;

const inside = ({ path, container }: Sym) => `${path}\0${container.split('/').at(-1)}`;

/** Keyed by path and the last name of the container. */
export const partKey = (path: string, type: string): string => `${path}\0${type.split('/').at(-1)}`;

export const addedNamed: Lookup<Map<string, Sym[]>> = once(({ added }) => byName(added));
export const removedNamed: Lookup<Map<string, Sym[]>> = once(({ removed }) => byName(removed));
export const addedAt: Lookup<Map<string, Sym[]>> = once(({ added }) => Map.groupBy(added, placeOf));
export const addedIn: Lookup<Map<string, Sym[]>> = once(({ added }) => Map.groupBy(added, inside));
export const removedIn: Lookup<Map<string, Sym[]>> = once(({ removed }) =>
  Map.groupBy(removed, inside),
);
export const changedIn: Lookup<Map<string, Changed[]>> = once(({ changed }) =>
  Map.groupBy(changed, ({ after }) => inside(after)),
);
export const changedCalls: Lookup<Map<string, Changed[]>> = once(({ changed }) =>
  Map.groupBy(changed, ({ after }) => callName(after)),
);
/** How many definitions of a name go or change, where that are many. */
export const crowds: Lookup<Map<string, number>> = once(({ removed, changed }) => {
  const all = [...removed, ...changed.map(({ before }) => before)];
  const counts = [...Map.groupBy(all, callName)].map(
    ([name, list]) => [name, list.length] as const,
  );
  return new Map(counts.filter(([, count]) => count > FEW));
});

/** What a renamed symbol is told by. */
export const likeKey = ({ path, container, kind, signature }: Sym): string =>
  `${path}\0${container}\0${kind}\0${signature}`;
export const addedLike: Lookup<Map<string, Sym[]>> = once(({ added }) =>
  Map.groupBy(added, likeKey),
);

export const derivedInJava: Lookup<Map<string, NewImplementation[]>> = once(({ implementations }) =>
  Map.groupBy(
    implementations.filter(({ language }) => language === 'java'),
    ({ of }) => of,
  ),
);
export const shapesNamed: Lookup<Map<string, Shape[]>> = once(({ shapes }) => byName(shapes));
export const shapesAt: Lookup<Map<string, Shape[]>> = once(({ shapes }) =>
  Map.groupBy(shapes, ({ path, name }) => `${path}\0${name}`),
);

/** As `ApiDigest.reexports`, by module: a file may have become a folder. */
const handedOn: Lookup<Set<string>> = once(
  ({ reexports }) =>
    new Set(
      reexports.map((one) => {
        const at = one.lastIndexOf(' ');
        return `${moduleOf(one.slice(0, at))} ${one.slice(at + 1)}`;
      }),
    ),
);
/** Whether the module that a file is, or has become, hands a name on. */
export const handsOnName = (digest: ApiDigest, path: string, name: string): boolean =>
  handedOn(digest).has(`${moduleOf(path)} ${name}`);
export const broughtInto: Lookup<Set<string>> = once(
  ({ imports }) => new Set(imports.map(({ path, name }) => `${path}\0${name}`)),
);
export const unexportedNamed: Lookup<Map<string, LostExport[]>> = once(({ unexported }) =>
  byName(unexported),
);
/** By the name that is called, and by the argument. */
export const takersNamed: Lookup<Map<string, Map<Taker['at'], Taker[]>>> = once(({ takers }) => {
  const named = Map.groupBy(takers, ({ sym }) => callName(sym));
  return new Map(
    [...named].map(([name, all]) => [name, Map.groupBy(all, ({ at }) => at)] as const),
  );
});
export const takersOf: Lookup<Map<string, Taker[]>> = once(({ takers }) =>
  Map.groupBy(takers, ({ type }) => type),
);

/** Files of which nothing is left, by how imports end that mean them. */
export const deletedEndingIn: Lookup<Map<string, string[]>> = once(({ deleted }) =>
  Map.groupBy(deleted, endOf),
);
/** Files to which symbols or names come that they hand on, by how imports end that mean them. */
export const created: Lookup<Map<string, string[]>> = once(({ added, reexports }) => {
  const paths = [
    ...added.map(({ path }) => path),
    ...reexports.map((one) => one.slice(0, one.lastIndexOf(' '))),
  ];
  return Map.groupBy([...new Set(paths)], endOf);
});
export const isDeleted: Lookup<Set<string>> = once(({ deleted }) => new Set(deleted));
