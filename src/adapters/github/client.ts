/** Octokit clients: one as the App itself, and per installation one that only reads and one that writes. */
import { ProbotOctokit } from 'probot';
import { createTokens, type Permissions, PermissionsNotGranted, type Tokens } from './tokens.ts';

export type Octokit = InstanceType<typeof ProbotOctokit>;

export interface GitHubOptions {
  appId: number;
  privateKey: string;
  /** Root of the REST API, such as https://api.github.com. */
  githubUrl: string;
  /** Spacing of writes and retries after limits and outages; off only in tests and the demo. */
  pacing: boolean;
  /** Told every secret that GitHub hands out, so that it never reaches a log. */
  onSecret?: (secret: string) => void;
  now?: () => Date;
  log?: OctokitLog;
}

/** What Octokit wants to log through. */
export interface OctokitLog {
  debug(...message: unknown[]): void;
  info(...message: unknown[]): void;
  warn(...message: unknown[]): void;
  error(...message: unknown[]): void;
}

export interface GitHub {
  /** Acts as the App: installations, tokens. */
  app: Octokit;
  tokens: Tokens;
  /** Acts on the repositories of an installation with a token that cannot write. */
  reader(installation: number): Octokit;
  /** The same with a token that may write checks, comments and reactions. */
  writer(installation: number): Octokit;
  /**
   * Reads the teams of the organisation and nothing else. A client of its own, because an installation
   * whose owner has not accepted this permission yet must still be read.
   */
  teams(installation: number): Octokit;
  /**
   * Writes contents and nothing else, which the App has only where its operator granted it: elsewhere every
   * request fails, since GitHub gives no such token.
   */
  contents(installation: number): Octokit;
  /** Reads workflow runs and their artifacts and nothing else; a client of its own for the same reason. */
  actions(installation: number): Octokit;
  /** Reads commit statuses and nothing else, which the App may only where its operator granted it. */
  statuses(installation: number): Octokit;
  /** Reads check runs and nothing else, so that one permission that is missing keeps nobody from the rest. */
  checks(installation: number): Octokit;
  /** Reads issues and nothing else, for the same reason. */
  issues(installation: number): Octokit;
  /** Login under which the App comments, such as `weir[bot]`. */
  botLogin(): Promise<string>;
  appId: number;
}

// `issues` is for the events of a pull request, which tell who was asked to review.
const READ: Permissions = {
  contents: 'read',
  issues: 'read',
  pull_requests: 'read',
};
const CONTENTS: Permissions = { contents: 'write' };
const STATUSES: Permissions = { statuses: 'read' };
const CHECKS: Permissions = { checks: 'read' };
const ISSUES: Permissions = { issues: 'read' };
const TEAMS: Permissions = { members: 'read' };
const ACTIONS: Permissions = { actions: 'read' };
const WRITE: Permissions = { checks: 'write', issues: 'write', pull_requests: 'write' };

/** A wait longer than this is the queue's business: it must not keep a worker from other repositories. */
const LONGEST_WAIT_SECONDS = 120;

const SILENT: OctokitLog = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * The Octokit class to build clients from. The function form of `defaults` is needed: the object form
 * loses against the framework's own throttle options.
 */
export function octokitClass(pacing: boolean): typeof ProbotOctokit {
  return ProbotOctokit.defaults((options: ClientOptions) => ({
    ...options,
    throttle: { ...options.throttle, enabled: pacing, ...waits },
    retry: { ...options.retry, enabled: pacing },
  })) as typeof ProbotOctokit;
}

type ClientOptions = { throttle?: object; retry?: object };

const wait = (seconds: number, _options: unknown, _octokit: unknown, count = 0) =>
  seconds <= LONGEST_WAIT_SECONDS && count < 2;
const waits = { onRateLimit: wait, onSecondaryRateLimit: wait };

export function connectGitHub(options: GitHubOptions): GitHub {
  const { appId, privateKey, githubUrl, pacing, log = SILENT } = options;
  const Octokit = octokitClass(pacing);
  const app = new Octokit({ baseUrl: githubUrl, log, auth: { appId, privateKey } });
  const tokens = createTokens(app, options.onSecret ?? (() => {}), options.now);
  const clients = new Map<string, Octokit>();

  const client = (installation: number, permissions: Permissions): Octokit => {
    const key = `${installation} ${JSON.stringify(permissions)}`;
    const known = clients.get(key);
    if (known) return known;
    const made = new Octokit({
      baseUrl: githubUrl,
      log,
      throttle: { id: String(installation) },
      authStrategy: tokenStrategy(tokens, installation, permissions),
    });
    clients.set(key, made);
    return made;
  };

  let login: Promise<string> | null = null;
  return {
    app,
    tokens,
    appId,
    reader: (installation) => client(installation, READ),
    writer: (installation) => client(installation, WRITE),
    teams: (installation) => client(installation, TEAMS),
    contents: (installation) => client(installation, CONTENTS),
    actions: (installation) => client(installation, ACTIONS),
    statuses: (installation) => client(installation, STATUSES),
    checks: (installation) => client(installation, CHECKS),
    issues: (installation) => client(installation, ISSUES),
    botLogin() {
      login ??= app.rest.apps
        .getAuthenticated()
        .then(({ data }) => {
          if (!data?.slug) throw new Error('GitHub did not say how the App is called.');
          return `${data.slug}[bot]`;
        })
        .catch((error: unknown) => {
          login = null;
          throw error;
        });
      return login;
    },
  };
}

interface Endpoint {
  headers: Record<string, string | number | undefined>;
}
interface Requester {
  (endpoint: Endpoint): Promise<unknown>;
  endpoint: { merge(route: unknown, parameters: unknown): Endpoint };
}

/**
 * GitHub refuses what was not granted in words that name no permission, and names it in a header:
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#insufficient-permissions
 */
function named(error: unknown, installation: number): unknown {
  const { status, message, response } = error as {
    status?: number;
    message?: string;
    response?: { headers?: Record<string, string | undefined> };
  };
  if (status !== 403 || !/not accessible by integration/i.test(message ?? '')) return error;
  const wanted = response?.headers?.['x-accepted-github-permissions'];
  // "issues=read; pull_requests=read": any of them does; "a=read,b=read": all are needed.
  const words = wanted?.replaceAll('=', ': ').replaceAll('; ', ' or ').replaceAll(',', ' and ');
  const what = words ? `the permission ${words}` : 'what this needs';
  return new PermissionsNotGranted(
    `Installation ${installation} has not granted ${what}. Grant it to the App on its settings page, then have an owner accept that on the page of the installation.`,
    { cause: error },
  );
}

/** Puts a fresh token on every request; a token that GitHub refuses is replaced once. */
function tokenStrategy(tokens: Tokens, installation: number, permissions: Permissions) {
  const scope = { installation, permissions };
  return () =>
    Object.assign(async () => ({ type: 'token', token: await tokens.get(scope) }), {
      async hook(request: Requester, route: unknown, parameters: unknown) {
        const endpoint = request.endpoint.merge(route, parameters);
        const token = await tokens.get(scope);
        endpoint.headers.authorization = `token ${token}`;
        try {
          return await request(endpoint);
        } catch (error) {
          if ((error as { status?: number }).status !== 401) throw named(error, installation);
          tokens.refused(scope, token);
          endpoint.headers.authorization = `token ${await tokens.get(scope)}`;
          return request(endpoint);
        }
      },
    });
}
