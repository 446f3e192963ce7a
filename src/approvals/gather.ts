/** Reads everything an evaluation looks at: one full re-read, no memory of earlier verdicts. */
import { assign } from '../plan/assign.ts';
import { type PlanReading, readPlan } from '../plan/read.ts';
import type { Plan } from '../plan/schema.ts';
import type {
  Authorship,
  Deps,
  HistoryCommit,
  Oid,
  OpenHead,
  Permission,
  PullRequest,
  Repository,
  Review,
  TeamRead,
} from '../ports.ts';
import { evaluate } from './evaluate.ts';
import type { ApprovalFacts, CommitFact, OverrideFact, ReviewFact } from './facts.ts';
import { optionsOf, requiredRoles, resolveRoles, teamsOf } from './matrix.ts';
import type { JudgedPull } from './report.ts';
import { preference, type ReviewLoad, reviewLoad } from './request.ts';

const NO_LOAD: ReviewLoad = new Map();

/** An open pull request with its head. */
export type OpenPull = OpenHead & { pullRequest: PullRequest };

/** What holds for the whole repository, read once a job. */
export interface Surroundings {
  repo: Repository;
  reading: PlanReading;
  repoUrl: string | null;
  pulls: OpenPull[];
  load: ReviewLoad;
}

export async function readSurroundings(repo: Repository, deps: Deps): Promise<Surroundings> {
  const repository = await deps.forge.repository(repo);
  const reading = await readPlan(repo, repository.defaultBranch, deps);
  const heads = await deps.forge.pullRequests(repo);
  const pulls = heads.filter((head): head is OpenPull => head.pullRequest !== null);
  const load = reviewLoad(pulls.map(({ pullRequest }) => pullRequest.requestedReviewers));
  return { repo, reading, repoUrl: repository.url, pulls, load };
}

/**
 * Judges one pull request from a full re-read.
 *
 * @param override an override to judge it with, in place of the one that was recorded
 */
export async function judgePull(
  plan: Plan,
  around: Surroundings,
  pull: OpenPull,
  deps: Deps,
  override: OverrideFact | null = null,
): Promise<JudgedPull> {
  const { repo } = around;
  const { number, author, draft, base } = pull.pullRequest;
  const unreadable: string[] = [];
  const baseOid = await baseTip(around, base, deps);
  const missing = await deps.git.fetch(repo, baseOid === null ? [pull.oid] : [baseOid, pull.oid]);
  for (const reason of missing.values()) {
    unreadable.push(`A commit of #${number} could not be fetched: ${reason}`);
  }
  const unlanded =
    baseOid === null || missing.size > 0
      ? undefined
      : (await deps.git.unlanded(repo, baseOid, [pull.oid])).get(pull.oid);
  const paths = unlanded?.paths ?? null;
  if (baseOid === null) unreadable.push(`The branch ${base} that #${number} leads into is gone.`);
  else if (paths === null && missing.size === 0) {
    unreadable.push(
      `The files that #${number} changes could not be listed, so it is unknown which roles must approve. Check that it shares history with ${base}.`,
    );
  }
  const assignment = assign(
    {
      body: pull.pullRequest.body,
      labels: pull.pullRequest.labels,
      base,
      branch: pull.branch,
      paths,
    },
    plan,
  );
  const required = requiredRoles(plan, assignment, paths ?? []);
  const options = optionsOf(plan);
  const wanted = [...required.map(({ role }) => role), ...options.overrideRoles];
  const facts: ApprovalFacts = {
    author,
    draft,
    head: pull.oid,
    required: required.map(({ role }) => role),
    options,
    ...EMPTY,
    override,
    now: deps.now().toISOString(),
    unreadable,
  };
  // Where nobody has to approve, reviews and commits decide nothing.
  const whole =
    required.length === 0 || baseOid === null
      ? facts
      : await readVotes(facts, { repo, plan, number, base: baseOid, wanted }, deps);
  return {
    number,
    title: pull.pullRequest.title,
    url: pull.pullRequest.url,
    author,
    draft,
    base,
    head: pull.oid,
    assignment,
    required,
    facts: whole,
    // By who is asked, not by who is busy elsewhere: what others are asked must not rewrite this check.
    result: evaluate(whole, preference(whole, pull.pullRequest.requestedReviewers, NO_LOAD)),
    asked: [...pull.pullRequest.requestedReviewers, ...pull.pullRequest.requestedTeams],
    overrideRoles: [...options.overrideRoles],
    passesWithoutRoles:
      assignment.workstreams.length > 0 || plan.approval.without_workstream === 'allow',
  };
}

