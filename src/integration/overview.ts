/**
 * What somebody who leads a repository wants to know of a forecast, as plain data of bounded size: what to merge next,
 * what collides, who waits for whom, what nobody can tell. Sentences have names between backticks and pull requests as
 * `#12`; whoever shows them makes them safe for where they stand.
 */

import { allMeetings, type Meeting, withoutRepeated } from './meetings.ts';
import { type Collision, collisionsOf, type Repeated, repeatedOf } from './overview-collisions.ts';
import { atMost, type Bounded, nameOf, namesOfRefs, type SideName } from './overview-names.ts';
import { landableInWords, openSteps } from './render-order.ts';
import type { Forecast, Head, OrderStep } from './report.ts';
import { IN_WORDS, type Standing, standingsOf } from './standing.ts';
import { reasonOf } from './undetermined.ts';
import { countsInWords } from './verdict.ts';
import { type View, viewOf } from './view.ts';

export interface Overview {
  base: SideName;
  heads: number;
  pairs: number;
  /** `2 conflicts, 1 undetermined`; empty where every pair is clean. */
  counts: string;
  /** Who can land now, as a sentence without a full stop; null where nothing is open. */
  landable: string | null;
  /** What to begin with; null where nothing is open. */
  next: Next | null;
  /** Heads that can land together, one after the other, in this order. */
  together: Bounded<SideName>;
  order: Bounded<Step>;
  collisions: Bounded<Collision>;
  /** What goes with a head's trouble with the base. */
  repeated: Bounded<Repeated>;
  waits: Bounded<Wait>;
  unknown: Bounded<Unknown>;
  /** Nothing of them is left to land. */
  landed: Bounded<SideName>;
  /** Heads with files that detectors could not look at. */
  unseen: Bounded<{ head: SideName; files: number }>;
}

export type Next =
  /** Land it; those in `upset` then collide with it. */
  | { do: 'land'; head: SideName; upset: Bounded<SideName> }
  /** Nothing can land as it is: this is in the way of the first one. */
  | { do: 'settle'; head: SideName; words: string };

export interface Step {
  /** From 1. */
  place: number;
  head: SideName;
  /** In the set that can land together. */
  now: boolean;
  owners: string[];
  /** Null where git could not tell. */
  files: number | null;
  /** Whether it can land there, and what has to happen before; the gravest first, never none. */
  standings: Standing[];
  /** Who collides with it from then on. */
  upset: Bounded<SideName>;
}

export interface Wait {
  head: SideName;
  /** What it waits for, as the plan calls it. */
  name: string;
  optional: boolean;
  /** The plan calls it done, and nothing shows it. */
  declared: boolean;
  /** Heads that bring it. */
  open: Bounded<SideName>;
  /** As the plan declares it. */
  status: string | null;
  /** How many of the head's dependencies are integrated. */
  integrated: number;
  of: number;
}

export interface Unknown {
  one: SideName;
  other: SideName;
  /** In a few words. */
  reason: string;
  /** What happened, and what to do next. */
  words: string;
}

/** Rows of a table. What one screen and a slow line can bear. */
const MOST_HEADS = 250;
const MOST_PAIRS = 60;
const MOST_WAITS = 100;
const MOST_UNKNOWN = 60;
/** Names in one cell. */
const FEW = 6;

export function overviewOf(forecast: Forecast): Overview {
  const view = viewOf(forecast);
  const meetings = allMeetings(view);
  const steps = openSteps(view);
  const open = new Set(steps.map(({ ref }) => ref));
  const { told, repeated } = withoutRepeated(meetings.filter(({ outcome }) => outcome !== 'clean'));
  const colliding = told.filter(({ outcome }) => !['undetermined', 'waiting'].includes(outcome));
  return {
    base: nameOf(view, forecast.base.ref),
    heads: forecast.heads.length,
    pairs: forecast.pairs.length,
    counts: countsInWords(meetings),
    landable: steps.length === 0 ? null : landableInWords(view, steps, IN_WORDS),
    next: nextOf(view, steps),
    together: namesOfRefs(
      view,
      steps.filter(({ now }) => now).map(({ ref }) => ref),
      MOST_HEADS,
    ),
    order: atMost(steps, MOST_HEADS, (step, at) => stepOf(view, step, at + 1)),
    collisions: collisionsOf(view, colliding, MOST_PAIRS),
    repeated: repeatedOf(view, repeated, MOST_PAIRS),
    waits: atMost(waitsOf(view, open), MOST_WAITS, (wait) => wait),
    unknown: atMost(
      told.filter(({ outcome }) => outcome === 'undetermined'),
      MOST_UNKNOWN,
      (meeting) => unknownOf(view, meeting),
    ),
    landed: namesOfRefs(
      view,
      forecast.heads.map(({ ref }) => ref).filter((ref) => !open.has(ref)),
      MOST_HEADS,
    ),
    unseen: atMost(
      forecast.heads.filter(({ leftOut }) => leftOut !== undefined && leftOut.length > 0),
      MOST_UNKNOWN,
      ({ ref, leftOut = [] }) => ({
        head: nameOf(view, ref),
        files: new Set(leftOut.map(({ path }) => path)).size,
      }),
    ),
  };
}

/** The first that can land and has nothing to be looked at; else what is in the way of the first one. */
function nextOf(view: View, steps: readonly OrderStep[]): Next | null {
  const standings = (step: OrderStep) => standingsOf(view, step, IN_WORDS);
  const calm = steps.find(
    (step) => step.now && standings(step).every(({ mark }) => mark === 'clean'),
  );
  if (calm) {
    const upset = namesOfRefs(view, calm.newly_conflicting, FEW);
    return { do: 'land', head: nameOf(view, calm.ref), upset };
  }
  const [first] = steps;
  if (!first) return null;
  const words = standings(first).map((one) => one.words);
  return { do: 'settle', head: nameOf(view, first.ref), words: words.join('; ') };
}

function stepOf(view: View, step: OrderStep, place: number): Step {
  const head = view.sides.get(step.ref) as Head;
  return {
    place,
    head: nameOf(view, step.ref),
    now: step.now,
    owners: head.owners,
    files: head.changedFiles,
    standings: standingsOf(view, step, IN_WORDS),
    upset: namesOfRefs(view, step.newly_conflicting, FEW),
  };
}

function waitsOf(view: View, open: ReadonlySet<string>): Wait[] {
  return view.forecast.order
    .map(({ ref }) => view.sides.get(ref) as Head)
    .filter(({ ref }) => open.has(ref))
    .flatMap(({ ref, waitsFor = [] }) =>
      waitsFor.map(({ name, optional, declared, status, integrated, of, open: brings }) => ({
        head: nameOf(view, ref),
        name,
        optional,
        declared: declared ?? false,
        open: namesOfRefs(view, brings, FEW),
        status,
        integrated,
        of,
      })),
    );
}

function unknownOf(view: View, meeting: Meeting): Unknown {
  const { short, long } = reasonOf(meeting);
  return {
    one: nameOf(view, meeting.own.ref),
    other: nameOf(view, meeting.other.ref),
    reason: short,
    words: long.replaceAll('**', ''),
  };
}
