import { expect, test } from '@jest/globals';
import { blockerLines, blockerTable } from '#src/progress/render-blockers.ts';
import { conflictSection } from '#src/progress/render-conflicts.ts';
import { orderList } from '#src/progress/render-sections.ts';
import { workstreamTable } from '#src/progress/render-workstreams.ts';
import type { Blocker, WeekReport } from '#src/progress/report.ts';
import { NOW, pastWeek, weekReport, workstream } from '../progress-reports.ts';

const TUESDAY = '2025-07-15T16:00:00.000Z';
const MONDAY = '2025-07-14T16:00:00.000Z';

type Approval = NonNullable<Blocker['approval']>;

/** An approval that is missing; `what` is what is said of it alone. */
function missing(
  owner: string,
  number: number,
  roles: string[],
  more: Partial<Blocker> & { state?: Approval['state'] } = {},
): Blocker {
  const { state = 'pending', ...rest } = more;
  return {
    workstream: owner,
    what: `#${number} waits for ${roles.join(' and ')}.`,
    owners: ['carol'],
    since: TUESDAY,
    source: 'approval',
    url: `https://github.example/acme/river/pull/${number}`,
    approval: { number, state, missing: roles },
    ...rest,
  };
}

const waits = (owner: string, need: string, since: string | null = null): Blocker => ({
  workstream: owner,
  what: `Waits for \`${need}\` to land.`,
  owners: [need],
  since,
  source: 'dependency',
});

/** The rows of the table, without addresses. */
const rows = (blockers: Blocker[], more: Partial<WeekReport> = {}) =>
  (blockerTable(weekReport({ blockers, ...more })) ?? '')
    .split('\n')
    .slice(2)
    .map((row) => row.replace(/\]\([^)]*\)/g, ']').replaceAll('\u200b', ''));

test('approvals that several pull requests want for are told once, with all that want for them', () => {
  const blockers = [
    missing('kernel', 12, ['arch-lead']),
    missing('storage', 7, ['arch-lead'], { owners: ['dave'], since: MONDAY }),
    missing('kernel', 15, ['arch-lead']),
  ];
  expect(rows(blockers)).toEqual([
    '| `storage` and `kernel` | [#7], [#12] and [#15] wait for the approval of `arch-lead`. | 4 days | `dave` and `carol` |',
  ]);
  expect(blockerLines(weekReport({ blockers }))).toEqual([
    'storage and kernel, for 4 days: #7, #12 and #15 wait for the approval of `arch-lead`.',
  ]);
});

test('one pull request of several workstreams is told once, as it is alone', () => {
  expect(rows([missing('kernel', 12, ['qa']), missing('storage', 12, ['qa'])])).toEqual([
    '| `kernel` and `storage` | [&#35;12 waits for qa.] | 3 days | `carol` |',
  ]);
});

test.each<[string, Blocker[]]>([
  ['other roles', [missing('a', 1, ['arch-lead']), missing('a', 2, ['arch-lead', 'qa'])]],
  [
    'a veto',
    [missing('a', 1, ['arch-lead']), missing('a', 2, ['arch-lead'], { state: 'blocked' })],
  ],
  ['another dependency', [waits('a', 'kernel'), waits('b', 'storage')]],
])('near miss: %s is told apart', (_, blockers) => {
  expect(rows(blockers)).toHaveLength(2);
});

test('what waits for the same is told once', () => {
  expect(rows([waits('storage', 'kernel'), waits('metrics', 'kernel')])).toEqual([
    '| `storage` and `metrics` | Waits for `kernel` to land. | – | `kernel` |',
  ]);
});

test('what the report is the first to see is new, and not minutes old', () => {
  const history = [pastWeek('2025-W28', 1)];
  const ages = (since: string | null) =>
    rows([waits('storage', 'kernel', since)], { history })[0]?.split(' | ')[2];
  expect(ages(NOW)).toBe('new');
  expect(ages(null)).toBe('new');
  expect(ages('2025-07-18T15:30:00.000Z')).toBe('under an hour');
});

