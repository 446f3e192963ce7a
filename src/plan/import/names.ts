/** Which workstream a document means: by name, by another name of it, or by words that only it has. Pure. */
import { fold, nearest } from '../names.ts';
import type { DraftWorkstream } from './draft.ts';
import { slug } from './phrases.ts';

export interface Found {
  name: string;
  /** `name`: its name in the plan; `other`: its title, branch, agent or number; `words`: by words alone. */
  how: 'name' | 'other' | 'words';
}

export interface Meanings {
  /** What a name as a whole means. */
  find(written: string): Found | null;
  /** What a phrase begins with: `Kernel Events integration test`. */
  begins(phrase: string): Found | null;
  /** The name that a misspelt one was meant to be. */
  nearest(written: string): string | null;
}

/** Words that say nothing about which workstream is meant. */
const EMPTY_WORDS = new Set(
  'a agent an and branch dev development epic for in lead of on team the track with work workstream'.split(
    ' ',
  ),
);

/** Index over the workstreams that were found so far; `agents` are further titles of agents, by workstream. */
export function meanings(workstreams: readonly DraftWorkstream[]): Meanings {
  const others = new Map<string, Set<string>>();
  const vocabulary = new Map<string, Set<string>>();
  const names = new Map(workstreams.map(({ name }) => [fold(name), name]));
  for (const { name, aliases, title, branch, agent, number, letter } of workstreams) {
    const also = [
      ...aliases,
      title ?? '',
      branch ?? '',
      branch?.split('/').slice(1).join('/') ?? '',
      agent ?? '',
      agent?.replace(/[-_ ]?\d+$/, '') ?? '',
      ...[number, letter].flatMap((one) =>
        one === null ? [] : [`${one}`, `workstream ${one}`, `ws ${one}`, `ws${one}`],
      ),
    ];
    for (const one of also) {
      const key = plainName(one);
      if (key !== '') others.set(key, (others.get(key) ?? new Set()).add(name));
    }
    for (const text of [name, title ?? '', agent ?? '', branch ?? '']) {
      for (const word of wordsOf(text)) {
        vocabulary.set(word, (vocabulary.get(word) ?? new Set()).add(name));
      }
    }
  }
  /** The workstream that alone has this word. */
  const only = (word: string): string | null => {
    const having = vocabulary.get(word);
    return having?.size === 1 ? ([...having][0] ?? null) : null;
  };
  const exactly = (written: string): Found | null => {
    const own = names.get(fold(written));
    if (own !== undefined) return { name: own, how: 'name' };
    const having = others.get(plainName(written));
    const [name] = having?.size === 1 ? having : [];
    return name === undefined ? null : { name, how: 'other' };
  };
  const find = (written: string): Found | null => {
    const exact = exactly(written) ?? exactly(written.replace(/\s*\([^)]*\)\s*$/, ''));
    if (exact) return exact;
    const words = wordsOf(written);
    const meant = new Set(words.map(only).filter((name) => name !== null));
    const [name] = meant.size === 1 ? meant : [];
    if (name === undefined) return null;
    return words.every((word) => vocabulary.get(word)?.has(name)) ? { name, how: 'words' } : null;
  };
  return {
    find,
    begins(phrase) {
      const [first] = wordsOf(phrase);
      const whole = find(phrase);
      if (whole || first === undefined) return whole;
      const name = only(first);
      return name === null ? null : { name, how: 'words' };
    },
    nearest: (written) => nearest(slug(written), names.keys()),
  };
}

/** Letters and digits of a name, so that `Kernel Events` and `kernel_events` are one. */
function plainName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/-agent$/, '');
}

function wordsOf(text: string): string[] {
  return text
    .slice(0, 300)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => /\p{L}/u.test(word) && !EMPTY_WORDS.has(word))
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
    .filter((word) => !['feature', 'feat'].includes(word));
}
