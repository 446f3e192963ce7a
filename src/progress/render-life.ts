/** What is said when a workstream may start, and when one stands still. Pure. */
import { bullets, code, listWords, type Markdown, marker, prose, text } from '../markdown.ts';
import type { Escalation } from './escalation.ts';
import { checksum } from './keys.ts';
import { createMentions } from './render-words.ts';
import type { WorkstreamStanding } from './report.ts';

/** In the comment, once the event is out: nobody sends it a second time, whatever the database remembers. */
export const EVENT_SENT = marker('event-sent');

/** Beside it, for each dependency that had landed by then. */
export function sentAfter(dependency: string): Markdown {
  return marker(`after:${checksum(dependency)}`);
}

/** Whether the event for its agent went out; null before it is known. */
export type EventNews = { sent: true } | { sent: false; why: string } | null;

export function renderReady(
  { agent, branch, dependsOn, name, tasks }: WorkstreamStanding,
  owners: readonly string[],
  news: EventNews,
): Markdown {
  const mention = createMentions();
  const required = dependsOn.filter(({ optional }) => !optional).map((need) => need.name);
  const landed = required.map((need) => code(need));
  const have = landed.length === 1 ? 'has' : 'have';
  const first = tasks.find(({ optional, state }) => !optional && state !== 'verified');
  const lines = [
    ...(branch === null ? [] : [`Branch: ${code(branch)}`]),
    ...(agent === null ? [] : [`Agent: ${code(agent)}`]),
    ...(owners.length === 0 ? [] : [`Owners: ${listWords(owners.map(mention))}`]),
    ...(first ? [`First task: ${text(first.text)}`] : []),
  ];
  return [
    `**${code(name)} can start:** ${listWords(landed, 8)} ${have} landed.`,
    ...(lines.length > 0 ? [bullets(lines)] : []),
    ...eventLine(news, required),
  ].join('\n\n');
}

function eventLine(news: EventNews, required: readonly string[]): Markdown[] {
  if (news === null) return [];
  if (!news.sent) return [`_${prose(news.why)}_`];
  const marks = [EVENT_SENT, ...required.map(sentAfter)].join('');
  return [`The event ${code('workstream-ready')} was sent, so that its agent can start. ${marks}`];
}

export function renderStalled({ what, who }: Escalation): Markdown {
  const mention = createMentions();
  const people = who.length === 0 ? '' : `${listWords(who.map(mention))}: `;
  return `**Standing still.** ${people}${prose(what)}`;
}
