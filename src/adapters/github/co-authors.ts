/** Accounts behind the addresses of co-authors, which only GraphQL tells. */
import type { Oid, Repository } from '../../ports.ts';
import type { Octokit } from './client.ts';

/** Commits in one request. */
const BATCH = 100;
/** The author and the co-authors of one commit that are asked for; the rest stays unknown. */
const PEOPLE = 50;

/** Addresses that GitHub gives to people who hide theirs; the older kind has no number. */
const NO_REPLY = /^(?:\d+\+)?([a-z\d](?:[a-z\d-]*[a-z\d])?)@users\.noreply\.github\.com$/;

/**
 * Logins by address, lower case; an address that is missing is unknown.
 * https://docs.github.com/en/graphql/reference/objects#commit says what `authors` holds: the author and
 * the people of Co-authored-by trailers.
 */
export async function readCoAuthors(
  octokit: Octokit,
  repo: Repository,
  commits: readonly Oid[],
): Promise<Map<string, string>> {
  const logins = new Map<string, string>();
  const unique = [...new Set(commits)];
  for (let start = 0; start < unique.length; start += BATCH) {
    for (const { email, user } of await ask(octokit, repo, unique.slice(start, start + BATCH))) {
      const address = email?.toLowerCase();
      const login = user?.login ?? NO_REPLY.exec(address ?? '')?.[1];
      if (address && login) logins.set(address, login);
    }
  }
  return logins;
}

interface Actor {
  email?: string | null;
  user?: { login?: string } | null;
}
type Answer = {
  repository?: Record<string, { authors?: { nodes?: (Actor | null)[] } } | null> | null;
};

async function ask(octokit: Octokit, repo: Repository, batch: readonly Oid[]): Promise<Actor[]> {
  const variables = batch.map((_, index) => `$o${index}: GitObjectID!`).join(', ');
  const objects = batch
    .map((_, index) => `c${index}: object(oid: $o${index}) { ...people }`)
    .join('\n');
  const query = `query ($owner: String!, $repo: String!, ${variables}) {
    repository(owner: $owner, name: $repo) { ${objects} }
  }
  fragment people on Commit { authors(first: ${PEOPLE}) { nodes { email user { login } } } }`;
  const oids = Object.fromEntries(batch.map((oid, index) => [`o${index}`, oid]));
  const answer = await octokit
    .graphql<Answer>(query, { owner: repo.owner, repo: repo.name, ...oids })
    .catch((error: unknown) => {
      const { status, data } = error as { status?: number; data?: Answer | null };
      // No GraphQL here: nothing is known, which is an answer.
      if (status === 404) return {};
      // Some of the answer is missing, for example a commit that is gone; the rest counts.
      if (data?.repository) return data;
      throw error;
    });
  return Object.values(answer.repository ?? {}).flatMap((commit) =>
    (commit?.authors?.nodes ?? []).filter((actor) => actor !== null),
  );
}
