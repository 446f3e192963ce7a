/** Which request gets which page. What the pages say is decided elsewhere; here it is asked who may see it. */
import type { IncomingMessage } from 'node:http';
import { setImmediate as giveWay } from 'node:timers/promises';
import { html } from 'hono/html';
import type { Callers } from '../../adapters/github/callers.ts';
import type { SignInForge } from '../../adapters/github/sign-in.ts';
import { type Overview, overviewOf } from '../../integration/overview.ts';
import type { Forecast } from '../../integration/report.ts';
import type { Log, Repository } from '../../ports.ts';
import type { Forecasts, Look } from '../forecasts.ts';
import type { Access } from './access.ts';
import { file, type PageAnswer, say, show, withCookies } from './answers.ts';
import { cookiesFor } from './cookies.ts';
import { homePage, type KnownRepository } from './home-page.ts';
import { code } from './html.ts';
import { messagePage } from './page.ts';
import { type RepositoryPage, repositoryPage } from './repository-page.ts';
import type { Session, Sessions } from './session.ts';
import { type Attempts, ownPath } from './sign-in.ts';
import { ATTEMPT, createSignInPages, type Jar, SESSION, SIGNED_IN_PATH } from './sign-in-pages.ts';
import { ICON, STYLE, STYLE_PATH } from './style.ts';

export interface Dashboard {
  /** Null when the path is none of ours. */
  answer(
    path: string,
    query: URLSearchParams,
    request: IncomingMessage,
  ): Promise<PageAnswer | null>;
}

export interface DashboardOptions {
  /** Where browsers reach the server, without a slash at the end. */
  origin(): string;
  attempts: Attempts;
  sessions: Sessions;
  access: Access;
  forge: SignInForge;
  callers: Callers;
  forecasts: Forecasts;
  /** Web addresses of what Weir has posted about the repository and these commits. */
  posted(repo: Repository, commits: readonly string[]): Promise<RepositoryPage['posted']>;
  log: Log;
}

const REPOSITORY = /^\/([\w.-]{1,100})\/([\w.-]{1,100})$/;
/** What is remembered is looked at again in less. Milliseconds. */
const PATIENCE = 2_500;
/** Seconds after which a page that waits for a look asks again. */
const AGAIN = 5;

