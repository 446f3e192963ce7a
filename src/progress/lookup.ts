/** Records by names that somebody else chose, such as `constructor`. Pure. */

/** What a record holds itself under a name. */
export function entry<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** A record without a prototype, so that looking up `constructor` finds nothing. */
export function bare<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}
