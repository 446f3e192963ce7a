/** Rules of the API detector in one language: what one head changes and the other newly relies on. */
import { expect, test } from '@jest/globals';
import { api } from '#src/integration/detectors/api.ts';
import { type Case, findingsOf } from './detector-cases.ts';

export interface Rules {
  /** A name, what both heads do, and what is told of it. */
  found: [string, Case, string][];
  /** What only looks like a conflict: nothing is told. */
  silent: [string, Case][];
}

/** What is sure enough to be told, without places and advice. */
async function told(one: Case): Promise<string[]> {
  const lines = await findingsOf(api, one);
  return lines
    .filter((line) => Number.parseFloat(line) >= 0.5)
    .map((line) => line.replace(/ → .*$/, ''));
}

/** A test for each of them. */
export function hold({ found, silent }: Rules): void {
  test.each(found)('%s', async (_name, one, finding) => {
    expect(await told(one)).toEqual([finding]);
  });
  test.each(silent)('silent: %s', async (_name, one) => {
    expect(await told(one)).toEqual([]);
  });
}
