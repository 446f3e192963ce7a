/** A head that touches what the target has renamed: who else can land before it without a trial merge. */
import { expect, test } from '@jest/globals';
import { kinshipOf } from '#src/integration/kinship.ts';
import { screenLanding } from '#src/integration/screen-landing.ts';
import type { HeadSurvey, TreeChange } from '#src/ports.ts';

const MODES: Record<string, [string, string]> = {
  M: ['100644', '100644'],
  A: ['000000', '100644'],
  D: ['100644', '000000'],
  'M/': ['040000', '040000'],
  'A/': ['000000', '040000'],
};

function change(text: string, who: string): TreeChange {
  const [how = '', path = ''] = text.split(' ');
  const modes = MODES[how];
  if (!modes) throw new Error(`there is no ${how}`);
  return { path, status: 'M', modes, oids: ['old', who] };
}

function head(oid: string, raw: string[], landed: string[], uprooted: boolean): HeadSurvey {
  return {
    onTarget: { verdict: 'clean', tree: 't' },
    commits: new Set([oid]),
    bases: ['X'],
    raw: raw.map((one) => change(one, oid)),
    landed: landed.map((one) => change(one, oid)),
    uprooted,
  };
}

test.each([
  { what: 'modifies a file that was there all along', landed: ['M/ d', 'M d/g'], clean: true },
  { what: 'modifies what may be the new place', landed: ['M new'], clean: false },
  { what: 'adds a file', landed: ['A h'], clean: false },
  { what: 'adds a directory', landed: ['A/ e'], clean: false },
  { what: 'removes a file', landed: ['D g'], clean: false },
  { what: 'meets a target that git cannot tell', landed: ['M g'], clean: false, unknown: true },
])('somebody $what: clean without merging is $clean', async ({ landed, clean, unknown }) => {
  const heads = new Map([
    ['a', head('a', ['M moved'], ['M new-place'], true)],
    ['b', head('b', landed, landed, false)],
  ]);
  const survey = {
    heads,
    hunks: async () => [],
    newcomers: async () => [unknown ? null : new Set(['new', 'new-place'])],
  };
  const { isClean } = await screenLanding(survey, kinshipOf(survey), [{ a: 'a', b: 'b' }]);
  expect(isClean('b', 'a')).toBe(clean);
  expect(isClean('a', 'b')).toBe(true);
});
