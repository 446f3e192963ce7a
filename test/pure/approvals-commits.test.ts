/** What commits do to a pull request: which votes they outdate, whom they make a contributor. */
import { describe, expect, test } from '@jest/globals';
import { evaluate } from '#src/approvals/evaluate.ts';
import type { ApprovalFacts, ApprovalOptions, CommitFact } from '#src/approvals/facts.ts';
import { commit, facts, review } from '../approvals.ts';

const OPEN = { allowContributors: true, unattributed: 'ignore' } as const;

describe('whether a vote is fresh', () => {
  const base = { isBaseMerge: true, cleanMerge: true };
  /** c1, then c2 beside c3, both merged by c4. */
  const diamond = (over: Partial<CommitFact> = {}) => [
    commit('c1', { parents: ['base'] }),
    commit('c2', { parents: ['c1'] }),
    commit('c3', { parents: ['c1'] }),
    commit('c4', { parents: ['c2', 'c3'], ...over }),
  ];
  const line = (over: Partial<CommitFact> = {}, ...more: CommitFact[]) => [
    commit('c1', { parents: ['base'] }),
    commit('c2', { parents: ['c1', 'main'], ...over }),
    ...more,
  ];
  const fresh = (
    commits: CommitFact[],
    reviewed: string | null,
    options: Partial<ApprovalOptions> = {},
    over: Partial<Omit<ApprovalFacts, 'options'>> = {},
  ) => {
    const given = { ...review('bob', ''), commit: reviewed };
    const about = facts({
      commits,
      reviews: [given],
      roles: { lead: ['bob'] },
      required: ['lead'],
      ...over,
      options: { ...OPEN, ...options },
    });
    const [vote] = evaluate(about).votes;
    expect(['counted', 'stale']).toContain(vote?.reason);
    return vote?.reason === 'counted';
  };

  test.each<[string, CommitFact[], string | null, boolean]>([
    ['of the head', line(), 'c2', true],
    ['of the commit before it', line(), 'c1', false],
    ['of the base', line(), 'base', false],
    ['of a commit that was pushed away', line(), 'old', false],
    ['of a commit that GitHub no longer knows', line(), null, false],
    ['before a clean merge of the base', line(base), 'c1', true],
    ['before two of them', line(base, commit('c3', { parents: ['c2'], ...base })), 'c1', true],
    [
      'before a merge of the base and a commit',
      line(base, commit('c3', { parents: ['c2'] })),
      'c1',
      false,
    ],
    ['before a merge that nobody looked at', line({ isBaseMerge: true }), 'c1', true],
    [
      'before a merge that says otherwise',
      line({ isBaseMerge: true, cleanMerge: false }),
      'c1',
      false,
    ],
    ['before a clean merge of something else', line({ cleanMerge: true }), 'c1', false],
    ['of the base, where all else is merges of it', [commit('c1', base)], 'base', false],
    ['of one side of a merge', diamond(), 'c3', false],
    ['of one side, which a merge of the base joined to the other', diamond(base), 'c2', false],
    ['of the merge of both', diamond(), 'c4', true],
    [
      'before a merge of both, on top of it',
      [...diamond(), commit('c5', { parents: ['c4'], ...base })],
      'c4',
      true,
    ],
  ])('%s', (_case, commits, reviewed, expected) => {
    expect(fresh(commits, reviewed)).toBe(expected);
    expect(fresh(commits, reviewed, { stale: 'patch-id' })).toBe(expected);
    expect(fresh(commits, reviewed, { stale: 'never' })).toBe(true);
  });

  test('merges of the base outdate it, where they are not ignored', () => {
    expect(fresh(line(base), 'c1', { ignoreBaseMerges: false })).toBe(false);
  });

  test('of the head, which has no commits of its own', () => {
    expect(fresh([], 'tip', {}, { head: 'tip' })).toBe(true);
    expect(fresh([], 'other', {}, { head: 'tip' })).toBe(false);
  });

  test.each<[string, Record<string, string>, string | null, boolean]>([
    ['the same change as the head', { old: 'x', c2: 'x' }, 'old', true],
    ['another change', { old: 'y', c2: 'x' }, 'old', false],
    ['the same change as an outdated commit', { old: 'x', c1: 'x' }, 'old', false],
    ['of the head no change is known', { old: 'x' }, 'old', false],
    ['of what was reviewed no change is known', { c2: 'x' }, 'old', false],
    ['of neither', {}, 'old', false],
    ['of no commit', { c2: 'x', null: 'x' }, null, false],
    ['a commit that is named like what every object has', {}, 'constructor', false],
  ])('by patch ids: %s', (_case, patchIds, reviewed, expected) => {
    expect(fresh(line(), reviewed, { stale: 'patch-id' }, { patchIds })).toBe(expected);
    expect(fresh(line(), reviewed, { stale: 'any-push' }, { patchIds })).toBe(false);
  });

  test('by patch ids: the same change as a commit that only merges of the base follow', () => {
    const patchIds = { old: 'x', c1: 'x' };
    expect(fresh(line(base), 'old', { stale: 'patch-id' }, { patchIds })).toBe(true);
    const tip = { head: 'tip', patchIds: { old: 'x', tip: 'x' } };
    expect(fresh([], 'old', { stale: 'patch-id' }, tip)).toBe(true);
  });

  test('commits in a circle, as nobody can write them, end the walk', () => {
    const circle = [commit('c1', { parents: ['c2'] }), commit('c2', { parents: ['c1'] })];
    expect(fresh(circle, 'c1')).toBe(true);
  });
});

