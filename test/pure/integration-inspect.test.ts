import { expect, test } from '@jest/globals';
import { recentPairs } from '#src/adapters/recent-pairs.ts';
import { DEFAULT_SETTINGS } from '#src/integration/detect.ts';
import type { FileDetector, Given, PairSide } from '#src/integration/detector.ts';
import { inspect } from '#src/integration/inspect.ts';
import type { Content, HeadSurvey, MergeRequest, Survey, TreeChange } from '#src/ports.ts';

/** A detector of the test: a head promises `KEY=VALUE` lines; two heads must not promise different values. */
function promises(over: Partial<FileDetector<Record<string, string>>> = {}) {
  const detector: FileDetector<Record<string, string>> = {
    kind: 'files',
    name: 'dependency',
    version: 1,
    summary: '',
    rules: [],
    reads: (path) => path.endsWith('.env'),
    *digest({ files }) {
      yield;
      return Object.fromEntries(
        files.flatMap(({ after }) =>
          after?.state === 'text' ? [after.text.split('=') as [string, string]] : [],
        ),
      );
    },
    alone: (_, own) =>
      Object.entries(own).flatMap(([key, value]) =>
        value === '' ? [found(`${key} has no value`)] : [],
      ),
    wants: (a, b) =>
      Object.keys(a).some((key) => key in b && a[key] !== b[key])
        ? { merged: { paths: ['all.env'], names: [] }, words: { a: Object.keys(a) } }
        : null,
    detect: (_, a, b, { merged, words }: Given) => {
      const file = merged?.get('all.env');
      return Object.keys(a).map((key) =>
        found(
          `${key}=${a[key]}|${b[key]}, merged ${file?.state === 'text' ? file.text : '?'}, used ${words.a.get(key)?.length ?? 0} times`,
        ),
      );
    },
    ...over,
  };
  return detector;
}

const found = (message: string) => ({ confidence: 0.9, message, suggestion: '', places: [] });

const added = (path: string, oid: string): TreeChange => ({
  path,
  status: 'A',
  modes: ['000000', '100644'],
  oids: ['0', oid],
});

