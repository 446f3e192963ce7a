/** The scheduled integration: the workstreams that the plan names for a day, merged on trial and told in one comment. */
import { dayOf } from '../calendar.ts';
import { bullets, code, listWords, type Markdown } from '../markdown.ts';
import { calendarIssue } from '../plan/calendar-issue.ts';
import type { Plan } from '../plan/schema.ts';
import type { Deps, Repository, Run } from '../ports.ts';
import { type DueOccasion, lateInWords } from '../schedule.ts';
import { forecast } from './forecast.ts';
import { gather } from './gather.ts';
import { describeHeads } from './heads.ts';
import { renderAll } from './render.ts';
import type { Head } from './report.ts';
import { tryOrder } from './train.ts';

/** Merges the workstreams of a day with the target and with each other. Checks are none of its business. */
export async function* integrateScheduled(
  { repo, occasion }: { repo: Repository; occasion: DueOccasion },
  deps: Deps,
): Run {
  const facts = await gather(repo, deps);
  const { base, plan } = facts;
  const day = dayOf(occasion.date);
  const wanted = plan?.integration.schedule[day];
  // The plan may have changed since it was due.
  if (!plan || !base || wanted === undefined) return;
  const unlanded = await deps.git.unlanded(repo, base.oid, [
    ...new Set(facts.heads.map(({ oid }) => oid)),
  ]);
  const described = describeHeads(base, facts.heads, unlanded, plan);
  const refs = new Set(described.filter((head) => isWanted(head, wanted)).map(({ ref }) => ref));
  const heads = facts.heads.filter(({ ref }) => refs.has(ref));
  const { landsBy } = facts;
  const squashOnly = landsBy !== null;
  const how = squashOnly ? 'squash' : 'merge';
  const judged = await forecast(
    { repo, base, heads, plan, pairs: 'landing', squashOnly, landsBy, merged: facts.merged },
    deps.git,
  );
  const result = await tryOrder(judged, repo, how, deps.git);
  const [issue] = yield [calendarIssue(repo, plan)];
  if (issue?.number === undefined) return;
  const idle = wanted === 'all' ? [] : wanted.filter((name) => !hasHead(described, name));
  const told = [opening(occasion, wanted, plan), renderAll(result), ...without(idle)];
  const body = told.join('\n\n');
  yield [{ kind: 'comment', repo, issue: issue.number, key: `integration-${day}`, body }];
}

type Wanted = NonNullable<Plan['integration']['schedule'][keyof Plan['integration']['schedule']]>;

function isWanted({ assignment }: Head, wanted: Wanted): boolean {
  if (wanted === 'all') return true;
  return (assignment?.workstreams ?? []).some((name) => wanted.includes(name));
}

function hasHead(heads: readonly Head[], name: string): boolean {
  return heads.some(({ assignment }) => assignment?.workstreams.includes(name));
}

function opening(occasion: DueOccasion, wanted: Wanted, plan: Plan): Markdown {
  const { date, lateMinutes, missed } = occasion;
  const whose = wanted === 'all' ? 'all workstreams' : listWords(wanted.map(code), 8);
  const notes = [
    ...(lateMinutes > 0
      ? [`Weir was not running when it was due: this is ${lateInWords(lateMinutes)} late.`]
      : []),
    ...(missed.length > 0
      ? [`Not held, because Weir was not running: ${listWords(missed, 6)}.`]
      : []),
  ];
  const zone = plan.phase?.timezone ?? 'UTC';
  const title = `#### Integration of ${whose}, ${date} (${code(zone)})`;
  return notes.length === 0 ? title : `${title}\n\n${bullets(notes)}`;
}

function without(names: readonly string[]): Markdown[] {
  if (names.length === 0) return [];
  return [`No open pull request and no branch with work: ${listWords(names.map(code), 8)}.`];
}