describe('who took part', () => {
  const took = (
    over: Partial<CommitFact>,
    options: Partial<ApprovalOptions> = {},
    more: Partial<Omit<ApprovalFacts, 'options'>> = {},
  ) => {
    const one = commit('c1', { author: 'ann', committer: 'cas', ...over });
    const { contributors, unattributed } = evaluate(facts({ commits: [one], ...more, options }));
    const people = contributors.map(({ user, why, commits }) => [user, why, ...commits].join(' '));
    return [...people, ...unattributed.map((sha) => `? ${sha}`)].join(', ');
  };

  test.each<[string, Partial<CommitFact>, Partial<ApprovalOptions>, string]>([
    ['author and committer', {}, {}, 'kim author, ann commits c1, cas commits c1'],
    ['the committer not, if', {}, { contributorScope: 'author' }, 'kim author, ann commits c1'],
    [
      'co-authors',
      { coAuthors: ['eve', 'EVE'] },
      {},
      'kim author, ann commits c1, cas commits c1, eve commits c1',
    ],
    [
      'co-authors not, if',
      { coAuthors: ['eve'] },
      { countCoAuthors: false },
      'kim author, ann commits c1, cas commits c1',
    ],
    ['one person twice', { committer: 'Ann' }, {}, 'kim author, ann commits c1'],
    ['the author of the pull request', { author: 'KIM', committer: 'kim' }, {}, 'kim author c1'],
    ['no known author', { author: null }, {}, 'kim author, cas commits c1, ? c1'],
    ['no known committer', { committer: null }, {}, 'kim author, ann commits c1, ? c1'],
    [
      'GitHub committed',
      { committer: null, committedViaWeb: true },
      {},
      'kim author, ann commits c1',
    ],
    [
      'GitHub committed for nobody',
      { author: null, committer: null, committedViaWeb: true },
      {},
      'kim author, ? c1',
    ],
    [
      'no known committer, who does not matter',
      { committer: null },
      { contributorScope: 'author' },
      'kim author, ann commits c1',
    ],
    [
      'no known author, who does',
      { author: null },
      { contributorScope: 'author' },
      'kim author, ? c1',
    ],
    ['a clean merge of the base', { isBaseMerge: true }, {}, 'kim author'],
    [
      'one that is not clean',
      { isBaseMerge: true, cleanMerge: false },
      {},
      'kim author, ann commits c1, cas commits c1',
    ],
    ['a merge of the base by nobody', { isBaseMerge: true, author: null }, {}, 'kim author'],
    [
      'the same, where merges count',
      { isBaseMerge: true, author: null },
      { ignoreBaseMerges: false },
      'kim author, cas commits c1, ? c1',
    ],
    ['wholly by people who do not count', {}, { ignoreCommitsBy: ['CAS', 'Ann'] }, 'kim author'],
    ['partly', {}, { ignoreCommitsBy: ['ann'] }, 'kim author, ann commits c1, cas commits c1'],
    [
      'but for a co-author',
      { coAuthors: ['eve'] },
      { ignoreCommitsBy: ['ann', 'cas'] },
      'kim author, ann commits c1, cas commits c1, eve commits c1',
    ],
    [
      'and GitHub',
      { committer: null, committedViaWeb: true },
      { ignoreCommitsBy: ['ann'] },
      'kim author',
    ],
    [
      'and nobody known',
      { committer: null },
      { ignoreCommitsBy: ['ann'] },
      'kim author, ann commits c1, ? c1',
    ],
    [
      'nobody known and GitHub',
      { author: null, committer: null, committedViaWeb: true },
      { ignoreCommitsBy: ['ann'] },
      'kim author, ? c1',
    ],
    [
      'nobody known, and somebody who does not count',
      { author: null, committer: 'ann' },
      { ignoreCommitsBy: ['ann'] },
      'kim author, ann commits c1, ? c1',
    ],
  ])('%s', (_case, over, options, expected) => {
    expect(took(over, options)).toBe(expected);
  });

  test('who pushed, unless they are known already', () => {
    expect(took({}, {}, { pushers: ['pat', 'ANN', 'Kim'] })).toBe(
      'kim author, ann commits c1, cas commits c1, pat pushed',
    );
  });

  test('every commit of a person, each once', () => {
    const commits = [commit('c1'), commit('c2', { coAuthors: ['kim'] }), commit('c3')];
    expect(evaluate(facts({ commits })).contributors).toEqual([
      { user: 'kim', why: 'author', commits: ['c1', 'c2', 'c3'] },
    ]);
  });
});
