/** What somebody who is signed in may see: GitHub is asked with their own token, and believed for five minutes. */
import type { Callers } from '../../adapters/github/callers.ts';
import type { SignInForge } from '../../adapters/github/sign-in.ts';
import type { Repository } from '../../ports.ts';
import { holds } from '../lasting.ts';
import type { Session } from './session.ts';

export interface Access {
  /**
   * A repository that they may read and Weir is installed on; null for all others alike. `ended` when GitHub does not
   * accept their token any more.
   */
  repository(session: Session, owner: string, name: string): Promise<Repository | null | 'ended'>;
  /** All of those, by name. */
  repositories(session: Session): Promise<{ list: Repository[]; partial: boolean } | 'ended'>;
}

export interface AccessOptions {
  callers: Callers;
  forge: Pick<SignInForge, 'repositories'>;
  /** A repository that Weir is installed on, by its number. */
  find(id: number): Promise<Repository | null>;
  now(): Date;
}

const BELIEVED_MS = 5 * 60_000;
const MOST_REMEMBERED = 500;

export function createAccess({ callers, forge, find, now }: AccessOptions): Access {
  return {
    async repository({ token, readable }, owner, name) {
      const key = `${owner}/${name}`.toLowerCase();
      const known = readable.get(key);
      if (known && holds(known.until, BELIEVED_MS, now())) return find(known.id);
      readable.delete(key);
      const id = await callers.repository(token, owner, name);
      if (id === null) return (await callers.login(token)) === null ? 'ended' : null;
      if (readable.size >= MOST_REMEMBERED) readable.clear();
      readable.set(key, { id, until: now().getTime() + BELIEVED_MS });
      return find(id);
    },
    async repositories({ token }) {
      const { ids, partial } = await forge.repositories(token);
      if (ids.size === 0 && (await callers.login(token)) === null) return 'ended';
      const found = await Promise.all([...ids].map(find));
      const list = found.filter((repo) => repo !== null);
      const full = ({ owner, name }: Repository) => `${owner}/${name}`.toLowerCase();
      return { list: list.sort((a, b) => (full(a) < full(b) ? -1 : 1)), partial };
    },
  };
}
