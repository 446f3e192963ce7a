/** A local GitHub with one repository, `acme/river`, an App and somebody who pushes: what tests of whole servers live in. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Settings } from '#src/configuration.ts';
import { type LocalGitHub, startLocalGitHub } from '../../demo/github/start.ts';
import { copyDatabase, ready } from '../ready-database.ts';
import {
  type CommitSpec,
  createRepository,
  TEST_GIT_ENVIRONMENT,
  type TestRepository,
} from '../repo.ts';

export const AT = { owner: 'acme', repo: 'river' };
const SECRET = 'the secret of the webhook';

export interface River {
  /** For the data of servers. */
  folder: string;
  github: LocalGitHub;
  /** Where alice works. */
  work: TestRepository;
  /** As alice. */
  push(...refs: string[]): Promise<void>;
  settings(name: string, databaseUrl?: string | null): Settings;
  close(): Promise<void>;
}

/** @param permissions of the App */
export async function startRiver(
  permissions: Record<string, 'read' | 'write'>,
  commits: CommitSpec[],
): Promise<River> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-river-'));
  await ready();
  const github = await startLocalGitHub({
    root: join(folder, 'github'),
    users: [{ login: 'alice' }],
    org: 'acme',
    members: [{ login: 'alice', role: 'admin' }],
    repository: { owner: AT.owner, name: AT.repo },
    app: {
      appId: 42,
      slug: 'weir',
      webhookSecret: SECRET,
      permissions,
      events: ['pull_request', 'push', 'issue_comment', 'issues'],
    },
  });
  const work = createRepository({ commits });
  const basic = Buffer.from(`x:${github.tokenFor('alice')}`).toString('base64');
  return {
    folder,
    github,
    work,
    async push(...refs) {
      await promisify(execFile)('git', ['push', '-q', github.gitUrl(AT.owner, AT.repo), ...refs], {
        cwd: work.dir,
        env: {
          ...TEST_GIT_ENVIRONMENT,
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: 'http.extraHeader',
          GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
        },
      });
    },
    settings(name, databaseUrl = null) {
      const dataDir = join(folder, name);
      if (databaseUrl === null) copyDatabase(dataDir);
      return {
        appId: 42,
        privateKey: github.app.privateKey,
        webhookSecret: SECRET,
        githubUrl: github.url,
        dataDir,
        databaseUrl,
        host: '127.0.0.1',
        port: 0,
        logLevel: 'warn',
      };
    },
    async close() {
      await github.close();
      work.cleanup();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
