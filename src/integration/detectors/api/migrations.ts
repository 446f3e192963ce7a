/**
 * Imports that one head replaces in file after file (`kit/log` by `log`), and that the other newly writes: what they
 * bring no longer is what the rest of the code has.
 */
import type { Import } from '../../../symbols.ts';
import type { ApiDigest, NewImport } from './changes.ts';
import { type Clash, firstOfEach, spot } from './clash.ts';
import { byName, grouped } from './groups.ts';

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

export function replacedAndImported(a: ApiDigest, b: ApiDigest): Clash[] {
  if (a.replaced.length < FILES || b.imports.length === 0) return [];
  const groups = grouped(a.replaced, keyOf);
  // What stands in this repository is told of where it is defined.
  const known = byName([...a.removed, ...a.added]);
  return firstOfEach(
    b.imports.flatMap((one: NewImport): Clash[] => {
      const all = groups.get(keyOf(one)) ?? [];
      const [first] = all;
      if (!first || all.length < FILES) return [];
      if (known.has(one.original) || all.some(({ to }) => to !== first.to)) return [];
      return [
        {
          name: one.name,
          does: `imports ${one.name} from ${first.to} instead of ${one.from} in ${all.length} files`,
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
