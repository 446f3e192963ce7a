/** What all ports speak of. Types only. */

/** A git object id: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits. */
export type Oid = string;

/** A repository as GitHub knows it. `id` survives renames; `owner` and `name` are for URLs and display. */
export interface Repository {
  installation: number;
  id: number;
  owner: string;
  name: string;
}

/** A list that is either whole or says why not: half a list must never look like a short one. */
export type WholeList<T> = { state: 'whole'; list: T[] } | { state: 'partial'; reason: string };
