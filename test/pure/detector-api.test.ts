/** What one head changes and the other newly uses, language by language: each case beside one that must stay silent. */
import { expect, test } from '@jest/globals';
import { api } from '#src/integration/detectors/api.ts';
import { type Case, type Files, findingsOf } from '../detector-cases.ts';

/** Confidence, and the message without names of places; one line per finding. */
async function brief(one: Case): Promise<string[]> {
  return (await findingsOf(api, one)).map((line) => line.replace(/ → .*$/, ''));
}

const base = (path: string, text: string): Files => ({ [path]: text });

interface Language {
  name: string;
  lib: string;
  use: string;
  /** Defines `load(path)` and the type Store. */
  before: string;
  removed: string;
  renamed: string;
  moreArguments: string;
  /** New code of the other head, in a file of its own. */
  calls: string;
  /** The same words, meaning something of its own. */
  ownCalls: string;
}

const LANGUAGES: Language[] = [
  {
    name: 'TypeScript',
    lib: 'src/store.ts',
    use: 'src/app.ts',
    before:
      'export function load(path: string): string { return path; }\nexport const other = 1;\n',
    removed: 'export const other = 1;\n',
    renamed:
      'export function read(path: string): string { return path; }\nexport const other = 1;\n',
    moreArguments:
      'export function load(path: string, deep: boolean): string { return path; }\nexport const other = 1;\n',
    calls: "import { load } from './store.js';\nexport const text = load('a');\n",
    ownCalls: "import { load } from 'elsewhere/lib';\nexport const text = load('a');\n",
  },
  {
    name: 'JavaScript',
    lib: 'lib/store.js',
    use: 'lib/app.js',
    before: 'export function load(path) { return path; }\nexport const other = 1;\n',
    removed: 'export const other = 1;\n',
    renamed: 'export function read(path) { return path; }\nexport const other = 1;\n',
    moreArguments: 'export function load(path, deep) { return path; }\nexport const other = 1;\n',
    calls: "import * as store from './store.js';\nexport const text = store.load('a');\n",
    ownCalls: "const load = (x) => x;\nexport const text = load('a');\n",
  },
  {
    name: 'Rust',
    lib: 'crates/store/src/lib.rs',
    use: 'crates/app/src/main.rs',
    before: 'pub fn load(path: &str) -> String { path.into() }\npub const OTHER: u8 = 1;\n',
    removed: 'pub const OTHER: u8 = 1;\n',
    renamed: 'pub fn read(path: &str) -> String { path.into() }\npub const OTHER: u8 = 1;\n',
    moreArguments:
      'pub fn load(path: &str, deep: bool) -> String { path.into() }\npub const OTHER: u8 = 1;\n',
    calls: 'use store::load;\nfn main() { let text = load("a"); }\n',
    ownCalls: 'use std::fs::load;\nfn main() { let text = load("a"); }\n',
  },
  {
    name: 'Python',
    lib: 'pkg/store.py',
    use: 'pkg/app.py',
    before: 'def load(path):\n    return path\n\nOTHER = 1\n',
    removed: 'OTHER = 1\n',
    renamed: 'def read(path):\n    return path\n\nOTHER = 1\n',
    moreArguments: 'def load(path, deep):\n    return path\n\nOTHER = 1\n',
    calls: "from pkg.store import load\n\ntext = load('a')\n",
    ownCalls: "from json import load\n\ntext = load('a')\n",
  },
  {
    name: 'Go',
    lib: 'store/store.go',
    use: 'app/main.go',
    before: 'package store\n\nfunc Load(path string) string { return path }\n\nconst Other = 1\n',
    removed: 'package store\n\nconst Other = 1\n',
    renamed: 'package store\n\nfunc Read(path string) string { return path }\n\nconst Other = 1\n',
    moreArguments:
      'package store\n\nfunc Load(path string, deep bool) string { return path }\n\nconst Other = 1\n',
    calls:
      'package main\n\nimport "x.org/y/store"\n\nfunc main() { text := store.Load("a"); _ = text }\n',
    ownCalls:
      'package main\n\nimport "x.org/y/other"\n\nfunc main() { text := other.Load("a"); _ = text }\n',
  },
  {
    name: 'Java',
    lib: 'src/main/java/com/acme/Store.java',
    use: 'src/main/java/com/acme/app/App.java',
    before:
      'package com.acme;\npublic class Store {\n  public static String load(String path) { return path; }\n  public static int other = 1;\n}\n',
    removed: 'package com.acme;\npublic class Store {\n  public static int other = 1;\n}\n',
    renamed:
      'package com.acme;\npublic class Store {\n  public static String read(String path) { return path; }\n  public static int other = 1;\n}\n',
    moreArguments:
      'package com.acme;\npublic class Store {\n  public static String load(String path, boolean deep) { return path; }\n  public static int other = 1;\n}\n',
    calls:
      'package com.acme.app;\nimport com.acme.Store;\nclass App { String text = Store.load("a"); }\n',
    ownCalls:
      'package com.acme.app;\nimport com.acme.Other;\nclass App { String text = Other.load("a"); }\n',
  },
];

