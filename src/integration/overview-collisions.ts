/** The pairs of an overview that collide: where, on which commits, how sure that is, and what to do. */
import type { Meeting, Outcome } from './meetings.ts';
import { following, isLanding } from './next-step.ts';
import { atMost, type Bounded, nameOf, type SideName } from './overview-names.ts';
import { besideInWords } from './render-meeting.ts';
import type { Finding, FindingSeverity } from './report.ts';
import { IN_WORDS } from './standing.ts';
import { isOnlyWorse } from './verdict.ts';
import type { View } from './view.ts';

export interface Collision {
  /** Lands first in the best order. */
  one: SideName;
  other: SideName;
  outcome: Outcome;
  /** Nothing collides, but benchmarks got worse. */
  slower: boolean;
  /** Merged as they are, because one of the two does not merge with the base. */
  direct: boolean;
  files: Bounded<string>;
  findings: Bounded<CollisionFinding>;
  /** Who resolves, by the best order to land; null where that does not settle it. */
  advice: string | null;
  /** What is left out of the findings because it is one head's alone. */
  beside: string[];
}

export interface CollisionFinding {
  detector: string;
  severity: FindingSeverity;
  /** 0 to 1. */
  confidence: number;
  message: string;
  /** Null where the advice of the pair says it. */
  suggestion: string | null;
  places: Bounded<CollisionPlace>;
}

export interface CollisionPlace {
  /** Whose file this is. */
  side: SideName;
  path: string;
  line: number | null;
  endLine: number | null;
}

/** A head that fares with others just as it does with the base. */
export interface Repeated {
  head: SideName;
  others: number;
}

const MOST_FILES = 5;
const MOST_FINDINGS = 6;
const MOST_PLACES = 8;

export function collisionsOf(
  view: View,
  meetings: readonly Meeting[],
  most: number,
): Bounded<Collision> {
  return atMost(meetings, most, (meeting) => ({
    one: nameOf(view, inOrder(view, meeting)[0]),
    other: nameOf(view, inOrder(view, meeting)[1]),
    outcome: meeting.outcome,
    slower: isOnlyWorse(meeting),
    direct: meeting.pair.basis === 'direct' && meeting.pair.a !== view.forecast.base.ref,
    files: atMost(meeting.files, MOST_FILES, (path) => path),
    findings: atMost(meeting.findings, MOST_FINDINGS, (finding) => findingOf(view, finding)),
    advice: adviceOf(view, meeting),
    beside: besideInWords(meeting, IN_WORDS.name),
  }));
}

/** Whoever lands first in the best order, then the other one; the base before everybody. */
function inOrder({ rank }: View, { own, other }: Meeting): [string, string] {
  const isFirst = (rank.get(own.ref) ?? 0) <= (rank.get(other.ref) ?? 0);
  return isFirst ? [own.ref, other.ref] : [other.ref, own.ref];
}

/** Whoever lands later resolves; the best order says who that is. */
function adviceOf(view: View, meeting: Meeting): string | null {
  const { forecast } = view;
  const { outcome, findings } = meeting;
  if (outcome !== 'conflict' || !findings.some(isLanding)) return null;
  const [first, last] = inOrder(view, meeting);
  const follow = following(view, IN_WORDS.name(last), IN_WORDS.name(forecast.base.ref));
  if (first === forecast.base.ref)
    return `${follow.charAt(0).toUpperCase()}${follow.slice(1)} and resolve there.`;
  return `${IN_WORDS.name(first)} lands first in the best order; then ${follow} and resolve there.`;
}

function findingOf(view: View, finding: Finding): CollisionFinding {
  const { detector, severity, confidence, message, suggestion, places } = finding;
  return {
    detector,
    severity,
    confidence,
    message,
    suggestion: isLanding(finding) ? null : suggestion,
    places: atMost(places, MOST_PLACES, ({ head, path, line, endLine }) => ({
      side: nameOf(view, head),
      path,
      line: line ?? null,
      endLine: endLine === line ? null : (endLine ?? null),
    })),
  };
}

export function repeatedOf(
  view: View,
  repeated: ReadonlyMap<string, readonly Meeting[]>,
  most: number,
): Bounded<Repeated> {
  return atMost([...repeated], most, ([ref, { length }]) => ({
    head: nameOf(view, ref),
    others: length,
  }));
}
