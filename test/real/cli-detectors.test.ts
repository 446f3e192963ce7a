/** What merges cleanly and still will not live together, from commits to the document that agents read. */
import { afterAll, expect, test } from '@jest/globals';
import { createRepository, forked, type TestRepository } from '../repo.ts';
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

async function judged(...args: Parameters<typeof forked>): Promise<Document> {
  const repo = createRepository({ commits: forked(...args) });
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
        "message": "deep changes load from load(string):string to load(string,boolean):string; caller newly calls it with 1 argument",
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
        "suggestion": "Whoever lands second: bring the new call into line with load(string,boolean):string.",
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
