/** GitHub's side of signing in with a browser: the web flow of a GitHub App, and what a person may then see. */
import { isRefusal } from './callers.ts';
import { gitRoot } from './remote.ts';

export interface SignInForge {
  /** Where a browser goes to sign in. */
  address(asked: { state: string; challenge: string; redirect: string }): string;
  /** What a person who came back may be asked with; null when GitHub does not accept the code. */
  token(given: { code: string; verifier: string; redirect: string }): Promise<UserToken | null>;
  /** Numbers of the repositories that the App is installed on and the token's owner may read. */
  repositories(token: string): Promise<{ ids: Set<number>; partial: boolean }>;
}

export interface UserToken {
  token: string;
  /** Seconds that it holds; null where it does not end by itself. */
  seconds: number | null;
}

export interface SignInOptions {
  /** Root of the REST API. */
  githubUrl: string;
  clientId: string;
  clientSecret: string;
  /** Told every token before anybody uses it. */
  onSecret(secret: string): void;
}

/** A question that takes longer is given up. Milliseconds. */
const PATIENCE = 10_000;
const PER_PAGE = 100;
/** Pages of a hundred that are asked for at most. */
const MOST_PAGES = 10;
/** Installations whose repositories are asked for at most: each is a question, and all are asked at once. */
const MOST_INSTALLATIONS = 30;
/** Of what GitHub says beside a failure. Characters. */
const MOST_WORDS = 300;

/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app */
export function signInForge(options: SignInOptions): SignInForge {
  const { githubUrl, clientId, clientSecret, onSecret } = options;
  const root = `${gitRoot(githubUrl)}/login/oauth`;
  const list = (token: string, path: string, of: string) => pages(githubUrl, token, path, of);
  return {
    address({ state, challenge, redirect }) {
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirect,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      });
      return `${root}/authorize?${query}`;
    },
    async token({ code, verifier, redirect }) {
      const response = await fetch(`${root}/access_token`, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({
          client_id: clientId,
          client_secret: clientSecret,
          code,
          redirect_uri: redirect,
          code_verifier: verifier,
        }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (!response.ok) throw new Error(`GitHub answered ${response.status} to a sign-in.`);
      // A refusal is 200 as well, with `error`.
      const answer = (await response.json()) as Partial<Record<string, unknown>>;
      if (answer.error === 'incorrect_client_credentials') {
        throw new Error(
          'GitHub does not accept WEIR_CLIENT_ID with WEIR_CLIENT_SECRET. Set both as the page of the App shows them.',
        );
      }
      for (const name of ['access_token', 'refresh_token']) {
        const secret = answer[name];
        if (typeof secret === 'string') onSecret(secret);
      }
      const { access_token: token, expires_in: seconds } = answer;
      if (typeof token !== 'string' || token === '') return null;
      return { token, seconds: typeof seconds === 'number' ? seconds : null };
    },
    async repositories(token) {
      const installations = await list(token, '/user/installations', 'installations');
      const found = await Promise.all(
        installations.list
          .slice(0, MOST_INSTALLATIONS)
          .map(({ id }) => list(token, `/user/installations/${id}/repositories`, 'repositories')),
      );
      return {
        ids: new Set(found.flatMap((one) => one.list.map(({ id }) => id))),
        partial:
          installations.list.length > MOST_INSTALLATIONS ||
          [installations, ...found].some(({ partial }) => partial),
      };
    },
  };
}

/** What a paged list of GitHub's holds under a name; nothing where it is not for this token. */
async function pages(
  githubUrl: string,
  token: string,
  path: string,
  of: string,
): Promise<{ list: { id: number }[]; partial: boolean }> {
  const list: { id: number }[] = [];
  for (let at = 1; at <= MOST_PAGES; at += 1) {
    const response = await fetch(`${githubUrl}${path}?per_page=${PER_PAGE}&page=${at}`, {
      headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!response.ok) {
      const error = await failure(response, path);
      // What was listed before it is not all there is.
      if (isRefusal(error)) return { list, partial: at > 1 };
      throw error;
    }
    const answer = (await response.json()) as Partial<Record<string, { id: number }[]>>;
    const more = answer[of] ?? [];
    list.push(...more);
    if (more.length < PER_PAGE) return { list, partial: false };
  }
  return { list, partial: true };
}

/** In the form of Octokit's errors. */
async function failure(response: Response, path: string): Promise<Error> {
  const { status, headers } = response;
  const words = (await response.text()).slice(0, MOST_WORDS);
  return Object.assign(new Error(`GitHub answered ${status} to GET ${path}: ${words}`), {
    status,
    response: { headers: Object.fromEntries(headers) },
  });
}
