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
    // Older servers call their second limit the detection of abuse.
    !/rate limit|abuse detection/i.test(message ?? '')
  );
}

/** What Weir wanted of a repository. */
export interface Wanted {
  do: 'read' | 'write';
  /** `check runs` */
  what: string;
  /** As GitHub's pages call it: `Checks`. */
  permission: string;
}

/** What stands in the way beside permissions, by GitHub's words, and what to do about it. */
const OBSTACLES: readonly (readonly [RegExp, string])[] = [
  [
    /\bIP allow list\b/i,
    'Have an owner of the organisation add the address of the server that runs Weir to that list',
  ],
  [
    /\bSAML\b|single sign-on/i,
    'Have an owner of the organisation let the App past its single sign-on',
  ],
  [/\bsuspended\b/i, 'Have an owner lift the suspension, on the page of the installation'],
];

/**
 * Why GitHub refuses something for good, and what to do, in two sentences. Not every refusal is about permissions:
 * what GitHub says decides.
 */
export function whyRefused(error: unknown, wanted: Wanted): string {
  const { do: verb, what, permission } = wanted;
  if (lacksPermission(error)) {
    const level = verb === 'read' ? 'Read-only' : 'Read and write';
    return `Weir may not ${verb} ${what} ${verb === 'read' ? 'of' : 'in'} this repository. Grant the App "${permission}: ${level}" on its settings page, then have an owner accept that on the page of the installation.`;
  }
  const otherwise =
    verb === 'read'
      ? 'Ask an owner of the repository what stands in the way'
      : 'Unlock the conversation or the repository if they are wanted';
  return `GitHub did not let Weir ${verb} ${what} here: ${wordsOf(error)}. ${remedy(error) ?? otherwise}.`;
}

/** What to do where something else than a permission stands in the way; null where nothing known does. */
export function remedy(error: unknown): string | null {
  return OBSTACLES.find(([said]) => said.test(wordsOf(error)))?.[1] ?? null;
}

/** GitHub hides with 404 what may not be read in a private repository. */
export function lacksPermission(error: unknown): boolean {
  if (error instanceof PermissionsNotGranted) return true;
  const { status } = error as { status?: number };
  return status === 404 || /not accessible by integration/i.test(wordsOf(error));
}

/** More of GitHub's words nobody reads. Characters. */
const MOST_WORDS = 300;

/** What GitHub said, without the address that Octokit adds and without a full stop. */
export function wordsOf(error: unknown): string {
  const { message } = error as { message?: unknown };
  const words = typeof message === 'string' ? message : String(error);
  return words
    .replace(/ - https:\/\/\S+$/, '')
    .replace(/\.$/, '')
    .slice(0, MOST_WORDS);
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