test.each(LANGUAGES)('$name: removed, renamed, called the old way', async (language) => {
  const { lib, use, before, calls } = language;
  const meet = (after: string) =>
    brief({ base: base(lib, before), a: { [lib]: after }, b: { [use]: calls } });
  const confident = (lines: string[], words: RegExp) =>
    lines.filter((line) => Number.parseFloat(line) >= 0.5 && words.test(line));
  const removed = await meet(language.removed);
  expect(confident(removed, /removes .*load.*newly/i)).not.toEqual([]);
  const renamed = await meet(language.renamed);
  expect(confident(renamed, /renames .*load to read.*newly/i)).not.toEqual([]);
  const changed = await meet(language.moreArguments);
  // JavaScript does not mind a missing argument.
  expect(confident(changed, /changes .*load.* with 1 argument$/i)).toHaveLength(1);
});

test.each(LANGUAGES)('$name: silent where the name means something else', async (language) => {
  const { lib, use, before, removed, moreArguments, ownCalls } = language;
  for (const after of [removed, moreArguments]) {
    expect(
      await brief({ base: base(lib, before), a: { [lib]: after }, b: { [use]: ownCalls } }),
    ).toEqual([]);
  }
});

test.each(LANGUAGES)(
  '$name: silent where nothing is new, or both know of the change',
  async (language) => {
    const { lib, use, before, removed, moreArguments, calls } = language;
    const known = { ...base(lib, before), ...base(use, calls) };
    // A use that was there before is the business of the head that changes the definition.
    expect(await brief({ base: known, a: { [lib]: removed }, b: { [use]: `${calls}\n` } })).toEqual(
      [],
    );
    // A call that suits both.
    expect(
      await brief({ base: base(lib, before), a: { [lib]: `${before}\n` }, b: { [use]: calls } }),
    ).toEqual([]);
    expect(
      await brief({
        base: base(lib, moreArguments),
        a: { [lib]: `${moreArguments}\n` },
        b: { [use]: calls },
      }),
    ).toEqual([]);
  },
);

