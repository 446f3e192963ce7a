/** Sections of a report that speak of the whole repository: who must act, blockers, gate, claims. Pure. */
import {
  bullets,
  code,
  details,
  link,
  listWords,
  type Markdown,
  numbered,
  plural,
  prose,
  table,
  text,
} from '../markdown.ts';
import type { StandingStep } from '../ports/standing.ts';
import { ANSWER, createMentions, numberLink, stateWord } from './render-words.ts';
import type { CriterionStanding, WeekReport } from './report.ts';

/** More people cannot act at once. */
const MOST_DECISIONS = 5;

/**
 * What only people can do, most important first.
 *
 * @param notify whether people are mentioned, each at most once, or only named
 */
export function decisionList({ decisions }: WeekReport, notify: boolean): Markdown | null {
  if (decisions.length === 0) return null;
  const mention = notify ? createMentions() : code;
  return numbered(
    decisions.slice(0, MOST_DECISIONS).map(({ what, who, url }) => {
      const said = url === undefined ? prose(what) : `${prose(what)} (${link('open', url)})`;
      return who.length === 0 ? said : `${listWords(who.map(mention))}: ${said}`;
    }),
  );
}

/** The conditions to leave the phase. */
export function gateSection({ gate }: WeekReport, most = gate.criteria.length): Markdown | null {
  if (gate.state === 'none') return null;
  const met = gate.criteria.filter(({ answer }) => answer.answer === 'yes').length;
  const unknown = gate.criteria.filter(({ answer }) => answer.answer === 'unknown').length;
  const of = plural(gate.criteria.length, 'criterion', 'criteria');
  const asked = unknown > 0 ? ` ${unknown} cannot be told, and that keeps it closed, too.` : '';
  const state =
    gate.state === 'open'
      ? `**Open:** all ${of} are met.`
      : `**Closed:** ${met} of ${of} ${met === 1 || gate.criteria.length === 1 ? 'is' : 'are'} met.${asked}`;
  const isMet = ({ answer }: CriterionStanding) => Number(answer.answer === 'yes');
  const left = gate.criteria.length - most;
  const shown =
    left > 0 ? gate.criteria.toSorted((a, b) => isMet(a) - isMet(b)).slice(0, most) : gate.criteria;
  const rows = shown.map((criterion) => [
    ANSWER[criterion.answer.answer],
    text(criterion.text),
    `${prose(criterion.answer.reason)}${claimedNote(criterion)}`,
  ]);
  const more = left > 0 ? `\n\nThere is no room for ${left} more of them.` : '';
  return `${state}\n\n${table(['', 'Criterion', 'Why'], rows)}${more}`;
}

function claimedNote({ answer, claims }: CriterionStanding): Markdown {
  return claims.length > 0 && answer.answer !== 'yes' ? ' Claimed all the same.' : '';
}

/** What the gate is called. */
export function gateTitle({ gate }: WeekReport): Markdown {
  return gate.next === null ? 'Gate of the phase' : `Gate to ${text(gate.next)}`;
}

/** What is said and not shown, and what contradicts itself. */
export function claimsSection(report: WeekReport): Markdown | null {
  const unproved = report.workstreams.flatMap((one) =>
    one.tasks
      .filter(({ state }) => state === 'claimed')
      .map((task) => `${code(one.name)}: ${text(task.text)}`),
  );
  const said = report.contradictions.map(({ workstream, what, url }) => {
    const sentence = url === undefined ? prose(what) : `${prose(what)} (${link('open', url)})`;
    const named = workstream === null || what.startsWith(`\`${workstream}\``);
    return named ? sentence : `${code(workstream)}: ${sentence}`;
  });
  if (unproved.length + said.length === 0) return null;
  const parts: Markdown[] = [];
  if (said.length > 0) parts.push(bullets(said));
  if (unproved.length > 0) {
    const intro = `${plural(unproved.length, 'task')} ${unproved.length === 1 ? 'is' : 'are'} claimed, and nothing proves ${unproved.length === 1 ? 'it' : 'them'}. Add \`done_when\` to the plan, or the evidence.`;
    parts.push(details(intro.replaceAll('`', ''), bullets(unproved)));
  }
  return parts.join('\n\n');
}

