/** Installation tokens, each asked for with the least it needs and kept until shortly before it ends. */
import type { Octokit } from './client.ts';

export type Permissions = Readonly<
  Partial<
    Record<
      'actions' | 'contents' | 'checks' | 'issues' | 'members' | 'pull_requests' | 'statuses',
      'read' | 'write'
    >
  >
>;

/** An installation was not given a permission that Weir asks for. The message says which and what to do. */
export class PermissionsNotGranted extends Error {
  override name = 'PermissionsNotGranted';
  /** As GitHub's own refusals have it. */
  readonly status = 403;
}

export interface TokenScope {
  installation: number;
  permissions: Permissions;
  /** Only this repository; all of the installation's when absent. */
  repository?: number;
}

export interface Tokens {
  /**
   * A token that holds for at least five more minutes. Of several permissions it has those that the installation has
   * granted: what needs another one is refused by itself, and the rest goes on.
   *
   * @throws PermissionsNotGranted where none of them was granted
   */
  get(scope: TokenScope): Promise<string>;
  /** GitHub refused this token: whatever else is held for the installation is in doubt too. */
  refused(scope: TokenScope, token: string): void;
  /** Forgets all tokens of an installation. */
  forget(installation: number): void;
}

const MARGIN_MS = 5 * 60_000;
/** What was not granted is asked for again after so long. */
const REFUSED_MS = 10 * 60_000;

interface Minted {
  token: string;
  /** Milliseconds since the epoch. */
  expires: number;
}

/** @param onSecret told every new token before anybody uses it */
export function createTokens(
  app: Octokit,
  onSecret: (token: string) => void,
  now: () => Date = () => new Date(),
): Tokens {
  const held = new Map<string, Minted>();
  const minting = new Map<string, Promise<string>>();
  const refusals = new Map<string, { error: PermissionsNotGranted; until: number }>();
  const forget = (installation: number) => {
    for (const known of [held, refusals]) {
      for (const key of known.keys()) if (key.startsWith(`[${installation},`)) known.delete(key);
    }
  };

  const mint = async (scope: TokenScope): Promise<Minted> => {
    try {
      return await ask(scope);
    } catch (error) {
      if (!(error instanceof PermissionsNotGranted)) throw error;
      const permissions = await grantedOf(scope);
      if (Object.keys(permissions).length === 0) throw error;
      const minted = await ask({ ...scope, permissions });
      const soon = now().getTime() + MARGIN_MS + REFUSED_MS;
      return { ...minted, expires: Math.min(minted.expires, soon) };
    }
  };
  /** Those of several permissions that the installation has. */
  const grantedOf = async ({ installation, permissions }: TokenScope): Promise<Permissions> => {
    if (Object.keys(permissions).length < 2) return {};
    const { data } = await app.rest.apps.getInstallation({ installation_id: installation });
    const granted: Readonly<Record<string, string | undefined>> = { ...data.permissions };
    return Object.fromEntries(
      Object.entries(permissions).filter(
        ([name, level]) => granted[name] === level || granted[name] === 'write',
      ),
    );
  };
  const ask = async (scope: TokenScope): Promise<Minted> => {
    const { data } = await app.rest.apps
      .createInstallationAccessToken({
        installation_id: scope.installation,
        permissions: scope.permissions,
        ...(scope.repository === undefined ? {} : { repository_ids: [scope.repository] }),
      })
      .catch((error: unknown) => {
        throw explain(error, scope);
      });
    const expires = Date.parse(data?.expires_at);
    if (typeof data?.token !== 'string' || Number.isNaN(expires)) {
      throw new Error(
        `GitHub's answer to the request for a token of installation ${scope.installation} had no token or no end date. Check that WEIR_GITHUB_URL points to GitHub's REST API.`,
      );
    }
    onSecret(data.token);
    return { token: data.token, expires };
  };

  return {
    async get(scope) {
      const key = scopeKey(scope);
      const known = held.get(key);
      if (known && known.expires - now().getTime() > MARGIN_MS) return known.token;
      const refusal = refusals.get(key);
      if (refusal && refusal.until > now().getTime()) throw refusal.error;
      // Single flight: a hundred jobs starting together ask for one token.
      const running =
        minting.get(key) ??
        mint(scope)
          .then((minted) => {
            held.set(key, minted);
            refusals.delete(key);
            return minted.token;
          })
          .catch((error: unknown) => {
            if (error instanceof PermissionsNotGranted) {
              refusals.set(key, { error, until: now().getTime() + REFUSED_MS });
            }
            throw error;
          })
          .finally(() => minting.delete(key));
      minting.set(key, running);
      return running;
    },
    refused(scope, token) {
      if (held.get(scopeKey(scope))?.token === token) forget(scope.installation);
    },
    forget,
  };
}

function scopeKey({ installation, permissions, repository }: TokenScope): string {
  return JSON.stringify([installation, repository ?? null, Object.entries(permissions).sort()]);
}

function explain(error: unknown, { installation, permissions }: TokenScope): unknown {
  const { status, message = '' } = error as { status?: number; message?: string };
  if (status === 422 && /permission/i.test(message)) {
    const wanted = Object.entries(permissions).map(([name, level]) => `${name}: ${level}`);
    return new PermissionsNotGranted(
      `Installation ${installation} has not granted what Weir needs (${wanted.join(', ')}). Ask an owner to accept the App's permissions on its installation page.`,
      { cause: error },
    );
  }
  return error;
}
