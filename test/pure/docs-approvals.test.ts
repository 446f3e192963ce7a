import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { evaluate } from '#src/approvals/evaluate.ts';
import type { ApprovalFacts } from '#src/approvals/facts.ts';
import { readInput } from '#src/approvals/input.ts';
import { approvalsText } from '#src/cli/approvals-text.ts';
import { parsePlan } from '#src/plan/parse.ts';

const page = readFileSync(new URL('../../docs/approvals.md', import.meta.url), 'utf8');
const EXAMPLE = /### (.+)\n\n```json\n([\s\S]+?)```\n\n```text\n([\s\S]+?)```/g;
const examples = [...page.matchAll(EXAMPLE)].map(([, title = '', facts = '', answer = '']) => ({
  title,
  facts,
  answer,
}));

test('the page has its three examples', () => {
  expect(examples).toHaveLength(3);
});

test.each(examples.map((example) => [example.title, example] as const))(
  '%s: the answer is the one on the page',
  (_title, { facts, answer }) => {
    const input = readInput(facts);
    if (!input.ok) throw new Error(input.problems.join('\n'));
    expect(approvalsText(evaluate(input.facts))).toBe(answer);
  },
);

describe('what the page says below its examples', () => {
  /** The evaluation of an example after a change, as state and what is missing. */
  function changed(at: number, change: (facts: ApprovalFacts) => Partial<ApprovalFacts>): string {
    const input = readInput(examples[at]?.facts ?? '');
    if (!input.ok) throw new Error(input.problems.join('\n'));
    const result = evaluate({ ...input.facts, ...change(input.facts) });
    const open = result.roles.filter(({ satisfied }) => !satisfied).map(({ role }) => role);
    return [result.state, ...open].join(' ');
  }

  test('with the approval of dave alone one role stays open', () => {
    const only = (user: string) =>
      changed(0, ({ reviews }) => ({ reviews: reviews.filter((review) => review.user === user) }));
    expect(only('dave')).toBe('pending arch-lead');
    expect(only('bob')).toBe('pending arch-lead');
  });

  test('the merge of the target outdated nothing, the commit after it did', () => {
    const upTo = (head: string) =>
      changed(1, ({ commits, reviews }) => ({
        head,
        commits: commits.slice(0, commits.findIndex(({ sha }) => sha === head) + 1),
        reviews: reviews.filter(({ user }) => user === 'alice'),
      }));
    expect(upTo('m1')).toBe('pending qa-lead');
    expect(upTo('c2')).toBe('pending kernel-lead qa-lead');
  });

  test('the veto stands until erin approves or the review is dismissed', () => {
    const erin = (state: 'APPROVED' | 'DISMISSED') =>
      changed(2, ({ reviews }) => ({
        reviews: reviews.map((review) => (review.user === 'erin' ? { ...review, state } : review)),
      }));
    expect(erin('APPROVED')).toBe('approved');
    expect(erin('DISMISSED')).toBe('approved');
  });
});

test('the delegation on the page is one that a plan may hold', () => {
  const block = page.match(/```yaml\n(delegations:[\s\S]+?)```/)?.[1] ?? '';
  const roles = 'roles: { security-lead: [erin] }';
  const stream = 'workstreams: { security: { branch: security, approvals: [security-lead] } }';
  const parsed = parsePlan(`version: 1\n${roles}\n${stream}\n${block}`);
  expect(parsed).toMatchObject({
    ok: true,
    plan: { delegations: [{ from: 'erin', to: 'carol', roles: ['security-lead'] }] },
  });
});
