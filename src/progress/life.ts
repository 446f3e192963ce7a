/** Where each workstream stands, by what can be seen. What the plan declares stands beside it. Pure. */
import { listWords, plural } from '../markdown.ts';
import { DECLARED_ONLY, declaredState, isDone } from '../plan/standing.ts';
import { driftOf } from './drift.ts';
import type { ProgressFacts, WorkstreamActivity } from './facts.ts';
import { counted, isLanded, type Landing, landing, NOTHING } from './landing.ts';
import { bare, entry } from './lookup.ts';
import { hoursBetween, latest, named, quoted, span } from './phrases.ts';
import type { Life } from './report.ts';

type Found = Pick<Life, 'state' | 'reason'>;

/** The life of every workstream of the plan, by name. */
export function lives(facts: ProgressFacts): Record<string, Life> {
  const names = Object.keys(facts.plan.workstreams);
  const landed = new Map(names.map((name) => [name, landing(name, facts)]));
  const isMet = (name: string) =>
    entry(facts.plan.external, name)?.done === true || landed.get(name)?.state === 'landed';
  return bare(
    names.map((name) => {
      const moved = movedAt(entry(facts.activity, name), facts.now);
      const found = stateOf(name, facts, landed.get(name) ?? NOTHING, isMet, moved);
      const declared = entry(facts.plan.workstreams, name)?.status ?? null;
      const meant = declared === null ? null : declaredState(declared);
      const drift =
        declared === null || meant === null
          ? null
          : driftOf(name, declared, meant, found.state, entry(facts.tasks, name) ?? []);
      return [name, { ...found, declared, declaredState: meant, drift, movedAt: moved }];
    }),
  );
}

/** What a workstream depends on, and whether each has landed. */
export function dependenciesOf(
  name: string,
  facts: ProgressFacts,
  all: Readonly<Record<string, Life>>,
): { name: string; optional: boolean; met: boolean }[] {
  return (entry(facts.plan.workstreams, name)?.depends_on ?? []).map((need) => ({
    ...need,
    met: entry(facts.plan.external, need.name)?.done === true || isLanded(all[need.name]?.state),
  }));
}

function stateOf(
  name: string,
  facts: ProgressFacts,
  landing: Landing,
  isMet: (name: string) => boolean,
  moved: string | null,
): Found {
  const workstream = entry(facts.plan.workstreams, name);
  if (landing.state === 'landed') return landedState(name, facts);
  if (workstream?.paused !== undefined) {
    return { state: 'paused', reason: `Paused by the plan: ${quoted(workstream.paused)}.` };
  }
  if (landing.state === 'unread') {
    return { state: 'unknown', reason: `It is not known what happened, because ${landing.why}.` };
  }
  const missing = (workstream?.depends_on ?? [])
    .filter((need) => !need.optional && !isMet(need.name))
    .map((need) => need.name);
  const begun = beginning(name, landing, facts);
  const waited = (need: string) =>
    isDone(entry(facts.plan.workstreams, need)?.status)
      ? `${named(need)} (${DECLARED_ONLY})`
      : named(need);
  if (begun === null) return unbegun(workstream?.depends_on ?? [], missing, waited);
  const told = entry(facts.reported, name)?.blockers ?? [];
  const stuck = missing.length > 0 && begun.state === 'in-review';
  if (stuck) {
    const they = missing.length === 1 ? 'has' : 'have';
    return {
      state: 'blocked',
      reason: `${begun.reason} It cannot land yet: ${listWords(missing.map(waited))} ${they} not landed.`,
    };
  }
  const still = hoursBetween(moved, facts.now);
  const limit = facts.plan.escalation.after_hours;
  if (told.length > 0 && saysMore(facts, name, moved)) {
    return { state: 'blocked', reason: `Whoever works on it reports: ${quoted(told[0] ?? '')}.` };
  }
  if (still !== null && still >= limit) {
    const next = 'Ask whether somebody still works on it.';
    return {
      state: 'stalled',
      reason: `${begun.reason} Nothing has moved for ${span(still)}. ${next}`,
    };
  }
  const ahead =
    missing.length === 0
      ? ''
      : ` It is ahead of ${listWords(missing.map(waited))}, on which it depends.`;
  return { ...begun, reason: `${begun.reason}${ahead}` };
}

