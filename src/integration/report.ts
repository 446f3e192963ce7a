/**
 * The vocabulary of an integration forecast: heads, pairs, findings, verdicts. Types only.
 * The command line prints these as JSON (docs/commands.md), check runs and comments render them.
 */
import type { Conclusion } from '../effects.ts';
import type { Measurement } from '../measurements/measurement.ts';
import type { Assignment } from '../plan/assign.ts';
import type { Oid, PullRequest, TrialMerge } from '../ports.ts';

/** Something to integrate, with everything a reader may ask about it. */
export interface Head {
  ref: string;
  branch: string;
  oid: Oid;
  pullRequest: PullRequest | null;
  assignment: Assignment | null;
  /** Logins or agent ids to talk to about this head, most specific first; may be empty. */
  owners: string[];
  /** Files changed since the merge base with the base; null when git could not tell. */
  changedFiles: number | null;
  /** Refs of heads, or the base, that already contain this head. */
  containedIn: string[];
  /** Files that detectors would have read and could not: counted, never guessed at. */
  leftOut?: LeftOut[];
  /** How many benchmarks were compared with those of which merge base; absent where none were. */
  measured?: { base: Oid; benchmarks: number };
  /** What its workstreams depend on and what is not integrated; absent where it waits for nothing. */
  waitsFor?: Waiting[];
  /** What is wrong with the plan file that it changes; absent where nothing is, or where it leaves the file alone. */
  planFault?: string;
}

/** A workstream, or something outside of the plan's workstreams, that a head depends on and that has not landed. */
export interface Waiting {
  name: string;
  optional: boolean;
  /** Stands under `external` in the plan. */
  external: boolean;
  /** The plan calls it done, and nothing shows it: it holds nothing back, and is not taken for done. */
  declared?: true;
  /** Refs of its heads that still have to land; none where nobody has opened one. */
  open: string[];
  /** As the plan declares it. */
  status: string | null;
  /** What it requires itself, as far as the plan does not call that done. */
  needs: string[];
  /** How many of the head's dependencies are integrated, `of` how many. */
  integrated: number;
  of: number;
}

/** Files of a head that a detector could not look at. */
export interface LeftOut {
  detector: string;
  path: string;
  reason: string;
}

/** Results that belong together: of one name of artifacts, or of the files of a branch. */
export interface MeasuredSet {
  /** Name of the artifact; null for files. */
  label: string | null;
  /** Files with results that the head changes. */
  paths: string[];
  /** Of each run at the merge base, and at the head; none where nothing was measured. */
  base: Measurement[][];
  head: Measurement[][];
  /** Of earlier commits of the target, oldest first. */
  history: Measurement[][];
  /** A fork's run uploaded the head's: for information only. */
  fromFork: boolean;
  /** What could not be read. */
  problems: string[];
}

/** What was measured of a head and of its merge base with the target. */
export interface HeadBenchmarks {
  /** The merge base. */
  base: Oid;
  sets: MeasuredSet[];
  /** Why artifacts could not be listed, and whether somebody relies on them; null where they were. */
  unread: { reason: string; expected: boolean } | null;
}

export interface Base {
  ref: string;
  oid: Oid;
}

/** Which question a pair's verdict answers; see `weir integrate --pairs` in docs/commands.md. */
export type PairBasis = 'landing' | 'direct';

export type FindingSeverity = 'fail' | 'warn' | 'note';

export interface Place {
  /** `ref` of the head (or the base) whose file this is. */
  head: string;
  path: string;
  line?: number;
  /** Last line where the place is a range. */
  endLine?: number;
}

/** What a detector found in one pair. */
export interface Finding {
  detector: string;
  severity: FindingSeverity;
  /** 0 to 1: how sure the detector is. */
  confidence: number;
  /** Plain words: what collides. Contains names as data; renderers must escape it. */
  message: string;
  /** Plain words: what to do next. */
  suggestion: string;
  places: Place[];
  /** The tool's own words, for collapsed details. */
  evidence?: string;
  /** The detector could not tell; `severity` is what its findings would have had. Never green. */
  undetermined?: true;
  /**
   * In a pair that was merged as it is: the head that does not merge with the base, where the other one has not changed
   * these files and brings nothing but the base's lines.
   */
  onlyOf?: string;
}

export interface Pair {
  /** `ref` of the base or a head; in pairs with the base, `a` is the base. */
  a: string;
  b: string;
  basis: PairBasis;
  verdict: 'clean' | 'conflict' | 'undetermined';
  reason?: string;
  findings: Finding[];
  /**
   * The head that does not merge with the base, or of which nobody can tell, where that is all there is between the two: the
   * other one has nothing to settle.
   */
  onlyOf?: string;
}

export interface OrderStep {
  ref: string;
  /** Refs earlier in the order that this head conflicts with. */
  conflicts_with: string[];
  /** In the largest set that can land together now, one after the other, without anybody resolving anything. */
  now: boolean;
  /** Refs later in the order that merge until this one has landed, and conflict from then on. */
  newly_conflicting: string[];
  /** What came of merging it onto what those before it have made of the target; absent where that was not tried. */
  tried?: Tried;
}

export interface Tried {
  /** What does not land is left behind, and the next head is tried without it. */
  outcome: 'lands' | 'conflict' | 'undetermined';
  /** Files that collide. */
  paths: string[];
}

/** All that is known about how a set of heads would meet. */
export interface Forecast {
  base: Base;
  heads: Head[];
  /** Every unordered pair of {base, heads}, exactly once. */
  pairs: Pair[];
  order: OrderStep[];
  conclusion: Conclusion;
  /** How heads land where the repository makes no merge commits; absent where it does. */
  landsBy?: LandsBy;
}

/** What a landing leaves on the target instead of a merge commit: one commit of its own, or a copy of each. */
export type LandsBy = 'squash' | 'rebase';

/** Trial merges that decide one pair; which are present depends on the basis. */
export interface PairTrials {
  /** Merging the two commits as they are. */
  direct?: TrialMerge;
  /** a landed on the base, then b; and the other way round. */
  aThenB?: TrialMerge;
  bThenA?: TrialMerge;
  /** The same with the first one squash-merged; only where the heads share commits that have not landed. */
  aSquashedThenB?: TrialMerge;
  bSquashedThenA?: TrialMerge;
}
