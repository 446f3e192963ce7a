/** Digests made by hand: what a head asks of the target, and heads so large that nothing may grow with the square of both. */
import { expect, test } from '@jest/globals';
import type { ApiDigest, Sym } from '#src/integration/detectors/api/changes.ts';
import { digest } from '#src/integration/detectors/api/digest.ts';
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
  recast: [],
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
const use = (over: Partial<ApiDigest['uses'][number]> = {}) => ({
  ...place,
  name: 'run',
  how: 'plain' as const,
  on: null,
  owner: null,
  args: 0,
  keywords: [],
  line: 1,
  inside: '',
  via: null,
  ownerVia: null,
  own: false,
  kin: [],
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
        return use({ name: `D${n}`, via: { original: `D${n}`, from: './d' }, line: n });
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
  'what files no longer ask for, and lines that ask for it': [
    {
      forgone: all.map((n) => ({
        ...place,
        on: `v${n}`,
        name: 'set',
        times: 2,
        instead: 'put',
        line: n,
      })),
    },
    { uses: all.map((n) => use({ name: 'set', how: 'member', on: `w${n}` })) },
  ],
  'one import replaced everywhere, and newly written everywhere': [
    {
      replaced: all.map((n) => ({
        path: `src/f${n}.ts`,
        name: 'log',
        from: 'kit',
        to: 'log',
        line: 1,
      })),
    },
    {
      imports: all.map((n) => ({
        ...place,
        path: `src/g${n}.ts`,
        name: 'log',
        original: 'log',
        from: 'kit',
        line: 1,
      })),
    },
  ],
  'members of classes, and types that may have them handed down': [
    {
      removed: all.map((n) => symbol({ kind: 'method', name: `m${n}`, container: `T${n}` })),
      changed: all.map((n) => {
        const before = symbol({ kind: 'method', name: `c${n}`, container: `T${n}` });
        return {
          before,
          after: { ...before, parameters: { least: 2, most: 2, names: [] } },
          rest: [],
        };
      }),
      shapes: all.map((n) => shape({ name: `T${n}`, kind: 'class' })),
    },
    {
      uses: all.map((n) =>
        use({ name: n % 2 === 0 ? `m${n}` : `c${n}`, how: 'member', on: `H${n}`, owner: `H${n}` }),
      ),
    },
  ],
  'fields that may be missing, and what is asked of them': [
    {
      changed: all.map((n) => {
        const before = symbol({
          kind: 'field',
          name: `f${n}`,
          container: `T${n}`,
          signature: 'A',
          parameters: null,
        });
        return { before, after: { ...before, signature: 'A|undefined' }, rest: [] };
      }),
    },
    {
      uses: all.map((n) =>
        use({ name: `f${n}`, how: 'member', on: 'x', owner: `T${n}`, args: null, asked: 'field' }),
      ),
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

test('lines that may define what is called, very many and very long', () => {
  const before = symbol({ kind: 'method', container: 'T', name: 'run' });
  const after = { ...before, parameters: { least: 2, most: 2, names: [] } };
  const parameters = Array.from({ length: 40 }, (_, at) => `p${at}: Map<string, [a, b]>`).join(
    ', ',
  );
  // As many as a search finds of one word at most.
  const lines = all.slice(0, 2_000).map((n) => {
    const text = n % 2 === 0 ? `run(${parameters}): void {` : `function run(${parameters}`;
    return { path: `src/f${n}.ts`, line: n, text };
  });
  const [a, b] = [
    {
      ...EMPTY,
      changed: all.map((line) => ({ before, after: { ...after, line, endLine: line }, rest: [] })),
    },
    { ...EMPTY, uses: all.map((n) => use({ how: 'member', on: `v${n}`, args: 1, line: n })) },
  ];
  const side = (ref: string) => ({ ref, isBase: false, changedFiles: null });
  const pair = { a: side('a'), b: side('b'), target: 'main', trials: {}, squashOnly: false };
  const words = { a: new Map([['run', lines]]), b: new Map() };
  expect(cost(() => api.detect(pair, a, b, { merged: null, words }))).toBeLessThan(
    MOST_MICROSECONDS,
  );
});

test('many lines that ask for members of what they name', () => {
  const facts: SymbolFacts = {
    language: ts,
    package: null,
    definitions: [],
    uses: all.flatMap((line) => [
      {
        name: 'user',
        how: 'member',
        on: 'x',
        owner: 'T',
        args: null,
        keywords: [],
        line,
        within: 'f',
      },
      {
        name: `m${line}`,
        how: 'member',
        on: 'x.user',
        owner: null,
        args: null,
        keywords: [],
        line,
        within: 'f',
      },
    ]),
    imports: [],
    literals: [],
    texts: [],
    implementations: [],
    choices: [],
    locals: [],
  };
  const text = all.map((line) => `x.user.m${line + 1};`).join('\n');
  const symbols = { state: 'read' as const, facts };
  const after = { state: 'text' as const, text, oid: 'a', symbols };
  const files = [{ path: 'src/a.ts', before: null, after }];
  const head = { ref: 'a', isBase: false, changedFiles: null };
  expect(cost(() => atOnce(digest({ head, files })))).toBeLessThan(MOST_MICROSECONDS);
});

test('one line as long as a file, in which everything is asked', () => {
  const asked = { how: 'member' as const, args: null, keywords: [], line: 1, within: 'f' };
  const facts: SymbolFacts = {
    language: ts,
    package: null,
    definitions: [],
    uses: all.flatMap((n) => [
      { ...asked, name: 'user', on: `x${n}`, owner: 'T' },
      { ...asked, name: `m${n}`, on: `x${n}.user`, owner: null },
    ]),
    imports: [],
    literals: [],
    texts: [],
    implementations: [],
    choices: [],
    locals: [],
  };
  const text = all.map((n) => `x${n}.user.m${n};`).join('');
  const after = {
    state: 'text' as const,
    text,
    oid: 'a',
    symbols: { state: 'read' as const, facts },
  };
  const files = [{ path: 'src/a.ts', before: null, after }];
  const head = { ref: 'a', isBase: false, changedFiles: null };
  expect(cost(() => atOnce(digest({ head, files })))).toBeLessThan(MOST_MICROSECONDS);
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
