/** Whose accounts the commits of a pull request belong to. */
import type { Authorship, Repository, WholeList } from '../../ports.ts';
import { need, orAbsent } from './answers.ts';
import type { Octokit } from './client.ts';

/** GitHub lists no more than this for a pull request, and says nothing about the rest. */
const MOST_LISTED = 250;
/** Beyond this a pull request is not read. */
const MOST_COMPARED = 10_000;
const PAGE = 100;

/** GitHub's own account, which commits what people do in the browser. */
const WEB_FLOW = 'web-flow';

/**
 * https://docs.github.com/en/rest/pulls/pulls#list-commits-on-a-pull-request, and for what it leaves out
 * https://docs.github.com/en/rest/commits/commits#compare-two-commits, which counts what it lists.
 *
 * @param expected commits that git found; fewer are never answered as the whole
 */
export async function readAuthorship(
  octokit: Octokit,
  repo: Repository,
  number: number,
  expected: number,
): Promise<WholeList<Authorship>> {
  const at = { owner: repo.owner, repo: repo.name };
  const trustsEverySignature = !isGitHubCom(octokit);
  const answer = (commits: readonly ListedCommit[]): WholeList<Authorship> => ({
    state: 'whole',
    list: commits.map((commit) => toAuthorship(commit, trustsEverySignature)),
  });
  let seen = 0;
  if (expected <= MOST_LISTED) {
    const listed: ListedCommit[] = await octokit.paginate(octokit.rest.pulls.listCommits, {
      ...at,
      pull_number: number,
      per_page: PAGE,
    });
    if (listed.length >= expected) return answer(listed);
    seen = listed.length;
  }
  if (expected <= MOST_COMPARED) {
    const compared = await compare(octokit, repo, number);
    if (compared && compared.length >= expected) return answer(compared);
    seen = Math.max(seen, compared?.length ?? 0);
  }
  return { state: 'partial', reason: tooFew(number, expected, seen) };
}

function tooFew(number: number, expected: number, seen: number): string {
  return expected > MOST_COMPARED
    ? `#${number} has ${expected} commits; Weir asks GitHub for the authors of at most ${MOST_COMPARED}. Split the pull request, or merge its base into it.`
    : `GitHub names the authors of ${seen} of the ${expected} commits of #${number}, so somebody who took part could be missing. Weir asks again with the next event and at the next sweep; if this stays, merge the base into the branch or split the pull request.`;
}

/** Every commit between the pull request's base and its head, or null when GitHub does not list all that it counts. */
async function compare(
  octokit: Octokit,
  repo: Repository,
  number: number,
): Promise<ListedCommit[] | null> {
  const at = { owner: repo.owner, repo: repo.name };
  const pull = await orAbsent(octokit.rest.pulls.get({ ...at, pull_number: number }));
  if (!pull) return null;
  // The base as the pull request last saw it may lag behind: that only lists more.
  const base = need(pull.data.base?.sha, `the base commit of #${number}`, repo);
  const head = need(pull.data.head?.sha, `the head commit of #${number}`, repo);
  const found = new Map<string, ListedCommit>();
  for (let page = 1; ; page++) {
    const answer = await orAbsent(
      octokit.rest.repos.compareCommitsWithBasehead({
        ...at,
        basehead: `${base}...${head}`,
        per_page: PAGE,
        page,
      }),
    );
    if (!answer) return null;
    const { commits, total_commits: total } = answer.data;
    for (const commit of commits) found.set(commit.sha, commit);
    if (found.size >= total) return found.size === total ? [...found.values()] : null;
    if (commits.length === 0 || found.size > MOST_COMPARED) return null;
  }
}

interface ListedCommit {
  sha: string;
  author?: unknown;
  committer?: unknown;
  commit: {
    author?: { email?: string } | null;
    committer?: { email?: string } | null;
    verification?: { verified?: boolean };
  };
}

function toAuthorship(
  { sha, author, committer, commit }: ListedCommit,
  trustsEverySignature: boolean,
): Authorship {
  const writer = loginOf(author);
  const second = loginOf(committer);
  const byGitHub = second?.toLowerCase() === WEB_FLOW;
  const committedBy = byGitHub ? null : second;
  const email = (login: string | null, person: { email?: string } | null | undefined) =>
    login === null ? null : (person?.email?.toLowerCase() ?? null);
  return {
    oid: sha,
    author: writer,
    committer: committedBy,
    // Anybody can write GitHub's address into a commit, but only GitHub can sign it.
    committedViaWeb: byGitHub && (trustsEverySignature || commit.verification?.verified !== false),
    emails: {
      author: email(writer, commit.author),
      committer: email(committedBy, commit.committer),
    },
  };
}

/** GitHub answers null for an address of nobody, and in places an empty object. */
function loginOf(person: unknown): string | null {
  const { login } = (person ?? {}) as { login?: string };
  return login || null;
}

/** There GitHub signs every commit of its own; a server of one's own does so only when told to. */
function isGitHubCom(octokit: Octokit): boolean {
  const { hostname } = new URL(octokit.request.endpoint.DEFAULTS.baseUrl);
  return hostname === 'api.github.com' || hostname.endsWith('.ghe.com');
}
