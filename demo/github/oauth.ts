/**
 * Signing in to the App with a browser, as strict as GitHub: the callback that was registered, codes that work once,
 * the client's secret, PKCE. Whoever stands here may be chosen; nobody has a password.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { html } from 'hono/html';
import type { Hub } from './hub.ts';
import { layout } from './page-parts.ts';

export const OAUTH = '/login/oauth/';

export interface SignIns {
  clientId: string;
  clientSecret: string;
  /** As registered; null where the App has none, and nobody can sign in. */
  callback: string | null;
  codes: Map<string, { login: string; redirect: string; challenge: string | null }>;
  /** Logins by the tokens that were handed out. */
  tokens: Map<string, string>;
}

const random = (): string => randomBytes(20).toString('hex');

export function newSignIns(): SignIns {
  return {
    clientId: `Iv1.${random().slice(0, 16)}`,
    clientSecret: random(),
    callback: null,
    codes: new Map(),
    tokens: new Map(),
  };
}

export async function signIn(
  hub: Hub,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const what = `${request.method} ${url.pathname.slice(OAUTH.length)}`;
  if (what === 'GET authorize') return authorize(hub, url, response);
  if (what === 'POST access_token') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = exchange(hub, new URLSearchParams(Buffer.concat(chunks).toString()));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    return;
  }
  response.writeHead(404, { 'content-type': 'text/plain' }).end('Not Found\n');
}

function authorize(hub: Hub, url: URL, response: ServerResponse): void {
  const { signIns } = hub;
  const asked = url.searchParams;
  const redirect = asked.get('redirect_uri') ?? signIns.callback;
  const challenge = asked.get('code_challenge');
  const plain = challenge !== null && asked.get('code_challenge_method') !== 'S256';
  const problem =
    asked.get('client_id') !== signIns.clientId
      ? 'No App has this client id.'
      : redirect === null || redirect !== signIns.callback
        ? 'The App was not registered with this callback.'
        : plain
          ? 'Only S256 is possible as code_challenge_method.'
          : null;
  if (problem !== null || redirect === null) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end(`${problem}\n`);
    return;
  }
  const people = [...new Set(hub.people.values())];
  const login = people.find((one) => one === asked.get('login'));
  if (login === undefined) {
    choose(url, people, response);
    return;
  }
  const code = random();
  signIns.codes.set(code, { login, redirect, challenge });
  const back = new URL(redirect);
  back.searchParams.set('code', code);
  back.searchParams.set('state', asked.get('state') ?? '');
  response.writeHead(302, { location: back.href }).end();
}

function choose(url: URL, people: readonly string[], response: ServerResponse): void {
  const as = (login: string): string => {
    const chosen = new URL(url);
    chosen.searchParams.set('login', login);
    return chosen.pathname + chosen.search;
  };
  const body = html`<h1>Sign in to Weir</h1><p>Choose who you are. Weir then shows you what this person may read.</p>
<ul>${people.map((login) => html`<li><a href="${as(login)}">${login}</a></li>`)}</ul>`;
  const page = layout('Sign in', { full: 'Local GitHub', home: '/' }, body);
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
  });
  response.end(String(page));
}

function exchange({ signIns }: Hub, given: URLSearchParams): object {
  if (
    given.get('client_id') !== signIns.clientId ||
    given.get('client_secret') !== signIns.clientSecret
  ) {
    return { error: 'incorrect_client_credentials' };
  }
  const code = given.get('code') ?? '';
  const found = signIns.codes.get(code);
  signIns.codes.delete(code);
  const verifier = given.get('code_verifier') ?? '';
  const shown = createHash('sha256').update(verifier).digest('base64url');
  if (!found || (found.challenge !== null && found.challenge !== shown)) {
    return { error: 'bad_verification_code' };
  }
  if (given.get('redirect_uri') !== found.redirect) return { error: 'redirect_uri_mismatch' };
  const token = `ghu_${random()}`;
  signIns.tokens.set(token, found.login);
  return { access_token: token, token_type: 'bearer', scope: '', expires_in: 28_800 };
}
