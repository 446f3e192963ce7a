/**
 * Who is signed in. Kept in memory and by a hash of the id alone: a restart signs everybody out, which costs them one
 * redirect, and no token is ever stored.
 */
import { createHash, randomBytes } from 'node:crypto';
import { holds } from '../lasting.ts';

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
/** Of one person, on all their browsers: nobody signs others out by signing in over and over. */
const MOST_OF_ONE = 10;

export function createSessions(now: () => Date): Sessions {
  const sessions = new Map<string, Session>();
  const isOn = ({ ends }: Session) => holds(ends, LONGEST * 1_000, now());
  const key = (id: string) => createHash('sha256').update(id).digest('base64');
  return {
    begin(login, token, given) {
      for (const [hash, session] of sessions) if (!isOn(session)) sessions.delete(hash);
      const all = [...sessions.keys()];
      const own = all.filter((hash) => sessions.get(hash)?.login === login);
      const gone = own.length >= MOST_OF_ONE ? own[0] : all.length >= MOST ? all[0] : undefined;
      if (gone !== undefined) sessions.delete(gone);
      const id = randomBytes(32).toString('base64url');
      const seconds = Math.max(0, Math.min(LONGEST, given ?? LONGEST));
      const ends = now().getTime() + seconds * 1_000;
      sessions.set(key(id), { login, token, ends, readable: new Map() });
      return { id, seconds };
    },
    find(id) {
      if (id === null) return null;
      const session = sessions.get(key(id));
      if (!session) return null;
      if (isOn(session)) return session;
      sessions.delete(key(id));
      return null;
    },
    end(id) {
      if (id !== null) sessions.delete(key(id));
    },
  };
}
