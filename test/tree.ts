/** The files of this repository, for the tests that look at the repository itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Root of the repository, with a slash at the end. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Folders that git ignores (see .gitignore) and git's own. */
const IGNORED = new Set(['.git', 'node_modules', '.weir', 'coverage']);

/** Paths below a folder, from the root of the repository, with forward slashes; none where it is absent. */
export function filesBelow(folder: string): string[] {
  let entries: { name: string; isDirectory(): boolean }[];
  try {
    entries = readdirSync(`${ROOT}${folder}`, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (IGNORED.has(entry.name) || path === 'tmp') return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** The text of a file, named from the root of the repository. */
export function read(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}
