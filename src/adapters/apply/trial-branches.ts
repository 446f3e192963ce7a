/** Branches of trial builds, and what is remembered of the builds. */
import type { Applied, Effect } from '../../effects.ts';
import type { Repository, TrialChain } from '../../ports.ts';
import type { PushOutcome } from '../git/push.ts';
import { PermissionsNotGranted } from '../github/tokens.ts';

type TrialBranch = Extract<Effect, { kind: 'trial-branch' }>;

/** Git, as far as it writes. */
export interface BranchWriter {
  /** Makes the chain again and pushes its tip; `tip` is what it must come to. */
  pushTrial(repo: Repository, chain: TrialChain, tip: string): Promise<PushOutcome>;
  deleteTrial(repo: Repository, branch: string): Promise<PushOutcome>;
}

/** Pushes or deletes; what GitHub does not allow is skipped with the reason, for whoever asked. */
export async function writeTrialBranch(
  { repo, name, tip }: TrialBranch,
  branches: BranchWriter,
): Promise<Applied> {
  try {
    const outcome =
      tip === null
        ? await branches.deleteTrial(repo, name)
        : await branches.pushTrial(
            repo,
            { base: tip.base, heads: tip.heads, branch: name, at: tip.at },
            tip.oid,
          );
    if (typeof outcome === 'object')
      return { outcome: 'skipped', url: null, reason: outcome.refused };
    if (outcome === 'unchanged') return { outcome, url: null };
    return { outcome: tip === null ? 'updated' : 'created', url: null };
  } catch (error) {
    if (!(error instanceof PermissionsNotGranted)) throw error;
    return { outcome: 'skipped', url: null, reason: error.message };
  }
}
