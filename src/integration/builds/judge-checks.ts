/** What the checks on a trial branch say of it. */
import { listWords, plural } from '../../markdown.ts';
import { anyGlob } from '../../plan/glob.ts';
import type { CommitCheck, TrialResult, WholeList } from '../../ports.ts';

export interface CheckWish {
  /** Globs of the checks that must pass; none: all that run. */
  required: readonly string[];
  /** Names of checks that fail on the base already. */
  redOnBase: readonly string[];
  timeoutHours: number;
}

const MINUTE = 60_000;
/** CI that has not shown itself by then did not hear of the branch. */
const SHOWS_AFTER = 15 * MINUTE;
/** A job that waits for another one shows itself only when that one has ended. */
const QUIET = 2 * MINUTE;

const RED: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure']);
const FINE: ReadonlySet<string> = new Set(['success', 'neutral', 'skipped']);

/**
 * The result, or null while there is something to wait for. Green needs at least one check that ran and passed; red
 * one that failed; everything else that has ended or takes too long is undetermined.
 *
 * @param pushedAt when the branch was pushed (ISO 8601)
 */
export function judgeChecks(
  read: WholeList<CommitCheck>,
  wish: CheckWish,
  pushedAt: string,
  now: Date,
): TrialResult | null {
  const waited = now.getTime() - Date.parse(pushedAt);
  const late = waited >= wish.timeoutHours * 60 * MINUTE;
  const hours = plural(wish.timeoutHours, 'hour');
  if (read.state === 'partial') return late ? undetermined(read.reason) : null;
  const wanted = wish.required.length === 0 ? () => true : anyGlob(wish.required);
  const checks = read.list.filter(({ name }) => wanted(name) && !wish.redOnBase.includes(name));
  const red = checks.filter(({ conclusion }) => conclusion !== null && RED.has(conclusion));
  if (red.length > 0) {
    return { state: 'red', checks: red.map(({ name, url }) => ({ name, url })) };
  }
  const open = checks.filter(isOpen);
  if (open.length > 0) {
    return late ? undetermined(`${named(open)} did not end within ${hours}`) : null;
  }
  const ended = checks.map(({ completedAt }) => Date.parse(completedAt ?? pushedAt));
  const quiet = now.getTime() - Math.max(Date.parse(pushedAt), ...ended) >= QUIET;
  const missing = missingChecks(read.list, wish);
  if (checks.length === 0 || missing.length > 0) {
    if (waited < SHOWS_AFTER || !quiet) return null;
    if (missing.length > 0) {
      return undetermined(`no check matches ${listWords(missing.map((glob) => `\`${glob}\``))}`);
    }
    const hidden = read.list.length > 0;
    return undetermined(
      hidden ? 'every check that ran fails on the target, too' : 'no CI ran on it',
    );
  }
  if (!quiet) return null;
  const odd = checks.filter(({ conclusion }) => conclusion === null || !FINE.has(conclusion));
  if (odd.length > 0) return undetermined(`${named(odd)} ended without a result`);
  const passed = checks.filter(({ conclusion }) => conclusion === 'success');
  return passed.length > 0
    ? { state: 'green', checks: passed.length }
    : undetermined('every check was skipped');
}

/** Names of the checks that fail on a commit. */
export function redChecks(read: WholeList<CommitCheck>): string[] {
  if (read.state === 'partial') return [];
  const red = read.list.filter(({ conclusion }) => conclusion !== null && RED.has(conclusion));
  return [...new Set(red.map(({ name }) => name))];
}

/** Somebody has to let it run, or it has not ended. */
function isOpen({ status, conclusion }: CommitCheck): boolean {
  return status !== 'completed' || conclusion === 'action_required';
}

/** Globs that no check answers to, those that only name checks which fail on the base left out. */
function missingChecks(list: readonly CommitCheck[], { required }: CheckWish): string[] {
  return required.filter((glob) => {
    const matches = anyGlob([glob]);
    return !list.some(({ name }) => matches(name));
  });
}

function named(checks: readonly CommitCheck[]): string {
  return listWords(
    checks.map(({ name }) => `\`${name}\``),
    3,
  );
}

function undetermined(reason: string): TrialResult {
  return { state: 'undetermined', reason };
}
