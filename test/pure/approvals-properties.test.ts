/** What must hold of every evaluation, whatever the pull request: checked against brute force and chance. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate } from '#src/approvals/evaluate.ts';
import {
  type ApprovalFacts,
  type CommitFact,
  DEFAULT_OPTIONS,
  type ReviewFact,
} from '#src/approvals/facts.ts';
import { fewestToComplete, matchRoles, type RoleSlots } from '#src/approvals/match.ts';
import { runs } from '../properties.ts';

const PEOPLE = ['ann', 'bob', 'cas', 'dan', 'eve', 'fay'];

const someOf = (people: readonly string[]) => fc.subarray([...people]);

/** Up to five slots in all, in up to four roles. */
const roleSlots = fc
  .array(fc.record({ needed: fc.integer({ min: 1, max: 3 }), people: someOf(PEOPLE) }), {
    minLength: 1,
    maxLength: 4,
  })
  .filter((roles) => roles.reduce((sum, { needed }) => sum + needed, 0) <= 5)
  .map((roles): RoleSlots[] =>
    roles.map(({ needed, people }, at) => ({ role: `r${at}`, needed, people: new Set(people) })),
  );

/** Whether these people can fill every slot of these roles, by trying all ways. */
function fillable(
  roles: readonly RoleSlots[],
  people: readonly string[],
  distinct: boolean,
): boolean {
  if (!distinct) {
    return roles.every(
      (role) => people.filter((person) => role.people.has(person)).length >= role.needed,
    );
  }
  const slots = roles.flatMap((role) => Array.from({ length: role.needed }, () => role.people));
  const place = (at: number, free: readonly string[]): boolean => {
    const slot = slots[at];
    if (!slot) return true;
    return free.some(
      (person) =>
        slot.has(person) &&
        place(
          at + 1,
          free.filter((other) => other !== person),
        ),
    );
  };
  return place(0, people);
}

/** The most slots that can be filled at once, by trying all ways. */
function mostSlots(roles: readonly RoleSlots[], people: readonly string[]): number {
  const slots = roles.flatMap((role) => Array.from({ length: role.needed }, () => role.people));
  const best = (at: number, free: readonly string[]): number => {
    const slot = slots[at];
    if (!slot) return 0;
    return Math.max(
      best(at + 1, free),
      ...free
        .filter((person) => slot.has(person))
        .map(
          (person) =>
            1 +
            best(
              at + 1,
              free.filter((other) => other !== person),
            ),
        ),
    );
  };
  return best(0, people);
}

function subsets<T>(list: readonly T[]): T[][] {
  let all: T[][] = [[]];
  for (const one of list) all = [...all, ...all.map((set) => [...set, one])];
  return all;
}