/** Heads by name, each with files (path to text; null for a file that cannot be read). */
function repository(
  heads: Record<string, Record<string, string | null>>,
  lineOf = (_commit: string, word: string) => ({ path: 'x', line: 1, text: word }),
  commits: Record<string, string[]> = {},
) {
  const asked: string[] = [];
  let turns = 0;
  const notes = new Map<string, string>();
  const texts = new Map<string, Content>();
  const survey: Pick<
    Survey,
    | 'heads'
    | 'contents'
    | 'merged'
    | 'occurrences'
    | 'recall'
    | 'keep'
    | 'trunk'
    | 'moved'
    | 'giveWay'
    | 'quiet'
  > = {
    quiet: recentPairs(100),
    moved: null,
    async giveWay() {
      turns += 1;
    },
    // Since `base` the target has come to promise something in two steps.
    async trunk(bases, paths) {
      asked.push(`follow ${[...bases].join(' ')} at ${[...paths].join(' ')}`);
      if (paths.size === 0) return [...bases].map((base) => ({ base, changes: [] }));
      texts.set('early', { state: 'text', text: 'PORT=0' });
      texts.set('late', { state: 'text', text: 'PORT=9' });
      const step = (before: string, after: string): TreeChange => ({
        ...added('main.env', after),
        oids: [before, after],
        modes: [before === '0' ? '000000' : '100644', '100644'],
      });
      return [
        { base: 'base', changes: [] },
        { base: 'between', changes: [step('0', 'early')] },
        { base: 'main', changes: [step('early', 'late')] },
      ];
    },
    heads: new Map(
      Object.entries(heads).map(([head, files]): [string, HeadSurvey] => [
        head,
        {
          onTarget: { verdict: 'clean', tree: null },
          commits: new Set(commits[head]),
          bases: ['base'],
          raw: Object.entries(files).map(([path, text]) => {
            const oid = `${head}:${path}`;
            texts.set(
              oid,
              text === null ? { state: 'left-out', reason: 'too-large' } : { state: 'text', text },
            );
            return added(path, oid);
          }),
          landed: [],
          uprooted: false,
        },
      ]),
    ),
    async contents(blobs) {
      if (blobs.length > 0) asked.push(`read ${blobs.join(' ')}`);
      return new Map(blobs.map((oid) => [oid, texts.get(oid) ?? { state: 'text', text: 'both' }]));
    },
    async merged(all) {
      asked.push(`merge ${all.map(({ request }) => nameOf(request)).join(', ')}`);
      return all.map(({ wish }) => new Map(wish.paths.map((path) => [path, 'merged'])));
    },
    async occurrences(head, words) {
      asked.push(`search ${head} for ${words.join(' ')}`);
      return new Map(words.map((word) => [word, [lineOf(head, word)]]));
    },
    recall: async (keys) =>
      new Map(keys.flatMap((key) => (notes.has(key) ? [[key, notes.get(key) ?? '']] : []))),
    async keep(known) {
      for (const [key, text] of known) notes.set(key, text);
    },
  };
  const side = (ref: string): PairSide => ({ ref, isBase: false, changedFiles: null });
  const names = Object.keys(heads);
  const pairs = names.flatMap((a, at) =>
    names.slice(at + 1).map((b) => ({
      facts: { a: side(a), b: side(b), target: 'main', trials: {}, squashOnly: false },
      oids: [a, b] as const,
      basis: 'landing' as const,
    })),
  );
  /** @param moved what the target has become since, and which file it has changed how */
  const look = async (
    detector = promises(),
    settings = DEFAULT_SETTINGS,
    moved?: { to: string; path: string; before: string; now: string },
  ) => {
    asked.length = 0;
    turns = 0;
    const target = moved?.to ?? 'main';
    if (moved) {
      texts.set('was', { state: 'text', text: moved.before });
      texts.set('is', { state: 'text', text: moved.now });
      const change = { ...added(moved.path, 'is'), oids: ['was', 'is'] as [string, string] };
      change.modes = ['100644', '100644'];
      survey.moved = { from: 'main', heads: new Set(names), changes: [change] };
    }
    const result = await inspect(
      survey as Survey,
      { side: { ref: 'main', isBase: true, changedFiles: null }, oid: target },
      names.map((name) => ({ side: side(name), oid: name })),
      pairs,
      [detector],
      settings,
    );
    const lines = (list: { severity: string; message: string; undetermined?: true }[]) =>
      list.map((one) => `${one.severity}${one.undetermined ? '?' : ''} ${one.message}`);
    return {
      alone: Object.fromEntries([...result.alone].map(([ref, list]) => [ref, lines(list)])),
      pairs: Object.fromEntries(
        pairs.flatMap(({ facts }, at) => {
          const list = lines(result.findings[at] ?? []);
          return list.length > 0 ? [[`${facts.a.ref}+${facts.b.ref}`, list]] : [];
        }),
      ),
      leftOut: Object.fromEntries(result.leftOut),
      asked: [...asked],
    };
  };
  /** How often everybody else has had a turn. */
  const turnsIn = async (detector: ReturnType<typeof promises>) => {
    await look(detector);
    return turns;
  };
  return { look, turnsIn };
}

const nameOf = ({ ours, theirs }: MergeRequest) =>
  `${typeof ours === 'string' ? ours : `${ours.landed} on ${ours.on}`} + ${JSON.stringify(theirs)}`;

test('a detector gets the files that it reads, and more only for the pairs that it suspects', async () => {
  const { look } = repository({
    a: { 'a.env': 'PORT=1', 'README.md': 'not read' },
    b: { 'b.env': 'PORT=2' },
    c: { 'c.env': 'HOST=3' },
    d: { 'd.txt': 'PORT=4' },
  });
  expect(await look()).toMatchInlineSnapshot(`
{
  "alone": {},
  "asked": [
    "read a:a.env b:b.env c:c.env",
    "search a for PORT",
    "merge a on main + "b"",
    "read merged",
  ],
  "leftOut": {},
  "pairs": {
    "a+b": [
      "warn PORT=1|2, merged both, used 1 times",
    ],
  },
}
`);
});

test('a head that contains another is not held against it: who wrote it saw the other', async () => {
  const heads = { a: { 'a.env': 'PORT=1' }, b: { 'b.env': 'PORT=2' }, c: { 'c.env': 'PORT=3' } };
  const { look } = repository(heads, undefined, { a: ['a'], b: ['a', 'b'], c: ['c'] });
  expect(Object.keys((await look()).pairs)).toEqual(['a+c', 'b+c']);
});

test('what was worked out is not read again', async () => {
  const { look } = repository({ a: { 'a.env': 'PORT=1' }, b: { 'b.env': 'PORT=2' } });
  const first = await look();
  const second = await look();
  expect(second).toEqual({ ...first, asked: [] });
  expect((await look(promises({ version: 2 }))).asked).toEqual(first.asked);
});

