/** The weekly progress issue: one screen for people, the same facts as JSON for agents. Pure. */

import {
  bytes,
  details,
  fitSections,
  heading,
  listWords,
  type Markdown,
  plural,
  prose,
  type Section,
  text,
} from '../markdown.ts';
import { hiddenBlock } from './hidden-block.ts';
import { blockerTable } from './render-blockers.ts';
import { conflictSection } from './render-conflicts.ts';
import { burnUp, dependencyGraph } from './render-pictures.ts';
import {
  changePointSection,
  claimsSection,
  compatibilityLine,
  decisionList,
  gateSection,
  gateTitle,
  notReadList,
  orderList,
} from './render-sections.ts';
import { age, change, VERDICT } from './render-words.ts';
import { stageTable, workstreamDetails, workstreamTable } from './render-workstreams.ts';
import type { PastWeek, WeekReport } from './report.ts';

/** GitHub takes 65,536 characters of an issue; bytes are never fewer. The markers around it need room, too. */
const MOST_BYTES = 64_000;
/** What people read has this much at least, however many facts there are. */
const LEAST_FOR_PEOPLE = 24_000;

/** `Week 28 · Phase 2 · 🟠 at risk · 11/20 verified (+3)`: plain text, as titles are. */
export function weekTitle(report: WeekReport): string {
  const { verified, total, change: by } = report.totals;
  const phase = report.phase ? [report.phase.name] : [];
  const counts =
    total === 0 ? [] : [`${verified}/${total} verified${by === null ? '' : ` (${change(by)})`}`];
  const week = `Week ${Number(report.week.slice(6))}`;
  return [week, ...phase, VERDICT[report.verdict], ...counts].join(' · ').slice(0, 250);
}

/**
 * The body of the issue, with the facts in a hidden block.
 *
 * @param kept what next week's report needs of this one; it stands in the block in any case
 * @param notify whether people who must act are mentioned, each at most once
 */
export function renderWeek(report: WeekReport, kept: PastWeek, notify = true): Markdown {
  const block = factsBlock(report, kept);
  const shown = report.moved ? sections(report, notify) : quiet(report);
  return `${fitSections(shown, MOST_BYTES - bytes(block) - 2)}\n\n${block}`;
}

/** All facts, or as many as leave room for people. */
function factsBlock(report: WeekReport, kept: PastWeek): Markdown {
  const most = MOST_BYTES - LEAST_FOR_PEOPLE;
  const candidates = [
    { kept, report },
    { kept, report: withoutLists(report), left_out: 'lists of evidence and history' },
    { kept, left_out: 'the report' },
  ].map((facts) => hiddenBlock(facts));
  return candidates.find((one) => bytes(one) <= most) ?? candidates.at(-1) ?? '';
}

function withoutLists(report: WeekReport): WeekReport {
  return {
    ...report,
    history: [],
    workstreams: report.workstreams.map((one) => ({
      ...one,
      tasks: one.tasks.map((task) => ({
        ...task,
        claims: [],
        answer: task.answer && { ...task.answer, evidence: [] },
      })),
    })),
  };
}

/** Nothing happened: one line, and nobody is called; what is unknown is said all the same. */
function quiet(report: WeekReport): Section[] {
  const { verified, total } = report.totals;
  const counts =
    total === 0 ? '' : ` ${verified} of ${plural(total, 'task')} are verified, as before.`;
  const waits = report.decisions.length;
  const next =
    waits === 0
      ? ''
      : ` ${plural(waits, 'decision')} still wait${waits === 1 ? 's' : ''}: \`/report\` lists them.`;
  const line = [
    `Nothing happened since last week: no commit, review or check moved a workstream.${counts}${next}`,
    ...lateNotes(report),
  ].join(' · ');
  const unknown = notReadList(report);
  return [
    { markdown: line, priority: 10 },
    ...(unknown === null ? [] : [{ markdown: unknown, priority: 9 }]),
  ];
}

function sections(report: WeekReport, notify: boolean): Section[] {
  const found: Section[] = [{ markdown: opening(report), priority: 20 }];
  const add = (title: Markdown, body: Markdown | null, priority: number) => {
    if (body !== null) found.push({ markdown: `${heading(3, title)}\n\n${body}`, priority });
  };
  found.push({ markdown: workstreamTable(report), priority: 18 });
  add('Needs a human', decisionList(report, notify), 19);
  add('Blockers', blockerTable(report), 16);
  add('Conflicts', conflictSection(report), 14);
  add('Checks', stageTable(report), 12);
  const compatibility = compatibilityLine(report);
  if (compatibility !== null) found.push({ markdown: compatibility, priority: 12 });
  add('Slower since', changePointSection(report), 13);
  add(gateTitle(report), gateSection(report), 15);
  add('Could not be read', notReadList(report), 15);
  add('Said, not shown', claimsSection(report), 11);
  add('Order to land', orderList(report), 9);
  found.push(...pictures(report));
  for (const one of report.workstreams) {
    found.push({ markdown: workstreamDetails(one, report), priority: 6 });
  }
  found.push({ markdown: closing(report), priority: 17 });
  return found;
}

function opening(report: WeekReport): Markdown {
  const [first = '', ...rest] = report.headline;
  const lines = [`**${prose(first)}**`, ...rest.map((one) => prose(one))];
  const where = phaseLine(report);
  return [lines.join(' '), ...(where === null ? [] : [where])].join('\n\n');
}

function phaseLine(report: WeekReport): Markdown | null {
  const { phase } = report;
  const parts: Markdown[] = [];
  if (phase) {
    parts.push(
      phase.version === null ? text(phase.name) : `${text(phase.name)}, ${text(phase.version)}`,
    );
    if (phase.now !== null && phase.from !== null && phase.to !== null) {
      const weeks = phase.from === phase.to ? String(phase.from) : `${phase.from} to ${phase.to}`;
      parts.push(`week ${phase.now} of weeks ${weeks}`);
    }
    if (phase.daysLeft !== null) {
      parts.push(
        phase.daysLeft >= 0
          ? `${plural(phase.daysLeft, 'day')} left`
          : `${plural(-phase.daysLeft, 'day')} over`,
      );
    }
  }
  parts.push(...lateNotes(report));
  return parts.length === 0 ? null : parts.join(' · ');
}

/** How late it is, and what was not filed at all. */
function lateNotes({ lateMinutes, missed = [], at }: WeekReport): Markdown[] {
  const parts: Markdown[] = [];
  if (lateMinutes > 0) {
    const late = age(new Date(Date.parse(at) - lateMinutes * 60_000).toISOString(), at);
    parts.push(`filed ${late === null ? 'late' : `${late} late`}, because Weir was not running`);
  }
  if (missed.length > 0) {
    parts.push(`no report of ${listWords(missed.map(text), 6)}, because Weir was not running`);
  }
  return parts;
}

function pictures(report: WeekReport): Section[] {
  const graph = dependencyGraph(report);
  const chart = burnUp(report);
  return [
    ...(graph === null ? [] : [{ markdown: details('Who waits for whom', graph), priority: 4 }]),
    ...(chart === null
      ? []
      : [
          {
            markdown: details('Burn-up', `${chart.picture}\n\n${chart.numbers}`),
            shorter: details('Burn-up', chart.numbers),
            priority: 5,
          },
        ]),
  ];
}

function closing({ at }: WeekReport): Markdown {
  const when = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return `Verified is what Weir found evidence for; claimed is what somebody said. Made ${when}. \`/report\` makes it again, \`/phase\` shows the gate, and the same facts stand in this text as JSON for agents.`;
}
