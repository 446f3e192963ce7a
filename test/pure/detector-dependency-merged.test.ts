/** Locks in all the forms that projects still have, and keys that stand twice however they are written; each beside near misses. */
import { expect, test } from '@jest/globals';
import { dependency } from '#src/integration/detectors/dependency.ts';
import { type Case, findingsOf } from '../detector-cases.ts';

const json = (v: unknown) => `${JSON.stringify(v, null, 2)}\n`;
/** A file that all four versions have: base, one side, the other, and both. */
const four = (path: string, base: string, a: string, b: string, both: string): Case => ({
  base: { [path]: base },
  a: { [path]: a },
  b: { [path]: b },
  merged: { [path]: both },
});
/** pnpm 9: importers with what they ask for, then snapshots with what these need. */
const pnpm = (importers: Record<string, string[]>, snapshots: Record<string, string[]>) =>
  `lockfileVersion: '9.0'\n\nimporters:\n${Object.entries(importers)
    .map(
      ([folder, names]) =>
        `\n  ${folder}:\n    dependencies:\n${names.map((one) => `      ${one}:\n        specifier: ^1.0.0\n        version: 1.0.0\n`).join('')}`,
    )
    .join('')}\nsnapshots:\n${Object.entries(snapshots)
    .map(
      ([key, needs]) =>
        `\n  ${key}:${needs.length > 0 ? `\n    dependencies:\n${needs.map((one) => `      ${one}: 1.0.0\n`).join('')}` : ' {}\n'}`,
    )
    .join('')}`;
/** pnpm 6, a package that is alone. */
const pnpm6 = (names: string[], held: string[] = names) =>
  `lockfileVersion: '6.0'\n\ndependencies:\n${names.map((one) => `  ${one}:\n    specifier: ^1.0.0\n    version: 1.0.0\n`).join('')}\npackages:\n${held.map((one) => `\n  /${one}@1.0.0:\n    dev: false\n`).join('')}`;
const wants = (...names: string[]) =>
  json({ name: 'app', dependencies: Object.fromEntries(names.map((one) => [one, '^1.0.0'])) });
/** package-lock.json, version 1. */
const npm1 = (dependencies: object) =>
  json({ name: 'app', lockfileVersion: 1, requires: true, dependencies });
/** package-lock.json, version 3. */
const npm3 = (packages: object) => json({ name: 'app', lockfileVersion: 3, packages });
const berry = (...entries: [head: string, version: string, ...needs: string[]][]) =>
  `__metadata:\n  version: 8\n\n${entries.map(([head, version, ...needs]) => `"${head}":\n  version: ${version}\n${needs.length > 0 ? `  dependencies:\n${needs.map((one) => `    ${one}: "npm:^1.0.0"\n`).join('')}` : ''}  languageName: node\n`).join('\n')}`;
const cargo = (...entries: [name: string, version: string, ...needs: string[]][]) =>
  `version = 4\n\n${entries.map(([name, version, ...needs]) => `[[package]]\nname = "${name}"\nversion = "${version}"\n${name === 'app' ? '' : 'source = "registry+https://github.com/rust-lang/crates.io-index"\n'}${needs.length > 0 ? `dependencies = [\n${needs.map((one) => ` "${one}",\n`).join('')}]\n` : ''}`).join('\n')}`;
const uv = (...entries: [name: string, version: string, ...needs: string[]][]) =>
  `version = 1\nrevision = 3\n\n${entries.map(([name, version, ...needs]) => `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "https://pypi.org/simple" }\n${needs.length > 0 ? `dependencies = [\n${needs.map((one) => `    { ${one} },\n`).join('')}]\n` : ''}`).join('\n')}`;
const poetry = (...entries: [name: string, version: string, ...needs: string[]][]) =>
  `${entries.map(([name, version, ...needs]) => `[[package]]\nname = "${name}"\nversion = "${version}"\noptional = false\ngroups = ["main"]\n${needs.length > 0 ? `\n[package.dependencies]\n${needs.map((one) => `${one}\n`).join('')}` : ''}`).join('\n')}\n[metadata]\nlock-version = "2.1"\n`;