const found: [string, Case, string][] = [
  [
    'Rust: a trait gains a method, the other implements it',
    {
      base: base('src/t.rs', 'pub trait Sink { fn put(&self); }\n'),
      a: { 'src/t.rs': 'pub trait Sink { fn put(&self); fn flush(&self); }\n' },
      b: {
        'src/f.rs': 'use crate::t::Sink;\nstruct File;\nimpl Sink for File { fn put(&self) {} }\n',
      },
    },
    '0.85 a adds Sink.flush, which every Sink must have; b newly makes File one, without it',
  ],
  [
    'TypeScript: an interface gains a field, the other implements it',
    {
      base: base('src/t.ts', 'export interface Sink { put(): void }\n'),
      a: { 'src/t.ts': 'export interface Sink { put(): void; name: string }\n' },
      b: {
        'src/f.ts':
          "import type { Sink } from './t';\nexport class File implements Sink { put() {} }\n",
      },
    },
    '0.85 a adds Sink.name, which every Sink must have; b newly makes File one, without it',
  ],
  [
    'Java: an abstract method changes, the other overrides the old one',
    {
      base: base('a/Sink.java', 'public abstract class Sink { abstract void put(int a); }\n'),
      a: { 'a/Sink.java': 'public abstract class Sink { abstract void put(long a); }\n' },
      b: { 'a/File.java': 'class File extends Sink { @Override void put(int a) {} }\n' },
    },
    '0.85 a changes Sink.put from void put(int) to void put(long); b newly gives File the old one',
  ],
  [
    'Go: an interface gains a method, the other adds a type that was one',
    {
      base: base(
        's/s.go',
        'package s\n\ntype Sink interface {\n\tPut(b byte)\n\tClose() error\n}\n',
      ),
      a: {
        's/s.go':
          'package s\n\ntype Sink interface {\n\tPut(b byte)\n\tClose() error\n\tFlush() error\n}\n',
      },
      b: {
        's/f.go':
          'package s\n\ntype file struct{}\n\nfunc (f *file) Put(b byte)   {}\nfunc (f *file) Close() error { return nil }\n',
      },
    },
    '0.8 a adds Flush to the interface Sink; b newly makes file one, without it',
  ],
  [
    'Python: an abstract class gains a method, the other extends it',
    {
      base: base('p/s.py', 'class Sink(ABC):\n    @abstractmethod\n    def put(self): ...\n'),
      a: {
        'p/s.py':
          'class Sink(ABC):\n    @abstractmethod\n    def put(self): ...\n    @abstractmethod\n    def flush(self): ...\n',
      },
      b: { 'p/f.py': 'from p.s import Sink\n\nclass File(Sink):\n    def put(self): pass\n' },
    },
    '0.85 a adds Sink.flush, which every Sink must have; b newly makes File one, without it',
  ],
  [
    'Rust: a field more, and a literal inside of a macro',
    {
      base: base('src/r.rs', 'pub struct Report { pub a: u8 }\n'),
      a: { 'src/r.rs': 'pub struct Report { pub a: u8, pub b: u8 }\n' },
      b: { 'src/t.rs': 'fn t() { assert_eq!(made(), Report { a: 1 }); }\n' },
    },
    '0.9 a adds the field Report.b; b newly writes a value of Report out in full',
  ],
  [
    'Go: a field more, and a literal without names',
    {
      base: base('s/s.go', 'package s\n\ntype adapter struct {\n\tinner int\n}\n'),
      a: { 's/s.go': 'package s\n\ntype adapter struct {\n\tinner int\n\tkey   int\n}\n' },
      b: { 's/t.go': 'package s\n\nfunc t() { it := &adapter{1}; _ = it }\n' },
    },
    '0.9 a changes the fields of adapter (key); b newly writes a value of adapter out in full',
  ],
  [
    'Rust: a variant more, and a match over all',
    {
      base: base('src/e.rs', 'pub enum Event { A, B }\n'),
      a: { 'src/e.rs': 'pub enum Event { A, B, C }\n' },
      b: { 'src/m.rs': 'fn f(e: Event) -> u8 { match e { Event::A => 1, Event::B => 2 } }\n' },
    },
    '0.85 a adds the case Event.C; b newly chooses among all cases of Event, without it',
  ],
  [
    'TypeScript: a member of a union more, and a switch that must be exhaustive',
    {
      base: base('src/e.ts', "export type Kind = 'a' | 'b';\n"),
      a: { 'src/e.ts': "export type Kind = 'a' | 'b' | 'c';\n" },
      b: {
        'src/m.ts':
          "export function f(k: Kind) {\n  switch (k) {\n    case 'a': return 1;\n    case 'b': return 2;\n    default: return assertNever(k);\n  }\n}\n",
      },
    },
    '0.85 a adds the case Kind.c; b newly chooses among all cases of Kind, without it',
  ],
  [
    'Rust: a variant renamed, used by path',
    {
      base: base('src/e.rs', 'pub enum Event { Old, B }\n'),
      a: { 'src/e.rs': 'pub enum Event { New, B }\n' },
      b: { 'src/m.rs': 'fn f() -> Event { Event::Old }\n' },
    },
    '0.95 a renames Event.Old to New; b newly uses Event::Old',
  ],
  [
    'Python: a parameter renamed, given by name',
    {
      base: base('p/s.py', 'def load(path, deep=False):\n    return path\n'),
      a: { 'p/s.py': 'def load(path, recursive=False):\n    return path\n' },
      b: { 'p/m.py': "from p.s import load\n\nload('a', deep=True)\n" },
    },
    '0.9 a changes load from load(path, deep) to load(path, recursive); b newly calls it with deep',
  ],
  [
    'TypeScript: a file deleted, imported anew',
    {
      base: base('src/old.ts', 'export default 1;\n'),
      a: { 'src/old.ts': null },
      b: { 'src/m.ts': "import old from './old.js';\nuse(old);\n" },
    },
    '0.9 a deletes src/old.ts; b newly imports it in src/m.ts',
  ],
  [
    'both add one function to one file, at two places',
    {
      base: base('src/u.ts', 'export const a = 1;\n\n\nexport const z = 1;\n'),
      a: {
        'src/u.ts': 'export function span() {}\nexport const a = 1;\n\n\nexport const z = 1;\n',
      },
      b: {
        'src/u.ts': 'export const a = 1;\n\n\nexport const z = 1;\nexport function span() {}\n',
      },
      merged: {
        'src/u.ts':
          'export function span() {}\nexport const a = 1;\n\n\nexport const z = 1;\nexport function span() {}\n',
      },
    },
    '0.9 Both add span to src/u.ts, and both stand there once merged',
  ],
  [
    'Go: both add one function to one package',
    {
      base: {},
      a: { 's/a.go': 'package s\n\nfunc helperOf(x int) int { return x }\n' },
      b: { 's/b.go': 'package s\n\nfunc helperOf(x int) int { return x }\n' },
    },
    '0.9 Both add helperOf to one package: s/a.go and s/b.go',
  ],
  [
    'a method that nobody calls any more but new code',
    {
      base: { 'src/s.rs': 'impl Server { pub fn apictx(&self) -> u8 { 1 } }\n' },
      a: { 'src/s.rs': 'impl Server { pub fn context(&self) -> u8 { 1 } }\n' },
      b: { 'src/t.rs': 'fn t() { let n = test.server.apictx().nexus; }\n' },
    },
    '0.85 a renames Server.apictx to context; b newly calls test.server.apictx',
  ],
];

