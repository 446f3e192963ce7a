/** Why a meeting could not be judged, in words, and what to do about it. */
import type { Meeting } from './meetings.ts';
import type { Finding } from './report.ts';

export interface Reason {
  /** In a title. */
  short: string;
  /** What happened, and what to do next. */
  long: string;
  /** What to do next for whoever has only a clone, where that is something else. */
  onClone?: string;
}

const REASONS: Readonly<Record<string, Reason>> = {
  timeout: {
    short: 'timeout',
    long: 'git needed longer than Weir allows. Press **Re-integrate** to try again; if it stays so, merge the two by hand once to see.',
    onClone: 'git needed longer than Weir allows: merge the two by hand once to see',
  },
  'too-large': {
    short: 'too large',
    long: 'the merge is larger than Weir allows. Merge the two by hand once to see, or ask whoever runs Weir to raise the limit.',
    onClone: 'merge the two by hand once to see',
  },
  unrelated: {
    short: 'no common history',
    long: 'the two have no commit in common, so git has nothing to compare. Rebase this branch onto the target, if it belongs here.',
    onClone: 'rebase one onto the other, if they belong together',
  },
  'missing-object': {
    short: 'commit not available',
    long: 'a commit could not be fetched, perhaps because its branch was just moved or deleted. Press **Re-integrate** to try again.',
    onClone: 'this clone lacks commits or files of it: fetch them all, then run this again',
  },
  'unsupported-git': {
    short: 'git too old',
    long: 'the git that Weir runs on cannot answer this. Ask whoever runs Weir to update git.',
    onClone: 'update git, then run this again',
  },
};

const FAILED: Reason = {
  short: 'git failed',
  long: 'git failed. Press **Re-integrate** to try again; if it fails again, ask whoever runs Weir to look into its log.',
};

const GAVE_UP: Reason = {
  short: 'a detector failed',
  long: 'the text merges, but a detector failed. Press **Re-integrate** to try again; if it fails again, ask whoever runs Weir to look into its log.',
};

const UNREAD: Reason = {
  short: 'benchmarks not read',
  long: 'the text merges, but results of benchmarks could not be read. What is listed below says why.',
};

/** Why a meeting is undetermined. */
export function reasonOf(meeting: Pick<Meeting, 'findings' | 'pair'>): Reason {
  const { pair } = meeting;
  if (unreadOf(meeting) !== null) return UNREAD;
  if (pair.verdict !== 'undetermined') return GAVE_UP;
  return REASONS[pair.reason ?? ''] ?? FAILED;
}

/** What a meeting lacks where results of benchmarks are all that is not known. */
export function unreadOf({ findings, pair }: Pick<Meeting, 'findings' | 'pair'>): Finding | null {
  const unknown = findings.filter(({ undetermined }) => undetermined);
  // A detector that gave up is not sure of anything.
  const all = unknown.every(
    ({ confidence, detector }) => detector === 'performance' && confidence > 0,
  );
  return pair.verdict !== 'undetermined' && all ? (unknown[0] ?? null) : null;
}
