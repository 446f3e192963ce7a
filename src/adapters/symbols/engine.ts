/**
 * The parser's engine: WebAssembly with bounded memory. An engine that runs out of its memory aborts for good and
 * takes all its parsers with it, so a parse is stopped well before (seen: 900 kB of `a<a<a<` as Java).
 */
import { readFileSync } from 'node:fs';
import { Edit, Language, type Node, Parser, type Tree } from 'web-tree-sitter';
import { editsBetween } from './edits.ts';
import { type NodeCalls, quickNodes } from './tree-nodes.ts';

/** What is used of the standard object; the types of Node.js leave it to those of browsers. */
declare const WebAssembly: {
  Memory: new (pages: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
};

/** The parser tells of its progress far more often than after so many milliseconds, unless the process is stopped. */
const SLICE = 50;
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
   * milliseconds or too much memory. The tree is good until the next text.
   *
   * @param text ends with a line's end
   * @param file of the version before, only what differs is parsed
   */
  parse(wasm: string, file: string, text: string, time: number): Tree | null;
  /** The root of a tree that was parsed from `text`. */
  root(tree: Tree, text: string): Node;
  /** Its memory, which never shrinks, has grown beyond what people's files need. */
  isLarge(): boolean;
}

/** Once in a thread: the package has no second engine. */
export async function startEngine(): Promise<Engine> {
  const memory = new WebAssembly.Memory({
    initial: MEMORY_AT_FIRST / PAGE,
    maximum: MEMORY_AT_MOST / PAGE,
  });
  // The package puts the engine's functions there.
  const module = { wasmMemory: memory };
  await Parser.init(module);
  const root = quickNodes(module as typeof module & NodeCalls, memory);
  const parser = new Parser();
  const languages = new Map<string, Language>();
  let last: { name: string; text: string; tree: Tree } | null = null;
  return {
    root,
    parse(wasm, file, text, time) {
      const language = languages.get(wasm) ?? load(wasm);
      languages.set(wasm, language);
      let spent = 0;
      let seen = performance.now();
      const most = Math.max(MEMORY, memory.buffer.byteLength);
      const progressCallback = () => {
        const now = performance.now();
        spent += Math.min(now - seen, SLICE);
        seen = now;
        return spent > time || memory.buffer.byteLength > most;
      };
      const parse = (before: Tree | null) => {
        parser.reset();
        return parser.parse(text, before, { progressCallback });
      };
      parser.setLanguage(language);
      const name = `${wasm} ${file}`;
      const before = last?.name === name ? edited(last.tree, last.text, text) : null;
      if (!before) last?.tree.delete();
      last = null;
      let tree = parse(before);
      before?.delete();
      // How errors are got over may depend on the tree before.
      if (before && tree?.rootNode.hasError) {
        tree.delete();
        tree = parse(null);
      }
      if (tree) last = { name, text, tree };
      return tree;
    },
    isLarge: () => memory.buffer.byteLength > MEMORY / 2,
  };
}

/** The tree with what became of its text noted; null where too much did. */
function edited(tree: Tree, before: string, after: string): Tree | null {
  const edits = tree.rootNode.hasError ? null : editsBetween(before, after);
  for (const { row, startIndex, rows, length, newRows, newLength } of edits ?? [])
    tree.edit(
      new Edit({
        startIndex,
        oldEndIndex: startIndex + length,
        newEndIndex: startIndex + newLength,
        startPosition: { row, column: 0 },
        oldEndPosition: { row: row + rows, column: 0 },
        newEndPosition: { row: row + newRows, column: 0 },
      }),
    );
  return edits && tree;
}

const GRAMMARS = new URL('wasm/', import.meta.resolve('@vscode/tree-sitter-wasm/package.json'));

function load(wasm: string): Language {
  const bytes = readFileSync(new URL(`tree-sitter-${wasm}.wasm`, GRAMMARS));
  return Language.loadSync(new WebAssembly.Module(bytes));
}
