/**
 * The parser's engine: WebAssembly with bounded memory. An engine that runs out of its memory aborts for good and
 * takes all its parsers with it, so a parse is stopped well before (seen: 900 kB of `a<a<a<` as Java).
 */
import { readFileSync } from 'node:fs';
import { Language, Parser, type Tree } from 'web-tree-sitter';

/** What is used of the standard object; the types of Node.js leave it to those of browsers. */
declare const WebAssembly: {
  Memory: new (pages: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
};

const PAGE = 65_536;
/** What the engine has at the start, as its authors set it. Bytes. */
const MEMORY_AT_FIRST = 512 * PAGE;
/** No parse may make the engine larger; it never shrinks. Bytes. */
const MEMORY = 128 * 1024 * 1024;
/** Where the engine itself stops; what lies between is for work that is under way. */
const MEMORY_AT_MOST = 2 * MEMORY;

export interface Engine {
  /**
   * Parses text with a grammar, which is loaded when it is first needed. Null where that takes longer than `time`
   * milliseconds or too much memory. The caller deletes the tree.
   */
  parse(wasm: string, text: string, time: number): Tree | null;
  /** Its memory, which never shrinks, has grown beyond what people's files need. */
  isLarge(): boolean;
}

/** Once in a thread: the package has no second engine. */
export async function startEngine(): Promise<Engine> {
  const memory = new WebAssembly.Memory({
    initial: MEMORY_AT_FIRST / PAGE,
    maximum: MEMORY_AT_MOST / PAGE,
  });
  await Parser.init({ wasmMemory: memory });
  const parser = new Parser();
  const languages = new Map<string, Language>();
  return {
    parse(wasm, text, time) {
      const language = languages.get(wasm) ?? load(wasm);
      languages.set(wasm, language);
      const end = performance.now() + time;
      const most = Math.max(MEMORY, memory.buffer.byteLength);
      const progressCallback = () => performance.now() > end || memory.buffer.byteLength > most;
      parser.setLanguage(language);
      parser.reset();
      return parser.parse(text, null, { progressCallback });
    },
    isLarge: () => memory.buffer.byteLength > MEMORY / 2,
  };
}

const GRAMMARS = new URL('wasm/', import.meta.resolve('@vscode/tree-sitter-wasm/package.json'));

function load(wasm: string): Language {
  const bytes = readFileSync(new URL(`tree-sitter-${wasm}.wasm`, GRAMMARS));
  return Language.loadSync(new WebAssembly.Module(bytes));
}
