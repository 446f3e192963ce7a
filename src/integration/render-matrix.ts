/** The whole forecast as one Markdown document, for `weir integrate --markdown`. */
import {
  bullets,
  code,
  heading,
  listWords,
  type Markdown,
  numbered,
  plural,
  prose,
  table,
} from '../markdown.ts';
import { aliasOf, allMeetings, type Meeting, type View, viewOf } from './meetings.ts';
import {
  evidenceDetails,
  filesInShort,
  meetingDetails,
  outcomeInWords,
  SIGN,
  who,
} from './render-meeting.ts';
import type { Base, Forecast, Head } from './report.ts';
import { countsInWords } from './verdict.ts';

/** A wider matrix does not fit a page. */
export const MOST_HEADS_IN_MATRIX = 20;

/** Verdict, pairs that are not clean, best order, matrix, details. Nothing is left out. */
export function renderMarkdown(forecast: Forecast): Markdown {
  const view = viewOf(forecast);
  const meetings = allMeetings(view);
  const colliding = meetings.filter((one) => one.outcome !== 'clean');
  const parts = [
    heading(2, `Integration with ${code(forecast.base.ref)}`),
    verdictOfAll(forecast, meetings),
  ];
  if (colliding.length > 0) parts.push(pairTable(view, colliding));
  if (forecast.heads.length > 0) parts.push(heading(3, 'Best order to land'), orderList(view));
  if (forecast.heads.length > 0 && forecast.heads.length <= MOST_HEADS_IN_MATRIX) {
    parts.push(heading(3, 'Matrix'), matrix(view, meetings));
  }
  const told = colliding.filter(({ findings }) => findings.length > 0);
  if (told.length > 0) parts.push(heading(3, 'Details'), ...told.flatMap((one) => detailsOf(one)));
  const remarks = forecast.heads.flatMap((head) =>
    (head.assignment?.remarks ?? []).map(({ message }) => ({ head, message })),
  );
  if (remarks.length > 0) {
    const items = remarks.map(({ head, message }) => `${who(head)}: ${prose(message)}`);
    parts.push(heading(3, 'Workstreams to check'), bullets(items));
  }
  return `${parts.join('\n\n')}\n`;
}

/** `3 of 10 pairs conflict …`: the headline of a whole forecast, as Markdown. */
function verdictOfAll(forecast: Forecast, meetings: readonly Meeting[]): Markdown {
  const heads = plural(forecast.heads.length, 'head');
  const pairs = plural(meetings.length, 'pair');
  const counts = countsInWords(meetings);
  const judged = `${code(forecast.base.ref)} at ${code(forecast.base.oid.slice(0, 7))} and ${heads} make ${pairs}`;
  return counts === '' ? `**No conflicts.** ${judged}, all clean.` : `**${counts}.** ${judged}.`;
}

function pairTable(view: View, colliding: readonly Meeting[]): Markdown {
  const rows = colliding.map((meeting) => [
    named(view, meeting.own),
    named(view, meeting.other),
    outcomeInWords(meeting),
    filesInShort(meeting.files),
  ]);
  return table(['One', 'Other', 'Verdict', 'Files'], rows);
}

/** Number and ref, and the workstream where it is called something else. */
function named(view: View, side: Head | Base): Markdown {
  const alias = aliasOf(view, side);
  return alias === null ? who(side) : `${who(side)}, ${code(alias)}`;
}

function orderList(view: View): Markdown {
  return numbered(
    view.forecast.order.map(({ ref, conflicts_with }) => {
      const side = view.sides.get(ref);
      const label = side ? named(view, side) : code(ref);
      if (conflicts_with.length === 0) return label;
      return `${label}, resolving against ${listWords(conflicts_with.map(code), 5)}`;
    }),
  );
}

/** Who collides with whom, as a table of signs with its legend. */
export function matrix({ forecast, names }: View, meetings: readonly Meeting[]): Markdown {
  const sides = [forecast.base, ...forecast.heads];
  const signs = new Map<string, string>();
  for (const { pair, outcome } of meetings) {
    signs.set(JSON.stringify([pair.a, pair.b]), SIGN[outcome]);
    signs.set(JSON.stringify([pair.b, pair.a]), SIGN[outcome]);
  }
  const rows = sides.map((row, at) => [
    `${at}. ${code(names.get(row.ref) ?? row.ref)}`,
    ...sides.map((column) =>
      row === column ? '·' : (signs.get(JSON.stringify([row.ref, column.ref])) ?? ''),
    ),
  ]);
  const legend = `${SIGN.clean} clean, ${SIGN.conflict} conflict, ${SIGN.undetermined} undetermined, ${SIGN.warning} warning, ${SIGN.waiting} waits for another, ${SIGN.note} note`;
  return `${table(['', ...sides.map((_, at) => String(at))], rows)}\n\n${legend}`;
}

function detailsOf(meeting: Meeting): Markdown[] {
  const evidence = evidenceDetails(meeting);
  const all = { repoUrl: null, most: Number.MAX_SAFE_INTEGER, fromOutside: true };
  return [meetingDetails(meeting, null, all), ...(evidence === null ? [] : [evidence])];
}
