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
  const [old, now] = differing(before, after);
  return imports.flatMap(({ name, line }): DroppedUse[] => {
    const isLess = timesQualifying(name, now) < timesQualifying(name, old);
    return isLess && timesQualifying(name, after) > 0 ? [{ path, name, line }] : [];
  });
}

/** Both texts without the lines that they begin and end with alike. */
function differing(one: string, other: string): [string, string] {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start += 1;
  start = one.slice(0, start).lastIndexOf('\n') + 1;
  let end = 0;
  while (end < most - start && one[one.length - 1 - end] === other[other.length - 1 - end])
    end += 1;
  return [one, other].map((text) => {
    // What follows the first line's end is the same in both.
    const stop = text.indexOf('\n', text.length - end);
    return text.slice(start, stop === -1 ? text.length : stop);
  }) as [string, string];
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
