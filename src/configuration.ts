/** Settings of the server, read from environment variables. Pure: the environment and files come in as arguments. */

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export interface Settings {
  appId: number;
  /** The App's private key, PEM. */
  privateKey: string;
  webhookSecret: string;
  /** Root of the REST API, without a slash at the end. */
  githubUrl: string;
  /** Folder for the embedded database and the mirrors. */
  dataDir: string;
  /** PostgreSQL to use instead of the embedded database. */
  databaseUrl: string | null;
  host: string;
  port: number;
  logLevel: LogLevel;
  /** Absent where the dashboard is off. */
  dashboard?: DashboardSettings;
}

/** What people sign in to the dashboard with. */
export interface DashboardSettings {
  /** Of the GitHub App. */
  clientId: string;
  clientSecret: string;
  /** Where browsers reach the server, without a slash at the end; null for where it listens. */
  url: string | null;
}

export type SettingsResult = { ok: true; settings: Settings } | { ok: false; errors: string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS: readonly LogLevel[] = [
  'fatal',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
  'silent',
];

const SHORTEST_SECRET = 16;

/**
 * Reads all settings and reports all mistakes at once, each naming the variable and what to do.
 *
 * @param readText reads the file that WEIR_PRIVATE_KEY_FILE names; throws when it cannot
 */
export function readSettings(
  environment: Environment,
  readText: (path: string) => string,
): SettingsResult {
  const errors: string[] = [];
  /** The first of the names that is set and not blank. */
  const find = (...names: string[]) => {
    for (const name of names) {
      const value = environment[name]?.trim();
      if (value) return { name, value };
    }
    return null;
  };

  const settings: Settings = {
    appId: readAppId(find('WEIR_APP_ID', 'APP_ID'), errors),
    privateKey: readPrivateKey(find, readText, errors),
    webhookSecret: readSecret(find('WEIR_WEBHOOK_SECRET', 'WEBHOOK_SECRET'), errors),
    githubUrl: readUrl(find('WEIR_GITHUB_URL'), errors) ?? 'https://api.github.com',
    dataDir: find('WEIR_DATA_DIR')?.value ?? '.weir',
    databaseUrl: readDatabaseUrl(find('DATABASE_URL'), errors),
    host: find('WEIR_HOST')?.value ?? '0.0.0.0',
    port: readPort(find('PORT'), errors),
    logLevel: readLogLevel(find('LOG_LEVEL'), errors),
  };
  const dashboard = readDashboard(find, errors);
  if (dashboard) settings.dashboard = dashboard;
  return errors.length > 0 ? { ok: false, errors } : { ok: true, settings };
}

type Found = { name: string; value: string } | null;

function readAppId(found: Found, errors: string[]): number {
  if (!found) {
    errors.push("WEIR_APP_ID is not set. Set it to the App ID shown on the GitHub App's page.");
    return 0;
  }
  if (!/^[1-9]\d{0,14}$/.test(found.value)) {
    errors.push(
      `${found.name} is not a number: ${quote(found.value)}. Set it to the App ID shown on the GitHub App's page.`,
    );
    return 0;
  }
  return Number(found.value);
}

function readPrivateKey(
  find: (...names: string[]) => Found,
  readText: (path: string) => string,
  errors: string[],
): string {
  const inline = find('WEIR_PRIVATE_KEY', 'PRIVATE_KEY');
  const file = find('WEIR_PRIVATE_KEY_FILE', 'PRIVATE_KEY_PATH');
  let found = inline;
  if (!found && file) {
    try {
      found = { name: file.name, value: readText(file.value) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      errors.push(
        `${file.name} names a file that cannot be read: ${reason}. Point it to the .pem file that GitHub gave you for the App.`,
      );
      return '';
    }
  }
  if (!found) {
    errors.push(
      'WEIR_PRIVATE_KEY is not set. Set it to the text of the .pem file that GitHub gave you for the App, or set WEIR_PRIVATE_KEY_FILE to its path.',
    );
    return '';
  }
  const key = readPem(found.value);
  if (key === null) {
    errors.push(
      `${found.name} does not hold a private key. It must begin with "-----BEGIN RSA PRIVATE KEY-----" or "-----BEGIN PRIVATE KEY-----"; generate a new one on the GitHub App's page if it is lost.`,
    );
    return '';
  }
  return key;
}

/** The PEM text, also where line breaks were written as `\n` or the whole was wrapped in base64. */
function readPem(value: string): string | null {
  const isPem = (text: string) =>
    /^-----BEGIN (RSA )?PRIVATE KEY-----\s[\s\S]+-----END (RSA )?PRIVATE KEY-----\s*$/.test(text);
  const unescaped = value.trim().replaceAll('\\n', '\n');
  if (isPem(unescaped)) return unescaped;
  if (!/^[A-Za-z0-9+/=\s]+$/.test(value)) return null;
  try {
    const decoded = atob(value.replaceAll(/\s/g, ''));
    return isPem(decoded.trim()) ? decoded.trim() : null;
  } catch {
    return null;
  }
}

function readSecret(found: Found, errors: string[]): string {
  const advice =
    'Set it to the webhook secret of the GitHub App; make one with "openssl rand -hex 32".';
  if (!found) {
    errors.push(`WEIR_WEBHOOK_SECRET is not set, so anybody could send events. ${advice}`);
    return '';
  }
  if (found.value === 'development') {
    errors.push(`${found.name} is "development", which everybody can guess. ${advice}`);
  } else if (found.value.length < SHORTEST_SECRET) {
    errors.push(
      `${found.name} has ${found.value.length} characters; at least ${SHORTEST_SECRET} are needed. ${advice}`,
    );
  }
  return found.value;
}

/** An https address without a slash at the end; http only on loopback. Null, and a sentence in `errors`, for others. */
export function readUrl(found: Found, errors: string[]): string | null {
  if (!found) return null;
  let url: URL;
  try {
    url = new URL(found.value);
  } catch {
    errors.push(
      `${found.name} is not a web address: ${quote(found.value)}. Write it with https://.`,
    );
    return null;
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    errors.push(
      `${found.name} must begin with https://; plain http is for this machine only (127.0.0.1, localhost).`,
    );
    return null;
  }
  if (url.username || url.password || url.search || url.hash) {
    errors.push(`${found.name} must be a plain address without user, password, "?" or "#".`);
    return null;
  }
  return url.href.replace(/\/+$/, '');
}

export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function readDatabaseUrl(found: Found, errors: string[]): string | null {
  if (!found) return null;
  if (!/^postgres(ql)?:\/\//.test(found.value)) {
    // The value may hold a password, so it is not repeated here.
    errors.push(
      'DATABASE_URL must begin with postgres:// or postgresql://. Remove it to use the embedded database.',
    );
    return null;
  }
  return found.value;
}

function readPort(found: Found, errors: string[]): number {
  if (!found) return 3000;
  const port = Number(found.value);
  if (!/^\d+$/.test(found.value) || port > 65_535) {
    errors.push(
      `${found.name} is not a port: ${quote(found.value)}. Use a number from 0 to 65535.`,
    );
  }
  return port;
}

function readLogLevel(found: Found, errors: string[]): LogLevel {
  if (!found) return 'info';
  const level = LOG_LEVELS.find((known) => known === found.value.toLowerCase());
  if (!level) {
    errors.push(
      `${found.name} is not a log level: ${quote(found.value)}. Use one of ${LOG_LEVELS.join(', ')}.`,
    );
  }
  return level ?? 'info';
}

/** Three settings or none: a dashboard that nobody can sign in to is a mistake. */
function readDashboard(
  find: (...names: string[]) => Found,
  errors: string[],
): DashboardSettings | null {
  const advice = {
    WEIR_CLIENT_ID: "the Client ID on the GitHub App's page",
    WEIR_CLIENT_SECRET: "a client secret, which the GitHub App's page generates",
    WEIR_URL: 'the address at which browsers reach this server, such as https://weir.example.com',
  };
  const found = {
    WEIR_CLIENT_ID: find('WEIR_CLIENT_ID'),
    WEIR_CLIENT_SECRET: find('WEIR_CLIENT_SECRET'),
    WEIR_URL: find('WEIR_URL'),
  };
  const names = ['WEIR_CLIENT_ID', 'WEIR_CLIENT_SECRET', 'WEIR_URL'] as const;
  const first = names.find((name) => found[name]);
  if (first === undefined) return null;
  for (const name of names.filter((each) => !found[each])) {
    errors.push(
      `${name} is not set, but ${first} is. Set it to ${advice[name]}; without all three the dashboard is off, so unset the others then.`,
    );
  }
  const url = readUrl(found.WEIR_URL, errors);
  if (url !== null && new URL(url).pathname !== '/') {
    errors.push(
      'WEIR_URL must be an address without a path: the dashboard needs a host of its own.',
    );
  }
  return {
    clientId: found.WEIR_CLIENT_ID?.value ?? '',
    clientSecret: found.WEIR_CLIENT_SECRET?.value ?? '',
    url,
  };
}

function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
