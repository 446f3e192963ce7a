/** Locks, files and lines of dependencies in the forms that projects have them, and near-misses. */
import { expect, test } from '@jest/globals';
import { dependency } from '#src/integration/detectors/dependency.ts';
import { type Case, findingsOf } from '../detector-cases.ts';

const json = (v: unknown) => `${JSON.stringify(v, null, 2)}\n`;
const pk = (name: string, rest = '') =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n${rest}`;
const lk = (...p: [string, string, ...string[]][]) =>
  `version = 4\n\n${p.map(([n, v, ...e]) => `[[package]]\nname = "${n}"\nversion = "${v}"\n${v === '0.1.0' ? '' : 'source = "registry+https://github.com/rust-lang/crates.io-index"\n'}${e.length ? `dependencies = [\n${e.map((x) => ` "${x}",\n`).join('')}]\n` : ''}`).join('\n')}`;
const property = (name: string) => ['$', '{', name, '}'].join('');

const cases: [title: string, one: Case, findings: string[]][] = [
  [
    'py: -r of a removed file',
    {
      base: { 'requirements/base.txt': 'a\n', 'requirements/dev.txt': 'b\n' },
      a: { 'requirements/base.txt': null },
      b: { 'requirements/dev.txt': '-r base.txt\nb\n' },
    },
    [
      '0.9 a removes requirements/base.txt, and b newly uses it in requirements/dev.txt → Keep requirements/base.txt, or do without it in requirements/dev.txt. @ a:requirements/base.txt:1 b:requirements/dev.txt:1',
    ],
  ],
  [
    'py: markers in requirements',
    {
      base: { 'requirements.txt': 'a\n' },
      a: { 'requirements.txt': '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n' },
      b: { 'x.py': 'import a\n' },
    },
    [
      'a alone: 0.95 requirements.txt no longer parses: line 1 is a conflict marker → Mend requirements.txt on a; until then nothing about its dependencies can be told. @ a:requirements.txt:1',
    ],
  ],
  [
    'cargo: own shared package moves',
    {
      base: {
        'Cargo.toml':
          '[workspace]\nmembers = ["crates/*"]\n[workspace.dependencies]\ncore = { version = "0.0.1", path = "crates/core" }\n',
        'crates/app/Cargo.toml': pk('app'),
      },
      a: {
        'Cargo.toml':
          '[workspace]\nmembers = ["crates/*"]\n[workspace.dependencies]\ncore = { version = "0.0.2", path = "crates/core" }\n',
      },
      b: { 'crates/app/Cargo.toml': pk('app', '\n[dependencies]\ncore.workspace = true\n') },
    },
    [],
  ],
  [
    'cargo: dependency removed, [dependencies.x] table form & use in macro',
    {
      base: {
        'Cargo.toml': pk('app', '\n[dependencies.tracing]\nversion = "0.1"\nfeatures = ["log"]\n'),
      },
      a: { 'Cargo.toml': pk('app') },
      b: { 'src/lib.rs': '#[tracing::instrument]\nfn f() {}\n' },
    },
    [
      '0.85 a removes tracing from Cargo.toml, and b newly imports it in src/lib.rs → Keep tracing in Cargo.toml, or do without it in src/lib.rs. @ a:Cargo.toml:6 b:src/lib.rs:1',
    ],
  ],
  [
    'cargo: dev-dep removed, used in tests',
    {
      base: { 'Cargo.toml': pk('app', '\n[dev-dependencies]\ninsta = "1"\n') },
      a: { 'Cargo.toml': pk('app') },
      b: { 'tests/t.rs': 'use insta::assert_snapshot;\n' },
    },
    [
      '0.85 a removes insta from Cargo.toml, and b newly imports it in tests/t.rs → Keep insta in Cargo.toml, or do without it in tests/t.rs. @ a:Cargo.toml:7 b:tests/t.rs:1',
    ],
  ],
  [
    'cargo: same dep same range both',
    {
      base: { 'crates/a/Cargo.toml': pk('a'), 'crates/b/Cargo.toml': pk('b') },
      a: { 'crates/a/Cargo.toml': pk('a', '\n[dependencies]\nregex = "1.10"\n') },
      b: {
        'crates/b/Cargo.toml': pk(
          'b',
          '\n[dependencies]\nregex = { version = "1", features = ["std"] }\n',
        ),
      },
    },
    [],
  ],
  [
    'cargo: lock lost a dependency of the new manifest',
    {
      base: {
        'Cargo.toml': pk('app', '\n[dependencies]\nlog = "0.4"\n'),
        'Cargo.lock': lk(['app', '0.1.0', 'log'], ['log', '0.4.1']),
      },
      a: {
        'Cargo.toml': pk('app', '\n[dependencies]\nlog = "0.4"\nzip = "2"\n'),
        'Cargo.lock': lk(['app', '0.1.0', 'log', 'zip'], ['log', '0.4.1'], ['zip', '2.0.0']),
      },
      b: { 'Cargo.lock': lk(['app', '0.1.0', 'log'], ['log', '0.4.2']) },
      merged: { 'Cargo.lock': lk(['app', '0.1.0', 'log'], ['log', '0.4.2'], ['zip', '2.0.0']) },
    },
    [
      '0.95 Cargo.lock merges cleanly and does not hold together any more: Cargo.toml asks for zip 2, which it does not hold → Whoever lands second runs cargo update --workspace after merging main. @ a:Cargo.lock b:Cargo.lock',
    ],
  ],
  [
    'cargo: crate gone from lock, other depends',
    {
      base: { 'Cargo.lock': lk(['app', '0.1.0'], ['old', '0.1.0']) },
      a: { 'Cargo.lock': lk(['app', '0.1.0']) },
      b: { 'Cargo.lock': lk(['app', '0.1.0', 'old'], ['old', '0.1.0']) },
      merged: { 'Cargo.lock': lk(['app', '0.1.0', 'old']) },
    },
    [
      '0.95 Cargo.lock merges cleanly and does not hold together any more: app needs old, which is not there → Whoever lands second runs cargo update --workspace after merging main. @ a:Cargo.lock b:Cargo.lock',
    ],
  ],
  [
    'pnpm: importer specifier lost',
    {
      base: {
        'package.json': json({ name: 'r', dependencies: {} }),
        'pnpm-lock.yaml': "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies: {}\n",
      },
      a: {
        'package.json': json({ name: 'r', dependencies: { zod: '^3' } }),
        'pnpm-lock.yaml':
          "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      zod:\n        specifier: ^3\n        version: 3.1.0\n",
      },
      b: {
        'pnpm-lock.yaml': "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies: {}\n# x\n",
      },
      merged: {
        'pnpm-lock.yaml': "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies: {}\n# x\n",
      },
    },
    [
      '0.95 pnpm-lock.yaml merges cleanly and does not hold together any more: package.json asks for zod ^3, which it does not hold → Whoever lands second runs pnpm install --lockfile-only after merging main. @ a:pnpm-lock.yaml b:pnpm-lock.yaml',
    ],
  ],
  [
    'pnpm: duplicated key in merged lock',
    {
      base: { 'pnpm-lock.yaml': 'packages:\n\n  a@1.0.0: {}\n\n  z@1.0.0: {}\n' },
      a: { 'pnpm-lock.yaml': 'packages:\n\n  m@1.0.0: {}\n\n  a@1.0.0: {}\n\n  z@1.0.0: {}\n' },
      b: { 'pnpm-lock.yaml': 'packages:\n\n  a@1.0.0: {}\n\n  z@1.0.0: {}\n\n  m@1.0.0: {}\n' },
    },
    [
      '0.95 pnpm-lock.yaml merges cleanly and does not hold together any more: m@1.0.0 stands there twice → Whoever lands second runs pnpm install --lockfile-only after merging main. @ a:pnpm-lock.yaml b:pnpm-lock.yaml',
    ],
  ],
  [
    'yarn berry: lock keeps',
    {
      base: {
        'package.json': json({ name: 'r' }),
        'yarn.lock':
          '__metadata:\n  version: 8\n\n"r@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "r@workspace:."\n',
      },
      a: {
        'package.json': json({ name: 'r', dependencies: { zod: '^3.1.0' } }),
        'yarn.lock':
          '__metadata:\n  version: 8\n\n"r@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "r@workspace:."\n  dependencies:\n    zod: "npm:^3.1.0"\n\n"zod@npm:^3.1.0":\n  version: 3.1.0\n',
      },
      b: {
        'yarn.lock':
          '__metadata:\n  version: 9\n\n"r@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "r@workspace:."\n',
      },
      merged: {
        'yarn.lock':
          '__metadata:\n  version: 9\n\n"r@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "r@workspace:."\n  dependencies:\n    zod: "npm:^3.1.0"\n\n"zod@npm:^3.1.0":\n  version: 3.1.0\n',
      },
    },
    [],
  ],
  [
    'uv: lock lost',
    {
      base: {
        'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndependencies = []\n',
        'uv.lock':
          'version = 1\n[[package]]\nname = "x"\nversion = "1"\nsource = { editable = "." }\n',
      },
      a: {
        'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndependencies = ["httpx>=0.27"]\n',
        'uv.lock':
          'version = 1\n[[package]]\nname = "httpx"\nversion = "0.27.0"\nsource = { registry = "u" }\n\n[[package]]\nname = "x"\nversion = "1"\nsource = { editable = "." }\ndependencies = [\n    { name = "httpx" },\n]\n',
      },
      b: {
        'uv.lock':
          'version = 1\nrevision = 2\n[[package]]\nname = "x"\nversion = "1"\nsource = { editable = "." }\n',
      },
      merged: {
        'uv.lock':
          'version = 1\nrevision = 2\n[[package]]\nname = "x"\nversion = "1"\nsource = { editable = "." }\n',
      },
    },
    [
      '0.95 uv.lock merges cleanly and does not hold together any more: pyproject.toml asks for httpx >=0.27, which it does not hold → Whoever lands second runs uv lock after merging main. @ a:uv.lock b:uv.lock',
    ],
  ],
  [
    'poetry: lock transitive lost',
    {
      base: {},
      a: { 'poetry.lock': '[[package]]\nname = "a"\nversion = "1"\n' },
      b: {
        'poetry.lock':
          '[[package]]\nname = "a"\nversion = "1"\n\n[[package]]\nname = "b"\nversion = "1"\n[package.dependencies]\nc = ">=1"\n\n[[package]]\nname = "c"\nversion = "1"\n',
      },
      merged: {
        'poetry.lock':
          '[[package]]\nname = "a"\nversion = "1"\n\n[[package]]\nname = "b"\nversion = "1"\n[package.dependencies]\nc = ">=1"\n',
      },
    },
    [
      '0.95 poetry.lock merges cleanly and does not hold together any more: b needs c >=1, which is not there → Whoever lands second runs poetry lock after merging main. @ a:poetry.lock b:poetry.lock',
    ],
  ],
  [
    'go: sum lost',
    {
      base: {
        'go.mod': 'module x\n\nrequire a.org/a v1.0.0\n',
        'go.sum': 'a.org/a v1.0.0 h1:x\na.org/a v1.0.0/go.mod h1:x\n',
      },
      a: {
        'go.mod': 'module x\n\nrequire a.org/a v1.1.0\n',
        'go.sum': 'a.org/a v1.1.0 h1:x\na.org/a v1.1.0/go.mod h1:x\n',
      },
      b: { 'go.sum': 'a.org/a v1.0.0 h1:x\na.org/a v1.0.0/go.mod h1:x\nz.org/z v1.0.0 h1:x\n' },
      merged: {
        'go.sum': 'a.org/a v1.0.0 h1:x\na.org/a v1.0.0/go.mod h1:x\nz.org/z v1.0.0 h1:x\n',
      },
    },
    [
      '0.95 go.sum merges cleanly and does not hold together any more: go.mod asks for a.org/a v1.1.0, which it does not hold → Whoever lands second runs go mod tidy after merging main. @ a:go.sum b:go.sum',
    ],
  ],
  [
    'workflow: same step order ok',
    {
      base: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  a:\n    steps:\n      - run: x\n\n  z:\n    steps:\n      - run: y\n',
      },
      a: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  a:\n    steps:\n      - run: x\n      - run: new\n\n  z:\n    steps:\n      - run: y\n',
      },
      b: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  a:\n    steps:\n      - run: x\n\n  z:\n    steps:\n      - run: y\n      - run: new\n',
      },
    },
    [],
  ],
  [
    'workflow: env twice',
    {
      base: { '.github/workflows/ci.yml': 'name: ci\non: push\n\njobs:\n  a:\n    runs-on: x\n' },
      a: {
        '.github/workflows/ci.yml':
          'name: ci\nenv:\n  A: 1\non: push\n\njobs:\n  a:\n    runs-on: x\n',
      },
      b: {
        '.github/workflows/ci.yml':
          'name: ci\non: push\n\njobs:\n  a:\n    runs-on: x\nenv:\n  B: 1\n',
      },
    },
    [
      '0.95 env stands twice in .github/workflows/ci.yml once both have landed (line 9 of the merged file) → Whoever lands second joins the two after merging main. @ a:.github/workflows/ci.yml:2 b:.github/workflows/ci.yml:7',
    ],
  ],
  [
    'maven: plugin etc and property with same name as project',
    {
      base: {
        'pom.xml':
          '<project>\n  <groupId>g</groupId>\n  <artifactId>a</artifactId>\n  <properties>\n    <x>1</x>\n  </properties>\n</project>\n',
        'm/pom.xml': '<project>\n  <artifactId>m</artifactId>\n</project>\n',
      },
      a: {
        'pom.xml':
          '<project>\n  <groupId>g</groupId>\n  <artifactId>a</artifactId>\n  <properties>\n    <x>2</x>\n  </properties>\n</project>\n',
      },
      b: {
        'm/pom.xml': `<project>\n  <artifactId>m</artifactId>\n  <version>${property('x')}</version>\n</project>\n`,
      },
    },
    [],
  ],
  [
    'gradle: alias moved to other catalogue entry name kept',
    {
      base: {
        'gradle/libs.versions.toml': '[libraries]\nok = "o:k:1"\n\nz = "z:z:1"\n',
        'build.gradle': 'dependencies {}\n',
      },
      a: { 'gradle/libs.versions.toml': '[libraries]\nz = "z:z:1"\n\nok = "o:k:2"\n' },
      b: { 'build.gradle': 'dependencies { implementation libs.ok }\n' },
    },
    [],
  ],
  [
    'gradle: strictly vs',
    {
      base: {
        'gradle/libs.versions.toml': '[libraries]\nz = "z:z:1"\n',
        'g2/libs.versions.toml': '[libraries]\n',
      },
      a: {
        'gradle/libs.versions.toml':
          '[libraries]\nz = "z:z:1"\nk = { module = "o:k", version = { strictly = "1.2.0" } }\n',
      },
      b: {
        'g2/libs.versions.toml':
          '[libraries]\nk = { module = "o:k", version = { strictly = "2.0.0" } }\n',
      },
    },
    [
      '0.4 a asks for o:k 1.2.0, b for 2.0.0: a build with both takes one of them → Agree on one range of o:k, if the two are built together. @ a:gradle/libs.versions.toml:3 b:g2/libs.versions.toml:2',
    ],
  ],
  [
    'npm: workspaces glob changed',
    {
      base: { 'package.json': json({ name: 'r', workspaces: ['packages/*'] }) },
      a: { 'package.json': json({ name: 'r', workspaces: ['apps/*'] }) },
      b: { 'packages/new/package.json': json({ name: 'new' }) },
    },
    [
      '0.85 b adds a package in packages/new, which is no member of the workspace any more as a leaves it in package.json → Add packages/new to the members in package.json. @ a:package.json:3 b:packages/new/package.json:2',
    ],
  ],
  [
    'npm: type-only import & subpath scoped',
    {
      base: { 'package.json': json({ dependencies: { '@acme/ui': '1' } }) },
      a: { 'package.json': json({ dependencies: {} }) },
      b: { 'x.tsx': "import type { B } from '@acme/ui/button';\n" },
    },
    [
      '0.85 a removes @acme/ui from package.json, and b newly imports it in x.tsx → Keep @acme/ui in package.json, or do without it in x.tsx. @ a:package.json:3 b:x.tsx:1',
    ],
  ],
  [
    'npm: dev and peer same manifest compat',
    {
      base: {
        'package.json': json({ dependencies: {}, peerDependencies: {}, devDependencies: {} }),
      },
      a: {
        'package.json': json({
          dependencies: {},
          peerDependencies: { react: '>=17' },
          devDependencies: {},
        }),
      },
      b: {
        'package.json': json({
          dependencies: {},
          peerDependencies: {},
          devDependencies: { react: '^18.2.0' },
        }),
      },
      merged: {
        'package.json': json({
          dependencies: {},
          peerDependencies: { react: '>=17' },
          devDependencies: { react: '^18.2.0' },
        }),
      },
    },
    [],
  ],
  [
    'npm: engines vs engines ok',
    {
      base: { 'p/package.json': json({ name: 'p' }), 'q/package.json': json({ name: 'q' }) },
      a: { 'p/package.json': json({ name: 'p', engines: { node: '>=18' } }) },
      b: { 'q/package.json': json({ name: 'q', engines: { node: '^20' } }) },
    },
    [],
  ],
  [
    'py: dependency removed from pyproject moved to group by same head',
    {
      base: {
        'pyproject.toml':
          '[project]\nname = "x"\ndependencies = ["rich"]\n\n[dependency-groups]\ndev = []\n',
      },
      a: {
        'pyproject.toml':
          '[project]\nname = "x"\ndependencies = []\n\n[dependency-groups]\ndev = ["rich"]\n',
      },
      b: { 'x.py': 'import rich\n' },
    },
    [],
  ],
  [
    'py: requirements to pyproject migration',
    {
      base: { 'requirements.txt': 'rich\n', 'pyproject.toml': '[project]\nname = "x"\n' },
      a: {
        'requirements.txt': null,
        'pyproject.toml': '[project]\nname = "x"\ndependencies = ["rich"]\n',
      },
      b: { 'x.py': 'import rich\n' },
    },
    [],
  ],
  [
    'py: requirements file removed, newly imported',
    {
      base: { 'requirements.txt': 'rich\n', 'pyproject.toml': '[project]\nname = "x"\n' },
      a: {
        'requirements.txt': null,
        'pyproject.toml': '[project]\nname = "x"\ndependencies = ["click"]\n',
      },
      b: { 'x.py': 'import rich\n' },
    },
    [
      '0.85 a removes rich from requirements.txt, and b newly imports it in x.py → Keep rich in requirements.txt, or do without it in x.py. @ a:requirements.txt:1 b:x.py:1',
    ],
  ],
  [
    'py: extras differ',
    {
      base: {},
      a: { 'requirements.txt': 'uvicorn[standard]==0.20.0\n' },
      b: { 'requirements-dev.txt': 'uvicorn==0.30.0\n' },
    },
    [
      '0.7 a asks for uvicorn ==0.20.0, b for ==0.30.0: no version is both → Agree on one range of uvicorn before the second of the two lands. @ a:requirements.txt:1 b:requirements-dev.txt:1',
    ],
  ],
  [
    'py: local module named like removed dist',
    {
      base: { 'requirements.txt': 'config\n', 'config/__init__.py': '' },
      a: { 'requirements.txt': '' },
      b: { 'x.py': 'from .config import y\n' },
    },
    [],
  ],
  [
    'go: replace removed, required still',
    {
      base: { 'go.mod': 'module x\n\nrequire a.org/a v1.0.0\n\nreplace a.org/a => ../a\n' },
      a: { 'go.mod': 'module x\n\nrequire a.org/a v1.0.0\n' },
      b: { 'x.go': 'package x\n\nimport "a.org/a/sub"\n' },
    },
    [],
  ],
  [
    'go: other versions of the language in two modules, of which the largest serves both',
    {
      base: { 'p/go.mod': 'module p\n\ngo 1.21\n', 'q/go.mod': 'module q\n\ngo 1.21\n' },
      a: { 'p/go.mod': 'module p\n\ngo 1.22\n' },
      b: { 'q/go.mod': 'module q\n\ngo 1.23\n' },
    },
    [],
  ],
  [
    'go: broken',
    {
      base: { 'go.mod': 'module x\n' },
      a: { 'go.mod': '<<<<<<< HEAD\nmodule x\n' },
      b: { 'x.go': 'package x\n' },
    },
    [
      'a alone: 0.95 go.mod no longer parses: line 1 is a conflict marker → Mend go.mod on a; until then nothing about its dependencies can be told. @ a:go.mod:1',
    ],
  ],
];

test.each(cases)('%s', async (_, one, findings) => {
  expect(await findingsOf(dependency, one)).toEqual(findings);
});
