/** The emulator in this process: seeded, reached over its own port, its address rewritten to ours. */
import { createEmulator } from 'emulate';
import type { LocalGitHubOptions } from './types.ts';

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface EmulatedRequest {
  method: string;
  /** With query. */
  path: string;
  body?: unknown;
  /** Absent: as the operator of this GitHub, who may do everything. */
  token?: string;
}

export interface Emulated {
  send(request: EmulatedRequest): Promise<Answer>;
  /** Reads as the operator; throws when the emulator does not answer with success. */
  get<T>(path: string): Promise<T>;
  close(): Promise<void>;
}

/** The emulator counts 5,000 requests an hour a token; the operator's are spread so that none runs out. */
const OPERATOR_TOKENS = Array.from({ length: 64 }, (_, index) => `operator-${index}`);

export const INSTALLATION_ID = 4_242_001;

function isMember(entry: LocalGitHubOptions['members'][number]): {
  login: string;
  role: 'admin' | 'member';
} {
  return typeof entry === 'string'
    ? { login: entry, role: 'member' }
    : { login: entry.login, role: entry.role ?? 'member' };
}

/** Members with at least one owner among them: the first, unless somebody is named `admin`. */
export function membersOf(options: LocalGitHubOptions): Map<string, 'admin' | 'member'> {
  const members = options.members.map(isMember);
  const [first] = members;
  if (first === undefined) {
    throw new Error('The organisation needs a member: name at least one login in "members".');
  }
  if (!members.some(({ role }) => role === 'admin')) first.role = 'admin';
  return new Map(members.map(({ login, role }) => [login, role]));
}

/**
 * Starts the emulator. It sends no webhooks (the overlay does) and believes that `publicUrl` is its address.
 */
export async function startEmulated(
  options: LocalGitHubOptions,
  given: {
    publicUrl: string;
    privateKey: string;
    members: Map<string, 'admin' | 'member'>;
    tokens: Map<string, string>;
  },
): Promise<Emulated> {
  const { org, repository, app } = options;
  const operator = [...given.members].find(([, role]) => role === 'admin')?.[0] ?? '';
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: Object.fromEntries([
        ...OPERATOR_TOKENS.map((token) => [token, { login: operator, scopes: ['repo'] }]),
        ...[...given.tokens].map(([token, login]) => [token, { login, scopes: ['repo'] }]),
      ]),
      github: {
        users: options.users.map(({ login, name }) => ({ login, name: name ?? login })),
        orgs: [
          {
            login: org,
            name: org,
            members: [...given.members].map(([login, role]) => ({ login, role })),
          },
        ],
        repos: [{ owner: repository.owner, name: repository.name, auto_init: true }],
        apps: [
          {
            app_id: app.appId,
            slug: app.slug,
            name: app.slug,
            private_key: given.privateKey,
            permissions: app.permissions,
            events: app.events,
            installations: [{ installation_id: INSTALLATION_ID, account: repository.owner }],
          },
        ],
      },
    },
  });
  let turn = 0;
  const send = async (request: EmulatedRequest): Promise<Answer> => {
    turn = (turn + 1) % OPERATOR_TOKENS.length;
    const token = request.token ?? OPERATOR_TOKENS[turn] ?? '';
    const response = await fetch(emulator.url + request.path, {
      method: request.method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    const text = (await response.text()).replaceAll(emulator.url, given.publicUrl);
    const headers: Record<string, string> = {};
    for (const [name, value] of response.headers) {
      if (/^(link|x-ratelimit-.*|location)$/.test(name)) {
        headers[name] = value.replaceAll(emulator.url, given.publicUrl);
      }
    }
    return { status: response.status, headers, ...parsed(text) };
  };
  return {
    send,
    get: async <T>(path: string) => {
      const answer = await send({ method: 'GET', path });
      if (answer.status >= 300) throw new Error(`GET ${path} answered ${answer.status}.`);
      return answer.body as T;
    },
    close: () => emulator.close(),
  };
}

function parsed(text: string): { body?: unknown } {
  if (text === '') return {};
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { body: { message: text } };
  }
}