const cases: [title: string, one: Case, findings: string[]][] = [
  [
    'pnpm 9: one importer begins to need what another gives up',
    four(
      'pnpm-lock.yaml',
      pnpm({ 'packages/a': ['x'], 'packages/b': ['y'] }, { 'x@1.0.0': [], 'y@1.0.0': [] }),
      pnpm(
        { 'packages/a': ['x', 'z'], 'packages/b': ['y'] },
        { 'x@1.0.0': [], 'y@1.0.0': [], 'z@1.0.0': ['y'] },
      ),
      pnpm({ 'packages/a': ['x'], 'packages/b': ['x'] }, { 'x@1.0.0': [] }),
      pnpm({ 'packages/a': ['x', 'z'], 'packages/b': ['x'] }, { 'x@1.0.0': [], 'z@1.0.0': ['y'] }),
    ),
    [
      '0.95 pnpm-lock.yaml merges cleanly and does not hold together any more: z@1.0.0 needs y 1.0.0, which is not there → Whoever lands second runs pnpm install --lockfile-only after merging main. @ a:pnpm-lock.yaml b:pnpm-lock.yaml',
    ],
  ],
  [
    'pnpm 9: both importers keep what they need',
    four(
      'pnpm-lock.yaml',
      pnpm({ 'packages/a': ['x'], 'packages/b': ['y'] }, { 'x@1.0.0': [], 'y@1.0.0': [] }),
      pnpm(
        { 'packages/a': ['x', 'z'], 'packages/b': ['y'] },
        { 'x@1.0.0': [], 'y@1.0.0': [], 'z@1.0.0': ['y'] },
      ),
      pnpm({ 'packages/a': ['x'], 'packages/b': ['x'] }, { 'x@1.0.0': [] }),
      pnpm(
        { 'packages/a': ['x', 'z'], 'packages/b': ['x'] },
        { 'x@1.0.0': [], 'y@1.0.0': [], 'z@1.0.0': ['y'] },
      ),
    ),
    [],
  ],
  [
    'pnpm 6: alone, a manifest that the merged lock lost',
    {
      base: { 'package.json': wants('a'), 'pnpm-lock.yaml': pnpm6(['a']) },
      a: { 'package.json': wants('a', 'b'), 'pnpm-lock.yaml': pnpm6(['a', 'b']) },
      b: { 'pnpm-lock.yaml': pnpm6(['a'], ['a', 'c']) },
      merged: { 'pnpm-lock.yaml': pnpm6(['a'], ['a', 'b', 'c']) },
    },
    [
      '0.95 pnpm-lock.yaml merges cleanly and does not hold together any more: package.json asks for b ^1.0.0, which it does not hold → Whoever lands second runs pnpm install --lockfile-only after merging main. @ a:pnpm-lock.yaml b:pnpm-lock.yaml',
    ],
  ],
  [
    'pnpm 6: alone, followed',
    {
      base: { 'package.json': wants('a'), 'pnpm-lock.yaml': pnpm6(['a']) },
      a: { 'package.json': wants('a', 'b'), 'pnpm-lock.yaml': pnpm6(['a', 'b']) },
      b: { 'pnpm-lock.yaml': pnpm6(['a'], ['a', 'c']) },
      merged: { 'pnpm-lock.yaml': pnpm6(['a', 'b'], ['a', 'b', 'c']) },
    },
    [],
  ],
  [
    'pnpm: a document for pnpm itself before the other',
    four(
      'pnpm-lock.yaml',
      `---\nlockfileVersion: '9.0'\n\n---\n${pnpm({ '.': ['x'] }, { 'x@1.0.0': [] })}`,
      `---\nlockfileVersion: '9.0'\n\n---\n${pnpm({ '.': ['x', 'y'] }, { 'x@1.0.0': [], 'y@1.0.0': ['w'], 'w@1.0.0': [] })}`,
      `---\nlockfileVersion: '9.0'\n\n---\n${pnpm({ '.': ['x'] }, { 'x@1.0.0': [], 'v@1.0.0': [] })}`,
      `---\nlockfileVersion: '9.0'\n\n---\n${pnpm({ '.': ['x', 'y'] }, { 'x@1.0.0': [], 'y@1.0.0': ['w'], 'v@1.0.0': [] })}`,
    ),
    [
      '0.95 pnpm-lock.yaml merges cleanly and does not hold together any more: y@1.0.0 needs w 1.0.0, which is not there → Whoever lands second runs pnpm install --lockfile-only after merging main. @ a:pnpm-lock.yaml b:pnpm-lock.yaml',
    ],
  ],
  [
    'npm 1: a tree that lost a branch',
    four(
      'package-lock.json',
      npm1({ a: { version: '1.0.0' } }),
      npm1({
        a: { version: '1.0.0' },
        b: { version: '1.0.0', requires: { c: '^1.0.0' } },
        c: { version: '1.1.0' },
      }),
      npm1({ a: { version: '1.0.1' } }),
      npm1({ a: { version: '1.0.1' }, b: { version: '1.0.0', requires: { c: '^1.0.0' } } }),
    ),
    [
      '0.95 package-lock.json merges cleanly and does not hold together any more: b needs c ^1.0.0, which is not there → Whoever lands second runs npm install --package-lock-only after merging main. @ a:package-lock.json b:package-lock.json',
    ],
  ],
  [
    'npm 1: found in another version',
    four(
      'package-lock.json',
      npm1({ a: { version: '1.0.0' } }),
      npm1({
        a: { version: '1.0.0' },
        b: { version: '1.0.0', requires: { c: '^1.0.0' } },
        c: { version: '1.1.0' },
      }),
      npm1({ a: { version: '1.0.0' }, c: { version: '2.0.0' } }),
      npm1({
        a: { version: '1.0.0' },
        b: { version: '1.0.0', requires: { c: '^1.0.0' } },
        c: { version: '2.0.0' },
      }),
    ),
    [
      '0.95 package-lock.json merges cleanly and does not hold together any more: b needs c ^1.0.0, and finds 2.0.0 → Whoever lands second runs npm install --package-lock-only after merging main. @ a:package-lock.json b:package-lock.json',
    ],
  ],
  [
    'npm 1: its own below it',
    four(
      'package-lock.json',
      npm1({ a: { version: '1.0.0' } }),
      npm1({
        a: { version: '1.0.0' },
        b: {
          version: '1.0.0',
          requires: { c: '^1.0.0' },
          dependencies: { c: { version: '1.1.0' } },
        },
      }),
      npm1({ a: { version: '1.0.0' }, c: { version: '2.0.0' } }),
      npm1({
        a: { version: '1.0.0' },
        b: {
          version: '1.0.0',
          requires: { c: '^1.0.0' },
          dependencies: { c: { version: '1.1.0' } },
        },
        c: { version: '2.0.0' },
      }),
    ),
    [],
  ],
  [
    'npm 1: from an address',
    four(
      'package-lock.json',
      npm1({ a: { version: '1.0.0' } }),
      npm1({
        a: { version: '1.0.0' },
        b: { version: '1.0.0', requires: { c: '^1.0.0' } },
        c: { version: 'github:x/c#abc' },
      }),
      npm1({ a: { version: '1.0.1' } }),
      npm1({
        a: { version: '1.0.1' },
        b: { version: '1.0.0', requires: { c: '^1.0.0' } },
        c: { version: 'github:x/c#abc' },
      }),
    ),
    [],
  ],
  [
    'npm 3: an override goes on',
    four(
      'package-lock.json',
      npm3({ '': {}, 'node_modules/c': { version: '2.0.0' } }),
      npm3({
        '': {},
        'node_modules/b': { version: '1.0.0', dependencies: { c: '^1.0.0' } },
        'node_modules/c': { version: '2.0.0' },
      }),
      npm3({ '': {}, 'node_modules/c': { version: '2.1.0' } }),
      npm3({
        '': {},
        'node_modules/b': { version: '1.0.0', dependencies: { c: '^1.0.0' } },
        'node_modules/c': { version: '2.1.0' },
      }),
    ),
    [],
  ],
  [
    'npm 3: no override before',
    four(
      'package-lock.json',
      npm3({ '': {}, 'node_modules/c': { version: '1.0.0' } }),
      npm3({
        '': {},
        'node_modules/b': { version: '1.0.0', dependencies: { c: '^1.0.0' } },
        'node_modules/c': { version: '1.0.0' },
      }),
      npm3({ '': {}, 'node_modules/c': { version: '2.1.0' } }),
      npm3({
        '': {},
        'node_modules/b': { version: '1.0.0', dependencies: { c: '^1.0.0' } },
        'node_modules/c': { version: '2.1.0' },
      }),
    ),
    [
      '0.95 package-lock.json merges cleanly and does not hold together any more: b needs c ^1.0.0, and finds 2.1.0 → Whoever lands second runs npm install --package-lock-only after merging main. @ a:package-lock.json b:package-lock.json',
    ],
  ],
  [
    'yarn berry: an entry that one dropped',
    four(
      'yarn.lock',
      berry(['c@npm:^1.0.0', '1.0.0']),
      berry(['b@npm:^1.0.0', '1.0.0', 'c'], ['c@npm:^1.0.0', '1.0.0']),
      berry(['d@npm:^1.0.0', '1.0.0']),
      berry(['b@npm:^1.0.0', '1.0.0', 'c'], ['d@npm:^1.0.0', '1.0.0']),
    ),
    [
      '0.95 yarn.lock merges cleanly and does not hold together any more: b needs c ^1.0.0, which is not there → Whoever lands second runs yarn install after merging main. @ a:yarn.lock b:yarn.lock',
    ],
  ],
  [
    'yarn berry: one entry for several ranges',
    four(
      'yarn.lock',
      berry(['c@npm:^1.0.0', '1.0.0']),
      berry(['b@npm:^1.0.0', '1.0.0', 'c'], ['c@npm:^1.0.0', '1.0.0']),
      berry(['c@npm:^1.0.0, c@npm:^1.1.0', '1.1.0']),
      berry(['b@npm:^1.0.0', '1.0.0', 'c'], ['c@npm:^1.0.0, c@npm:^1.1.0', '1.1.0']),
    ),
    [],
  ],
  [
    'cargo 4: an edge that now has two versions to choose from',
    four(
      'Cargo.lock',
      cargo(['app', '0.1.0', 'log'], ['log', '0.4.1']),
      cargo(['app', '0.1.0', 'log', 'zip'], ['log', '0.4.1'], ['zip', '2.0.0', 'log']),
      cargo(
        ['app', '0.1.0', 'log 0.4.1', 'old'],
        ['log', '0.3.9'],
        ['log', '0.4.1'],
        ['old', '1.0.0', 'log 0.3.9'],
      ),
      cargo(
        ['app', '0.1.0', 'log 0.4.1', 'old', 'zip'],
        ['log', '0.3.9'],
        ['log', '0.4.1'],
        ['old', '1.0.0', 'log 0.3.9'],
        ['zip', '2.0.0', 'log'],
      ),
    ),
    [
      '0.95 Cargo.lock merges cleanly and does not hold together any more: zip needs log, of which there are 2 versions → Whoever lands second runs cargo update --workspace after merging main. @ a:Cargo.lock b:Cargo.lock',
    ],
  ],
  [
    'cargo 4: the edge names its version',
    four(
      'Cargo.lock',
      cargo(['app', '0.1.0', 'log'], ['log', '0.4.1']),
      cargo(['app', '0.1.0', 'log', 'zip'], ['log', '0.4.1'], ['zip', '2.0.0', 'log 0.4.1']),
      cargo(
        ['app', '0.1.0', 'log 0.4.1', 'old'],
        ['log', '0.3.9'],
        ['log', '0.4.1'],
        ['old', '1.0.0', 'log 0.3.9'],
      ),
      cargo(
        ['app', '0.1.0', 'log 0.4.1', 'old', 'zip'],
        ['log', '0.3.9'],
        ['log', '0.4.1'],
        ['old', '1.0.0', 'log 0.3.9'],
        ['zip', '2.0.0', 'log 0.4.1'],
      ),
    ),
    [],
  ],
  [
    'uv: the version that an edge names is gone',
    four(
      'uv.lock',
      uv(['b', '1.0'], ['b', '2.0']),
      uv(['b', '1.0'], ['b', '2.0'], ['c', '1.0', 'name = "b", version = "1.0"']),
      uv(['b', '2.0']),
      uv(['b', '2.0'], ['c', '1.0', 'name = "b", version = "1.0"']),
    ),
    [
      '0.95 uv.lock merges cleanly and does not hold together any more: c needs b 1.0, which is not there → Whoever lands second runs uv lock after merging main. @ a:uv.lock b:uv.lock',
    ],
  ],
  [
    'uv: gone where a marker may leave it out',
    four(
      'uv.lock',
      uv(['b', '1.0'], ['b', '2.0']),
      uv(
        ['b', '1.0'],
        ['b', '2.0'],
        ['c', '1.0', 'name = "b", version = "1.0", marker = "python_full_version < \'3.9\'"'],
      ),
      uv(['b', '2.0']),
      uv(
        ['b', '2.0'],
        ['c', '1.0', 'name = "b", version = "1.0", marker = "python_full_version < \'3.9\'"'],
      ),
    ),
    [],
  ],
  [
    'poetry 2: moved beyond what a new package takes',
    four(
      'poetry.lock',
      poetry(['b', '1.4']),
      poetry(['b', '1.4'], ['c', '1.0', 'b = ">=1.0,<2.0"']),
      poetry(['b', '2.1']),
      poetry(['b', '2.1'], ['c', '1.0', 'b = ">=1.0,<2.0"']),
    ),
    [
      '0.95 poetry.lock merges cleanly and does not hold together any more: c needs b >=1.0,<2.0, and finds 2.1 → Whoever lands second runs poetry lock after merging main. @ a:poetry.lock b:poetry.lock',
    ],
  ],
  [
    'poetry 2: moved within what a new package takes',
    four(
      'poetry.lock',
      poetry(['b', '1.4']),
      poetry(['b', '1.4'], ['c', '1.0', 'b = ">=1.0,<2.0"']),
      poetry(['b', '1.9']),
      poetry(['b', '1.9'], ['c', '1.0', 'b = ">=1.0,<2.0"']),
    ),
    [],
  ],
  [
    'poetry 2: needed under a marker',
    four(
      'poetry.lock',
      poetry(['b', '1.4']),
      poetry(['b', '1.4'], ['c', '1.0', 'b = {version = "<2.0", markers = "extra == \'x\'"}']),
      poetry(['b', '2.1']),
      poetry(['b', '2.1'], ['c', '1.0', 'b = {version = "<2.0", markers = "extra == \'x\'"}']),
    ),
    [],
  ],
  [
    'poetry 2: one of two versions answers',
    four(
      'poetry.lock',
      poetry(['b', '1.4']),
      poetry(['b', '1.4'], ['c', '1.0', 'b = "<2.0"']),
      poetry(['b', '1.4'], ['b', '2.1']),
      poetry(['b', '1.4'], ['b', '2.1'], ['c', '1.0', 'b = "<2.0"']),
    ),
    [],
  ],
  [
    'yaml: quoted and not',
    four(
      'x.yml',
      'b: 1\nm: 0\n',
      'a: 1\nb: 1\nm: 0\n',
      'b: 1\nm: 0\n"a": 2\n',
      'a: 1\nb: 1\nm: 0\n"a": 2\n',
    ),
    [
      '0.95 a stands twice in x.yml once both have landed (line 4 of the merged file) → Whoever lands second joins the two after merging main. @ a:x.yml:1 b:x.yml:3',
    ],
  ],
  [
    'yaml: within braces',
    four(
      'x.yml',
      'x: { b: 1, m: 0 }\n',
      'x: { a: 1, b: 1, m: 0 }\n',
      'x: { b: 1, m: 0, a: 2 }\n',
      'x: { a: 1, b: 1, m: 0, a: 2 }\n',
    ),
    [
      '0.95 a stands twice in x.yml once both have landed (line 1 of the merged file) → Whoever lands second joins the two after merging main. @ a:x.yml b:x.yml',
    ],
  ],
  [
    'yaml: a key over one that is merged in',
    four(
      'x.yml',
      'd: &d { a: 1 }\nx:\n  b: 1\n  m: 0\n',
      'd: &d { a: 1 }\nx:\n  <<: *d\n  b: 1\n  m: 0\n',
      'd: &d { a: 1 }\nx:\n  b: 1\n  m: 0\n  a: 2\n',
      'd: &d { a: 1 }\nx:\n  <<: *d\n  b: 1\n  m: 0\n  a: 2\n',
    ),
    [],
  ],
  [
    'yaml: an anchor for a key',
    four(
      'x.yml',
      'b: 1\nm: 0\n',
      '&k a: 1\nb: 1\nm: 0\n',
      'b: 1\nm: 0\na: 2\n',
      '&k a: 1\nb: 1\nm: 0\na: 2\n',
    ),
    [
      '0.95 a stands twice in x.yml once both have landed (line 4 of the merged file) → Whoever lands second joins the two after merging main. @ a:x.yml b:x.yml:3',
    ],
  ],
  [
    'toml: dotted and as a table',
    four(
      'x.toml',
      'm = 0\n\n[z]\nq = 1\n',
      'tool.x = 1\nm = 0\n\n[z]\nq = 1\n',
      'm = 0\n\n[z]\nq = 1\n\n[tool]\ny = 2\n',
      'tool.x = 1\nm = 0\n\n[z]\nq = 1\n\n[tool]\ny = 2\n',
    ),
    [
      '0.95 tool stands twice in x.toml once both have landed (line 7 of the merged file) → Whoever lands second joins the two after merging main. @ a:x.toml b:x.toml:6',
    ],
  ],
  [
    'toml: a table below and the table itself',
    four(
      'x.toml',
      'm = 0\n\n[z]\nq = 1\n',
      'm = 0\n\n[tool.x]\na = 1\n\n[z]\nq = 1\n',
      'm = 0\n\n[z]\nq = 1\n\n[tool]\ny = 2\n',
      'm = 0\n\n[tool.x]\na = 1\n\n[z]\nq = 1\n\n[tool]\ny = 2\n',
    ),
    [],
  ],
  [
    'toml: twice in one inline table',
    four(
      'x.toml',
      'x = { b = 1, m = 0 }\n',
      'x = { a = 1, b = 1, m = 0 }\n',
      'x = { b = 1, m = 0, a = 2 }\n',
      'x = { a = 1, b = 1, m = 0, a = 2 }\n',
    ),
    [
      '0.95 a stands twice in x.toml once both have landed (line 1 of the merged file) → Whoever lands second joins the two after merging main. @ a:x.toml b:x.toml',
    ],
  ],
  [
    'json: once as it is, once escaped',
    four(
      'x.json',
      '{\n  "b": 1,\n  "m": 0\n}\n',
      '{\n  "a": 1,\n  "b": 1,\n  "m": 0\n}\n',
      '{\n  "b": 1,\n  "m": 0,\n  "\\u0061": 2\n}\n',
      '{\n  "a": 1,\n  "b": 1,\n  "m": 0,\n  "\\u0061": 2\n}\n',
    ),
    [
      '0.95 a stands twice in x.json once both have landed (line 5 of the merged file) → Whoever lands second joins the two after merging main. @ a:x.json:2 b:x.json',
    ],
  ],
  [
    'json: comments as keys',
    four(
      'x.json',
      '{\n  "b": 1,\n  "m": 0\n}\n',
      '{\n  "//": "why b",\n  "b": 1,\n  "m": 0\n}\n',
      '{\n  "b": 1,\n  "//": "why m",\n  "m": 0\n}\n',
      '{\n  "//": "why b",\n  "b": 1,\n  "//": "why m",\n  "m": 0\n}\n',
    ),
    [],
  ],
  [
    'jsonc',
    four(
      'x.jsonc',
      '{\n  "b": 1, // one\n  "m": 0,\n}\n',
      '{\n  "a": 1,\n  "b": 1, // one\n  "m": 0,\n}\n',
      '{\n  "b": 1, // one\n  "m": 0,\n  "a": 2,\n}\n',
      '{\n  "a": 1,\n  "b": 1, // one\n  "m": 0,\n  "a": 2,\n}\n',
    ),
    [
      '0.95 a stands twice in x.jsonc once both have landed (line 5 of the merged file) → Whoever lands second joins the two after merging main. @ a:x.jsonc:2 b:x.jsonc:4',
    ],
  ],
];

test.each(cases)('%s', async (_, one, findings) => {
  expect(await findingsOf(dependency, one)).toEqual(findings);
});
