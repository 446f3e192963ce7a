/** A pull request on GitHub, judged on this machine with somebody's own token; nothing is written there. */
import { withFolder } from '../adapters/git/scratch.ts';
import { createMirrors } from '../adapters/git.ts';
import { octokitClass } from '../adapters/github/client.ts';
import { createReviewForge } from '../adapters/github/reviews.ts';
import { createForge, gitRoot } from '../adapters/github.ts';
import type { People } from '../adapters/store/people.ts';
import type { JudgedPull } from '../approvals/report.ts';
import { judgeOpenPull, toExplanation } from '../approvals/run.ts';
import type { Deps, Repository } from '../ports.ts';

export interface Source {
  token: string;
  /** Root of the REST API. */
  githubUrl: string;
}

/** The pull request as judged and as JSON, or why there is no answer, as a sentence with what to do. */
export type PullAnswer = { judged: JudgedPull; answer: object } | { refused: string };

/** Reads and judges an open pull request. */
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
    const { data } = await octokit.rest.repos.get({ owner, repo: name });
    const repo: Repository = {
      installation: 0,
      id: data.id,
      owner: data.owner.login,
      name: data.name,
    };
    return await withFolder((folder) => judge(repo, number, folder, octokit, source));
  } catch (error) {
    const refused = explain(error, `${owner}/${name}`);
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
  const github = { reader: () => octokit, teams: () => octokit };
  const url = `${gitRoot(githubUrl)}/${encodeURIComponent(repo.owner)}/${encodeURIComponent(repo.name)}.git`;
  const deps: Deps = {
    forge: createForge(github),
    reviews: createReviewForge(github, { people: forThisCall() }),
    git: createMirrors({ root: folder, remote: async () => ({ url, token }), log: QUIET }),
    ledger: {
      hasPosted: async () => false,
      pushes: async () => [],
      editedReviews: async () => new Map(),
      override: async () => null,
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

/** Null for what is not GitHub's refusal. */
function explain(error: unknown, repository: string): string | null {
  const { status, message = '' } = error as { status?: number; message?: string };
  if (status === 401) return 'GitHub does not accept the token. Set GITHUB_TOKEN to a valid one.';
  if (status === 404) {
    return `GitHub shows no repository ${repository} to this token. Correct the name, or use a token that may read it.`;
  }
  if (status === 429 || (status === 403 && /rate limit/i.test(message))) {
    return 'GitHub refuses more requests with this token for now. Try again in an hour, or use another token.';
  }
  if (status === 403) {
    return `GitHub does not let this token read ${repository}: ${message} Use a token that may.`;
  }
  return null;
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const QUIET = { info() {}, warn() {}, error() {} };
