import { expect, test } from '@jest/globals';
import { unboundHeads } from '#src/integration/builds/bind-forks.ts';
import { readWish } from '#src/integration/builds/choose-heads.ts';
import { ciDefinitions } from '#src/integration/builds/ci-definitions.ts';
import { type CheckWish, judgeChecks } from '#src/integration/builds/judge-checks.ts';
import type { CommitCheck, TrialResult } from '#src/ports.ts';
import { openHead } from '../fakes.ts';

const PUSHED = '2025-07-07T09:00:00Z';
const after = (minutes: number) => new Date(Date.parse(PUSHED) + minutes * 60_000);

/** `name conclusion [minute of its end]`; `...` is still running. */
function check(words: string): CommitCheck {
  const [name = '', end = '', minute = '5'] = words.split(' ');
  const done = end !== '...';
  return {
    name,
    app: null,
    status: done ? 'completed' : 'in_progress',
    conclusion: done ? (end as CommitCheck['conclusion']) : null,
    startedAt: PUSHED,
    completedAt: done ? after(Number(minute)).toISOString() : null,
    url: null,
    oid: 'T',
  };
}

const said = (result: TrialResult | null): string => {
  if (result === null) return 'wait';
  if (result.state === 'green') return `green ${result.checks}`;
  if (result.state === 'undetermined') return `undetermined: ${result.reason}`;
  return `red: ${result.checks.map(({ name }) => name)}`;
};

test.each<[string, string[], number, Partial<CheckWish>, string]>([
  ['nothing yet', [], 14, {}, 'wait'],
  ['nothing at all', [], 15, {}, 'undetermined: no CI ran on it'],
  ['one passed', ['test success'], 7, {}, 'green 1'],
  ['passed just now: the next job may not show yet', ['test success'], 6, {}, 'wait'],
  ['one still runs', ['test success', 'lint ...'], 60, {}, 'wait'],
  [
    'one never ends',
    ['test success', 'lint ...'],
    360,
    {},
    'undetermined: `lint` did not end within 6 hours',
  ],
  ['red at once, whatever still runs', ['test failure', 'lint ...'], 5, {}, 'red: test'],
  ['every way to be red', ['a timed_out', 'b startup_failure', 'c failure'], 5, {}, 'red: a,b,c'],
  ['skipped and neutral do not hurt', ['a success', 'b skipped', 'c neutral'], 7, {}, 'green 1'],
  [
    'but are not enough',
    ['b skipped', 'c neutral'],
    7,
    {},
    'undetermined: every check was skipped',
  ],
  [
    'cancelled is neither',
    ['a success', 'b cancelled'],
    7,
    {},
    'undetermined: `b` ended without a result',
  ],
  [
    'a word nobody knows is neither',
    ['a unknown'],
    7,
    {},
    'undetermined: `a` ended without a result',
  ],
  ['somebody has to let it run', ['a success', 'deploy action_required'], 60, {}, 'wait'],
  [
    'required: only that one counts',
    ['test success', 'lint failure'],
    7,
    { required: ['te*'] },
    'green 1',
  ],
  ['required and not there yet', ['lint success'], 14, { required: ['test'] }, 'wait'],
  [
    'required and never there',
    ['lint success'],
    15,
    { required: ['test', 'lint'] },
    'undetermined: no check matches `test`',
  ],
  [
    'red on the base, too: nobody is to blame',
    ['a success', 'b failure'],
    7,
    { redOnBase: ['b'] },
    'green 1',
  ],
  [
    'nothing but what is red on the base',
    ['b failure'],
    15,
    { redOnBase: ['b'] },
    'undetermined: every check that ran fails on the target, too',
  ],
])('%s', (_what, checks, minutes, wish, expected) => {
  const whole = { required: [], redOnBase: [], timeoutHours: 6, ...wish };
  const read = { state: 'whole' as const, list: checks.map(check) };
  expect(said(judgeChecks(read, whole, PUSHED, after(minutes)))).toBe(expected);
});

test('a list that is not whole is waited for, and never green or red', () => {
  const wish = { required: [], redOnBase: [], timeoutHours: 1 };
  const read = { state: 'partial' as const, reason: 'GitHub lists half of them.' };
  expect(said(judgeChecks(read, wish, PUSHED, after(59)))).toBe('wait');
  expect(said(judgeChecks(read, wish, PUSHED, after(60)))).toBe(
    'undetermined: GitHub lists half of them.',
  );
});

test('files that say what CI does, and near misses', () => {
  const paths = [
    '.github/workflows/ci.yml',
    '.GitHub/Workflows/ci.yml',
    '.github/workflows/sub/x.txt',
    '.github/actions/setup/index.js',
    'action.yml',
    'tools/check/action.yaml',
    '.circleci/config.yml',
    '.gitlab-ci.yml',
    'azure-pipelines.yml',
    'Jenkinsfile',
    '.github/workstreams.yml',
    '.github/workflows.md',
    'docs/.github/workflows/ci.yml',
    'reaction.yml',
    'action.yml.md',
    'docs/Jenkinsfile.md',
    'src/travis.rs',
  ];
  expect(paths.filter((path) => !ciDefinitions(paths).includes(path))).toEqual(paths.slice(10));
});

test('a fork is bound to the commit that was there when the comment was written', () => {
  const A = 'a'.repeat(40);
  const fork = { ...openHead('fix', 7), ref: 'mallory:fix', oid: A };
  const at = '2025-07-07T09:00:05Z';
  const why = (arrived: string | null, named: string[] = [], head = fork) =>
    unboundHeads([head], named, new Map(arrived ? [[A, arrived]] : []), at).map((one) => one.why);
  expect(why('2025-07-07T09:00:04Z')).toEqual([]);
  expect(why('2025-07-07T09:00:05Z')).toEqual(['pushed-since']);
  expect(why('2025-07-07T09:00:06Z')).toEqual(['pushed-since']);
  expect(why(null)).toEqual(['unproven']);
  expect(why('2025-07-07T09:00:06Z', [A])).toEqual([]);
  expect(why(null, ['b'.repeat(40)])).toEqual(['unproven']);
  expect(why(null, [], { ...fork, ref: 'fix' })).toEqual([]);
});

test('what was written after `/integrate build`', () => {
  const A = 'A'.repeat(40);
  expect(readWish(['build'])).toEqual({ all: false, names: [], commits: [] });
  expect(readWish(['build', 'with', 'kernel', 'and', '#12', A])).toEqual({
    all: false,
    names: ['kernel', '#12'],
    commits: ['a'.repeat(40)],
  });
  expect(readWish(['BUILD', 'All'])).toEqual({ all: true, names: [], commits: [] });
});
