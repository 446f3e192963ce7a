/** Names what reads source files, so that what another version has read is read anew. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** The code itself is the version: nobody has to think of raising a number. */
const FOLDER = new URL('./', import.meta.url);
/** What it reads with, and what facts are. */
const ALSO = [
  new URL('../symbols.ts', import.meta.url),
  new URL('../../symbols.ts', import.meta.url),
  new URL('../../line-alignment.ts', import.meta.url),
  new URL(import.meta.resolve('@vscode/tree-sitter-wasm/package.json')),
  new URL('package.json', import.meta.resolve('web-tree-sitter')),
  new URL(import.meta.resolve('diff/package.json')),
];

/** @param limits of what is read; others leave out other files */
export function readerVersion(limits: object, folder = FOLDER): string {
  const hash = createHash('sha256').update(JSON.stringify(limits));
  const files = readdirSync(folder).sort();
  for (const name of files) hash.update(`${name}\0`).update(readFileSync(new URL(name, folder)));
  for (const file of ALSO) hash.update(readFileSync(file));
  return hash.digest('base64url').slice(0, 22);
}
