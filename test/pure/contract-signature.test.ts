import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareSignature } from '#src/contract-signature.ts';
import { agreedTexts, changedContracts } from '#src/progress/faults/changed-contracts.ts';
import { planOf, tree } from '../progress.ts';
import { runs } from '../properties.ts';
import { openReadings, type Read } from '../readings.ts';

let read: Read;
beforeAll(async () => {
  read = await openReadings();
});

/** What becomes of the agreement `agreed` where the source is `source`, in the language of `ending`. */
function compared(ending: string, symbol: string, agreed: string, source: string): string {
  const answer = compareSignature(symbol, read(`a.${ending}`, agreed), read(`b.${ending}`, source));
  if (answer.state === 'unknown') return `unknown: ${answer.what} ${answer.reason}`;
  if (answer.state !== 'different') return answer.state;
  return answer.differences
    .map(({ name, agreed: then, found }) => `${name}: ${then} | ${found}`)
    .join('; ');
}

const RUST = `// Shared event types
pub trait WorkstreamEvent {
    fn event_type(&self) -> EventType;
    fn timestamp(&self) -> DateTime<Utc>;
}`;

test.each<[string, string, string, string, string, string]>([
  [
    'layout, comments, order, visibility, names of parameters, paths and provided methods',
    'rs',
    'Store',
    'pub trait Store {\n  fn put(&mut self, key: Key, value: &[u8]) -> Result<(), Error>;\n  fn len(&self) -> usize;\n}',
    'use x::Y;\npub(crate) trait Store: Send {\n    /// How many.\n    fn len( & self ) -> usize;\n    fn put(&mut self, k: crate::keys::Key, v: &[u8],) -> std::result::Result<(), Error>;\n    fn more(&self) -> bool { true }\n}\nimpl Store for Memory { fn len(&self) -> u8 { 0 } }',
    'same',
  ],
  [
    'another result, another receiver, one gone and one demanded',
    'rs',
    'WorkstreamEvent',
    RUST,
    'pub trait WorkstreamEvent {\n  fn event_type(&mut self) -> EventType;\n  fn id(&self) -> u64;\n}',
    'event_type: function (&self) -> EventType | function (&mut self) -> EventType; timestamp: function (&self) -> DateTime<Utc> | null; id: null | function (&self) -> u64',
  ],
  ['another kind of thing', 'rs', 'A', 'trait A {}', 'struct A;', 'A: trait | struct'],
  [
    'a variant more, a variant with other fields',
    'rs',
    'E',
    'enum E { A, B(u8) }',
    'enum E { A, B(u16), C }',
    'B: variant (u8) | variant (u16); C: null | variant',
  ],
  ['a function', 'rs', 'x::f', 'fn f(a: u8) -> u8;', 'pub fn f(b: u8) -> u8 { b }', 'same'],
  [
    'an async function',
    'rs',
    'f',
    'async fn f(a: u8);',
    'pub fn f(a: u8) {}',
    'f: function async(u8) | function (u8)',
  ],
  [
    'another associated type',
    'rs',
    'T',
    'trait T { fn a() -> Self::Item; }',
    'trait T { fn a() -> S::Item; }',
    'a: function () -> Self::Item | function () -> S::Item',
  ],
  [
    'an interface of TypeScript, with a field more that nobody must give',
    'ts',
    'Store',
    'export interface Store<K> {\n  get(key: K): Promise<string | undefined>;\n  size: number\n}',
    'interface Store<K> { size: number; get(id: K): Promise<string|undefined>; note?: string }',
    'same',
  ],
  [
    'a field that must be given',
    'ts',
    'S',
    'interface S { a: string }',
    'interface S { a: number; b: string }',
    'a: value string | value number; b: null | value string',
  ],
  [
    'an interface of Go',
    'go',
    'Clock',
    'type Clock interface {\n\tNow() time.Time\n}',
    'package a\n\ntype Clock interface {\n\tNow(zone string) time.Time\n}\n',
    'Now: function () time.Time | function (string) time.Time',
  ],
  [
    'a protocol of Python, where names of parameters are part of it',
    'py',
    'Repo',
    'class Repo(Protocol):\n    def find(self, id: str) -> "Item": ...\n',
    'class Repo(Protocol):\n    def find(self, key: str) -> "Item": ...\n',
    'find: function (str) -> "Item" (id) | function (str) -> "Item" (key)',
  ],
  [
    'an interface of Java',
    'java',
    'Handler',
    'interface Handler<T> { void handle(T event) throws Exception; }',
    'package a;\npublic interface Handler<T> {\n  void handle(T e) throws Exception;\n  default void more() {}\n}',
    'same',
  ],
  ['nothing of that name', 'rs', 'B', 'trait B {}', 'trait C {}', 'absent'],
  [
    'a plan that does not declare it',
    'rs',
    'B',
    'trait C {}',
    'trait B {}',
    'unknown: plan it does not declare the symbol',
  ],
  [
    'a plan that is no code',
    'rs',
    'B',
    'trait B { fn',
    'trait B {}',
    'unknown: plan does-not-parse',
  ],
  [
    'a source that is no code',
    'rs',
    'B',
    'trait B {}',
    'trait B { fn',
    'unknown: source does-not-parse',
  ],
])('%s', (_name, ending, symbol, agreed, source, expected) => {
  expect(compared(ending, symbol, agreed, source)).toBe(expected);
});

