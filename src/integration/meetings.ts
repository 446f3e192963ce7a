/** A forecast seen from one commit: whom it meets, how that ends, and what everybody is called. */
import { isUndetermined } from './conclude.ts';
import type { Base, Finding, Head, Pair, Place } from './report.ts';
import type { View } from './view.ts';

/**
 * How a meeting ends, for readers. `conflict`: something fails, or the text does not merge and the plan asks
 * for a warning. `waiting`: nothing is wrong between the two, but a dependency has to land first. What the plan has switched off or calls a note never goes beyond `note`.
 */
export type Outcome = 'conflict' | 'undetermined' | 'warning' | 'waiting' | 'note' | 'clean';

const GRAVITY: readonly Outcome[] = [
  'conflict',
  'undetermined',
  'warning',
  'waiting',
  'note',
  'clean',
];

/** One pair, seen from one of its sides. */
export interface Meeting {
  /** The side that is looked from. */
  own: Head | Base;
  other: Head | Base;
  /** What the other one is called where it must be short: its workstream, else its ref. */
  name: string;
  pair: Pair;
  outcome: Outcome;
  /** Findings in the order of their severity. */
  findings: Finding[];
  /** One path for each collision that makes the outcome, without repetition. */
  files: string[];
  /** Heads that do not merge with the base, and in how many files that alone makes the two collide; these are told of nowhere else. */
  beside: { ref: string; files: number }[];
  /**
   * The head that fares with the base as the two do here, in the same files or for the same reason, so that they were
   * merged as they are: what it has with the base comes first, and this goes with it. Null where that is not so.
   */
  repeats: string | null;
}

export function outcomeOf(pair: Pair): Outcome {
  const { verdict, findings } = pair;
  const has = (severity: string, among: readonly Finding[]) =>
    among.some((finding) => finding.severity === severity && !finding.undetermined);
  const [waits, others] = [findings.filter(isWaiting), findings.filter((one) => !isWaiting(one))];
  if (has('fail', others)) return 'conflict';
  if (isUndetermined(pair)) return 'undetermined';
  if (has('warn', others)) return verdict === 'conflict' ? 'conflict' : 'warning';
  if (has('fail', waits) || has('warn', waits)) return 'waiting';
  return has('note', findings) || verdict === 'conflict' ? 'note' : 'clean';
}

/** Whether a finding is about who lands first by the plan, and not about what collides. */
export function isWaiting({ detector }: Pick<Finding, 'detector'>): boolean {
  return detector === 'order';
}

/**
 * The meetings of one commit, gravest first, the base before heads, larger before smaller. Heads on the same
 * commit do not meet each other, and meet everybody else once: the worst of their pairs stands for all.
 */
export function meetingsOf(view: View, heads: readonly Head[]): Meeting[] {
  const here = new Set(heads.map((head) => head.ref));
  const found = new Map<string, Meeting>();
  for (const pair of view.forecast.pairs) {
    const [mine, theirs] = here.has(pair.b) ? [pair.b, pair.a] : [pair.a, pair.b];
    if (!here.has(mine) || here.has(theirs)) continue;
    const meeting = meet(view, pair, mine);
    const before = found.get(theirs);
    if (!before || gravity(meeting) < gravity(before)) found.set(theirs, meeting);
  }
  return sorted(view, [...found.values()]);
}

/** All pairs of the forecast, each once, gravest first. */
export function allMeetings(view: View): Meeting[] {
  return sorted(
    view,
    view.forecast.pairs.map((pair) => meet(view, pair, pair.a)),
  );
}

function meet(view: View, pair: Pair, mine: string): Meeting {
  const theirs = mine === pair.a ? pair.b : pair.a;
  const [own, other] = [view.sides.get(mine), view.sides.get(theirs)];
  if (!own || !other)
    throw new Error(`the forecast has a pair of ${mine} and ${theirs}, but not both`);
  const between = withoutOwned(pair);
  const outcome = outcomeOf(between);
  const severities = ['fail', 'warn', 'note'];
  const findings = [...between.findings].sort(
    (x, y) => severities.indexOf(x.severity) - severities.indexOf(y.severity),
  );
  const counted = outcome === 'note' ? findings : findings.filter((one) => one.severity !== 'note');
  const files = counted.flatMap((finding) => mainPlace(finding, mine)?.path ?? []);
  return {
    own,
    other,
    name: view.names.get(theirs) ?? theirs,
    pair: between,
    outcome,
    findings,
    files: [...new Set(files)],
    beside: besides(pair, between),
    repeats: repeatedIn(view, pair, mine),
  };
}

