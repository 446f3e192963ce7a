/** A pull request on GitHub, judged on this machine with somebody's own token; nothing is written there. */
import { FORGETFUL } from '../adapters/evidence-memory.ts';
import { sweepScratch, withFolder } from '../adapters/git/scratch.ts';
import { createMirrors } from '../adapters/git.ts';
import { createActivity } from '../adapters/github/activity.ts';
import { isForbidden } from '../adapters/github/answers.ts';
import { createArtifactForge } from '../adapters/github/artifacts.ts';
import { createChecks } from '../adapters/github/checks.ts';
import { octokitClass } from '../adapters/github/client.ts';
import { createIssueForge } from '../adapters/github/issues.ts';
import { createReviewForge } from '../adapters/github/reviews.ts';
import { createForge, gitRoot } from '../adapters/github.ts';
import type { People } from '../adapters/store/people.ts';
import type { JudgedPull } from '../approvals/report.ts';
import { judgeOpenPull, toExplanation } from '../approvals/run.ts';
import type { Deps, Repository, ReviewForge } from '../ports.ts';

export interface Source {
  token: string;
  /** Root of the REST API. */
  githubUrl: string;
}

/** The pull request as judged and as JSON, or why there is no answer, as a sentence with what to do. */
export type PullAnswer = { judged: JudgedPull; answer: object } | { refused: string };

/** Reads and judges an open pull request. What it fetches goes into a folder that is gone afterwards. */
export async function readPullRequest(
  { owner, name, number }: { owner: string; name: string; number: number },
  source: Source,
): Promise<PullAnswer> {
  const Octokit = octokitClass(false);
  const octokit = new Octokit({
    baseUrl: source.githubUrl,
    auth: { token: source.token },
    log: SILENT,
  });
  try {
    sweepScratch();
    const { data } = await octokit.rest.repos.get({ owner, repo: name });
    const repo: Repository = {
      installation: 0,
      id: data.id,
      owner: data.owner.login,
      name: data.name,
    };
    return await withFolder((folder) => judge(repo, number, folder, octokit, source));
  } catch (error) {
    const refused = explain(error, `${owner}/${name}`, source.githubUrl);
    if (refused === null) throw error;
    return { refused };
  }
}

type Octokit = InstanceType<ReturnType<typeof octokitClass>>;

async function judge(
  repo: Repository,
  number: number,
  folder: string,
  octokit: Octokit,
  { token, githubUrl }: Source,
): Promise<PullAnswer> {
  const own = () => octokit;
  const github = { reader: own, teams: own, actions: own, statuses: own, checks: own, issues: own };
  const url = `${gitRoot(githubUrl)}/${encodeURIComponent(repo.owner)}/${encodeURIComponent(repo.name)}.git`;
  const mirrors = createMirrors({ root: folder, remote: async () => ({ url, token }), log: QUIET });
  const deps: Deps = {
    forge: createForge(github),
    reviews: withOwnToken(createReviewForge(github, { people: forThisCall() })),
    checks: createChecks(github),
    git: mirrors,
    evidence: mirrors.evidence,
    activity: createActivity(github, FORGETFUL),
    memory: FORGETFUL,
    issues: createIssueForge({ ...github, appId: 0, botLogin: async () => '' }),
    artifacts: createArtifactForge(github, null),
    ledger: {
      hasPosted: async () => false,
      pushes: async () => [],
      editedReviews: async () => new Map(),
      override: async () => null,
      arrival: async () => null,
      builds: async () => [],
    },
    apply: async () => {
      throw new Error('Nothing is written from the command line.');
    },
    now: () => new Date(),
    log: QUIET,
  };
  const found = await judgeOpenPull(repo, number, deps);
  return 'refused' in found ? found : { judged: found.judged, answer: toExplanation(found.judged) };
}

/** What is asked twice in one call is remembered; which team a name meant before is not known. */
function forThisCall(): People {
  const answers = new Map<string, Promise<unknown>>();
  return {
    recall<T>(_installation: number, question: string, ask: () => Promise<T>): Promise<T> {
      const known = answers.get(question) ?? ask();
      answers.set(question, known);
      return known as Promise<T>;
    },
    async flush() {},
    teamOf: async (_installation, _team, seen) => seen,
    async acceptTeam() {},
  };
}

/** Whoever calls has a token to mend, not an App. GitHub hides teams as if they did not exist. */
function withOwnToken(reviews: ReviewForge): ReviewForge {
  return {
    ...reviews,
    async team(repo, team, pinned) {
      const read = await reviews.team(repo, team, pinned);
      if (read.state !== 'absent' && read.state !== 'unreadable') return read;
      return {
        state: 'unreadable',
        reason: `GitHub shows no team ${team} to this token. Use one that may read the members of the organisation (a classic token needs read:org), and check the name in the plan.`,
      };
    },
  };
}

/** Null for what is neither a refusal nor an outage of GitHub. */
function explain(error: unknown, repository: string, githubUrl: string): string | null {
  const { name, status, message = '' } = error as Partial<Error> & { status?: number };
  if (name === 'TokenRefused') {
    return `GitHub lets git read nothing of ${repository} with this token. Use one that may read its contents.`;
  }
  if (name === 'FetchFailed') return `${sentence(message)} Try again in a minute.`;
  if (status === undefined) return null;
  if (status === 401) return 'GitHub does not accept the token. Set GITHUB_TOKEN to a valid one.';
  if (status === 404) {
    return `GitHub shows no repository ${repository} to this token. Correct the name, or use a token that may read it.`;
  }
  if (status === 429 || (status === 403 && !isForbidden(error))) {
    return 'GitHub refuses more requests with this token for now. Try again in an hour, or use another token.';
  }
  if (status === 403) {
    return `GitHub does not let this token read all of ${repository}: ${sentence(message)} Use a token that may.`;
  }
  if (status < 500) return null;
  // Octokit reports a connection that failed as 500.
  return `GitHub at ${githubUrl} gives no answer: ${sentence(message)} Try again in a minute; if this stays, check the network and GITHUB_API_URL.`;
}

/** Somebody else's words, with a full stop. */
function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const QUIET = { info() {}, warn() {}, error() {} };
