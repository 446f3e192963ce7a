/** Who calls Weir over HTTP: people and programs sign in with a token that GitHub gave them. */
import { isForbidden } from './answers.ts';
import { octokitClass } from './client.ts';

export interface Callers {
  /** Login behind a token; null when GitHub does not accept it. */
  login(token: string): Promise<string | null>;
  /** Number of a repository that the token's owner may read; null when there is none for them. */
  repository(token: string, owner: string, name: string): Promise<number | null>;
}

/** A question that takes longer is given up. Milliseconds. */
const PATIENCE = 10_000;

/** @param githubUrl root of the REST API */
export function githubCallers(githubUrl: string): Callers {
  const Octokit = octokitClass(false);
  const ask = async <T>(token: string, route: string, parameters: object): Promise<T | null> => {
    const octokit = new Octokit({ baseUrl: githubUrl, auth: { token }, log: SILENT });
    try {
      const request = { signal: AbortSignal.timeout(PATIENCE) };
      const { data } = await octokit.request(route, { ...parameters, request });
      return data as T;
    } catch (error) {
      if (isRefusal(error)) return null;
      throw error;
    }
  };
  return {
    async login(token) {
      const user = await ask<{ login?: string }>(token, 'GET /user', {});
      return user?.login ?? null;
    },
    async repository(token, owner, repo) {
      // As parts of a path they would make another question of it, whose answer has a number as well.
      if ([owner, repo].some((part) => part === '.' || part === '..')) return null;
      const found = await ask<{ id?: number }>(token, 'GET /repos/{owner}/{repo}', { owner, repo });
      return found?.id ?? null;
    },
  };
}

/**
 * Whether there is nothing to see with this token. 403 is one that may not ask this: to the caller that is no different from
 * a wrong one. A limit of GitHub's, which is 403 as well, says nothing about that.
 */
export function isRefusal(error: unknown): boolean {
  const { status } = error as { status?: number };
  return status === 401 || status === 404 || isForbidden(error);
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
