/** Rules of each ecosystem's own tool about what goes together, each beside the closest case that it allows. */
import { expect, test } from '@jest/globals';
import { dependency } from '#src/integration/detectors/dependency.ts';
import { type Case, type Files, findingsOf } from '../detector-cases.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const crate = (name: string, rest = '') =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\n\n${rest}`;
const needs = (line: string) => `[dependencies]\n${line}\n`;
const project = (deps: readonly string[], rest = '') =>
  `[project]\nname = "app"\ndependencies = ${JSON.stringify(deps)}\n${rest}`;
const extras = (one: string, other: string, rest = '') =>
  project(
    [],
    `\n[project.optional-dependencies]\none = [${one}]\n\n# between\n\ntwo = [${other}]\n${rest}`,
  );
const poetry = (main: string, dev: string) =>
  `[tool.poetry]\nname = "app"\n\n[tool.poetry.dependencies]\n${main}\n# between\n\n[tool.poetry.group.dev.dependencies]\n${dev}`;
const property = (name: string) => ['$', '{', name, '}'].join('');
const artifact = (name: string, version = '', rest = '') => {
  const [group, id] = name.split(':');
  const said = version === '' ? '' : `<version>${version}</version>`;
  return `<dependency><groupId>${group}</groupId>\n<artifactId>${id}</artifactId>\n${said}${rest}</dependency>\n`;
};
const BILL = '<type>pom</type><scope>import</scope>';
const parent = (name: string) => {
  const [group, id] = name.split(':');
  return `<parent><groupId>${group}</groupId><artifactId>${id}</artifactId><version>1</version></parent>\n`;
};
const pom = (id: string, { above = '', managed = '', own = '', properties = '' }) =>
  `<project>\n${above || '<groupId>x</groupId>\n'}<artifactId>${id}</artifactId>\n<version>1</version>\n<properties>\n${properties}</properties>\n<dependencyManagement><dependencies>\n${managed}</dependencies></dependencyManagement>\n<dependencies>\n${own}</dependencies>\n</project>\n`;
const catalogue = (...aliases: string[]) =>
  `[libraries]\n${aliases.map((alias) => `${alias} = "g:${alias}:1"\n`).join('')}`;

/** What each head writes into a package of its own. */
const apart = (base: Files, one: string, other: string): Case => ({
  base: { ...base, 'x/Cargo.toml': crate('x'), 'y/Cargo.toml': crate('y') },
  a: { 'x/Cargo.toml': crate('x', one) },
  b: { 'y/Cargo.toml': crate('y', other) },
});
const WORKSPACE = { 'Cargo.toml': '[workspace]\nmembers = ["x", "y"]\n' };
const removes = (manifest: string, before: string, after: string, added: Files): Case => ({
  base: { [manifest]: before },
  a: { [manifest]: after },
  b: added,
});

/** One forces version 1.2.3 on everybody, and the other asks for a range of it. */
function forcing(table: string, key: string, range: string): Case {
  const manifest = (forced: object, dependencies: object) =>
    json({ [table]: forced, files: ['a', 'b', 'c'], dependencies });
  return {
    base: { 'package.json': manifest({}, {}) },
    a: { 'package.json': manifest({ [key]: '1.2.3' }, {}) },
    b: { 'package.json': manifest({}, { foo: range }) },
  };
}