test('what many pull requests lack is cut, and counted', () => {
  const many = Array.from({ length: 14 }, (_, at) => missing('kernel', at + 1, ['qa']));
  expect(rows(many)[0]).toMatch(/\[#11\], \[#12\] and 2 more wait for the approval of `qa`\./);
});

const step = (number: number): WeekReport['order'][number] => ({
  ref: `feature/${number}`,
  pull: { number, url: `https://github.example/pull/${number}` },
  now: true,
  conflictsWith: [],
  why: null,
});

function approval(
  number: number,
  state: 'approved' | 'pending' | 'blocked' | 'error',
  draft = false,
) {
  return {
    number,
    title: '',
    url: `https://github.example/pull/${number}`,
    head: 'a'.repeat(40),
    draft,
    workstreams: ['kernel'],
    state,
    missing: state === 'pending' ? ['qa'] : [],
    asked: [],
    overridden: null as { by: string; reason: string } | null,
    since: TUESDAY,
  };
}

test('of heads that merge, those that lack approvals are marked', () => {
  const order = [step(1), step(2)];
  const told = (more: Partial<WeekReport>) => orderList(weekReport({ order, ...more }));
  const workstreams = [
    workstream('kernel', { approvals: [approval(1, 'approved'), approval(2, 'pending')] }),
  ];
  expect(told({ workstreams })).toMatch(/`feature\/1` can land .*\n.*`feature\/2` ⏳ can land/);
  expect(told({ workstreams })).toMatch(/\n\n⏳ still lacks approvals\.$/);
  const approved = [workstream('kernel', { approvals: [approval(1, 'approved')] })];
  expect(told({ workstreams: approved })).not.toContain('⏳');
  expect(told({ workstreams, approvalsUnread: 'GitHub was down' })).toMatch(
    /`feature\/2` can land without a conflict\n\n❔ Whether they are approved is unknown\.$/,
  );
});

test.each<[string, ReturnType<typeof approval>[], string]>([
  ['alike', [approval(1, 'pending'), approval(2, 'pending')], '#1 and #2: `qa` (3 days)'],
  ['a veto', [approval(1, 'blocked')], '#1: ⛔ blocked (3 days)'],
  ['an error', [approval(1, 'error')], '#1: ❔ cannot be decided (3 days)'],
  ['approved beside a draft', [approval(1, 'approved'), approval(2, 'pending', true)], '✅'],
  [
    'let pass by an override',
    [
      approval(1, 'approved'),
      { ...approval(3, 'approved'), overridden: { by: 'heidi', reason: 'It cannot wait' } },
    ],
    '✅ #3 by override',
  ],
  ['nothing but a draft', [approval(2, 'pending', true)], 'draft'],
])('the approvals of a workstream: %s', (_, approvals, cell) => {
  const shown = workstreamTable(weekReport({ workstreams: [workstream('kernel', { approvals })] }));
  expect(
    shown
      .split('\n')[2]
      ?.replace(/\[(#\d+)\]\([^)]*\)/g, '$1')
      .split(' | ')[4],
  ).toBe(cell);
});

test('of more pairs than fit, the gravest are told', () => {
  const pair = (b: string, verdict: 'clean' | 'conflict' | 'undetermined') => ({
    a: 'main',
    b,
    verdict,
    ...(verdict === 'undetermined' ? { reason: 'timeout' } : {}),
    findings: [
      {
        detector: 'api',
        severity: 'warn' as const,
        undetermined: false,
        message: 'Odd',
        suggestion: '',
        paths: [],
      },
    ],
  });
  const warnings = Array.from({ length: 20 }, (_, at) => pair(`w${at}`, 'clean'));
  const conflicts = [...warnings, pair('lost', 'undetermined'), pair('late', 'conflict')];
  const lines = (conflictSection(weekReport({ conflicts })) ?? '').split('\n');
  expect(lines.slice(0, 3).map((line) => line.slice(2, 4).trim())).toEqual(['❌', '❔', '⚠️']);
  expect(lines.at(-1)).toBe('- … and 2 more pairs; `/integrate all` shows them.');
});
