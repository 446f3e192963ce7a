/**
 * Imports that one head replaces in file after file (`kit/log` by `log`), and that the other newly writes: what they
 * bring no longer is what the rest of the code has.
 */
import type { Import } from '../../../symbols.ts';
import type { ApiDigest, NewImport } from './changes.ts';
import { type Clash, firstOfEach, spot } from './clash.ts';
import { byName } from './groups.ts';
import { type Lookup, once } from './lookups.ts';

/** An import of a file that another one of the same name replaces. */
export interface Replaced {
  path: string;
  name: string;
  from: string;
  to: string;
  line: number;
}

/** In fewer files, it is a matter of these files. */
const FILES = 3;

export function replacedImports(
  path: string,
  before: readonly Import[],
  after: readonly Import[],
): Replaced[] {
  const [old, now] = [byName(before), byName(after)];
  return before.flatMap(({ name, from }): Replaced[] => {
    const [same, other] = [old.get(name) ?? [], now.get(name) ?? []];
    const [to] = other;
    // Relative paths mean another thing in each folder.
    if (same.length !== 1 || other.length !== 1 || !to || to.from === from) return [];
    if (/^(\.|crate\b|self\b|super\b|$)/.test(from) || name === '*') return [];
    return [{ path, name, from, to: to.from, line: to.line }];
  });
}

const keyOf = ({ name, from }: Pick<Import, 'name' | 'from'>) => `${name}\0${from}`;

/** The first file of many, where all agree on what replaces an import; by that import. */
const migrations: Lookup<Map<string, { first: Replaced; files: number }>> = once(({ replaced }) => {
  const found = new Map<string, { first: Replaced; files: number }>();
  for (const [key, all] of Map.groupBy(replaced, keyOf)) {
    const [first] = all;
    if (first && all.length >= FILES && all.every(({ to }) => to === first.to))
      found.set(key, { first, files: all.length });
  }
  return found;
});

export function replacedAndImported(a: ApiDigest, b: ApiDigest): Clash[] {
  if (a.replaced.length < FILES || b.imports.length === 0) return [];
  const groups = migrations(a);
  if (groups.size === 0) return [];
  // What stands in this repository is told of where it is defined.
  const known = byName([...a.removed, ...a.added]);
  return firstOfEach(
    b.imports.flatMap((one: NewImport): Clash[] => {
      const { first, files } = groups.get(keyOf(one)) ?? {};
      if (!first || known.has(one.original)) return [];
      return [
        {
          name: one.name,
          does: `imports ${one.name} from ${first.to} instead of ${one.from} in ${files} files`,
          relies: `newly imports it from ${one.from}`,
          advice: `Import it from ${first.to}.`,
          def: spot(first),
          use: spot(one),
          confidence: 0.6,
          check: 'none',
        },
      ];
    }),
  );
}