test('pairs in which nothing is suspected are not gone through again; all others are, and those of a new version', async () => {
  const { look } = repository({
    a: { 'a.env': 'PORT=1' },
    b: { 'b.env': 'PORT=2' },
    c: { 'c.env': 'HOST=3' },
  });
  const gone: string[] = [];
  const { wants } = promises();
  const watched = (version: number) =>
    promises({
      version,
      wants(a, b) {
        gone.push([a, b].map((one) => Object.values(one).join()).join('+'));
        return wants(a, b);
      },
    });
  const goneThrough = async (version: number) => {
    gone.length = 0;
    const { pairs } = await look(watched(version));
    expect(Object.keys(pairs)).toEqual(['a+b']);
    return gone.join(' ');
  };
  expect(await goneThrough(1)).toBe('1+2 1+3 2+3');
  expect(await goneThrough(1)).toBe('1+2');
  expect(await goneThrough(2)).toBe('1+2 1+3 2+3');
});

test('what a head shows alone is said once; files that cannot be read are counted', async () => {
  const { look } = repository({
    a: { 'a.env': 'PORT=', 'big.env': null },
    b: { 'b.env': 'HOST=1' },
  });
  expect(await look()).toMatchInlineSnapshot(`
{
  "alone": {
    "a": [
      "warn PORT has no value",
    ],
  },
  "asked": [
    "read a:a.env a:big.env b:b.env",
  ],
  "leftOut": {
    "a": [
      {
        "detector": "dependency",
        "path": "big.env",
        "reason": "too-large",
      },
    ],
  },
  "pairs": {},
}
`);
});

test.each([
  ['digest', { digest: () => fail() }],
  ['wants', { wants: () => fail() }],
  ['detect', { detect: () => fail() }],
  ['alone', { alone: () => fail() }],
] as const)(
  'a detector whose %s throws leaves its question open, and only its own',
  async (what, over) => {
    const { look } = repository({ a: { 'a.env': 'PORT=1' }, b: { 'b.env': 'PORT=2' } });
    const { alone, pairs } = await look(promises(over));
    const said = [...Object.values(alone), ...Object.values(pairs)].flat();
    expect(said).toContainEqual(expect.stringMatching(/^warn\? Whether there are dependency/));
    const others = said.filter((one) => !one.startsWith('warn?'));
    expect(others).toEqual(what === 'alone' ? ['warn PORT=1|2, merged both, used 1 times'] : []);
  },
);

function fail(): never {
  throw new Error('out of order');
}

test('what the plan switches off is not even read; what is unsure is a note', async () => {
  const { look } = repository({ a: { 'a.env': 'PORT=1' }, b: { 'b.env': 'PORT=2' } });
  const { detectors } = DEFAULT_SETTINGS;
  const off = { threshold: 0.5, detectors: { ...detectors, dependency: 'off' as const } };
  expect(await look(promises(), off)).toEqual({ alone: {}, pairs: {}, leftOut: {}, asked: [] });
  const strict = await look(promises(), { threshold: 0.95, detectors });
  expect(Object.values(strict.pairs).flat()).toEqual([expect.stringMatching(/^note PORT/)]);
});

test('a head is held against what the target has changed since, as far as that concerns it', async () => {
  const { look } = repository({
    a: { 'a.env': 'PORT=1' },
    b: { 'b.env': 'HOST=9' },
    c: { 'c.txt': 'PORT=1' },
  });
  const concerned = promises({
    concerns: (own) => ({ words: Object.keys(own), paths: 'PORT' in own ? ['main.env'] : [] }),
  });
  const first = await look(concerned);
  expect(first).toMatchInlineSnapshot(`
{
  "alone": {
    "a": [
      "warn PORT=9|1, merged both, used 1 times",
    ],
  },
  "asked": [
    "read a:a.env b:b.env",
    "search main for PORT HOST",
    "search base for PORT HOST",
    "follow base main at main.env",
    "read late",
    "search main for PORT",
    "merge main + "a"",
    "read merged",
  ],
  "leftOut": {},
  "pairs": {},
}
`);
  expect(await look(concerned)).toEqual({ ...first, asked: [] });
});

