/** What Weir answers to `/integrate all`: every open head as a table, in the best order to land. */
import { code, details, fitSections, type Markdown, plural, type Section } from '../markdown.ts';
import { allMeetings } from './meetings.ts';
import { matrixOfColliding, pairTable } from './render-matrix.ts';
import { ALL_OF_IT } from './render-meeting.ts';
import {
  heldInWords,
  landableInWords,
  openSteps,
  orderTable,
  whereToBegin,
} from './render-order.ts';
import type { Forecast } from './report.ts';
import { countsInWords } from './verdict.ts';
import { viewOf } from './view.ts';

const MOST_BYTES = 60_000;
/** Rows when room is short. */
const FEW_ROWS = 60;
/** Pairs listed with their files. */
const MOST_PAIRS = 50;

/** The sticky comment: who can land now, then everybody in order, then who collides with whom. */
export function renderAll(forecast: Forecast): Markdown {
  const view = viewOf(forecast);
  const base = code(forecast.base.ref);
  const rest = openSteps(view);
  if (rest.length === 0) {
    return `**Nothing is open.** Every head is contained in ${base}; there is nothing to integrate.`;
  }
  const meetings = allMeetings(view);
  const counts = countsInWords(meetings);
  const held = heldInWords(view, rest);
  const sections: Section[] = [
    { markdown: `**${landableInWords(view, rest)}.**`, priority: 10 },
    { markdown: whereToBegin(view, rest), priority: 9 },
    ...(held === null ? [] : [{ markdown: held, priority: 8 }]),
    {
      markdown: orderTable(view, rest),
      shorter: orderTable(view, rest.slice(0, FEW_ROWS), rest.length - FEW_ROWS),
      priority: 8,
    },
  ];
  const colliding = meetings.filter((one) => one.outcome !== 'clean');
  if (colliding.length > 0) {
    const list = pairTable(view, colliding, MOST_PAIRS);
    const matrix = matrixOfColliding(view, meetings);
    const parts = [list, ...(matrix === null ? [] : [matrix])];
    sections.push({
      markdown: details('Who collides with whom', parts.join('\n\n')),
      shorter: details('Who collides with whom', list),
      priority: 4,
    });
  }
  const pairs = plural(forecast.pairs.length, 'pair');
  const judged = `Judged with ${base} at ${code(forecast.base.oid.slice(0, 7))}: ${pairs}, ${counts === '' ? 'all clean' : counts}. Each head was also merged onto what those above it leave behind. Of two that collide, the one that lets more heads land goes first, else the larger change; the other one is rebased.`;
  return fitSections([...sections, { markdown: judged, priority: 9 }], MOST_BYTES, ALL_OF_IT);
}
