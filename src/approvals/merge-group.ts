/** Which commits of a merge group belong to which pull request in it. Pure. */
import type { HistoryCommit, Oid } from '../ports.ts';

/** A pull request in the group. */
export interface GroupMember {
  number: number;
  /** The commit that the queue built for it. */
  oid: Oid;
  /** First lines of the messages of its own commits. */
  subjects: readonly string[];
}

/**
 * Commits of the group that none of its pull requests explains, oldest first. The queue puts one commit (merge,
 * squash) or as many as the pull request has (rebase, which keeps their messages) on top of what waits before it;
 * anything else would land without having been judged.
 *
 * @param history commits from the base to the group
 */
export function unexplainedCommits(
  group: Oid,
  history: readonly HistoryCommit[],
  members: readonly GroupMember[],
): Oid[] {
  const inside = new Map(history.map((commit) => [commit.oid, commit]));
  const chain: HistoryCommit[] = [];
  for (let commit = inside.get(group); commit; commit = inside.get(commit.parents[0] ?? '')) {
    chain.unshift(commit);
  }
  const byOid = new Map(members.map((member) => [member.oid, member]));
  const unexplained: Oid[] = [];
  let since: HistoryCommit[] = [];
  for (const commit of chain) {
    since.push(commit);
    const member = byOid.get(commit.oid);
    if (!member) continue;
    if (!isRebased(since, member)) unexplained.push(...since.slice(0, -1).map(({ oid }) => oid));
    since = [];
  }
  return [...unexplained, ...since.map(({ oid }) => oid)];
}

function isRebased(commits: readonly HistoryCommit[], { subjects }: GroupMember): boolean {
  if (commits.some(({ parents }) => parents.length > 1)) return false;
  // Each subject explains one commit, and no more.
  const told = commits.map(({ subject }) => subject).sort();
  return told.join('\n') === [...subjects].sort().join('\n');
}
