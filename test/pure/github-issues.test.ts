/** Reads of issues where GitHub has none to give. */
import { expect, test } from '@jest/globals';
import { createIssueForge } from '#src/adapters/github/issues.ts';
import { WEEKLY } from '#src/progress/gather-history.ts';
import { REPO } from '../fakes.ts';

function forgeThatAnswers(status: number) {
  const failing = async () => {
    throw Object.assign(new Error('no'), { status });
  };
  const octokit = {
    rest: { issues: { get: failing, listForRepo: failing, listComments: failing } },
    paginate: {
      iterator: () => ({
        [Symbol.asyncIterator]: () => ({ next: failing }),
      }),
    },
  };
  const github = {
    reader: () => octokit,
    issues: () => octokit,
    appId: 42,
    botLogin: async () => 'weir[bot]',
  };
  return createIssueForge(github as unknown as Parameters<typeof createIssueForge>[0]);
}

/** Of issues that GitHub lists as opened by the App. */
function forgeThatLists(issues: { number: number; labels?: string[]; body?: string }[]) {
  const created_at = '2025-07-18T16:00:00Z';
  const data = issues.map((issue) => ({ created_at, user: { login: 'weir[bot]' }, ...issue }));
  const asked: unknown[] = [];
  const github = {
    issues: () => ({
      rest: { issues: {} },
      paginate: {
        async *iterator(_list: unknown, given: { creator?: string; state?: string }) {
          asked.push([given.creator, given.state]);
          yield { data };
        },
      },
    }),
    appId: 42,
    botLogin: async () => 'weir[bot]',
  };
  const forge = createIssueForge(github as unknown as Parameters<typeof createIssueForge>[0]);
  return { forge, asked };
}

test('our own issues of a kind are known by their label or by their mark', async () => {
  const { forge, asked } = forgeThatLists([
    { number: 9, labels: ['Weir-Report'], body: 'People wrote over it.' },
    { number: 8, labels: [], body: '<!-- weir:issue:42:week:2025-w29 -->\nWeek 29' },
    { number: 7, labels: [], body: '<!-- weir:issue:4:week:2025-w28 -->\nAnother App' },
    { number: 6, labels: ['weir-plan'], body: '<!-- weir:issue:42:plan -->' },
    { number: 5, labels: ['weir-report'], body: '<!-- weir:issue:42:week:2025-w27 -->' },
    { number: 4, labels: ['weir-report'], body: '<!-- weir:issue:42:week:2025-w26 -->' },
  ]);
  const read = await forge.own(REPO, WEEKLY, 3);
  expect(read.state === 'whole' && read.list.map(({ number }) => number)).toEqual([9, 8, 5]);
  expect(asked).toEqual([['weir[bot]', 'all']]);
});

test('a tracking issue that was deleted is none, and its comments are unknown', async () => {
  const forge = forgeThatAnswers(410);
  expect(await forge.issue(REPO, 12)).toBeNull();
  expect(await forge.comments(REPO, 12)).toEqual({
    state: 'partial',
    reason: 'GitHub knows no #12 here',
  });
});

test('where issues are switched off there are none of our own', async () => {
  expect(await forgeThatAnswers(410).own(REPO, WEEKLY, 5)).toEqual({
    state: 'whole',
    list: [],
  });
});

test('an outage is no answer', async () => {
  const forge = forgeThatAnswers(502);
  await expect(forge.issue(REPO, 12)).rejects.toThrow('no');
  await expect(forge.comments(REPO, 12)).rejects.toThrow('no');
  await expect(forge.own(REPO, WEEKLY, 5)).rejects.toThrow('no');
});
