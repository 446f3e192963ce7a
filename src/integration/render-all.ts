/** What Weir answers to `/integrate all`: every open head as a table, in the best order to land. */
import {
  code,
  details,
  fitSections,
  listWords,
  type Markdown,
  plural,
  type Section,
  table,
} from '../markdown.ts';
import { aliasOf, allMeetings, type View, viewOf } from './meetings.ts';
import { MOST_HEADS_IN_MATRIX, matrix } from './render-matrix.ts';
import { filesInShort, who } from './render-meeting.ts';
import type { Forecast, Head, OrderStep } from './report.ts';
import { countsInWords } from './verdict.ts';

const MOST_BYTES = 60_000;
/** Rows when room is short. */
const FEW_ROWS = 60;

/** The sticky comment: who can land now, then everybody in order, then the matrix. */
export function renderAll(forecast: Forecast): Markdown {
  const view = viewOf(forecast);
  const base = code(forecast.base.ref);
  const rest = forecast.order.filter(({ ref }) => !isLanded(view, ref));
  const counts = countsInWords(allMeetings(view));
  if (rest.length === 0) {
    return `**Nothing is open.** Every head is contained in ${base}; there is nothing to integrate.`;
  }
  const sections: Section[] = [
    { markdown: headline(view, rest), priority: 10 },
    { markdown: nextStep(view, rest), priority: 9 },
    {
      markdown: orderTable(view, rest),
      shorter: orderTable(view, rest.slice(0, FEW_ROWS), rest.length - FEW_ROWS),
      priority: 8,
    },
  ];
  if (forecast.heads.length <= MOST_HEADS_IN_MATRIX) {
    const markdown = details('Who collides with whom', matrix(view, allMeetings(view)));
    sections.push({ markdown, priority: 4 });
  }
  const pairs = plural(forecast.pairs.length, 'pair');
  const judged = `Judged with ${base} at ${code(forecast.base.oid.slice(0, 7))}: ${pairs}, ${counts === '' ? 'all clean' : counts}. Each head was also merged onto what those above it leave behind. Of two that collide, the one that lets more heads land goes first, else the larger change; the other one is rebased.`;
  return fitSections([...sections, { markdown: judged, priority: 7 }], MOST_BYTES);
}

function isLanded({ forecast, sides }: View, ref: string): boolean {
  const head = sides.get(ref);
  return (
    head !== undefined && 'containedIn' in head && head.containedIn.includes(forecast.base.ref)
  );
}

function headline(view: View, steps: readonly OrderStep[]): Markdown {
  const now = steps.filter((step) => step.now).length;
  const of = plural(steps.length, 'open head');
  const base = code(view.forecast.base.ref);
  if (now === steps.length) {
    return `**All ${of} can land on ${base} now, one after the other, without a conflict.**`;
  }
  if (now === 0) return `**None of ${of} can land on ${base} as it is.**`;
  return `**${now} of ${of} can land on ${base} now, one after the other, without a conflict.**`;
}

function nextStep(view: View, steps: readonly OrderStep[]): Markdown {
  const [first] = steps;
  if (!first) return '';
  const name = named(view, first.ref);
  if (first.now) {
    const upset = first.newly_conflicting;
    const then =
      upset.length > 0
        ? ` ${listWords(
            upset.map((ref) => named(view, ref)),
            3,
          )} then ${upset.length === 1 ? 'conflicts' : 'conflict'} with it and must be rebased.`
        : '';
    return `**Next:** land ${name}, once it is approved.${then}`;
  }
  return `**Next:** ${name}: ${standing(view, first)}.`;
}

function orderTable(view: View, steps: readonly OrderStep[], more = 0): Markdown {
  const rows = steps.map((step, at) => {
    const head = view.sides.get(step.ref) as Head;
    return [
      String(at + 1),
      named(view, step.ref),
      head.owners.map(code).join(', '),
      head.changedFiles === null ? '?' : String(head.changedFiles),
      standing(view, step),
      step.newly_conflicting.map((ref) => short(view, ref)).join(', '),
    ];
  });
  const headers = ['', 'Head', 'Owners', 'Files', 'Lands', 'Conflicts from then on'];
  const left = more > 0 ? `\n\n… and ${plural(more, 'more head')}.` : '';
  return `${table(headers, rows)}${left}`;
}

/** Whether a head can land at its place, and if not, who resolves what. */
function standing(view: View, step: OrderStep): Markdown {
  const head = view.sides.get(step.ref) as Head;
  if (step.now) return '✅ now';
  const { base } = view.forecast;
  const notes: string[] = [];
  const others = step.conflicts_with.filter((ref) => ref !== base.ref);
  if (step.conflicts_with.includes(base.ref))
    notes.push(`❌ merge ${code(base.ref)} into it first`);
  if (others.length > 0) {
    const list = listWords(
      others.map((ref) => short(view, ref)),
      3,
    );
    notes.push(`❌ rebase it after ${list}`);
  }
  if (notes.length === 0 && step.tried?.outcome === 'conflict') {
    notes.push(
      `❌ conflicts once those above have landed together: ${filesInShort(step.tried.paths)}`,
    );
  }
  if (notes.length === 0 && step.tried?.outcome === 'undetermined') {
    notes.push('❔ could not be merged');
  }
  const waits = (head.waitsFor ?? []).filter(({ declared, optional }) => !optional && !declared);
  if (waits.length > 0) {
    notes.push(
      `⏳ waits for ${listWords(
        waits.map(({ name }) => code(name)),
        3,
      )}`,
    );
  }
  if (head.pullRequest?.draft) notes.push('📝 a draft');
  // It is held back by what it would have to land after.
  if (notes.length === 0) notes.push('❔ not before those above');
  return notes.join('; ');
}

function named(view: View, ref: string): Markdown {
  const side = view.sides.get(ref);
  if (!side) return code(ref);
  const alias = aliasOf(view, side);
  return alias === null ? who(side) : `${who(side)}, ${code(alias)}`;
}

/** The number of its pull request, else its name. */
function short(view: View, ref: string): Markdown {
  const side = view.sides.get(ref);
  return side && 'pullRequest' in side && side.pullRequest
    ? `#${side.pullRequest.number}`
    : code(view.names.get(ref) ?? ref);
}
