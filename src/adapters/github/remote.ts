/** Where git finds a repository, and with which token. */
import type { Repository } from '../../ports.ts';
import type { Tokens } from './tokens.ts';

export interface Remote {
  /** Clone address without user information. */
  url: string;
  /** Installation token for this one repository's contents and nothing else. */
  token: string;
}

/**
 * Answers the remote of a repository; tokens are shared until five minutes before they end.
 *
 * @param githubUrl root of the REST API; git lives on the same machine, on github.com beside it
 * @param level what the token allows; a push needs `write`
 */
export function remotes(
  githubUrl: string,
  tokens: Tokens,
  level: 'read' | 'write' = 'read',
): (repo: Repository) => Promise<Remote> {
  const root = gitRoot(githubUrl);
  return async (repo) => ({
    url: `${root}/${encodeURIComponent(repo.owner)}/${encodeURIComponent(repo.name)}.git`,
    token: await tokens.get({
      installation: repo.installation,
      permissions: { contents: level },
      repository: repo.id,
    }),
  });
}

/** `https://api.github.com` → `https://github.com`; on GitHub Enterprise Server the API's path goes. */
export function gitRoot(githubUrl: string): string {
  const url = new URL(githubUrl);
  // api.github.com, and api.NAME.ghe.com with data residency.
  if (/^api\.(github\.com|[\w-]+\.ghe\.com)$/.test(url.host)) {
    return `https://${url.host.slice('api.'.length)}`;
  }
  return `${url.origin}${url.pathname.replace(/\/api\/v3\/?$/, '').replace(/\/+$/, '')}`;
}
