/** What a benchmark or a coverage tool measured, whatever tool it was: the words of this room. Types only. */

/** Which way a value is meant to go; null where nobody says. */
export type Better = 'lower' | 'higher' | null;

/** Bounds between which the true value lies, as far as the tool can tell. */
export interface Interval {
  low: number;
  high: number;
}

/** One number that a tool reports. */
export interface Measurement {
  /** As the tool calls it; stands once in a set. */
  name: string;
  /** As the tool writes it, such as `ns`; empty where it says nothing. */
  unit: string;
  better: Better;
  value: number;
  interval?: Interval;
  /** Repeated measurements, each as good as `value`; at most `MOST_SAMPLES`. */
  samples?: number[];
  /** What the tool says of the machine; results of two machines say nothing about the code. */
  environment?: string;
}

/** Results of one commit in a history that a tool keeps. */
export interface HistoryPoint {
  /** Name of the list that they stand in. */
  suite: string;
  /** Object id, as the tool wrote it down. */
  commit: string;
  /** ISO 8601; null where it is not there. */
  at: string | null;
  measurements: Measurement[];
}

/** What a file says. */
export type Reading =
  | {
      state: 'read';
      /** The tool, in words. */
      format: string;
      measurements: Measurement[];
      /** Oldest first; empty for a file that knows one run only. */
      history: HistoryPoint[];
      /** What was left out and why. */
      notes: string[];
    }
  /** Something else than results. */
  | { state: 'other' }
  /** Results, or so large or deep that nobody looked; the reason is a sentence. */
  | { state: 'refused'; reason: string };

/** A file by name and content. */
export interface NamedText {
  path: string;
  text: string;
}

/** Repeated values that are kept of one measurement. */
export const MOST_SAMPLES = 1_000;
/** Measurements that are read from one set of files. */
export const MOST_MEASUREMENTS = 10_000;
