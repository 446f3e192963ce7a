/** Digests made by hand: what a head asks of the target, and heads so large that nothing may grow with the square of both. */
import { expect, test } from '@jest/globals';
import { type ApiDigest, digest, type Sym } from '#src/integration/detectors/api/changes.ts';
import { api } from '#src/integration/detectors/api.ts';
import type { Definition, SymbolFacts } from '#src/symbols.ts';
import { atOnce } from '../detector-cases.ts';

const MANY = 6_000;
/** What each takes is some hundred milliseconds at most; compared each with each, minutes, or all memory there is. */
const MOST_MICROSECONDS = 1_500_000;
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
  forgone: [],
  replaced: [],
  uses: [],
  imports: [],
  literals: [],
  texts: [],
  implementations: [],
  choices: [],
};

const place = { path: 'src/b.ts', language: 'typescript' as const };

const shape = (over: Partial<ApiDigest['shapes'][number]> = {}) => ({
  path: 'src/a.ts',
  name: 'T',
  kind: 'interface' as const,
  kin: [],
  had: ['a'],
  members: ['a'],
  ...over,
});
const literal = (over: Partial<ApiDigest['literals'][number]> = {}) => ({
  ...place,
  type: 'T',
  fields: ['z'],
  partial: true,
  positional: null,
  pattern: false,
  line: 1,
  via: null,
  own: false,
  ...over,
});
const go = { language: 'go' as const, kind: 'method' as const };
const ts = 'typescript' as const;

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
  'interfaces of Go, and types with methods': [
    {
      added: all.map((n) =>
        symbol({ ...go, path: 'a.go', name: `M${n}`, container: `I${n}`, required: true }),
      ),
      shapes: all.map((n) =>
        shape({ path: 'a.go', name: `I${n}`, had: ['A', 'B'], members: ['A', 'B', `M${n}`] }),
      ),
    },
    {
      added: all.flatMap((n) => [
        symbol({ path: 'b.go', language: 'go', kind: 'struct', name: `T${n}` }),
        symbol({ ...go, path: 'b.go', name: 'A', container: `T${n}` }),
      ]),
    },
  ],
  'fields of types, and values': [
    {
      added: all.map((n) => symbol({ kind: 'field', name: 'f', container: `T${n}` })),
      removed: all.map((n) => symbol({ kind: 'field', name: 'g', container: `T${n}` })),
      changed: all.map((n) => {
        const before = symbol({ kind: 'field', name: 'h', container: `T${n}` });
        return { before, after: { ...before, signature: 'x' }, rest: [] };
      }),
      shapes: all.map((n) => shape({ name: `T${n}` })),
    },
    {
      literals: all.map((n) => literal({ type: `T${n}`, via: { original: `T${n}`, from: './a' } })),
    },
  ],
  'what functions take, and objects': [
    {
      takers: all.map((n) => ({ sym: symbol({ name: `f${n}` }), type: `T${n}`, at: 0 })),
      shapes: all.map((n) => shape({ name: `T${n}` })),
      changed: all.map((n) => ({
        before: symbol({ name: `f${n}` }),
        after: symbol({ name: `f${n}` }),
        rest: [],
      })),
    },
    { literals: all.map((n) => literal({ type: `f${n}(0)` })) },
  ],
  'files, names and exports that go, and imports': [
    {
      deleted: all.map((n) => `src/d${n}.ts`),
      removed: all.map((n) => symbol({ name: `r${n}` })),
      added: all.map((n) => symbol({ name: `n${n}`, signature: `(${n})` })),
      reexports: all.map((n) => `src/c.ts x${n}`),
      unexported: all.map((n) => ({ path: 'src/a.ts', name: `u${n}`, line: 1, now: null })),
    },
    {
      imports: all.map((n) => ({
        ...place,
        name: `i${n}`,
        original: n % 2 === 0 ? '*' : `r${n}`,
        from: n % 2 === 0 ? `./e${n}` : './a',
        line: n,
      })),
    },
  ],
  'constructors, and what is derived and made': [
    {
      added: all.map((n) =>
        symbol({ kind: 'constructor', name: 'constructor', container: `A${n}` }),
      ),
      changed: all.map((n) => {
        const before = symbol({ kind: 'constructor', name: 'constructor', container: `C${n}` });
        return {
          before,
          after: { ...before, parameters: { least: 2, most: 2, names: [] } },
          rest: [],
        };
      }),
      shapes: all.map((n) => shape({ name: `A${n}`, kind: 'class' })),
    },
    {
      uses: all.map((n) => {
        const use = {
          how: 'plain' as const,
          on: null,
          owner: null,
          args: 0,
          keywords: [],
          line: n,
        };
        const by = { via: { original: `D${n}`, from: './d' }, ownerVia: null, own: false, kin: [] };
        return { ...place, ...use, ...by, name: `D${n}`, inside: '' };
      }),
    },
  ],
  'strings of unions': [
    {
      removed: all.map((n) => symbol({ kind: 'variant', name: `v${n}`, container: `U${n}` })),
      changed: all.map((n) => {
        const before = symbol({ kind: 'type', name: `U${n}` });
        return { before, after: { ...before, signature: "'a'" }, rest: [] };
      }),
      shapes: all.map((n) => shape({ name: `U${n}`, kind: 'type' })),
    },
    {
      texts: all.map((n) => ({
        ...place,
        of: `U${n}`,
        text: `v${n}`,
        line: n,
        via: { original: `U${n}`, from: './b' },
        own: false,
      })),
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

test('what the target changes matters by the names that people write: a class for its constructor, a type for a string', () => {
  const init = symbol({ kind: 'constructor', name: 'constructor', container: 'Svc' });
  const text = { ...place, of: 'Level', text: 'warn', line: 1, via: null, own: false };
  const given = { ...text, of: 'setLevel(0)' };
  const own = {
    ...EMPTY,
    changed: [{ before: init, after: init, rest: [] }],
    texts: [text, given],
  };
  expect(api.concerns?.(own)).toMatchObject({
    words: ['Svc'],
    declared: ['Level', 'setLevel'],
  });
});

test('many types in one file, and many that are one', () => {
  const definitions = (more: boolean) =>
    all.flatMap((n) => [
      definition({ name: `T${n}`, kind: 'class' }),
      definition({ name: 'a', container: `T${n}`, line: n }),
      ...(more ? [definition({ name: 'b', container: `T${n}`, line: n })] : []),
    ]);
  const version = (more: boolean) => {
    const facts: SymbolFacts = {
      language: ts,
      package: null,
      definitions: definitions(more),
      uses: [],
      imports: all.map((n) => ({
        name: `i${n}`,
        original: `i${n}`,
        from: '',
        reexported: true,
        line: n,
        container: '',
        conditional: false,
      })),
      literals: [],
      texts: [],
      implementations: all.map((n) => ({ type: `T${n}`, of: `I${n}`, line: n, endLine: n })),
      choices: [],
      locals: all.map((n) => ({ name: `l${n}`, within: `f${n}`, type: null })),
    };
    const symbols = { state: 'read' as const, facts };
    return { state: 'text' as const, text: `${more}`, oid: `${more}`, symbols };
  };
  const files = [{ path: 'src/a.ts', before: version(false), after: version(true) }];
  const head = { ref: 'a', isBase: false, changedFiles: null };
  expect(cost(() => atOnce(digest({ head, files })))).toBeLessThan(MOST_MICROSECONDS);
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
      found = atOnce(digest({ head, files }));
    }),
  ).toBeLessThan(MOST_MICROSECONDS);
  expect(found).toBeNull();
});
