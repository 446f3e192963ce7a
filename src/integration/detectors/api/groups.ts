/** Lists by what is asked of them. */

export function byName<T extends { name: string }>(list: readonly T[]): Map<string, T[]> {
  return grouped(list, ({ name }) => name);
}

export function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const known = found.get(key);
    if (known) known.push(one);
    else found.set(key, [one]);
  }
  return found;
}

/** Keys that two maps or sets share. */
export function shared(
  one: { size: number; keys(): IterableIterator<string>; has(key: string): boolean },
  other: { size: number; keys(): IterableIterator<string>; has(key: string): boolean },
): string[] {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  return [...small.keys()].filter((key) => large.has(key));
}
