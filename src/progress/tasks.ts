/** Tasks of the plan: verified where their probe says yes, else claimed where somebody says so, else open. Pure. */
import type { Plan, Workstream } from '../plan/schema.ts';
import type { ListedTask } from './claims.ts';
import { isOptional } from './optional.ts';
import type { Given } from './probe.ts';
import { answerOf, proofOf } from './probes/index.ts';
import type { Claim, PastWeek, ProbeAnswer, TaskStanding } from './report.ts';
import { matchTexts, stableIds } from './wording.ts';

/** What the tracking issue of a workstream lists. */
export interface TrackedList {
  issue: number;
  url: string;
  items: ListedTask[];
}

export interface TaskFacts {
  plan: Pick<Plan, 'workstreams'>;
  given: Given;
  /** By workstream. */
  tracked: Readonly<Record<string, TrackedList>>;
  history: readonly PastWeek[];
  /** ISO 8601. */
  now: string;
}

/** By workstream, in the order of the plan. */
export function judgeTasks(facts: TaskFacts): Record<string, TaskStanding[]> {
  return Object.assign(
    Object.create(null),
    Object.fromEntries(
      Object.entries(facts.plan.workstreams).map(([name, workstream]) => [
        name,
        tasksOf(name, workstream, facts),
      ]),
    ),
  );
}

function tasksOf(
  name: string,
  { tasks }: Workstream,
  { given, tracked, history, now }: TaskFacts,
): TaskStanding[] {
  const texts = tasks.map(({ text }) => text);
  const done = doneBefore(name, history);
  const ids = stableIds(texts, done.keys());
  const list = tracked[name];
  const listed = claimsFor(texts, list);
  return tasks.map((task, at): TaskStanding => {
    const probe = 'done_when' in task ? task.done_when : undefined;
    const answer = probe === undefined ? null : answerOf(probe, given);
    const item = listed[at] ?? null;
    const claims: Claim[] = [
      ...('done' in task && task.done
        ? [{ by: null, where: 'plan' as const, what: 'the plan says that it is done' }]
        : []),
      ...(item?.state === 'ticked' && list ? [claimOf(item, list)] : []),
    ];
    const id = ids[at] ?? '';
    const isVerified = answer?.answer === 'yes';
    return {
      id,
      text: task.text,
      state: isVerified ? 'verified' : claims.length > 0 ? 'claimed' : 'open',
      optional:
        ('optional' in task && task.optional === true) ||
        isOptional(task.text) ||
        item?.state === 'dropped' ||
        item?.optional === true,
      proof: probe === undefined ? null : proofOf(probe),
      answer,
      claims,
      verifiedAt: isVerified ? (done.get(id) ?? provedAt(answer) ?? now) : null,
    };
  });
}

/** Times at which tasks were first seen verified, by id: the earliest one of all weeks. */
function doneBefore(name: string, history: readonly PastWeek[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const week of history) {
    if (!Object.hasOwn(week.workstreams, name)) continue;
    for (const [id, at] of Object.entries(week.workstreams[name]?.done ?? {})) {
      const before = found.get(id);
      if (before === undefined || at < before) found.set(id, at);
    }
  }
  return found;
}

/** When the evidence came to be, where all of it says so: the latest time. */
function provedAt({ evidence }: ProbeAnswer): string | null {
  const times = evidence.flatMap(({ at }) => at ?? []);
  return times.length > 0 && times.length === evidence.length
    ? (times.sort().at(-1) ?? null)
    : null;
}

function claimsFor(texts: readonly string[], list: TrackedList | undefined) {
  if (!list) return texts.map(() => null);
  const matches = matchTexts(
    texts,
    list.items.map(({ text }) => text),
  );
  return matches.map((at) => (at === null ? null : (list.items[at] ?? null)));
}

function claimOf({ by, at, url }: ListedTask, { issue, url: issueUrl }: TrackedList): Claim {
  return {
    by,
    where: by === null ? 'issue' : 'comment',
    what: `ticked in #${issue}`,
    url: url ?? issueUrl,
    ...(at === null ? {} : { at }),
  };
}

/** Items of a tracking issue that no task of the plan means, and that somebody ticked. */
export function claimsBeyond(
  { tasks }: Pick<Workstream, 'tasks'>,
  list: TrackedList,
): ListedTask[] {
  const matches = matchTexts(
    list.items.map(({ text }) => text),
    tasks.map(({ text }) => text),
  );
  return list.items.filter(({ state }, at) => state === 'ticked' && matches[at] === null);
}
