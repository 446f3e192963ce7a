/** What Weir answers to `/integrate` on a pull request: one sticky comment, or one plain reply. */

import {
  bullets,
  code,
  fitSections,
  link,
  listWords,
  type Markdown,
  numbered,
  plural,
  type Section,
} from '../markdown.ts';
import { PLAN_PATH } from '../plan/parse.ts';
import { affairsOf, meetingsOf } from './meetings.ts';
import { nextStep } from './next-step.ts';
import { leftOutInWords, meetingTable, othersAlone, sameAsBase, who } from './render-meeting.ts';
import type { Forecast, Head } from './report.ts';
import { verdictMarkdown } from './verdict.ts';
import { type View, viewOf } from './view.ts';

/** GitHub takes 65,536 characters; a comment should be far from it. */
const MOST_BYTES = 60_000;
/** What fits on a screen. */
const MOST_ROWS = 10;
const MOST_STEPS = 12;

export interface CommentContext {
  /** The check run with the details, where there is one. */
  checkUrl: string | null;
  /** Names after `/integrate with`; empty when everything was judged. */
  limitedTo: readonly string[];
  plan: 'absent' | 'broken' | 'valid';
}

/** The sticky comment: verdict, next step, whom it collides with, the best order, where to read on. */
export function renderIntegrateComment(
  forecast: Forecast,
  head: Head,
  { checkUrl, limitedTo, plan }: CommentContext,
): Markdown {
  const view = viewOf(forecast);
  const meetings = meetingsOf(view, [head]);
  const { own: colliding, asBase, others, leftOut } = affairsOf(meetings);
  const same = asBase.length;
  const verdict = `**${verdictMarkdown(view, head, meetings)}**`;
  const sections: Section[] = [
    { markdown: verdict, priority: 9 },
    { markdown: nextStep(view, head, meetings), priority: 9 },
  ];
  if (limitedTo.length > 0) {
    const names = listWords(limitedTo.map(code), 10);
    const markdown = `Only ${names} and ${code(forecast.base.ref)} were looked at, as asked. Comment \`/integrate\` to look at every head.`;
    sections.push({ markdown, priority: 8 });
  }
  if (colliding.length > 0) {
    const markdown = meetingTable(colliding, plan === 'valid', MOST_ROWS);
    sections.push({ markdown, priority: 5 });
  }
  if (same > 0) sections.push({ markdown: sameAsBase(view, same), priority: 5 });
  if (leftOut.length > 0) sections.push({ markdown: leftOutInWords(view, leftOut), priority: 8 });
  if (others.length > 0) sections.push({ markdown: othersAlone(view, others), priority: 4 });
  const order = orderMarkdown(view, head, new Set(colliding.map((one) => one.other.ref)));
  if (order !== null) sections.push({ markdown: order, priority: 6 });
  sections.push({ markdown: footer(forecast, head, checkUrl, plan), priority: 7 });
  return fitSections(sections, MOST_BYTES);
}

/** The best order of this head and those it collides with; null where it collides with no other head. */
function orderMarkdown(view: View, head: Head, colliding: ReadonlySet<string>): Markdown | null {
  const steps = view.forecast.order.filter(({ ref }) => ref === head.ref || colliding.has(ref));
  if (steps.length < 2) return null;
  const items = steps.slice(0, MOST_STEPS).map(({ ref, conflicts_with }) => {
    const side = view.sides.get(ref);
    const name = side ? who(side) : code(ref);
    const meets = conflicts_with.filter(
      (other) => steps.some((step) => step.ref === other) || other === view.forecast.base.ref,
    );
    const against =
      meets.length > 0
        ? `, resolving against ${listWords(
            meets.map((other) => code(view.names.get(other) ?? other)),
            3,
          )}`
        : '';
    return ref === head.ref ? `**${name}, this one**${against}` : `${name}${against}`;
  });
  const more = steps.length - items.length;
  return `Best order to land ${steps.length === 2 ? 'the two' : 'them'}:\n\n${numbered(items)}${more > 0 ? `\n\n… and ${more} more.` : ''}`;
}

function footer(
  forecast: Forecast,
  head: Head,
  checkUrl: string | null,
  plan: CommentContext['plan'],
): Markdown {
  const others = forecast.heads.length - 1;
  const judged = `Judged at ${code(head.oid.slice(0, 7))} with ${code(forecast.base.ref)}${others > 0 ? ` and ${plural(others, 'other head')}` : ''}.`;
  const more = checkUrl === null ? '' : ` Lines and details: ${link('the check run', checkUrl)}.`;
  return `${judged}${more}${planHint(plan, forecast.base.ref)}`;
}

/** One sentence on how to get a plan, where there is none that counts. */
function planHint(plan: CommentContext['plan'], target: string): Markdown {
  switch (plan) {
    case 'valid':
      return '';
    case 'absent':
      return `\n\nThere is no plan on ${code(target)}, so no check is posted and workstreams are unknown: to get both, commit \`${PLAN_PATH}\` with \`version: 1\` and your branches under \`workstreams:\`.`;
    case 'broken':
      return `\n\nThe plan on ${code(target)} has errors, so workstreams are unknown here: correct \`${PLAN_PATH}\`; the check run lists its lines.`;
  }
}

/** The reply where `/integrate` was commented on something that cannot be integrated. */
export function renderNotAPullRequest(target: string, plan: CommentContext['plan']): Markdown {
  return `Nothing was merged: \`/integrate\` works on an open pull request into ${code(target)} or into the branch of a workstream. Comment it on one of those.${planHint(plan, target)}`;
}

/** The reply to `/integrate with` names that nobody knows. */
export function renderUnknownNames(
  unknown: readonly { name: string; nearest: readonly string[] }[],
): Markdown {
  const items = unknown.map(({ name, nearest }) => {
    const hint =
      nearest.length > 0 ? ` Did you mean ${orWords(nearest.slice(0, 3).map(code))}?` : '';
    return `${code(name)} is no workstream, branch or open pull request here.${hint}`;
  });
  const next = 'Correct the name, or comment `/integrate` alone to look at every head.';
  return ['Nothing was merged:', bullets(items), next].join('\n\n');
}

function orWords(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}
