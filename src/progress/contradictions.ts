/** Where what is said and what can be seen do not go together, each in one sentence with what to do. Pure. */
import { listWords } from '../markdown.ts';
import { assign } from '../plan/assign.ts';
import { fold } from '../plan/names.ts';
import { declaredState } from '../plan/standing.ts';
import type { PullSummary } from '../ports/evidence.ts';
import { comparisonWords, meets, quantityWords } from './compare.ts';
import type { ProgressFacts, WorkstreamActivity } from './facts.ts';
import { counted, isLanded } from './landing.ts';
import { entry } from './lookup.ts';
import { named, quoted } from './phrases.ts';
import type { Life, WeekReport } from './report.ts';

export type Contradiction = WeekReport['contradictions'][number];

/** More of them than this help nobody. */
const MOST = 100;
/** A clock may be wrong by this much. */
const CLOCK_MS = 24 * 3_600_000;

/** Those that reading the evidence showed come first. */
export function contradictions(
  facts: ProgressFacts,
  all: Readonly<Record<string, Life>>,
): Contradiction[] {
  const each = Object.keys(facts.plan.workstreams).flatMap((name) => [
    ...declaredAgainstFound(name, all),
    ...doneBelowTarget(name, facts),
    ...tickedWithoutProof(name, facts),
    ...strangers(name, facts),
    ...proposedAgain(name, facts),
    ...agentNames(name, facts),
    ...futureDates(name, facts),
    ...datesGoingBack(name, facts),
  ]);
  const found = [
    ...facts.contradictions,
    ...each,
    ...gateOnPaper(facts),
    ...oneAfterTheOther(facts),
    ...sharedAgents(facts),
    ...namelessMerged(facts),
  ];
  return unique(found).slice(0, MOST);
}

function unique(found: readonly Contradiction[]): Contradiction[] {
  return [...new Map(found.map((one) => [`${one.workstream} ${one.what}`, one])).values()];
}

function declaredAgainstFound(name: string, all: Readonly<Record<string, Life>>): Contradiction[] {
  const drift = entry(all, name)?.drift ?? null;
  return drift === null ? [] : [{ workstream: name, what: `${named(name)}: ${drift}` }];
}

/** Called finished, while its own metrics, measured or written down, have not reached what the plan wants. */
function doneBelowTarget(name: string, facts: ProgressFacts): Contradiction[] {
  const status = entry(facts.plan.workstreams, name)?.status ?? '';
  const tasks = counted(entry(facts.tasks, name) ?? []);
  const ticked = tasks.length > 0 && tasks.every(({ state }) => state !== 'open');
  if (!isLanded(declaredState(status) ?? undefined) && !ticked) return [];
  const metrics = entry(facts.metrics, name) ?? [];
  const below = metrics.flatMap(({ name: metric, target, current }) =>
    current && meets(target, current.value) === 'no'
      ? [
          `${named(metric)} is ${quantityWords(current.value)}, and ${comparisonWords(target)} is wanted`,
        ]
      : [],
  );
  if (below.length === 0) return [];
  const what = `${named(name)} is called finished below its own targets: ${listWords(below, 3)}. Reach them, or change them in the plan.`;
  return [{ workstream: name, what }];
}

function tickedWithoutProof(name: string, facts: ProgressFacts): Contradiction[] {
  const ticked = (entry(facts.tasks, name) ?? []).filter(
    ({ answer, claims, state }) =>
      claims.length > 0 && state !== 'verified' && answer?.answer === 'no',
  );
  const [first] = ticked;
  if (!first) return [];
  const texts = listWords(
    ticked.map(({ text }) => quoted(text, 80)),
    3,
  );
  const [is, was] = ticked.length === 1 ? ['is', 'its proof was'] : ['are', 'their proofs were'];
  const url = ticked.flatMap(({ claims }) => claims).find((claim) => claim.url !== undefined)?.url;
  const what = `${texts} of ${named(name)} ${is} called done, but ${was} not found. ${first.answer?.reason ?? ''}`;
  return [{ workstream: name, what: what.trim(), ...(url === undefined ? {} : { url }) }];
}