/** Changes for the worse on the target's own history of benchmarks. */
export function changePointSection({ changePoints }: WeekReport): Markdown | null {
  if (changePoints.length === 0) return null;
  return bullets(
    changePoints.map(({ benchmark, change, oid, subject, url }) => {
      const commit = url === undefined ? code(oid.slice(0, 10)) : link(code(oid.slice(0, 10)), url);
      return `${code(benchmark)} ${text(change)} since ${commit}: ${text(subject)}`;
    }),
  );
}

/** What could not be read, and why: everything that hangs on it is unknown. */
export function notReadList({ notRead }: WeekReport): Markdown | null {
  return notRead.length === 0 ? null : bullets(notRead.map((why) => `❔ ${prose(why)}`));
}

/** Compatibility with an earlier release, as one line. */
export function compatibilityLine({ compatibility }: WeekReport): Markdown | null {
  if (compatibility === null) return null;
  const { baseline, answer } = compatibility;
  return `${ANSWER[answer.answer]} — compatibility with ${code(baseline)}: ${prose(answer.reason)}`;
}

/** In which order agents start, and which of them have; null where the plan names no waves. */
export function waveList({ waves }: WeekReport): Markdown | null {
  if (waves.length === 0) return null;
  return numbered(
    waves.map(({ wave, workstreams }) => {
      const each = workstreams.map(({ name, state }) => `${code(name)} ${stateWord(state)}`);
      return `${text(wave)}: ${each.join(', ')}`;
    }),
  );
}

/** What the phase is for. */
export function phaseGoals({ phase }: WeekReport): Markdown | null {
  if (phase === null || phase.objectives.length === 0) return null;
  return bullets(phase.objectives.map(text));
}

/** Heads that can land are told in one line from here on. */
const MANY_LAND = 4;

/** Merges, and still lacks approvals. */
const UNAPPROVED = '⏳';

/** Heads in the order to land; those that can land at once together, with how many they are. */
export function orderList(report: WeekReport): Markdown | null {
  const { order } = report;
  if (order.length === 0) return null;
  const waiting = unapproved(report);
  const name = ({ ref, pull }: StandingStep) => {
    if (pull === null) return code(ref);
    const mark = waiting.has(pull.number) ? ` ${UNAPPROVED}` : '';
    return `${numberLink(pull.number, pull.url)} ${code(ref)}${mark}`;
  };
  const line = (step: StandingStep) =>
    step.why === null
      ? `${name(step)} can land without a conflict`
      : `${name(step)}: ${prose(step.why)}`;
  const isMarked = order.some(({ pull }) => pull !== null && waiting.has(pull.number));
  const legend = isMarked ? [`${UNAPPROVED} still lacks approvals.`] : [];
  const unread =
    report.approvalsUnread === null ? [] : ['❔ Whether they are approved is unknown.'];
  const held = order.findIndex(({ why }) => why !== null);
  const landing = held === -1 ? order : order.slice(0, held);
  if (landing.length < MANY_LAND) {
    return [numbered(order.map(line)), ...legend, ...unread].join('\n\n');
  }
  const rest = order.slice(landing.length);
  const who =
    rest.length === 0 ? `All ${order.length}` : `The first ${landing.length} of ${order.length}`;
  return [
    `**${who} can land now, one after the other, without a conflict:** ${landing.map(name).join(', ')}.`,
    ...(rest.length > 0 ? [numbered(rest.map(line), landing.length + 1)] : []),
    ...legend,
    ...unread,
  ].join('\n\n');
}

/** Numbers of the pull requests that may not land yet for want of approvals. */
function unapproved({ approvalsUnread, workstreams }: WeekReport): Set<number> {
  if (approvalsUnread !== null) return new Set();
  const pulls = workstreams.flatMap(({ approvals }) => approvals);
  return new Set(pulls.flatMap(({ number, state }) => (state === 'approved' ? [] : [number])));
}
