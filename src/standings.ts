/** What the features decide about a repository now, as the plain data that progress may know of them. */
import { readStandings } from './approvals/run.ts';
import { forecast } from './integration/forecast.ts';
import { selectHeads, workstreamBranches } from './integration/heads.ts';
import { repeatedIn, withoutOwned } from './integration/meetings.ts';
import type { Forecast, Pair } from './integration/report.ts';
import { forecastOpenHeads } from './integration/run.ts';
import { whyNotNow } from './integration/standing.ts';
import { reasonOf } from './integration/undetermined.ts';
import { type View, viewOf } from './integration/view.ts';
import { gatherMerged } from './plan/gather-merged.ts';
import type { Plan } from './plan/schema.ts';
import type {
  ApprovalsStanding,
  IntegrationStanding,
  StandingHead,
  StandingPair,
  Standings,
  Unread,
} from './ports/standing.ts';
import type { Deps, Oid, PullRequest, Repository } from './ports.ts';

/** Each is worked out once, when it is first asked for. A failure is an answer, too: unknown, with its reason. */
export function standingsOf(repo: Repository, deps: Deps): Standings {
  const orUnread = <T>(
    what: string,
    read: () => Promise<T | Unread>,
  ): (() => Promise<T | Unread>) => {
    let answer: Promise<T | Unread> | null = null;
    return () => {
      answer ??= read().catch((error: unknown): Unread => {
        deps.log.warn({ repo: repo.id, err: error }, `The ${what} could not be read`);
        return { state: 'unread', reason: `reading the ${what} failed: ${messageOf(error)}` };
      });
      return answer;
    };
  };
  return {
    integration: orUnread<IntegrationStanding>('integration forecast', async () => {
      const found = await forecastOpenHeads(repo, deps);
      return 'unread' in found ? { state: 'unread', reason: found.unread } : toStanding(found);
    }),
    approvals: orUnread<ApprovalsStanding>('approvals', async () => {
      const found = await readStandings(repo, deps);
      return 'unread' in found
        ? { state: 'unread', reason: found.unread }
        : { state: 'read', pulls: found.pulls };
    }),
  };
}

/** What the integration forecast says of the branches that a plan names, in a clone without pull requests. */
export async function localIntegration(
  repo: Repository,
  plan: Plan,
  target: { ref: string; oid: Oid },
  deps: Pick<Deps, 'activity' | 'forge' | 'git' | 'now'>,
): Promise<IntegrationStanding> {
  const { forge, git } = deps;
  const tips = await forge.branches(repo, workstreamBranches(plan));
  const heads = selectHeads(target.ref, plan, [], tips);
  return toStanding(
    await forecast(
      {
        repo,
        base: target,
        heads,
        plan,
        pairs: 'landing',
        squashOnly: false,
        merged: await gatherMerged(repo, plan, target.ref, deps, null),
      },
      git,
    ),
  );
}

/** A forecast without what only its own check needs. */
function toStanding(found: Forecast): IntegrationStanding {
  const { base, heads, pairs, order, landsBy } = found;
  const view = viewOf(found);
  const pulls = new Map(
    heads.map(({ ref, pullRequest }) => [
      ref,
      pullRequest && { number: pullRequest.number, url: pullRequest.url },
    ]),
  );
  const landed = new Set(
    heads.filter(({ containedIn }) => containedIn.includes(base.ref)).map(({ ref }) => ref),
  );
  return {
    state: 'read',
    target: base,
    heads: heads.map(({ ref, branch, oid, pullRequest, assignment, containedIn }) => ({
      ref,
      branch,
      oid,
      pullRequest: pullRequest && toPull(pullRequest),
      workstreams: assignment?.workstreams ?? [],
      remarks: assignment?.remarks ?? [],
      containedIn,
    })),
    // What has landed meets the others as part of the target.
    pairs: pairs
      .filter(({ a, b }) => a === base.ref || !(landed.has(a) || landed.has(b)))
      .map((pair) => toPair(pair, view))
      .filter(saysSomething),
    order: order
      .filter(({ ref }) => !landed.has(ref))
      .map((step) => {
        const { ref, now, conflicts_with: conflictsWith } = step;
        const pull = pulls.get(ref) ?? null;
        return { ref, pull, now, conflictsWith, why: whyNotNow(view, step) };
      }),
    ...(landsBy === undefined ? {} : { landsBy }),
  };
}

function toPull({ number, title, url, draft, author }: PullRequest): StandingHead['pullRequest'] {
  return { number, title, url, draft, author };
}

function toPair(pair: Pair, view: View): StandingPair {
  const { a, b, verdict, findings, onlyOf } = withoutOwned(pair);
  const goesWith = repeatedIn(view, pair, a);
  return {
    a,
    b,
    verdict,
    ...(verdict === 'undetermined' ? { reason: reasonOf({ pair, findings }).short } : {}),
    ...(goesWith === null ? {} : { goesWith }),
    ...(onlyOf === undefined ? {} : { onlyOf }),
    findings: findings.flatMap((finding) => {
      const { detector, severity, message, suggestion, places, undetermined = false } = finding;
      if (severity === 'note') return [];
      const paths = [...new Set(places.map(({ path }) => path))];
      return [{ detector, severity, undetermined, message, suggestion, paths }];
    }),
  };
}

function saysSomething({ verdict, findings }: StandingPair): boolean {
  return verdict !== 'clean' || findings.length > 0;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