/** Pull requests of another workstream that were merged into a branch of this one. */
function strangers(name: string, facts: ProgressFacts): Contradiction[] {
  const activity = entry(facts.activity, name);
  return (activity?.gathered ?? []).flatMap((pull) => {
    const lanes = pull.lanes ?? laneOf(pull, facts);
    if (lanes.length === 0 || lanes.includes(name) || isRevert(pull)) return [];
    const again = activity && wasReverted(pull, activity) ? ' It was reverted later.' : '';
    const of = listWords(lanes.map(named));
    const what = `#${pull.number} ${quoted(pull.title, 100)} belongs to ${of}, but was merged into ${named(pull.base)} of ${named(name)}.${again} Merge it into the branch of ${of} instead.`;
    return [{ workstream: name, what, url: pull.url }];
  });
}

/** By its description, labels and branch; its base says only where it went. */
function laneOf({ body, labels, head }: PullSummary, { plan }: ProgressFacts): string[] {
  return assign({ body, labels, base: null, branch: head, paths: null }, plan).workstreams;
}

function isRevert({ title }: PullSummary): boolean {
  return /^revert\b/i.test(title);
}

function wasReverted({ title, number }: PullSummary, activity: WorkstreamActivity): boolean {
  const subjects = [
    ...activity.gathered.map((other) => other.title),
    ...activity.landed.map((other) => other.title),
    ...activity.commits.map(({ subject }) => subject),
  ];
  return subjects.some(
    (subject) =>
      /^revert\b/i.test(subject) &&
      (subject.includes(title.slice(0, 60)) || new RegExp(`#${number}\\b`).test(subject)),
  );
}

/** Open pull requests from a branch that was merged before and taken back. */
function proposedAgain(name: string, { activity, integration }: ProgressFacts): Contradiction[] {
  const own = entry(activity, name);
  if (!own || integration.state === 'unread') return [];
  return [...own.gathered, ...own.landed].flatMap((pull): Contradiction[] => {
    if (isRevert(pull) || !wasReverted(pull, own)) return [];
    const again = integration.heads.find(
      ({ branch, pullRequest }) => branch === pull.head && (pullRequest?.number ?? 0) > pull.number,
    )?.pullRequest;
    if (!again) return [];
    const what = `#${again.number} ${quoted(again.title, 100)} proposes ${named(pull.head)} again, which was merged into ${named(pull.base)} as #${pull.number} and reverted. Say in it what is different now, or close it.`;
    return [{ workstream: name, what, url: again.url }];
  });
}

function agentNames(name: string, facts: ProgressFacts): Contradiction[] {
  const planned = entry(facts.plan.workstreams, name)?.agent;
  const reported = entry(facts.reported, name);
  if (planned === undefined || !reported || fold(planned) === fold(reported.agent)) return [];
  const what = `${named(reported.agent)} reports on ${named(name)}, but the plan gives it to ${named(planned)}. Correct one of them.`;
  return [{ workstream: name, what, ...(reported.url === undefined ? {} : { url: reported.url }) }];
}

function sharedAgents({ plan }: ProgressFacts): Contradiction[] {
  const byAgent = Map.groupBy(
    Object.entries(plan.workstreams).filter(([, { agent }]) => agent !== undefined),
    ([, { agent }]) => fold(agent ?? ''),
  );
  return [...byAgent.values()].flatMap((own) => {
    if (own.length < 2) return [];
    const agent = named(own[0]?.[1].agent ?? '');
    const what = `The agent id ${agent} stands at ${listWords(own.map(([name]) => named(name)))}. Give each workstream an id of its own, or write one workstream.`;
    return [{ workstream: null, what }];
  });
}

/** Fewer may be documents and fixes beside the plan. */
const FEWEST_NAMELESS = 3;

/** Merged work that belongs to nobody, where it is the most. */
function namelessMerged({ landed: { nameless, of }, target }: ProgressFacts): Contradiction[] {
  if (nameless.length < FEWEST_NAMELESS || nameless.length * 2 <= of) return [];
  const some = listWords(
    nameless.map(({ head, number }) => (number > 0 ? `#${number}` : named(head))),
    3,
  );
  const what = `${nameless.length} of ${of} pull requests merged into ${named(target.ref)} belong to no workstream, by name, label, description or files: ${some}. They count for none. Write a line "Workstream: NAME" into descriptions, or add the patterns of the branches under also in the plan.`;
  return [{ workstream: null, what }];
}

