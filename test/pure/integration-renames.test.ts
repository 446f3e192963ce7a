/** A head that touches what the target has renamed: who else can land before it without a trial merge. */
import { expect, test } from '@jest/globals';
import { kinshipOf } from '#src/integration/kinship.ts';
import { screenLanding } from '#src/integration/screen-landing.ts';
import type { HeadSurvey, Oid, TreeChange } from '#src/ports.ts';

const MODES: Record<string, [string, string]> = {
  M: ['100644', '100644'],
  A: ['000000', '100644'],
  D: ['100644', '000000'],
  'A@': ['000000', '120000'],
  'M+': ['100644', '100755'],
  'M/': ['040000', '040000'],
  'A/': ['000000', '040000'],
};

/** `how path`, or `how path before>after` with blob ids. */
function change(text: string, who: string): TreeChange {
  const [how = '', path = '', ids = `old>${who}`] = text.split(' ');
  const modes = MODES[how];
  if (!modes) throw new Error(`there is no ${how}`);
  const [before = '', after = ''] = ids.split('>');
  return { path, status: 'M', modes, oids: [before, after] };
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

interface Case {
  what: string;
  /** What somebody's landing changes. */
  landed: string[];
  clean: boolean;
  /** What the follower changes besides, and what of that is changed when it lands. */
  also?: string[];
  alsoLanded?: string[];
  /** Blob ids that look like the source. */
  alike?: Oid[];
  /** How many other directories the target has changed. */
  changed?: number;
  /** What git cannot tell. */
  unknown?: 'turnover' | 'lookalikes';
}

// The target has moved d/moved (whose content was "source") to d/new, and "twin" away; the follower edits d/moved.
test.each<Case>([
  { what: 'modifies a file that was there all along', landed: ['M/ d', 'M d/g'], clean: true },
  { what: 'modifies a new file', landed: ['M other a>b'], clean: true },
  {
    what: 'modifies what looks like the moved file',
    landed: ['M other a>b'],
    clean: false,
    alike: ['a'],
  },
  { what: 'makes a file look like it', landed: ['M other a>b'], clean: false, alike: ['b'] },
  {
    what: 'makes another new file look like it',
    landed: ['M other a>b'],
    clean: true,
    alike: ['c'],
  },
  { what: 'gives a new file what one held that is gone', landed: ['M other a>twin'], clean: false },
  { what: 'changes a new file that held it', landed: ['M other twin>b'], clean: false },
  { what: 'changes the mode of a new file', landed: ['M+ other a>b'], clean: false },
  { what: 'adds a file', landed: ['A h 0>h'], clean: true },
  { what: 'adds a file in a new directory', landed: ['A/ e', 'A e/h 0>h'], clean: true },
  { what: 'adds what looks like the moved file', landed: ['A h 0>h'], clean: false, alike: ['h'] },
  { what: 'adds a file of the same name elsewhere', landed: ['A e/moved 0>h'], clean: false },
  { what: 'adds a file where one was that is gone', landed: ['A twin.txt 0>h'], clean: false },
  { what: 'adds what a file held that is gone', landed: ['A h 0>twin'], clean: false },
  {
    what: 'adds a directory to so many that git goes through them in another order',
    landed: ['A/ e', 'A e/h 0>h'],
    changed: 51,
    clean: false,
  },
  {
    what: 'changes a directory beside as many',
    landed: ['M/ e', 'M e/h'],
    changed: 51,
    clean: false,
  },
  {
    what: 'changes one of many directories',
    landed: ['M/ other1', 'M other1/h'],
    changed: 51,
    clean: true,
  },
  {
    what: 'adds a directory to many directories',
    landed: ['A/ e', 'A e/h 0>h'],
    changed: 52,
    clean: true,
  },
  {
    what: 'changes back one of as many as git goes through in another order than fewer',
    landed: ['M/ other1', 'M other1/h'],
    changed: 52,
    clean: false,
  },
  {
    what: 'adds a directory inside of one of many',
    landed: ['M/ other1', 'A/ other1/e', 'A other1/e/h 0>h'],
    changed: 51,
    clean: true,
  },
  {
    what: 'adds a directory beside what the follower changes',
    landed: ['M/ d', 'A/ d/e', 'A d/e/h 0>h'],
    also: ['M/ d'],
    changed: 51,
    clean: false,
  },
  { what: 'adds a link', landed: ['A@ h 0>h'], clean: false },
  { what: 'removes a file', landed: ['D g'], clean: false },
  {
    what: 'meets a target that git cannot tell',
    landed: ['M g'],
    clean: false,
    unknown: 'turnover',
  },
  {
    what: 'adds what git cannot compare',
    landed: ['A h 0>h'],
    clean: false,
    unknown: 'lookalikes',
  },
  {
    what: 'adds a file, while the follower adds one to a directory that has moved',
    landed: ['A h 0>h'],
    also: ['M/ d', 'A d/added'],
    alsoLanded: ['A/ d2', 'A d2/added'],
    clean: false,
  },
  {
    what: 'adds a file, while the follower adds one to a directory that is still there',
    landed: ['A h 0>h'],
    also: ['M/ d', 'A d/added'],
    alsoLanded: ['M/ d', 'A d/added'],
    clean: true,
  },
  {
    what: 'modifies an old file, while the follower adds one to a directory that has moved',
    landed: ['M g'],
    also: ['M/ d', 'A d/added'],
    alsoLanded: ['A/ d2', 'A d2/added'],
    clean: true,
  },
])('somebody $what: clean without merging is $clean', async (given) => {
  const { landed, clean, also = [], alsoLanded = [], alike = [], changed = 0, unknown } = given;
  const heads = new Map([
    ['a', head('a', ['M d/moved', ...also], ['M d/new', ...alsoLanded], true)],
    ['b', head('b', landed, landed, false)],
  ]);
  const asked: unknown[] = [];
  const survey = {
    heads,
    hunks: async () => [],
    turnover: async () => [
      unknown === 'turnover'
        ? null
        : {
            newcomers: new Set(['d/new', 'other']),
            gone: new Map([
              ['d/moved', 'source'],
              ['twin.txt', 'twin'],
            ]),
            directories: new Set(Array.from({ length: changed }, (_, n) => `other${n}`)),
          },
    ],
    lookalikes: async (questions: readonly { sources: readonly Oid[] }[]) => {
      asked.push(...questions.map(({ sources }) => sources));
      return questions.map(() => (unknown === 'lookalikes' ? null : new Set(alike)));
    },
  };
  const { isClean } = await screenLanding(survey, kinshipOf(survey), [{ a: 'a', b: 'b' }]);
  expect(isClean('b', 'a')).toBe(clean);
  expect(isClean('a', 'b')).toBe(true);
  // Only what the follower changes can be where a rename starts that matters.
  for (const sources of asked) expect(sources).toEqual(['source']);
});

test('a follower of which nothing has moved but what others have removed is asked nothing about', async () => {
  const heads = new Map([
    ['a', head('a', ['M/ gone', 'D gone/x'], ['M g'], true)],
    ['b', head('b', ['A/ e', 'A e/h'], ['A/ e', 'A e/h 0>h'], false)],
  ]);
  const survey = {
    heads,
    hunks: async () => [],
    turnover: async () => [
      {
        newcomers: new Set<string>(),
        gone: new Map<string, Oid>(),
        directories: new Set(Array.from({ length: 51 }, (_, n) => `other${n}`)),
      },
    ],
    lookalikes: async () => {
      throw new Error('there is nothing to ask');
    },
  };
  const { isClean } = await screenLanding(survey, kinshipOf(survey), [{ a: 'a', b: 'b' }]);
  expect(isClean('b', 'a')).toBe(true);
});
