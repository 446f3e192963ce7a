/** The agenda of a review: what there is to look at, and what to decide. Nobody is mentioned. Pure. */

import {
  bullets,
  code,
  fitSections,
  heading,
  link,
  listWords,
  type Markdown,
  plural,
  prose,
  type Section,
  text,
} from '../markdown.ts';
import type { StandingHead } from '../ports/standing.ts';
import { type DueOccasion, lateInWords } from '../schedule.ts';
import type { ProgressFacts } from './facts.ts';
import { clause } from './phrases.ts';
import { blockerTable } from './render-blockers.ts';
import { conflictSection } from './render-conflicts.ts';
import { changePointSection, decisionList, orderList } from './render-sections.ts';
import type { WeekReport } from './report.ts';

const MOST_BYTES = 60_000;
const MOST = 20;

type Topic = 'design' | 'integration' | 'performance';

/** What words of the plan stand for; a review that is called otherwise looks at everything. */
const TOPICS: readonly [Topic, RegExp][] = [
  ['design', /design|contract|interface|\bapi\b|architect/i],
  ['integration', /integrat|merge|conflict/i],
  ['performance', /perf|benchmark|baseline|latency/i],
];

/** @param what the review as the plan calls it */
export function renderReview(
  what: string,
  report: WeekReport,
  facts: ProgressFacts,
  occasion: DueOccasion,
): Markdown {
  const named = TOPICS.filter(([, words]) => words.test(what)).map(([topic]) => topic);
  const on = (topic: Topic) => named.length === 0 || named.includes(topic);
  const sections: Section[] = [{ markdown: opening(what, occasion), priority: 10 }];
  const add = (title: Markdown, body: Markdown | null, none: string, priority: number) =>
    sections.push({ markdown: `${heading(5, title)}\n\n${body ?? none}`, priority });
  add('Decisions wanted', decisionList(report, false), 'None.', 9);
  if (on('design')) {
    add('Changes of contracts', findings('contract', report), 'None between open heads.', 8);
    add('Not in their lane', wrongLanes(facts), 'No open head.', 8);
  }
  if (on('integration')) {
    add('Conflicts', conflictSection(report), 'None between open heads.', 7);
    const { approvalsUnread, conflictsUnread } = report;
    const unread = conflictsUnread ?? approvalsUnread;
    add('Order to land', orderList(report), notKnown(conflictsUnread) ?? 'Nothing is open.', 6);
    add('Blockers', blockerTable(report), notKnown(unread) ?? 'None.', 5);
  }
  if (on('performance')) {
    add('Slower', findings('performance', report), 'Nothing was found on open heads.', 8);
    add('Where it changed on the target', changePointSection(report), 'No change was found.', 4);
  }
  return fitSections(sections, MOST_BYTES);
}

function opening(what: string, { date, lateMinutes, missed }: DueOccasion): Markdown {
  const notes = [
    ...(lateMinutes > 0 ? [`${lateInWords(lateMinutes)} late`] : []),
    ...(missed.length > 0 ? [`without an agenda on ${listWords(missed, MOST)}`] : []),
  ];
  const title = heading(4, `${text(what)}, ${date}`);
  return notes.length === 0
    ? title
    : `${title}\n\n_${listWords(notes)}, because Weir was not running_`;
}

/** That nothing was found says nothing where something could not be read; null where all could be. */
function notKnown(why: string | null): Markdown | null {
  return why === null ? null : `❔ Could not be read: ${prose(clause(why))}.`;
}

/** What a detector found between open heads. */
function findings(detector: string, { conflicts, conflictsUnread }: WeekReport): Markdown | null {
  if (conflicts === null) return notKnown(conflictsUnread ?? 'no reason was given');
  const found = conflicts.flatMap(({ a, b, findings }) =>
    findings
      .filter((finding) => finding.detector === detector)
      .map(({ message, paths, suggestion, undetermined }) => {
        const sign = undetermined ? '❔ ' : '';
        return `${sign}${code(a)} and ${code(b)}: ${prose(clause(message), paths)}. ${prose(suggestion, paths)}`;
      }),
  );
  return found.length === 0 ? null : some(found);
}

function wrongLanes({ integration }: ProgressFacts): Markdown | null {
  if (integration.state === 'unread') return notKnown(integration.reason);
  const odd = integration.heads.flatMap((head) =>
    head.remarks.map(({ message }) => `${headName(head)}: ${prose(message)}`),
  );
  return odd.length === 0 ? null : some(odd);
}

function headName({ ref, pullRequest }: StandingHead): Markdown {
  return pullRequest === null
    ? code(ref)
    : `${link(`#${pullRequest.number}`, pullRequest.url)} ${text(pullRequest.title)}`;
}

function some(lines: readonly Markdown[]): Markdown {
  const rest = lines.length - MOST;
  return bullets([
    ...lines.slice(0, MOST),
    ...(rest > 0 ? [`and ${plural(rest, 'more', 'more')}`] : []),
  ]);
}
