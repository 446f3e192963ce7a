/** Symbols in files of a repository. */
import type { Content, Oid, ReadingMemory } from '../../ports.ts';
import { languageOf, type SymbolReading } from '../../symbols.ts';
import { openSymbols, type SymbolReader } from '../symbols.ts';
import type { RunGit } from './child.ts';
import { contents } from './tree-files.ts';

/** Files whose contents are read at once. */
const AT_ONCE = 30;
/** Readings of earlier processes that are in memory at once, as text. */
const RECALLED_AT_ONCE = 100;
/** While some files are parsed, the next ones are read. */
const PORTIONS_AT_ONCE = 2;

const MISSING: SymbolReading = { state: 'left-out', reason: 'missing' };
const UNKNOWN_LANGUAGE: SymbolReading = { state: 'left-out', reason: 'unknown-language' };

/** A version of a file. */
interface File {
  path: string;
  blob: Oid;
}

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
  files: readonly File[],
  memory?: ReadingMemory,
): Promise<SymbolReading[]> {
  const isRead = files.some(({ path }) => languageOf(path) !== null);
  if (!isRead) return files.map(() => UNKNOWN_LANGUAGE);
  return readSymbols(await open(), (blobs) => contents(run, gitDir, blobs), files, memory);
}

/** In the order asked: what is at hand, then what `memory` knows, and only then what must be read. */
export async function readSymbols(
  reader: SymbolReader,
  textsOf: (blobs: Oid[]) => Promise<ReadonlyMap<Oid, Content>>,
  files: readonly File[],
  memory?: ReadingMemory,
): Promise<SymbolReading[]> {
  const found = files.map(({ path, blob }) =>
    languageOf(path) === null ? UNKNOWN_LANGUAGE : reader.recall(path, blob),
  );
  if (memory) await recallAll(reader, memory, files, found);
  // Versions of a file one after the other: only what differs is read again.
  const unknown = files
    .flatMap((file, at) => (found[at] ? [] : [{ ...file, at }]))
    .sort((x, y) => (x.path < y.path ? -1 : Number(x.path > y.path)));
  const read = async (some: typeof unknown) => {
    const texts = await textsOf(some.map(({ blob }) => blob));
    const readings = some.map(({ path, blob }) => {
      const content = texts.get(blob) ?? MISSING;
      return content.state === 'text' ? reader.read(path, blob, content.text) : content;
    });
    for (const [n, reading] of (await Promise.all(readings)).entries()) {
      const at = some[n]?.at;
      if (at !== undefined) found[at] = reading;
    }
    if (memory) await keepAll(reader, memory, some);
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

/** Fills in what was read by an earlier process. */
async function recallAll(
  reader: SymbolReader,
  memory: ReadingMemory,
  files: readonly File[],
  found: (SymbolReading | null)[],
): Promise<void> {
  const open = files.flatMap((file, at) => (found[at] ? [] : [{ ...file, at }]));
  for (let start = 0; start < open.length; start += RECALLED_AT_ONCE) {
    const some = open.slice(start, start + RECALLED_AT_ONCE);
    const names = some.map(({ path, blob }) => reader.nameOf(path, blob));
    const stored = await memory.recall(reader.version, [...new Set(names)]);
    for (const [n, { path, blob, at }] of some.entries()) {
      const text = stored.get(names[n] ?? '');
      // What is damaged is read anew.
      if (text !== undefined) found[at] = reader.restore(path, blob, text);
    }
  }
}

async function keepAll(
  reader: SymbolReader,
  memory: ReadingMemory,
  files: readonly File[],
): Promise<void> {
  const rows = files.flatMap(({ path, blob }): [string, string][] => {
    const text = reader.written(path, blob);
    return text === null ? [] : [[reader.nameOf(path, blob), text]];
  });
  await memory.keep(reader.version, new Map(rows));
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
