/**
 * What a clone can tell of pull requests: those whose merges stand on the target's own line, by the words with which
 * GitHub writes such commits. Who opened them, and when, is not in git.
 */

import type { ActivityForge, EvidenceGit, LoggedCommit, PullSummary } from '../ports/evidence.ts';
import type { IssueForge } from '../ports/issues.ts';
import type { Oid, ReadChecks, Repository } from '../ports.ts';
import type { LocalClone } from './local.ts';

/** Commits of the target's own line that are looked at. */
const MOST_COMMITS = 20_000;
/** `Merge pull request #12 from owner/branch`; a squash has `(#12)` at the end. */
const MERGE = /^Merge pull request #(\d{1,9}) from [^/\s]+\/(\S+)$/;
/** What git itself writes. */
const BRANCH = /^Merge (?:remote-tracking )?branch '([^']+)'/;
const SQUASH = /^(.*\S)\s+\(#(\d{1,9})\)$/;

/** What only GitHub has is not taken for absent. */
export const LOCAL_CHECKS: ReadChecks = async () => ({
  state: 'partial',
  reason: 'check runs are on GitHub only',
});

export const LOCAL_ISSUES: IssueForge = {
  own: async () => ({ state: 'whole', list: [] }),
  issue: async () => null,
  comment: async () => null,
  comments: async () => ({ state: 'partial', reason: 'comments are on GitHub only' }),
};

export function localActivity(
  clone: Pick<LocalClone, 'resolve'> & { git: { evidence: EvidenceGit } },
  target: { ref: string; oid: Oid },
): ActivityForge {
  const merges = async (repo: Repository, since?: string) => {
    const log = await clone.git.evidence.log(repo, {
      tip: target.oid,
      firstParent: true,
      most: MOST_COMMITS,
      ...(since === undefined ? {} : { since }),
    });
    if (log.state === 'partial') return log;
    return { state: 'whole' as const, list: log.list.flatMap((one) => pullOf(one, target.ref)) };
  };
  const pulls: ActivityForge['pulls'] = async (repo, numbers) => {
    if (numbers.length === 0) return new Map();
    const found = await merges(repo);
    if (found.state === 'partial') {
      const unread = { state: 'unread' as const, reason: found.reason };
      return new Map(numbers.map((number) => [number, unread]));
    }
    const byNumber = new Map(found.list.map((pull) => [pull.number, pull]));
    return new Map(numbers.map((number) => [number, byNumber.get(number) ?? null]));
  };
  return {
    async mergedSince(repo, since) {
      const found = await merges(repo, since);
      return found.state === 'whole' ? found : { ...found, list: [], from: null };
    },
    async pull(repo, number) {
      return (await pulls(repo, [number])).get(number) ?? null;
    },
    pulls,
    async tags(_repo, names) {
      const found = new Map<string, Oid>();
      for (const name of new Set(names)) {
        const tag = await clone.resolve(`refs/tags/${name}`);
        if (tag.state === 'found') found.set(name, tag.commit.oid);
      }
      return found;
    },
  };
}

function pullOf({ oid, parents, committedAt, subject }: LoggedCommit, base: string): PullSummary[] {
  const isMerge = parents.length > 1;
  const [, number, from] = (isMerge && MERGE.exec(subject)) || [];
  const [, plain] = (isMerge && BRANCH.exec(subject)) || [];
  const [, title, squashed] = (!isMerge && SQUASH.exec(subject)) || [];
  const named = number ?? squashed ?? (plain === undefined ? undefined : '0');
  if (named === undefined) return [];
  const branch = from ?? plain?.replace(/^origin\//, '') ?? '';
  return [
    {
      number: Number(named),
      title: title ?? subject,
      body: '',
      author: null,
      labels: [],
      head: branch,
      base,
      headOid: parents[1] ?? oid,
      createdAt: committedAt,
      closedAt: committedAt,
      mergedAt: committedAt,
      mergeOid: oid,
      url: '',
    },
  ];
}
