/** What is remembered about merge commits and changes, and what is asked again. */
import { expect, test } from '@jest/globals';
import { cachedGit } from '#src/adapters/cached-git.ts';
import type { MergeCache } from '#src/adapters/store/merges.ts';
import type { HeadSurvey, Survey } from '#src/ports.ts';
import { fakeDeps, REPO } from '../fakes.ts';

test('merge commits and patch ids are asked of git once, except what may be otherwise the next time', async () => {
  const rows = new Map<string, { outcome: string; validUntil: Date | null }>();
  let at = 0;
  const merges: MergeCache = {
    get: async (id, requests) =>
      new Map(
        requests.flatMap((request): [string, string][] => {
          const row = rows.get(`${id} ${request}`);
          const valid = row && (row.validUntil === null || row.validUntil.getTime() > at);
          return valid ? [[request, row.outcome]] : [];
        }),
      ),
    put: async (id, stored) => {
      for (const { request, ...row } of stored) rows.set(`${id} ${request}`, row);
    },
  };
  const asked: string[] = [];
  const inner = {
    ...fakeDeps({ heads: [] }).git,
    cleanMerges: async (_: unknown, commits: readonly string[]) => {
      asked.push(`merges ${commits}`);
      return new Map(commits.map((oid) => [oid, oid !== 'hand']));
    },
    patchIds: async (_: unknown, base: string, commits: readonly string[]) => {
      asked.push(`ids ${base}: ${commits}`);
      return new Map(
        commits.filter((oid) => oid !== 'lost').map((oid) => [oid, `${oid} on ${base}`]),
      );
    },
  };
  const memory = (engine: string) =>
    cachedGit(inner, { merges }, { now: () => new Date(at), engine });
  const ask = async (base = 'M', engine = '2.39', repo = REPO) => {
    asked.length = 0;
    const git = memory(engine);
    const clean = await git.cleanMerges(repo, ['git', 'hand', 'git']);
    const ids = await git.patchIds(repo, base, ['a', 'lost', 'b']);
    expect([...clean].sort()).toEqual([
      ['git', true],
      ['hand', false],
    ]);
    expect([...ids].sort()).toEqual([
      ['a', `a on ${base}`],
      ['b', `b on ${base}`],
    ]);
    return asked.join('; ');
  };

  expect(await ask()).toBe('merges git,hand; ids M: a,lost,b');
  expect(await ask()).toBe('ids M: lost');
  at = 61_000;
  expect(await ask()).toBe('merges hand; ids M: lost');
  // Another base, another git and another repository are other questions.
  expect(await ask('N')).toBe('ids N: a,lost,b');
  expect(await ask('M', '2.50')).toBe('merges git,hand; ids M: a,lost,b');
  expect(await ask('M', '2.39', { ...REPO, id: 2 })).toBe('merges git,hand; ids M: a,lost,b');
  asked.length = 0;
  expect(await memory('2.39').cleanMerges(REPO, [])).toEqual(new Map());
  expect(asked).toEqual([]);
});

test('a head whose merge could not be made is believed for a minute, also once it was read from the store', async () => {
  let at = 0;
  const rows = new Map<string, { outcome: string; validUntil: Date | null }>();
  const merges: MergeCache = {
    get: async (_, requests) =>
      new Map(
        requests.flatMap((request): [string, string][] => {
          const row = rows.get(request);
          const valid = row && (row.validUntil === null || row.validUntil.getTime() > at);
          return valid ? [[request, row.outcome]] : [];
        }),
      ),
    put: async (_, stored) => {
      for (const { request, ...row } of stored) rows.set(request, row);
    },
  };
  const failed: HeadSurvey = {
    onTarget: { verdict: 'undetermined', reason: 'timeout', detail: '' },
    commits: new Set(['a']),
    bases: ['X'],
    raw: [],
    landed: null,
    uprooted: false,
  };
  const asked: string[] = [];
  const git = cachedGit(
    {
      ...fakeDeps({ heads: [] }).git,
      withSurvey: async (_repo, _target, heads, work) => {
        asked.push(heads.join());
        return work({ heads: new Map(heads.map((oid) => [oid, failed])) } as unknown as Survey);
      },
    },
    { merges },
    { now: () => new Date(at) },
  );
  const look = () => git.withSurvey(REPO, 'M', ['a'], async ({ heads }) => heads.size);
  for (at of [0, 30_000, 61_000]) expect(await look()).toBe(1);
  expect(asked).toEqual(['a', '', 'a']);
});
