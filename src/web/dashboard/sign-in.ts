/**
 * Signing in by GitHub's web flow. What has to be the same when the browser comes back travels in a cookie of that
 * browser, sealed with a key of this process: strangers who begin and never end fill nothing here, and nobody reads the
 * verifier on the way. PKCE makes a code that somebody caught useless.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { holds } from '../lasting.ts';

/** What is remembered while somebody is at GitHub. */
export interface Attempt {
  state: string;
  verifier: string;
  /** Where to go afterwards: one of our own paths. */
  to: string;
}

export interface Attempts {
  /** A new one, and what the browser is to keep of it. */
  begin(to: string | null): { attempt: Attempt; sealed: string };
  /**
   * The attempt of this browser, if GitHub sends it back in time with the state that it was sent there with. It works
   * once, whatever comes of it.
   */
  resume(sealed: string | null, state: string | null): Attempt | null;
}

/** Seconds that somebody may take at GitHub. */
export const ATTEMPT_SECONDS = 600;
/** The oldest is forgotten when there are more; what GitHub gave for it works once as well. */
const MOST_USED = 10_000;

/** A page of the dashboard and nothing else, so that no link leads from here to somewhere else. */
const OWN_PATH = /^\/(?:[\w.-]{1,100}\/[\w.-]{1,100})?$/;

export function createAttempts(now: () => Date): Attempts {
  const key = randomBytes(32);
  /** States that came back, until when they would be in time. */
  const used = new Map<string, number>();
  const use = (state: string, ends: number): boolean => {
    for (const [known, until] of used) if (until <= now().getTime()) used.delete(known);
    if (used.has(state)) return false;
    const [oldest] = used.keys();
    if (used.size >= MOST_USED && oldest !== undefined) used.delete(oldest);
    used.set(state, ends);
    return true;
  };
  return {
    begin(to) {
      const random = () => randomBytes(32).toString('base64url');
      const attempt = { state: random(), verifier: random(), to: ownPath(to) };
      const ends = now().getTime() + ATTEMPT_SECONDS * 1_000;
      return { attempt, sealed: seal(key, { ...attempt, ends }) };
    },
    resume(sealed, state) {
      const found = unseal(key, sealed ?? '');
      if (found === null || state === null || !isSame(found.state, state)) return null;
      const { verifier, to, ends } = found;
      if (!holds(ends, ATTEMPT_SECONDS * 1_000, now())) return null;
      return use(state, ends) ? { state, verifier, to } : null;
    },
  };
}

export function ownPath(path: string | null): string {
  return path !== null && OWN_PATH.test(path) ? path : '/';
}

/** What GitHub is shown of the verifier (RFC 7636, S256). */
export function challengeOf({ verifier }: Attempt): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** `ends`: milliseconds since the epoch. */
type Sealed = Attempt & { ends: number };

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, the rest. */
function seal(key: Buffer, content: Sealed): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** Null for what this process has not sealed. */
function unseal(key: Buffer, sealed: string): Sealed | null {
  if (!/^[\w-]{40,1000}$/.test(sealed)) return null;
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), {
    authTagLength: 16,
  });
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    return JSON.parse(text.toString()) as Sealed;
  } catch {
    return null;
  }
}

function isSame(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
