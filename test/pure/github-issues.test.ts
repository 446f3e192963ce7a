/** Reads of issues where GitHub has none to give. */
import { expect, test } from '@jest/globals';
import { createIssueForge } from '#src/adapters/github/issues.ts';
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
    botLogin: async () => 'weir[bot]',
  };
  return createIssueForge(github as unknown as Parameters<typeof createIssueForge>[0]);
}

test('a tracking issue that was deleted is none, and its comments are unknown', async () => {
  const forge = forgeThatAnswers(410);
  expect(await forge.issue(REPO, 12)).toBeNull();
  expect(await forge.comments(REPO, 12)).toEqual({
    state: 'partial',
    reason: 'GitHub knows no #12 here',
  });
});

test('where issues are switched off there are none of our own', async () => {
  expect(await forgeThatAnswers(410).own(REPO, 'weir-report', 5)).toEqual({
    state: 'whole',
    list: [],
  });
});

test('an outage is no answer', async () => {
  const forge = forgeThatAnswers(502);
  await expect(forge.issue(REPO, 12)).rejects.toThrow('no');
  await expect(forge.comments(REPO, 12)).rejects.toThrow('no');
  await expect(forge.own(REPO, 'weir-report', 5)).rejects.toThrow('no');
});
