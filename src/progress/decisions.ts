/** What only people can do, ranked by how much it moves the end or frees. Pure. */
import { listWords, plural } from '../markdown.ts';
import { isCollision, ownAffairs } from './collisions.ts';
import type { ProgressFacts } from './facts.ts';
import { isLanded } from './landing.ts';
import { entry } from './lookup.ts';
import { following, hoursBetween, named, quoted, sentence, span } from './phrases.ts';
import type { Decision, Gate, Life, Outlook } from './report.ts';

/** More than these nobody reads. */
const MOST = 5;

/** What decisions rest on, besides the facts. */
export interface Ground {
  all: Readonly<Record<string, Life>>;
  each: Readonly<Record<string, Outlook>>;
  gate: Gate;
}

/** At most five, the weightiest first. Somebody may stand in `who` of several; writers mention everybody once. */
export function decisions(facts: ProgressFacts, ground: Ground): Decision[] {
  const found = [
    ...nextPhase(facts, ground),
    ...toApprove(facts, ground),
    ...toAgree(facts, ground),
    ...toStart(facts, ground),
    ...toConfirm(facts, ground),
    ...toWake(facts, ground),
    ...toAnswer(facts, ground),
    ...toRead(facts),
    ...toProve(ground),
  ];
  return found.sort((a, b) => b.weight - a.weight).slice(0, MOST);
}

/** How much moving a workstream moves: those who wait for it count most, then whether it ends last, then priority. */
function weightOf(name: string, facts: ProgressFacts, { all, each }: Ground): number {
  const { priority } = entry(facts.plan.workstreams, name) ?? {};
  const urgent = priority === 'high' ? 2 : priority === 'medium' ? 1 : 0;
  return 4 * waitingFor(name, facts, all).length + (endsLast(name, each) ? 5 : 0) + urgent;
}

/** Workstreams that cannot land before `name` has, directly or through others. */
function waitingFor(
  name: string,
  { plan }: ProgressFacts,
  all: Readonly<Record<string, Life>>,
): string[] {
  const waiting = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [other, { depends_on }] of Object.entries(plan.workstreams)) {
      if (waiting.has(other) || other === name || isLanded(entry(all, other)?.state)) continue;
      const needed = next;
      if (!depends_on.some((need) => need.name === needed && !need.optional)) continue;
      waiting.add(other);
      open.push(other);
    }
  }
  return [...waiting];
}

function endsLast(name: string, each: Readonly<Record<string, Outlook>>): boolean {
  const ends = Object.values(each).flatMap((one) => (one.state === 'forecast' ? [one.p85] : []));
  const own = entry(each, name);
  return own?.state === 'forecast' && ends.every((end) => end <= own.p85);
}

/** `: 2 workstreams wait for it`, or nothing. */
function because(name: string, facts: ProgressFacts, ground: Ground): string {
  const waiting = waitingFor(name, facts, ground.all);
  if (waiting.length > 0) {
    const wait = waiting.length === 1 ? 'waits' : 'wait';
    return `: ${listWords(waiting.map(named), 3)} ${wait} for it`;
  }
  return endsLast(name, ground.each) ? ': it ends last' : '';
}

function peopleOf(roles: readonly string[], { plan }: ProgressFacts): string[] {
  return [...new Set(roles.flatMap((role) => entry(plan.roles, role) ?? []))];
}

function ownersOf(workstream: string, facts: ProgressFacts): string[] {
  const owners = entry(facts.plan.workstreams, workstream)?.owners ?? [];
  return owners.length > 0 ? owners : peopleOf(facts.plan.escalation.to, facts);
}

function nextPhase(facts: ProgressFacts, { gate }: Ground): Decision[] {
  if (gate.state !== 'open') return [];
  const next = gate.next === null ? 'the phase ends' : `${named(gate.next)} begins`;
  const what = `Decide whether ${next}: every criterion of the gate is met.`;
  return [{ what, who: peopleOf(facts.plan.escalation.to, facts), workstream: null, weight: 50 }];
}

function toApprove(facts: ProgressFacts, ground: Ground): Decision[] {
  if (facts.approvals.state === 'unread') return [];
  return facts.approvals.pulls.flatMap((pull): Decision[] => {
    const [workstream] = pull.workstreams;
    if (pull.draft || pull.state === 'approved') return [];
    const { number, title, missing, asked, url } = pull;
    const opened = workstream
      ? entry(facts.activity, workstream)?.pulls.find((one) => one.number === number)?.createdAt
      : undefined;
    const hours = hoursBetween(opened ?? null, facts.now);
    const why = workstream ? because(workstream, facts, ground) : '';
    const waits = hours === null || hours < 24 ? '' : ` It has been open for ${span(hours)}.`;
    const pr = `#${number} ${quoted(title, 80)}`;
    const what = {
      pending: `Review ${pr}${missing.length === 0 ? '' : ` as ${listWords(missing.map(named))}`}${why}.${waits}`,
      blocked: `Settle what blocks ${pr}${why}. A reviewer asked for changes, or people could not be told apart; its approvals check says which.${waits}`,
      error: `Say who may approve ${pr}${why}. Its approvals check says what to mend in the plan.${waits}`,
    }[pull.state];
    const weight =
      10 +
      (pull.state === 'pending' ? 0 : 2) +
      Math.min(7, (hours ?? 0) / 24) +
      (workstream ? weightOf(workstream, facts, ground) : 0);
    return [{ what, who: asked, workstream: workstream ?? null, url, weight }];
  });
}