/** A pair without the conflicts that are one head's alone, as long as the two collide in something else, too. */
export function withoutOwned(pair: Pair): Pair {
  const findings = pair.findings.filter(({ onlyOf }) => onlyOf === undefined);
  return findings.some(isTextual) ? { ...pair, findings } : pair;
}

function besides(pair: Pair, between: Pair): Meeting['beside'] {
  if (pair === between) return [];
  const left = pair.findings.filter((finding) => !between.findings.includes(finding));
  return [...Map.groupBy(left, ({ onlyOf }) => onlyOf ?? '')].map(([ref, findings]) => ({
    ref,
    files: new Set(findings.map(({ places: [place] }) => place?.path)).size,
  }));
}

/** The head whose pair with the base is the same as this pair, `own` before the other; null where there is none. */
export function repeatedIn({ forecast, notOnBase }: View, pair: Pair, own: string): string | null {
  if (pair.onlyOf !== undefined) return pair.onlyOf;
  if (pair.a === forecast.base.ref || pair.basis !== 'direct') return null;
  const owners = new Set(pair.findings.map(({ onlyOf }) => onlyOf));
  // Each of the two collides where it does not merge with the base.
  if (pair.findings.length > 0 && !owners.has(undefined)) return own;
  const between = withoutOwned(pair);
  const same = [own, own === pair.a ? pair.b : pair.a].find((ref) => {
    const before = notOnBase.get(ref);
    if (!before || before.verdict !== pair.verdict) return false;
    if (!between.findings.every(isTextual)) return false;
    if (pair.verdict === 'undetermined') return before.reason === pair.reason;
    const paths = new Set(pathsOf(before));
    return pathsOf(between).every((path) => paths.has(path));
  });
  return same ?? null;
}

export const isTextual = ({ detector }: Finding) => detector === 'textual';

export function pathsOf({ findings }: Pair): string[] {
  return findings.filter(isTextual).flatMap(({ places }) => places.map(({ path }) => path));
}

/** Whether a head meets another one just as it meets the base, seen from that head: one thing to settle, not two. */
export function isAsWithBase({ own, repeats }: Meeting): boolean {
  return repeats !== null && repeats === own.ref;
}

/**
 * Whether a head meets another one only as that one meets the base, in a conflict or without an answer: whoever owns this
 * head has nothing to settle.
 */
export function isOthersAlone({ other, pair }: Meeting): boolean {
  return pair.onlyOf === other.ref;
}

/** What has to be told on a commit: each thing once, and what is others' alone apart. */
export function affairsOf(meetings: readonly Meeting[]): {
  own: Meeting[];
  /** Heads that meet this one just as the base does. */
  asBase: Meeting[];
  /** Heads that meet this one just as they meet the base: they collide with it. */
  others: Meeting[];
  /** Heads of which nobody can tell whether they merge with the base, and so neither with this one. */
  leftOut: Meeting[];
} {
  const unclean = meetings.filter(({ outcome }) => outcome !== 'clean');
  const alone = unclean.filter(isOthersAlone);
  const leftOut = alone.filter(({ outcome }) => outcome === 'undetermined');
  const others = alone.filter((one) => !leftOut.includes(one));
  const asBase = unclean.filter(isAsWithBase);
  const own = unclean.filter((one) => !asBase.includes(one) && !alone.includes(one));
  return { own, asBase, others, leftOut };
}

/** Those that have to be told, and beside them those that go when what a head has with the base is settled, by head. */
export function withoutRepeated(meetings: readonly Meeting[]): {
  told: Meeting[];
  repeated: Map<string, Meeting[]>;
} {
  const again = meetings.filter(({ repeats }) => repeats !== null);
  return {
    told: meetings.filter(({ repeats }) => repeats === null),
    repeated: Map.groupBy(again, ({ repeats }) => repeats as string),
  };
}

/** The place that stands for a finding where one path must do: on this side, if there is one. */
function mainPlace(finding: Finding, ref: string): Place | undefined {
  return finding.places.find((place) => place.head === ref) ?? finding.places[0];
}

function gravity(meeting: Meeting): number {
  return GRAVITY.indexOf(meeting.outcome);
}

function sorted({ forecast, rank }: View, meetings: Meeting[]): Meeting[] {
  const isBase = (meeting: Meeting) =>
    meeting.other === forecast.base || meeting.own === forecast.base ? 0 : 1;
  return meetings.sort(
    (x, y) =>
      gravity(x) - gravity(y) ||
      isBase(x) - isBase(y) ||
      Number(x.repeats !== null) - Number(y.repeats !== null) ||
      y.files.length - x.files.length ||
      (rank.get(x.other.ref) ?? 0) - (rank.get(y.other.ref) ?? 0),
  );
}
