/** Joins values of two plans and keeps account of what was kept, what was replaced and what was lost. Pure. */
import { mapping } from './pairs.ts';

export type Data = Record<string, unknown>;

/** How the two values of one key become one. */
export type Way = (now: unknown, then: unknown) => unknown;

export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

const MOST = 600;

/** A value in a sentence, not too long. */
export function named(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : JSON.stringify(value ?? null);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

export class Ledger {
  /** Paths of what only the plan that is there says. */
  readonly kept: string[] = [];
  readonly replaced: { path: string; was: unknown; now: unknown }[] = [];
  readonly lost: { what: string; why: string }[] = [];

  keep(path: string): void {
    this.kept.push(path);
  }

  lose(what: string, why: string): void {
    this.lost.push({ what, why });
  }

  /** The document's value, else the one that is there. */
  choose(path: string, now: unknown, then: unknown): unknown {
    if (isEmpty(then)) return now ?? then;
    if (isEmpty(now)) {
      this.keep(path);
      return then;
    }
    if (comparable(now) !== comparable(then)) this.replaced.push({ path, was: then, now });
    return now;
  }

  /** Two mappings key by key. */
  join(path: string, now: Data | null, then: Data | null, ways: Record<string, Way> = {}): Data {
    const keys = new Set([...Object.keys(now ?? {}), ...Object.keys(then ?? {})]);
    const entries = [...keys].map((key): [string, unknown] => {
      // People may call a role `constructor`.
      const own = (data: Data | null) => (data && Object.hasOwn(data, key) ? data[key] : undefined);
      const [a, b] = [own(now), own(then)];
      const way = Object.hasOwn(ways, key) ? ways[key] : undefined;
      if (way) return [key, way(a, b)];
      return [key, this.choose(path === '' ? key : `${path}.${key}`, a, b)];
    });
    // An empty value says something where a name does, such as a role without people.
    return Object.fromEntries(
      entries.filter(([key, value]) =>
        Object.hasOwn(ways, key) ? !isEmpty(value) : value !== undefined && value !== null,
      ),
    );
  }

  /** The words by which a task or a criterion is known again. */
  readonly textOf = (point: unknown): string => {
    const text = typeof point === 'string' ? point : mapping(point)?.text;
    return typeof text === 'string' ? text.toLowerCase().replace(/\s+/g, ' ').trim() : '';
  };

  /**
   * Tasks or criteria: probes and claims of those with the same words are kept, and so is what only people can have
   * written. Of the rest an earlier import may have made each, so the document decides.
   */
  points(path: string, now: unknown[], then: unknown[], rest: unknown[] = then): unknown[] {
    const known = new Map(then.map((one) => [this.textOf(one), mapping(one)]));
    const texts = new Set(now.map(this.textOf));
    const joined = now.map((one) => {
      const own = mapping(one) ?? { text: one };
      const more = known.get(this.textOf(one));
      if (!more) return one;
      const added = Object.keys(more).filter(
        (key) => key !== 'text' && comparable(more[key]) !== comparable(own[key]),
      );
      if (added.length > 0) this.keep(`${added.join(' and ')} of ${named(own.text)} in ${path}`);
      const done = own.done === true || more.done === true ? { done: true } : {};
      const whole = { ...own, ...more, text: own.text, ...done };
      return Object.keys(whole).length === 1 ? whole.text : whole;
    });
    const only = rest.filter((one) => !texts.has(this.textOf(one)));
    const [byPeople, plain] = [
      only.filter(
        (one) => mapping(one)?.done_when !== undefined || mapping(one)?.when !== undefined,
      ),
      only.filter(
        (one) => mapping(one)?.done_when === undefined && mapping(one)?.when === undefined,
      ),
    ];
    if (now.length === 0) {
      if (only.length > 0) this.keep(path);
      return only;
    }
    for (const one of byPeople) this.keep(`${named(mapping(one)?.text)} in ${path}`);
    for (const one of plain) {
      this.lose(`${named(mapping(one)?.text ?? one)} in ${path}`, 'the document does not list it');
    }
    return [...joined, ...byPeople];
  }
}

/** Equal for values that say the same: the order of names in a list and the case of a word make no difference. */
function comparable(value: unknown): string {
  if (Array.isArray(value)) return value.map(comparable).sort().join('\n');
  const inside = mapping(value);
  if (inside) {
    const only = Object.keys(inside).join() === 'name' ? inside.name : null;
    if (only !== null) return comparable(only);
    return JSON.stringify(
      Object.entries(inside)
        .map(([key, one]) => [key, comparable(one)])
        .sort(),
    );
  }
  return `${value ?? ''}`.toLowerCase();
}
