/** Whom Weir asks for a review. */
import { expect, test } from '@jest/globals';
import type { JudgedPull } from '#src/approvals/report.ts';
import { preference, reviewLoad, whomToAsk } from '#src/approvals/request.ts';
import { facts, judged, review } from '../approvals.ts';

const NOTHING = { asked: [], removed: [] };
const IDLE = reviewLoad([]);
const ask = (
  pull: JudgedPull,
  before: { asked?: string[]; removed?: string[] } = {},
  load = IDLE,
) => whomToAsk(pull, { ...NOTHING, ...before }, load);

/** Each of bob, carol and dave can fill something; dave either role. */
const open = facts();

// Functions, so that nothing is judged before a test runs.
test.each<[string, () => string[], string[]]>([
  [
    'nobody is asked: the fewest, in the order of the roles',
    () => ask(judged(open)),
    ['bob', 'dave'],
  ],
  ['somebody fills a role', () => ask(judged(facts({ reviews: [review('bob', 'c1')] }))), ['dave']],
  [
    'X33: who fills one of two roles moves over',
    () => ask(judged(facts({ reviews: [review('dave', 'c1')] }))),
    ['bob'],
  ],
  [
    'X29: dave is asked, so one more is enough',
    () => ask(judged(open, { asked: ['Dave'] })),
    ['bob'],
  ],
  ['everybody who is needed is asked', () => ask(judged(open, { asked: ['carol', 'bob'] })), []],
  ['X27: bob was taken off', () => ask(judged(open), { removed: ['BOB'] }), ['dave', 'carol']],
  [
    'X28: bob was asked, and answered somehow',
    () => ask(judged(open), { asked: ['bob'] }),
    ['dave', 'carol'],
  ],
  [
    'only somebody who was taken off could do it',
    () => ask(judged(open), { removed: ['bob', 'dave'] }),
    ['carol'],
  ],
  [
    'the least to review already',
    () => ask(judged(open), {}, reviewLoad([['bob', 'DAVE'], ['dave'], ['carol']])),
    ['bob', 'carol'],
  ],
  [
    'a team is asked that fills one of the roles',
    () =>
      ask(
        judged(open, {
          asked: ['@acme/storage'],
          required: [
            { role: 'storage-lead', because: '', filledBy: ['@acme/Storage'] },
            { role: 'arch-lead', because: '', filledBy: ['carol', 'dave'] },
          ],
        }),
      ),
    ['dave'],
  ],
  [
    'somebody would fill two roles, for one of which a team is asked',
    () =>
      ask(
        judged(facts({ options: { distinct: false } }), {
          asked: ['@acme/storage', '@acme/docs'],
          required: [
            { role: 'storage-lead', because: '', filledBy: ['bob', '@acme/storage', '@acme/x'] },
            { role: 'arch-lead', because: '', filledBy: ['carol', 'dave'] },
          ],
        }),
      ),
    ['dave'],
  ],
  [
    'a team is asked that fills one of the roles, beside people and other teams',
    () =>
      ask(
        judged(open, {
          asked: ['@acme/storage', '@acme/docs'],
          required: [
            { role: 'storage-lead', because: '', filledBy: ['bob', '@acme/storage', '@acme/x'] },
            { role: 'arch-lead', because: '', filledBy: ['carol', 'dave'] },
          ],
        }),
      ),
    ['dave'],
  ],
  [
    'a person is asked whose name is that of nobody in the roles',
    () => ask(judged(open, { asked: ['pete'] })),
    ['bob', 'dave'],
  ],
  [
    'a team is asked that fills none',
    () => ask(judged(open, { asked: ['@acme/docs'] })),
    ['bob', 'dave'],
  ],
  ['X32: a draft', () => ask(judged(facts({ draft: true }))), []],
  [
    'nothing is missing',
    () => ask(judged(facts({ reviews: [review('bob', 'c1'), review('carol', 'c1')] }))),
    [],
  ],
  [
    'somebody blocks it',
    () => ask(judged(facts({ reviews: [review('bob', 'c1', 'CHANGES_REQUESTED')] }))),
    [],
  ],
  [
    'nobody can',
    () => ask(judged(facts({ roles: { 'storage-lead': ['kim'], 'arch-lead': ['carol'] } }))),
    [],
  ],
])('%s', (_case, asked, expected) => {
  expect(asked()).toEqual(expected);
});

test('how much somebody has to review already', () => {
  expect([...reviewLoad([['Bob', 'carol'], [], ['bob']])]).toEqual([
    ['bob', 2],
    ['carol', 1],
  ]);
});

test('the order in which people are preferred', () => {
  const roles = { one: ['ann', 'bob', 'cas'], two: ['Bob', 'dan', 'eve'] };
  const load = reviewLoad([['ann', 'bob'], ['ann']]);
  expect(preference({ roles }, ['EVE'], load, new Set(['cas']))).toEqual([
    'eve',
    'dan',
    'Bob',
    'ann',
    'cas',
  ]);
  expect(preference({ roles }, [], load)).toEqual(['cas', 'dan', 'eve', 'Bob', 'ann']);
});
