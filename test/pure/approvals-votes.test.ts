/** What a person's reviews amount to: one case a line, near-misses beside it. */
import { describe, expect, test } from '@jest/globals';
import { evaluate } from '#src/approvals/evaluate.ts';
import type { ApprovalFacts, ApprovalOptions, ReviewFact } from '#src/approvals/facts.ts';
import { commit, facts } from '../approvals.ts';

const STATES = {
  approve: 'APPROVED',
  veto: 'CHANGES_REQUESTED',
  comment: 'COMMENTED',
  dismissed: 'DISMISSED',
  draft: 'PENDING',
} as const;

/**
 * `bob approve c2, bob veto c1`: reviews a minute apart. `@5` sets the minute, `#3` the number (`#-`: none),
 * `edited` that it was edited, `-` for a commit that GitHub no longer knows.
 */
function said(script: string): ReviewFact[] {
  return script.split(', ').map((line, at) => {
    const [user = '', word = '', of = '', ...rest] = line.split(' ');
    const value = (mark: string) => rest.find((part) => part.startsWith(mark))?.slice(1);
    const number = value('#') ?? `${at + 1}`;
    const minute = value('@') ?? `${at}`;
    return {
      user: user === '-' ? null : user,
      state: STATES[word as keyof typeof STATES],
      commit: of === '-' ? null : of,
      submittedAt: `2026-01-05T09:${minute.padStart(2, '0')}:00Z`,
      editedAt: rest.includes('edited') ? '2026-01-06T09:00:00Z' : null,
      id: number === '-' ? null : Number(number),
    };
  });
}

/** Two commits of kim; bob and kim are leads. */
const pull = (
  script: string,
  options: Partial<ApprovalOptions> = {},
  over: Partial<Omit<ApprovalFacts, 'options'>> = {},
) =>
  facts({
    commits: [commit('c1'), commit('c2', { parents: ['c1'] })],
    reviews: said(script),
    roles: { lead: ['bob', 'kim', 'robot[bot]', 'machine'] },
    required: ['lead'],
    ...over,
    options,
  });

/** `bob counted c2` */
const votes = (...about: Parameters<typeof pull>) =>
  evaluate(pull(...about))
    .votes.map(({ user, reason, commit: of }) => `${user} ${reason} ${of ?? '-'}`)
    .join(', ');

describe('which of the reviews of a person decides', () => {
  test.each<[string, string, string]>([
    ['an approval', 'bob approve c2', 'bob counted c2'],
    ['a comment is no vote', 'bob comment c2', 'bob comment c2'],
    ['nor is what is not submitted', 'bob draft c2', 'bob comment c2'],
    ['a comment takes nothing back', 'bob approve c2, bob comment c2', 'bob counted c2'],
    ['of comments, the last is shown', 'bob comment c1, bob comment c2', 'bob comment c2'],
    ['the same person in other letters', 'bob approve c2, BOB veto c2', 'BOB veto c2'],
    ['two people', 'bob approve c2, eve approve c2', 'bob counted c2, eve no-role c2'],
    ['nobody: the account was deleted', '- approve c2', ''],
    ['a veto after an approval', 'bob approve c2, bob veto c2', 'bob veto c2'],
    ['an approval after a veto', 'bob veto c2, bob approve c2', 'bob counted c2'],
    [
      'an older approval behind a veto is gone',
      'bob approve c2, bob veto c2, bob approve c1',
      'bob stale c1',
    ],
    [
      'of several that count, the last',
      'bob approve c2 #1, bob approve c2 @2 #2, bob comment c1',
      'bob counted c2',
    ],
    ['a fresh one before an outdated one', 'bob approve c2, bob approve c1', 'bob counted c2'],
    ['of several that do not, the last', 'bob approve -, bob approve c1', 'bob stale c1'],
    [
      'time decides, not the place in the list',
      'bob approve c2 @5, bob veto c2 @4',
      'bob counted c2',
    ],
    [
      'in the same second the number decides',
      'bob approve c2 @1 #9, bob veto c2 @1 #8',
      'bob counted c2',
    ],
    ['and the other way round', 'bob approve c2 @1 #8, bob veto c2 @1 #9', 'bob veto c2'],
    [
      'without numbers, the word that asks for more care',
      'bob veto c2 @1 #-, bob approve c2 @1 #-',
      'bob veto c2',
    ],
    ['with one number only, as well', 'bob veto c2 @1 #7, bob approve c2 @1 #-', 'bob veto c2'],
    ['also where the earlier one has it', 'bob approve c2 @1 #7, bob veto c2 @1 #-', 'bob veto c2'],
    ['in whatever order', 'bob approve c2 @1 #-, bob veto c2 @1 #7', 'bob veto c2'],
    ['whichever has it', 'bob veto c2 @1 #-, bob approve c2 @1 #7', 'bob veto c2'],
    [
      'a dismissal before an approval',
      'bob dismissed c2 @1 #-, bob approve c2 @1 #-',
      'bob dismissed c2',
    ],
    ['a veto before a dismissal', 'bob veto c2 @1 #-, bob dismissed c2 @1 #-', 'bob veto c2'],
    ['an approval before a comment', 'bob approve c1 @1 #-, bob comment c2 @1 #-', 'bob stale c1'],
  ])('%s', (_case, script, expected) => {
    expect(votes(script)).toBe(expected);
  });

  test.each<[string, ApprovalOptions['dismissed'], string, string]>([
    [
      'a dismissal revives nothing',
      'no-resurrect',
      'bob approve c2, bob dismissed c2',
      'bob dismissed c2',
    ],
    ['unless that is allowed', 'resurrect', 'bob approve c2, bob dismissed c2', 'bob counted c2'],
    ['then a veto comes back as well', 'resurrect', 'bob veto c2, bob dismissed c2', 'bob veto c2'],
    ['a dismissal alone', 'no-resurrect', 'bob dismissed c2', 'bob dismissed c2'],
    ['a dismissal alone, if', 'resurrect', 'bob dismissed c2', 'bob dismissed c2'],
    ['and a comment after it', 'resurrect', 'bob dismissed c1, bob comment c2', 'bob dismissed c2'],
    [
      'an approval after it counts',
      'no-resurrect',
      'bob dismissed c2, bob approve c2',
      'bob counted c2',
    ],
    [
      'one before it does not',
      'no-resurrect',
      'bob approve c2, bob dismissed c1, bob approve c1',
      'bob stale c1',
    ],
  ])('%s (%s)', (_case, dismissed, script, expected) => {
    expect(votes(script, { dismissed })).toBe(expected);
  });
});

