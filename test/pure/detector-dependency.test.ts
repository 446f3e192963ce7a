/** What two heads do to each other's dependencies: each case beside one that must stay silent. */
import { expect, test } from '@jest/globals';
import { dependency } from '#src/integration/detectors/dependency.ts';
import { type Case, findingsOf } from '../detector-cases.ts';

const toml = (...lines: string[]) => `${lines.join('\n')}\n`;
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const WORKSPACE = toml(
  '[workspace]',
  'members = ["crates/*"]',
  '[workspace.dependencies]',
  'serde = "1.0"',
  'tokio = { version = "1.40", features = ["rt"] }',
);
const crate = (name: string, ...lines: string[]) =>
  toml('[package]', `name = "${name}"`, 'version = "0.1.0"', ...lines);
const locked = (...packages: [name: string, version: string, ...edges: string[]][]) =>
  packages
    .map(
      ([name, version, ...edges]) =>
        `[[package]]\nname = "${name}"\nversion = "${version}"\ndependencies = ${JSON.stringify(edges)}\n`,
    )
    .join('\n');

const found: [title: string, one: Case, finding: string][] = [
  [
    'a shared dependency goes while the other begins to use it',
    {
      base: { 'Cargo.toml': WORKSPACE, 'crates/a/Cargo.toml': crate('a') },
      a: { 'Cargo.toml': WORKSPACE.replace('serde = "1.0"\n', '') },
      b: { 'crates/a/Cargo.toml': crate('a', '[dependencies]', 'serde = { workspace = true }') },
    },
    '0.95 a removes serde from the shared dependencies in Cargo.toml, and b newly takes it from there in crates/a/Cargo.toml → Keep serde in Cargo.toml, or give crates/a/Cargo.toml a version of its own. @ a:Cargo.toml:4 b:crates/a/Cargo.toml:5',
  ],
  [
    'a package of the repository goes while the other begins to use it',
    {
      base: { 'crates/old/Cargo.toml': crate('old'), 'crates/a/Cargo.toml': crate('a') },
      a: { 'crates/old/Cargo.toml': null },
      b: { 'crates/a/Cargo.toml': crate('a', '[dependencies]', 'old = { path = "../old" }') },
    },
    '0.95 a removes the package old, which b newly asks for in crates/a/Cargo.toml → Keep old, or let crates/a/Cargo.toml ask for what replaces it. @ a:crates/old/Cargo.toml:2 b:crates/a/Cargo.toml:5',
  ],
  [
    'a dependency goes while new code of the other imports it (npm)',
    {
      base: { 'package.json': json({ dependencies: { lodash: '^4.0.0', zod: '^3.0.0' } }) },
      a: { 'package.json': json({ dependencies: { zod: '^3.0.0' } }) },
      b: { 'src/x.ts': "import { chunk } from 'lodash/fp';\n" },
    },
    '0.85 a removes lodash from package.json, and b newly imports it in src/x.ts → Keep lodash in package.json, or do without it in src/x.ts. @ a:package.json:3 b:src/x.ts:1',
  ],
  [
    'a dependency goes while new code of the other uses it by path (Cargo)',
    {
      base: { 'Cargo.toml': crate('a', '[dependencies]', 'once-cell = "1"') },
      a: { 'Cargo.toml': crate('a') },
      b: { 'src/lib.rs': 'static X: once_cell::sync::Lazy<u8> = todo();\n' },
    },
    '0.85 a removes once-cell from Cargo.toml, and b newly imports it in src/lib.rs → Keep once-cell in Cargo.toml, or do without it in src/lib.rs. @ a:Cargo.toml:5 b:src/lib.rs:1',
  ],
  [
    'a dependency goes while new code of the other imports it (Python)',
    {
      base: { 'requirements.txt': 'requests>=2\nrich>=13\n' },
      a: { 'requirements.txt': 'requests>=2\n' },
      b: { 'app/cli.py': 'from rich.table import Table\n' },
    },
    '0.85 a removes rich from requirements.txt, and b newly imports it in app/cli.py → Keep rich in requirements.txt, or do without it in app/cli.py. @ a:requirements.txt:2 b:app/cli.py:1',
  ],
  [
    'a module goes while new code of the other imports a package of it (Go)',
    {
      base: { 'go.mod': 'module x\n\nrequire (\n\tgithub.com/pkg/errors v0.9.1\n)\n' },
      a: { 'go.mod': 'module x\n' },
      b: { 'x.go': 'package x\n\nimport (\n\t"github.com/pkg/errors/sub"\n)\n' },
    },
    '0.85 a removes github.com/pkg/errors from go.mod, and b newly imports it in x.go → Keep github.com/pkg/errors in go.mod, or do without it in x.go. @ a:go.mod:4 b:x.go:4',
  ],
  [
    'one package in two sections of a manifest, without a common version',
    {
      base: { 'package.json': json({ dependencies: {}, devDependencies: {} }) },
      a: { 'package.json': json({ dependencies: { react: '^18.0.0' }, devDependencies: {} }) },
      b: { 'package.json': json({ dependencies: {}, devDependencies: { react: '^17.0.2' } }) },
      merged: {
        'package.json': json({
          dependencies: { react: '^18.0.0' },
          devDependencies: { react: '^17.0.2' },
        }),
      },
    },
    '0.85 a asks for react ^18.0.0, b for ^17.0.2: no version is both → Agree on one range of react before the second of the two lands. @ a:package.json:3 b:package.json:4',
  ],
  [
    'one Python environment, two files, no common version',
    {
      base: {},
      a: { 'requirements.txt': 'Django>=4.2,<5\n' },
      b: { 'pyproject.toml': toml('[project]', 'name = "x"', 'dependencies = ["django~=5.1"]') },
    },
    '0.7 a asks for django >=4.2,<5, b for ~=5.1: no version is both → Agree on one range of django before the second of the two lands. @ a:requirements.txt:1 b:pyproject.toml:3',
  ],
  [
    'what uv is told to constrain',
    {
      base: {
        'pyproject.toml': toml('[project]', 'name = "p"', 'dependencies = []', '', '[tool.uv]'),
      },
      a: {
        'pyproject.toml': toml(
          '[project]',
          'name = "p"',
          'dependencies = ["numpy>=2"]',
          '',
          '[tool.uv]',
        ),
      },
      b: {
        'pyproject.toml': toml(
          '[project]',
          'name = "p"',
          'dependencies = []',
          '',
          '[tool.uv]',
          'constraint-dependencies = ["numpy<2"]',
        ),
      },
    },
    '0.85 a asks for numpy >=2, b for <2: no version is both → Agree on one range of numpy before the second of the two lands. @ a:pyproject.toml:3 b:pyproject.toml:6',
  ],
  [
    'two versions that Cargo calls compatible, and cannot build both',
    {
      base: {
        'Cargo.toml': WORKSPACE,
        'crates/a/Cargo.toml': crate('a'),
        'crates/b/Cargo.toml': crate('b'),
      },
      a: { 'crates/a/Cargo.toml': crate('a', '[dependencies]', 'time = "=0.3.34"') },
      b: { 'crates/b/Cargo.toml': crate('b', '[dependencies]', 'time = "=0.3.36"') },
    },
    '0.9 a asks for time =0.3.34, b for =0.3.36: no version is both → Agree on one range of time before the second of the two lands. @ a:crates/a/Cargo.toml:5 b:crates/b/Cargo.toml:5',
  ],
  [
    'packages that may each have their own version: below the threshold',
    {
      base: { 'crates/a/Cargo.toml': crate('a'), 'crates/b/Cargo.toml': crate('b') },
      a: { 'crates/a/Cargo.toml': crate('a', '[dependencies]', 'syn = "1.0"') },
      b: { 'crates/b/Cargo.toml': crate('b', '[dependencies]', 'syn = "2"') },
    },
    '0.4 a asks for syn 1.0, b for 2: no version is both → Agree on one range of syn, or accept that both versions are built. @ a:crates/a/Cargo.toml:5 b:crates/b/Cargo.toml:5',
  ],
  [
    'engines that exclude each other',
    {
      base: {
        'package.json': json({ workspaces: ['*'] }),
        'p/package.json': json({ name: 'p' }),
        'q/package.json': json({ name: 'q' }),
      },
      a: { 'p/package.json': json({ name: 'p', engines: { node: '>=22' } }) },
      b: { 'q/package.json': json({ name: 'q', engines: { node: '^20.1.0' } }) },
    },
    '0.7 a sets engines.node to >=22 in p/package.json, b sets it to ^20.1.0 in q/package.json → Agree on one engines.node for the workspace. @ a:p/package.json:4 b:q/package.json:4',
  ],
  [
    'engines of packages that no workspace holds together: below the threshold, and once',
    {
      base: { 'p/package.json': json({ name: 'p' }), 'q/package.json': json({ name: 'q' }) },
      a: { 'p/package.json': json({ name: 'p', engines: { node: '>=22' } }) },
      b: {
        'q/package.json': json({ name: 'q', engines: { node: '^20.1.0' } }),
        'r/package.json': json({ name: 'r', engines: { node: '^18' } }),
      },
    },
    '0.4 a sets engines.node to >=22 in p/package.json, b sets it to ^20.1.0 in q/package.json → Agree on one engines.node, if the two are used together. @ a:p/package.json:4 b:q/package.json:4',
  ],
  [
    'editions that both change in one workspace',
    {
      base: {
        'Cargo.toml': WORKSPACE,
        'crates/a/Cargo.toml': crate('a', 'edition = "2018"'),
        'crates/b/Cargo.toml': crate('b', 'edition = "2018"'),
      },
      a: { 'crates/a/Cargo.toml': crate('a', 'edition = "2021"') },
      b: { 'crates/b/Cargo.toml': crate('b', 'edition = "2024"') },
    },
    '0.7 a sets edition to 2021 in crates/a/Cargo.toml, b sets it to 2024 in crates/b/Cargo.toml → Agree on one edition for the workspace. @ a:crates/a/Cargo.toml:4 b:crates/b/Cargo.toml:4',
  ],
  [
    'a new crate that the other leaves out of the workspace',
    {
      base: { 'Cargo.toml': WORKSPACE },
      a: { 'Cargo.toml': WORKSPACE.replace('"crates/*"', '"crates/a", "crates/b"') },
      b: { 'crates/c/Cargo.toml': crate('c') },
    },
    '0.85 b adds a package in crates/c, which is no member of the workspace any more as a leaves it in Cargo.toml → Add crates/c to the members in Cargo.toml. @ a:Cargo.toml:2 b:crates/c/Cargo.toml:2',
  ],
  [
    'two new packages of one name',
    {
      base: {},
      a: { 'crates/x/Cargo.toml': crate('events') },
      b: { 'lib/events/Cargo.toml': crate('events') },
    },
    '0.85 Both add a package called events: crates/x/Cargo.toml and lib/events/Cargo.toml → Give one of the two another name. @ a:crates/x/Cargo.toml:2 b:lib/events/Cargo.toml:2',
  ],
  [
    'a merged lock with an edge that names two versions (omicron #7017 with #7050)',
    {
      base: { 'Cargo.lock': locked(['own', '1.0.0', 'dropshot'], ['dropshot', '0.1.0']) },
      a: {
        'Cargo.lock': locked(
          ['own', '1.0.0', 'dropshot'],
          ['fresh', '1.0.0', 'dropshot'],
          ['dropshot', '0.1.0'],
        ),
      },
      b: {
        'Cargo.lock': locked(
          ['own', '1.0.0', 'dropshot 0.1.0'],
          ['dropshot', '0.1.0'],
          ['dropshot', '0.2.0'],
        ),
      },
      merged: {
        'Cargo.lock': locked(
          ['own', '1.0.0', 'dropshot 0.1.0'],
          ['fresh', '1.0.0', 'dropshot'],
          ['dropshot', '0.1.0'],
          ['dropshot', '0.2.0'],
        ),
      },
    },
    '0.95 Cargo.lock merges cleanly and does not hold together any more: fresh needs dropshot, of which there are 2 versions → Whoever lands second runs cargo update --workspace after merging main. @ a:Cargo.lock b:Cargo.lock',
  ],
  [
    'a merged lock that has lost what a manifest asks for',
    {
      base: { 'package.json': json({}), 'package-lock.json': json({ packages: { '': {} } }) },
      a: {
        'package.json': json({ dependencies: { zod: '^3.0.0' } }),
        'package-lock.json': json({ packages: { '': { dependencies: { zod: '^3.0.0' } } } }),
      },
      b: { 'package-lock.json': json({ packages: { '': {} }, lockfileVersion: 3 }) },
      merged: { 'package-lock.json': json({ packages: { '': {} }, lockfileVersion: 3 }) },
    },
    '0.95 package-lock.json merges cleanly and does not hold together any more: package.json asks for zod ^3.0.0, which it does not hold → Whoever lands second runs npm install --package-lock-only after merging main. @ a:package-lock.json b:package-lock.json',
  ],
  [
    'a key twice in a workflow that both extend',
    {
      base: { '.github/workflows/ci.yml': 'jobs:\n  a: {}\n\n  z: {}\n' },
      a: { '.github/workflows/ci.yml': 'jobs:\n  a: {}\n  lint: {}\n\n  z: {}\n' },
      b: { '.github/workflows/ci.yml': 'jobs:\n  a: {}\n\n  z: {}\n  lint: {}\n' },
      merged: {
        '.github/workflows/ci.yml': 'jobs:\n  a: {}\n  lint: {}\n\n  z: {}\n  lint: {}\n',
      },
    },
    '0.95 lint stands twice in .github/workflows/ci.yml once both have landed (line 6 of the merged file) → Whoever lands second joins the two after merging main. @ a:.github/workflows/ci.yml:3 b:.github/workflows/ci.yml:5',
  ],
  [
    'a key twice in JSON, where parsers take the last without a word',
    {
      base: { 'config.json': '{\n  "a": 1,\n  "z": 1\n}\n' },
      a: { 'config.json': '{\n  "port": 1,\n  "a": 1,\n  "z": 1\n}\n' },
      b: { 'config.json': '{\n  "a": 1,\n  "z": 1,\n  "port": 2\n}\n' },
      merged: { 'config.json': '{\n  "port": 1,\n  "a": 1,\n  "z": 1,\n  "port": 2\n}\n' },
    },
    '0.95 port stands twice in config.json once both have landed (line 5 of the merged file) → Whoever lands second joins the two after merging main. @ a:config.json:2 b:config.json:4',
  ],
  [
    'a key twice in a merged manifest',
    {
      base: { 'Cargo.toml': crate('x', '[dependencies]', 'a = "1"', '', 'z = "1"') },
      a: { 'Cargo.toml': crate('x', '[dependencies]', 'log = "0.4"', 'a = "1"', '', 'z = "1"') },
      b: { 'Cargo.toml': crate('x', '[dependencies]', 'a = "1"', '', 'z = "1"', 'log = "0.4"') },
      merged: {
        'Cargo.toml': crate(
          'x',
          '[dependencies]',
          'log = "0.4"',
          'a = "1"',
          '',
          'z = "1"',
          'log = "0.4"',
        ),
      },
    },
    '0.95 log stands twice in Cargo.toml once both have landed (line 9 of the merged file) → Whoever lands second joins the two after merging main. @ a:Cargo.toml:5 b:Cargo.toml:8',
  ],
  [
    'a manifest that no longer parses is said on its own head',
    {
      base: { 'package.json': json({}) },
      a: { 'package.json': '{\n  "name": "x",\n}\n' },
      b: { 'README.md': 'x' },
    },
    expect.stringMatching(
      /^a alone: 0.95 package.json no longer parses: .* → Mend package.json on a/,
    ) as unknown as string,
  ],
];