function toAgree(facts: ProgressFacts, ground: Ground): Decision[] {
  const { integration } = facts;
  if (integration.state === 'unread') return [];
  const { heads, landsBy, order, pairs, target } = integration;
  return ownAffairs(pairs)
    .filter(isCollision)
    .map(({ a, b }): Decision => {
      const sides = [a, b].flatMap((ref) => heads.find((head) => head.ref === ref) ?? []);
      const workstreams = [...new Set(sides.flatMap((head) => head.workstreams))];
      const weights = workstreams.map((name) => weightOf(name, facts, ground));
      const late = order.find(({ ref, conflictsWith }) => ref === a && conflictsWith.includes(b))
        ? [b, a]
        : [a, b];
      const [first = a, second = b] = a === target.ref || b === target.ref ? [a, b] : late;
      const own = first === target.ref ? second : second === target.ref ? first : null;
      const what =
        own === null
          ? `Agree that ${named(first)} lands before ${named(second)}, which then adapts: they conflict.`
          : `${following(named(own), named(target.ref), landsBy)} and settle the conflict: it cannot land as it is.`;
      const who = sides.flatMap((head) => head.pullRequest?.author ?? []);
      const url = sides.find((head) => head.ref === (own ?? second))?.pullRequest?.url;
      return {
        what,
        who: [...new Set(who)],
        workstream: workstreams[0] ?? null,
        weight: 9 + Math.max(0, ...weights),
        ...(url === undefined ? {} : { url }),
      };
    });
}

function toStart(facts: ProgressFacts, ground: Ground): Decision[] {
  return inState('ready', ground).map((name) => {
    const { agent } = entry(facts.plan.workstreams, name) ?? {};
    const by = agent === undefined ? '' : ` with ${named(agent)}`;
    return {
      what: `Start ${named(name)}${by}${because(name, facts, ground)}. All that it depends on has landed.`,
      who: ownersOf(name, facts),
      workstream: name,
      weight: 8 + weightOf(name, facts, ground),
    };
  });
}

/** External work that stands in the way, which only people can call done. */
function toConfirm(facts: ProgressFacts, { all }: Ground): Decision[] {
  return Object.entries(facts.plan.external).flatMap(([name, { done, issue }]): Decision[] => {
    const waiting = done ? [] : waitingFor(name, facts, all);
    if (waiting.length === 0) return [];
    const tracked = issue === undefined ? '' : ` (#${issue})`;
    const wait = waiting.length === 1 ? 'waits' : 'wait';
    const what = `Say whether ${named(name)}${tracked} is done: ${listWords(waiting.map(named), 3)} ${wait} for it. If it is, write done: true at it under external in the plan.`;
    const who = peopleOf(facts.plan.escalation.to, facts);
    return [{ what, who, workstream: null, weight: 8 + 4 * waiting.length }];
  });
}

function toWake(facts: ProgressFacts, ground: Ground): Decision[] {
  return inState('stalled', ground).map((name) => {
    const still = hoursBetween(entry(ground.all, name)?.movedAt ?? null, facts.now) ?? 0;
    const { agent } = entry(facts.plan.workstreams, name) ?? {};
    const whom = agent === undefined ? 'who works on it' : named(agent);
    return {
      what: `Ask ${whom} what became of ${named(name)}${because(name, facts, ground)}. Nothing has moved for ${span(still)}; pause it in the plan if that is meant.`,
      who: ownersOf(name, facts),
      workstream: name,
      weight: 9 + Math.min(7, still / 24) + weightOf(name, facts, ground),
    };
  });
}

function toAnswer(facts: ProgressFacts, ground: Ground): Decision[] {
  return inState('blocked', ground).flatMap((name): Decision[] => {
    const reported = entry(facts.reported, name);
    const [first] = reported?.blockers ?? [];
    if (!reported || first === undefined) return [];
    const more =
      reported.blockers.length === 1 ? '' : ` and ${plural(reported.blockers.length - 1, 'other')}`;
    return [
      {
        what: `Answer ${named(reported.agent)}, whom this keeps from ${named(name)}: ${quoted(first)}${more}.`,
        who: ownersOf(name, facts),
        workstream: name,
        weight: 9 + weightOf(name, facts, ground),
        ...(reported.url === undefined ? {} : { url: reported.url }),
      },
    ];
  });
}

function toRead(facts: ProgressFacts): Decision[] {
  const unread = [
    ...(facts.integration.state === 'unread' ? [facts.integration.reason] : []),
    ...(facts.approvals.state === 'unread' ? [facts.approvals.reason] : []),
    // What is read on with the next look needs nobody.
    ...(facts.activityUnread === null || facts.notRead.includes(sentence(facts.activityUnread))
      ? []
      : [facts.activityUnread]),
  ];
  const [first] = unread;
  if (first === undefined) return [];
  const what = `See to it that everything can be read. Part of this report is unknown, because ${first}.`;
  return [{ what, who: [], workstream: null, weight: 7 }];
}

/** Criteria that nobody can tell, once nothing else holds the gate. */
function toProve({ gate }: Ground): Decision[] {
  const open = gate.criteria.filter(({ answer }) => answer.answer !== 'yes');
  const [first] = open;
  if (!first || open.some(({ answer }) => answer.answer === 'no')) return [];
  const more =
    open.length === 1
      ? ''
      : ` and of ${plural(open.length - 1, 'other criterion', 'other criteria')}`;
  const what = `Say in the plan what proves ${quoted(first.text, 80)}${more}: only what is unknown still holds the gate.`;
  return [{ what, who: [], workstream: null, weight: 12 }];
}

function inState(state: Life['state'], { all }: Ground): string[] {
  return Object.keys(all).filter((name) => all[name]?.state === state);
}
