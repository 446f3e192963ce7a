/** What source files said about symbols, kept by repository and file: the same text says the same as long as it is read alike. */
import { setImmediate } from 'node:timers/promises';
import type { ReadingMemory } from '../../ports.ts';
import type { Database } from './database.ts';

export interface Readings {
  /** Of one repository. */
  of(repoId: number): ReadingMemory;
  /** Drops what was not used for longest, as far as it is more than may be kept. */
  bound(): Promise<void>;
}

/** Rows that are read at once, some 30 kB each. */
const AT_ONCE = 50;
/** Characters written before everybody else has a turn. */
const WRITTEN_AT_ONCE = 500_000;
/** Longer ones are not kept. Characters. */
const LONGEST = 2_000_000;
/** Characters of all readings together. */
const MOST = 200_000_000;
const DAY_MS = 86_400_000;

export function readingsIn(
  { query }: Database,
  now: () => Date,
  { most = MOST, longest = LONGEST }: { most?: number; longest?: number } = {},
): Readings {
  return {
    of: (repoId) => ({
      async recall(reader, names) {
        const found = new Map<string, string>();
        for (let at = 0; at < names.length; at += AT_ONCE) {
          const day = new Date(now().getTime() - DAY_MS);
          const rows = await query<{ name: string; reading: string; stale: boolean }>(
            `SELECT name, reading, last_used < $4 AS stale FROM weir.readings
             WHERE repo_id = $1 AND reader = $2 AND name = ANY($3::text[])`,
            [repoId, reader, names.slice(at, at + AT_ONCE), day],
          );
          for (const { name, reading } of rows) found.set(name, reading);
          const touch = rows.filter(({ stale }) => stale).map(({ name }) => name);
          if (touch.length > 0) {
            await query(
              'UPDATE weir.readings SET last_used = $3 WHERE repo_id = $1 AND name = ANY($2::text[])',
              [repoId, touch, now()],
            );
          }
        }
        return found;
      },
      async keep(reader, readings) {
        for (const some of portions([...readings].filter(([, one]) => one.length <= longest))) {
          await query(
            `INSERT INTO weir.readings (repo_id, name, reader, reading, last_used)
             SELECT $1, name, $2, reading, $5 FROM unnest($3::text[], $4::text[]) AS t (name, reading)
             ON CONFLICT (repo_id, name) DO UPDATE SET reader = excluded.reader,
               reading = excluded.reading, last_used = excluded.last_used`,
            [repoId, reader, some.map(([name]) => name), some.map(([, one]) => one), now()],
          );
          // The embedded database answers without one.
          await setImmediate();
        }
      },
    }),
    async bound() {
      await query(
        `DELETE FROM weir.readings AS old USING (
           SELECT repo_id, name,
             sum(length(reading)) OVER (ORDER BY last_used DESC, repo_id, name) AS kept
           FROM weir.readings) AS all_of_them
         WHERE old.repo_id = all_of_them.repo_id AND old.name = all_of_them.name AND kept > $1`,
        [most],
      );
    },
  };
}

function* portions(rows: readonly [string, string][]): Iterable<[string, string][]> {
  let portion: [string, string][] = [];
  let length = 0;
  for (const row of rows) {
    if (portion.length > 0 && length + row[1].length > WRITTEN_AT_ONCE) {
      yield portion;
      portion = [];
      length = 0;
    }
    portion.push(row);
    length += row[1].length;
  }
  if (portion.length > 0) yield portion;
}
