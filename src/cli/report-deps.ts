/** What `weir report` gathers from: a clone, as of a moment. What a clone does not know is unread, with the reason. */
import type { LocalClone, NamedCommit } from '../adapters/local.ts';
import { localActivity } from '../adapters/local-activity.ts';
import { noArtifacts } from '../adapters/no-artifacts.ts';
import type { Plan } from '../plan/schema.ts';
import type { Standings } from '../ports/standing.ts';
import type { Deps, Oid } from '../ports.ts';
import type { PlannedTarget, ProgressDeps } from '../progress/gather.ts';
import { localIntegration } from '../standings.ts';
import { UsageError } from './command-line.ts';
import { HERE, quote } from './plan-file.ts';

/** Commits of one branch that are looked at to find the one of a moment. */
const MOST_COMMITS = 50_000;

/** What to report on, the reads for it, and what the integration forecast says of the clone's branches. */
export async function localReportDeps(
  clone: LocalClone,
  { base, plan }: { base: NamedCommit; plan: Plan | null },
  at: Date,
  folder: string,
): Promise<{ planned: PlannedTarget; deps: ProgressDeps; standings: Standings }> {
  if (!plan) throw new UsageError('There is no plan to report on.');
  const { evidence } = clone.git;
  /** Where a branch was then, by the dates of its commits. */
  const asOf = async (tip: Oid): Promise<Oid | null> => {
    const log = await evidence.log(HERE, { tip, firstParent: true, most: MOST_COMMITS, cut: true });
    if (log.state === 'partial') return null;
    return log.list.find(({ committedAt }) => Date.parse(committedAt) <= at.getTime())?.oid ?? null;
  };
  const oid = await asOf(base.oid);
  if (oid === null) {
    throw new UsageError(
      `${quote(base.ref)} has no commit as old as ${at.toISOString()}. Name a later moment with --at.`,
    );
  }
  const target = { ref: base.ref, oid };
  const forge: Deps['forge'] = {
    ...clone.forge,
    async branches(repo, names) {
      const tips = [...(await clone.forge.branches(repo, names))];
      const then = await Promise.all(
        tips.map(async ([name, tip]) => [name, name === base.ref ? oid : await asOf(tip)] as const),
      );
      return new Map(then.flatMap(([name, tip]) => (tip === null ? [] : [[name, tip] as const])));
    },
  };
  const unread = (what: string) => ({
    state: 'partial' as const,
    reason: `a clone knows no ${what}`,
  });
  const deps: ProgressDeps = {
    forge,
    git: clone.git,
    evidence,
    activity: localActivity(clone, target),
    checks: async () => unread('check runs'),
    artifacts: noArtifacts,
    issues: {
      own: async () => ({ state: 'whole', list: [] }),
      issue: async () => null,
      comment: async () => null,
      comments: async () => unread('comments'),
    },
    memory: { recall: async () => new Map(), keep: async () => {} },
    now: () => at,
  };
  const standings: Standings = {
    integration: () => localIntegration(HERE, plan, target, deps),
    approvals: async () => ({ state: 'unread', reason: 'a clone knows no reviews' }),
  };
  const planned = { repo: HERE, repository: folder, web: null, plan, target, lateMinutes: 0 };
  return { planned, deps, standings };
}
