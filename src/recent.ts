/** What was used lately, up to a weight; what was not used for longest goes first. */
export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T, weight: number): void;
}

/** @param limit of all weights together, in whatever unit the caller counts */
export function recent<T>(limit: number): Recent<T> {
  const kept = new Map<string, { value: T; weight: number }>();
  let total = 0;
  return {
    get(key) {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    set(key, value, weight) {
      total += weight - (kept.get(key)?.weight ?? 0);
      kept.delete(key);
      kept.set(key, { value, weight });
      for (const [oldest, { weight: freed }] of kept) {
        if (total <= limit) break;
        kept.delete(oldest);
        total -= freed;
      }
    },
  };
}