/** Whoever writes a date can write any. Only the server's clock counts, so such a date moves nothing. */
function futureDates(name: string, facts: ProgressFacts): Contradiction[] {
  const limit = Date.parse(facts.now) + CLOCK_MS;
  const late = (at: string | null | undefined) => typeof at === 'string' && Date.parse(at) > limit;
  const commit = entry(facts.activity, name)?.commits.find(({ committedAt }) => late(committedAt));
  const claim = (entry(facts.tasks, name) ?? [])
    .flatMap(({ claims }) => claims)
    .find(({ at }) => late(at));
  const reported = entry(facts.reported, name);
  const found = [
    ...(commit ? [`Commit ${commit.oid.slice(0, 7)} ${dated(commit.committedAt)}`] : []),
    ...(claim?.at ? [`A claim (${quoted(claim.what, 60)}) ${dated(claim.at)}`] : []),
    ...(reported && late(reported.at)
      ? [`The report of ${named(reported.agent)} ${dated(reported.at ?? '')}`]
      : []),
  ];
  return found.map((what) => ({
    workstream: name,
    what: `${what}, which is still to come. Its date is not counted; set the clock of the machine it was made on.`,
  }));
}

/** A commit is made after the one that it builds on; where its date says otherwise, somebody made it up. */
function datesGoingBack(name: string, facts: ProgressFacts): Contradiction[] {
  const commits = entry(facts.activity, name)?.commits ?? [];
  const at = new Map(commits.map(({ oid, committedAt }) => [oid, committedAt]));
  for (const { committedAt, oid, parents } of commits) {
    const parent = parents.find(
      (one) => Date.parse(at.get(one) ?? '') - Date.parse(committedAt) > CLOCK_MS,
    );
    // A date to come is told of by itself.
    if (parent === undefined || Date.parse(at.get(parent) ?? '') > Date.parse(facts.now)) continue;
    const what = `Commit ${oid.slice(0, 7)} ${dated(committedAt)}, before ${parent.slice(0, 7)} of ${(at.get(parent) ?? '').slice(0, 10)}, on which it builds. What moved when is told by GitHub's own times; set the clock of the machine it was made on.`;
    return [{ workstream: name, what }];
  }
  return [];
}

const dated = (at: string) => `is dated ${at.slice(0, 10)}`;

/** Criteria that somebody calls met although they are not. */
function gateOnPaper({ criteria }: ProgressFacts): Contradiction[] {
  return criteria.flatMap(({ text, answer, claims }) => {
    const [claim] = claims;
    if (!claim || answer.answer === 'yes') return [];
    const but = answer.answer === 'no' ? 'but it is not' : 'but nothing shows it';
    const what = `The criterion ${quoted(text, 100)} is called met, ${but}: ${answer.reason}`;
    return [{ workstream: null, what, ...(claim.url === undefined ? {} : { url: claim.url }) }];
  });
}

/** Workstreams meant to run side by side, of which one holds everything of the other. */
function oneAfterTheOther({ integration, plan, target }: ProgressFacts): Contradiction[] {
  if (integration.state === 'unread') return [];
  const heads = new Map(integration.heads.map((head) => [head.ref, head]));
  return integration.heads.flatMap((inner) =>
    inner.containedIn.flatMap((ref): Contradiction[] => {
      const outer = heads.get(ref);
      // What has landed is contained in everything that begins later.
      if (!outer || inner.containedIn.includes(target.ref) || inner.oid === outer.oid) return [];
      const [own, other] = [inner.workstreams, outer.workstreams];
      const apart = own.length > 0 && other.length > 0 && !own.some((name) => other.includes(name));
      const related = other.some((name) =>
        entry(plan.workstreams, name)?.depends_on.some((need) => own.includes(need.name)),
      );
      if (!apart || related) return [];
      const what = `${named(outer.ref)} of ${listWords(other.map(named))} contains all of ${named(inner.ref)} of ${listWords(own.map(named))}, though the plan has them run side by side. Write the dependency into the plan, or start the branch from ${named(target.ref)}.`;
      return [{ workstream: other[0] ?? null, what }];
    }),
  );
}
