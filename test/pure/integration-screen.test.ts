/**
 * When no trial merge is needed, rule by rule. Each rule has a pair that must go to git beside one just short of it;
 * without the rule the first would be called clean, and git (test/real/git-screen.test.ts) says otherwise.
 */
import { expect, test } from '@jest/globals';
import { kinshipOf } from '#src/integration/kinship.ts';
import { screenDirect } from '#src/integration/screen-direct.ts';
import { screenLanding } from '#src/integration/screen-landing.ts';
import type { HeadSurvey, Hunk, Survey, TreeChange } from '#src/ports.ts';

const MODES: Record<string, [string, string]> = {
  M: ['100644', '100644'],
  A: ['000000', '100644'],
  D: ['100644', '000000'],
  'M/': ['040000', '040000'],
  'A/': ['000000', '040000'],
  'D/': ['040000', '000000'],
  mode: ['100644', '100755'],
  link: ['100644', '120000'],
  links: ['120000', '120000'],
  module: ['160000', '160000'],
  'file/': ['100644', '040000'],
};

/** `M a.txt 1>2, D/ d`: what is done, the path, and where it matters the contents before and after. */
function changes(text: string, who: string): TreeChange[] {
  return text
    .split(', ')
    .filter(Boolean)
    .map((one) => {
      const [how = '', path = '', versions = `old>${who}`] = one.split(' ');
      const [before = '', after = ''] = versions.split('>');
      const modes = MODES[how];
      if (!modes) throw new Error(`there is no ${how}`);
      const gone = (mode: string, oid: string) => (mode === '000000' ? '0' : oid);
      const oids: [string, string] = [gone(modes[0], before), gone(modes[1], after)];
      return { path, status: 'M', modes, oids };
    });
}

interface Described {
  raw: string;
  landed?: string;
  over?: Partial<HeadSurvey>;
}

/** A survey of two heads; lines that a version changes are `from-to` in `lines`, by `before>after`. */
function surveyOf(
  described: Record<string, Described>,
  lines: Record<string, string> = {},
  line: { base: string; changes: string }[] = [],
): Pick<Survey, 'heads' | 'trialMerges' | 'trunk' | 'hunks'> {
  const heads = Object.entries(described).map(([oid, { raw, landed = raw, over }]) => {
    const survey: HeadSurvey = {
      onTarget: { verdict: 'clean', tree: 't' },
      commits: new Set([oid]),
      bases: ['X'],
      raw: changes(raw, oid),
      landed: changes(landed, oid),
      uprooted: false,
      ...over,
    };
    return [oid, survey] as const;
  });
  return {
    heads: new Map(heads),
    trialMerges: async () => [],
    trunk: async () => line.map((one) => ({ base: one.base, changes: changes(one.changes, 'm') })),
    hunks: async (versions) =>
      versions.map(({ before, after }) => {
        const found = lines[`${before}>${after}`];
        return found === undefined ? null : hunks(found);
      }),
  };
}

function hunks(text: string): Hunk[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((one) => {
      const [from, to] = one.split('-').map(Number);
      return { from: from ?? 0, to: to ?? 0 };
    });
}

const DISJOINT = { 'old>a': '1-2', 'old>b': '3-4' };