test.each(found)('%s', async (_, one, finding) => {
  expect(await findingsOf(dependency, one)).toEqual([finding]);
});

const silent: [title: string, one: Case][] = [
  [
    'the same range, or ranges that share a version',
    {
      base: { 'crates/a/Cargo.toml': crate('a'), 'crates/b/Cargo.toml': crate('b') },
      a: { 'crates/a/Cargo.toml': crate('a', '[dependencies]', 'syn = "2.0.1"', 'log = "0.4"') },
      b: { 'crates/b/Cargo.toml': crate('b', '[dependencies]', 'syn = "2"', 'log = "0.4"') },
    },
  ],
  [
    'what one removes the other has imported before',
    {
      base: {
        'package.json': json({ dependencies: { lodash: '^4.0.0' } }),
        'src/x.ts': "import { chunk } from 'lodash';\n",
      },
      a: { 'package.json': json({ dependencies: {} }) },
      b: { 'src/x.ts': "import { chunk } from 'lodash';\nchunk([]);\n" },
    },
  ],
  [
    'what one removes the other imports in another package',
    {
      base: { 'p/package.json': json({ dependencies: { lodash: '^4.0.0' } }) },
      a: { 'p/package.json': json({ dependencies: {} }) },
      b: { 'q/x.ts': "import { chunk } from 'lodash';\n" },
    },
  ],
  [
    'what one moves from one section to another',
    {
      base: { 'package.json': json({ dependencies: { lodash: '^4.0.0' } }) },
      a: { 'package.json': json({ devDependencies: { lodash: '^4.0.0' } }) },
      b: { 'src/x.ts': "import { chunk } from 'lodash';\n" },
    },
  ],
  [
    'a name that only looks like the one that goes',
    {
      base: { 'package.json': json({ dependencies: { lodash: '^4.0.0' } }) },
      a: { 'package.json': json({ dependencies: {} }) },
      b: { 'src/x.ts': "import x from 'lodash-es';\nimport y from './lodash';\n" },
    },
  ],
  [
    'a package that moves, asked for by name',
    {
      base: { 'old/package.json': json({ name: 'ui' }), 'p/package.json': json({ name: 'p' }) },
      a: { 'old/package.json': null, 'new/package.json': json({ name: 'ui' }) },
      b: { 'p/package.json': json({ name: 'p', dependencies: { ui: 'workspace:*' } }) },
    },
  ],
  [
    'a merged lock that holds together',
    {
      base: { 'Cargo.lock': locked(['own', '1.0.0']) },
      a: { 'Cargo.lock': locked(['own', '1.0.0', 'a'], ['a', '1.0.0']) },
      b: { 'Cargo.lock': locked(['own', '1.0.0'], ['z', '1.0.0']) },
      merged: { 'Cargo.lock': locked(['own', '1.0.0', 'a'], ['a', '1.0.0'], ['z', '1.0.0']) },
    },
  ],
  [
    'one key in two mappings of a merged file',
    {
      base: { 'x.yaml': 'a:\n  k: 1\n\nb:\n  l: 1\n' },
      a: { 'x.yaml': 'a:\n  k: 1\n  n: 1\n\nb:\n  l: 1\n' },
      b: { 'x.yaml': 'a:\n  k: 1\n\nb:\n  l: 1\n  n: 1\n' },
      merged: { 'x.yaml': 'a:\n  k: 1\n  n: 1\n\nb:\n  l: 1\n  n: 1\n' },
    },
  ],
  [
    'a new crate that a pattern of the other still covers',
    {
      base: { 'Cargo.toml': WORKSPACE },
      a: { 'Cargo.toml': WORKSPACE.replace('"crates/*"', '"crates/*", "tools/*"') },
      b: { 'crates/c/Cargo.toml': crate('c') },
    },
  ],
  [
    'a key twice in a comment',
    {
      base: { 'tsconfig.json': '{\n  "a": 1,\n  "z": 1\n}\n' },
      a: { 'tsconfig.json': '{\n  /* "a": 1,\n     "a": 2 */\n  "a": 1,\n  "z": 1\n}\n' },
      b: { 'tsconfig.json': '{\n  "a": 1,\n  "z": 1,\n  "b": 2\n}\n' },
    },
  ],
  [
    'versions that Go and Maven choose the larger of',
    {
      base: { 'p/go.mod': 'module p\n', 'q/go.mod': 'module q\n' },
      a: { 'p/go.mod': 'module p\n\nrequire x.org/y v1.2.0\n' },
      b: { 'q/go.mod': 'module q\n\nrequire x.org/y v1.9.0\n' },
    },
  ],
];

test.each(silent)('silent: %s', async (_, one) => {
  expect(await findingsOf(dependency, one)).toEqual([]);
});
