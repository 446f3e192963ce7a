/** Turns in the life of workstreams that somebody must hear of: one may start, one stands still. Each is told once. */
import { marker } from '../markdown.ts';
import type { Deps, Run } from '../ports.ts';
import { escalations } from './escalation.ts';
import type { ProgressFacts } from './facts.ts';
import { checksum, keyPart } from './keys.ts';
import { lives } from './life.ts';
import { entry } from './lookup.ts';
import { placeOf } from './place.ts';
import { EVENT_SENT, type EventNews, renderReady, renderStalled } from './render-life.ts';
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
    const issue = placeOf(one.name, turn.facts) ?? turn.planIssue;
    if (issue === null) continue;
    yield* announce(one, required, issue, turn, deps);
  }
}

async function* announce(
  one: WorkstreamStanding,
  required: readonly string[],
  issue: number,
  { facts }: Turn,
  deps: Deps,
): Run {
  const { repo, plan } = facts;
  // Another dependency makes another readiness.
  const key = `ready-${keyPart(one.name)}-${checksum([...required].sort().join('\n'))}`;
  const told = await ownComment(issue, key, facts, deps);
  if (told === 'unread' || told?.includes(EVENT_SENT)) return;
  const owners = entry(plan.workstreams, one.name)?.owners ?? [];
  const say = (news: EventNews) =>
    ({ kind: 'comment', repo, issue, key, body: renderReady(one, owners, news) }) as const;
  if (told === null) yield [say(null)];
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
        target: facts.target.ref,
        depends_on: required,
        issue,
      },
    },
  ];
  const out = sent?.outcome === 'created' || sent?.outcome === 'unchanged';
  const why = sent?.reason ?? 'The event workstream-ready was not sent.';
  yield [say(out ? { sent: true } : { sent: false, why })];
}

/** Tells of each workstream that stands still: its owners first, and later those whom the plan names. */
export async function* escalate({ facts, planIssue }: Turn, deps: Deps): Run {
  const { repo } = facts;
  for (const escalation of escalations(facts, lives(facts))) {
    const { level, since, workstream } = escalation;
    const issue = placeOf(workstream, facts) ?? planIssue;
    if (issue === null) continue;
    const key = `stalled-${keyPart(workstream)}-${checksum(since)}-${level}`;
    // Its words tell how long, and would change with every look.
    if ((await ownComment(issue, key, facts, deps)) !== null) continue;
    yield [{ kind: 'comment', repo, issue, key, body: renderStalled(escalation) }];
  }
}

/** Our comment of a key in a discussion; null where there is none. */
async function ownComment(
  issue: number,
  key: string,
  { repo }: ProgressFacts,
  deps: Deps,
): Promise<string | null | 'unread'> {
  const comments = await deps.issues.comments(repo, issue);
  if (comments.state === 'partial') {
    deps.log.warn(
      { repo: repo.id, issue, why: comments.reason },
      'nothing was told in a discussion',
    );
    return 'unread';
  }
  const own = comments.list.find((each) => each.own && each.body.startsWith(marker(key)));
  return own?.body ?? null;
}
