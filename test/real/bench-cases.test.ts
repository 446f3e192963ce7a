/** What the bench says of pairs with a known end: told, listed, missed and false, by language. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { measureCases } from '../../bench/cases.ts';
import { createRepository, forked } from '../repo.ts';

const LOAD = 'export function load(path: string): string {\n  return path;\n}\n';
const LOAD_TWO = LOAD.replace('path: string', 'path: string, encoding: string');

test('known breaks and quiet pairs are counted by language, and what no clone holds is named', async () => {
  const repo = createRepository({
    commits: forked(
      { 'src/load.ts': LOAD, 'notes.txt': 'one\n' },
      {
        signature: { 'src/load.ts': LOAD_TWO },
        caller: {
          'src/use.ts': "import { load } from './load';\n\nexport const text = load('a');\n",
        },
        another: { 'src/other.ts': 'export const other = 1;\n' },
        first: { 'notes.txt': 'first\n' },
        second: { 'notes.txt': 'second\n' },
      },
    ),
  });
  const folder = mkdtempSync(join(tmpdir(), 'weir-cases-'));
  const file = join(folder, 'cases.json');
  const between = (id: string, a: string, b: string, known: object) => ({
    id,
    base: repo.oid('main'),
    shaA: repo.oid(a),
    shaB: repo.oid(b),
    ...known,
  });
  const api = { kind: 'api', lang: 'typescript', expect: { textual: false } };
  const none = { kind: 'none', expect: { textual: false } };
  const textual = { kind: 'textual', expect: { textual: true, files: ['notes.txt'] } };
  const cases = [
    between('told', 'signature', 'caller', { ...api, symbols: ['files::load'] }),
    between('something else broke', 'signature', 'caller', { ...api, symbols: ['loader'] }),
    between('nothing told', 'signature', 'another', { ...api, symbols: ['load'] }),
    between('quiet', 'signature', 'another', none),
    between('not as quiet as it is said to be', 'signature', 'caller', none),
    between('lines', 'first', 'second', textual),
    between('no lines', 'first', 'another', textual),
    { ...between('lost', 'first', 'second', textual), shaB: '7'.repeat(40) },
  ];
  writeFileSync(file, JSON.stringify({ cases }));
  const row = await measureCases(file, [repo.dir]);
  repo.cleanup();
  rmSync(folder, { recursive: true });
  expect(row).toMatchInlineSnapshot(`
{
  "api": [
    {
      "cases": 3,
      "falseAlarms": 1,
      "language": "typescript",
      "listed": 0,
      "precision": 0.5,
      "recall": 0.33,
      "told": 1,
    },
  ],
  "asked": 7,
  "dependencies": {
    "cases": 0,
    "told": 0,
  },
  "differingVerdicts": 1,
  "examples": [
    "no lines",
  ],
  "falseAlarms": [
    "not as quiet as it is said to be: A changes load from load(string): string to load(string, string): string; B newly calls it with 1 argument",
  ],
  "missed": [
    "something else broke",
    "nothing told",
  ],
  "missing": [
    "lost",
  ],
  "part": "cases",
}
`);
}, 60_000);
