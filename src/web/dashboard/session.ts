/**
 * Who is signed in. Kept in memory and by a hash of the id alone: a restart signs everybody out, which costs them one
 * redirect, and no token is ever stored.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface Session {
  login: string;
  /** Of GitHub, with the person's own rights. */
  token: string;
  /** Milliseconds since the epoch. */
  ends: number;
  /** What GitHub let them read lately, until when. */
  readable: Map<string, { id: number; until: number }>;
}

export interface Sessions {
  /** Answers the id for the browser. @param seconds that the token holds; null where it does not end */
  begin(login: string, token: string, seconds: number | null): { id: string; seconds: number };
  find(id: string | null): Session | null;
  end(id: string | null): void;
}

/** No session is longer. Seconds. */
const LONGEST = 8 * 60 * 60;
/** The oldest goes when there are more. */
const MOST = 1_000;

export function createSessions(now: () => Date): Sessions {
  const sessions = new Map<string, Session>();
  const key = (id: string) => createHash('sha256').update(id).digest('base64');
  return {
    begin(login, token, given) {
      for (const [hash, { ends }] of sessions) if (ends <= now().getTime()) sessions.delete(hash);
      const [oldest] = sessions.keys();
      if (sessions.size >= MOST && oldest !== undefined) sessions.delete(oldest);
      const id = randomBytes(32).toString('base64url');
      const seconds = Math.max(0, Math.min(LONGEST, given ?? LONGEST));
      const ends = now().getTime() + seconds * 1_000;
      sessions.set(key(id), { login, token, ends, readable: new Map() });
      return { id, seconds };
    },
    find(id) {
      const session = id === null ? undefined : sessions.get(key(id));
      return session && session.ends > now().getTime() ? session : null;
    },
    end(id) {
      if (id !== null) sessions.delete(key(id));
    },
  };
}
