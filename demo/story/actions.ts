/** What people do in the story, as data. */
import type { Login } from '../sample/history.ts';

export type Action =
  | { do: 'install'; by: Login }
  /** A real `git push` of a state of the sample. `follow` names a branch that gets no pull request. */
  | { do: 'push'; by: Login; state: string; branch: string; force?: true; follow?: string }
  /** Opens a pull request of the sample; from a fork, the fork is made and pushed to first. */
  | { do: 'open'; pull: string; state: string }
  /** The benchmarks of a branch have run, and their workflow leaves the results behind. */
  | { do: 'measure'; branch: string }
  | { do: 'review'; by: Login; pull: string; verdict: 'APPROVE' | 'REQUEST_CHANGES'; body?: string }
  | { do: 'comment'; by: Login; pull: string; body: string }
  /** The clock of Weir is put forward to the end of the week. */
  | { do: 'wait for the report' }
  | { do: 'click'; by: Login; pull: string; button: 'explain' | 're-integrate' };

/** One line for people: who does what. `number` gives a pull request's number as `#3`. */
export function told(
  action: Exclude<Action, { do: 'open' }>,
  number: (pull: string) => string,
): string {
  switch (action.do) {
    case 'install':
      return `${action.by} installs Weir on the organisation`;
    case 'push':
      return `${action.by} ${action.force ? 'force-pushes' : 'pushes'} ${action.branch}`;
    case 'measure':
      return `the benchmarks of ${action.branch} have run`;
    case 'wait for the report':
      return 'Time passes, until the weekly issue is due';
    case 'review':
      return `${action.by} ${action.verdict === 'APPROVE' ? 'approves' : 'asks for changes on'} ${number(action.pull)}`;
    case 'comment':
      return `${action.by} comments on ${number(action.pull)}: ${action.body.split('\n')[0]}`;
    case 'click':
      return `${action.by} clicks ${action.button === 'explain' ? 'Explain' : 'Re-integrate'} under the check of ${number(action.pull)}`;
  }
}
