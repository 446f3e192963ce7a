/** Asks git about many commits at once so that one that cannot be read costs the others nothing. */
import type { Oid } from '../../ports.ts';
import { GitFailed } from './objects.ts';

export interface Answers<T> {
  /** Commits that could not be read are absent. */
  found: Map<Oid, T>;
  /** What git said about those, for whoever can heal the repository. */
  troubles: string[];
}

/**
 * Asks about all and, where git fails at that, about each half. What takes too long is given up at once:
 * halves would take long too.
 */
export async function inHalves<T>(
  commits: readonly Oid[],
  ask: (some: readonly Oid[]) => Promise<Map<Oid, T>>,
): Promise<Answers<T>> {
  if (commits.length === 0) return { found: new Map(), troubles: [] };
  try {
    return { found: await ask(commits), troubles: [] };
  } catch (error) {
    if (!(error instanceof GitFailed)) throw error;
    if (commits.length === 1 || error.end.how === 'timeout') {
      return { found: new Map(), troubles: [error.message] };
    }
    const half = Math.ceil(commits.length / 2);
    const first = await inHalves(commits.slice(0, half), ask);
    const second = await inHalves(commits.slice(half), ask);
    return {
      found: new Map([...first.found, ...second.found]),
      troubles: [...first.troubles, ...second.troubles],
    };
  }
}
