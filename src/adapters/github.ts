/** Reads from GitHub's REST API: the `Forge` of the server, and the lists that sweeps need. */
import type { Forge, OpenHead, Repository } from '../ports.ts';
import { need, orAbsent } from './github/answers.ts';
import type { GitHub, Octokit } from './github/client.ts';
import { readPermission } from './github/permission.ts';

export { connectGitHub, type GitHub, type GitHubOptions } from './github/client.ts';
export { gitRoot, remotes } from './github/remote.ts';

export function createForge(github: Pick<GitHub, 'reader'>): Forge {
  const open = (repo: Repository) => ({
    rest: github.reader(repo.installation).rest,
    octokit: github.reader(repo.installation),
    at: { owner: repo.owner, repo: repo.name },
  });
  return {
    async repository(repo) {
      const { rest, at } = open(repo);
      const { data } = await rest.repos.get(at);
      return {
        defaultBranch: need(data.default_branch, 'default_branch', repo),
        // GitHub hides these from readers without write access: then every way counts as open.
        mergeMethods: {
          merge: data.allow_merge_commit ?? true,
          squash: data.allow_squash_merge ?? true,
          rebase: data.allow_rebase_merge ?? true,
        },
        url: data.html_url ?? null,
      };
    },
    async pullRequests(repo) {
      const { octokit, rest, at } = open(repo);
      const pulls = await octokit.paginate(rest.pulls.list, {
        ...at,
        state: 'open',
        per_page: 100,
      });
      return pulls.map((pull) => toHead(pull, repo));
    },
    async branches(repo, names) {
      const { rest, at } = open(repo);
      const tips = await Promise.all(
        [...new Set(names)].map(async (name) => {
          const answer = await orAbsent(rest.git.getRef({ ...at, ref: `heads/${name}` }));
          // Older servers answer a list of everything that begins with the name.
          if (!answer || Array.isArray(answer.data)) return null;
          if (answer.data.ref !== `refs/heads/${name}`) return null;
          return [name, need(answer.data.object?.sha, `the tip of ${name}`, repo)] as const;
        }),
      );
      return new Map(tips.filter((tip) => tip !== null));
    },
    async branchesUnder(repo, prefix) {
      const { octokit, rest, at } = open(repo);
      const listed = octokit.paginate(rest.git.listMatchingRefs, {
        ...at,
        ref: `heads/${prefix}`,
        per_page: 100,
      });
      const refs = (await orAbsent(listed)) ?? [];
      return new Map(
        refs.flatMap(({ ref, object }): [string, string][] => {
          const name = ref.replace(/^refs\/heads\//, '');
          return name.startsWith(prefix)
            ? [[name, need(object?.sha, `the tip of ${name}`, repo)]]
            : [];
        }),
      );
    },
    permission: (repo, user) => readPermission(open(repo).octokit, repo, user),
  };
}

/** Ids of the App's installations that are not suspended. */
export async function listInstallations(github: Pick<GitHub, 'app'>): Promise<number[]> {
  const { app } = github;
  const all = await app.paginate(app.rest.apps.listInstallations, { per_page: 100 });
  return all.filter(({ suspended_at }) => !suspended_at).map(({ id }) => id);
}

/** Repositories that an installation may see, without archived and disabled ones. */
export async function listRepositories(
  github: Pick<GitHub, 'reader'>,
  installation: number,
): Promise<Repository[]> {
  const octokit = github.reader(installation);
  const all = await octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, {
    per_page: 100,
  });
  return (all as unknown as ListedRepository[])
    .filter(({ archived, disabled }) => !archived && !disabled)
    .map(({ id, name, owner }) => ({ installation, id, owner: owner.login, name }));
}

interface ListedRepository {
  id: number;
  name: string;
  owner: { login: string };
  archived?: boolean;
  disabled?: boolean;
}

type ListedPull = Awaited<ReturnType<Octokit['rest']['pulls']['list']>>['data'][number];

function toHead(pull: ListedPull, repo: Repository): OpenHead {
  const branch = need(pull.head?.ref, `the head of #${pull.number}`, repo);
  // A deleted fork leaves `repo` null; its head lives on in refs/pull/N/head.
  const own = pull.head.repo?.id === repo.id;
  const owner = pull.head.user?.login ?? pull.head.label?.split(':')[0] ?? 'unknown';
  return {
    ref: own ? branch : `${owner}:${branch}`,
    branch,
    oid: need(pull.head.sha, `the head commit of #${pull.number}`, repo),
    pullRequest: {
      number: pull.number,
      title: pull.title ?? '',
      body: pull.body ?? '',
      author: pull.user?.login ?? 'ghost',
      draft: pull.draft ?? false,
      labels: (pull.labels ?? []).map(({ name }) => name),
      base: need(pull.base?.ref, `the base of #${pull.number}`, repo),
      url: pull.html_url ?? '',
      requestedReviewers: (pull.requested_reviewers ?? []).flatMap(({ login }) => login ?? []),
      requestedTeams: (pull.requested_teams ?? []).map(({ slug }) => `@${repo.owner}/${slug}`),
    },
  };
}
