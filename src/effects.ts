/**
 * Effects: what should exist on GitHub afterwards, as plain data. Applying one twice changes nothing;
 * the key says which existing object is meant.
 */
import type { Oid, Override, Repository, TrialBuild, TrialChain } from './ports.ts';

/** `neutral` satisfies a required check on GitHub, so it never stands for "cannot tell". */
export type Conclusion = 'success' | 'neutral' | 'failure' | 'action_required';

/** GitHub takes 50 a request and adds those of the next; beyond four requests nobody reads on. Who has more says how many. */
export const MOST_ANNOTATIONS = 200;

export interface Annotation {
  path: string;
  /** 1-based lines of the file at the check's commit. */
  startLine: number;
  endLine: number;
  level: 'notice' | 'warning' | 'failure';
  title: string;
  message: string;
}

/** A button under a check run: label ≤ 20, description ≤ 40, identifier ≤ 20 characters. */
export interface CheckButton {
  label: string;
  description: string;
  identifier: string;
}

export interface CheckOutput {
  title: string;
  /** Markdown; with the footnote at most 65,535 bytes. */
  summary: string;
  /**
   * Markdown put below the summary when the check is written: what was true then and may change without
   * the verdict changing (which commits were compared, who else is clean). A new one alone writes nothing.
   */
  footnote?: string;
  /** Markdown, at most 65,535 bytes; collapsed below the summary by GitHub. */
  text?: string;
}

export type Effect =
  /** Key: repository, commit, name. */
  | {
      kind: 'check-run';
      repo: Repository;
      oid: Oid;
      name: string;
      conclusion: Conclusion;
      output: CheckOutput;
      annotations: Annotation[];
      buttons: CheckButton[];
    }
  /** Announces work. Key as above. `if-unjudged` writes nothing where a verdict already stands. */
  | {
      kind: 'check-started';
      repo: Repository;
      oid: Oid;
      name: string;
      when: 'if-unjudged' | 'always';
      title: string;
      summary: string;
    }
  /** One comment per issue or PR and key, updated in place; the key travels in a hidden marker. */
  | { kind: 'comment'; repo: Repository; issue: number; key: string; body: string }
  | { kind: 'reaction'; repo: Repository; comment: number; content: Reaction }
  /** Asks people (logins) to review a PR; who cannot be asked is left out and logged. */
  | { kind: 'review-request'; repo: Repository; number: number; users: string[] }
  /** Remembers a break-glass decision; the latest one of a commit counts. */
  | { kind: 'override'; repo: Repository; override: Override }
  /**
   * One issue per repository and key, known again by a hidden marker. Only what stands between its markers is
   * ours: what people write around it stays. The key has lower-case letters, digits, `:` and single `-`.
   */
  | {
      kind: 'issue';
      repo: Repository;
      key: string;
      /** At most 256 characters. */
      title: string;
      /** Markdown. Leave room for what people add: GitHub takes 65,536 characters in all. */
      body: string;
      /** The first one is how the issue is found when the database is lost; it is put back when it is taken off. */
      labels: readonly [string, ...string[]];
      /** `as-is`: opened when it is new, and from then on as people leave it. */
      state: 'open' | 'closed' | 'as-is';
      /** Number of an older issue of ours, to be closed with a link to this one; anybody else's is left alone. */
      closes?: number;
      /** Pinned when it is new and a slot is free. */
      pin?: boolean;
    }
  /**
   * A `repository_dispatch` event, sent at most once per key. Where the App may not write contents nothing is sent,
   * and the reason says so; asked again, it is tried again.
   */
  | {
      kind: 'dispatch';
      repo: Repository;
      key: string;
      event: string;
      payload: Readonly<Record<string, unknown>>;
    }
  /**
   * A pull request of our own, one per repository and key: the files on a branch of its own. Asked again, the branch
   * gets one more commit where they differ. A branch to which somebody else has committed is left alone. Then, and where
   * the App may not write contents, nothing is written, and the reason says so. The key as of an issue.
   */
  | {
      kind: 'pull-request';
      repo: Repository;
      key: string;
      branch: string;
      /** What it is to be merged into, and where its branch begins. */
      base: { ref: string; oid: Oid };
      files: readonly { path: string; text: string }[];
      /** At most 256 characters; the commit's message, too. */
      title: string;
      /** Markdown. */
      body: string;
    }
  /** A branch of a trial build: there, with the tip that its chain of merges comes to, or gone (null). */
  | {
      kind: 'trial-branch';
      repo: Repository;
      name: string;
      tip: ({ oid: Oid } & Omit<TrialChain, 'branch'>) | null;
    }
  /** Remembers how a trial build stands, or forgets it (null). */
  | { kind: 'trial-build'; repo: Repository; id: string; build: TrialBuild | null };

/** All branches of trial builds begin so, and nothing else does. They are no heads and no workstreams. */
export const TRIAL_PREFIX = 'weir/trial/';

/** @param build digits */
export function trialBranch(build: string, trial: number): string {
  return `${TRIAL_PREFIX}${build}-${trial}`;
}

export function isTrialBranch(branch: string): boolean {
  return branch.startsWith(TRIAL_PREFIX);
}

export type Reaction = 'eyes' | '+1' | '-1' | 'confused' | 'rocket';

/** What became of an effect; `url` is where people can see it, if anywhere. */
export interface Applied {
  outcome: 'created' | 'updated' | 'unchanged' | 'skipped';
  url: string | null;
  /** Of an issue. */
  number?: number;
  /** Why it was skipped, as a plain sentence with what to do, where people need to know. */
  reason?: string;
  /** It was skipped because the App may not write it; once that is granted, it is written. */
  refused?: true;
}

/** Of the check run of that name on a commit, as `effectKey`. */
export const checkKey = (repo: Repository, oid: Oid, name: string): string =>
  `check-run ${repo.id} ${oid} ${name}`;

/** Of an issue that is kept up to date under its key, as `effectKey`. */
export const issueKey = (repo: Repository, key: string): string => `issue ${repo.id} ${key}`;

/** The identity of what an effect writes; two effects with one key mean the same object. */
export function effectKey(effect: Effect): string {
  switch (effect.kind) {
    case 'check-run':
    case 'check-started':
      return checkKey(effect.repo, effect.oid, effect.name);
    case 'comment':
      return `comment ${effect.repo.id} ${effect.issue} ${effect.key}`;
    case 'reaction':
      return `reaction ${effect.repo.id} ${effect.comment} ${effect.content}`;
    case 'review-request':
      return `review-request ${effect.repo.id} ${effect.number} ${[...effect.users].sort().join(',')}`;
    case 'override':
      return `override ${effect.repo.id} ${effect.override.number} ${effect.override.commit}`;
    case 'issue':
      return issueKey(effect.repo, effect.key);
    case 'dispatch':
    case 'pull-request':
      return `${effect.kind} ${effect.repo.id} ${effect.key}`;
    case 'trial-branch':
      return `trial-branch ${effect.repo.id} ${effect.name}`;
    case 'trial-build':
      return `trial-build ${effect.repo.id} ${effect.id}`;
  }
}
