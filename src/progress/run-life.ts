/** Turns in the life of workstreams that somebody must hear of: one may start, one stands still. Each is told once. */
import { marker } from '../markdown.ts';
import type { Deps, Run } from '../ports.ts';
import { escalations } from './escalation.ts';
import type { ProgressFacts } from './facts.ts';
import { checksum, keyPart } from './keys.ts';
import { lives } from './life.ts';
import { entry } from './lookup.ts';
import { placeOf } from './place.ts';
import {
  EVENT_SENT,
  type EventNews,
  renderReady,
  renderStalled,
  sentAfter,
} from './render-life.ts';
import type { WeekReport, WorkstreamStanding } from './report.ts';

/** What both need: the facts, what was decided from them, and where to speak when there is no better place. */
export interface Turn {
  facts: ProgressFacts;
  report: WeekReport;
  /** Number of the plan issue. */
  planIssue: number | null;
}

/**
 * Tells of each workstream whose last required dependency has landed, and sends the event for its agent. GitHub's own
 * comment says that it was sent: a lost database sends nothing twice.
 */
export async function* announceReady(turn: Turn, deps: Deps): Run {
  for (const one of turn.report.workstreams) {
    const required = one.dependsOn.filter(({ optional }) => !optional).map(({ name }) => name);
    if (one.life.state !== 'ready' || required.length === 0) continue;
    yield* announce(one, required, turn, deps);
  }
}

async function* announce(
  one: WorkstreamStanding,
  required: readonly string[],
  turn: Turn,
  deps: Deps,
): Run {
  const { repo, plan, target } = turn.facts;
  // Another dependency makes another readiness; one less does not.
  const any = `ready-${keyPart(one.name)}`;
  const key = `${any}-${checksum([...required].sort().join('\n'))}`;
  const places = await placesToTell(one.name, turn, deps, (own) => {
    const sent = own.filter((body) => body.includes(EVENT_SENT));
    const before = sent.find(
      (body) => isReadiness(body, any) && required.every((need) => body.includes(sentAfter(need))),
    );
    return before ?? own.find((body) => body.startsWith(marker(key))) ?? null;
  });
  if (places.some(({ told }) => told?.includes(EVENT_SENT))) return;
  const owners = entry(plan.workstreams, one.name)?.owners ?? [];
  const say = (issue: number, news: EventNews) =>
    ({ kind: 'comment', repo, issue, key, body: renderReady(one, owners, news) }) as const;
  let issue = places.find(({ told }) => told !== null)?.issue;
  for (const place of places) {
    if (issue !== undefined) break;
    const [said] = yield [say(place.issue, null)];
    if (said?.outcome !== 'skipped') issue = place.issue;
  }
  // Where nothing may be written, the event may go out all the same.
  issue ??= places[0]?.issue;
  if (issue === undefined) return;
  const [sent] = yield [
    {
      kind: 'dispatch',
      repo,
      key,
      event: 'workstream-ready',
      payload: {
        key,
        workstream: one.name,
        number: one.number,
        title: one.title,
        branch: one.branch,
        agent: one.agent,
        wave: plan.spawn.find(({ workstreams }) => workstreams.includes(one.name))?.wave ?? null,
        target: target.ref,
        depends_on: required,
        issue,
      },
    },
  ];
  const out = sent?.outcome === 'created' || sent?.outcome === 'unchanged';
  const why = sent?.reason ?? 'The event workstream-ready was not sent.';
  yield [say(issue, out ? { sent: true } : { sent: false, why })];
}

/** Whether a comment tells that the workstream may start, after whatever dependencies. */
function isReadiness(body: string, key: string): boolean {
  const [start = ''] = body.split(' -->', 1);
  return start.replace(/-[0-9a-f]{8}$/, '') === marker(key).replace(/ -->$/, '');
}

/** Tells of each workstream that stands still: its owners first, and later those whom the plan names. */
export async function* escalate(turn: Turn, deps: Deps): Run {
  const { facts } = turn;
  for (const escalation of escalations(facts, lives(facts))) {
    const { level, since, workstream } = escalation;
    const key = `stalled-${keyPart(workstream)}-${checksum(since)}-${level}`;
    const places = await placesToTell(
      workstream,
      turn,
      deps,
      (own) => own.find((body) => body.startsWith(marker(key))) ?? null,
    );
    // Its words tell how long, and would change with every look.
    if (places.some(({ told }) => told !== null)) continue;
    const body = renderStalled(escalation);
    for (const { issue } of places) {
      const [said] = yield [{ kind: 'comment', repo: facts.repo, issue, key, body }];
      if (said?.outcome !== 'skipped') break;
    }
  }
}

/**
 * Where people are told about a workstream, the best place first, and what they were told there already. An issue
 * that cannot be read (its number may be wrong) is no place; the plan issue is one for all.
 *
 * @param toldIn the comment that says it, among those of our own
 */
async function placesToTell(
  workstream: string,
  { facts, planIssue }: Turn,
  deps: Deps,
  toldIn: (own: readonly string[]) => string | null,
): Promise<{ issue: number; told: string | null }[]> {
  const places: { issue: number; told: string | null }[] = [];
  for (const issue of new Set([placeOf(workstream, facts), planIssue])) {
    if (issue === null) continue;
    const own = await ownComments(issue, facts, deps);
    if (own === 'unread') continue;
    const told = toldIn(own);
    places.push({ issue, told });
    // Once told, the others are not asked.
    if (told !== null) break;
  }
  return places;
}

/** Our comments in a discussion. */
async function ownComments(
  issue: number,
  { repo }: ProgressFacts,
  deps: Deps,
): Promise<string[] | 'unread'> {
  const comments = await deps.issues.comments(repo, issue);
  if (comments.state === 'partial') {
    deps.log.warn(
      { repo: repo.id, issue, why: comments.reason },
      'nothing was told in a discussion',
    );
    return 'unread';
  }
  return comments.list.filter(({ own }) => own).map(({ body }) => body);
}
