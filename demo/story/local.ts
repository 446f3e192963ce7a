/** Everything that runs during the demo, on this machine only: a GitHub, Weir, and a clone to push from. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { startLocalGitHub } from '../github/start.ts';
import type { LocalGitHub, LocalGitHubOptions } from '../github/types.ts';
import { git } from './git.ts';
import { startWeir, type Weir } from './start-weir.ts';

export interface Local {
  github: LocalGitHub;
  weir: Weir;
  /** A bare repository to push from. */
  clone: string;
  owner: string;
  repo: string;
  /** `git push` by a person, with their token. */
  push(by: string, refspec: string): Promise<void>;
  /** Resolves when nothing is under way any more, on either side. */
  settle(): Promise<void>;
  /** The server's own counters, as text. */
  metrics(): Promise<string>;
  /** Stops everything and removes every file. Can be called again. */
  close(): Promise<void>;
}

export interface LocalOptions {
  owner: string;
  repo: string;
  users: LocalGitHubOptions['users'];
  members: LocalGitHubOptions['members'];
  teams?: LocalGitHubOptions['teams'];
  /** What the App is granted instead of what app.yml asks for. */
  permissions?: LocalGitHubOptions['app']['permissions'];
  /** Port of the local GitHub; any free one by default. */
  port?: number;
  /** Called before Weir starts, with the folder of its data. */
  prepare?: (dataDir: string) => Promise<void>;
}

/** Starts both servers; who hands this over also stops what it started. */
export type StartLocal = (options: LocalOptions) => Promise<Local>;

const WEBHOOK_SECRET = 'only-ever-used-on-this-machine';

export async function startLocal(options: LocalOptions): Promise<Local> {
  const root = await mkdtemp(join(tmpdir(), `weir-demo-${process.pid}-`));
  const closers: (() => Promise<unknown>)[] = [
    () => rm(root, { recursive: true, force: true, maxRetries: 5 }),
  ];
  const close = async () => {
    for (const stop of closers.splice(0).reverse()) await stop();
  };
  try {
    const { owner, repo } = options;
    const github = await startLocalGitHub({
      root: join(root, 'github'),
      users: options.users,
      org: owner,
      members: options.members,
      ...(options.teams === undefined ? {} : { teams: options.teams }),
      repository: { owner, name: repo },
      app: {
        appId: 1,
        slug: 'weir',
        webhookSecret: WEBHOOK_SECRET,
        ...(await registration()),
        ...(options.permissions === undefined ? {} : { permissions: options.permissions }),
      },
      ...(options.port === undefined ? {} : { port: options.port }),
    });
    closers.push(() => github.close());
    const dataDir = join(root, 'weir');
    await options.prepare?.(dataDir);
    const weir = await startWeir({
      appId: github.app.appId,
      privateKey: github.app.privateKey,
      webhookSecret: github.app.webhookSecret,
      githubUrl: github.url,
      dataDir,
      databaseUrl: null,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'error',
      dashboard: {
        clientId: github.app.clientId,
        clientSecret: github.app.clientSecret,
        url: null,
      },
    });
    closers.push(() => weir.close());
    github.setWebhook(`${weir.url}/api/github/webhooks`);
    github.setCallback(`${weir.url}/signed-in`);
    const clone = join(root, 'clone.git');
    await mkdir(clone);
    await git(clone, ['init', '--quiet', '--bare', '--initial-branch=main']);
    return {
      github,
      weir,
      clone,
      owner,
      repo,
      async push(by, refspec) {
        const basic = Buffer.from(`${by}:${github.tokenFor(by)}`).toString('base64');
        await git(clone, ['push', '--quiet', github.gitUrl(owner, repo), refspec], {
          authorization: `Basic ${basic}`,
        });
      },
      async settle() {
        // What Weir writes causes webhooks, too; after the second round nothing new comes of them.
        for (let round = 0; round < 2; round += 1) {
          await github.settled();
          await weir.idle();
        }
      },
      async metrics() {
        const response = await fetch(`${weir.url}/metrics`);
        return response.text();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Permissions and events of the App as app.yml registers it, so that the demo has no more than GitHub gives. */
async function registration(): Promise<Pick<LocalGitHubOptions['app'], 'permissions' | 'events'>> {
  const text = await readFile(new URL('../../app.yml', import.meta.url), 'utf8');
  const manifest = load(text) as {
    default_permissions: Record<string, 'read' | 'write'>;
    default_events: string[];
  };
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}