describe('who may veto', () => {
  test.each<[string, Partial<ApprovalOptions>, Partial<ApprovalFacts>, string]>([
    ['who holds a required role', {}, {}, 'bob veto, eve advice, robot[bot] advice'],
    [
      'a role that is not required gives none',
      {},
      { roles: { lead: ['bob'], arch: ['eve'] } },
      'bob veto, eve advice, robot[bot] advice',
    ],
    [
      'a bot, where bots count',
      { botsMayApprove: true },
      {},
      'bob veto, eve advice, robot[bot] veto',
    ],
    [
      'write is enough',
      { changesRequested: 'anyone-with-write' },
      { permissions: { EVE: 'write', bob: 'triage', 'robot[bot]': 'admin' } },
      'bob advice, eve veto, robot[bot] advice',
    ],
    [
      'maintain and admin are, too; unknown is not',
      { changesRequested: 'anyone-with-write', botsMayApprove: true },
      { permissions: { eve: 'maintain', 'robot[bot]': 'admin' } },
      'bob advice, eve veto, robot[bot] veto',
    ],
    ['nobody', { changesRequested: 'ignore' }, {}, 'bob advice, eve advice, robot[bot] advice'],
  ])('%s', (_case, options, over, expected) => {
    const result = evaluate(pull('bob veto c1, eve veto c1, robot[bot] veto c1', options, over));
    expect(result.votes.map(({ user, reason }) => `${user} ${reason}`).join(', ')).toBe(expected);
    const blocking = result.votes.filter(({ reason }) => reason === 'veto');
    expect(result.vetoes).toEqual(blocking.map(({ user }) => user));
    expect(result.state).toBe(blocking.length > 0 ? 'blocked' : 'pending');
  });

  test('a veto outlives pushes, and that of a contributor counts', () => {
    expect(votes('bob veto c0, kim veto c1')).toBe('bob veto c0, kim veto c1');
  });
});

