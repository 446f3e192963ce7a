/** Rules of each language: what one head changes and the other newly relies on, beside what only looks like it. */
import { describe, expect, test } from '@jest/globals';
import { api } from '#src/integration/detectors/api.ts';
import { go } from '../api-rules/go.ts';
import { java } from '../api-rules/java.ts';
import { javascript } from '../api-rules/javascript.ts';
import { python } from '../api-rules/python.ts';
import { rust } from '../api-rules/rust.ts';
import { typescript } from '../api-rules/typescript.ts';
import { type Case, findingsOf } from '../detector-cases.ts';

/** What is sure enough to be told, without places and advice. */
async function told(one: Case): Promise<string[]> {
  const lines = await findingsOf(api, one);
  return lines
    .filter((line) => Number.parseFloat(line) >= 0.5)
    .map((line) => line.replace(/ → .*$/, ''));
}

describe.each(Object.entries({ typescript, javascript, rust, python, go, java }))(
  '%s',
  (_language, { found, silent }) => {
    test.each(found)('%s', async (_name, one, finding) => {
      expect(await told(one)).toEqual([finding]);
    });

    if (silent.length > 0) {
      test.each(silent)('silent: %s', async (_name, one) => {
        expect(await told(one)).toEqual([]);
      });
    }
  },
);
