import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { evaluate } from '#src/approvals/evaluate.ts';
import { readInput } from '#src/approvals/input.ts';
import { approvalsText } from '#src/cli/approvals-text.ts';

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
