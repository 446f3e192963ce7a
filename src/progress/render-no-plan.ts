/** Why there is nothing to report, and what to do. Pure. */
import { code, type Markdown } from '../markdown.ts';
import type { NoPlan } from './gather.ts';

export function noPlanMarkdown({ kind, target }: NoPlan): Markdown {
  switch (kind) {
    case 'absent':
      return `There is nothing to report on: ${code(target)} has no ${code('.github/workstreams.yml')}. Add one; ${code('/plan import PATH')} makes it from a plan document.`;
    case 'broken':
      return `Nothing could be reported: ${code('.github/workstreams.yml')} on ${code(target)} has errors. The check ${code('Weir / plan')} on a pull request that mends it shows each on its line.`;
    case 'empty':
      return `There is nothing to report on: ${code(target)} has no commit yet.`;
  }
}
