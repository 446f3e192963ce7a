/** Standups: derived from what happened, told where the workstream is talked about, and silent when nothing did. */
import { addDays, dayOf, instantOf, localDate } from '../calendar.ts';
import { type CommandJob, reactTo, replyTo } from '../jobs.ts';
import { code, listWords, type Markdown, marker } from '../markdown.ts';
import { CALENDAR, calendarIssue } from '../plan/calendar-issue.ts';
import { fold } from '../plan/names.ts';
import type { Plan } from '../plan/schema.ts';
import type { Standings } from '../ports/standing.ts';
import type { Deps, Repository, Run } from '../ports.ts';
import type { DueOccasion } from '../schedule.ts';
import type { ProgressFacts } from './facts.ts';
import { type Gathered, gatherProgress } from './gather.ts';
import { keyPart } from './keys.ts';
import { entry } from './lookup.ts';
import { placeOf } from './place.ts';
import { noPlanMarkdown } from './render-no-plan.ts';
import { renderStandup, standupComment, standupsTogether } from './render-standup.ts';
import { standupOf } from './standup.ts';
import { readMemory, remembering, type StandupMemory } from './standup-memory.ts';
import { weekReport } from './week-report.ts';

/** Of several days without a standup no more is looked at. */
const MOST_DAYS = 7;

/** Holds the standup of a workstream: one comment that is written again, and nothing at all where nothing happened. */
export async function* tellStandup(
  { repo, occasion }: { repo: Repository; occasion: DueOccasion },
  deps: Deps,
  standings: Standings,
): Run {
  const read = await gatherProgress(repo, deps, standings);
  if (read.state === 'facts') yield* holdStandup(read.facts, occasion, deps);
}

/** The standup that is due, from facts that were read. */
export async function* holdStandup(facts: ProgressFacts, occasion: DueOccasion, deps: Deps): Run {
  const { repo } = facts;
  const { workstream } = occasion;
  // The plan may have changed since it was due.
  if (workstream === null || !entry(facts.plan.workstreams, workstream)) return;
  const key = `standup-${keyPart(workstream)}`;
  const place = placeOf(workstream, facts);
  const known = place ?? (await calendarNumber(repo, deps));
  const memory = known === null ? null : await readSticky(repo, known, key, deps);
  const since = memory?.at ?? lastStandup(facts.plan, workstream, occasion.date, facts.now);
  const { blockers } = weekReport(facts);
  const answer = standupOf(workstream, facts, blockers, since, memory?.colours);
  if (answer.state !== 'standup') return;
  let issue = place;
  if (issue === null) {
    const [applied] = yield [calendarIssue(repo, facts.plan)];
    issue = applied?.number ?? null;
  }
  if (issue === null) return;
  const told = renderStandup(answer.standup, zoneOf(facts.plan));
  const next = remembering(memory, facts.now, answer.colours, told);
  yield [{ kind: 'comment', repo, issue, key, body: standupComment(next, occasion) }];
}

/** Answers `/standup`: all workstreams, or those named, since their last standup. */
export async function* answerStandup(job: CommandJob, deps: Deps, standings: Standings): Run {
  yield reactTo(job, 'eyes');
  const read = await gatherProgress(job.repo, deps, standings);
  yield [replyTo(job, read.state === 'no-plan' ? noPlanMarkdown(read) : allStandups(job, read))];
}

function allStandups({ call }: CommandJob, { facts }: Gathered): Markdown {
  const { plan } = facts;
  const names = Object.keys(plan.workstreams);
  const asked = call.args.map((arg) => ({ arg, name: workstreamNamed(arg, plan) }));
  const unknown = asked.filter(({ name }) => name === null).map(({ arg }) => code(arg));
  if (unknown.length > 0) {
    return `Nothing was told: the plan has no workstream ${listWords(unknown)}. It has ${listWords(names.map(code), 12)}.`;
  }
  const { blockers } = weekReport(facts);
  const today = localDate(new Date(facts.now), zoneOf(plan));
  const some = asked.length === 0 ? names : asked.map(({ name }) => name ?? '');
  const told: Markdown[] = [];
  const silent: string[] = [];
  for (const name of some) {
    const since = lastStandup(plan, name, today, facts.now);
    const answer = standupOf(name, facts, blockers, since);
    if (answer.state === 'standup') told.push(renderStandup(answer.standup, zoneOf(plan)));
    else silent.push(name);
  }
  const quiet =
    silent.length === 0
      ? []
      : [`Nothing new, or reported by itself: ${listWords(silent.map(code), 12)}.`];
  return standupsTogether(told, quiet);
}

function workstreamNamed(written: string, { workstreams }: Plan): string | null {
  const found = Object.entries(workstreams).find(([name, { aliases }]) =>
    [name, ...aliases].some((each) => fold(each) === fold(written.replace(/,$/, ''))),
  );
  return found?.[0] ?? null;
}

/** When its standup before the one of a day was due, at most a week ago (ISO 8601). */
function lastStandup(plan: Plan, workstream: string, date: string, now: string): string {
  const time = entry(plan.standups, workstream) ?? '09:00';
  let day = addDays(date, -1);
  for (let back = 1; back < MOST_DAYS && !plan.standup_days.includes(dayOf(day)); back++) {
    day = addDays(day, -1);
  }
  const at = instantOf(day, time, zoneOf(plan)).toISOString();
  return at < now ? at : now;
}

const zoneOf = (plan: Plan): string => plan.phase?.timezone ?? 'UTC';

async function calendarNumber(repo: Repository, deps: Deps): Promise<number | null> {
  const own = await deps.issues.own(repo, CALENDAR, 5);
  // Where issues may not be read, there is none to look back into.
  return own.state === 'partial' ? null : (own.list.at(-1)?.number ?? null);
}

/** What the sticky comment remembers; where there are too many comments to look through, nothing. */
async function readSticky(
  repo: Repository,
  issue: number,
  key: string,
  deps: Deps,
): Promise<StandupMemory | null> {
  const comments = await deps.issues.comments(repo, issue);
  if (comments.state === 'partial') return null;
  const own = comments.list.find((each) => each.own && each.body.startsWith(marker(key)));
  return own ? readMemory(own.body) : null;
}
