/** Who took part in a pull request, which commits do not count, and which hide their people. Pure. */
import type { ApprovalFacts, ApprovalOptions, ApprovalResult, CommitFact } from './facts.ts';

/** Logins are the same whatever their case. */
export function loginKey(login: string): string {
  return login.toLowerCase();
}

export interface Participation {
  /** By login key. */
  contributors: ReadonlyMap<string, ApprovalResult['contributors'][number]>;
  /** Commits that neither outdate votes nor make contributors. */
  ignored: ReadonlySet<string>;
  /** Commits whose people cannot be told. */
  unattributed: string[];
}

export function participation(facts: ApprovalFacts): Participation {
  const ignoredPeople = new Set(facts.options.ignoreCommitsBy.map(loginKey));
  const ignored = new Set(
    facts.commits
      .filter((commit) => isIgnored(commit, facts.options, ignoredPeople))
      .map(({ sha }) => sha),
  );
  const counted = facts.commits.filter(({ sha }) => !ignored.has(sha));
  const contributors = new Map<string, ApprovalResult['contributors'][number]>();
  const add = (user: string, why: 'author' | 'commits' | 'pushed', sha?: string) => {
    const key = loginKey(user);
    const known = contributors.get(key) ?? { user, why, commits: [] };
    contributors.set(key, known);
    if (sha !== undefined && !known.commits.includes(sha)) known.commits.push(sha);
  };
  add(facts.author, 'author');
  for (const commit of counted) {
    for (const user of contributorsOf(commit, facts.options)) add(user, 'commits', commit.sha);
  }
  for (const user of facts.pushers) add(user, 'pushed');
  return {
    contributors,
    ignored,
    unattributed: counted
      .filter((commit) => hidesPeople(commit, facts.options))
      .map(({ sha }) => sha),
  };
}

function isIgnored(
  commit: CommitFact,
  { ignoreBaseMerges }: ApprovalOptions,
  ignoredPeople: ReadonlySet<string>,
): boolean {
  if (ignoreBaseMerges && commit.isBaseMerge && commit.cleanMerge !== false) return true;
  // Somebody who cannot be told may be anybody, so such a commit is never "by nobody else".
  if (namesNobody(commit)) return false;
  const people = [commit.author, commit.committer, ...commit.coAuthors];
  return people.every((user) => user === null || ignoredPeople.has(loginKey(user)));
}

/** Somebody took part whose account is unknown. GitHub as the committer is nobody. */
function namesNobody({ author, committer, committedViaWeb }: CommitFact): boolean {
  return author === null || (committer === null && !committedViaWeb);
}

function hidesPeople(commit: CommitFact, { contributorScope }: ApprovalOptions): boolean {
  return contributorScope === 'author' ? commit.author === null : namesNobody(commit);
}

function contributorsOf(
  { author, committer, coAuthors }: CommitFact,
  { contributorScope, countCoAuthors }: ApprovalOptions,
): string[] {
  const people = [
    author,
    ...(contributorScope === 'author' ? [] : [committer]),
    ...(countCoAuthors ? coAuthors : []),
  ];
  return people.filter((user) => user !== null);
}