test.each<[string, Described, Described, Record<string, string>, 'clean' | 'git']>([
  ['nothing in common', { raw: 'M a.txt' }, { raw: 'M b.txt' }, {}, 'clean'],
  ['lines apart in one file', { raw: 'M f' }, { raw: 'M f' }, DISJOINT, 'clean'],
  ['lines that border', { raw: 'M f' }, { raw: 'M f' }, { ...DISJOINT, 'old>a': '1-3' }, 'git'],
  ['lines that cannot be told', { raw: 'M f' }, { raw: 'M f' }, { 'old>a': '1-2' }, 'git'],
  ['the same new content', { raw: 'M f old>x' }, { raw: 'M f old>x' }, {}, 'clean'],
  ['both in one directory', { raw: 'M/ d, A d/a' }, { raw: 'M/ d, A d/b' }, {}, 'clean'],
  ['both make one directory', { raw: 'A/ d, A d/a' }, { raw: 'A/ d, A d/b' }, {}, 'clean'],
  ['the same file added', { raw: 'A f' }, { raw: 'A f' }, DISJOINT, 'git'],
  [
    'the same file added, with the same text',
    { raw: 'A f old>x' },
    { raw: 'A f old>x' },
    {},
    'clean',
  ],
  [
    'the same, but it may have been moved there',
    { raw: 'A f old>x' },
    { raw: 'A f old>x, D g', landed: 'A f old>x, D g new>0' },
    {},
    'git',
  ],
  [
    'the same, but the target may have moved something there',
    { raw: 'A f old>x' },
    { raw: 'A f old>x', over: { uprooted: true } },
    {},
    'git',
  ],
  ['one modifies, one deletes', { raw: 'M f' }, { raw: 'D f' }, DISJOINT, 'git'],
  ['both delete: perhaps two renames', { raw: 'D f, A g' }, { raw: 'D f, A h' }, {}, 'git'],
  ['another mode', { raw: 'M f' }, { raw: 'mode f' }, DISJOINT, 'git'],
  ['landing changes its mode', { raw: 'M f', landed: 'mode f' }, { raw: 'M f' }, DISJOINT, 'git'],
  ['landing keeps its mode', { raw: 'mode f', landed: 'M f' }, { raw: 'M f' }, DISJOINT, 'git'],
  ['a link instead of the file', { raw: 'M f' }, { raw: 'link f' }, DISJOINT, 'git'],
  ['links', { raw: 'links f' }, { raw: 'links f' }, DISJOINT, 'git'],
  ['submodules', { raw: 'module f' }, { raw: 'module f' }, DISJOINT, 'git'],
  [
    'a directory goes, the other adds to it',
    { raw: 'D/ d, D d/a, A/ e, A e/a' },
    { raw: 'M/ d, A d/b' },
    {},
    'git',
  ],
  ['a file where the other has a directory', { raw: 'A d' }, { raw: 'A/ d, A d/b' }, {}, 'git'],
  [
    'both put a directory in its place',
    { raw: 'D f, A/ f, A f/a' },
    { raw: 'D f, A/ f, A f/b' },
    {},
    'git',
  ],
  [
    'landing does more than the head',
    { raw: 'M a', landed: 'M a, M f' },
    { raw: 'M f' },
    {},
    'git',
  ],
  [
    'landing does less than the head',
    { raw: 'M a, M f', landed: 'M a' },
    { raw: 'M b', landed: 'M b' },
    {},
    'clean',
  ],
  [
    'the target renamed what one changes',
    { raw: 'M f', landed: 'M g', over: { uprooted: true } },
    { raw: 'A h' },
    {},
    'git',
  ],
  [
    'one removes what the target has changed, in a directory that git comes to earlier now',
    { raw: 'M/ d old>a, M d/x' },
    { raw: 'M/ d old>b, D d/f, D p/f, A r/f', landed: 'M/ d old>c, D d/f, D p/f new>0, A r/f' },
    {},
    'git',
  ],
  [
    'the same, in a directory that git comes to later now',
    { raw: 'M/ d new>old, M d/x' },
    { raw: 'M/ d old>b, D d/f, D p/f, A r/f', landed: 'M/ d old>c, D d/f, D p/f new>0, A r/f' },
    {},
    'git',
  ],
  [
    'the same, in a directory that the target has changed, too',
    { raw: 'M/ d new>a, M d/x' },
    { raw: 'M/ d old>b, D d/f, D p/f, A r/f', landed: 'M/ d new>c, D d/f, D p/f new>0, A r/f' },
    {},
    'clean',
  ],
  [
    'one removes what the target has not changed',
    { raw: 'M/ d old>a, M d/x' },
    { raw: 'M/ d old>b, D d/f, D p/f, A r/f' },
    {},
    'clean',
  ],
  [
    'one removes a directory that the target has changed',
    { raw: 'M/ d old>a, M d/x' },
    { raw: 'M/ d old>b, D/ p', landed: 'M/ d old>b, D/ p new>0' },
    {},
    'git',
  ],
  ['several merge bases', { raw: 'M a', over: { bases: ['X', 'Y'] } }, { raw: 'M b' }, {}, 'git'],
  ['no common history', { raw: 'M a', over: { bases: [] } }, { raw: 'M b' }, {}, 'git'],
  ['what it changes is unknown', { raw: 'M a', over: { raw: null } }, { raw: 'M b' }, {}, 'git'],
  [
    'what landing changes is unknown',
    { raw: 'M a', over: { landed: null } },
    { raw: 'M b' },
    {},
    'git',
  ],
  [
    'shared commits',
    { raw: 'M a', over: { commits: new Set(['s']) } },
    { raw: 'M b', over: { commits: new Set(['s']) } },
    {},
    'git',
  ],
  [
    'does not land',
    { raw: 'M a', over: { onTarget: { verdict: 'conflict', tree: 't', conflicts: [] } } },
    { raw: 'M b' },
    {},
    'git',
  ],
])('landing: %s', async (_name, a, b, lines, expected) => {
  const survey = surveyOf({ a, b }, lines);
  const { isClean } = await screenLanding(survey, kinshipOf(survey), [{ a: 'a', b: 'b' }]);
  expect(isClean('a', 'b') && isClean('b', 'a')).toBe(expected === 'clean');
});

