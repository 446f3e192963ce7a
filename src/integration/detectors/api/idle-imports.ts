/**
 * Imports of which each head drops a use, and for which once merged none is left. Go refuses them (see the
 * specification, "Import declarations"). Told only where the merged file shows it.
 */
import type { SymbolFacts, Use } from '../../../symbols.ts';
import type { ApiDigest } from './changes.ts';
import { shared } from './groups.ts';

/** An import that its file uses less than before, and still uses. */
export interface DroppedUse {
  path: string;
  name: string;
  line: number;
}

const isUseOf = ({ name, on, how }: Use, of: string) =>
  how === 'plain' ? name === of : on === of || (on?.startsWith(`${of}.`) ?? false);

/** @param texts of the file before and after: where a name stands in them is enough to suspect it */
export function droppedUses(
  path: string,
  { language, imports }: SymbolFacts,
  [before, after]: readonly [string, string],
): DroppedUse[] {
  if (language !== 'go') return [];
  return imports.flatMap(({ name, line }): DroppedUse[] => {
    const now = timesQualifying(name, after);
    return now > 0 && now < timesQualifying(name, before) ? [{ path, name, line }] : [];
  });
}

/** How often a name stands before a dot. */
function timesQualifying(name: string, text: string): number {
  if (!/^\w+$/.test(name)) return 0;
  const wanted = `${name}.`;
  let times = 0;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length))
    if (at === 0 || !/[\w.]/.test(text[at - 1] ?? '')) times += 1;
  return times;
}

/** Imports that both use less. */
export function idleImports(a: ApiDigest, b: ApiDigest): { a: DroppedUse; b: DroppedUse }[] {
  if (a.dropped.length === 0 || b.dropped.length === 0) return [];
  const byPlace = (list: readonly DroppedUse[]) =>
    new Map(list.map((one) => [`${one.path}\0${one.name}`, one]));
  const [ours, theirs] = [byPlace(a.dropped), byPlace(b.dropped)];
  return shared(ours, theirs).flatMap((key) => {
    const [one, other] = [ours.get(key), theirs.get(key)];
    return one && other ? [{ a: one, b: other }] : [];
  });
}

/** Whether the merged file imports a name and does not use it. */
export function isIdle({ imports, uses }: SymbolFacts, name: string): boolean {
  return imports.some((one) => one.name === name) && !uses.some((use) => isUseOf(use, name));
}
