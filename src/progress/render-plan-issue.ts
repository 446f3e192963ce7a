/** The plan issue: one living page per repository with where every workstream stands now. Pure. */

import { boxList } from '../commands/boxes.ts';
import {
  code,
  details,
  fitSections,
  heading,
  listWords,
  type Markdown,
  plural,
  prose,
  type Section,
  table,
  text,
} from '../markdown.ts';
import { conflictSection } from './render-conflicts.ts';
import { dependencyGraph } from './render-pictures.ts';
import {
  decisionList,
  gateSection,
  gateTitle,
  notReadList,
  orderList,
  phaseGoals,
  waveList,
} from './render-sections.ts';
import { day, numberLink, stateWord, VERDICT } from './render-words.ts';
import { stageTable } from './render-workstreams.ts';
import type { WeekReport, WorkstreamStanding } from './report.ts';

const MOST_BYTES = 62_000;

/** `Workstreams: Phase 2`. */
export function planIssueTitle({ phase }: WeekReport): string {
  return phase === null ? 'Workstreams' : `Workstreams: ${phase.name}`.slice(0, 250);
}

/**
 * The body. Controls and states come first, so that they are the last to be left out. Nobody is mentioned: the page is
 * written again whenever something changes. No time of day stands in it, so that an unchanged repository leaves it alone.
 *
 * @param weekly the latest weekly report, where there is one
 */
export function renderPlanIssue(
  report: WeekReport,
  weekly: { number: number; url: string } | null,
): Markdown {
  const found: Section[] = [
    { markdown: opening(report, weekly), priority: 20 },
    { markdown: boxList(), priority: 20 },
    { markdown: standingTable(report), priority: 18 },
  ];
  const add = (title: Markdown, body: Markdown | null, priority: number) => {
    if (body !== null) found.push({ markdown: `${heading(3, title)}\n\n${body}`, priority });
  };
  add('Needs a human', decisionList(report, false), 17);
  add('Could not be read', notReadList(report), 16);
  add('Order to land', orderList(report), 15);
  add('Conflicts', conflictSection(report), 14);
  add('Checks', stageTable(report), 10);
  add('Order to start', waveList(report), 8);
  add('What the phase is for', phaseGoals(report), 7);
  const gate = gateSection(report);
  if (gate !== null) found.push({ markdown: details(gateTitle(report), gate), priority: 9 });
  const graph = dependencyGraph(report);
  if (graph !== null) found.push({ markdown: details('Who waits for whom', graph), priority: 5 });
  return fitSections(found, MOST_BYTES);
}

function opening(report: WeekReport, weekly: { number: number; url: string } | null): Markdown {
  const { verified, claimed, total } = report.totals;
  const counts =
    total === 0
      ? ''
      : ` ${verified} of ${plural(total, 'task')} verified${claimed > 0 ? `, ${claimed} only claimed` : ''}.`;
  const latest = weekly === null ? '' : ` Latest report: ${numberLink(weekly.number, weekly.url)}.`;
  return `**${VERDICT[report.verdict]}.**${counts}${latest} Weir keeps this issue up to date; what you write outside of its text stays. Tick a box to run it:`;
}

function standingTable(report: WeekReport): Markdown {
  return table(
    ['Workstream', 'State', 'Why', 'Verified', 'Waits for', 'Who', 'Last moved'],
    report.workstreams.map((one) => [
      one.number === null ? code(one.name) : `${one.number}. ${code(one.name)}`,
      stateWord(one.life.state),
      prose(one.life.reason),
      one.counts.total === 0 ? '–' : `${one.counts.verified} of ${one.counts.total}`,
      waits(one),
      one.agent === null ? '–' : text(one.agent),
      one.life.movedAt === null ? 'never' : day(one.life.movedAt),
    ]),
  );
}

function waits({ dependsOn }: WorkstreamStanding): Markdown {
  const open = dependsOn.filter(({ met }) => !met);
  if (open.length === 0) return '–';
  return listWords(
    open.map(({ name, optional }) => `${code(name)}${optional ? ' (optional)' : ''}`),
    4,
  );
}
