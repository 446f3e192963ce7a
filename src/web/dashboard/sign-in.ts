/**
 * Signing in by GitHub's web flow. What has to be the same when the browser comes back travels in a cookie of that
 * browser: nothing is kept here, so that nobody can fill it. PKCE makes a code that somebody caught useless.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is remembered while somebody is at GitHub. */
export interface Attempt {
  state: string;
  verifier: string;
  /** Where to go afterwards: one of our own paths. */
  to: string;
}

/** Seconds that somebody may take at GitHub. */
export const ATTEMPT_SECONDS = 600;

/** A page of the dashboard and nothing else, so that no link leads from here to somewhere else. */
const OWN_PATH = /^\/(?:[\w.-]{1,100}\/[\w.-]{1,100})?$/;

export function beginAttempt(to: string | null): Attempt {
  const random = () => randomBytes(32).toString('base64url');
  return { state: random(), verifier: random(), to: ownPath(to) };
}

export function ownPath(path: string | null): string {
  return path !== null && OWN_PATH.test(path) ? path : '/';
}

/** What GitHub is shown of the verifier (RFC 7636, S256). */
export function challengeOf({ verifier }: Attempt): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

export function packAttempt({ state, verifier, to }: Attempt): string {
  return [state, verifier, Buffer.from(to).toString('base64url')].join('.');
}

/** The attempt of this browser, if GitHub sends it back with the state that it was sent there with. */
export function resumeAttempt(packed: string | null, state: string | null): Attempt | null {
  const found = /^([\w-]{43})\.([\w-]{43})\.([\w-]{1,300})$/.exec(packed ?? '');
  const [, own = '', verifier = '', to = ''] = found ?? [];
  if (!found || state === null || !isSame(own, state)) return null;
  return { state: own, verifier, to: ownPath(Buffer.from(to, 'base64url').toString()) };
}

function isSame(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
