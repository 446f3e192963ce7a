import { expect, test } from '@jest/globals';
import { blockersOf } from '#src/progress/blockers.ts';
import type { ProgressFacts } from '#src/progress/facts.ts';
import { lives } from '#src/progress/life.ts';
import { renderReview } from '#src/progress/render-review.ts';
import { renderStandup } from '#src/progress/render-standup.ts';
import { standupOf } from '#src/progress/standup.ts';
import { weekReport } from '#src/progress/week-report.ts';
import { activity, check, commit, facts, pull } from '../progress-facts.ts';

const STORAGE = 'storage-enhancements';
const SINCE = '2025-07-17T09:15:00.000Z';
const NOW = '2025-07-18T09:15:00.000Z';
const AT = '2025-07-17T18:00:00.000Z';

function told(more: Parameters<typeof activity>[0], given: Partial<ProgressFacts> = {}): string {
  const found = facts({ now: NOW, ...given });
  found.activity[STORAGE] = activity(more);
  const answer = standupOf(STORAGE, found, blockersOf(found, lives(found)), SINCE, {});
  return answer.state === 'standup' ? renderStandup(answer.standup, 'UTC') : answer.state;
}

test('commits that are not named are counted', () => {
  const commits = (count: number) =>
    told({ commits: Array.from({ length: count }, (_, at) => commit(AT, `Step ${at}`)) });
  expect(commits(7)).toContain(
    '**Done:** 7 commits (“Step 0”, “Step 1”, “Step 2”, “Step 3”, “Step 4” and 2 more)',
  );
  expect(commits(2)).toContain('**Done:** 2 commits (“Step 0” and “Step 1”)');
});

test('what was opened is said once, and sentences that hold it stay sentences', () => {
  const said = told({ pulls: [pull(9, AT), pull(8, AT)] });
  expect(said).toMatch(/\*\*Done:\*\* opened \[#9\]\S+ and \[#8\]\S+$/m);
  expect(said).toMatch(/\*\*Held by:\*\* Waits for `[^`]+` to land\.$/m);
});

test("Weir's own checks turn nothing red: what they say is told as what holds it", () => {
  const checks = (name: string) => ({ x: [check(name, 'failure', AT)] });
  expect(told({ commits: [commit(AT)], checks: checks('bench') })).toContain('**Turned red:**');
  expect(told({ commits: [commit(AT)], checks: checks('Weir / approvals') })).not.toContain(
    'Turned red',
  );
});

test('an agenda of what could not be read never says that there is nothing', () => {
  const agenda = (given: ProgressFacts) =>
    renderReview('Integration', weekReport(given), given, {
      kind: 'review',
      series: 'review',
      period: '2025-07-14',
      workstream: null,
      date: '2025-07-14',
      dueAt: NOW,
      lateMinutes: 0,
      missed: [],
    });
  const unread = { state: 'unread', reason: 'GitHub did not answer' } as const;
  const nothing = /Nothing is open|None/;
  expect(agenda(facts({ now: NOW, integration: unread })).split('##### Conflicts')[1]).not.toMatch(
    nothing,
  );
  expect(agenda(facts({ now: NOW }))).toContain('##### Order to land\n\nNothing is open.');
});