test('landing: each order is compared as git merges it, from the merge base of the one that comes second', async () => {
  const a = { raw: 'M f x1>a', landed: 'M f m>ta' };
  const b = { raw: 'M f x2>b', landed: 'M f m>tb' };
  const apart = { 'x2>ta': '1-2', 'x2>b': '5-6', 'x1>tb': '5-6', 'x1>a': '1-2' };
  const ask = async (lines: Record<string, string>) => {
    const survey = surveyOf({ a, b }, lines);
    const { isClean } = await screenLanding(survey, kinshipOf(survey), [{ a: 'a', b: 'b' }]);
    return [isClean('a', 'b'), isClean('b', 'a')];
  };
  expect(await ask(apart)).toEqual([true, true]);
  expect(await ask({ ...apart, 'x2>ta': '1-5' })).toEqual([false, true]);
  expect(await ask({ ...apart, 'x1>tb': '2-6' })).toEqual([true, false]);
});

const FIRST = { over: { bases: ['1'] } };
const SECOND = { over: { bases: ['2'] } };

test.each<[string, Described, Described, string, Record<string, string>, 'clean' | 'git']>([
  [
    'the target changed something else',
    { raw: 'M f', ...FIRST },
    { raw: 'M g', ...SECOND },
    'M h',
    {},
    'clean',
  ],
  [
    'the target changed other lines',
    { raw: 'M f', ...FIRST },
    { raw: 'M g', ...SECOND },
    'M f old>m',
    { 'old>a': '1-2', 'old>m': '5-6' },
    'clean',
  ],
  [
    'the target changed the same lines',
    { raw: 'M f', ...FIRST },
    { raw: 'M g', ...SECOND },
    'M f old>m',
    { 'old>a': '1-2', 'old>m': '2-6' },
    'git',
  ],
  [
    'that was before both',
    { raw: 'M f', ...SECOND },
    { raw: 'M g', ...SECOND },
    'M f old>m',
    {},
    'clean',
  ],
  [
    'that was before both, for the target went on',
    { raw: 'M f older>a', over: { bases: ['3'] } },
    { raw: 'M g', over: { bases: ['4'] } },
    '',
    {},
    'clean',
  ],
  ['both added it', { raw: 'A f', ...FIRST }, { raw: 'A f', ...FIRST }, '', {}, 'git'],
  [
    'both added it with the same text',
    { raw: 'A f old>x', ...FIRST },
    { raw: 'A f old>x', ...FIRST },
    '',
    {},
    'clean',
  ],
  [
    'both changed the same lines',
    { raw: 'M f', ...FIRST },
    { raw: 'M f', ...FIRST },
    '',
    { 'old>a': '1-2', 'old>b': '1-2' },
    'git',
  ],
  [
    'both changed other lines',
    { raw: 'M f', ...FIRST },
    { raw: 'M f', ...FIRST },
    '',
    DISJOINT,
    'clean',
  ],
  [
    'the older one changes the mode',
    { raw: 'mode f', ...FIRST },
    { raw: 'M f', ...SECOND },
    '',
    DISJOINT,
    'git',
  ],
  [
    'the newer one changes the mode',
    { raw: 'M f', ...FIRST },
    { raw: 'mode f', ...SECOND },
    '',
    DISJOINT,
    'git',
  ],
  [
    'a newer head changed it back',
    { raw: 'M f', ...FIRST },
    { raw: 'M f m>old', ...SECOND },
    'M f old>m',
    {},
    'clean',
  ],
  [
    'the target changed it back',
    { raw: 'M f', ...FIRST },
    { raw: 'M g', over: { bases: ['3'] } },
    'M f old>m',
    {},
    'clean',
  ],
  ['the target deleted it', { raw: 'M f', ...FIRST }, { raw: 'M g', ...SECOND }, 'D f', {}, 'git'],
  [
    'the target moved the directory',
    { raw: 'M/ d, A d/a', ...FIRST },
    { raw: 'M g', ...SECOND },
    'D/ d',
    {},
    'git',
  ],
  [
    'the newer one put a file there, in place of a directory that the target has made',
    { raw: 'A/ d, A d/a', ...FIRST },
    { raw: 'A d, D/ d, D d/a', ...SECOND },
    'A/ d, A d/a',
    {},
    'git',
  ],
  [
    'the target put a directory there',
    { raw: 'M f', ...FIRST },
    { raw: 'M g', ...SECOND },
    'D f, A/ f',
    {},
    'git',
  ],
  [
    'a newer head changed it again',
    { raw: 'M f', ...FIRST },
    { raw: 'M f m>b', ...SECOND },
    'M f old>m',
    { 'old>a': '1-2', 'old>b': '1-2' },
    'git',
  ],
  [
    'not on the line of the target',
    { raw: 'M f', ...FIRST },
    { raw: 'M g', over: { bases: ['9'] } },
    '',
    {},
    'git',
  ],
  [
    'neither, but the same merge base',
    { raw: 'M f', over: { bases: ['9'] } },
    { raw: 'M g', over: { bases: ['9'] } },
    '',
    {},
    'clean',
  ],
  [
    'several merge bases',
    { raw: 'M f', over: { bases: ['1', '2'] } },
    { raw: 'M g', ...SECOND },
    '',
    {},
    'git',
  ],
  [
    'shared commits',
    { raw: 'M f', over: { bases: ['1'], commits: new Set(['s']) } },
    { raw: 'M g', over: { bases: ['1'], commits: new Set(['s']) } },
    '',
    {},
    'git',
  ],
])('directly: %s', async (_name, a, b, target, lines, expected) => {
  const survey = surveyOf({ a, b }, lines, [
    { base: '1', changes: '' },
    { base: '2', changes: target },
    { base: '3', changes: 'M f m>old' },
    { base: '4', changes: '' },
  ]);
  const screen = await screenDirect(survey, kinshipOf(survey), [{ a: 'a', b: 'b' }]);
  expect([screen.isClean('a', 'b'), screen.isClean('b', 'a')]).toEqual(
    Array(2).fill(expected === 'clean'),
  );
});
