/** Merged pull requests of large repositories: read in parts, never twice for nothing, and never half for whole. */
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createActivity } from '#src/adapters/github/activity.ts';
import type { EvidenceMemory } from '#src/ports/evidence.ts';
import { REPO } from '../fakes.ts';
import { runs } from '../properties.ts';

interface Pull {
  number: number;
  updated: number;
  merged: number | null;
}
const iso = (minute: number) => new Date(Date.UTC(2025, 0, 1) + minute * 60_000).toISOString();

/** GitHub's list of closed pull requests, and what was asked of it. */
function hub(all: Pull[]) {
  const rows = new Map<string, string>();
  const memory: EvidenceMemory = {
    recall: async (_repo, keys) => new Map([...rows].filter(([key]) => keys.includes(key))),
    keep: async (_repo, known) => {
      for (const [key, text] of known) rows.set(key, text);
    },
  };
  const asked: (number | string)[] = [];
  const shown = ({ number, updated, merged }: Pull) => ({
    number,
    title: `Change ${number}`,
    user: null,
    labels: [],
    head: { ref: 'x', sha: 'c' },
    base: { ref: 'main' },
    updated_at: iso(updated),
    created_at: iso(0),
    closed_at: iso(updated),
    merged_at: merged === null ? null : iso(merged),
    merge_commit_sha: 'd',
  });
  const pulls = {
    list: async ({ page }: { page: number }) => {
      asked.push(page);
      const sorted = [...all].sort((a, b) => b.updated - a.updated || b.number - a.number);
      const last = Math.max(1, Math.ceil(all.length / 100));
      const link = `<https://api.github.com/x?page=2>; rel="next", <https://api.github.com/x?page=${last}>; rel="last"`;
      return {
        data: sorted.slice(100 * (page - 1), 100 * page).map(shown),
        headers: page < last ? { link } : {},
      };
    },
    get: async ({ pull_number: number }: { pull_number: number }) => {
      asked.push(`#${number}`);
      const found = all.find((pull) => pull.number === number);
      if (!found) throw Object.assign(new Error('Not Found'), { status: 404 });
      return { data: shown(found) };
    },
  };
  const github = { reader: () => ({ rest: { pulls } }) as never };
  const activity = createActivity(github, memory);
  const look = async (since = 0) => {
    asked.length = 0;
    const read = await activity.mergedSince(REPO, iso(since));
    return { ...read, numbers: new Set(read.list.map(({ number }) => number)) };
  };
  return { look, asked, activity, rows };
}

const many = (count: number): Pull[] =>
  Array.from({ length: count }, (_, at) => ({ number: at + 1, updated: at, merged: at }));

test('what is more than one look reads is read on, and said to the day', async () => {
  const all = many(4_500);
  const { look, asked } = hub(all);
  const first = await look();
  expect(first).toMatchObject({
    state: 'partial',
    from: iso(2_500),
    reason:
      'of some 4,500 closed pull requests the newest 2,000 were read, which reach back to 2025-01-02; the next looks read on',
  });
  expect(first.list).toHaveLength(2_000);
  // Meanwhile some are merged, and an old one gets a comment.
  all.push({ number: 4_501, updated: 5_000, merged: 5_000 });
  (all[10] as Pull).updated = 5_001;
  expect((await look()).state).toBe('partial');
  const whole = await look();
  expect(whole.state).toBe('whole');
  expect(whole.list).toHaveLength(4_501);
  expect(asked.length).toBeLessThan(12);
  // From now on a page tells what changed.
  expect((await look()).list).toHaveLength(4_501);
  expect(asked).toEqual([1]);
});

test('an installation that was asleep for long, or a memory that was pruned in part, begins anew', async () => {
  const all = many(300);
  const { look, asked, rows } = hub(all);
  await look();
  for (let at = 0; at < 2_500; at++)
    all.push({ number: 400 + at, updated: 9_000 + at, merged: null });
  all.push({ number: 9_000, updated: 99_000, merged: 99_000 });
  expect(await look()).toMatchObject({ state: 'partial' });
  expect(await look()).toMatchObject({ state: 'whole', list: { length: 301 } });
  rows.delete('merged pull requests 0');
  expect(await look(90_000)).toMatchObject({ state: 'whole', list: { length: 1 } });
  expect(asked.length).toBeGreaterThan(0);
});

test('half is never taken for whole', async () => {
  const change = fc.record({
    kind: fc.constantFrom('merge', 'close', 'touch', 'look'),
    which: fc.nat(10_000),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 30, 250, 2_150),
      fc.array(change, { maxLength: 30 }),
      async (count, changes) => {
        const all = many(count);
        const { look } = hub(all);
        let clock = 10_000;
        for (const { kind, which } of [...changes, { kind: 'look', which: 0 }]) {
          clock += 1;
          const old = all[which % Math.max(1, all.length)];
          if (kind === 'touch' && old) old.updated = clock;
          if (kind === 'merge' || kind === 'close') {
            const merged = kind === 'merge' ? clock : null;
            all.push({ number: all.length + 1, updated: clock, merged });
          }
          if (kind !== 'look') continue;
          const since = which % 3_000;
          const read = await look(since);
          const from = read.state === 'whole' ? iso(since) : read.from;
          // One expectation for all: there are tens of thousands.
          const had = new Set(read.numbers);
          const wrong = all.filter(({ number, merged }) => {
            if (merged === null || from === null) return false;
            if (merged < since) return had.has(number);
            return iso(merged) >= from && !had.has(number);
          });
          expect(wrong).toEqual([]);
        }
      },
    ),
    runs(15),
  );
});

test('pull requests by number: merged ones are asked about once, and of very many some at each look', async () => {
  const { activity, asked } = hub(many(450));
  const numbers = Array.from({ length: 450 }, (_, at) => at + 1).concat(999);
  const first = await activity.pulls(REPO, numbers);
  expect(first.get(1)).toMatchObject({ number: 1, mergedAt: iso(0) });
  expect(first.get(999)).toEqual({
    state: 'unread',
    reason:
      'the plan names more than 200 pull requests that are not known to be merged, and Weir asks about no more at one look; the next ones read on',
  });
  await activity.pulls(REPO, numbers);
  asked.length = 0;
  const third = await activity.pulls(REPO, numbers);
  expect(asked).toHaveLength(51);
  expect(third.get(450)).toMatchObject({ number: 450 });
  expect(third.get(999)).toBeNull();
});

test('pull requests by number that stay open: each has its turn, and what it was stands until the next', async () => {
  const all: Pull[] = many(450).map((pull) => ({ ...pull, merged: null }));
  const { activity, asked, look } = hub(all);
  const numbers = all.map(({ number }) => number);
  const known = async () => {
    asked.length = 0;
    const read = await activity.pulls(REPO, numbers);
    return [...read.values()].filter((pull) => pull && 'mergedAt' in pull).length;
  };
  expect([await known(), await known(), await known(), await known()]).toEqual([
    200, 400, 450, 450,
  ]);
  // The fourth look asks again about those whose answers are oldest.
  expect(asked).toHaveLength(200);
  expect(asked.slice(0, 2)).toEqual(['#151', '#152']);
  const merging = all[449] as Pull;
  Object.assign(merging, { merged: 10_000, updated: 10_000 });
  await look();
  expect((await activity.pulls(REPO, numbers)).get(450)).toMatchObject({ mergedAt: iso(10_000) });
});