describe('the matching, against all ways there are', () => {
  test.each([true, false])(
    'distinct %s: roles are kept in priority order, and nobody fills what is not theirs',
    (distinct) => {
      fc.assert(
        fc.property(roleSlots, fc.shuffledSubarray(PEOPLE), (roles, approvers) => {
          const { filledBy, satisfied } = matchRoles(roles, approvers, distinct);
          // The rule by brute force: keep each role that can be filled beside those kept before it.
          const kept: RoleSlots[] = [];
          for (const role of roles)
            if (fillable([...kept, role], approvers, distinct)) kept.push(role);
          expect([...satisfied]).toEqual(kept.map(({ role }) => role));
          const wrong = roles.filter(({ role, needed, people }) => {
            const filled = filledBy.get(role) ?? [];
            return (
              new Set(filled).size !== filled.length ||
              !filled.every((person) => people.has(person) && approvers.includes(person)) ||
              (filled.length === needed) !== satisfied.has(role) ||
              filled.length > needed
            );
          });
          expect(wrong).toEqual([]);
          if (distinct) {
            const all = [...filledBy.values()].flat();
            expect(new Set(all).size).toBe(all.length);
          }
          // No set of approvals that is enough is ever refused.
          if (fillable(roles, approvers, distinct)) expect(satisfied.size).toBe(roles.length);
        }),
        runs(400),
      );
    },
  );

  test('distinct: what is left over is used too, one role only fills as many slots as can be', () => {
    fc.assert(
      fc.property(roleSlots, fc.shuffledSubarray(PEOPLE), ([role], approvers) => {
        const one = [role as RoleSlots];
        const filled = [...matchRoles(one, approvers, true).filledBy.values()].flat();
        expect(filled).toHaveLength(mostSlots(one, approvers));
      }),
      runs(100),
    );
  });

  test.each([true, false])(
    'distinct %s: the fewest who would complete it do, and no smaller set does',
    (distinct) => {
      fc.assert(
        fc.property(
          roleSlots,
          fc.shuffledSubarray(PEOPLE),
          fc.shuffledSubarray(PEOPLE),
          (roles, approvers, others) => {
            const candidates = others.filter((person) => !approvers.includes(person));
            const completion = fewestToComplete(roles, approvers, candidates, distinct);
            const found = completion?.map(({ person }) => person) ?? null;
            const enough = subsets(candidates).filter((set) =>
              fillable(roles, [...approvers, ...set], distinct),
            );
            if (enough.length === 0) expect(found).toBeNull();
            else {
              expect(fillable(roles, [...approvers, ...(found ?? [])], distinct)).toBe(true);
              expect(found).toHaveLength(Math.min(...enough.map(({ length }) => length)));
              expect(candidates).toEqual(expect.arrayContaining(found ?? []));
              if (distinct) {
                // Of the smallest sets, the one that prefers the first candidates.
                const sizes = enough.filter((set) => set.length === found?.length);
                const places = (set: readonly string[]) =>
                  set.map((person) => candidates.indexOf(person)).join();
                expect(places(found ?? [])).toBe(sizes.map(places).sort()[0]);
              }
              for (const { person, roles: filled } of completion ?? []) {
                expect(filled.length).toBeGreaterThan(0);
                for (const name of filled)
                  expect(roles.find(({ role }) => role === name)?.people.has(person)).toBe(true);
              }
            }
          },
        ),
        runs(400),
      );
    },
  );
});

const SHAS = ['c0', 'c1', 'c2', 'c3'];
const ROLES = ['lead', 'arch', 'qa'];
const login = fc.constantFrom(...PEOPLE, 'gil', 'renovate[bot]');

