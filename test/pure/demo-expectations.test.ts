import { expect, test } from '@jest/globals';
import { pullRequests } from '#demo/sample/pull-requests.ts';
import { readCounts, type Seen } from '#demo/story/seen.ts';
import { steps } from '#demo/story/steps.ts';

/** All heads are open, and nobody ever wrote anything. */
const mute: Seen = {
  heads: [...pullRequests.map(({ key }) => key), 'performance'].map((key, at) => ({
    key,
    number: at + 1,
    ref: key,
    oid: `oid-${key}`,
    asked: [],
  })),
  checks: [],
  reports: [],
  comments: [],
  counts: { merged: 0, remembered: 0, checksWritten: 0, checksUnchanged: 0 },
};

test('on a GitHub on which nothing was written, only silence is found', () => {
  const found = steps.flatMap(({ expect: all }) => all.filter(({ holds }) => holds(mute, mute)));
  expect(found.map(({ that }) => that)).toEqual(['nothing was posted while nothing was open']);
});

test('every sentence names only heads that exist', () => {
  const keys = new Set(mute.heads.map(({ key }) => key));
  const named = steps.flatMap(({ expect: all }) =>
    all.flatMap(({ that }) => [...that.matchAll(/\{([\w-]+)\}/g)].map((match) => match[1])),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((key) => key === undefined || !keys.has(key))).toEqual([]);
});

test('every state of the sample is used, and every pull request opened once', () => {
  const opened = steps.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.do === 'open' ? action.pull : [])),
  );
  expect(opened.sort()).toEqual(pullRequests.map(({ key }) => key).sort());
});

test('counts are read from the text that /metrics answers', () => {
  const metrics = `# HELP weir_trial_merges_total Trial merges
weir_trial_merges_total{source="cache"} 12
weir_trial_merges_total{source="git"} 34
weir_effects_total{kind="check-run",outcome="created"} 5
weir_effects_total{kind="check-run",outcome="updated"} 2
weir_effects_total{kind="check-run",outcome="unchanged"} 9
weir_effects_total{kind="comment",outcome="created"} 100
`;
  expect(readCounts(metrics)).toEqual({
    merged: 34,
    remembered: 12,
    checksWritten: 7,
    checksUnchanged: 9,
  });
  expect(readCounts('')).toEqual({
    merged: 0,
    remembered: 0,
    checksWritten: 0,
    checksUnchanged: 0,
  });
});
