import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { toAnswer } from '#src/approvals/answer.ts';
import { evaluate } from '#src/approvals/evaluate.ts';
import { readInput } from '#src/approvals/input.ts';

interface Vector {
  id: string;
  given: object;
  expect: { state: string; satisfied: string[]; missing: string[]; overridden?: boolean };
  why: string;
}

const vectors = JSON.parse(
  readFileSync(new URL('../fixtures/approvals.json', import.meta.url), 'utf8'),
) as Vector[];

test.each(vectors.map((vector) => [vector.id, vector.why, vector] as const))(
  '%s %s',
  (_id, _why, { given, expect: expected }) => {
    const input = readInput(JSON.stringify(given));
    if (!input.ok) throw new Error(input.problems.join('\n'));
    const { state, satisfied, missing, overridden } = toAnswer(evaluate(input.facts));
    expect({ state, satisfied, missing, ...(overridden ? { overridden } : {}) }).toEqual(expected);
  },
);
