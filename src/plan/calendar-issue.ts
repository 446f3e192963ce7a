/** The issue that reviews, scheduled integrations and standups are told in: one per repository, made from the plan. */
import type { Effect } from '../effects.ts';
import { bullets, code, listWords, type Markdown, table, text } from '../markdown.ts';
import type { Repository } from '../ports.ts';
import type { Plan } from './schema.ts';

export const CALENDAR = { label: 'weir-calendar', key: 'calendar' };

/** What happens when, by the plan; what came of it stands in the comments, one for each. */
export function calendarIssue(repo: Repository, plan: Plan): Effect {
  const phase = plan.phase ? `: ${plan.phase.name}` : '';
  return {
    kind: 'issue',
    repo,
    key: CALENDAR.key,
    title: `Reviews, integrations and standups${phase}`.slice(0, 250),
    body: body(plan),
    labels: [CALENDAR.label],
    state: 'as-is',
  };
}

function body(plan: Plan): Markdown {
  const { integration, reviews, standups } = plan;
  const rows = [
    ...Object.entries(reviews).map(([day, what]) => [word(day), plan.review_time, text(what)]),
    ...Object.entries(integration.schedule).map(([day, names]) => [
      word(day),
      integration.time,
      `Integration of ${names === 'all' ? 'all workstreams' : listWords((names ?? []).map(code), 8)}`,
    ]),
    ...Object.entries(standups).map(([name, time]) => [
      listWords(plan.standup_days.map(word), 7),
      time,
      `Standup of ${code(name)}`,
    ]),
  ];
  return [
    `Weir writes below what there is to talk about: one comment for each, written again every time. All times are in ${code(plan.phase?.timezone ?? 'UTC')}.`,
    table(['Day', 'Time', 'What'], rows),
    bullets([
      'A standup is told on the tracking issue of its workstream, else on its pull request, and only where it has neither in here.',
      `To move something, change ${code('.github/workstreams.yml')}.`,
    ]),
  ].join('\n\n');
}

/** `monday` → `Monday`. */
function word(day: string): string {
  return day.slice(0, 1).toUpperCase() + day.slice(1);
}
