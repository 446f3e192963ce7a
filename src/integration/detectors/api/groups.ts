/** Lists by what is asked of them. */

export function byName<T extends { name: string }>(list: readonly T[]): Map<string, T[]> {
  return Map.groupBy(list, ({ name }) => name);
}

/** Keys that two maps or sets share. */
export function shared(
  one: { size: number; keys(): IterableIterator<string>; has(key: string): boolean },
  other: { size: number; keys(): IterableIterator<string>; has(key: string): boolean },
): string[] {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  return [...small.keys()].filter((key) => large.has(key));
}
