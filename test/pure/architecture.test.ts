import { expect, test } from '@jest/globals';
import { longFiles, type Tree, violations } from '../architecture.ts';
import { filesBelow, read } from '../tree.ts';

const OWN_FOLDERS = ['src', 'demo', 'bench', 'scripts', 'test'];

function ownTree(): Tree {
  const files = OWN_FOLDERS.flatMap(filesBelow).filter((file) => file.endsWith('.ts'));
  return Object.fromEntries(files.map((file) => [file, read(file)]));
}

test('the source keeps to the rules of ARCHITECTURE.md', () => {
  const tree = ownTree();
  expect(Object.keys(tree)).toEqual(
    expect.arrayContaining(['src/ports.ts', 'src/integration/run.ts', 'test/architecture.ts']),
  );
  const long = longFiles(tree).map(({ file, lines }) => `  ${lines} ${file}\n`);
  if (long.length > 0) process.stderr.write(`Files to think about splitting:\n${long.join('')}`);
  expect(violations(tree).map(({ file, message }) => `${file} ${message}`)).toEqual([]);
});

const ports = 'export interface Git {} export interface Oid {}';

/** Each row is a small tree and what the checker must say about it; `ok` rows are near misses. */
test.each<[string, Tree, string[]]>([
  [
    'a decision reads the clock, chance and the environment',
    {
      'src/plan/a.ts':
        'export const x = [Date.now(), new Date(), Math.random(), process.env, setTimeout];',
    },
    ['Date.now', 'new Date()', 'Math.random', 'process', 'setTimeout'].map(
      (what) =>
        `src/plan/a.ts is a decision and uses ${what}: take the value as an argument, or ask for it through a port`,
    ),
  ],
  [
    'ok: a given date, members and locals of the same name, types',
    {
      'src/plan/a.ts':
        'export const f = (at: number, process: { env: 1 }, git: { fetch(): void }, p: typeof fetch) => [new Date(at), process.env, git.fetch(), p];',
    },
    [],
  ],
  [
    'a decision imports Node, Octokit or another package that reaches out',
    {
      'src/markdown.ts':
        "import 'node:fs'; import type { Probot } from 'probot'; export * from '@octokit/rest';",
      'src/integration/x.ts': "export const load = () => import('pg');",
    },
    [
      'src/integration/x.ts is a decision and imports pg: move that to an adapter behind a port',
      'src/markdown.ts is a decision and imports node:fs: move that to an adapter behind a port',
      'src/markdown.ts is a decision and imports probot: move that to an adapter behind a port',
      'src/markdown.ts is a decision and imports @octokit/rest: move that to an adapter behind a port',
    ],
  ],
  [
    'ok: packages that only compute; adapters may do anything',
    {
      'src/plan/a.ts': "import { z } from 'zod'; import 'mdast-util-gfm'; export const s = z;",
      'src/adapters/a.ts':
        "import { readFile } from 'node:fs/promises'; export const t = [readFile, Date.now()];",
    },
    [],
  ],
  [
    'a decision other than run.ts takes a capability',
    {
      'src/ports.ts': ports,
      'src/integration/run.ts': "import type { Git } from '../ports.ts'; export type G = Git;",
      'src/integration/detect.ts':
        "import type { Git, Oid } from '../ports.ts'; export type G = [Git, Oid];",
    },
    [
      'src/integration/detect.ts takes Git from src/ports.ts: let run.ts ask and hand over plain data',
    ],
  ],
  [
    'features import each other',
    {
      'src/plan/parse.ts': 'export const p = 1;',
      'src/plan/run.ts': 'export const r = 1;',
      'src/approvals/match.ts': "export type { X } from '../integration/report.ts';",
      'src/integration/report.ts':
        "import { p } from '../plan/parse.ts'; import { r } from '#src/plan/run.ts'; export type X = [typeof p, typeof r];",
      'src/plan/assign.ts': "import './run.ts';",
    },
    [
      'src/approvals/match.ts imports src/integration/report.ts: features never import each other; share through src/ports.ts or src/plan',
      'src/integration/report.ts imports src/plan/run.ts: features never import each other; share through src/ports.ts or src/plan',
      'src/plan/assign.ts imports src/plan/run.ts: what all features share must not know the features that check and import plan files',
    ],
  ],
  [
    'directions: adapters know no feature, only roots pick adapters, nobody uses a root',
    {
      'src/integration/run.ts': 'export const run = 1; export type T = 1;',
      'src/adapters/github.ts':
        "import { run } from '../integration/run.ts'; import type { T } from '../integration/run.ts'; export const g: T = run;",
      'src/web/page.ts': "import '../adapters/github.ts'; import '../main.ts';",
      'src/run-job.ts': "import './integration/run.ts';",
      'src/jobs.ts': "import './run-job.ts';",
      'src/main.ts': "import './adapters/github.ts'; import './run-job.ts';",
    },
    [
      'src/adapters/github.ts imports src/integration/run.ts: adapters and what is shared never know a feature; take only its types',
      'src/jobs.ts imports src/run-job.ts: this belongs to the shell, which calls inwards; pass it in',
      'src/web/page.ts imports src/adapters/github.ts: only a composition root may pick adapters; take a port instead',
      'src/web/page.ts imports src/main.ts: only a composition root may use another',
    ],
  ],
  [
    'the demo is loaded by the command line, when asked',
    {
      'demo/main.ts': "import '../src/main.ts';",
      'src/main.ts': "export const d = () => import('#demo/main.ts');",
      'src/cli.ts': "export const d = () => import('#demo/main.ts');",
      'src/cli/demo.ts': "import '../../demo/main.ts';",
      'src/app.ts': "import type { X } from '../test/x.ts'; export type Y = X;",
      'test/x.ts': 'export type X = 1;',
    },
    [
      'src/app.ts imports test/x.ts, which is not part of the program',
      'src/cli/demo.ts imports demo/main.ts: only the command line may load the demo, and only with import() when asked',
      'src/main.ts imports demo/main.ts: only the command line may load the demo, and only with import() when asked',
    ],
  ],
  [
    'circles at run time; types and lazy loading make none',
    {
      'src/plan/a.ts': "import './b.ts';",
      'src/plan/b.ts': "export { c } from './c.ts';",
      'src/plan/c.ts': "import './a.ts'; export const c = 1;",
      'src/plan/d.ts':
        "import type { E } from './e.ts'; export type D = E | import('./e.ts').E; export const l = () => import('./e.ts');",
      'src/plan/e.ts': "import type { D } from './d.ts'; import './d.ts'; export type E = D;",
    },
    [
      'src/plan/a.ts imports itself in a circle: src/plan/a.ts → src/plan/b.ts → src/plan/c.ts → src/plan/a.ts',
    ],
  ],
  [
    'only src/app listens to webhooks',
    {
      'src/app.ts': "export const a = (app: any) => app.on(['push', 'issue_comment.created'], 1);",
      'src/app/x.ts': "export const a = (app: any) => app.on('push', 1);",
      'src/web/x.ts':
        "export const a = (robot: any, server: any) => [robot.on('push', 1), server.on('close', 1)];",
      'src/queue.ts': "export const a = (probot: any) => probot.webhooks.on('star', 1);",
    },
    [
      'src/queue.ts registers the webhook star: only src/app turns webhooks into jobs',
      'src/web/x.ts registers the webhook push: only src/app turns webhooks into jobs',
    ],
  ],
  [
    'names, lengths and paths that lead nowhere',
    {
      'src/adapters/git-helpers.ts': "import './gone.ts';",
      'src/adapters/serviceable.ts': 'export const x = (p: string) => import(p);\n',
      'src/adapters/long.ts': '// line\n'.repeat(401),
      'src/adapters/full.ts': '// line\n'.repeat(400),
      'test/pure/table.test.ts': '// line\n'.repeat(401),
    },
    [
      'src/adapters/git-helpers.ts is named git-helpers.ts: name the file after what it decides or holds',
      'src/adapters/git-helpers.ts imports src/adapters/gone.ts, which does not exist',
      'src/adapters/long.ts has 401 lines, more than 400: split it by reason to change',
      'src/adapters/serviceable.ts imports a computed path, which cannot be checked: write it out',
    ],
  ],
])('%s', (_, tree, expected) => {
  expect(violations(tree).map(({ file, message }) => `${file} ${message}`)).toEqual(expected);
});
