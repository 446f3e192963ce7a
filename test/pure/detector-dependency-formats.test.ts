/** Locks of Bun, tools of go.mod, what is kept for development, and lists for pip: findings beside near misses. */
import { expect, test } from '@jest/globals';
import { dependency } from '#src/integration/detectors/dependency.ts';
import { type Case, findingsOf } from '../detector-cases.ts';

const json = (v: unknown) => `${JSON.stringify(v, null, 2)}\n`;
const pk = (name: string, rest = '') =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n${rest}`;
const bun = (ws: string, ...packages: string[]) =>
  `{\n  "lockfileVersion": 1,\n  "workspaces": {\n    "": {\n      "name": "app",\n      "dependencies": {\n${ws}      },\n    },\n  },\n  "packages": {\n${packages.map((p) => `    ${p}\n\n`).join('')}  }\n}\n`;
const A = '"a": ["a@1.0.0", "", {}, "sha512-a"],',
  B = '"b": ["b@1.0.0", "", { "dependencies": { "c": "^1.0.0" } }, "sha512-b"],',
  C = '"c": ["c@1.2.0", "", {}, "sha512-c"],',
  C2 = '"c": ["c@2.0.0", "", {}, "sha512-c2"],',
  BC = '"b/c": ["c@1.2.0", "", {}, "sha512-c"],',
  D = '"d": ["d@1.0.0", "", {}, "sha512-d"],';
const dep = (...n: string[]) => n.map((x) => `        "${x}": "^1.0.0",\n`).join('');
const pj = (d: object, more: object = {}) => json({ name: 'app', dependencies: d, ...more });
const one = { a: '^1.0.0' };
const cases: [title: string, one: Case, findings: string[]][] = [
  [
    'bun: an override forces what a new package does not ask for',
    {
      base: { 'bun.lock': bun(dep('a'), A, C) },
      a: {
        'bun.lock': bun(dep('a'), A, C2).replace(
          '  "packages"',
          '  "overrides": { "c": "2.0.0" },\n  "packages"',
        ),
      },
      b: { 'bun.lock': bun(dep('a'), A, B, C) },
      merged: {
        'bun.lock': bun(dep('a'), A, B, C2).replace(
          '  "packages"',
          '  "overrides": { "c": "2.0.0" },\n  "packages"',
        ),
      },
    },
    [],
  ],
  [
    'go tool: of a second major version',
    {
      base: { 'go.mod': 'module m\n\ntool x.org/gen/v2\n' },
      a: { 'go.mod': 'module m\n' },
      b: { 'pill.go': 'package m\n\n//go:generate go tool gen -x\n' },
    },
    [
      '0.9 a removes the tool gen from go.mod, and b newly uses it in pill.go → Keep the tool gen in go.mod, or do without it in pill.go. @ a:go.mod:3 b:pill.go:3',
    ],
  ],
  [
    'bun: package lost its dependency',
    {
      base: { 'bun.lock': bun(dep('a'), A, C), 'package.json': pj(one) },
      a: { 'bun.lock': bun(dep('a'), A) },
      b: { 'package.json': pj({ ...one, b: '^1.0.0' }), 'bun.lock': bun(dep('a', 'b'), A, B, C) },
      merged: { 'bun.lock': bun(dep('a', 'b'), A, B) },
    },
    [
      '0.95 bun.lock merges cleanly and does not hold together any more: b needs c ^1.0.0, which is not there → Whoever lands second runs bun install --lockfile-only after merging main. @ a:bun.lock b:bun.lock',
    ],
  ],
  [
    'bun: nested found',
    {
      base: { 'bun.lock': bun(dep('a'), A), 'package.json': pj(one) },
      a: { 'bun.lock': bun(dep('a'), A, C2) },
      b: { 'package.json': pj({ ...one, b: '^1.0.0' }), 'bun.lock': bun(dep('a', 'b'), A, B, BC) },
      merged: { 'bun.lock': bun(dep('a', 'b'), A, B, C2, BC) },
    },
    [],
  ],
  [
    'bun: hoisted other version',
    {
      base: { 'bun.lock': bun(dep('a'), A, C), 'package.json': pj(one) },
      a: { 'bun.lock': bun(dep('a'), A, C2) },
      b: { 'package.json': pj({ ...one, b: '^1.0.0' }), 'bun.lock': bun(dep('a', 'b'), A, B, C) },
      merged: { 'bun.lock': bun(dep('a', 'b'), A, B, C2) },
    },
    [
      '0.95 bun.lock merges cleanly and does not hold together any more: b needs c ^1.0.0, and finds 2.0.0 → Whoever lands second runs bun install --lockfile-only after merging main. @ a:bun.lock b:bun.lock',
    ],
  ],
  [
    'bun: manifest not answered',
    {
      base: { 'bun.lock': bun(dep('a'), A), 'package.json': pj(one) },
      a: { 'package.json': pj({ ...one, b: '^1.0.0' }), 'bun.lock': bun(dep('a', 'b'), A, B, C) },
      b: { 'bun.lock': bun(dep('a'), A, D) },
      merged: { 'bun.lock': bun(dep('a'), A, B, C, D) },
    },
    [
      '0.95 bun.lock merges cleanly and does not hold together any more: package.json asks for b ^1.0.0, which it does not hold → Whoever lands second runs bun install --lockfile-only after merging main. @ a:bun.lock b:bun.lock',
    ],
  ],
  [
    'bun: twice',
    {
      base: { 'bun.lock': bun(dep('a'), A) },
      a: { 'bun.lock': bun(dep('a'), A, C) },
      b: { 'bun.lock': bun(dep('a'), C2, A) },
      merged: { 'bun.lock': bun(dep('a'), C2, A, C) },
    },
    [
      '0.95 bun.lock merges cleanly and does not hold together any more: c stands there twice → Whoever lands second runs bun install --lockfile-only after merging main. @ a:bun.lock b:bun.lock',
    ],
  ],
  [
    'bun: fine both',
    {
      base: { 'bun.lock': bun(dep('a'), A), 'package.json': pj(one) },
      a: {
        'package.json': json({ name: 'app', dependencies: { ...one, b: '^1.0.0' } }),
        'bun.lock': bun(dep('a', 'b'), A, B, C),
      },
      b: { 'bun.lock': bun(dep('a'), A, D) },
      merged: { 'bun.lock': bun(dep('a', 'b'), A, B, C, D) },
    },
    [],
  ],
  [
    'go tool: module removed',
    {
      base: {
        'go.mod':
          'module m\n\ngo 1.24\n\nrequire (\n\tgolang.org/x/tools v0.30.0\n\tx.org/y v1.0.0\n)\n',
      },
      a: { 'go.mod': 'module m\n\ngo 1.24\n\nrequire (\n\tx.org/y v1.0.0\n)\n' },
      b: {
        'go.mod':
          'module m\n\ngo 1.24\n\ntool golang.org/x/tools/cmd/stringer\n\nrequire (\n\tgolang.org/x/tools v0.30.0\n\tx.org/y v1.0.0\n)\n',
      },
      merged: {
        'go.mod':
          'module m\n\ngo 1.24\n\ntool golang.org/x/tools/cmd/stringer\n\nrequire (\n\tx.org/y v1.0.0\n)\n',
      },
    },
    [
      '0.85 a removes golang.org/x/tools from go.mod, and b newly names golang.org/x/tools/cmd/stringer as a tool in go.mod → Keep golang.org/x/tools in go.mod, or do without it in go.mod. @ a:go.mod:6 b:go.mod:5',
    ],
  ],
  [
    'go tool: block, removed and run',
    {
      base: {
        'go.mod': 'module m\n\ntool (\n\tgolang.org/x/tools/cmd/stringer\n\tx.org/y/v2\n)\n',
      },
      a: { 'go.mod': 'module m\n\ntool (\n\tx.org/y/v2\n)\n' },
      b: { 'pill.go': 'package m\n\n//go:generate go tool stringer -type=Pill\n' },
    },
    [
      '0.9 a removes the tool stringer from go.mod, and b newly uses it in pill.go → Keep the tool stringer in go.mod, or do without it in pill.go. @ a:go.mod:4 b:pill.go:3',
    ],
  ],
  [
    'go tool: other left',
    {
      base: {
        'go.mod': 'module m\n\ntool (\n\tgolang.org/x/tools/cmd/stringer\n\tx.org/y/v2\n)\n',
      },
      a: { 'go.mod': 'module m\n\ntool (\n\tgolang.org/x/tools/cmd/stringer\n)\n' },
      b: { 'pill.go': 'package m\n\n//go:generate go tool stringer -type=Pill\n' },
    },
    [],
  ],
  [
    'go tool: other module dir',
    {
      base: { 'tools/go.mod': 'module m\n\ntool golang.org/x/tools/cmd/stringer\n' },
      a: { 'tools/go.mod': 'module m\n' },
      b: { 'pill.go': 'package m\n\n//go:generate go tool stringer -type=Pill\n' },
    },
    [],
  ],
  [
    'cargo moved to dev, src',
    {
      base: { 'Cargo.toml': pk('app', '\n[dependencies]\nrand = "0.8"\n') },
      a: { 'Cargo.toml': pk('app', '\n[dev-dependencies]\nrand = "0.8"\n') },
      b: { 'src/lib.rs': 'use rand::Rng;\n' },
    },
    [
      '0.85 a keeps rand for development only in Cargo.toml, and b newly imports it in src/lib.rs → Keep rand under dependencies in Cargo.toml, or do without it in src/lib.rs. @ a:Cargo.toml:7 b:src/lib.rs:1',
    ],
  ],
  [
    'cargo moved to dev, cfg(test)',
    {
      base: { 'Cargo.toml': pk('app', '\n[dependencies]\nrand = "0.8"\n') },
      a: { 'Cargo.toml': pk('app', '\n[dev-dependencies]\nrand = "0.8"\n') },
      b: {
        'src/lib.rs':
          "pub fn f() -> char { '{' }\n\n#[cfg(test)]\nmod tests {\n    use rand::Rng;\n    #[test]\n    fn t() { assert!(rand::random()); }\n}\n",
      },
    },
    [],
  ],
  [
    'cargo moved to dev, tests/',
    {
      base: { 'Cargo.toml': pk('app', '\n[dependencies]\nrand = "0.8"\n') },
      a: { 'Cargo.toml': pk('app', '\n[dev-dependencies]\nrand = "0.8"\n') },
      b: {
        'tests/x.rs': 'use rand::Rng;\n',
        'benches/b.rs': 'use rand::Rng;\n',
        'src/x/tests.rs': 'use rand::Rng;\n',
      },
    },
    [],
  ],
  [
    'cargo test first then src',
    {
      base: { 'Cargo.toml': pk('app', '\n[dependencies]\nrand = "0.8"\n') },
      a: { 'Cargo.toml': pk('app', '\n[dev-dependencies]\nrand = "0.8"\n') },
      b: {
        'src/lib.rs':
          '#[cfg(test)]\nuse rand::Rng;\n\n#[cfg(not(test))]\npub fn f() -> u8 { rand::random() }\n',
      },
    },
    [
      '0.85 a keeps rand for development only in Cargo.toml, and b newly imports it in src/lib.rs → Keep rand under dependencies in Cargo.toml, or do without it in src/lib.rs. @ a:Cargo.toml:7 b:src/lib.rs:5',
    ],
  ],
  [
    'cargo in both, one gone',
    {
      base: {
        'Cargo.toml': pk(
          'app',
          '\n[dependencies]\nrand = "0.8"\n\n[dev-dependencies]\nrand = { version = "0.8", features = ["small_rng"] }\n',
        ),
      },
      a: {
        'Cargo.toml': pk(
          'app',
          '\n[dependencies]\n\n[dev-dependencies]\nrand = { version = "0.8", features = ["small_rng"] }\n',
        ),
      },
      b: { 'src/lib.rs': 'use rand::Rng;\n' },
    },
    [
      '0.85 a keeps rand for development only in Cargo.toml, and b newly imports it in src/lib.rs → Keep rand under dependencies in Cargo.toml, or do without it in src/lib.rs. @ a:Cargo.toml:7 b:src/lib.rs:1',
    ],
  ],
  [
    'cargo moved to target deps',
    {
      base: { 'Cargo.toml': pk('app', '\n[dependencies]\nrand = "0.8"\n') },
      a: { 'Cargo.toml': pk('app', '\n[target.\'cfg(unix)\'.dependencies]\nrand = "0.8"\n') },
      b: { 'src/lib.rs': 'use rand::Rng;\n' },
    },
    [],
  ],
  [
    'npm moved to dev, src',
    {
      base: { 'package.json': pj({ a: '1', b: '1' }) },
      a: { 'package.json': pj({ b: '1' }, { devDependencies: { a: '1' } }) },
      b: { 'src/x.ts': "import a from 'a';\n" },
    },
    [
      '0.6 a keeps a for development only in package.json, and b newly imports it in src/x.ts → Keep a under dependencies in package.json, or do without it in src/x.ts. @ a:package.json:4 b:src/x.ts:1',
    ],
  ],
  [
    'npm moved to dev, all',
    {
      base: { 'package.json': pj({ a: '1' }) },
      a: { 'package.json': json({ name: 'app', devDependencies: { a: '1' } }) },
      b: { 'src/x.ts': "import a from 'a';\n" },
    },
    [],
  ],
  [
    'npm moved to dev, test/type/config',
    {
      base: { 'package.json': pj({ a: '1', b: '1' }) },
      a: { 'package.json': pj({ b: '1' }, { devDependencies: { a: '1' } }) },
      b: {
        'src/x.test.ts': "import a from 'a';\n",
        'src/y.ts': "import type { T } from 'a';\n",
        'vite.config.ts': "import a from 'a';\n",
        'src/__tests__/z.ts': "import a from 'a';\n",
      },
    },
    [],
  ],
  [
    'npm moved from dev to deps',
    {
      base: { 'package.json': json({ name: 'app', devDependencies: { a: '1' } }) },
      a: { 'package.json': pj({ a: '1' }) },
      b: { 'src/x.ts': "import a from 'a';\n" },
    },
    [],
  ],
  [
    'req: names',
    {
      base: { 'requirements-py3.11.txt': 'flask==1\nx\n', 'requirements/ci/base.txt': 'a==1\n' },
      a: { 'requirements-py3.11.txt': 'x\n' },
      b: { 'app.py': 'import flask\n' },
    },
    [
      '0.45 a removes flask from requirements-py3.11.txt, and b newly imports it in app.py → Keep flask in requirements-py3.11.txt, or do without it in app.py. @ a:requirements-py3.11.txt:1 b:app.py:1',
    ],
  ],
  [
    'req: nested folder',
    {
      base: { 'requirements/ci/base.txt': 'flask==1\nx\n' },
      a: { 'requirements/ci/base.txt': 'x\n' },
      b: { 'requirements/ci/a.py': 'import flask\n' },
    },
    [
      '0.45 a removes flask from requirements/ci/base.txt, and b newly imports it in requirements/ci/a.py → Keep flask in requirements/ci/base.txt, or do without it in requirements/ci/a.py. @ a:requirements/ci/base.txt:1 b:requirements/ci/a.py:1',
    ],
  ],
  [
    'req: constraints brings nothing',
    {
      base: { 'constraints.txt': 'flask==1\nx==1\n', 'requirements.txt': 'flask\n' },
      a: { 'constraints.txt': 'x==1\n' },
      b: { 'app.py': 'import flask\n' },
    },
    [],
  ],
  [
    'req: constraint does not keep',
    {
      base: { 'constraints.txt': 'x==1\n', 'requirements.txt': 'flask\nb\n' },
      a: { 'requirements.txt': 'b\n', 'constraints.txt': 'x==1\nflask==1\n' },
      b: { 'app.py': 'import flask\n' },
    },
    [
      '0.85 a removes flask from requirements.txt, and b newly imports it in app.py → Keep flask in requirements.txt, or do without it in app.py. @ a:requirements.txt:1 b:app.py:1',
    ],
  ],
  [
    'req: prose',
    {
      base: { 'docs/requirements.txt': 'The system shall respond.\nNumpy is needed\n' },
      a: { 'docs/requirements.txt': 'The system shall not respond.\nNumpy is needed\n' },
      b: { 'docs/x.py': 'import numpy\n' },
    },
    [],
  ],
  [
    'req: prose breaks list',
    {
      base: { 'requirements.txt': 'flask\n' },
      a: { 'requirements.txt': 'flask\nsee the wiki\n' },
      b: { 'x.py': 'import flask\n' },
    },
    [
      'a alone: 0.95 requirements.txt no longer parses: line 2 is no requirement → Mend requirements.txt on a; until then nothing about its dependencies can be told. @ a:requirements.txt:2',
    ],
  ],
  [
    'req: vcs',
    {
      base: { 'requirements.txt': 'a\nb\nc\n' },
      a: { 'requirements.txt': 'git+https://github.com/x/y@v1#egg=y\na\nb\nc\n' },
      b: { 'requirements.txt': 'a\nb\nc\ngit+https://github.com/x/y@v2#egg=y\n' },
    },
    [
      '0.85 a asks for y v1, b for v2: no version is both → Agree on one range of y before the second of the two lands. @ a:requirements.txt:1 b:requirements.txt:4',
    ],
  ],
  [
    'req: two urls',
    {
      base: { 'requirements.txt': 'a\nb\nc\n' },
      a: { 'requirements.txt': 'https://x.org/a-1.whl\na\nb\nc\n' },
      b: { 'requirements.txt': 'a\nb\nc\nhttps://x.org/b-2.whl\n' },
    },
    [],
  ],
  [
    'req: constraint against requirement',
    {
      base: { 'constraints.txt': 'x==1\n', 'requirements.txt': 'b\n' },
      a: { 'constraints.txt': 'x==1\nflask<2\n' },
      b: { 'requirements.txt': 'b\nflask>=3\n' },
    },
    [
      '0.7 a asks for flask <2, b for >=3: no version is both → Agree on one range of flask before the second of the two lands. @ a:constraints.txt:2 b:requirements.txt:2',
    ],
  ],
];

test.each(cases)('%s', async (_, one, findings) => {
  expect(await findingsOf(dependency, one)).toEqual(findings);
});
