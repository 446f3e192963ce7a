/** A local GitHub for tests: people who push to it, an App that hears its webhooks. */
import { createHmac, createSign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Octokit } from '@octokit/rest';
import { launch } from '#src/adapters/processes/launcher.ts';
import { type LocalGitHub, startLocalGitHub } from '../demo/github/start.ts';
import { createRepository, forked, TEST_GIT_ENVIRONMENT, type TestRepository } from './repo.ts';

const SECRET = 'a secret of this test';
export const SHOP = { owner: 'acme', repo: 'shop' };

export interface Hook {
  /** `event.action`. */
  name: string;
  id: string;
  signed: boolean;
  payload: {
    number?: number;
    ref?: string;
    before?: string;
    after?: string;
    created?: boolean;
    deleted?: boolean;
    forced?: boolean;
    commits?: { message: string; added: string[]; modified: string[]; removed: string[] }[];
    sender: { login: string; type: string };
    repository: { id: number; full_name: string };
    organization?: { login: string };
    review: { id: number; state: string; commit_id: string; user: { login: string } };
    requested_reviewer?: { login: string };
    requested_team?: { slug: string };
    member: { login: string };
    team: { slug: string };
    merge_group: { head_sha: string; head_ref: string; base_sha: string; base_ref: string };
    reason?: string;
    installation: { id: number };
    pull_request: { head: { sha: string }; merged: boolean; draft: boolean };
    issue: { number: number; pull_request?: object };
    comment: { user: { login: string }; performed_via_github_app: { slug: string } | null };
    label: { name: string };
    check_run: { name: string; head_sha: string; pull_requests: { number: number }[] };
    requested_action: { identifier: string };
    changes: object;
  };
}

export let dir: string;
export let github: LocalGitHub;
let receiver: Server;
export let shop: TestRepository;
const hooks: Hook[] = [];
/** Octokit would print every refusal. */
export const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** Events since the last call, once everything has arrived. */
export async function heard(): Promise<Hook[]> {
  await github.settled();
  return hooks.splice(0);
}

export const names = (list: Hook[]): string[] => list.map(({ name }) => name);

/** The server runs in this process, so git must not block it. `as` is a login, a token or nobody. */
export async function git(
  cwd: string,
  as: string | null,
  ...args: string[]
): Promise<{ code: number; text: string }> {
  const env: Record<string, string> = { ...TEST_GIT_ENVIRONMENT, GIT_TERMINAL_PROMPT: '0' };
  if (as !== null) {
    const token = as.includes('_') ? as : github.tokenFor(as);
    env.GIT_CONFIG_COUNT = '1';
    env.GIT_CONFIG_KEY_0 = 'http.extraHeader';
    env.GIT_CONFIG_VALUE_0 = `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  }
  const child = launch({ command: 'git', args, cwd, env });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  child.stdin.end();
  const ending = await child.ended;
  if ('failed' in ending) throw new Error(ending.failed);
  return { code: ending.code ?? -1, text: text.trim() };
}

export async function push(repo: TestRepository, as: string, ...what: string[]): Promise<void> {
  const done = await git(repo.dir, as, 'push', '-q', github.gitUrl('acme', 'shop'), ...what);
  if (done.code !== 0) throw new Error(done.text);
}

export async function installationToken(permissions?: Record<string, string>): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iat: now - 30, exp: now + 300, iss: github.app.appId };
  const head = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  const jwt = `${head}.${createSign('RSA-SHA256').update(head).sign(github.app.privateKey, 'base64url')}`;
  const asApp = new Octokit({ auth: jwt, baseUrl: github.url, log: SILENT });
  const { data } = await asApp.rest.apps.createInstallationAccessToken({
    installation_id: github.app.installationId,
    ...(permissions === undefined ? {} : { permissions }),
  });
  return data.token;
}

export const asInstallation = async (permissions?: Record<string, string>) =>
  new Octokit({ auth: await installationToken(permissions), baseUrl: github.url, log: SILENT });

/** Status and message of a refused request. */
export const refusal = (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => 'accepted',
    (error: { status: number; response: { data: { message: string; errors?: object[] } } }) => {
      const { message, errors } = error.response.data;
      return `${error.status} ${message}${errors === undefined ? '' : ` ${JSON.stringify(errors)}`}`;
    },
  );

/** Starts a GitHub with one repository of two branches, `main` and `feat`, and an App that listens. */
export async function openWorld(): Promise<void> {
  dir = mkdtempSync(join(tmpdir(), 'weir-local-github-'));
  github = await startLocalGitHub({
    root: join(dir, 'srv'),
    users: [
      { login: 'alice', name: 'Alice', emails: ['alice@acme.example'] },
      { login: 'bob' },
      { login: 'carol' },
      { login: 'dave' },
      { login: 'erin' },
    ],
    org: 'acme',
    members: ['alice', 'bob', 'dave'],
    teams: [
      { name: 'Quality', members: ['bob'] },
      { name: 'Testers', members: ['dave'], parent: 'quality' },
    ],
    repository: { owner: 'acme', name: 'shop' },
    app: {
      appId: 4711,
      slug: 'weir',
      webhookSecret: SECRET,
      permissions: {
        checks: 'write',
        contents: 'read',
        issues: 'write',
        pull_requests: 'write',
        members: 'read',
        merge_queues: 'read',
        actions: 'read',
      },
      events: [
        ...[
          'push',
          'pull_request',
          'issue_comment',
          'issues',
          'check_run',
          'repository',
          'workflow_run',
        ],
        ...['pull_request_review', 'merge_group', 'membership', 'team', 'organization', 'member'],
      ],
    },
  });
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const payload = JSON.parse(body.toString());
    const event = String(request.headers['x-github-event']);
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    hooks.push({
      name: payload.action === undefined ? event : `${event}.${payload.action}`,
      id: String(request.headers['x-github-delivery']),
      signed: request.headers['x-hub-signature-256'] === `sha256=${signature}`,
      payload,
    });
    response.writeHead(202).end();
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  github.setWebhook(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`);
  shop = createRepository({
    commits: forked({ 'a.txt': 'one\n', 'b.txt': 'same\n' }, { feat: { 'a.txt': 'two\n' } }),
  });
  await push(shop, 'alice', 'main', 'feat');
}

export async function closeWorld(): Promise<void> {
  await github.close();
  receiver.closeAllConnections();
  await new Promise((done) => receiver.close(done));
  shop.cleanup();
  rmSync(dir, { recursive: true, force: true });
}
