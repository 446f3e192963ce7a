/** The best order to land, in words: who can land now, who is in the way of whom, and what to begin with. */
import { code, link, listWords, type Markdown, plain, plural, table } from '../markdown.ts';
import type { PullRequest } from '../ports.ts';
import { type Outcome, outcomeOf, repeatedIn } from './meetings.ts';
import { filesInShort, SIGN, who } from './render-meeting.ts';
import type { Head, OrderStep } from './report.ts';
import { aliasOf, type View } from './view.ts';

/** Names and numbers as they are shown somewhere, made safe for it. */
interface Show {
  name(name: string): string;
  pull(pull: PullRequest): string;
}

const IN_MARKDOWN: Show = { name: code, pull: ({ number, url }) => link(`#${number}`, url) };
export const IN_TERMINAL: Show = {
  name: (name) => plain(name, 40),
  pull: ({ number }) => `#${number}`,
};

/** Why a head lands where it stands in the order, or what has to happen before. */
export interface Standing {
  mark: Outcome | 'draft';
  words: string;
}

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

const IN_WORDS: Show = {
  name: (name) => `\`${plain(name, 60)}\``,
  pull: ({ number }) => `#${number}`,
};

/** What keeps a head from landing now, or is to be looked at first; null where nothing does. */
export function whyNotNow(view: View, step: OrderStep): string | null {
  const standings = standingsOf(view, step, IN_WORDS);
  return standings.every(({ mark }) => mark === 'clean')
    ? null
    : standings.map(({ words }) => words).join('; ');
}

/** Whether a head can land at its place, and if not, who resolves what. Never none; the gravest first. */
export function standingsOf(view: View, step: OrderStep, show: Show = IN_MARKDOWN): Standing[] {
  const head = view.sides.get(step.ref) as Head;
  if (step.now) return [landsNow(view, step, show)];
  const { base } = view.forecast;
  const notes: Standing[] = [];
  const found = meetingsBefore(view, step.ref);
  // What goes with a conflict with the base is settled there.
  const repeated = new Set([base.ref, ...(found.get('repeated') ?? [])]);
  const others = step.conflicts_with.filter((ref) => !repeated.has(ref));
  const target = show.name(base.ref);
  const isRebased = view.forecast.landsBy === 'rebase';
  const follow = isRebased ? `rebase it onto ${target}` : `merge ${target} into it`;
  if (step.conflicts_with.includes(base.ref)) {
    notes.push({ mark: 'conflict', words: `${follow} first` });
  }
  if (others.length > 0) {
    const list = listWords(
      others.map((ref) => short(view, ref, show)),
      3,
    );
    notes.push({ mark: 'conflict', words: `rebase it after ${list}` });
  }
  if (notes.length === 0 && step.tried?.outcome === 'conflict') {
    const files = filesInShort(step.tried.paths, 3, show.name);
    notes.push({
      mark: 'conflict',
      words: `conflicts once those above have landed together: ${files}`,
    });
  }
  const failing = (found.get('conflict') ?? []).filter((ref) => !step.conflicts_with.includes(ref));
  if (failing.length > 0) {
    const list = listWords(
      failing.map((ref) => short(view, ref, show)),
      3,
    );
    notes.push({ mark: 'conflict', words: `settle first what fails with ${list}` });
  }
  const unknown = found.get('undetermined') ?? [];
  if (unknown.length > 0) {
    const list = listWords(
      unknown.map((ref) => short(view, ref, show)),
      3,
    );
    notes.push({ mark: 'undetermined', words: `not known whether it merges with ${list}` });
  }
  if (notes.length === 0 && step.tried?.outcome === 'undetermined') {
    notes.push({ mark: 'undetermined', words: 'could not be merged' });
  }
  const waits = (head.waitsFor ?? []).filter(({ declared, optional }) => !optional && !declared);
  if (waits.length > 0) {
    const list = listWords(
      waits.map(({ name }) => show.name(name)),
      3,
    );
    notes.push({ mark: 'waiting', words: `waits for ${list}` });
  }
  if (head.planFault !== undefined) {
    notes.push({ mark: 'conflict', words: `correct its plan file first: ${head.planFault}` });
  }
  if (head.pullRequest?.draft) notes.push({ mark: 'draft', words: 'a draft' });
  return notes.length > 0 ? notes : [heldBack(view, step.ref, show)];
}

/** Nothing before it is in its way: it gives way to what lands later, for its dependencies, and brings more along. */
function heldBack(view: View, ref: string, show: Show): Standing {
  const now = new Set(view.forecast.order.flatMap((step) => (step.now ? [step.ref] : [])));
  const inTheWay = (view.troubled.get(ref) ?? [])
    .filter((pair) => ['conflict', 'undetermined'].includes(outcomeOf(pair)))
    .map((pair) => (pair.a === ref ? pair.b : pair.a))
    .filter((other) => now.has(other));
  if (inTheWay.length === 0) return { mark: 'undetermined', words: 'not before those above' };
  const list = listWords(
    inTheWay.map((other) => short(view, other, show)),
    3,
  );
  return { mark: 'conflict', words: `gives way to ${list}; rebase it then` };
}

/** That nothing fails is not all: what else was found with the base or with those before it has to be looked at. */
function landsNow(view: View, { ref }: OrderStep, show: Show): Standing {
  const found = meetingsBefore(view, ref);
  const grave = (['undetermined', 'warning'] as const).find((one) => found.has(one));
  if (!grave) return { mark: 'clean', words: 'now' };
  const what = { undetermined: 'what is unknown', warning: 'the warning' };
  const list = listWords(
    (found.get(grave) ?? []).map((other) => short(view, other, show)),
    3,
  );
  return { mark: grave, words: `now, but first look at ${what[grave]} with ${list}` };
}

/** The base and the heads earlier in the order, by how a head meets them; `repeated` where that goes with what one of the two has with the base. */
function meetingsBefore(view: View, ref: string): Map<Outcome | 'repeated', string[]> {
  const rank = view.rank.get(ref) ?? 0;
  const found = new Map<Outcome | 'repeated', string[]>();
  for (const pair of view.troubled.get(ref) ?? []) {
    const other = pair.a === ref ? pair.b : pair.a;
    if ((view.rank.get(other) ?? 0) > rank) continue;
    const outcome = repeatedIn(view, pair, ref) === null ? outcomeOf(pair) : 'repeated';
    found.set(outcome, [...(found.get(outcome) ?? []), other]);
  }
  return found;
}

/** Number and ref, and the workstream where it is called something else. */
export function named(view: View, ref: string): Markdown {
  const side = view.sides.get(ref);
  if (!side) return code(ref);
  const alias = aliasOf(view, side);
  return alias === null ? who(side) : `${who(side)}, ${code(alias)}`;
}

/** The number of its pull request, else its name. */
function short(view: View, ref: string, show: Show): string {
  const side = view.sides.get(ref);
  return side && 'pullRequest' in side && side.pullRequest
    ? show.pull(side.pullRequest)
    : show.name(view.names.get(ref) ?? ref);
}
