/** Heads that change very much: what is compared with what must not grow with the square of both. */
import { expect, test } from '@jest/globals';
import { type ApiDigest, digest, type Sym } from '#src/integration/detectors/api/changes.ts';
import { api } from '#src/integration/detectors/api.ts';
import type { Definition, SymbolFacts } from '#src/symbols.ts';

const MANY = 3_000;
/** What these take is some hundred milliseconds; compared each with each, minutes, or all memory there is. */
const MOST_MICROSECONDS = 5_000_000;
const all = Array.from({ length: MANY }, (_, at) => at);

const definition = (over: Partial<Definition> = {}): Definition => ({
  name: 'run',
  kind: 'function',
  container: '',
  signature: '(a)',
  parameters: { least: 1, most: 1, names: [] },
  onValue: false,
  exported: true,
  required: false,
  conditional: false,
  overrides: false,
  line: 1,
  endLine: 1,
  ...over,
});

const symbol = (over: Partial<Sym> = {}): Sym => ({
  ...definition(),
  path: 'src/a.ts',
  language: 'typescript',
  ...over,
});

const EMPTY: ApiDigest = {
  removed: [],
  changed: [],
  added: [],
  deleted: [],
  reexports: [],
  unexported: [],
  shapes: [],
  takers: [],
  lost: [],
  leans: [],
  dropped: [],
  uses: [],
  imports: [],
  literals: [],
  texts: [],
  implementations: [],
  choices: [],
};

const place = { path: 'src/b.ts', language: 'typescript' as const };

const heads: Record<string, [Partial<ApiDigest>, Partial<ApiDigest>]> = {
  'cases of enums, and choices': [
    {
      added: all.map((n) => symbol({ kind: 'variant', name: `v${n}`, container: `T${n}` })),
      shapes: all.map((n) => {
        const shape = { path: 'src/a.ts', name: `T${n}`, kind: 'enum' as const, kin: [] };
        return { ...shape, had: ['a'], members: ['a'] };
      }),
    },
    { choices: all.map((line) => ({ ...place, of: 'Other', cases: ['p', 'q'], line })) },
  ],
  'members that go, and implementations': [
    { removed: all.map((n) => symbol({ kind: 'method', name: `m${n}`, container: `T${n}` })) },
    {
      added: all.map((n) => symbol({ path: 'src/b.ts', name: `z${n}` })),
      implementations: all.map((line) => {
        const one = { ...place, type: `U${line}`, of: `I${line}`, line };
        return { ...one, old: false, members: [], via: null, own: false };
      }),
    },
  ],
  'one name, added very often by both': [
    { added: all.map(() => symbol()) },
    { added: all.map(() => symbol()) },
  ],
};

function cost(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user;
}

test.each(Object.entries(heads))('%s', (_, [a, b]) => {
  const [one, other] = [
    { ...EMPTY, ...a },
    { ...EMPTY, ...b },
  ];
  expect(cost(() => api.wants(one, other))).toBeLessThan(MOST_MICROSECONDS);
});

test('one name, defined very often in a file, is no overload: it is neither gone nor new', () => {
  const version = (letter: string) => {
    const definitions = Array.from({ length: 20_000 }, (_, at) =>
      definition({ signature: `(${letter}${at})` }),
    );
    const lists = {
      uses: [],
      imports: [],
      literals: [],
      texts: [],
      implementations: [],
      choices: [],
    };
    const facts: SymbolFacts = {
      ...lists,
      language: 'typescript',
      package: null,
      definitions,
      locals: [],
    };
    const symbols = { state: 'read' as const, facts };
    return { state: 'text' as const, text: letter, oid: letter, symbols };
  };
  const files = [{ path: 'src/a.ts', before: version('a'), after: version('b') }];
  const head = { ref: 'a', isBase: false, changedFiles: null };
  let found: unknown;
  expect(
    cost(() => {
      found = digest({ head, files });
    }),
  ).toBeLessThan(MOST_MICROSECONDS);
  expect(found).toBeNull();
});