const EMPTY = {
  commits: [],
  reviews: [],
  roles: {},
  patchIds: {},
  permissions: {},
  userTypes: {},
  pushers: [],
  delegations: [],
} as const;

async function baseTip(around: Surroundings, base: string, deps: Deps): Promise<Oid | null> {
  const { ref, oid } = around.reading.target;
  if (ref === base) return oid;
  return (await deps.forge.branches(around.repo, [base])).get(base) ?? null;
}

interface Question {
  repo: Repository;
  plan: Plan;
  number: number;
  base: Oid;
  /** Roles to resolve: required ones, and those that may override. */
  wanted: string[];
}

async function readVotes(facts: ApprovalFacts, question: Question, deps: Deps) {
  const { repo, plan, number, base, wanted } = question;
  const { head, options } = facts;
  const unreadable = [...facts.unreadable];
  const history = await deps.git.history(repo, base, head);
  const reviews = await deps.reviews.reviews(repo, number);
  for (const read of [history, reviews]) {
    if (read.state === 'partial')
      unreadable.push(`#${number} could not be read whole: ${read.reason}`);
  }
  const commits = history.state === 'whole' ? history.list : [];
  const authorship = await deps.reviews.authorship(repo, number, commits.length);
  if (authorship.state === 'partial') {
    unreadable.push(`#${number} could not be read whole: ${authorship.reason}`);
  }
  const owners = new Map(
    (authorship.state === 'whole' ? authorship.list : []).map((each) => [each.oid, each]),
  );
  const unknown = commits.filter(({ oid }) => !owners.has(oid));
  if (authorship.state === 'whole' && unknown.length > 0) {
    unreadable.push(
      `GitHub does not list ${unknown.length} of the ${commits.length} commits of #${number}, so it is unknown whose they are. Click Re-evaluate in a minute; if this stays, push the branch again.`,
    );
  }
  const voted = reviews.state === 'whole' ? reviews.list : [];
  const merges = commits.filter(({ isBaseMerge }) => isBaseMerge).map(({ oid }) => oid);
  const clean =
    merges.length > 0 && options.ignoreBaseMerges
      ? await deps.git.cleanMerges(repo, merges)
      : new Map<Oid, boolean>();
  const logins = await coAuthorLogins(repo, commits, [...owners.values()], deps);
  const teams = new Map<string, TeamRead>();
  for (const team of teamsOf(plan, wanted)) {
    const pinned = Object.hasOwn(plan.teams, team) ? (plan.teams[team] ?? null) : null;
    teams.set(team, await deps.reviews.team(repo, team, pinned));
  }
  const resolved = resolveRoles(plan, wanted, teams, deps.now());
  // Who let GitHub merge the base cleanly brought nothing of their own.
  const own = commits.map(({ oid }) => oid).filter((oid) => clean.get(oid) !== true);
  const pushes = await deps.ledger.pushes(repo, own);
  const edited = options.ignoreEdited
    ? await deps.ledger.editedReviews(
        repo,
        voted.map(({ id }) => id),
      )
    : new Map<number, string>();
  return {
    ...facts,
    commits: commits.map((commit) => commitFact(commit, owners.get(commit.oid), clean, logins)),
    reviews: voted.map((review) => reviewFact(review, edited)),
    roles: resolved.roles,
    delegations: resolved.delegations,
    patchIds: await readPatchIds(repo, base, facts, commits, voted, deps),
    permissions: await readPermissions(repo, facts, voted, resolved.roles, deps),
    userTypes: typesOf(voted),
    pushers: [...new Set(pushes.map(({ by }) => by))],
    override: facts.override ?? (await deps.ledger.override(repo, number, head)),
    unreadable: [...unreadable, ...resolved.unreadable],
  } satisfies ApprovalFacts;
}

