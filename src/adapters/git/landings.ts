/** Commits that would exist after a head has landed; written into the scratch repository, never elsewhere. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Oid } from '../../ports.ts';
import type { Scratch } from './scratch.ts';

/**
 * Later than any target (year 2096). git walks histories by date: an older landing would make every search for
 * a merge base go far back behind the target.
 */
const DATE = 4_000_000_000;
const WEIR = `Weir <weir@example.invalid> ${DATE} +0000`;

/** Writes a commit of `tree` with these parents and gives its id. */
export async function writeCommit(
  { gitDir, format }: Scratch,
  tree: Oid,
  parents: readonly Oid[],
): Promise<Oid> {
  const body = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${WEIR}`,
    `committer ${WEIR}`,
    '',
    'landed\n',
  ].join('\n');
  const object = Buffer.from(`commit ${Buffer.byteLength(body)}\0${body}`);
  const oid = createHash(format).update(object).digest('hex');
  const dir = join(gitDir, 'objects', oid.slice(0, 2));
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, oid.slice(2)), deflateSync(object, { level: 1 }));
  return oid;
}