test('what is the same stays so however it is laid out', () => {
  const space = fc.constantFrom(' ', '\n', '\t', '  \n', ' /* x */ ', '\n// x\n');
  fc.assert(
    fc.property(fc.array(space, { minLength: 8, maxLength: 8 }), (spaces) => {
      const [a, b, c, d, e, f, g, h] = spaces;
      const source = `pub${a}trait${b}T${c}{${d}fn${e}a(${f}&self,${g}x: &[u8])->u8;${h}}`;
      expect(compared('rs', 'T', 'trait T { fn a(&self, y: &[u8]) -> u8; }', source)).toBe('same');
    }),
    runs(20),
  );
});

test('the target against the plan: what differs, what cannot be told, and what says nothing', () => {
  const plan = planOf(`
workstreams: { kernel: {} }
contracts:
  - { path: "a/*.rs", symbol: Store, signature: "trait Store { fn put(&self, key: u8); }" }
  - { path: "a/*.rs", symbol: Same, signature: "trait Same {}" }
  - { path: "a/*.rs", symbol: Gone, signature: "trait Gone {}" }
  - { path: "a/*.rs", symbol: Broken, signature: "trait Broken {" }
  - { path: "a/*.proto", symbol: Message, signature: "message Message {}" }
  - { path: "a/*.rs", symbol: Silent }
`);
  const files = {
    'a/one.rs':
      'pub trait Same {}\npub trait Store {\n    fn put(&self, key: u16);\n}\npub trait Broken {}\n',
    'a/two.rs': 'pub trait Silent { fn a(); }\n',
    'a/m.proto': 'message Message {}\n',
  };
  const seen = tree(files, read);
  const texts = agreedTexts(plan, seen);
  const agreed = new Map(texts.map(({ key, path, text }) => [key, read(path, text)]));
  expect(
    changedContracts(seen, plan, agreed).map(({ path, line, what }) => `${path}:${line} ${what}`),
  ).toEqual([
    'a/one.rs:2 Store in a/one.rs no longer has the signature that the plan agreed on: put is “(&self, u16)” and not “(&self, u8)”. Bring it back, or agree on it anew and change contracts in the plan.',
    'a/one.rs:undefined Whether Broken in a/one.rs still has the signature that the plan agreed on is not known: the signature in the plan cannot be read (does not parse). Write the declaration there as it stands in the source.',
    ':undefined Whether Message in a/*.proto still has the signature that the plan agreed on is not known: Weir does not read that language. Compare them yourself, or take signature out of the plan.',
  ]);
});