/** The other package of a workspace goes by a name that its folder need not have in full. */
const neighbours: [string, string, string, string][] = [
  [
    'Rust',
    'crates/kernel/src/auth.rs',
    'crates/storage/src/reader.rs',
    'use river_kernel::auth::load;',
  ],
  ['Rust at the root of a crate', 'libs/core/lib.rs', 'ext/node/ops.rs', 'use deno_core::load;'],
  [
    'Rust, handed on',
    'crates/kernel/src/auth.rs',
    'crates/a/src/lib.rs',
    'use river_kernel::load;',
  ],
  [
    'TypeScript',
    'packages/store/src/index.ts',
    'packages/app/src/a.ts',
    "import { load } from '@acme/store';",
  ],
  [
    'TypeScript, handed on',
    'packages/store/src/load.ts',
    'packages/app/src/a.ts',
    "import { load } from '@acme/store';",
  ],
  [
    'TypeScript, a path',
    'packages/store/src/load.ts',
    'packages/app/src/a.ts',
    "import { load } from '@acme/store/load';",
  ],
  ['Python', 'libs/store/src/acme_store/io.py', 'app/main.py', 'from acme_store.io import load'],
  [
    'Python, handed on',
    'libs/store/src/acme_store/io.py',
    'app/main.py',
    'from acme_store import load',
  ],
];

