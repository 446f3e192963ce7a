/** Symbols in files of a repository. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Oid } from '../../ports.ts';
import { languageOf, type SymbolReading } from '../../symbols.ts';
import { openSymbols, type SymbolReader } from '../symbols.ts';
import type { RunGit } from './child.ts';
import { contents } from './tree-files.ts';

/** Files whose contents are in memory at once. */
const AT_ONCE = 30;

let opened: Promise<SymbolReader> | undefined;

/** One for all; where it did not start, the next who asks tries again. */
function open(): Promise<SymbolReader> {
  opened ??= openSymbols().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** In the order asked. Throws `GitFailed`. */
export async function symbolsIn(
  run: RunGit,
  gitDir: string,
  files: readonly { path: string; blob: Oid }[],
): Promise<SymbolReading[]> {
  const reader = files.some(({ path }) => languageOf(path) !== null) ? await open() : null;
  const found = files.map(({ path, blob }): SymbolReading | null =>
    languageOf(path) === null
      ? { state: 'left-out', reason: 'unknown-language' }
      : (reader?.recall(path, blob) ?? null),
  );
  // Versions of a file one after the other: only what differs is read again.
  const unknown = files
    .flatMap((file, at) => (found[at] ? [] : [{ ...file, at }]))
    .sort((x, y) => (x.path < y.path ? -1 : Number(x.path > y.path)));
  for (let start = 0; start < unknown.length; start += AT_ONCE) {
    const some = unknown.slice(start, start + AT_ONCE);
    const texts = await contents(
      run,
      gitDir,
      some.map(({ blob }) => blob),
    );
    for (const { path, blob, at } of some) {
      const content = texts.get(blob) ?? { state: 'left-out', reason: 'missing' };
      if (content.state !== 'text') found[at] = content;
      else found[at] = reader?.read(path, blob, content.text) ?? null;
      // Parsing takes milliseconds for each file; whoever else waits gets a turn in between.
      await nextTurn();
    }
  }
  return found.map((one) => one ?? { state: 'left-out', reason: 'missing' });
}

/** The same for texts that are no blobs, in the order asked. */
export async function symbolsWritten(
  texts: readonly { path: string; text: string }[],
): Promise<SymbolReading[]> {
  const reader = texts.length > 0 ? await open() : null;
  return texts.map(
    ({ path, text }) =>
      // The text is its own name among the readings that are remembered.
      reader?.read(path, `written ${text}`, text) ?? { state: 'left-out', reason: 'missing' },
  );
}
