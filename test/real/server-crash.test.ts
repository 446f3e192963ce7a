/** What was acknowledged is never lost, whenever the process dies. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, generateKeyPairSync, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Settings } from '#src/configuration.ts';
import { pglite, postgres, type TestDatabase } from './databases.ts';
import type { ChildCommand } from './server-child.ts';

const SECRET = 'the secret of the webhook';
const ROUNDS = 4;

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

interface Child {
  process: ChildProcess;
  url: string;
  /** Sends a line and waits for the next one. */
  ask(line: ChildCommand): Promise<string>;
}

async function nextLine(lines: Interface): Promise<string> {
  const [line] = (await once(lines, 'line')) as [string];
  return line;
}

async function start(settings: Settings, file: string): Promise<Child> {
  const process_ = spawn(
    process.execPath,
    [join(import.meta.dirname, 'server-child.ts'), JSON.stringify(settings), file],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: process_.stdout });
  const url = await nextLine(lines);
  return {
    process: process_,
    url,
    ask(line) {
      const answer = nextLine(lines);
      process_.stdin.write(`${line}\n`);
      return answer;
    },
  };
}

async function deliver(url: string, repo: number): Promise<boolean> {
  const body = JSON.stringify({
    ref: 'refs/heads/main',
    installation: { id: 7 },
    repository: { id: repo, name: `r${repo}`, owner: { login: 'acme' } },
  });
  try {
    const response = await fetch(`${url}/api/github/webhooks`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': `guid-${repo}`,
        'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
      },
    });
    return response.status === 202;
  } catch {
    return false; // Killed before it answered: GitHub counts that as failed.
  }
}

describe.each([
  ['PGlite', async () => pglite()],
  ['PostgreSQL', postgres],
])('killed again and again, with %s', (_engine, prepare) => {
  let databases: TestDatabase;
  let folder: string;
  let child: Child | null = null;

  beforeAll(async () => {
    databases = await prepare();
    folder = await mkdtemp(join(tmpdir(), 'weir-crash-'));
  });
  afterAll(async () => {
    child?.process.kill('SIGKILL');
    await databases?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('every acknowledged delivery is worked on', async () => {
    const { dataDir, databaseUrl } = await databases.fresh();
    const settings: Settings = {
      appId: 42,
      privateKey,
      webhookSecret: SECRET,
      githubUrl: 'http://127.0.0.1:9',
      dataDir: databaseUrl === null ? dataDir : join(folder, 'data'),
      databaseUrl,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    };
    const file = join(folder, 'seen');
    const acknowledged: number[] = [];
    let repo = 0;
    for (let round = 0; round < ROUNDS; round++) {
      child = await start(settings, file);
      const { url } = child;
      let alive = true;
      const senders = Array.from({ length: 4 }, async () => {
        while (alive) {
          const mine = ++repo;
          if (await deliver(url, mine)) acknowledged.push(mine);
          await sleep(10);
        }
      });
      const before = acknowledged.length;
      await sleep(randomInt(200, 900));
      // A busy machine may have answered nobody yet.
      while (acknowledged.length < before + 2) await sleep(10);
      const gone = once(child.process, 'exit');
      child.process.kill('SIGKILL');
      await gone;
      alive = false;
      await Promise.all(senders);
    }
    child = await start(settings, file);
    expect(await child.ask('idle')).toBe('idle');
    expect(await child.ask('stop')).toBe('stopped');
    const seen = new Set((await readFile(file, 'utf8')).split('\n'));
    const lost = acknowledged.filter(
      (id) => !seen.has(`integrate ${id}`) || !seen.has(`check-plans ${id}`),
    );
    expect(acknowledged.length).toBeGreaterThan(ROUNDS);
    expect(lost).toEqual([]);
  });
});