/** What the messages begin with; nothing where it stays quiet. */
const cases: [title: string, one: Case, findings: RegExp | null][] = [
  [
    'Cargo builds one version of a line in a workspace',
    apart(WORKSPACE, needs('libc = "=0.2.1"'), needs('libc = "=0.2.5"')),
    /^0\.9 a asks for libc =0\.2\.1, b for =0\.2\.5/,
  ],
  [
    'as many versions as there are workspaces',
    apart({}, needs('libc = "=0.2.1"'), needs('libc = "=0.2.5"')),
    null,
  ],
  [
    'a package that the workspace excludes',
    apart(
      { 'Cargo.toml': '[workspace]\nmembers = ["x"]\nexclude = ["y"]\n' },
      needs('libc = "=0.2.1"'),
      needs('libc = "=0.2.5"'),
    ),
    null,
  ],
  [
    'ranges of which one leaves the line that both are in',
    apart(WORKSPACE, needs('foo = ">=1.0, <1.5"'), needs('foo = ">=1.5, <3"')),
    /^0\.4 /,
  ],
  [
    'one git repository at two revisions',
    apart(
      WORKSPACE,
      needs('foo = { git = "https://x.y/foo", rev = "a1" }'),
      needs('foo = { git = "https://x.y/foo", rev = "b2" }'),
    ),
    /^0\.4 a asks for foo a1, b for b2/,
  ],
  [
    'one revision, asked for twice',
    apart(
      WORKSPACE,
      needs('foo = { git = "https://x.y/foo", tag = "v1" }'),
      needs('foo = { git = "https://x.y/foo", tag = "v1" }'),
    ),
    null,
  ],
  [
    'two repositories under one name',
    apart(
      WORKSPACE,
      needs('foo = { git = "https://x.y/foo", rev = "a1" }'),
      needs('foo = { git = "https://x.y/fork", rev = "b2" }'),
    ),
    null,
  ],
  [
    'a new crate that the workspace has by its path',
    {
      base: { 'Cargo.toml': `[workspace]\nmembers = ["crates/*"]\n\n\n${crate('r', needs(''))}` },
      a: { 'Cargo.toml': `[workspace]\nmembers = ["crates/a"]\n\n\n${crate('r', needs(''))}` },
      b: {
        'Cargo.toml': `[workspace]\nmembers = ["crates/*"]\n\n\n${crate('r', needs('two = { path = "crates/two" }'))}`,
        'crates/two/Cargo.toml': crate('two'),
      },
    },
    null,
  ],
  [
    'a new crate that is a workspace of its own',
    {
      base: { 'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n' },
      a: { 'Cargo.toml': '[workspace]\nmembers = ["crates/a"]\n' },
      b: { 'crates/two/Cargo.toml': crate('two', '[workspace]\n') },
    },
    null,
  ],
  [
    'an optional dependency that a feature takes is no feature any more',
    {
      base: {
        'core/Cargo.toml': crate('core', needs('log = { version = "0.4", optional = true }')),
        'app/Cargo.toml': crate('app'),
      },
      a: {
        'core/Cargo.toml': crate(
          'core',
          `${needs('log = { version = "0.4", optional = true }')}[features]\nlogs = ["dep:log"]\n`,
        ),
      },
      b: {
        'app/Cargo.toml': crate('app', needs('core = { path = "../core", features = ["log"] }')),
      },
    },
    /^0\.9 a removes the feature log of core/,
  ],
  [
    'npm refuses an override beside another range',
    forcing('overrides', 'foo', '^1.2.0'),
    /^0\.85 a forces foo 1\.2\.3 on everybody/,
  ],
  ['an override for some ranges only', forcing('overrides', 'foo@^1', '^2.0.0'), null],
  ['Yarn takes a resolution that the range allows', forcing('resolutions', 'foo', '^1.2.0'), null],
  [
    'a resolution that the range does not allow',
    forcing('resolutions', 'foo', '^2.0.0'),
    /^0\.85 a forces foo 1\.2\.3 on everybody/,
  ],
  [
    'another package under the name',
    {
      base: { 'p/package.json': json({}), 'q/package.json': json({}) },
      a: { 'p/package.json': json({ dependencies: { react: 'npm:preact-compat@^1.0.0' } }) },
      b: { 'q/package.json': json({ dependencies: { react: '^18.0.0' } }) },
    },
    null,
  ],
  [
    'Node finds a package in the folders above',
    {
      base: {
        'package.json': json({ dependencies: { lodash: '4' } }),
        'p/package.json': json({ dependencies: { lodash: '4' } }),
      },
      a: { 'p/package.json': json({ dependencies: {} }) },
      b: { 'p/x.ts': "import 'lodash';\n" },
    },
    null,
  ],
  [
    'a package that only the folders above have lost, too',
    {
      base: {
        'package.json': json({ dependencies: { lodash: '4' } }),
        'p/package.json': json({ dependencies: { lodash: '4' } }),
      },
      a: { 'package.json': json({}), 'p/package.json': json({ dependencies: {} }) },
      b: { 'p/x.ts': "import 'lodash';\n" },
    },
    /^0\.85 a removes lodash from package\.json/,
  ],
  [
    'a module of Node that a package was called like',
    removes('package.json', json({ dependencies: { events: '3' } }), json({ dependencies: {} }), {
      'x.js': "require('events');\n",
    }),
    null,
  ],
  [
    'an import in a string, a template and a comment',
    removes('package.json', json({ dependencies: { foo: '3' } }), json({ dependencies: {} }), {
      'x.js':
        "a(\"import x from 'foo'\");\nconst t = `\n  import x from 'foo';\n`;\n/*\nimport x from 'foo';\n*/\n",
    }),
    null,
  ],
  [
    'an import after all that',
    removes('package.json', json({ dependencies: { foo: '3' } }), json({ dependencies: {} }), {
      'x.js': "const t = `it's`; // don't\nconst { x } = require('foo/sub');\n",
    }),
    /^0\.85 a removes foo .*x\.js:2$/,
  ],
  [
    'a package that code goes on without',
    removes('package.json', json({ dependencies: { foo: '3' } }), json({ dependencies: {} }), {
      'x.js': "let x;\ntry {\n  x = require('foo');\n} catch {\n  x = null;\n}\n",
    }),
    null,
  ],
  [
    'keys that have stood twice before',
    {
      base: { 'i18n.json': '{\n"a": 1,\n"b": 2,\n"a": 3,\n"c": 4,\n"d": 5\n}\n' },
      a: { 'i18n.json': '{\n"n": 0,\n"a": 1,\n"b": 2,\n"a": 3,\n"c": 4,\n"d": 5\n}\n' },
      b: { 'i18n.json': '{\n"a": 1,\n"b": 2,\n"a": 3,\n"c": 4,\n"m": 0,\n"d": 5\n}\n' },
    },
    null,
  ],
  [
    'an entry of a catalogue of Yarn goes',
    {
      base: {
        '.yarnrc.yml': 'catalog:\n  react: ^18\n  vue: ^3\n',
        'p/package.json': json({ name: 'p' }),
      },
      a: { '.yarnrc.yml': 'catalog:\n  vue: ^3\n' },
      b: { 'p/package.json': json({ name: 'p', dependencies: { react: 'catalog:' } }) },
    },
    /^0\.95 a removes react from the shared dependencies in \.yarnrc\.yml/,
  ],
  [
    'an entry of a catalogue of Bun goes',
    {
      base: {
        'package.json': json({ workspaces: { catalog: { react: '^18' } } }),
        'p/package.json': json({ name: 'p' }),
      },
      a: { 'package.json': json({ workspaces: { catalog: {} } }) },
      b: { 'p/package.json': json({ name: 'p', dependencies: { react: 'catalog:' } }) },
    },
    /^0\.95 a removes react from the shared dependencies in package\.json/,
  ],
  [
    'one of two named catalogues',
    {
      base: {
        '.yarnrc.yml': 'catalogs:\n  old:\n    react: ^18\n  new:\n    react: ^19\n',
        'p/package.json': json({ name: 'p' }),
      },
      a: { '.yarnrc.yml': 'catalogs:\n  new:\n    react: ^19\n' },
      b: { 'p/package.json': json({ name: 'p', dependencies: { react: 'catalog:new' } }) },
    },
    null,
  ],
  [
    'extras that may be alternatives',
    {
      base: { 'pyproject.toml': extras('', '') },
      a: { 'pyproject.toml': extras('"django<5"', '') },
      b: { 'pyproject.toml': extras('', '"django>=5"') },
    },
    /^0\.4 a asks for django <5, b for >=5/,
  ],
  [
    'extras that one lock holds together',
    {
      base: { 'pyproject.toml': extras('', ''), 'uv.lock': 'version = 1\n' },
      a: { 'pyproject.toml': extras('"django<5"', '') },
      b: { 'pyproject.toml': extras('', '"django>=5"') },
    },
    /^0\.85 a asks for django <5, b for >=5/,
  ],
  [
    'extras that uv is told never to install together',
    (() => {
      const rest = '\n[tool.uv]\nconflicts = [[{ extra = "one" }, { extra = "two" }]]\n';
      return {
        base: { 'pyproject.toml': extras('', '', rest), 'uv.lock': 'version = 1\n' },
        a: { 'pyproject.toml': extras('"django<5"', '', rest) },
        b: { 'pyproject.toml': extras('', '"django>=5"', rest) },
      };
    })(),
    null,
  ],
  [
    'lists of requirements that are used together',
    { a: { 'requirements.txt': 'numpy<2\n' }, b: { 'requirements-dev.txt': 'numpy>=2\n' } },
    /^0\.7 a asks for numpy <2/,
  ],
  [
    'lists of requirements of which one is taken',
    { a: { 'requirements-py38.txt': 'numpy<2\n' }, b: { 'requirements-py312.txt': 'numpy>=2\n' } },
    null,
  ],
  [
    'a package that another list may still have',
    removes('requirements-dev.txt', 'rich\nx\n', 'x\n', { 'a.py': 'import rich\n' }),
    /^0\.45 /,
  ],
  [
    'a list and what was made from it lose a package once',
    {
      base: { 'requirements.in': 'rich\nx\n', 'requirements.txt': 'rich==1\nx==1\n' },
      a: { 'requirements.in': 'x\n', 'requirements.txt': 'x==1\n' },
      b: { 'a.py': 'def f():\n    import rich\n' },
    },
    /^[^\n]*removes rich[^\n]*$/,
  ],
  [
    'an import that Python goes on without, or that only a type checker sees',
    removes('pyproject.toml', project(['foo']), project([]), {
      'a.py':
        '"""\nimport foo\n"""\ntry:\n    import foo\nexcept ImportError:\n    foo = None\n\nif TYPE_CHECKING:\n    from foo import X\n',
    }),
    null,
  ],
  [
    'an import below a condition',
    removes('pyproject.toml', project(['foo']), project([]), {
      'a.py': 'if sys.platform:\n    import foo\n',
    }),
    /^0\.85 a removes foo/,
  ],
  [
    'Poetry: either of two lines, and neither',
    {
      base: { 'pyproject.toml': poetry('', '') },
      a: { 'pyproject.toml': poetry('foo = "^1.2 || ^2.0"\n', '') },
      b: { 'pyproject.toml': poetry('', 'foo = "^3"\n') },
    },
    /^0\.85 a asks for foo \^1\.2 \|\| \^2\.0, b for \^3/,
  ],
  [
    'Poetry: either of two lines',
    {
      base: { 'pyproject.toml': poetry('', '') },
      a: { 'pyproject.toml': poetry('foo = "^1.2 || ^2.0"\n', '') },
      b: { 'pyproject.toml': poetry('', 'foo = "~2.5"\n') },
    },
    null,
  ],
  [
    'Poetry: from an early version on',
    {
      base: { 'pyproject.toml': poetry('', '') },
      a: { 'pyproject.toml': poetry('foo = "^2.0b1"\n', '') },
      b: { 'pyproject.toml': poetry('', 'foo = "^1.10"\n') },
    },
    /^0\.85 a asks for foo \^2\.0b1, b for \^1\.10/,
  ],
  [
    'one environment, one git repository, two tags',
    {
      a: { 'requirements.txt': 'foo @ git+https://x.y/foo@v1\n' },
      b: { 'requirements-dev.txt': 'foo @ git+https://x.y/foo@v2\n' },
    },
    /^0\.7 a asks for foo v1, b for v2/,
  ],
  [
    'Go: version 2 is a module of its own',
    removes(
      'go.mod',
      'module m\n\nrequire (\n\tc.io/c v1.0.0\n\tc.io/c/v2 v2.0.0\n)\n',
      'module m\n\nrequire (\n\tc.io/c v1.0.0\n)\n',
      { 'x.go': 'package m\n\nimport "c.io/c/v2/sub"\n' },
    ),
    /^0\.85 a removes c\.io\/c\/v2/,
  ],
  [
    'Go: a folder called v1',
    removes(
      'go.mod',
      'module m\n\nrequire (\n\tc.io/c v1.0.0\n\tc.io/c/v1 v1.0.0\n)\n',
      'module m\n\nrequire (\n\tc.io/c v1.0.0\n)\n',
      { 'x.go': 'package m\n\nimport "c.io/c/v1/sub"\n' },
    ),
    null,
  ],
  [
    'Go: a module that a replacement leads to goes',
    {
      base: { 'lib/go.mod': 'module lib\n', 'app/go.mod': 'module app\n' },
      a: { 'lib/go.mod': null },
      b: { 'app/go.mod': 'module app\n\nrequire lib v0.0.0\n\nreplace lib => ../lib\n' },
    },
    /^0\.95 a removes the package lib, which b newly asks for in app\/go\.mod/,
  ],
  [
    'Go: a module that a workspace uses goes',
    {
      base: { 'lib/go.mod': 'module lib\n', 'go.work': 'go 1.22\n\nuse ./app\n' },
      a: { 'lib/go.mod': null },
      b: { 'go.work': 'go 1.22\n\nuse (\n\t./app\n\t./lib\n)\n' },
    },
    /^0\.95 a removes the package lib, which b newly asks for in go\.work/,
  ],
  [
    'Go: another module than the one that goes',
    {
      base: { 'lib/go.mod': 'module lib\n', 'go.work': 'go 1.22\n\nuse ./app\n' },
      a: { 'lib/go.mod': null },
      b: { 'go.work': 'go 1.22\n\nuse (\n\t./app\n\t./library\n)\n' },
    },
    null,
  ],
  [
    'Maven: an entry of the parent goes',
    {
      base: {
        'pom.xml': pom('root', { managed: artifact('j.core:bind', '2') }),
        'm/pom.xml': pom('m', { above: parent('x:root') }),
      },
      a: { 'pom.xml': pom('root', {}) },
      b: { 'm/pom.xml': pom('m', { above: parent('x:root'), own: artifact('j.core:bind') }) },
    },
    /^0\.95 a removes j\.core:bind from the shared dependencies/,
  ],
  [
    'Maven: a bill of materials of the same group takes its place',
    {
      base: {
        'pom.xml': pom('root', { managed: artifact('j.core:bind', '2') }),
        'm/pom.xml': pom('m', { above: parent('x:root') }),
      },
      a: { 'pom.xml': pom('root', { managed: artifact('j.core:bom', '2', BILL) }) },
      b: { 'm/pom.xml': pom('m', { above: parent('x:root'), own: artifact('j.core:bind') }) },
    },
    null,
  ],
  [
    'Maven: another bill of materials may have it',
    {
      base: {
        'pom.xml': pom('root', { managed: artifact('j.core:bind', '2') }),
        'm/pom.xml': pom('m', { above: parent('x:root') }),
      },
      a: { 'pom.xml': pom('root', { managed: artifact('s.boot:bom', '3', BILL) }) },
      b: { 'm/pom.xml': pom('m', { above: parent('x:root'), own: artifact('j.core:bind') }) },
    },
    /^0\.6 a removes j\.core:bind/,
  ],
  [
    'Maven: a pom whose parent is another one',
    {
      base: {
        'pom.xml': pom('root', { managed: artifact('j.core:bind', '2') }),
        'm/pom.xml': pom('m', { above: parent('s.boot:parent') }),
      },
      a: { 'pom.xml': pom('root', {}) },
      b: {
        'm/pom.xml': pom('m', { above: parent('s.boot:parent'), own: artifact('j.core:bind') }),
      },
    },
    null,
  ],
  [
    'Maven: a property that the parent has, too',
    {
      base: {
        'pom.xml': pom('root', { properties: '<v>1</v>\n' }),
        'm/pom.xml': pom('m', { above: parent('x:root'), properties: '<v>2</v>\n' }),
      },
      a: { 'm/pom.xml': pom('m', { above: parent('x:root') }) },
      b: {
        'm/pom.xml': pom('m', {
          above: parent('x:root'),
          properties: '<v>2</v>\n',
          own: artifact('g:l', property('v')),
        }),
      },
    },
    null,
  ],
  [
    'Maven: ranges that meet beyond the first number',
    {
      a: { 'm/pom.xml': pom('m', { own: artifact('g:l', '[1.0,3.0)') }) },
      b: { 'n/pom.xml': pom('n', { own: artifact('g:l', '2.5') }) },
    },
    null,
  ],
  [
    'Maven: ranges of one first number that do not meet',
    {
      a: { 'm/pom.xml': pom('m', { own: artifact('g:l', '[1.0,1.3)') }) },
      b: { 'n/pom.xml': pom('n', { own: artifact('g:l', '[1.3,1.9)') }) },
    },
    /^0\.4 a asks for g:l \[1\.0,1\.3\), b for \[1\.3,1\.9\): no version is both/,
  ],
  [
    'Gradle: an entry in a comment',
    removes('gradle/libs.versions.toml', catalogue('okhttp', 'x'), catalogue('x'), {
      'app/build.gradle.kts': '/* implementation(libs.okhttp)\n   libs.okhttp */\n',
    }),
    null,
  ],
  [
    'Gradle: a catalogue of another build',
    {
      base: {
        'one/gradle/libs.versions.toml': catalogue('okhttp', 'x'),
        'two/gradle/libs.versions.toml': catalogue('okhttp'),
      },
      a: { 'one/gradle/libs.versions.toml': catalogue('x') },
      b: { 'two/build.gradle.kts': 'dependencies { implementation(libs.okhttp) }\n' },
    },
    null,
  ],
  [
    'Gradle: an entry that a build script begins to name',
    removes('gradle/libs.versions.toml', catalogue('okhttp', 'x'), catalogue('x'), {
      'app/build.gradle.kts': 'dependencies { implementation(libs.okhttp) } // as before\n',
    }),
    /^0\.9 a removes libs\.okhttp/,
  ],
];

test.each(cases)('%s', async (_, one, findings) => {
  const found = (await findingsOf(dependency, one)).join('\n');
  if (findings === null) expect(found).toBe('');
  else expect(found).toMatch(findings);
});