describe('whose approval counts', () => {
  const pushed = { author: 'lee', commits: [commit('c2', { author: 'ann', committer: 'ann' })] };
  test.each<[string, string, Partial<ApprovalOptions>, Partial<ApprovalFacts>, string]>([
    ['no bot, by its name', 'robot[bot] approve c2', {}, {}, 'bot'],
    ['no bot, by its type', 'machine approve c2', {}, { userTypes: { Machine: 'BOT' } }, 'bot'],
    [
      'a person, by the type',
      'machine approve c2',
      {},
      { userTypes: { machine: 'User' } },
      'counted',
    ],
    ['a bot, where bots count', 'robot[bot] approve c2', { botsMayApprove: true }, {}, 'counted'],
    ['not the author', 'KIM approve c2', {}, { author: 'Kim' }, 'author'],
    [
      'not the author, though contributors may',
      'kim approve c2',
      { allowContributors: true },
      {},
      'author',
    ],
    [
      'nor the author, who also wrote commits, where authors may',
      'kim approve c2',
      { allowAuthor: true },
      {},
      'contributor',
    ],
    [
      'both allowed',
      'kim approve c2',
      { allowAuthor: true, allowContributors: true },
      {},
      'counted',
    ],
    [
      'an author of no commit, which somebody else pushed',
      'kim approve c2',
      { allowAuthor: true },
      { commits: pushed.commits, pushers: ['pat'] },
      'counted',
    ],
    [
      'an author of no commit',
      'kim approve c2',
      { allowAuthor: true },
      { commits: pushed.commits },
      'counted',
    ],
    [
      'an author of no commit who pushed',
      'kim approve c2',
      { allowAuthor: true },
      { commits: pushed.commits, pushers: ['pat', 'KIM'] },
      'contributor',
    ],
    ['not who wrote a commit', 'kim approve c2', {}, { author: 'lee' }, 'contributor'],
    [
      'unless contributors may',
      'kim approve c2',
      { allowContributors: true },
      { author: 'lee' },
      'counted',
    ],
    ['not who pushed', 'bob approve c2', {}, { pushers: ['Bob'] }, 'contributor'],
    [
      'write is asked, read is had',
      'bob approve c2',
      { minPermission: 'write' },
      { permissions: { bob: 'read' } },
      'no-write-access',
    ],
    [
      'triage is had',
      'bob approve c2',
      { minPermission: 'write' },
      { permissions: { bob: 'triage' } },
      'no-write-access',
    ],
    [
      'write is had',
      'bob approve c2',
      { minPermission: 'write' },
      { permissions: { BOB: 'write' } },
      'counted',
    ],
    [
      'more is had',
      'bob approve c2',
      { minPermission: 'write' },
      { permissions: { bob: 'admin' } },
      'counted',
    ],
    [
      'maintain is not admin',
      'bob approve c2',
      { minPermission: 'admin' },
      { permissions: { bob: 'maintain' } },
      'no-write-access',
    ],
    [
      'triage is more than read',
      'bob approve c2',
      { minPermission: 'read' },
      { permissions: { bob: 'triage' } },
      'counted',
    ],
    ['unknown is none', 'bob approve c2', { minPermission: 'read' }, {}, 'no-write-access'],
    ['none is asked', 'bob approve c2', { minPermission: 'none' }, {}, 'counted'],
  ])('%s', (_case, script, options, over, reason) => {
    const [vote] = evaluate(pull(script, options, over)).votes;
    expect(vote?.reason).toBe(reason);
    expect(vote?.counts).toBe(reason === 'counted');
  });

  test.each<[string, string, Partial<ApprovalOptions>, string | null, string]>([
    ['edited, which does not matter', 'bob approve c2 edited', {}, null, 'bob counted c2'],
    [
      'edited, where it matters',
      'bob approve c2 edited',
      { ignoreEdited: true },
      null,
      'bob edited c2',
    ],
    ['not edited', 'bob approve c2', { ignoreEdited: true }, null, 'bob counted c2'],
    ['edited, outdated', 'bob approve c1 edited', { ignoreEdited: true }, null, 'bob edited c1'],
    [
      'to the millisecond in time',
      'bob approve c2',
      { maxAgeHours: 2 },
      '2026-01-05T11:00:00.000Z',
      'bob counted c2',
    ],
    ['too old', 'bob approve c2', { maxAgeHours: 2 }, '2026-01-05T11:00:00.001Z', 'bob expired c2'],
    [
      'too old, half an hour',
      'bob approve c2',
      { maxAgeHours: 0.5 },
      '2026-01-05T09:31:00Z',
      'bob expired c2',
    ],
    ['of unknown age', 'bob approve c2', { maxAgeHours: 2 }, null, 'bob expired c2'],
    [
      'in time, outdated',
      'bob approve c1',
      { maxAgeHours: 2 },
      '2026-01-05T09:30:00Z',
      'bob stale c1',
    ],
    [
      'one too old, one outdated',
      'bob approve c2, bob approve c1 @59',
      { maxAgeHours: 1 },
      '2026-01-05T10:30:00Z',
      'bob stale c1',
    ],
    ['age does not matter', 'bob approve c2', {}, '2036-01-05T09:00:00Z', 'bob counted c2'],
  ])('%s', (_case, script, options, now, expected) => {
    expect(votes(script, options, { now })).toBe(expected);
  });
});
