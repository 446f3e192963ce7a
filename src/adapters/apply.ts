/** The one writer: makes what jobs want to exist on GitHub exist, and writes only differences. */
import { type Applied, type Effect, effectKey } from '../effects.ts';
import type { Log } from '../ports.ts';
import { inTurn, type Turns } from '../turns.ts';
import { announceCheck, writeCheck } from './apply/checks.ts';
import { writeComment } from './apply/comments.ts';
import { sendDispatch } from './apply/dispatches.ts';
import { isGone } from './apply/gone.ts';
import { writeIssue } from './apply/issues.ts';
import { checkLimits } from './apply/limits.ts';
import { writePullRequest } from './apply/pull-requests.ts';
import { requestReviews } from './apply/review-requests.ts';
import { type BranchWriter, writeTrialBranch } from './apply/trial-branches.ts';
import { isForbidden, whyRefused } from './github/answers.ts';
import type { GitHub, Octokit } from './github/client.ts';
import type { Builds } from './store/builds.ts';
import type { Database } from './store/database.ts';
import type { Heard } from './store/heard.ts';
import type { Posted } from './store/posted.ts';

export interface ApplyOptions {
  github: Pick<GitHub, 'writer' | 'contents' | 'botLogin' | 'appId'>;
  posted: Posted;
  overrides: Pick<Heard, 'recordOverride'>;
  alone: Database['alone'];
  now(): Date;
  builds: Pick<Builds, 'save'>;
  branches: BranchWriter;
  log: Log;
  /** Told what became of each effect. */
  onApplied?: (effect: Effect, applied: Applied) => void;
}

/** What one write may reach. */
export interface WriteContext {
  octokit: Octokit;
  github: ApplyOptions['github'];
  posted: Posted;
  overrides: Pick<Heard, 'recordOverride'>;
  /** For what must happen once, whoever else is at it. */
  alone: Database['alone'];
  now(): Date;
  builds: Pick<Builds, 'save'>;
  branches: BranchWriter;
  log: Log;
  at: { owner: string; repo: string };
}

/** What is left out where it was not granted: everything else goes on. A verdict that cannot be written is a failure. */
const OPTIONAL: { [K in Effect['kind']]?: { what: string; permission: string } } = {
  comment: { what: 'comments', permission: 'Issues' },
  reaction: { what: 'reactions', permission: 'Issues' },
  issue: { what: 'issues', permission: 'Issues' },
  'review-request': { what: 'requests for reviews', permission: 'Pull requests' },
};

/**
 * Makes a writer. Effects are applied in their order, one at a time per installation. A commit or a
 * discussion that is gone is skipped with a line in the log; limits of GitHub that an effect exceeds are
 * a bug of ours and throw before anything is written.
 */
export function createApply({
  github,
  posted,
  overrides,
  alone,
  now,
  builds,
  branches,
  log,
  onApplied = () => {},
}: ApplyOptions) {
  const turns: Turns<number> = new Map();

  const write = async (effect: Effect): Promise<Applied> => {
    const { repo } = effect;
    const context: WriteContext = {
      octokit: github.writer(repo.installation),
      github,
      posted,
      overrides,
      alone,
      now,
      builds,
      branches,
      log,
      at: { owner: repo.owner, repo: repo.name },
    };
    try {
      return await writeOne(effect, context);
    } catch (error) {
      const wanted = OPTIONAL[effect.kind];
      if (wanted !== undefined && isForbidden(error)) {
        const reason = whyRefused(error, { do: 'write', ...wanted });
        log.warn({ effect: effectKey(effect), reason: (error as Error).message }, reason);
        return { outcome: 'skipped', url: null, reason, refused: true };
      }
      if (!isGone(error)) throw error;
      log.warn(
        { effect: effectKey(effect), reason: (error as Error).message },
        'Skipped a write: its commit or discussion no longer exists on GitHub',
      );
      return { outcome: 'skipped', url: null };
    }
  };

  return async (effects: readonly Effect[]): Promise<Applied[]> => {
    for (const effect of effects) checkLimits(effect);
    const applied: Applied[] = [];
    for (const effect of effects) {
      const result = await inTurn(turns, effect.repo.installation, () => write(effect));
      onApplied(effect, result);
      applied.push(result);
    }
    return applied;
  };
}

async function writeOne(effect: Effect, context: WriteContext): Promise<Applied> {
  switch (effect.kind) {
    case 'review-request':
      return requestReviews(effect, context);
    case 'override': {
      const changed = await context.overrides.recordOverride(effect.repo, effect.override);
      return { outcome: changed ? 'created' : 'unchanged', url: null };
    }
    case 'trial-branch':
      return writeTrialBranch(effect, context.branches);
    case 'trial-build': {
      const changed = await context.builds.save(effect.repo, effect.id, effect.build);
      return { outcome: changed ? 'updated' : 'unchanged', url: null };
    }
    case 'check-run':
      return writeCheck(effect, context);
    case 'check-started':
      return announceCheck(effect, context);
    case 'comment':
      return writeComment(effect, context);
    case 'issue':
      return writeIssue(effect, context);
    case 'dispatch':
      return sendDispatch(effect, context);
    case 'pull-request':
      return writePullRequest(effect, context);
    case 'reaction': {
      // GitHub itself answers 200 instead of 201 when the reaction is already there.
      const { status } = await context.octokit.rest.reactions.createForIssueComment({
        ...context.at,
        comment_id: effect.comment,
        content: effect.content,
      });
      return { outcome: (status as number) === 200 ? 'unchanged' : 'created', url: null };
    }
  }
}
