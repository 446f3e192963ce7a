/**
 * The tests of `test/pure`, many in one run: what they import is loaded and compiled once instead of a hundred times,
 * which takes as long as all of them together.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe } from '@jest/globals';

const load = createRequire(import.meta.url);

/** Files of one topic, which stand together and take about as long, are dealt out to the parts in turn. */
export function testPart(part: number, parts: number): void {
  const files = readdirSync(new URL('../pure', import.meta.url)).filter((name) =>
    name.endsWith('.test.ts'),
  );
  for (const file of files.sort().filter((_, index) => index % parts === part)) {
    describe(`test/pure/${file}`, () => {
      load(`../pure/${file}`);
    });
  }
}