function landedState(name: string, facts: ProgressFacts): Found {
  const tasks = counted(entry(facts.tasks, name) ?? []);
  const unproved = tasks.filter(({ state }) => state !== 'verified').length;
  const metrics = entry(facts.metrics, name) ?? [];
  const below = metrics.filter(({ reached }) => reached === 'no').map((one) => named(one.name));
  const untold = metrics
    .filter(({ reached }) => reached === 'unknown')
    .map((one) => named(one.name));
  const all = 'Everything that was begun has landed';
  if (tasks.length > 0 && unproved === 0 && below.length + untold.length === 0) {
    const metric = metrics.length === 0 ? '' : ', and its metrics are reached';
    return { state: 'done', reason: `All ${plural(tasks.length, 'task')} are proved${metric}.` };
  }
  const rest = [
    ...(tasks.length === 0 ? ['it has no tasks to prove'] : []),
    ...(unproved === 0
      ? []
      : [
          `${unproved} of ${plural(tasks.length, 'task')} ${unproved === 1 ? 'is' : 'are'} not proved`,
        ]),
    ...(below.length === 0 ? [] : [`${listWords(below)} ${are(below)} below target`]),
    ...(untold.length === 0 ? [] : [`${listWords(untold)} ${are(untold)} not measured`]),
  ];
  return { state: 'integrated', reason: `${all}; ${listWords(rest)}.` };
}

const are = (names: readonly string[]) => (names.length === 1 ? 'is' : 'are');

/** What shows that work was begun, the furthest first; null where nothing does. */
function beginning(name: string, landing: Landing, facts: ProgressFacts): Found | null {
  const activity = entry(facts.activity, name);
  const pulls = activity?.pulls ?? [];
  const ready = pulls.filter(({ draft }) => !draft);
  const [first] = ready.length > 0 ? ready : pulls;
  if (first && ready.length > 0) {
    const more = ready.length === 1 ? '' : ` and ${ready.length - 1} more`;
    const is = ready.length === 1 ? 'is' : 'are';
    return {
      state: 'in-review',
      reason: `Pull request #${first.number}${more} ${is} open for review.`,
    };
  }
  const commits = activity?.commits.length ?? 0;
  if (commits > 0 || first || landing.open.length > 0) {
    const draft = first ? ` in draft #${first.number}` : '';
    const reason =
      commits === 0
        ? `It has work${draft} that has not landed.`
        : `It has ${plural(commits, 'commit')}${draft} that ${commits === 1 ? 'has' : 'have'} not landed.`;
    return { state: 'active', reason };
  }
  if (landing.state !== 'part') return null;
  const tasks = counted(entry(facts.tasks, name) ?? []);
  const open = tasks.filter(({ state, proof }) => state !== 'verified' && proof !== null).length;
  return {
    state: 'active',
    reason: `All that was begun has landed, but ${open} of ${plural(tasks.length, 'task')} ${open === 1 ? 'is' : 'are'} not proved yet.`,
  };
}

function unbegun(
  needs: readonly { name: string; optional: boolean }[],
  missing: string[],
  waited: (name: string) => string,
): Found {
  if (missing.length > 0) {
    const they = missing.length === 1 ? 'has' : 'have';
    return {
      state: 'queued',
      reason: `It waits: ${listWords(missing.map(waited))} ${they} not landed.`,
    };
  }
  const required = needs.filter(({ optional }) => !optional).map(({ name }) => named(name));
  const may =
    required.length === 0
      ? 'It depends on nothing'
      : `${listWords(required)} ${required.length === 1 ? 'has' : 'have'} landed`;
  return { state: 'ready', reason: `${may}, and nothing of it was begun. It can start.` };
}

/** A report of blockers counts until the workstream moves again. */
function saysMore(facts: ProgressFacts, name: string, moved: string | null): boolean {
  const at = entry(facts.reported, name)?.at ?? null;
  return moved === null || (at !== null && Date.parse(at) >= Date.parse(moved));
}

/** When the last commit, pull request or check moved it, by dates that are not in the future. */
function movedAt(activity: WorkstreamActivity | undefined, now: string): string | null {
  if (!activity) return null;
  const checks = Object.values(activity.checks).flatMap((list) =>
    Array.isArray(list) ? list.map(({ completedAt }) => completedAt) : [],
  );
  return latest(
    [
      ...activity.commits.map(({ committedAt }) => committedAt),
      ...activity.pulls.map(({ createdAt }) => createdAt),
      ...[...activity.landed, ...activity.gathered].map(({ mergedAt }) => mergedAt),
      ...checks,
    ],
    now,
  );
}
