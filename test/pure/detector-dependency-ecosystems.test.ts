/** What people do with the manifests of each ecosystem on two branches: findings with their lines, and near-misses. */
import { expect, test } from '@jest/globals';
import { dependency } from '#src/integration/detectors/dependency.ts';
import { type Case, findingsOf } from '../detector-cases.ts';

const json = (v: unknown) => `${JSON.stringify(v, null, 2)}\n`;
const pk = (name: string, rest = '') =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n${rest}`;
const root =
  '[workspace]\nmembers = ["crates/*"]\nresolver = "2"\n\n[workspace.package]\nedition = "2021"\n\n[workspace.dependencies]\nserde = { version = "1", features = ["derive"] }\ntokio = { version = "1.40", features = ["full"] }\nanyhow = "1"\n';
const L = (root: object, mods: Record<string, object>) =>
  json({
    name: 'r',
    lockfileVersion: 3,
    packages: {
      '': root,
      ...Object.fromEntries(Object.entries(mods).map(([k, v]) => [`node_modules/${k}`, v])),
    },
  });
const PL = (imp: string, pk: string, sn: string) =>
  `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n${imp}\npackages:\n\n${pk}\nsnapshots:\n\n${sn}`;
const Y = (...e: string[]) => `# yarn lockfile v1\n\n\n${e.join('\n')}`;
const pom = (deps: string, extra = '') =>
  `<project>\n  <groupId>com.acme</groupId>\n  <artifactId>app</artifactId>\n  <version>1.0</version>\n${extra}  <dependencies>\n${deps}  </dependencies>\n</project>\n`;
const dep = (g: string, a: string, v?: string) =>
  `    <dependency>\n      <groupId>${g}</groupId>\n      <artifactId>${a}</artifactId>\n${v ? `      <version>${v}</version>\n` : ''}    </dependency>\n`;
const cat =
  '[versions]\nkotlin = "1.9.0"\n\n[libraries]\nguava = { module = "com.google.guava:guava", version = "33.0" }\nokhttp-core = { module = "com.squareup.okhttp3:okhttp", version.ref = "kotlin" }\n\n[bundles]\nnet = ["okhttp-core"]\n\n[plugins]\nktlint = { id = "org.jlleitschuh", version = "12" }\n';

const property = (name: string) => ['$', '{', name, '}'].join('');

