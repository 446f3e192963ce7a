/** A digest by what other heads ask of it; made once for all pairs of a head. */

import { folderOf } from '../../path-parts.ts';
import type { ApiDigest, NewImport, NewUse, Sym } from './changes.ts';
import { byName } from './groups.ts';
import type { Lean } from './lost-names.ts';
import { placeOf } from './names.ts';

interface Index {
  uses: ReadonlyMap<string, NewUse[]>;
  /** Files in which it defines something otherwise. */
  files: ReadonlySet<string>;
  /** What it defines otherwise, as `placeOf`. */
  places: ReadonlySet<string>;
  /** What it brings itself, by name. */
  brought: ReadonlyMap<string, Sym[]>;
  /** By place, container and name. */
  added: ReadonlyMap<string, Sym[]>;
  /** By path. */
  leans: ReadonlyMap<string, Lean[]>;
  imports: ReadonlyMap<string, NewImport[]>;
}

const indexes = new WeakMap<ApiDigest, Index>();

export function indexOf(digest: ApiDigest): Index {
  const known = indexes.get(digest);
  if (known) return known;
  const { removed, added, changed } = digest;
  const touched = [...removed, ...added, ...changed.map(({ before }) => before)];
  const index: Index = {
    uses: usesByName(digest.uses),
    files: new Set(touched.map(({ path }) => path)),
    places: new Set(touched.map(placeOf)),
    brought: byName(added),
    added: Map.groupBy(added, (sym) => `${roomOf(sym)}\0${sym.container}\0${sym.name}`),
    leans: Map.groupBy(digest.leans, ({ path }) => path),
    imports: Map.groupBy(digest.imports, ({ path }) => path),
  };
  indexes.set(digest, index);
  return index;
}

/** @see Using.named */
function usesByName(uses: readonly NewUse[]): ReadonlyMap<string, NewUse[]> {
  const found = byName(uses);
  const unnamed = uses.filter(
    ({ how, via, language }) =>
      how === 'plain' &&
      /^(typescript|javascript)$/.test(language) &&
      /^(default|\*)$/.test(via?.original ?? ''),
  );
  return unnamed.length === 0 ? found : new Map([...found, ['default', unnamed]]);
}

/** Where a name may stand once: a file, or in Go a package, of which a folder may hold two. */
function roomOf({ language, path, package: name }: Sym): string {
  return language === 'go' ? `${folderOf(path)} ${name ?? ''}` : path;
}