test.each([
  ['is declared', 'declared', ['PORT = 0', 'PORT = 0'], true],
  ['is merely used, newly, too', 'declared', ['open(1)', 'open(PORT)'], false],
  ['comes or goes', 'words', ['open(PORT, 0)', 'open(PORT)'], true],
  ['stays as it is', 'words', ['open(PORT)', 'open(PORT)'], false],
] as const)(
  'a file in which a word %s is followed, or not',
  async (_, kind, [was, is], followed) => {
    const { look } = repository({ a: { 'a.env': 'PORT=1' } }, (commit) => ({
      path: 'main.env',
      line: 1,
      text: commit === 'base' ? was : is,
    }));
    const concerned = promises({ concerns: (own) => ({ [kind]: Object.keys(own) }) });
    const { alone, asked } = await look(concerned);
    expect(asked.includes('follow base main at main.env')).toBe(followed);
    expect(Object.keys(alone)).toEqual(followed ? ['a'] : []);
  },
);

const LONG = 'x(PORT,1);'.repeat(50_000);

test.each([
  ['a file that says nothing of it', 'other.env', 'HOST=1', 'HOST=2', true],
  ['a file that names it as before', 'other.env', 'use(PORT)\nHOST=1', 'use(PORT)\nHOST=2', true],
  ['a file with one long line', 'other.env', `${LONG}\nHOST=1`, `${LONG}\nHOST=2`, true],
  [
    'a line beyond what is looked at',
    'other.env',
    'x'.repeat(400),
    `${'x'.repeat(400)} PORT`,
    true,
  ],
  ['a file that names it newly', 'other.env', '', 'use(PORT)', false],
  ['a file that declares it', 'other.env', 'const PORT\nx', 'const PORT\ny', false],
  ['a file that it was compared with', 'main.env', 'HOST=1', 'HOST=2', false],
  ['a file that it would be merged with', 'all.env', 'HOST=1', 'HOST=2', false],
] as const)('a target that has changed %s', async (_, path, before, now, holds) => {
  const { look } = repository({ a: { 'a.env': 'PORT=1' } });
  const concerned = promises({
    concerns: (own) => ({ words: Object.keys(own), paths: ['main.env'] }),
  });
  const first = await look(concerned);
  const second = await look(concerned, DEFAULT_SETTINGS, { to: 'next', path, before, now });
  expect(second.asked).toContain('follow main next at ');
  expect(second.asked.some((one) => one.startsWith('search base'))).toBe(!holds);
  if (holds) expect(second.alone).toEqual(first.alone);
});

test('what was found in a file that was looked at for another head is looked at again, too', async () => {
  const asked = async (place: string) => {
    const { look } = repository({ a: { 'a.env': 'PORT=1' } });
    const places = [{ head: 'main', path: place, line: 1 }];
    const concerned = promises({
      concerns: () => ({ paths: ['main.env'] }),
      detect: () => [{ ...found('PORT'), places }],
    });
    await look(concerned);
    const moved = { to: 'next', path: 'far.env', before: 'HOST=1', now: 'HOST=2' };
    return (await look(concerned, DEFAULT_SETTINGS, moved)).asked;
  };
  expect(await asked('main.env')).toEqual(['follow main next at ', 'read was is']);
  expect(await asked('far.env')).toContain('follow base next at main.env');
});

test('a pair is not judged again where the target has changed nothing that it was merged with', async () => {
  const heads = { a: { 'a.env': 'PORT=1' }, b: { 'b.env': 'PORT=2' } };
  const asked = async (path: string) => {
    const { look } = repository(heads);
    await look();
    return (await look(promises(), DEFAULT_SETTINGS, { to: 'next', path, before: '1', now: '2' }))
      .asked;
  };
  expect(await asked('other.env')).toEqual([]);
  expect(await asked('all.env')).toContain('merge a on next + "b"');
});

test('where the target cannot be followed, each head that it concerns is told', async () => {
  const { look } = repository({ a: { 'a.env': 'PORT=1' }, b: { 'b.txt': 'PORT=1' } });
  const { alone, pairs } = await look(promises({ concerns: () => fail() }));
  expect([alone, pairs]).toEqual([
    { a: [expect.stringMatching(/^warn\? Whether there are dependency/)] },
    {},
  ]);
});

test('everybody else has a turn after each step of a digest, and while pairs are looked at', async () => {
  const { turnsIn } = repository(
    Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`h${at}`, { 'a.env': `K${at}=1` }])),
  );
  const slow = promises({
    *digest() {
      for (let step = 0; step < 20; step += 1) yield;
      return {};
    },
  });
  const [steps, portions] = [30 * 20, Math.ceil((30 * 29) / 2 / 50)];
  expect(await turnsIn(slow)).toBe(steps + portions);
  // The digests are remembered.
  expect(await turnsIn(slow)).toBe(30 + portions);
});
