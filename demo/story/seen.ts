/** What a person could find on the local GitHub after a step, read back through its API. */

export interface SeenAnnotation {
  path: string;
  line: number;
  level: string;
  message: string;
}

export interface SeenCheck {
  id: number;
  name: string;
  oid: string;
  conclusion: string | null;
  title: string;
  summary: string;
  text: string;
  /** When it was completed, as GitHub says; tells a check that was written again from one that was not. */
  completedAt: string | null;
  annotations: SeenAnnotation[];
}

export interface SeenComment {
  id: number;
  /** Number of the issue or pull request. */
  issue: number;
  author: string;
  body: string;
  /** As `eyes by weir[bot]`. */
  reactions: string[];
}

/** A weekly report: an issue. */
export interface SeenReport {
  number: number;
  title: string;
  author: string;
  body: string;
}

/** Something to integrate: a pull request, or a branch without one. */
export interface SeenHead {
  /** The story's name for it. */
  key: string;
  /** Null for a branch without a pull request. */
  number: number | null;
  ref: string;
  oid: string;
  /** Who is asked for a review now. */
  asked: string[];
}

export interface Seen {
  heads: SeenHead[];
  checks: SeenCheck[];
  comments: SeenComment[];
  /** Open weekly reports, oldest first. */
  reports: SeenReport[];
  /** What the server counted since its start. */
  counts: Counts;
}

export interface Counts {
  /** Trial merges run by git, and those whose outcome was remembered. */
  merged: number;
  remembered: number;
  /** Check runs written, and those left alone because nothing in them had changed. */
  checksWritten: number;
  checksUnchanged: number;
}

/** Counts from the text that the server's /metrics answers. */
export function readCounts(metrics: string): Counts {
  const value = (line: string) =>
    Number(
      metrics
        .split('\n')
        .find((l) => l.startsWith(`${line} `))
        ?.slice(line.length) ?? 0,
    );
  const checks = (outcome: string) =>
    value(`weir_effects_total{kind="check-run",outcome="${outcome}"}`);
  return {
    merged: value('weir_trial_merges_total{source="git"}'),
    remembered: value('weir_trial_merges_total{source="cache"}'),
    checksWritten: checks('created') + checks('updated'),
    checksUnchanged: checks('unchanged'),
  };
}

export const INTEGRATION = 'Weir / integration';
export const PLAN = 'Weir / plan';
export const APPROVALS = 'Weir / approvals';

export function headOf(seen: Seen, key: string): SeenHead {
  const head = seen.heads.find((candidate) => candidate.key === key);
  if (!head) throw new Error(`the story has no head ${key} now`);
  return head;
}

/** The one check of this name on the head's commit; null when there is none, or more than one. */
export function checkOf(seen: Seen, key: string, name: string = INTEGRATION): SeenCheck | null {
  const { oid } = headOf(seen, key);
  const found = seen.checks.filter((check) => check.oid === oid && check.name === name);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Checks in the order of their heads, those of one commit by name. */
export function inOrder(checks: readonly SeenCheck[], { heads }: Seen): SeenCheck[] {
  const at = ({ oid }: SeenCheck) => heads.findIndex((head) => head.oid === oid);
  return [...checks].sort((a, b) => at(a) - at(b) || (a.name < b.name ? -1 : 1));
}

/** Comments on a pull request, oldest first. */
export function commentsOn(seen: Seen, key: string): SeenComment[] {
  const { number } = headOf(seen, key);
  return seen.comments.filter(({ issue }) => issue === number);
}

/** Comments that no person wrote. */
export function answersOn(seen: Seen, key: string): SeenComment[] {
  return commentsOn(seen, key).filter(({ author }) => author.endsWith('[bot]'));
}

/** How a person names a head: `#3 feature/storage-enhancements`. */
export function label(head: SeenHead): string {
  return head.number === null ? head.ref : `#${head.number} ${head.ref}`;
}

/** Checks whose verdict or words differ from before, and checks that are new. */
export function changedChecks(before: Seen, now: Seen): SeenCheck[] {
  // A run that carries annotations is replaced, not edited; for a reader it is the same check.
  const place = ({ oid, name }: SeenCheck) => `${oid} ${name}`;
  const old = new Map(before.checks.map((check) => [place(check), worded(check)]));
  return now.checks.filter((check) => old.get(place(check)) !== worded(check));
}

/** Comments that are new or were edited. */
export function changedComments(before: Seen, now: Seen): SeenComment[] {
  const old = new Map(before.comments.map((comment) => [comment.id, comment.body]));
  return now.comments.filter((comment) => old.get(comment.id) !== comment.body);
}

function worded(check: SeenCheck): string {
  return JSON.stringify([check.conclusion, check.title, check.summary, check.text]);
}
