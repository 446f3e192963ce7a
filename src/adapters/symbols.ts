/**
 * Reads what source files say about symbols, with tree-sitter grammars in WebAssembly: no native code, no
 * network. What cannot be read for certain is left out with the reason, never guessed at. The parser runs on
 * hostile text, so its time, its memory and the size and depth of its trees are bounded, and it has a thread of
 * its own that can be thrown away.
 */

import { recent } from '../recent.ts';
import { type LeftOut, languageOf, type SymbolReading } from '../symbols.ts';
import { machineMade } from './symbols/machine-made.ts';
import { type Packed, readPacked, unpack, weightOf, writePacked } from './symbols/packed.ts';
import { leftOut, type TextLimits } from './symbols/read-text.ts';
import { readerVersion } from './symbols/reader-version.ts';
import { startThread } from './symbols/thread.ts';

export interface SymbolReader {
  /**
   * What one file says; whoever asks for many asks for versions of one file one after the other. Never rejects for what
   * stands in the text. It is remembered by language and blob id.
   * @param path decides the language by its ending
   * @param blobOid names the text: equal ids mean equal texts
   * @param text null where the content is not text
   */
  read(path: string, blobOid: string, text: string | null): Promise<SymbolReading>;
  /** Of a file that was read, what it says as text that can be stored; null for what may be read otherwise the next time. */
  written(path: string, blobOid: string): string | null;
  /** Remembers what was stored of a file; null where that is damaged. */
  restore(path: string, blobOid: string, stored: string): SymbolReading | null;
  /** Names a file and its language for `written` and `restore`. */
  nameOf(path: string, blobOid: string): string;
  /** Names the code that reads and what it is read with: the same code says the same of the same text. */
  version: string;
  /** What is remembered of a file, so that its text need not be had; null where nothing is. */
  recall(path: string, blobOid: string): SymbolReading | null;
  /** Ends the parser's thread, which does not keep the process alive anyway. */
  close(): Promise<void>;
}

export interface SymbolLimits extends TextLimits {
  /** Longer files are left out. UTF-16 units. */
  size: number;
  /** Bytes in which facts are remembered, of all files; those of a file take about a third of its own size. */
  remembered: number;
}

const LIMITS: SymbolLimits = {
  size: 1_000_000,
  nodes: 600_000,
  depth: 1_000,
  time: 2_000,
  remembered: 64 * 1024 ** 2,
};

/**
 * Starts the parser. Grammars are loaded when a file first needs them.
 * @throws when the parser's packages are missing
 */
export async function openSymbols(limits: Partial<SymbolLimits> = {}): Promise<SymbolReader> {
  const within = { ...LIMITS, ...limits };
  const { nodes, depth, time } = within;
  const thread = await startThread();
  const known = recent<Packed>(within.remembered);
  const keyOf = (path: string, blobOid: string) => `${endingOf(path)} ${blobOid}`;
  const answer = async (path: string, text: string | null): Promise<Packed> => {
    const refused = refusal(text, within.size);
    if (text === null || refused !== null) return leftOut(refused ?? 'binary');
    return thread.ask({ path, ending: endingOf(path), text, limits: { nodes, depth, time } });
  };
  /** What is being asked, so that nobody else asks it. */
  const asked = new Map<string, Promise<Packed>>();
  const ask = async (key: string, path: string, text: string | null): Promise<Packed> => {
    try {
      const packed = await answer(path, text);
      known.set(key, packed, weightOf(packed));
      return packed;
    } finally {
      asked.delete(key);
    }
  };
  return {
    version: readerVersion(within),
    nameOf: keyOf,
    written(path, blobOid) {
      const packed = known.get(keyOf(path, blobOid));
      const isFinal = packed && (packed.state === 'read' || packed.reason !== 'timeout');
      return isFinal ? writePacked(packed) : null;
    },
    restore(path, blobOid, stored) {
      const packed = readPacked(stored);
      if (packed === null) return null;
      known.set(keyOf(path, blobOid), packed, weightOf(packed));
      return unpack(packed);
    },
    recall(path, blobOid) {
      const packed = known.get(keyOf(path, blobOid));
      return packed ? unpack(packed) : null;
    },
    async read(path, blobOid, text) {
      if (languageOf(path) === null) return leftOut('unknown-language');
      const key = keyOf(path, blobOid);
      const before = known.get(key);
      if (before) return unpack(before);
      const answered = asked.get(key) ?? ask(key, path, text);
      asked.set(key, answered);
      return unpack(await answered);
    },
    close: () => thread.close(),
  };
}

function refusal(text: string | null, largest: number): LeftOut | null {
  if (text === null) return 'binary';
  if (text.length > largest) return 'too-large';
  if (text.includes('\0')) return 'binary';
  return machineMade(text) ? 'generated' : null;
}

const endingOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);