const commits = fc
  .array(
    fc.record({
      author: fc.option(login, { freq: 8 }),
      committer: fc.option(login, { freq: 6 }),
      coAuthors: fc.array(login, { maxLength: 1 }),
      committedViaWeb: fc.boolean(),
      isBaseMerge: fc.boolean(),
      cleanMerge: fc.option(fc.boolean()),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list): CommitFact[] =>
    list.map((commit, at) => ({
      ...commit,
      sha: SHAS[at] ?? '',
      parents: [SHAS[at - 1] ?? 'base'],
    })),
  );

const reviews = fc
  .array(
    fc.record({
      user: fc.option(login, { freq: 15 }),
      state: fc.constantFrom(
        'APPROVED',
        'APPROVED',
        'APPROVED',
        'CHANGES_REQUESTED',
        'COMMENTED',
        'DISMISSED',
        'PENDING',
      ),
      commit: fc.constantFrom(...SHAS, null),
      editedAt: fc.constantFrom(null, null, '2026-01-05T12:00:00Z'),
      minute: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 7 },
  )
  .map((list): ReviewFact[] =>
    list.map(({ minute, ...review }, at) => ({
      ...review,
      submittedAt: `2026-01-05T09:0${minute}:00Z`,
      id: at + 1,
    })),
  );

const options = fc
  .record({
    distinct: fc.boolean(),
    allowAuthor: fc.boolean(),
    allowContributors: fc.boolean(),
    contributorScope: fc.constantFrom('author' as const, 'author+committer' as const),
    countCoAuthors: fc.boolean(),
    stale: fc.constantFrom('any-push' as const, 'patch-id' as const, 'never' as const),
    ignoreBaseMerges: fc.boolean(),
    changesRequested: fc.constantFrom(
      'role-holders' as const,
      'anyone-with-write' as const,
      'ignore' as const,
    ),
    dismissed: fc.constantFrom('resurrect' as const, 'no-resurrect' as const),
    unattributed: fc.constantFrom('block' as const, 'ignore' as const),
    botsMayApprove: fc.boolean(),
    minPermission: fc.constantFrom(null, null, 'write' as const),
    maxAgeHours: fc.constantFrom(null, null, 1),
    ignoreEdited: fc.boolean(),
    counts: fc.constantFrom<Record<string, number>>({}, { lead: 2 }),
  })
  .map((some) => ({ ...DEFAULT_OPTIONS, ...some }));

const anyFacts: fc.Arbitrary<ApprovalFacts> = fc
  .record({
    commits,
    reviews,
    options,
    author: login,
    draft: fc.boolean(),
    lead: someOf(PEOPLE),
    arch: someOf(PEOPLE),
    qa: someOf([...PEOPLE, 'renovate[bot]']),
    required: fc.shuffledSubarray(ROLES, { minLength: 1 }),
    pushers: fc.subarray(PEOPLE, { maxLength: 1 }),
    writers: someOf(PEOPLE),
    patched: someOf(SHAS),
    now: fc.constantFrom('2026-01-05T09:30:00Z', '2026-01-05T10:03:00Z', null),
  })
  .map(({ lead, arch, qa, writers, patched, ...facts }) => ({
    ...facts,
    head: facts.commits.at(-1)?.sha ?? 'base',
    roles: { lead, arch, qa },
    permissions: Object.fromEntries(writers.map((user) => [user, 'write' as const])),
    patchIds: Object.fromEntries(patched.map((sha) => [sha, 'same'])),
    userTypes: {},
    delegations: [],
    override: null,
    unreadable: [],
  }));

/** The same, with more approvals of the head and less in their way: about every third is approved. */
const nearlyGreen: fc.Arbitrary<ApprovalFacts> = fc
  .record({
    facts: anyFacts,
    approving: fc.shuffledSubarray(PEOPLE, { minLength: 3 }),
    stranger: fc.boolean(),
    required: fc.shuffledSubarray(ROLES, { minLength: 1, maxLength: 2 }),
  })
  .map(({ facts, approving, stranger, required }) => ({
    ...facts,
    required,
    draft: false,
    author: stranger ? 'gil' : facts.author,
    commits: facts.commits.map((commit) => ({
      ...commit,
      author: stranger ? 'gil' : (commit.author ?? 'gil'),
      committer: stranger ? 'gil' : (commit.committer ?? 'gil'),
    })),
    reviews: [
      ...facts.reviews,
      ...approving.map((user, at) => approval(user, facts.head, 50 + at)),
    ],
  }));

function approval(user: string, commit: string, id: number): ReviewFact {
  const submittedAt = '2026-01-05T09:29:00Z';
  return { user, state: 'APPROVED', commit, submittedAt, editedAt: null, id };
}

const RUNS = runs(400);

describe('an evaluation', () => {
  test('the order of reviews in the list never matters', () => {
    fc.assert(
      fc.property(
        anyFacts.chain((facts) =>
          fc.tuple(
            fc.constant(facts),
            fc.shuffledSubarray([...facts.reviews], { minLength: facts.reviews.length }),
          ),
        ),
        ([facts, shuffled]) => {
          const one = evaluate(facts);
          const other = evaluate({ ...facts, reviews: shuffled });
          const sorted = (result: typeof one) => ({
            ...result,
            votes: result.votes.map((vote) => JSON.stringify(vote)).sort(),
            vetoes: [...result.vetoes].sort(),
          });
          expect(other.state).toBe(one.state);
          expect(sorted(other).vetoes).toEqual(sorted(one).vetoes);
          expect(other.roles.map(({ role, satisfied, have }) => [role, satisfied, have])).toEqual(
            one.roles.map(({ role, satisfied, have }) => [role, satisfied, have]),
          );
          expect(other.completeWith?.length).toBe(one.completeWith?.length);
        },
      ),
      RUNS,
    );
  });

  test('the case of logins never matters', () => {
    const shout = (user: string | null) => user?.toUpperCase() ?? null;
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const one = evaluate(facts);
        const other = evaluate({
          ...facts,
          author: facts.author.toUpperCase(),
          pushers: facts.pushers.map((user) => user.toUpperCase()),
          reviews: facts.reviews.map((review) =>
            review.user?.endsWith('[bot]') ? review : { ...review, user: shout(review.user) },
          ),
          commits: facts.commits.map((commit) => ({
            ...commit,
            author: shout(commit.author),
            coAuthors: commit.coAuthors.map((user) => user.toUpperCase()),
          })),
        });
        expect(other.state).toBe(one.state);
        expect(other.roles).toEqual(one.roles);
        expect(other.completeWith).toEqual(one.completeWith);
      }),
      RUNS,
    );
  });

  test('a review that is listed twice changes nothing', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(), (facts, at) => {
        const again = facts.reviews.slice(at % 7, (at % 7) + 1);
        expect(evaluate({ ...facts, reviews: [...facts.reviews, ...again] })).toEqual(
          evaluate(facts),
        );
      }),
      RUNS,
    );
  });

  test('one more approval, by anybody, of anything, never takes green away', () => {
    fc.assert(
      fc.property(nearlyGreen, login, fc.constantFrom(...SHAS), (facts, user, commit) => {
        fc.pre(evaluate(facts).state === 'approved');
        const reviews = [...facts.reviews, approval(user, commit, 99)];
        expect(evaluate({ ...facts, reviews }).state).toBe('approved');
      }),
      RUNS,
    );
  });

  test('those whom it names would complete it', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const before = evaluate({ ...facts, draft: false });
        fc.pre(before.state === 'pending' && before.completeWith !== null);
        fc.pre(facts.options.maxAgeHours === null || facts.now !== null);
        const given = (before.completeWith ?? []).map(({ user }, at) =>
          approval(user, facts.head, 100 + at),
        );
        const after = evaluate({ ...facts, draft: false, reviews: [...facts.reviews, ...given] });
        expect(given.length).toBeGreaterThan(0);
        expect(after.roles.every(({ satisfied }) => satisfied)).toBe(true);
      }),
      { ...RUNS, maxSkipsPerRun: 200 },
    );
  });

  test('green means what it says: enough people of each role, apart, of no commit, on what is there', () => {
    fc.assert(
      fc.property(nearlyGreen, (facts) => {
        const { state, votes } = evaluate(facts);
        fc.pre(state === 'approved');
        const { options: rules, roles, commits: list } = facts;
        const counted = votes.filter(({ counts }) => counts);
        // The rules, written down a second time.
        const matters = list.filter(
          ({ isBaseMerge, cleanMerge }) =>
            !(rules.ignoreBaseMerges && isBaseMerge && cleanMerge !== false),
        );
        const took = new Set<string | null>(facts.pushers);
        for (const { author, committer, coAuthors } of matters) {
          took.add(author);
          if (rules.contributorScope === 'author+committer') took.add(committer);
          if (rules.countCoAuthors) for (const user of coAuthors) took.add(user);
        }
        const isCurrent = (sha: string) =>
          list.some((commit) => commit.sha === sha) && matters.every((commit) => commit.sha <= sha);
        const isFresh = (sha: string | null): boolean => {
          if (rules.stale === 'never') return true;
          if (sha === null || isCurrent(sha)) return sha !== null;
          return (
            rules.stale === 'patch-id' &&
            sha in facts.patchIds &&
            Object.keys(facts.patchIds).some(isCurrent)
          );
        };
        for (const { user, role, commit } of counted) {
          expect(roles[role ?? '']).toContain(user);
          expect(isFresh(commit)).toBe(true);
          expect(facts.reviews).toContainEqual(
            expect.objectContaining({ user, state: 'APPROVED', commit }),
          );
          if (!rules.botsMayApprove) expect(user).not.toMatch(/\[bot\]$/);
          if (!rules.allowAuthor) expect(user).not.toBe(facts.author);
          if (!rules.allowContributors) expect(took).not.toContain(user);
          if (rules.minPermission) expect(facts.permissions[user]).toBe('write');
        }
        for (const role of facts.required) {
          const filled = counted.filter((vote) => vote.role === role).map(({ user }) => user);
          expect(new Set(filled).size).toBe(rules.counts[role] ?? 1);
        }
        if (rules.distinct) {
          expect(new Set(counted.map(({ user }) => user)).size).toBe(counted.length);
        }
      }),
      RUNS,
    );
  });
});
