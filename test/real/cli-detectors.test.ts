/** What merges cleanly and still will not live together, from commits to the document that agents read. */
import { afterAll, expect, test } from '@jest/globals';
import { type CommitSpec, createRepository, forked, type TestRepository } from '../repo.ts';
import { weir } from './cli-weir.ts';

const made: TestRepository[] = [];
afterAll(() => {
  for (const { cleanup } of made) cleanup();
});

interface Document {
  heads: { ref: string; left_out?: object[] }[];
  pairs: { a: string; b: string; verdict: string; findings: object[] }[];
  conclusion: string;
}

const judged = (...args: Parameters<typeof forked>): Promise<Document> => judge(forked(...args));

async function judge(commits: CommitSpec[]): Promise<Document> {
  const repo = createRepository({ commits });
  made.push(repo);
  const { out, err } = await weir([
    'integrate',
    '--repo',
    repo.dir,
    '--json',
    '--pairs',
    'landing',
  ]);
  if (out === '') throw new Error(err);
  return JSON.parse(out) as Document;
}

test('a signature changes while another head calls it the old way, and a shared dependency goes', async () => {
  const { pairs, heads, conclusion } = await judged(
    {
      'src/store.ts': 'export function load(path: string): string {\n  return path;\n}\n',
      'Cargo.toml':
        '[workspace]\nmembers = ["crates/*"]\n\n[workspace.dependencies]\nserde = "1"\n',
      'crates/a/Cargo.toml': '[package]\nname = "a"\nversion = "0.1.0"\n',
    },
    {
      deep: {
        'src/store.ts':
          'export function load(path: string, deep: boolean): string {\n  return path;\n}\n',
        'src/broken.ts': 'export function (((\n',
      },
      caller: {
        'src/app.ts': "import { load } from './store.js';\n\nexport const text = load('a');\n",
      },
      lean: { 'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n' },
      serial: {
        'crates/a/Cargo.toml':
          '[package]\nname = "a"\nversion = "0.1.0"\n\n[dependencies]\nserde = { workspace = true }\n',
      },
    },
  );
  expect(new Set(pairs.map(({ verdict }) => verdict))).toEqual(new Set(['clean']));
  expect(conclusion).toBe('neutral');
  expect(heads.filter((head) => head.left_out)).toEqual([
    expect.objectContaining({
      ref: 'deep',
      left_out: [{ detector: 'api', path: 'src/broken.ts', reason: 'does-not-parse' }],
    }),
  ]);
  expect(
    pairs
      .filter(({ findings }) => findings.length > 0)
      .map(({ a, b, findings }) => ({ a, b, findings })),
  ).toMatchInlineSnapshot(`
[
  {
    "a": "caller",
    "b": "deep",
    "findings": [
      {
        "confidence": 0.95,
        "detector": "api",
        "message": "deep changes load from load(string): string to load(string, boolean): string; caller newly calls it with 1 argument",
        "places": [
          {
            "head": "deep",
            "line": 1,
            "path": "src/store.ts",
          },
          {
            "head": "caller",
            "line": 3,
            "path": "src/app.ts",
          },
        ],
        "severity": "warn",
        "suggestion": "Whoever lands second: bring the new call into line with load(string, boolean): string.",
      },
    ],
  },
  {
    "a": "lean",
    "b": "serial",
    "findings": [
      {
        "confidence": 0.95,
        "detector": "dependency",
        "message": "lean removes serde from the shared dependencies in Cargo.toml, and serial newly takes it from there in crates/a/Cargo.toml",
        "places": [
          {
            "head": "lean",
            "line": 5,
            "path": "Cargo.toml",
          },
          {
            "head": "serial",
            "line": 6,
            "path": "crates/a/Cargo.toml",
          },
        ],
        "severity": "warn",
        "suggestion": "Keep serde in Cargo.toml, or give crates/a/Cargo.toml a version of its own.",
      },
    ],
  },
]
`);
});

test('the target changes what a head has begun to use since it left', async () => {
  const store = (text: string) => `${text}\nexport function save(): void {}\n`;
  const lib = store('export function load(path: string): string {\n  return path;\n}');
  const caller = (name: string) =>
    `import { load } from './store.js';\n\nexport const ${name} = load('a');\n`;
  const { pairs } = await judge([
    ...forked(
      {
        'src/store.ts': lib,
        'package.json': '{\n  "dependencies": {\n    "zod": "^3.0.0"\n  }\n}\n',
      },
      {
        behind: { 'src/app.ts': caller('text') },
        importer: {
          'src/parse.ts': "import { z } from 'zod';\n\nexport const text = z.string();\n",
        },
        changer: { 'src/store.ts': lib.replace('save(): void {}', 'save(deep: boolean): void {}') },
        // Near misses: another function of that name; what did not change; a call in words only.
        own: { 'src/own.ts': "const load = (a: string) => a;\n\nexport const text = load('a');\n" },
        saver: { 'src/saver.ts': "import { save } from './store.js';\n\nsave();\n" },
        words: { 'README.md': 'Call load with a path.\n' },
      },
    ),
    {
      branch: 'main',
      files: {
        'src/store.ts': lib.replace('path: string', 'path: string, deep: boolean'),
        'src/late.ts': "import { save } from './store.js';\n\nsave();\n",
        'package.json': '{\n  "dependencies": {}\n}\n',
      },
    },
    // Knows what the target has become, and is judged by what it does with that.
    { branch: 'follower', parents: ['main'], files: { 'src/more.ts': caller('more') } },
  ]);
  expect(new Set(pairs.map(({ verdict }) => verdict))).toEqual(new Set(['clean']));
  expect(
    pairs
      .filter(({ a, findings }) => a === 'main' && findings.length > 0)
      .map(({ b, findings }) => ({ b, findings })),
  ).toMatchInlineSnapshot(`
[
  {
    "b": "behind",
    "findings": [
      {
        "confidence": 0.95,
        "detector": "api",
        "message": "main changes load from load(string): string to load(string, boolean): string; behind newly calls it with 1 argument",
        "places": [
          {
            "head": "main",
            "line": 1,
            "path": "src/store.ts",
          },
          {
            "head": "behind",
            "line": 3,
            "path": "src/app.ts",
          },
        ],
        "severity": "warn",
        "suggestion": "On behind, with main merged into it: bring the new call into line with load(string, boolean): string.",
      },
    ],
  },
  {
    "b": "changer",
    "findings": [
      {
        "confidence": 0.95,
        "detector": "api",
        "message": "changer changes save from save(): void to save(boolean): void; main newly calls it with 0 arguments",
        "places": [
          {
            "head": "changer",
            "line": 4,
            "path": "src/store.ts",
          },
          {
            "head": "main",
            "line": 3,
            "path": "src/late.ts",
          },
        ],
        "severity": "warn",
        "suggestion": "On changer, with main merged into it: bring the new call into line with save(boolean): void.",
      },
    ],
  },
  {
    "b": "importer",
    "findings": [
      {
        "confidence": 0.85,
        "detector": "dependency",
        "message": "main removes zod from package.json, and importer newly imports it in src/parse.ts",
        "places": [
          {
            "head": "main",
            "line": 3,
            "path": "package.json",
          },
          {
            "head": "importer",
            "line": 1,
            "path": "src/parse.ts",
          },
        ],
        "severity": "warn",
        "suggestion": "Keep zod in package.json, or do without it in src/parse.ts.",
      },
    ],
  },
]
`);
});
