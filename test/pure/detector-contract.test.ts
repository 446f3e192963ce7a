import { expect, test } from '@jest/globals';
import { agreedKey } from '#src/contract-signature.ts';
import { contractDetector } from '#src/integration/detectors/contract.ts';
import { type Case, findingsOf } from '../detector-cases.ts';
import { openReadings } from '../readings.ts';

const EVENT = { path: 'types/src/event.rs', symbol: 'Event', owners: ['arch-lead'] };
const STORE = { path: 'types/src/store.rs', symbol: 'Store', owners: ['storage-lead', 'qa-lead'] };
const SCHEMA = { path: 'proto/*.proto', owners: ['api-lead'] };

const found = (
  one: Case,
  contracts = [EVENT, STORE, SCHEMA] as Parameters<typeof contractDetector>[0],
) => findingsOf(contractDetector(contracts), one);

const event = (...cases: string[]) =>
  `/// What happens.\npub enum Event {\n${cases.map((one) => `    ${one},\n`).join('')}}\n`;
const BASE = {
  'types/src/event.rs': event('Started', 'Stopped'),
  'types/src/store.rs': 'pub trait Store {\n    fn get(&self, key: &str) -> u32;\n}\n',
  'proto/a.proto': 'message A { int32 x = 1; }\n',
};

test('a contract that a head changes, moves or removes', async () => {
  expect(
    await found({
      base: BASE,
      a: {
        'types/src/event.rs': event('Started', 'Paused(u8)'),
        'types/src/store.rs': null,
        'store/src/lib.rs': BASE['types/src/store.rs'],
      },
      b: { 'proto/a.proto': 'message A { int64 x = 1; }\n' },
    }),
  ).toMatchInlineSnapshot(`
[
  "a alone: 1 a changes the contract Event (types/src/event.rs): adds Paused, removes Stopped. → arch-lead must approve this, and whoever implements it should know. @ a:types/src/event.rs:2",
  "a alone: 0.95 a removes the contract Store (types/src/store.rs) → Keep it under \`types/src/store.rs\`, or change \`contracts\` in the plan in the same pull request, with the consent of storage-lead and qa-lead. @ a:types/src/store.rs:1",
  "b alone: 1 b changes the contract proto/a.proto: its declaration changes. → api-lead must approve this, and whoever implements it should know. @ b:proto/a.proto",
]
`);
});

test('two heads pull a contract apart, though the text merges', async () => {
  expect(
    await found({
      base: BASE,
      a: { 'types/src/event.rs': event('Begun', 'Stopped') },
      b: { 'types/src/event.rs': event('Started', 'Stopped', 'Paused') },
      merged: { 'types/src/event.rs': event('Begun', 'Stopped', 'Paused') },
    }),
  ).toMatchInlineSnapshot(`
[
  "a alone: 1 a changes the contract Event (types/src/event.rs): adds Begun, removes Started. → arch-lead must approve this, and whoever implements it should know. @ a:types/src/event.rs:2",
  "b alone: 1 b changes the contract Event (types/src/event.rs): adds Paused. → arch-lead must approve this, and whoever implements it should know. @ b:types/src/event.rs:2",
  "0.9 Both change the contract Event (types/src/event.rs), and together it is neither (a: adds Begun, removes Started; b: adds Paused) → Agree on one form with arch-lead before either lands; whoever lands second takes it over. @ a:types/src/event.rs:2 b:types/src/event.rs:2",
]
`);
  // Both only add: worth knowing, not worth stopping for.
  const both = await found({
    base: BASE,
    a: { 'types/src/event.rs': event('Resumed', 'Started', 'Stopped') },
    b: { 'types/src/event.rs': event('Started', 'Stopped', 'Paused') },
    merged: { 'types/src/event.rs': event('Resumed', 'Started', 'Stopped', 'Paused') },
  });
  expect(both.at(-1)).toMatch(/^0\.4 Both extend the contract Event/);
  const gone = await found({
    base: BASE,
    a: { 'types/src/event.rs': event('Begun', 'Stopped') },
    b: { 'types/src/event.rs': event('Started', 'Paused') },
    merged: { 'types/src/event.rs': '// nothing left\n' },
  });
  expect(gone.at(-1)).toMatch(/^0\.95 The contract Event .* is gone once both have landed/);
});

