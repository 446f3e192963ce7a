/**
 * Weir's own sample: `acme/river`, an invented Rust workspace in the third week of an invented plan. It is
 * written to be read and merged, never to be compiled: checksums in its lock file are made up, and packages
 * that play no part are left out of it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { grow, type State, type Tree } from './history.ts';
import { kernel } from './kernel.ts';
import { others } from './others.ts';
import { performance } from './performance.ts';
import { security } from './security.ts';
import { storage } from './storage.ts';
import { testing } from './testing.ts';

export const OWNER = 'acme';
export const NAME = 'river';

/** All states, parents before children. */
export const states: readonly State[] = [
  {
    name: 'main',
    from: null,
    commits: [
      {
        author: 'alice',
        at: '2025-07-04T16:00:00Z',
        message: 'Release 0.2.1, and write down Phase 2',
        changes: [],
      },
    ],
  },
  ...testing,
  ...kernel,
  ...storage,
  ...security,
  ...performance,
  ...others,
];

/** Text of every file on main at the beginning. */
export function firstTree(): Tree {
  const root = join(import.meta.dirname, 'river');
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files.map((file) => [relative(root, file).replaceAll(sep, '/'), readFileSync(file, 'utf8')]),
  );
}

/** The trees of every state's commits, oldest first. */
export function sampleTrees(): Map<string, Tree[]> {
  return grow(firstTree(), states);
}
