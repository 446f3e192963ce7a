/** Whether a head can land at its place in the best order, and if not, what has to happen before. */
import { code, link, listWords, plain } from '../markdown.ts';
import type { PullRequest } from '../ports.ts';
import { type Outcome, outcomeOf, repeatedIn } from './meetings.ts';
import { following } from './next-step.ts';
import { filesInShort } from './render-meeting.ts';
import type { Head, OrderStep } from './report.ts';
import type { View } from './view.ts';

/** Names and numbers as they are shown somewhere, made safe for it. */
export interface Show {
  name(name: string): string;
  pull(pull: PullRequest): string;
}

export const IN_MARKDOWN: Show = { name: code, pull: ({ number, url }) => link(`#${number}`, url) };
export const IN_TERMINAL: Show = {
  name: (name) => plain(name, 40),
  pull: ({ number }) => `#${number}`,
};

/** Why a head lands where it stands in the order, or what has to happen before. */
export interface Standing {
  mark: Outcome | 'draft';
  words: string;
}

/** As a plain sentence with names between backticks and pull requests as `#12`. */
export const IN_WORDS: Show = {
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
  const follow = following(view, 'it', target);
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
  const waits = requiredBy(view, step.ref);
  if (waits.length > 0) {
    const list = listWords(
      waits.map((name) => show.name(name)),
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

/** What has to land before a head, as far as nothing shows or declares that it has. */
function requiredBy({ sides }: View, ref: string): string[] {
  const { waitsFor = [] } = sides.get(ref) as Head;
  return waitsFor.flatMap(({ declared, name, optional }) => (optional || declared ? [] : [name]));
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
  if (!grave) {
    // Those it depends on stand before it, so that it can land in its turn.
    const waits = requiredBy(view, ref).map((name) => show.name(name));
    const after = waits.length > 0 ? `, after ${listWords(waits, 3)}` : '';
    return { mark: 'clean', words: `now${after}` };
  }
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

/** The number of its pull request, else its name. */
export function short(view: View, ref: string, show: Show): string {
  const side = view.sides.get(ref);
  return side && 'pullRequest' in side && side.pullRequest
    ? show.pull(side.pullRequest)
    : show.name(view.names.get(ref) ?? ref);
}