export function createDashboard(options: DashboardOptions): Dashboard {
  const { origin, attempts, sessions, access, forge, callers, forecasts, posted, log } = options;
  const cookies = () => cookiesFor(origin().startsWith('https:'));
  const signIn = createSignInPages({ origin, cookies, attempts, sessions, forge, callers });

  /** GitHub does not accept the token any more, so neither is the session of any use. */
  const ended = (path: string, jar: Jar): PageAnswer => {
    sessions.end(jar.session);
    return withCookies(welcome(path), cookies().clear(SESSION));
  };

  const home = async (session: Session, jar: Jar): Promise<PageAnswer> => {
    const found = await access.repositories(session);
    if (found === 'ended') return ended('/', jar);
    const { list, partial } = found;
    const repositories: KnownRepository[] = [];
    for (const repo of list) {
      const last = forecasts.last(repo);
      const { owner, name } = repo;
      repositories.push({ owner, name, last: last && { at: last.at, words: standingOf(last) } });
      // One with hundreds of heads takes a while to look through: webhooks get their turn in between.
      if (last) await giveWay();
    }
    return show(200, homePage({ login: session.login, repositories, partial }));
  };

  const repositoryAt = async (session: Session, repo: Repository): Promise<PageAnswer> => {
    const { login } = session;
    const full = `${repo.owner}/${repo.name}`;
    const fresh = await forecasts.within(repo, PATIENCE).catch(() => 'failed' as const);
    if (fresh === 'failed') {
      const next =
        'Load this page again in a minute. If it stays so, ask whoever runs Weir to look into its log.';
      return say(503, 'The heads could not be judged: GitHub or git failed', login, next);
    }
    const look = fresh ?? forecasts.last(repo);
    const refresh = fresh === null ? AGAIN : null;
    if (look === null) {
      const next = html`This page shows it by itself as soon as it is done. A first look at hundreds of heads takes a minute; later ones are remembered.`;
      return show(
        200,
        messagePage({ title: full, login, refresh }, 'All heads are being judged.', next),
      );
    }
    if ('unread' in look.found) {
      const next = html`Correct that on GitHub, then load this page again. The check ${code('Weir / plan')} of the pull request that changes the plan shows every mistake with its line.`;
      return show(
        200,
        messagePage(
          { title: full, login, refresh },
          `Nothing was judged: ${look.found.unread}.`,
          next,
        ),
      );
    }
    const { forecast, url } = look.found;
    const overview = overviewIn(forecast);
    const commits = overview.order.shown.map(({ head }) => head.oid);
    return show(
      200,
      repositoryPage({
        login,
        full,
        url,
        at: look.at,
        overview,
        posted: await posted(repo, commits),
        refresh,
      }),
    );
  };

  const pageFor = async (path: string, jar: Jar): Promise<PageAnswer | null> => {
    const named = REPOSITORY.exec(path)?.slice(1);
    if (path !== '/' && !named) return null;
    const session = sessions.find(jar.session);
    if (session === null) return welcome(path);
    if (!named) return home(session, jar);
    const [owner = '', name = ''] = named;
    const repo = await access.repository(session, owner, name);
    if (repo === 'ended') return ended(path, jar);
    if (repo !== null) return repositoryAt(session, repo);
    const next =
      'Look at its name, ask its owner for access, or have the App installed on it. Then load this page again.';
    const what = 'There is no such repository that you may read and Weir is installed on';
    return say(404, what, session.login, next);
  };

  const pageOf = (
    path: string,
    query: URLSearchParams,
    request: IncomingMessage,
    jar: Jar,
  ): Promise<PageAnswer | null> | PageAnswer | null => {
    if (path === '/sign-out') return signIn.out(request, jar);
    if (request.method !== 'GET' && request.method !== 'HEAD') return null;
    if (path === STYLE_PATH) return file(STYLE, 'text/css; charset=utf-8');
    if (path === '/icon.svg') return file(ICON, 'image/svg+xml');
    if (request.method === 'GET' && path === '/sign-in') return signIn.begin(query.get('to'));
    if (request.method === 'GET' && path === SIGNED_IN_PATH) return signIn.finish(query, jar);
    return pageFor(path, jar);
  };

  return {
    async answer(path, query, request) {
      const header = request.headers.cookie;
      const jar: Jar = {
        session: cookies().read(header, SESSION),
        attempt: cookies().read(header, ATTEMPT),
      };
      try {
        return await pageOf(path, query, request, jar);
      } catch (error) {
        log.error({ err: error, path }, 'A page of the dashboard could not be made');
        const again = path === SIGNED_IN_PATH ? '/sign-in' : path;
        return unavailable(again, sessions.find(jar.session)?.login ?? null);
      }
    },
  };
}

/** Each forecast is looked through once, however often it is shown. */
const overviews = new WeakMap<Forecast, Overview>();

function overviewIn(forecast: Forecast): Overview {
  const known = overviews.get(forecast) ?? overviewOf(forecast);
  overviews.set(forecast, known);
  return known;
}

function standingOf({ found }: Look): string {
  if ('unread' in found) return `Nothing was judged: ${found.unread}`;
  return overviewIn(found.forecast).landable ?? 'Nothing is open';
}

function welcome(path: string): PageAnswer {
  const to = ownPath(path);
  const address = to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`;
  const next = html`<a class="button" href="${address}">Sign in with GitHub</a>`;
  const what = 'Weir shows what to merge next to whoever may read the repository on GitHub.';
  return show(to === '/' ? 200 : 401, messagePage({ title: 'Sign in', login: null }, what, next));
}

/** @param again where to try once more */
function unavailable(again: string, login: string | null): PageAnswer {
  const next = html`<a href="${again}">Try again</a> in a minute. If it stays so, ask whoever runs Weir to look into its log.`;
  return say(
    503,
    'This page cannot be shown now: GitHub or the database did not answer',
    login,
    next,
  );
}