test('new code that stands on what the other head changes', async () => {
  expect(
    await found({
      base: BASE,
      a: {
        'types/src/store.rs':
          'pub trait Store {\n    fn get(&self, key: &str) -> u32;\n    fn put(&self, key: &str);\n}\n',
      },
      b: {
        'mem/src/lib.rs':
          'use types::Store;\npub struct Memory;\nimpl Store for Memory {\n    fn get(&self, key: &str) -> u32 { 0 }\n}\n',
      },
    }),
  ).toMatchInlineSnapshot(`
[
  "a alone: 1 a changes the contract Store (types/src/store.rs): adds put. → storage-lead and qa-lead must approve this, and whoever implements it should know. @ a:types/src/store.rs:1",
  "0.85 a changes the contract Store (types/src/store.rs) (adds put); b newly implements it in Memory → Whoever lands second follows the contract as it is then; storage-lead and qa-lead can say which form it will have. @ a:types/src/store.rs:1 b:mem/src/lib.rs:3",
]
`);
  expect(
    await found({
      base: BASE,
      a: { 'types/src/event.rs': event('Started') },
      b: { 'k/src/lib.rs': 'use types::Event;\nfn f() { send(Event::Stopped); }\n' },
    }),
  ).toMatchInlineSnapshot(`
[
  "a alone: 1 a changes the contract Event (types/src/event.rs): removes Stopped. → arch-lead must approve this, and whoever implements it should know. @ a:types/src/event.rs:2",
  "0.85 a changes the contract Event (types/src/event.rs) (removes Stopped); b newly uses Stopped of it → Whoever lands second follows the contract as it is then; arch-lead can say which form it will have. @ a:types/src/event.rs:2 b:k/src/lib.rs:2",
]
`);
});

test('near misses', async () => {
  const quiet: [string, Case][] = [
    [
      'only layout and comments',
      {
        base: BASE,
        a: {
          'types/src/event.rs': `// new\n${event('Started', 'Stopped').replaceAll('    ', '\t')}`,
        },
        b: { 'types/src/event.rs': `${event('Started', 'Stopped')}// more\n` },
        merged: { 'types/src/event.rs': event('Started', 'Stopped') },
      },
    ],
    [
      'another symbol of the file',
      {
        base: BASE,
        a: { 'types/src/event.rs': `${event('Started', 'Stopped')}pub struct Other;\n` },
        b: { 'mem/src/lib.rs': 'use types::Event;\nfn f() { send(Event::Stopped); }\n' },
      },
    ],
    [
      'a type of the same name that the file defines itself',
      {
        base: { 'mem/src/lib.rs': '' },
        a: { 'mem/src/a.rs': 'fn g() {}\n' },
        b: { 'mem/src/lib.rs': 'enum Event { A }\nfn f() { send(Event::A); }\n' },
      },
    ],
  ];
  for (const [why, one] of quiet) expect([why, await found(one)]).toEqual([why, []]);
  // Both make the same change: each is told of its own, and nothing between the two.
  const same = { 'types/src/event.rs': event('Started', 'Paused') };
  const twice = await found({ base: BASE, a: same, b: same });
  expect(twice.map((line) => line.slice(0, 10))).toEqual(['a alone: 1', 'b alone: 1']);
  // Of what goes, nothing is named.
  const other = await found({
    base: BASE,
    a: { 'types/src/event.rs': event('Started') },
    b: { 'k/src/lib.rs': 'use types::Event;\nfn f() { send(Event::Started); }\n' },
  });
  expect(other.filter((line) => !line.startsWith('a alone'))).toEqual([]);
  // Additions do not touch who merely uses it.
  const additive = await found({
    base: BASE,
    a: { 'types/src/event.rs': event('Started', 'Stopped', 'Paused') },
    b: { 'k/src/lib.rs': 'use types::Event;\nfn f() { send(Event::Stopped); }\n' },
  });
  expect(additive.filter((line) => !line.startsWith('a alone'))).toEqual([]);
});

