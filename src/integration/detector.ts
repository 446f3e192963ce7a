/**
 * What a detector is: one file in `detectors/` that says which files it wants and judges what it is given. It never
 * fetches. First it takes a digest from what each head changes; then it looks at two digests at a time, which must be
 * quick, since there are many pairs; and only for the pairs that it suspects it is given more.
 */
import type { Plan } from '../plan/schema.ts';
import type { Content, FileWish, Occurrence, Oid } from '../ports.ts';
import type { SymbolReading } from '../symbols.ts';
import type { Finding, Head, HeadBenchmarks, PairTrials } from './report.ts';

export type DetectorName = keyof Plan['integration']['detectors'];

/** One side of a pair: the base, or a head. */
export interface PairSide {
  ref: string;
  isBase: boolean;
  /** Files changed since the merge base with the base; null when unknown. */
  changedFiles: number | null;
}

/** What a detector is given about one pair. */
export interface PairFacts {
  a: PairSide;
  b: PairSide;
  /** `ref` of the base that everything runs into. */
  target: string;
  trials: PairTrials;
  /** The repository lands nothing but squash merges. */
  squashOnly: boolean;
}

/**
 * A finding before the plan's setting gives it a severity; `note` keeps it one whatever the plan says, `atMost` keeps
 * it from failing.
 */
export type Detected = Omit<Finding, 'detector' | 'severity'> & { note?: true; atMost?: 'warn' };

/** One version of a file: its blob, its content as far as it can be looked at, and symbols for who asked for them. */
export type FileVersion = Content & { oid: Oid; symbols?: SymbolReading };

/** A file that a head changes, before (at the merge base with the target) and after. */
export interface FileChange {
  path: string;
  /** Null where there is no such file. */
  before: FileVersion | null;
  after: FileVersion | null;
}

/** What a head changes, as far as the detector reads it. */
export interface HeadChange {
  head: PairSide;
  files: FileChange[];
}

/** What more a detector wants to know of a pair that it suspects. */
export interface Wants {
  /** Files as they are once both have landed; nothing where that is not clean. */
  merged?: FileWish;
  /** Words to be found in all files of one of the heads. */
  words?: { a?: readonly string[]; b?: readonly string[] };
}

export interface Given {
  /** Null where the merge is not clean or was not asked for. */
  merged: ReadonlyMap<string, FileVersion> | null;
  words: { a: ReadonlyMap<string, Occurrence[]>; b: ReadonlyMap<string, Occurrence[]> };
}

/** What makes a file matter that the target has changed. */
export interface Concerns {
  paths?: readonly string[];
  /** Words that matter where they came, went or are declared. */
  words?: readonly string[];
  /** Words that matter only where they are declared: what a head newly uses. */
  declared?: readonly string[];
}

/** What is known of a whole repository, for detectors that judge a head by the plan. */
export interface Surroundings {
  plan: Plan | null;
  heads: readonly Head[];
  /** What was measured, by `ref` of the head. */
  benchmarks?: ReadonlyMap<string, HeadBenchmarks>;
}

/** One line of the documentation: what is found, and how sure that is. */
export interface Rule {
  finds: string;
  /** 0 to 1, as in `Finding.confidence`; two numbers are the bounds. */
  confidence: number | readonly [number, number];
}

/** What is worked out in steps, so that whoever asks for it can give way in between: a change may have hundreds of files. */
export type InSteps<T> = Generator<undefined, T>;

interface Described {
  name: DetectorName;
  /** One sentence for the documentation. */
  summary: string;
  rules: readonly Rule[];
}

/** A detector that needs nothing but trial merges and the plan. Pure. */
export interface PlainDetector extends Described {
  kind: 'plain';
  detect(pair: PairFacts, around: Surroundings): Detected[];
}

/** A detector that reads files. Pure; digests are plain JSON data and are remembered. */
export interface FileDetector<D> extends Described {
  kind: 'files';
  /** Another one whenever the digest or the findings of the same files are. */
  version: number | string;
  /** Which changed files it reads. */
  reads(path: string): boolean;
  /** Reads the symbols of files, too. */
  symbols?: true;
  /** Null where nothing in the change matters. */
  digest(change: HeadChange): InSteps<D | null>;
  /** What a head shows by itself, said once, in its pair with the base. */
  alone?(head: PairSide, digest: D): Detected[];
  /**
   * What the target may have changed since the head left it that matters to this digest. Then the head is also judged
   * against the target's change. Without it, heads only meet heads.
   */
  concerns?(digest: D): Concerns;
  /** What is needed to judge two heads; null where there is nothing to judge. Quick. */
  wants(a: D, b: D): Wants | null;
  detect(pair: PairFacts, a: D, b: D, given: Given): Detected[];
}

// biome-ignore lint/suspicious/noExplicitAny: each detector has a digest of its own, which only it looks into.
export type AnyFileDetector = FileDetector<any>;

export type Detector = PlainDetector | AnyFileDetector;
