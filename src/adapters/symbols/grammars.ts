/** Which grammar reads which file. */
import type { Grammar } from './collect.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { python } from './python.ts';
import { rust } from './rust.ts';
import { javascript, typescript } from './typescript.ts';

/** By the ending of a path; `wasm` is the grammar's name in the package that carries it. */
export const GRAMMARS: Readonly<Record<string, { wasm: string; grammar: Grammar }>> = {
  ts: { wasm: 'typescript', grammar: typescript },
  mts: { wasm: 'typescript', grammar: typescript },
  cts: { wasm: 'typescript', grammar: typescript },
  tsx: { wasm: 'tsx', grammar: typescript },
  js: { wasm: 'javascript', grammar: javascript },
  mjs: { wasm: 'javascript', grammar: javascript },
  cjs: { wasm: 'javascript', grammar: javascript },
  jsx: { wasm: 'javascript', grammar: javascript },
  rs: { wasm: 'rust', grammar: rust },
  py: { wasm: 'python', grammar: python },
  pyi: { wasm: 'python', grammar: python },
  go: { wasm: 'go', grammar: go },
  java: { wasm: 'java', grammar: java },
};
