/** What GitHub's answers may lack, and how that is told apart from an outage. */
import type { Repository } from '../../ports.ts';
import { PermissionsNotGranted } from './tokens.ts';

/** GitHub's answer lacks what Weir needs; the message says what and where it came from. */
export class IncompleteAnswer extends Error {
  override name = 'IncompleteAnswer';
}

/** @throws IncompleteAnswer when the value is missing or empty */
export function need<T>(value: T | null | undefined, what: string, repo: Repository): T {
  if (value !== null && value !== undefined && value !== '') return value;
  throw new IncompleteAnswer(
    `GitHub's answer about ${repo.owner}/${repo.name} lacks ${what}. If this stays, check that WEIR_GITHUB_URL points to GitHub's REST API.`,
  );
}

/**
 * The answer, or null when GitHub says that there is no such thing: 409 is a repository without a commit, 410 what was
 * deleted or is switched off.
 */
export async function orAbsent<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    const { status } = error as { status?: number };
    if (status === 404 || status === 409 || status === 410) return null;
    throw error;
  }
}

/** Whether GitHub refused for good rather than for now: its limits are 403 as well. */
export function isForbidden(error: unknown): boolean {
  const { status, message, response } = error as {
    status?: number;
    message?: string;
    response?: { headers?: Record<string, string | undefined> };
  };
  const headers = response?.headers ?? {};
  return (
    status === 403 &&
    headers['retry-after'] === undefined &&
    headers['x-ratelimit-remaining'] !== '0' &&
    !/rate limit/i.test(message ?? '')
  );
}

/**
 * Why something is not known where the installation has not granted what it takes to read it: what, and what to do.
 *
 * @param what `check runs`
 * @param permission as GitHub's pages call it: `Checks`
 */
export function notGranted(what: string, permission: string): string {
  return `Weir may not read ${what} of this repository. Grant the App "${permission}: Read-only" on its settings page, then have an owner accept that on the page of the installation.`;
}

/**
 * Whether the App may not write: GitHub gives no token with the permission, or does not let it be used; 404 where the
 * repository is private.
 */
export function isRefused(error: unknown): boolean {
  if (error instanceof PermissionsNotGranted) return true;
  const { status, request } = error as { status?: number; request?: { url?: string } };
  if (status === 422) return request?.url?.endsWith('/access_tokens') ?? false;
  return status === 404 || isForbidden(error);
}