test.each(neighbours)('a neighbour in a workspace: %s', async (_, lib, use, brings) => {
  const bodies = {
    rs: [
      'pub fn load(a: u8) -> u8 { a }\n',
      'pub fn load(a: u8, b: u8) -> u8 { a + b }\n',
      'fn f() -> u8 { load(1) }\n',
    ],
    ts: [
      'export function load(a: number) { return a; }\n',
      'export function load(a: number, b: number) { return a + b; }\n',
      'export const x = load(1);\n',
    ],
    py: ['def load(a):\n    return a\n', 'def load(a, b):\n    return a + b\n', 'x = load(1)\n'],
  };
  const [before, after, call] = bodies[lib.slice(-2) as keyof typeof bodies] as [
    string,
    string,
    string,
  ];
  const lines = await brief({
    base: { [lib]: before },
    a: { [lib]: after },
    b: { [use]: `${brings}\n${call}` },
  });
  expect(lines[0]).toMatch(/^0\.[6-9]\d* a changes load .*; b newly calls it with 1 argument/);
});

test.each(found)('%s', async (_, one, finding) => {
  expect((await brief(one))[0]).toBe(finding);
});

const silent: [string, Case][] = [
  [
    'Rust: a field that is named like a keyword, of which another type has one, too',
    {
      base: {
        'src/a.rs': 'pub struct A { pub r#type: u8 }\n',
        'src/b.rs': 'pub struct B { pub r#type: u8 }\n',
      },
      a: { 'src/a.rs': 'pub struct A { pub kind: u8 }\n' },
      b: { 'src/f.rs': 'fn f() -> u8 { b().r#type }\n' },
    },
  ],
  [
    'Rust: a crate from outside whose name ends like a folder here',
    {
      base: { 'crates/json/src/de.rs': 'pub fn load(a: u8) -> u8 { a }\n' },
      a: { 'crates/json/src/de.rs': 'pub fn load(a: u8, b: u8) -> u8 { a + b }\n' },
      b: { 'crates/x/src/lib.rs': 'use serde_json::value::load;\nfn f() -> u8 { load(1) }\n' },
    },
  ],
  [
    'Rust: an implementation of a trait goes, and the other asks the trait, not that type',
    {
      base: base('src/o.rs', 'pub struct O;\nimpl Default for O { fn default() -> Self { O } }\n'),
      a: { 'src/o.rs': 'pub struct O;\n' },
      b: { 'src/f.rs': 'fn f() -> u8 { Default::default() }\n' },
    },
  ],
  [
    'Rust: what was written out is derived now',
    {
      base: base('src/o.rs', 'pub struct O;\nimpl Default for O { fn default() -> Self { O } }\n'),
      a: { 'src/o.rs': '#[derive(Clone, Default)]\npub struct O;\n' },
      b: { 'src/f.rs': 'fn f() -> O { O::default() }\n' },
    },
  ],
  [
    'a trait gains a method with a body',
    {
      base: base('src/t.rs', 'pub trait Sink { fn put(&self); }\n'),
      a: { 'src/t.rs': 'pub trait Sink { fn put(&self); fn flush(&self) {} }\n' },
      b: { 'src/f.rs': 'impl Sink for File { fn put(&self) {} }\n' },
    },
  ],
  [
    'an optional field of an interface',
    {
      base: base('src/t.ts', 'export interface Sink { put(): void }\n'),
      a: { 'src/t.ts': 'export interface Sink { put(): void; name?: string }\n' },
      b: { 'src/f.ts': 'export class File implements Sink { put() {} }\n' },
    },
  ],
  [
    'a literal that takes the rest from elsewhere',
    {
      base: base('src/r.rs', 'pub struct Report { pub a: u8 }\n'),
      a: { 'src/r.rs': 'pub struct Report { pub a: u8, pub b: u8 }\n' },
      b: { 'src/t.rs': 'fn t() -> Report { Report { a: 1, ..Default::default() } }\n' },
    },
  ],
  [
    'a match with an arm for everything else',
    {
      base: base('src/e.rs', 'pub enum Event { A, B }\n'),
      a: { 'src/e.rs': 'pub enum Event { A, B, C }\n' },
      b: { 'src/m.rs': 'fn f(e: Event) -> u8 { match e { Event::A => 1, _ => 2 } }\n' },
    },
  ],
  [
    'a method of one type removed, of another called',
    {
      base: base('src/s.rs', 'impl Server { pub fn name(&self) -> u8 { 1 } }\n'),
      a: { 'src/s.rs': 'impl Server {}\n' },
      b: { 'src/t.rs': 'fn t(c: Client) -> u8 { c.name() }\n' },
    },
  ],
  [
    'a common method of an unknown type, still called elsewhere',
    {
      base: {
        'src/s.rs': 'impl Server { pub fn open(&self) {} }\n',
        'src/o.rs': 'fn o(f: File) { f.open() }\n',
      },
      a: { 'src/s.rs': 'impl Server {}\n' },
      b: { 'src/t.rs': 'fn t() { make().open(); }\n' },
    },
  ],
  [
    'code that only moves within the head',
    {
      base: {
        'src/s.ts': 'export function load(): void {}\nexport const z = 1;\n',
        'src/a.ts': "import { load } from './s.js';\nexport function once() { load(); }\n",
      },
      a: { 'src/s.ts': 'export const z = 1;\n' },
      b: {
        'src/a.ts': '',
        'src/b.ts': "import { load } from './s.js';\nexport function once() { load(); }\n",
      },
    },
  ],
  [
    'what one moves and hands on from the old place',
    {
      base: base('src/s.ts', 'export function load(): void {}\n'),
      a: {
        'src/s.ts': "export { load } from './t.js';\n",
        'src/t.ts': 'export function load(): void {}\n',
      },
      b: { 'src/m.ts': "import { load } from './s.js';\nload();\n" },
    },
  ],
  [
    'two additions that git makes one of',
    {
      base: base('src/u.ts', 'export const a = 1;\n'),
      a: { 'src/u.ts': 'export const a = 1;\nexport function span() {}\n' },
      b: { 'src/u.ts': 'export const a = 1;\nexport function span() {}\n// b\n' },
      merged: { 'src/u.ts': 'export const a = 1;\nexport function span() {}\n// b\n' },
    },
  ],
  [
    'overloads in Java',
    {
      base: base('a/S.java', 'class S {\n}\n'),
      a: { 'a/S.java': 'class S {\n  void put(int a) {}\n}\n' },
      b: { 'a/S.java': 'class S {\n  void put(String a) {}\n}\n' },
      merged: { 'a/S.java': 'class S {\n  void put(int a) {}\n  void put(String a) {}\n}\n' },
    },
  ],
  [
    'an argument more that may be left out',
    {
      base: base('src/s.ts', 'export function load(a: string) {}\n'),
      a: { 'src/s.ts': 'export function load(a: string, b?: string) {}\n' },
      b: { 'src/m.ts': "import { load } from './s.js';\nload('a');\n" },
    },
  ],
  [
    'generated and broken files',
    {
      base: base('src/s.ts', '// @generated\nexport function load() {}\n'),
      a: { 'src/s.ts': '// @generated\n' },
      b: { 'src/m.ts': "import { load } from './s.js';\nload(;\n" },
    },
  ],
];

test.each(silent)('silent: %s', async (_, one) => {
  const lines = await brief(one);
  expect(lines.filter((line) => Number.parseFloat(line) >= 0.5)).toEqual([]);
});
