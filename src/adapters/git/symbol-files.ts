/** Symbols in files of a repository. */
import type { Oid } from '../../ports.ts';
import { languageOf, type SymbolReading } from '../../symbols.ts';
import { openSymbols, type SymbolReader } from '../symbols.ts';
import type { RunGit } from './child.ts';
import { contents } from './tree-files.ts';

/** Files whose contents are read at once. */
const AT_ONCE = 30;
/** While some files are parsed, the next ones are read. */
const PORTIONS_AT_ONCE = 2;

const MISSING: SymbolReading = { state: 'left-out', reason: 'missing' };

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
  const read = async (some: typeof unknown) => {
    const texts = await contents(
      run,
      gitDir,
      some.map(({ blob }) => blob),
    );
    const readings = some.map(({ path, blob }) => {
      const content = texts.get(blob) ?? MISSING;
      return content.state === 'text' ? reader?.read(path, blob, content.text) : content;
    });
    for (const [n, reading] of (await Promise.all(readings)).entries()) {
      const at = some[n]?.at;
      if (at !== undefined) found[at] = reading ?? null;
    }
  };
  let next = 0;
  const work = async () => {
    while (next < unknown.length) {
      const start = next;
      next += AT_ONCE;
      await read(unknown.slice(start, next));
    }
  };
  await Promise.all(Array.from({ length: PORTIONS_AT_ONCE }, work));
  return found.map((one) => one ?? MISSING);
}

/** The same for texts that are no blobs, in the order asked. */
export async function symbolsWritten(
  texts: readonly { path: string; text: string }[],
): Promise<SymbolReading[]> {
  const reader = texts.length > 0 ? await open() : null;
  // The text is its own name among the readings that are remembered.
  const readings = texts.map(({ path, text }) => reader?.read(path, `written ${text}`, text));
  return (await Promise.all(readings)).map((one) => one ?? MISSING);
}
