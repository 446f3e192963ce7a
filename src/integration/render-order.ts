/** The best order to land, in words: who can land now, who is in the way of whom, and what to begin with. */
import { bullets, code, listWords, type Markdown, plural, table } from '../markdown.ts';
import { SIGN, who } from './render-meeting.ts';
import type { Head, OrderStep } from './report.ts';
import type { Show, Standing } from './standing.ts';
import { IN_MARKDOWN, short, standingsOf } from './standing.ts';
import { aliasOf, type View } from './view.ts';

/** Heads named that conflict once another one has landed. */
const MOST_UPSET = 5;

const MARKS: Readonly<Record<Standing['mark'], string>> = { ...SIGN, draft: '📝' };

/** The steps of heads that the base does not contain yet. */
export function openSteps({ forecast, sides }: View): OrderStep[] {
  return forecast.order.filter(({ ref }) => {
    const head = sides.get(ref);
    return !(head && 'containedIn' in head && head.containedIn.includes(forecast.base.ref));
  });
}

/** `28 of 40 open heads can land on main now …`: what a reader in a hurry has to know. Without a full stop. */
export function landableInWords(
  view: View,
  steps: readonly OrderStep[],
  show: Show = IN_MARKDOWN,
): string {
  const landable = steps.filter((step) => step.now);
  const doubted = landable.filter((step) => standingsOf(view, step)[0]?.mark !== 'clean').length;
  const base = show.name(view.forecast.base.ref);
  const open = plural(steps.length, 'open head');
  const which = steps.length === 1 ? 'The only open head' : `None of ${open}`;
  if (landable.length === 0) {
    return `${which} can${steps.length === 1 ? 'not' : ''} land on ${base} as ${steps.length === 1 ? 'it is' : 'they are'}`;
  }
  const all = steps.length === 1 ? which : steps.length === 2 ? 'Both open heads' : `All ${open}`;
  const who = landable.length === steps.length ? all : `${landable.length} of ${open}`;
  const how = landable.length > 1 ? ', one after the other,' : '';
  return `${who} can land on ${base} now${how} without a conflict${butInWords(doubted, landable.length)}`;
}

function butInWords(doubted: number, landable: number): string {
  if (doubted === 0) return '';
  if (doubted < landable) return `, but look at ${doubted} of them first`;
  return landable === 1 ? ', but look at it first' : ', but look at each of them first';
}

/** What to do next, as one sentence of Markdown; empty without heads. */
export function whereToBegin(view: View, steps: readonly OrderStep[]): Markdown {
  const calm = steps.find(
    (step) => step.now && standingsOf(view, step).every(({ mark }) => mark === 'clean'),
  );
  const first = calm ?? steps[0];
  if (!first) return '';
  const name = named(view, first.ref);
  if (!calm) return `**Next:** ${name}: ${standing(view, first)}.`;
  const upset = first.newly_conflicting;
  const then =
    upset.length > 0
      ? ` ${listWords(
          upset.map((ref) => named(view, ref)),
          3,
        )} then ${upset.length === 1 ? 'conflicts' : 'conflict'} with it and must be rebased.`
      : '';
  return `**Next:** land ${name}, once it is approved and its checks are green.${then}`;
}

/** So many rows are seen at once. */
const ON_A_SCREEN = 12;
const MOST_HELD = 20;

/** Who has to do what before landing, where the table is so long that these rows are out of sight; null where it is not. */
export function heldInWords(view: View, steps: readonly OrderStep[]): Markdown | null {
  const held = steps.filter(({ now }) => !now);
  if (held.length === 0 || steps.length <= ON_A_SCREEN) return null;
  const groups = Map.groupBy(held, (step) => {
    const [{ mark, words }] = standingsOf(view, step) as [Standing];
    return `${MARKS[mark]} ${words}`;
  });
  const told = [...groups].slice(0, ON_A_SCREEN).map(([what, heads]) => {
    const list = listWords(
      heads.map(({ ref }) => who(view.sides.get(ref) as Head)),
      MOST_HELD,
    );
    return `${what}: ${list}`;
  });
  const more = groups.size - told.length;
  return bullets([...told, ...(more > 0 ? [`… and ${plural(more, 'more reason')}`] : [])]);
}

/** One row for each head, in the best order; `more` are left out. */
export function orderTable(view: View, steps: readonly OrderStep[], more = 0): Markdown {
  const rows = steps.map((step, at) => {
    const head = view.sides.get(step.ref) as Head;
    return [
      String(at + 1),
      named(view, step.ref),
      head.owners.map(code).join(', '),
      head.changedFiles === null ? '?' : String(head.changedFiles),
      standing(view, step),
      listWords(
        step.newly_conflicting.map((ref) => short(view, ref, IN_MARKDOWN)),
        MOST_UPSET,
      ),
    ];
  });
  const headers = ['', 'Head', 'Owners', 'Files', 'Lands', 'Conflicts from then on'];
  // Without a plan nobody owns anything, and often nothing is upset: an empty column takes the room of others.
  const told = headers.map((_, at) => at === 0 || rows.some((row) => row[at] !== ''));
  const kept = (cells: readonly Markdown[]) => cells.filter((_, at) => told[at]);
  const left = more > 0 ? `\n\n… and ${plural(more, 'more head')}.` : '';
  return `${table(kept(headers), rows.map(kept))}${left}`;
}

function standing(view: View, step: OrderStep): Markdown {
  return standingsOf(view, step)
    .map(({ mark, words }) => `${MARKS[mark]} ${words}`)
    .join('; ');
}

/** Number and ref, and the workstream where it is called something else. */
export function named(view: View, ref: string): Markdown {
  const side = view.sides.get(ref);
  if (!side) return code(ref);
  const alias = aliasOf(view, side);
  return alias === null ? who(side) : `${who(side)}, ${code(alias)}`;
}
