/** Jobs: what to look at. A job is plain data with a key and carries no decision and no commit. */
import type { Effect, Reaction } from './effects.ts';
import type { Oid, Repository } from './ports.ts';
import type { DueOccasion } from './schedule.ts';

/** A slash command as it was written, already parsed. */
export interface CommandCall {
  name: string;
  args: string[];
  /** What the fence right below it encloses, and the 1-based line of the comment on which that begins. */
  block?: { text: string; line: number };
}

/**
 * Which open PRs: one and those that share its head (and `before`, the head that a push took from it), those
 * into a branch (all, if it is the target), those of a commit, all.
 */
export type About = { pull: number; before?: Oid } | { base: string } | { commit: Oid } | 'all';

export type Job =
  /** Judge all heads of a repository and write what changed. */
  | { kind: 'integrate'; repo: Repository }
  /** Validate the plan file in every open PR that changes it. */
  | { kind: 'check-plans'; repo: Repository }
  /** Judge the approvals of open PRs and say so on their heads. */
  | { kind: 'approvals'; repo: Repository; about: About }
  /** Judge the groups that wait in the repository's merge queues. */
  | { kind: 'merge-queue'; repo: Repository }
  /** Follow the trial builds of a repository, and remove what is left of those that ended. */
  | { kind: 'trial-builds'; repo: Repository }
  /** Teams, members or permissions changed: what is remembered of them goes, and approvals are judged again. */
  | { kind: 'people'; installation: number }
  /** Look at the times in the plan, and take on what is due. */
  | { kind: 'timetable'; repo: Repository }
  /** Keep one occasion that the plan sets a time for. */
  | { kind: 'occasion'; repo: Repository; occasion: DueOccasion }
  /** Look again at how far the workstreams are, and say what changed. */
  | { kind: 'progress'; repo: Repository }
  /** Answer a slash command. */
  | {
      kind: 'command';
      repo: Repository;
      issue: number;
      /** Where it was written; null for a box that was ticked in an issue of ours. */
      comment: number | null;
      author: string;
      /** When it was written (ISO 8601). */
      at: string;
      call: CommandCall;
    }
  /** A button under one of our check runs, or GitHub's own re-run. */
  | {
      kind: 'button';
      repo: Repository;
      oid: Oid;
      actor: string;
      action: 're-integrate' | 'explain';
    }
  /** Read every repository of an installation again, so that missed webhooks never matter for long. */
  | { kind: 'sweep'; installation: number }
  /** The App lost access: drop the mirror and everything stored. `repo` null means the whole installation. */
  | { kind: 'forget'; installation: number; repo: number | null };

/** Identity of a job in the queue: at most one runs and one waits per key. */
export function jobKey(job: Job): string {
  switch (job.kind) {
    case 'integrate':
    case 'check-plans':
    case 'timetable':
    case 'progress':
    case 'trial-builds':
      return `${job.kind} ${job.repo.id}`;
    case 'occasion':
      return `occasion ${job.repo.id} ${job.occasion.series} ${job.occasion.period}`;
    case 'approvals':
      return `approvals ${job.repo.id} ${aboutKey(job.about)}`;
    case 'merge-queue':
      return `merge-queue ${job.repo.id}`;
    case 'people':
      return `people ${job.installation}`;
    case 'command': {
      // A key is indexed by the database, so long arguments are cut.
      const call = [job.call.name, ...job.call.args].join(' ').slice(0, 300);
      return `command ${job.repo.id} ${job.comment ?? `box ${job.issue}`} ${call}`;
    }
    case 'button':
      return `button ${job.repo.id} ${job.oid} ${job.action}`;
    case 'sweep':
      return `sweep ${job.installation}`;
    case 'forget':
      return `forget ${job.installation} ${job.repo ?? 'all'}`;
  }
}

function aboutKey(about: About): string {
  return about === 'all' ? 'all' : Object.entries(about).flat().join(' ').slice(0, 300);
}

/** A job that answers a slash command. */
export type CommandJob = Extract<Job, { kind: 'command' }>;

/** A plain answer to one command of one comment; handling the same command again updates it in place. */
export function replyTo({ repo, issue, comment, call }: CommandJob, body: string): Effect {
  return { kind: 'comment', repo, issue, key: `reply-${comment ?? 'box'}-${call.name}`, body };
}

/** A sign on the comment with the command; a box that was ticked has no place for one. */
export function reactTo({ repo, comment }: CommandJob, content: Reaction): Effect[] {
  return comment === null ? [] : [{ kind: 'reaction', repo, comment, content }];
}
