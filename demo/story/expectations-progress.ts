/** What must be found in the weekly report. */
import { expectation } from './expectations.ts';
import type { Seen } from './seen.ts';
import { visibleText } from './visible.ts';

/** A decision costs somebody's attention; more than this is read by nobody. */
const MOST_DECISIONS = 5;

/** The text of the only report, as a reader sees it. */
function told({ reports }: Seen): string {
  return reports.length === 1 ? visibleText(reports[0]?.body ?? '') : '';
}

export const oneReport = expectation(
  'one weekly issue is open, by weir[bot], and its title carries the verdict and what is verified',
  ({ reports }) =>
    reports.length === 1 &&
    reports[0]?.author === 'weir[bot]' &&
    /^Week \d+ · Phase 2 · \S+ .+ · \d+\/9 verified/u.test(reports[0].title),
);

export const countsWhatIsProved = expectation(
  'the weekly issue counts the clock of testing-infrastructure as proved, and the events of kernel-events-expansion as not',
  (now) =>
    /testing-infrastructure .*1 of 2/.test(told(now)) &&
    /kernel-events-expansion .*0 of 2/.test(told(now)),
);

export const namesWhoWaits = expectation(
  'the weekly issue says that storage-enhancements is blocked, since kernel-events-expansion has not landed',
  (now) =>
    /storage-enhancements {2}\S+ blocked/.test(told(now)) &&
    /kernel-events-expansion has not landed/.test(told(now)),
);

export const namesConflicts = expectation(
  'the weekly issue names the collision of storage-enhancements with kernel-events-expansion and its file',
  (now) => told(now).includes('crates/types/src/event.rs'),
);

export const asksForLittle = expectation(
  'the weekly issue asks for at most five decisions, and for one at least',
  (now) => {
    const [, after = ''] = (now.reports[0]?.body ?? '').split(/^#+ Needs a human$/m);
    const [section = ''] = after.split(/^#/m);
    const asked = section.match(/^\s{0,3}(\d+\.|[-*]) /gm)?.length ?? 0;
    return asked > 0 && asked <= MOST_DECISIONS;
  },
);
