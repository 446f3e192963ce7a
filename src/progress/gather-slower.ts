/** Reads what was measured of the target, commit by commit: benchmarks that got worse for good, and since when. */
import { lineHistory, worseSince } from '../measurements/line-history.ts';
import { anyNameGlob } from '../plan/glob.ts';
import type { Unread } from '../ports/standing.ts';
import type { Deps } from '../ports.ts';
import type { ProgressFacts } from './facts.ts';
import { clause } from './phrases.ts';

/** Commits of the target's own line, whose words are shown. */
const MOST_COMMITS = 200;
/** More than these nobody reads. */
const MOST = 10;

/** Unknown where artifacts cannot be read: a part of the history would blame the wrong commit. */
export async function readSlower(
  { plan, repo, target }: Pick<ProgressFacts, 'plan' | 'repo' | 'target'>,
  web: string | null,
  { artifacts, evidence, git }: Pick<Deps, 'artifacts' | 'evidence' | 'git'>,
): Promise<ProgressFacts['changePoints'] | Unread> {
  const isWanted = anyNameGlob([plan.integration.performance.artifact]);
  const read = await lineHistory({ repo, tip: target.oid, isWanted, git, artifacts });
  if (read.state === 'partial') return { state: 'unread', reason: clause(read.reason) };
  if (read.list.length === 0) return [];
  const line = await evidence.log(repo, {
    tip: target.oid,
    firstParent: true,
    most: MOST_COMMITS,
    cut: true,
  });
  const subjects = new Map(
    line.state === 'whole' ? line.list.map(({ oid, subject }) => [oid, subject]) : [],
  );
  // A tool may write down any commit; only the target's own are named.
  return worseSince(read.list)
    .flatMap(({ benchmark, change, oid }) => {
      const subject = subjects.get(oid);
      const url = web === null ? {} : { url: `${web}/commit/${oid}` };
      return subject === undefined ? [] : [{ benchmark, change, oid, subject, ...url }];
    })
    .slice(0, MOST);
}
