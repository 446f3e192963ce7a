/**
 * What of the public symbols at one commit another one breaks: read from syntax, over the files that differ. A symbol
 * may move between those files. New ones break nothing, unless whoever implements or builds something must give them.
 * Pure.
 */
import type { Definition, SymbolFacts, SymbolReading } from '../symbols.ts';

export interface Break {
  what: 'removed' | 'changed' | 'demanded';
  /** `Store/open`. */
  name: string;
  kind: string;
  path: string;
  line: number;
}

export interface ApiComparison {
  breaks: Break[];
  /** Public symbols at the earlier commit, in files that differ. */
  symbols: number;
  /** Files that could not be read on one side: nothing is said about their symbols. */
  unread: string[];
}

/** Files whose symbols nobody outside can use. */
const PRIVATE =
  /(^|\/)(tests?|__tests__|spec|specs|testdata|fixtures|examples?|bench(es)?|benchmarks?)\/|[._-](test|tests|spec|bench)\.[a-z]+$|(^|\/)(test_[^/]*|conftest)\.py$|Test\.java$|(^|\/)internal\/.*\.go$|(^|\/)src\/(main\.rs$|bin\/)/;

/** Whether a source file is part of the public interface. */
export function isPublicSource(path: string): boolean {
  return !PRIVATE.test(path);
}

type Sides = ReadonlyMap<string, SymbolReading>;

/** @param paths the files that differ, present on either side or on both */
export function compareApi(before: Sides, after: Sides, paths: readonly string[]): ApiComparison {
  const unread = paths.filter((path) => isUnread(before.get(path)) || isUnread(after.get(path)));
  const skip = new Set(unread);
  const read = paths.filter((path) => !skip.has(path));
  const [old, now] = [symbolsOf(before, read), symbolsOf(after, read)];
  const breaks = [...old].flatMap(([key, list]) => gone(list, now.get(key) ?? []));
  return {
    breaks: [...breaks, ...demanded(old, now)].sort(byPlace),
    symbols: [...old.values()].reduce((sum, { length }) => sum + length, 0),
    unread,
  };
}

function isUnread(reading: SymbolReading | undefined): boolean {
  return (
    reading?.state === 'left-out' &&
    reading.reason !== 'unknown-language' &&
    reading.reason !== 'generated'
  );
}

interface PublicSymbol extends Definition {
  path: string;
  language: SymbolFacts['language'];
}

function symbolsOf(side: Sides, paths: readonly string[]): Map<string, PublicSymbol[]> {
  const found = new Map<string, PublicSymbol[]>();
  for (const path of paths) {
    const reading = side.get(path);
    if (reading?.state !== 'read') continue;
    const { language, definitions, package: name } = reading.facts;
    // Programs are imported by nobody.
    if (language === 'go' && name === 'main') continue;
    for (const one of definitions) {
      if (!one.exported || isInside(one.container)) continue;
      const key = [language, one.kind, one.container, one.name].join('\n');
      const list = found.get(key);
      const symbol = { ...one, path, language };
      if (list) list.push(symbol);
      else found.set(key, [symbol]);
    }
  }
  return found;
}

/** Of a module of tests, or of an implementation, whose form is the trait's. */
function isInside(container: string): boolean {
  return / for /.test(container) || container.split('/').some((part) => /^tests?$/.test(part));
}

/** Each symbol is looked for among those of its name that no other one is the same as. */
function gone(old: readonly PublicSymbol[], now: readonly PublicSymbol[]): Break[] {
  const left = [...now];
  const missing = old.filter((one) => {
    const same = left.findIndex(
      ({ signature, required }) => signature === one.signature && required === one.required,
    );
    if (same >= 0) left.splice(same, 1);
    return same < 0;
  });
  return missing.map((one) => ({
    what: left.pop() === undefined ? 'removed' : 'changed',
    ...named(one),
  }));
}

/** A member that must be given, of something public that was there before. */
function demanded(
  old: ReadonlyMap<string, readonly PublicSymbol[]>,
  now: ReadonlyMap<string, readonly PublicSymbol[]>,
): Break[] {
  const owners = new Set(
    [...old.values()].flat().map((one) => `${one.language}\n${inside(one.container, one.name)}`),
  );
  return [...now].flatMap(([key, list]) => {
    if (old.has(key)) return [];
    return list
      .filter(({ required, language, container }) => {
        return required && owners.has(`${language}\n${container}`);
      })
      .map((one): Break => ({ what: 'demanded', ...named(one) }));
  });
}

function named({ container, name, kind, path, line }: PublicSymbol): Omit<Break, 'what'> {
  return { name: inside(container, name), kind, path, line };
}

function inside(container: string, name: string): string {
  return container === '' ? name : `${container}/${name}`;
}

function byPlace(a: Break, b: Break): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line;
}
