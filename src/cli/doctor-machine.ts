/** What can be told without GitHub: Node.js, git, settings, private key, data folder, database. */
import { createPrivateKey, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gitVersion } from '../adapters/git.ts';
import { FolderInUse, lockFolder } from '../adapters/lock.ts';
import { openEmbedded, openPostgres } from '../adapters/store/database.ts';
import type { Settings, SettingsResult } from '../configuration.ts';
import { type Finding, good, reasonOf, unknown, wrong } from './doctor-finding.ts';

/** Milliseconds a server on this machine has to say that it is alive. */
const HEALTH_PATIENCE = 3_000;

export async function lookAtGit(): Promise<Finding> {
  const version = await gitVersion();
  return version.supported
    ? good('git', `version ${version.version}`)
    : wrong('git', version.problem);
}

export function lookAtSettings(read: SettingsResult): Finding[] {
  if (!read.ok) return read.errors.map((error) => wrong('settings', error));
  const { githubUrl, appId, webhookSecret, dashboard } = read.settings;
  return [
    good('settings', `App ${appId} on ${githubUrl}`),
    good('webhook secret', `set, ${webhookSecret.length} characters`),
    ...(dashboard
      ? [
          good(
            'dashboard',
            `on; the App's page must have ${dashboard.url}/signed-in as Callback URL`,
          ),
        ]
      : []),
    lookAtKey(read.settings.privateKey),
  ];
}

function lookAtKey(pem: string): Finding {
  const about = 'private key';
  const again = "Generate a new one on the GitHub App's page and set WEIR_PRIVATE_KEY to its text.";
  try {
    const { asymmetricKeyType } = createPrivateKey(pem);
    return asymmetricKeyType === 'rsa'
      ? good(about, 'readable')
      : wrong(about, `It is a key of type ${asymmetricKeyType}, but GitHub Apps use RSA. ${again}`);
  } catch {
    return wrong(about, `It looks like a private key and cannot be read. ${again}`);
  }
}

/** Folder and database; nothing is created but the folder, and no table is changed. */
export async function lookAtStorage(settings: Settings): Promise<Finding[]> {
  const folder = resolve(settings.dataDir);
  const writable = await lookAtFolder(folder);
  if (settings.databaseUrl !== null) return [writable, await lookAtPostgres(settings.databaseUrl)];
  return writable.state === 'good'
    ? [writable, await lookAtEmbedded(folder, settings)]
    : [writable, unknown('database', 'It was not opened, since its folder cannot be used.')];
}

async function lookAtFolder(folder: string): Promise<Finding> {
  const probe = join(folder, `.doctor-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
    return good('data folder', `${folder} can be written`);
  } catch (error) {
    return wrong(
      'data folder',
      `${folder} cannot be written (${reasonOf(error)}). Give this user the right to, or set WEIR_DATA_DIR to another folder.`,
    );
  }
}

async function lookAtEmbedded(folder: string, settings: Settings): Promise<Finding> {
  const about = 'database';
  try {
    if (existsSync(join(folder, 'database'))) {
      const database = await openEmbedded(folder);
      try {
        await database.query('SELECT 1');
      } finally {
        await database.close();
      }
      return good(about, 'embedded, opens and answers');
    }
    await (await lockFolder(folder)).release();
    return good(about, 'embedded, will be made at the first start');
  } catch (error) {
    if (error instanceof FolderInUse) return lookAtHolder(error, settings);
    return wrong(
      about,
      `The embedded database in ${folder} does not open (${reasonOf(error)}). It holds nothing that GitHub does not: move the folder "database" away and start again.`,
    );
  }
}

/** Whether the process that has the folder is a server that is alive. */
async function lookAtHolder(inUse: FolderInUse, { host, port }: Settings): Promise<Finding> {
  const local = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  const alive = await fetch(`http://${local}:${port}/healthz`, {
    signal: AbortSignal.timeout(HEALTH_PATIENCE),
  }).then(
    (answer) => answer.ok,
    () => false,
  );
  return alive
    ? good('database', `embedded, in use by the server on port ${port}`)
    : unknown('database', inUse.message);
}

async function lookAtPostgres(url: string): Promise<Finding> {
  try {
    const database = await openPostgres(url, () => {});
    await database.close();
    return good('database', 'PostgreSQL answers');
  } catch (error) {
    // The address may hold a password; drivers do not repeat it, and neither does this.
    return wrong(
      'database',
      `PostgreSQL does not answer (${reasonOf(error) || 'no connection'}). Check DATABASE_URL and that the server is reachable from here.`,
    );
  }
}