function commitFact(
  commit: HistoryCommit,
  owner: Authorship | undefined,
  clean: ReadonlyMap<Oid, boolean>,
  logins: ReadonlyMap<string, string>,
): CommitFact {
  return {
    sha: commit.oid,
    author: owner?.author ?? null,
    committer: owner?.committer ?? null,
    committedViaWeb: owner?.committedViaWeb ?? false,
    // An address without an account cannot belong to somebody who reviews.
    coAuthors: commit.coAuthors.flatMap(({ email }) => logins.get(email) ?? []),
    parents: commit.parents,
    isBaseMerge: commit.isBaseMerge,
    cleanMerge: commit.isBaseMerge ? (clean.get(commit.oid) ?? false) : null,
  };
}

function reviewFact(review: Review, edited: ReadonlyMap<number, string>): ReviewFact {
  const { id, user, state, commit, submittedAt } = review;
  return { id, user, state, commit, submittedAt, editedAt: edited.get(id) ?? null };
}

/** Bots by what GitHub says of the account. */
function typesOf(reviews: readonly Review[]): Record<string, string> {
  return Object.fromEntries(
    reviews.flatMap(({ user, userType }) => (user && userType ? [[user, userType]] : [])),
  );
}

/** Addresses that GitHub hands out carry the login; the commits tell others; the rest is asked for. */
async function coAuthorLogins(
  repo: Repository,
  commits: readonly HistoryCommit[],
  owners: readonly Authorship[],
  deps: Deps,
): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const { author, committer, emails } of owners) {
    if (author && emails.author) known.set(emails.author, author);
    if (committer && emails.committer) known.set(emails.committer, committer);
  }
  const open = commits.filter(({ coAuthors }) =>
    coAuthors.some(({ email }) => {
      const login = /^(?:\d+\+)?([a-z\d-]+)@users\.noreply\.github\.com$/.exec(email)?.[1];
      if (login) known.set(email, login);
      return email !== '' && !known.has(email);
    }),
  );
  if (open.length === 0) return known;
  const asked = await deps.reviews.coAuthors(
    repo,
    open.map(({ oid }) => oid),
  );
  return new Map([...known, ...asked]);
}

async function readPatchIds(
  repo: Repository,
  base: Oid,
  { options, head }: ApprovalFacts,
  commits: readonly HistoryCommit[],
  reviews: readonly Review[],
  deps: Deps,
): Promise<Record<string, string>> {
  if (options.stale !== 'patch-id') return {};
  const reviewed = reviews.flatMap(({ commit, state }) =>
    commit && state === 'APPROVED' ? commit : [],
  );
  const wanted = [...new Set([head, ...commits.map(({ oid }) => oid), ...reviewed])];
  // A commit that was force-pushed away may be gone for good: then nothing is known of it, which is safe.
  const gone = await deps.git.fetch(repo, wanted);
  const there = wanted.filter((oid) => !gone.has(oid));
  return Object.fromEntries(await deps.git.patchIds(repo, base, there));
}

/** Permissions cost a read a person, so only those that an option asks for are read. */
async function readPermissions(
  repo: Repository,
  { options }: ApprovalFacts,
  reviews: readonly Review[],
  roles: Readonly<Record<string, readonly string[]>>,
  deps: Deps,
): Promise<Record<string, Permission>> {
  const voters = reviews.flatMap(({ user }) => user ?? []);
  const wanted = [
    ...(options.changesRequested === 'anyone-with-write' ? voters : []),
    ...(options.minPermission !== null ? [...voters, ...Object.values(roles).flat()] : []),
  ];
  const permissions: Record<string, Permission> = {};
  for (const user of new Set(wanted)) permissions[user] = await deps.reviews.permission(repo, user);
  return permissions;
}
