/** The whole forecast as one Markdown document, for `weir integrate --markdown`. */
import {
  bullets,
  bytes,
  code,
  fitSections,
  heading,
  listWords,
  type Markdown,
  plural,
  prose,
  type Section,
} from '../markdown.ts';
import { allMeetings, type Meeting, withoutRepeated } from './meetings.ts';
import type { Telling } from './render-finding.ts';
import { matrixOfColliding, pairTable } from './render-matrix.ts';
import { ALL_OF_IT, evidenceDetails, meetingDetails, who } from './render-meeting.ts';
import {
  heldInWords,
  landableInWords,
  named,
  openSteps,
  orderTable,
  whereToBegin,
} from './render-order.ts';
import type { Forecast } from './report.ts';
import { countsInWords } from './verdict.ts';
import { type View, viewOf } from './view.ts';

/** What GitHub shows of a job's summary (1 MiB for each step), with room for what stands around it. */
const MOST_BYTES = 1_000_000;
const MOST_ROWS = 1_000;
/** Rows when room is short. */
const FEW_ROWS = 200;

/**
 * Who can land now, pairs that are not clean, best order, matrix, details, in at most `most` bytes. Left out is only what
 * repeats something else, unless there is no room: then it is counted.
 */
export function renderMarkdown(forecast: Forecast, most = MOST_BYTES): Markdown {
  const view = viewOf(forecast);
  const meetings = allMeetings(view);
  const colliding = meetings.filter((one) => one.outcome !== 'clean');
  const told = withoutRepeated(colliding).told.filter(({ findings }) => findings.length > 0);
  const overview = fitSections(overviewOf(view, meetings, colliding), most, ALL_OF_IT);
  const parts = [overview, ...detailsWithin(told, most - bytes(overview) - 1)];
  return `${parts.join('\n\n')}\n`;
}

/** Everything but the details of each pair. */
function overviewOf(
  view: View,
  meetings: readonly Meeting[],
  colliding: readonly Meeting[],
): Section[] {
  const { forecast } = view;
  const base = code(forecast.base.ref);
  const steps = openSteps(view);
  const sections: Section[] = [];
  const add = (priority: number, markdown: Markdown, shorter?: Markdown) =>
    sections.push({ markdown, priority, ...(shorter === undefined ? {} : { shorter }) });
  add(20, heading(2, `Integration with ${base}`));
  if (steps.length > 0) {
    add(20, `**${landableInWords(view, steps)}.**`);
    add(20, whereToBegin(view, steps));
    const held = heldInWords(view, steps);
    if (held !== null) add(18, held);
  }
  add(20, verdictOfAll(forecast, meetings));
  const landed = forecast.heads.filter(({ ref }) => !steps.some((step) => step.ref === ref));
  if (landed.length > 0) {
    const list = landed.map(({ ref }) => named(view, ref));
    const say = (names: string) =>
      `Already contained in ${base}, with nothing left to land: ${names}.`;
    add(10, say(list.join(', ')), say(listWords(list, 20)));
  }
  if (colliding.length > 0) {
    add(14, pairTable(view, colliding, MOST_ROWS), pairTable(view, colliding, FEW_ROWS));
  }
  if (steps.length > 0) {
    const order = (rows: number) =>
      `${heading(3, 'Best order to land')}\n\n${orderTable(view, steps.slice(0, rows), steps.length - rows)}`;
    add(16, order(MOST_ROWS), order(FEW_ROWS));
  }
  const matrix = matrixOfColliding(view, meetings);
  if (matrix !== null) add(12, `${heading(3, 'Matrix')}\n\n${matrix}`);
  const remarks = forecast.heads.flatMap((head) =>
    (head.assignment?.remarks ?? []).map(({ message }) => ({ head, message })),
  );
  if (remarks.length > 0) {
    const items = remarks.map(({ head, message }) => `${who(head)}: ${prose(message)}`);
    add(8, `${heading(3, 'Workstreams to check')}\n\n${bullets(items)}`);
  }
  return sections;
}

/**
 * What was found in each pair, the gravest first, in at most `room` bytes: everything, or where that does not fit the
 * first findings of as many pairs as have room. What cannot be shown is not written in the first place.
 */
function detailsWithin(told: readonly Meeting[], room: number): Markdown[] {
  if (told.length === 0) return [];
  const title = heading(3, 'Details');
  const left = (count: number) =>
    `_Details of ${plural(count, 'pair')} left out, because GitHub shows only so much text._ ${ALL_OF_IT}`;
  const within = room - bytes(title) - bytes(left(told.length)) - 6;
  const all = asManyAsFit(told, within, detailsOf);
  if (all.length === told.length) return [title, ...all];
  const short = asManyAsFit(told, within, inShort);
  if (short.length === told.length) return [title, ...short];
  return [title, ...short, left(told.length - short.length)];
}

function asManyAsFit(
  told: readonly Meeting[],
  room: number,
  write: (one: Meeting) => Markdown,
): Markdown[] {
  const written: Markdown[] = [];
  let free = room;
  for (const one of told) {
    const markdown = write(one);
    free -= bytes(markdown) + 2;
    if (free < 0) break;
    written.push(markdown);
  }
  return written;
}

/** How many pairs were judged, and how many of them are not clean, as Markdown. */
function verdictOfAll(forecast: Forecast, meetings: readonly Meeting[]): Markdown {
  const heads = plural(forecast.heads.length, 'head');
  const pairs = plural(meetings.length, 'pair');
  const counts = countsInWords(meetings);
  const judged = `Judged: ${code(forecast.base.ref)} at ${code(forecast.base.oid.slice(0, 7))} and ${heads}, ${pairs}`;
  return `${judged}: ${counts === '' ? 'all clean' : counts}.`;
}

const FEW_FINDINGS = 5;

/** All findings, and what the tools said. */
function detailsOf(meeting: Meeting): Markdown {
  const evidence = evidenceDetails(meeting, true);
  const all = meetingDetails(meeting, null, tellingAtMost(Number.MAX_SAFE_INTEGER));
  return evidence === null ? all : `${all}\n\n${evidence}`;
}

function inShort(meeting: Meeting): Markdown {
  return meetingDetails(meeting, null, tellingAtMost(FEW_FINDINGS));
}

function tellingAtMost(most: number): Telling {
  return { repoUrl: null, most, fromOutside: true };
}