test('what cannot be read is left out, and a contract in an unknown language is compared as a whole', async () => {
  const lua = { path: 'api.lua', symbol: 'emit', owners: ['arch-lead'] };
  const one = {
    base: { 'api.lua': 'function emit(x)\nend\n' },
    a: { 'api.lua': 'function emit(x, y)\nend\n' },
    b: { 'api.lua': 'function send(x)\nend\n' },
    merged: { 'api.lua': 'function send(x, y)\nend\n' },
  };
  expect((await found(one, [lua])).map((line) => line.slice(0, 60))).toMatchInlineSnapshot(`
[
  "a alone: 1 a changes the contract emit (api.lua): its declar",
  "b alone: 0.95 b removes the contract emit (api.lua) → Keep i",
]
`);
  const broken = await found({
    base: BASE,
    a: { 'types/src/event.rs': 'pub enum Event { {{{{ ' },
    b: { 'types/src/event.rs': event('Started') },
    merged: { 'types/src/event.rs': event('Started') },
  });
  expect(broken.filter((line) => line.startsWith('a alone'))).toEqual([]);
});

test('the signature that the plan agreed on: left, reached, and not to be told', async () => {
  const signature = 'trait Store { fn get(&self, key: &str) -> u32; }';
  const read = await openReadings();
  const agreed = new Map([[agreedKey('a.rs', signature), read('a.rs', signature)]]);
  const store = (result: string) =>
    `pub trait Store {\n    fn get(&self, k: &str) -> ${result};\n}\n`;
  const alone = async (before: string, after: string, known = agreed) => {
    const one = {
      base: { 'types/src/store.rs': before },
      a: { 'types/src/store.rs': after },
      b: {},
    };
    const [line = ''] = await findingsOf(contractDetector([{ ...STORE, signature }], known), one);
    return line.replace(/^.*changes get\./, '').replace(/ →.*/, '');
  };
  expect(await alone(store('u32'), store('u64'))).toBe(
    ' It is not the signature that the plan agreed on: get is “(&self, &str) -> u64” and not “(&self, &str) -> u32”.',
  );
  expect(await alone(store('u16'), store('u64'))).toMatch(/^ It is still not the signature/);
  expect(await alone(store('u64'), store('u32'))).toBe(
    ' Now it is the signature that the plan agreed on.',
  );
  expect(await alone(store('u32'), store('u64'), new Map())).toBe('');
});

test('a member that nobody must give leaves those who implement the contract as they are', async () => {
  const trait = (extra: string) =>
    `pub trait Store {\n    fn get(&self, key: &str) -> u32;\n${extra}}\n`;
  const after = (extra: string) =>
    found({
      base: { 'types/src/store.rs': trait('') },
      a: { 'types/src/store.rs': trait(extra) },
      b: {
        'disk/src/lib.rs':
          'struct Disk;\nimpl Store for Disk {\n    fn get(&self, key: &str) -> u32 { 1 }\n}\n',
      },
    });
  expect((await after('    fn len(&self) -> u32;\n')).at(-1)).toMatch(
    /^0\.85 a changes the contract Store .*adds len.*; b newly implements it in Disk/,
  );
  const given = await after('    fn len(&self) -> u32 { 0 }\n');
  expect(given).toHaveLength(1);
  expect(given[0]).toMatch(/^a alone: 1 a changes the contract Store .*adds len/);
  const options = (extra: string) => `export interface Options {\n  path: string;\n${extra}}\n`;
  const typescript = (extra: string) =>
    found(
      {
        base: { 'src/options.ts': options('') },
        a: { 'src/options.ts': options(extra) },
        b: { 'src/own.ts': 'class Own implements Options {\n  path = "x";\n}\n' },
      },
      [{ path: 'src/options.ts', symbol: 'Options', owners: ['arch-lead'] }],
    );
  expect((await typescript('  size: number;\n')).at(-1)).toMatch(/^0\.85 .*b newly implements it/);
  expect(await typescript('  size?: number;\n')).toHaveLength(1);
});

test('of several files that have a contract, the one that has it before and after is meant', async () => {
  const told = await found(
    {
      base: { 'types/src/event.rs': event('Started') },
      a: {
        'types/src/copy.rs': event('Started'),
        'types/src/event.rs': event('Started', 'Stopped'),
      },
      b: {},
    },
    [{ path: 'types/src/*.rs', symbol: 'Event', owners: ['arch-lead'] }],
  );
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/adds Stopped\. → .* @ a:types\/src\/event\.rs:2$/);
});
