/** Signing in at GitHub and out again, as answers to a browser. */
import type { IncomingMessage } from 'node:http';
import { html } from 'hono/html';
import type { Callers } from '../../adapters/github/callers.ts';
import type { SignInForge } from '../../adapters/github/sign-in.ts';
import { atOnce } from '../at-once.ts';
import { go, type PageAnswer, say, withCookies } from './answers.ts';
import type { Cookies } from './cookies.ts';
import type { Sessions } from './session.ts';
import { ATTEMPT_SECONDS, type Attempts, challengeOf } from './sign-in.ts';

export const SIGNED_IN_PATH = '/signed-in';

export const SESSION = 'weir-session';
export const ATTEMPT = 'weir-sign-in';

/** Cookies of the dashboard that came with a request. */
export interface Jar {
  session: string | null;
  attempt: string | null;
}

export interface SignInPages {
  /** @param to where to go afterwards */
  begin(to: string | null): PageAnswer;
  /** GitHub sent the browser back. */
  finish(query: URLSearchParams, jar: Jar): Promise<PageAnswer>;
  out(request: IncomingMessage, jar: Jar): PageAnswer;
}

export interface SignInPagesOptions {
  /** Where browsers reach the server, without a slash at the end. */
  origin(): string;
  cookies(): Cookies;
  attempts: Attempts;
  sessions: Sessions;
  forge: SignInForge;
  callers: Pick<Callers, 'login'>;
}

/** GitHub is asked about so many sign-ins at a time: whoever makes up codes makes questions of them, and no more. */
const MOST_AT_ONCE = 16;

export function createSignInPages(options: SignInPagesOptions): SignInPages {
  const { origin, cookies, attempts, sessions, forge, callers } = options;
  const redirect = () => `${origin()}${SIGNED_IN_PATH}`;
  const inTurn = atOnce(MOST_AT_ONCE, busy);

  const finish = async (query: URLSearchParams, jar: Jar): Promise<PageAnswer> => {
    const attempt = attempts.resume(jar.attempt, query.get('state'));
    // What else this browser has begun goes on: a stranger's link, or a second tab, does not end it.
    if (!attempt) return notSignedIn();
    const code = query.get('code');
    const given = code
      ? await forge.token({ code, verifier: attempt.verifier, redirect: redirect() })
      : null;
    const login = given && (await callers.login(given.token));
    if (!given || login === null) return withCookies(notSignedIn(), cookies().clear(ATTEMPT));
    // What was signed in before in this browser is over: the id is never taken over.
    sessions.end(jar.session);
    const { id, seconds } = sessions.begin(login, given.token, given.seconds);
    return go(attempt.to, cookies().set(SESSION, id, seconds), cookies().clear(ATTEMPT));
  };

  return {
    begin(to) {
      const { attempt, sealed } = attempts.begin(to);
      const { state } = attempt;
      const challenge = challengeOf(attempt);
      const address = forge.address({ state, challenge, redirect: redirect() });
      return go(address, cookies().set(ATTEMPT, sealed, ATTEMPT_SECONDS));
    },
    finish: (query, jar) => inTurn(() => finish(query, jar)),
    out(request, jar) {
      if (request.method !== 'POST') {
        const answer = say(405, 'Only POST is possible here', null, 'Use the button "Sign out".');
        return { ...answer, headers: { ...answer.headers, Allow: 'POST' } };
      }
      if (!isOwnForm(request, origin())) {
        const next = 'Use the button "Sign out" of this server\'s own pages.';
        return say(403, 'This form came from another site, so nothing was done', null, next);
      }
      sessions.end(jar.session);
      const answer = say(200, 'Signed out', null, html`<a href="/">Sign in again</a>`);
      return withCookies(answer, cookies().clear(SESSION));
    },
  };
}

/** Our pages send no referrer, so that a browser hides the origin of their forms; it says where they came from otherwise. */
function isOwnForm({ headers }: IncomingMessage, origin: string): boolean {
  return headers['sec-fetch-site'] === 'same-origin' || headers.origin === origin;
}

function notSignedIn(): PageAnswer {
  const next = html`It may have taken too long, or this browser keeps no cookies. <a href="/sign-in">Sign in once more</a>.`;
  return say(400, 'You were not signed in', null, next);
}

function busy(): PageAnswer {
  const next = html`Load this page again in a few seconds, or <a href="/sign-in">sign in once more</a>.`;
  return say(503, 'Many people are signing in at this moment', null, next);
}