const cases: [title: string, one: Case, findings: string[]][] = [
  [
    'cargo: feature of own crate removed, newly asked',
    {
      base: {
        'Cargo.toml': root,
        'crates/core/Cargo.toml': pk('core', '\n[features]\ndefault = []\nmetrics = []\n'),
        'crates/app/Cargo.toml': pk('app'),
      },
      a: { 'crates/core/Cargo.toml': pk('core', '\n[features]\ndefault = []\n') },
      b: {
        'crates/app/Cargo.toml': pk(
          'app',
          '\n[dependencies]\ncore = { path = "../core", features = ["metrics"] }\n',
        ),
      },
    },
    [
      '0.9 a removes the feature metrics of core from crates/core/Cargo.toml, and b newly uses it in crates/app/Cargo.toml → Keep the feature metrics of core in crates/core/Cargo.toml, or do without it in crates/app/Cargo.toml. @ a:crates/core/Cargo.toml:8 b:crates/app/Cargo.toml:7',
    ],
  ],
  [
    'cargo: shared features reduced, newly inherited',
    {
      base: { 'Cargo.toml': root, 'crates/app/Cargo.toml': pk('app') },
      a: { 'Cargo.toml': root.replace('["full"]', '["rt"]') },
      b: { 'crates/app/Cargo.toml': pk('app', '\n[dependencies]\ntokio = { workspace = true }\n') },
    },
    [
      '0.6 a takes full away from the features of the shared tokio in Cargo.toml, and b newly takes it from there in crates/app/Cargo.toml → See whether crates/app/Cargo.toml works with tokio as a leaves it, or give it a version of its own. @ a:Cargo.toml:10 b:crates/app/Cargo.toml:7',
    ],
  ],
  [
    'cargo: default features off vs on, two crates',
    {
      base: { 'crates/x/Cargo.toml': pk('x'), 'crates/y/Cargo.toml': pk('y') },
      a: {
        'crates/x/Cargo.toml': pk(
          'x',
          '\n[dependencies]\nserde = { version = "1", default-features = false }\n',
        ),
      },
      b: { 'crates/y/Cargo.toml': pk('y', '\n[dependencies]\nserde = "1"\n') },
    },
    [
      '0.4 a asks for serde without its default features, b with them: built together, it has them → Agree whether serde has its default features. @ a:crates/x/Cargo.toml:7 b:crates/y/Cargo.toml:7',
    ],
  ],
  [
    'cargo: shared moved to next major, newly inherited',
    {
      base: { 'Cargo.toml': root, 'crates/app/Cargo.toml': pk('app') },
      a: { 'Cargo.toml': root.replace('anyhow = "1"', 'anyhow = "2"') },
      b: { 'crates/app/Cargo.toml': pk('app', '\n[dependencies]\nanyhow.workspace = true\n') },
    },
    [
      '0.6 a moves the shared anyhow from 1 to 2 in Cargo.toml, and b newly takes it from there in crates/app/Cargo.toml → See whether crates/app/Cargo.toml works with anyhow as a leaves it, or give it a version of its own. @ a:Cargo.toml:11 b:crates/app/Cargo.toml:7',
    ],
  ],
  [
    'cargo: crate renamed, newly asked',
    {
      base: {
        'Cargo.toml': root,
        'crates/core/Cargo.toml': pk('core'),
        'crates/app/Cargo.toml': pk('app'),
      },
      a: { 'crates/core/Cargo.toml': pk('weir-core') },
      b: { 'crates/app/Cargo.toml': pk('app', '\n[dependencies]\ncore = { path = "../core" }\n') },
    },
    [
      '0.95 a renames the package core to weir-core, and b newly asks for core in crates/app/Cargo.toml → Ask for weir-core in crates/app/Cargo.toml once the rename has landed. @ a:crates/core/Cargo.toml:2 b:crates/app/Cargo.toml:7',
    ],
  ],
  [
    'cargo: crate version moved, newly asked by old',
    {
      base: {
        'Cargo.toml': root,
        'crates/core/Cargo.toml': pk('core'),
        'crates/app/Cargo.toml': pk('app'),
      },
      a: { 'crates/core/Cargo.toml': pk('core').replace('0.1.0', '0.2.0') },
      b: {
        'crates/app/Cargo.toml': pk(
          'app',
          '\n[dependencies]\ncore = { path = "../core", version = "0.1" }\n',
        ),
      },
    },
    [
      '0.9 a moves core to 0.2.0 in crates/core/Cargo.toml, and b newly asks for 0.1 in crates/app/Cargo.toml → Ask for core 0.2.0 in crates/app/Cargo.toml once a has landed. @ a:crates/core/Cargo.toml:3 b:crates/app/Cargo.toml:7',
    ],
  ],
  [
    'cargo: renamed package import',
    {
      base: {
        'Cargo.toml': pk(
          'app',
          '\n[dependencies]\njson = { package = "serde_json", version = "1" }\n',
        ),
      },
      a: { 'Cargo.toml': pk('app') },
      b: { 'src/x.rs': 'pub fn f() { json::to_string(&1); }\n' },
    },
    [
      '0.85 a removes serde_json from Cargo.toml, and b newly imports it in src/x.rs → Keep serde_json in Cargo.toml, or do without it in src/x.rs. @ a:Cargo.toml:7 b:src/x.rs:1',
    ],
  ],
  [
    'cargo: tokio::time used, crate time removed',
    {
      base: { 'Cargo.toml': pk('app', '\n[dependencies]\ntime = "0.3"\ntokio = "1"\n') },
      a: { 'Cargo.toml': pk('app', '\n[dependencies]\ntokio = "1"\n') },
      b: { 'src/x.rs': 'use tokio::time;\npub async fn f() { time::sleep(D).await; }\n' },
    },
    [],
  ],
  [
    'cargo: mod named like crate',
    {
      base: { 'Cargo.toml': pk('app', '\n[dependencies]\nerror = "0.3"\n') },
      a: { 'Cargo.toml': pk('app') },
      b: { 'src/x.rs': 'mod error;\npub fn f() { error::fail(); }\n' },
    },
    [],
  ],
  [
    'cargo: feature of removed dep in same manifest',
    {
      base: {
        'Cargo.toml': pk(
          'app',
          '\n[dependencies]\nserde = { version = "1", optional = true }\n\nlog = "0.4"\n\n[features]\ndefault = []\n',
        ),
      },
      a: {
        'Cargo.toml': pk('app', '\n[dependencies]\n\nlog = "0.4"\n\n[features]\ndefault = []\n'),
      },
      b: {
        'Cargo.toml': pk(
          'app',
          '\n[dependencies]\nserde = { version = "1", optional = true }\n\nlog = "0.4"\n\n[features]\ndefault = []\nwire = ["dep:serde"]\n',
        ),
      },
    },
    [
      '0.9 a removes the dependency serde of app from Cargo.toml, and b newly uses it in Cargo.toml → Keep the dependency serde of app in Cargo.toml, or do without it in Cargo.toml. @ a:Cargo.toml:7 b:Cargo.toml:13',
    ],
  ],
  [
    'cargo: excluded from workspace',
    {
      base: { 'Cargo.toml': root },
      a: { 'Cargo.toml': root.replace('resolver', 'exclude = ["crates/fuzz"]\nresolver') },
      b: { 'crates/fuzz/Cargo.toml': pk('fuzz') },
    },
    [
      '0.85 b adds a package in crates/fuzz, which is no member of the workspace any more as a leaves it in Cargo.toml → Add crates/fuzz to the members in Cargo.toml. @ a:Cargo.toml:2 b:crates/fuzz/Cargo.toml:2',
    ],
  ],
  [
    'cargo: 0.0.x both build → note',
    {
      base: { 'crates/x/Cargo.toml': pk('x'), 'crates/y/Cargo.toml': pk('y') },
      a: { 'crates/x/Cargo.toml': pk('x', '\n[dependencies]\nz = "0.0.3"\n') },
      b: { 'crates/y/Cargo.toml': pk('y', '\n[dependencies]\nz = "0.0.4"\n') },
    },
    [
      '0.4 a asks for z 0.0.3, b for 0.0.4: no version is both → Agree on one range of z, or accept that both versions are built. @ a:crates/x/Cargo.toml:7 b:crates/y/Cargo.toml:7',
    ],
  ],
  [
    'cargo: edition at odds has lines',
    {
      base: { 'Cargo.toml': root, 'crates/x/Cargo.toml': pk('x') },
      a: { 'Cargo.toml': root.replace('"2021"', '"2024"') },
      b: { 'crates/y/Cargo.toml': pk('y') },
    },
    [
      '0.4 a sets edition to 2024 in Cargo.toml, b sets it to 2021 in crates/y/Cargo.toml → Agree on one edition for the workspace. @ a:Cargo.toml:6 b:crates/y/Cargo.toml:4',
    ],
  ],
  [
    'cargo: target-specific removed + use',
    {
      base: {
        'Cargo.toml': pk('app', '\n[target.\'cfg(windows)\'.dependencies]\nwinapi = "0.3"\n'),
      },
      a: { 'Cargo.toml': pk('app') },
      b: { 'src/w.rs': 'use winapi::um::winbase;\n' },
    },
    [
      '0.85 a removes winapi from Cargo.toml, and b newly imports it in src/w.rs → Keep winapi in Cargo.toml, or do without it in src/w.rs. @ a:Cargo.toml:7 b:src/w.rs:1',
    ],
  ],
  [
    'cargo: broken toml line',
    {
      base: { 'Cargo.toml': pk('app') },
      a: { 'Cargo.toml': pk('app', '\n[dependencies]\nserde = {version = "1"\n') },
      b: { 'src/w.rs': 'x' },
    },
    [
      'a alone: 0.95 Cargo.toml no longer parses: Invalid TOML document: expected comma or end of structure → Mend Cargo.toml on a; until then nothing about its dependencies can be told. @ a:Cargo.toml:8',
    ],
  ],
  [
    'npm: nested lock of docs',
    {
      base: {
        'package.json': json({ name: 'r' }),
        'package-lock.json': json({ packages: { '': {} } }),
        'docs/package.json': json({ name: 'docs' }),
        'docs/package-lock.json': json({ packages: { '': {} } }),
      },
      a: {
        'docs/package.json': json({ name: 'docs', dependencies: { zod: '^3' } }),
        'docs/package-lock.json': json({
          packages: {
            '': { dependencies: { zod: '^3' } },
            'node_modules/zod': { version: '3.1.0' },
          },
        }),
        'package-lock.json': json({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } }),
      },
      b: {
        'package-lock.json': `${json({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } })}\n`,
      },
      merged: {
        'package-lock.json': json({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } }),
      },
    },
    [],
  ],
  [
    'npm: transitive lost',
    {
      base: {
        'package.json': json({ name: 'r', dependencies: { express: '^4.0.0', lodash: '^4.17.0' } }),
        'package-lock.json': L(
          { dependencies: { express: '^4.0.0', lodash: '^4.17.0' } },
          { express: { version: '4.1.0' }, lodash: { version: '4.17.21' } },
        ),
      },
      a: {
        'package.json': json({ name: 'r', dependencies: { express: '^4.0.0' } }),
        'package-lock.json': L(
          { dependencies: { express: '^4.0.0' } },
          { express: { version: '4.1.0' } },
        ),
      },
      b: {
        'package-lock.json': L(
          { dependencies: { express: '^4.0.0', lodash: '^4.17.0' } },
          {
            express: { version: '4.1.1', dependencies: { lodash: '^4.0.0' } },
            lodash: { version: '4.17.21' },
          },
        ),
      },
      merged: {
        'package-lock.json': L(
          { dependencies: { express: '^4.0.0' } },
          { express: { version: '4.1.1', dependencies: { lodash: '^4.0.0' } } },
        ),
      },
    },
    [
      '0.95 package-lock.json merges cleanly and does not hold together any more: express needs lodash ^4.0.0, which is not there → Whoever lands second runs npm install --package-lock-only after merging main. @ a:package-lock.json b:package-lock.json',
    ],
  ],
  [
    'npm: import with nearer manifest',
    {
      base: {
        'package.json': json({
          name: 'r',
          workspaces: ['packages/*'],
          dependencies: { lodash: '^4' },
        }),
        'packages/p/package.json': json({ name: 'p', dependencies: { lodash: '^4' } }),
      },
      a: { 'package.json': json({ name: 'r', workspaces: ['packages/*'], dependencies: {} }) },
      b: { 'packages/p/x.ts': "import l from 'lodash';\n" },
    },
    [],
  ],
  [
    'npm: commented import',
    {
      base: { 'package.json': json({ dependencies: { lodash: '^4' } }) },
      a: { 'package.json': json({ dependencies: {} }) },
      b: { 'x.ts': "// import l from 'lodash';\n" },
    },
    [],
  ],
  [
    'npm: override vs direct',
    {
      base: {
        'package.json':
          '{\n  "name": "x",\n  "dependencies": {\n    "a": "1"\n  },\n  "license": "MIT",\n  "private": true,\n  "type": "module"\n}\n',
      },
      a: {
        'package.json':
          '{\n  "name": "x",\n  "dependencies": {\n    "a": "1"\n  },\n  "license": "MIT",\n  "private": true,\n  "type": "module",\n  "overrides": { "lodash": "3.10.1" }\n}\n',
      },
      b: {
        'package.json':
          '{\n  "name": "x",\n  "dependencies": {\n    "a": "1",\n    "lodash": "^4.17.0"\n  },\n  "license": "MIT",\n  "private": true,\n  "type": "module"\n}\n',
      },
    },
    [
      '0.85 a forces lodash 3.10.1 on everybody, and b asks for ^4.17.0 directly → Write one version of lodash in both places, or let the override name the dependency ("$lodash"). @ a:package.json:9 b:package.json:5',
    ],
  ],
  [
    'npm: pnpm catalog named',
    {
      base: {
        'pnpm-workspace.yaml':
          'packages:\n  - packages/*\ncatalog:\n  react: ^18.0.0\ncatalogs:\n  next:\n    react: ^19.0.0\n',
        'packages/p/package.json': json({ name: 'p' }),
      },
      a: { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\ncatalog:\n  react: ^18.0.0\n' },
      b: {
        'packages/p/package.json': json({ name: 'p', dependencies: { react: 'catalog:next' } }),
      },
    },
    [
      '0.95 a removes react from the shared dependencies in pnpm-workspace.yaml, and b newly takes it from there in packages/p/package.json → Keep react in pnpm-workspace.yaml, or give packages/p/package.json a version of its own. @ a:pnpm-workspace.yaml:7 b:packages/p/package.json:4',
    ],
  ],
  [
    'npm: excluded member',
    {
      base: { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' },
      a: { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - "!packages/old-*"\n' },
      b: { 'packages/old-x/package.json': json({ name: 'oldx' }) },
    },
    [
      '0.85 b adds a package in packages/old-x, which is no member of the workspace any more as a leaves it in pnpm-workspace.yaml → Add packages/old-x to the members in pnpm-workspace.yaml. @ a:pnpm-workspace.yaml:1 b:packages/old-x/package.json:2',
    ],
  ],
  [
    'npm: peer vs dep',
    {
      base: {
        'packages/ui/package.json': json({ name: 'ui' }),
        'packages/app/package.json': json({ name: 'app' }),
      },
      a: { 'packages/ui/package.json': json({ name: 'ui', peerDependencies: { react: '>=19' } }) },
      b: { 'packages/app/package.json': json({ name: 'app', dependencies: { react: '^18.2.0' } }) },
    },
    [
      '0.6 a asks for react >=19, b for ^18.2.0: no version is both → Agree on one range of react before the second of the two lands. @ a:packages/ui/package.json:4 b:packages/app/package.json:4',
    ],
  ],
  [
    'npm: workspace package renamed',
    {
      base: {
        'packages/ui/package.json': json({ name: 'ui' }),
        'packages/app/package.json': json({ name: 'app' }),
      },
      a: { 'packages/ui/package.json': json({ name: '@acme/ui' }) },
      b: {
        'packages/app/package.json': json({ name: 'app', dependencies: { ui: 'workspace:*' } }),
      },
    },
    [
      '0.95 a renames the package ui to @acme/ui, and b newly asks for ui in packages/app/package.json → Ask for @acme/ui in packages/app/package.json once the rename has landed. @ a:packages/ui/package.json:2 b:packages/app/package.json:4',
    ],
  ],
  [
    'npm: script uses removed tool',
    {
      base: {
        'package.json':
          '{\n  "scripts": {\n    "test": "jest"\n  },\n  "name": "r",\n  "devDependencies": {\n    "rimraf": "^5",\n    "zod": "1"\n  }\n}\n',
      },
      a: {
        'package.json':
          '{\n  "scripts": {\n    "test": "jest"\n  },\n  "name": "r",\n  "devDependencies": {\n    "zod": "1"\n  }\n}\n',
      },
      b: {
        'package.json':
          '{\n  "scripts": {\n    "clean": "rimraf dist",\n    "test": "jest"\n  },\n  "name": "r",\n  "devDependencies": {\n    "rimraf": "^5",\n    "zod": "1"\n  }\n}\n',
      },
    },
    [
      '0.9 a removes the package rimraf from package.json, and b newly uses it in package.json → Keep the package rimraf in package.json, or do without it in package.json. @ a:package.json:7 b:package.json:3',
    ],
  ],
  [
    'pnpm: transitive lost',
    {
      base: {
        'pnpm-lock.yaml': PL(
          '      a:\n        specifier: ^1.0.0\n        version: 1.0.0\n      z:\n        specifier: ^1.0.0\n        version: 1.0.0\n',
          '  a@1.0.0: {}\n\n  m@1.0.0: {}\n\n  z@1.0.0: {}\n',
          '  a@1.0.0:\n    dependencies:\n      m: 1.0.0\n\n  m@1.0.0: {}\n\n  z@1.0.0: {}\n',
        ),
      },
      a: {
        'pnpm-lock.yaml': PL(
          '      z:\n        specifier: ^1.0.0\n        version: 1.0.0\n',
          '  z@1.0.0: {}\n',
          '  z@1.0.0: {}\n',
        ),
      },
      b: {
        'pnpm-lock.yaml': PL(
          '      a:\n        specifier: ^1.0.0\n        version: 1.0.0\n      z:\n        specifier: ^1.0.0\n        version: 1.0.0\n',
          '  a@1.0.0: {}\n\n  m@1.0.0: {}\n\n  z@1.0.0: {}\n',
          '  a@1.0.0:\n    dependencies:\n      m: 1.0.0\n\n  m@1.0.0: {}\n\n  z@1.0.0:\n    dependencies:\n      m: 1.0.0\n',
        ),
      },
      merged: {
        'pnpm-lock.yaml': PL(
          '      z:\n        specifier: ^1.0.0\n        version: 1.0.0\n',
          '  z@1.0.0: {}\n',
          '  z@1.0.0:\n    dependencies:\n      m: 1.0.0\n',
        ),
      },
    },
    [
      '0.95 pnpm-lock.yaml merges cleanly and does not hold together any more: z@1.0.0 needs m 1.0.0, which is not there → Whoever lands second runs pnpm install --lockfile-only after merging main. @ a:pnpm-lock.yaml b:pnpm-lock.yaml',
    ],
  ],
  [
    'yarn1: transitive lost',
    {
      base: {
        'yarn.lock': Y(
          'a@^1.0.0:\n  version "1.0.0"\n',
          'm@^1.0.0:\n  version "1.0.0"\n',
          'z@^1.0.0:\n  version "1.0.0"\n',
        ),
      },
      a: { 'yarn.lock': Y('a@^1.0.0:\n  version "1.0.0"\n', 'z@^1.0.0:\n  version "1.0.0"\n') },
      b: {
        'yarn.lock': Y(
          'a@^1.0.0:\n  version "1.0.0"\n',
          'm@^1.0.0:\n  version "1.0.0"\n',
          'z@^1.0.0:\n  version "1.0.1"\n  dependencies:\n    m "^1.0.0"\n',
        ),
      },
      merged: {
        'yarn.lock': Y(
          'a@^1.0.0:\n  version "1.0.0"\n',
          'z@^1.0.0:\n  version "1.0.1"\n  dependencies:\n    m "^1.0.0"\n',
        ),
      },
    },
    [
      '0.95 yarn.lock merges cleanly and does not hold together any more: z needs m ^1.0.0, which is not there → Whoever lands second runs yarn install after merging main. @ a:yarn.lock b:yarn.lock',
    ],
  ],
  [
    'go: replace and require',
    {
      base: { 'go.mod': 'module x\n\ngo 1.22\n' },
      a: { 'go.mod': 'module x\n\nrequire github.com/a/b v1.2.0\n\ngo 1.22\n' },
      b: {
        'go.mod': 'module x\n\ngo 1.22\n\nreplace github.com/a/b => github.com/fork/b v2.0.0\n',
      },
    },
    [],
  ],
  [
    'go: v0 and v1 in two modules',
    {
      base: { 'p/go.mod': 'module p\n', 'q/go.mod': 'module q\n' },
      a: { 'p/go.mod': 'module p\n\nrequire x.org/y v0.9.0\n' },
      b: { 'q/go.mod': 'module q\n\nrequire x.org/y v1.2.0\n' },
    },
    [],
  ],
  [
    'go: exclude the version newly required',
    {
      base: { 'go.mod': 'module x\n\ngo 1.22\n' },
      a: { 'go.mod': 'module x\n\nrequire github.com/a/b v1.2.0\n\ngo 1.22\n' },
      b: { 'go.mod': 'module x\n\ngo 1.22\n\nexclude github.com/a/b v1.2.0\n' },
    },
    [
      '0.85 One of a and b asks for github.com/a/b v1.2.0, the other excludes it → Agree on one range of github.com/a/b before the second of the two lands. @ a:go.mod:3 b:go.mod:5',
    ],
  ],
  [
    'go: root module gone, sub module stays',
    {
      base: {
        'go.mod':
          'module x\n\nrequire (\n\tgithub.com/aws/sdk v1.0.0\n\tgithub.com/aws/sdk/service/s3 v1.0.0\n)\n',
      },
      a: { 'go.mod': 'module x\n\nrequire (\n\tgithub.com/aws/sdk/service/s3 v1.0.0\n)\n' },
      b: { 'x.go': 'package x\n\nimport "github.com/aws/sdk/service/s3/types"\n' },
    },
    [],
  ],
  [
    'go: gone to v2, old imported',
    {
      base: { 'go.mod': 'module x\n\nrequire github.com/a/b v1.2.0\n' },
      a: { 'go.mod': 'module x\n\nrequire github.com/a/b/v2 v2.2.0\n' },
      b: { 'x.go': 'package x\n\nimport "github.com/a/b"\n' },
    },
    [
      '0.85 a removes github.com/a/b from go.mod, and b newly imports it in x.go → Keep github.com/a/b in go.mod, or do without it in x.go. @ a:go.mod:3 b:x.go:3',
    ],
  ],
  [
    'py: duplicate in requirements',
    {
      base: { 'requirements.txt': 'aiohttp==3.9.0\nboto3==1.0\nrich==13.0\n' },
      a: { 'requirements.txt': 'Django>=5.0\naiohttp==3.9.0\nboto3==1.0\nrich==13.0\n' },
      b: { 'requirements.txt': 'aiohttp==3.9.0\nboto3==1.0\nrich==13.0\ndjango<5\n' },
    },
    [
      '0.85 a asks for django >=5.0, b for <5: no version is both → Agree on one range of django before the second of the two lands. @ a:requirements.txt:1 b:requirements.txt:4',
    ],
  ],
  [
    'py: duplicate in pyproject list',
    {
      base: {
        'pyproject.toml':
          '[project]\nname = "x"\ndependencies = [\n  "aiohttp",\n  "boto3",\n  "rich",\n]\n',
      },
      a: {
        'pyproject.toml':
          '[project]\nname = "x"\ndependencies = [\n  "pydantic>=2",\n  "aiohttp",\n  "boto3",\n  "rich",\n]\n',
      },
      b: {
        'pyproject.toml':
          '[project]\nname = "x"\ndependencies = [\n  "aiohttp",\n  "boto3",\n  "rich",\n  "pydantic<2",\n]\n',
      },
    },
    [
      '0.85 a asks for pydantic >=2, b for <2: no version is both → Agree on one range of pydantic before the second of the two lands. @ a:pyproject.toml:4 b:pyproject.toml:7',
    ],
  ],
  [
    'py: hashes',
    {
      base: {},
      a: { 'requirements.txt': 'requests==2.31.0 \\\n    --hash=sha256:aa\n' },
      b: { 'requirements-dev.txt': 'requests>=2.32\n' },
    },
    [
      '0.7 a asks for requests ==2.31.0, b for >=2.32: no version is both → Agree on one range of requests before the second of the two lands. @ a:requirements.txt:1 b:requirements-dev.txt:1',
    ],
  ],
  [
    'py: separate services',
    {
      base: {},
      a: { 'services/a/requirements.txt': 'django<4\n' },
      b: { 'services/b/requirements.txt': 'django>=5\n' },
    },
    [
      '0.4 a asks for django <4, b for >=5: no version is both → Agree on one range of django, if the two are installed together. @ a:services/a/requirements.txt:1 b:services/b/requirements.txt:1',
    ],
  ],
  [
    'py: markers',
    {
      base: {},
      a: { 'requirements.txt': 'numpy<2; python_version < "3.9"\n' },
      b: { 'requirements-dev.txt': 'numpy>=2; python_version >= "3.9"\n' },
    },
    [],
  ],
  [
    'py: prerelease exact',
    {
      base: {},
      a: { 'requirements.txt': 'torch==2.1.0+cpu\n' },
      b: { 'requirements-dev.txt': 'torch>=2.1\n' },
    },
    [],
  ],
  [
    'py: pre',
    {
      base: {},
      a: { 'requirements.txt': 'pydantic==2.0b1\n' },
      b: { 'requirements-dev.txt': 'pydantic>=2.0b1\n' },
    },
    [],
  ],
  [
    'py: import yaml, pyyaml removed',
    {
      base: { 'requirements.txt': 'PyYAML==6.0\n' },
      a: { 'requirements.txt': '' },
      b: { 'x.py': 'import os, yaml\n' },
    },
    [
      '0.85 a removes pyyaml from requirements.txt, and b newly imports it in x.py → Keep pyyaml in requirements.txt, or do without it in x.py. @ a:requirements.txt:1 b:x.py:1',
    ],
  ],
  [
    'py: google.cloud',
    {
      base: { 'requirements.txt': 'google-cloud-storage==2.0\n' },
      a: { 'requirements.txt': '' },
      b: { 'x.py': 'from google.cloud import storage\n' },
    },
    [
      '0.85 a removes google-cloud-storage from requirements.txt, and b newly imports it in x.py → Keep google-cloud-storage in requirements.txt, or do without it in x.py. @ a:requirements.txt:1 b:x.py:1',
    ],
  ],
  [
    'py: poetry group caret vs pep',
    {
      base: {
        'pyproject.toml':
          '[tool.poetry]\nname = "x"\n\n[tool.poetry.dependencies]\npython = "^3.11"\n\n[tool.poetry.group.dev.dependencies]\npytest = "^8.0"\n',
      },
      a: {
        'pyproject.toml':
          '[tool.poetry]\nname = "x"\n\n[tool.poetry.dependencies]\npython = "^3.11"\nhttpx = "^0.25"\n\n[tool.poetry.group.dev.dependencies]\npytest = "^8.0"\n',
      },
      b: {
        'pyproject.toml':
          '[tool.poetry]\nname = "x"\n\n[tool.poetry.dependencies]\npython = "^3.11"\n\n[tool.poetry.group.dev.dependencies]\npytest = "^8.0"\nhttpx = "~0.27.0"\n',
      },
    },
    [
      '0.85 a asks for httpx ^0.25, b for ~0.27.0: no version is both → Agree on one range of httpx before the second of the two lands. @ a:pyproject.toml:6 b:pyproject.toml:9',
    ],
  ],
  [
    'py: pep735',
    {
      base: {
        'pyproject.toml':
          '[project]\nname = "x"\ndependencies = []\n\n[dependency-groups]\ntest = []\n',
      },
      a: {
        'pyproject.toml':
          '[project]\nname = "x"\ndependencies = ["httpx<0.26"]\n\n[dependency-groups]\ntest = []\n',
      },
      b: {
        'pyproject.toml':
          '[project]\nname = "x"\ndependencies = []\n\n[dependency-groups]\ntest = ["httpx>=0.27"]\n',
      },
    },
    [
      '0.85 a asks for httpx <0.26, b for >=0.27: no version is both → Agree on one range of httpx before the second of the two lands. @ a:pyproject.toml:3 b:pyproject.toml:6',
    ],
  ],
  [
    'py: poetry wildcard vs',
    {
      base: {},
      a: {
        'pyproject.toml':
          '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\nhttpx = "0.25.*"\n',
      },
      b: { 'requirements.txt': 'httpx>=0.27\n' },
    },
    [
      '0.7 a asks for httpx 0.25.*, b for >=0.27: no version is both → Agree on one range of httpx before the second of the two lands. @ a:pyproject.toml:4 b:requirements.txt:1',
    ],
  ],
  [
    'pom: duplicate with other versions',
    {
      base: { 'pom.xml': pom(dep('org.x', 'mid', '1.0') + dep('org.x', 'mid2', '1.0')) },
      a: {
        'pom.xml': pom(
          dep('com.google.guava', 'guava', '33.0') +
            dep('org.x', 'mid', '1.0') +
            dep('org.x', 'mid2', '1.0'),
        ),
      },
      b: {
        'pom.xml': pom(
          dep('org.x', 'mid', '1.0') +
            dep('org.x', 'mid2', '1.0') +
            dep('com.google.guava', 'guava', '30.0'),
        ),
      },
    },
    [
      '0.85 a asks for com.google.guava:guava 33.0, b for 30.0: a build with both takes one of them → Agree on one range of com.google.guava:guava before the second of the two lands. @ a:pom.xml:8 b:pom.xml:18',
    ],
  ],
  [
    'pom: managed removed, used',
    {
      base: {
        'pom.xml': pom(
          '',
          '  <dependencyManagement>\n    <dependencies>\n' +
            dep('org.y', 'z', '1.0') +
            '    </dependencies>\n  </dependencyManagement>\n',
        ),
        'm/pom.xml': pom(''),
      },
      a: { 'pom.xml': pom('') },
      b: { 'm/pom.xml': pom(dep('org.y', 'z')) },
    },
    [
      '0.95 a removes org.y:z from the shared dependencies in pom.xml, and b newly takes it from there in m/pom.xml → Keep org.y:z in pom.xml, or give m/pom.xml a version of its own. @ a:pom.xml:9 b:m/pom.xml:8',
    ],
  ],
  [
    'pom: property removed, used',
    {
      base: {
        'pom.xml': pom(
          '',
          '  <properties>\n    <jackson.version>2.15.0</jackson.version>\n  </properties>\n',
        ),
      },
      a: { 'pom.xml': pom('') },
      b: {
        'pom.xml': pom(
          dep('com.fasterxml', 'j', property('jackson.version')),
          '  <properties>\n    <jackson.version>2.15.0</jackson.version>\n  </properties>\n',
        ),
      },
      merged: { 'pom.xml': pom(dep('com.fasterxml', 'j', property('jackson.version'))) },
    },
    [
      '0.9 a removes the property jackson.version from pom.xml, and b newly uses it in pom.xml → Keep the property jackson.version in pom.xml, or do without it in pom.xml. @ a:pom.xml:6 b:pom.xml:12',
    ],
  ],
  [
    'pom: module of repo removed, asked',
    {
      base: {
        'core/pom.xml': pom('').replace('>app<', '>core<'),
        'm/pom.xml': pom('').replace('>app<', '>m<'),
      },
      a: { 'core/pom.xml': null },
      b: { 'm/pom.xml': pom(dep('com.acme', 'core', '1.0')).replace('>app<', '>m<') },
    },
    [
      '0.95 a removes the package com.acme:core, which b newly asks for in m/pom.xml → Keep com.acme:core, or let m/pom.xml ask for what replaces it. @ a:core/pom.xml:3 b:m/pom.xml:8',
    ],
  ],
  [
    'pom: parent version moved, new child',
    {
      base: { 'pom.xml': pom('') },
      a: { 'pom.xml': pom('').replace('1.0', '1.1') },
      b: {
        'm/pom.xml':
          '<project>\n  <parent>\n    <groupId>com.acme</groupId>\n    <artifactId>app</artifactId>\n    <version>1.0</version>\n  </parent>\n  <artifactId>m</artifactId>\n</project>\n',
      },
    },
    [
      '0.9 a moves com.acme:app to 1.1 in pom.xml, and b newly asks for 1.0 in m/pom.xml → Ask for com.acme:app 1.1 in m/pom.xml once a has landed. @ a:pom.xml:4 b:m/pom.xml:5',
    ],
  ],
  [
    'java: import of removed dependency',
    {
      base: { 'pom.xml': pom(dep('org.apache.commons', 'commons-lang3', '3.12')) },
      a: { 'pom.xml': pom('') },
      b: { 'src/main/java/X.java': 'import org.apache.commons.lang3.StringUtils;\n' },
    },
    [
      '0.6 a removes org.apache.commons:commons-lang3 from pom.xml, and b newly imports it in src/main/java/X.java → Keep org.apache.commons:commons-lang3 in pom.xml, or do without it in src/main/java/X.java. @ a:pom.xml:8 b:src/main/java/X.java:1',
    ],
  ],
  [
    'gradle: alias removed, newly used',
    {
      base: { 'gradle/libs.versions.toml': cat, 'app/build.gradle.kts': 'dependencies {\n}\n' },
      a: {
        'gradle/libs.versions.toml': cat
          .replace(/okhttp-core = .*\n/, '')
          .replace('"okhttp-core"', ''),
      },
      b: { 'app/build.gradle.kts': 'dependencies {\n    implementation(libs.okhttp.core)\n}\n' },
    },
    [
      '0.9 a removes libs.okhttp.core from gradle/libs.versions.toml, and b newly uses it in app/build.gradle.kts → Keep libs.okhttp.core in gradle/libs.versions.toml, or do without it in app/build.gradle.kts. @ a:gradle/libs.versions.toml:6 b:app/build.gradle.kts:2',
    ],
  ],
  [
    'gradle: plugin alias removed, newly used',
    {
      base: { 'gradle/libs.versions.toml': cat, 'app/build.gradle.kts': 'dependencies {\n}\n' },
      a: { 'gradle/libs.versions.toml': cat.replace(/ktlint = .*\n/, '') },
      b: { 'app/build.gradle.kts': 'plugins {\n    alias(libs.plugins.ktlint)\n}\n' },
    },
    [
      '0.9 a removes libs.plugins.ktlint from gradle/libs.versions.toml, and b newly uses it in app/build.gradle.kts → Keep libs.plugins.ktlint in gradle/libs.versions.toml, or do without it in app/build.gradle.kts. @ a:gradle/libs.versions.toml:12 b:app/build.gradle.kts:2',
    ],
  ],
  [
    'gradle: version removed, ref added',
    {
      base: {
        'gradle/libs.versions.toml':
          '[versions]\nkotlin = "1.9.0"\nother = "1"\n\n[libraries]\nguava = "g:g:1"\n',
      },
      a: {
        'gradle/libs.versions.toml': '[versions]\nother = "1"\n\n[libraries]\nguava = "g:g:1"\n',
      },
      b: {
        'gradle/libs.versions.toml':
          '[versions]\nkotlin = "1.9.0"\nother = "1"\n\n[libraries]\nguava = "g:g:1"\nstd = { module = "k:std", version.ref = "kotlin" }\n',
      },
    },
    [
      '0.9 a removes libs.versions.kotlin from gradle/libs.versions.toml, and b newly uses it in gradle/libs.versions.toml → Keep libs.versions.kotlin in gradle/libs.versions.toml, or do without it in gradle/libs.versions.toml. @ a:gradle/libs.versions.toml:2 b:gradle/libs.versions.toml:7',
    ],
  ],
  [
    'gradle: bundle names removed alias',
    {
      base: {
        'gradle/libs.versions.toml':
          '[libraries]\nguava = "g:g:1"\nok = "o:k:1"\n\n[bundles]\nx = ["guava"]\n',
      },
      a: {
        'gradle/libs.versions.toml': '[libraries]\nguava = "g:g:1"\n\n[bundles]\nx = ["guava"]\n',
      },
      b: {
        'gradle/libs.versions.toml':
          '[libraries]\nguava = "g:g:1"\nok = "o:k:1"\n\n[bundles]\nx = ["guava"]\ny = ["guava", "ok"]\n',
      },
    },
    [
      '0.9 a removes libs.ok from gradle/libs.versions.toml, and b newly uses it in gradle/libs.versions.toml → Keep libs.ok in gradle/libs.versions.toml, or do without it in gradle/libs.versions.toml. @ a:gradle/libs.versions.toml:3 b:gradle/libs.versions.toml:7',
    ],
  ],
  [
    'yaml: multi-document duplicates',
    {
      base: { 'k.yaml': 'a: 1\nm:\n  p: 1\n\nz: 1\n---\nb: 1\n' },
      a: { 'k.yaml': 'a: 1\nn: 1\nm:\n  p: 1\n\nz: 1\n---\nb: 1\n' },
      b: { 'k.yaml': 'a: 1\nm:\n  p: 1\n\nz: 1\nn: 2\n---\nb: 1\n' },
    },
    [
      '0.95 n stands twice in k.yaml once both have landed (line 7 of the merged file) → Whoever lands second joins the two after merging main. @ a:k.yaml:2 b:k.yaml:6',
    ],
  ],
  [
    'yaml: custom tags duplicates',
    {
      base: { 't.yaml': 'R:\n  A: !Ref X\n\n  B: !Sub "y"\nZ: !GetAtt a.b\n' },
      a: { 't.yaml': 'R:\n  Q: 1\n  A: !Ref X\n\n  B: !Sub "y"\nZ: !GetAtt a.b\n' },
      b: { 't.yaml': 'R:\n  A: !Ref X\n\n  B: !Sub "y"\n  Q: 2\nZ: !GetAtt a.b\n' },
    },
    [
      '0.95 Q stands twice in t.yaml once both have landed (line 6 of the merged file) → Whoever lands second joins the two after merging main. @ a:t.yaml:2 b:t.yaml:5',
    ],
  ],
  [
    'toml: duplicate table',
    {
      base: { 'c.toml': '[a]\nx = 1\n\n[z]\ny = 1\n' },
      a: { 'c.toml': '[n]\nq = 1\n\n[a]\nx = 1\n\n[z]\ny = 1\n' },
      b: { 'c.toml': '[a]\nx = 1\n\n[z]\ny = 1\n\n[n]\nq = 2\n' },
    },
    [
      '0.95 n stands twice in c.toml once both have landed (line 10 of the merged file) → Whoever lands second joins the two after merging main. @ a:c.toml:1 b:c.toml:7',
    ],
  ],
  [
    'yaml broken line of manifest',
    {
      base: { 'pnpm-workspace.yaml': 'packages:\n  - a\n' },
      a: { 'pnpm-workspace.yaml': 'packages:\n  - a\n bad: [\n' },
      b: { 'x.ts': '1' },
    },
    [
      'a alone: 0.95 pnpm-workspace.yaml no longer parses: bad indentation of a mapping entry (3:2) → Mend pnpm-workspace.yaml on a; until then nothing about its dependencies can be told. @ a:pnpm-workspace.yaml:3',
    ],
  ],
];

test.each(cases)('%s', async (_, one, findings) => {
  expect(await findingsOf(dependency, one)).toEqual(findings);
});
