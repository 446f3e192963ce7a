/**
 * Classes that inherit a constructor which one head changes, and of which the other newly makes one. Which class
 * inherits it, its own file says: told only where that file shows it once merged.
 */
import type { FileWish } from '../../../ports.ts';
import type { SymbolFacts } from '../../../symbols.ts';
import { speaks } from '../../../symbols.ts';
import type { ApiDigest, NewUse, Sym } from './changes.ts';
import { indexOf } from './index-of.ts';
import { means, SCRIPT_ENDINGS, scriptPaths } from './modules.ts';
import { namer } from './named.ts';
import { ownerOf } from './names.ts';
import { typeReach } from './type-reach.ts';
import { fits } from './types.ts';

/** A value that is newly made as the changed constructor no longer allows. */
export interface Heir {
  use: NewUse;
  /** Name of the class where it is defined. */
  type: string;
  after: Sym;
}

/** More of them in one pair are a rewrite. */
const MOST = 20;
const INHERITS = /^(typescript|javascript|python)$/;

/** @param a changes constructors, @param b makes values */
export function heirs(a: ApiDigest, b: ApiDigest): Heir[] {
  const changed = a.changed.filter(
    ({ after: { kind, language } }) => kind === 'constructor' && INHERITS.test(language),
  );
  // A class that is made from its fields hands them down.
  const data = a.changed.filter(
    ({ before, after }) =>
      after.kind === 'class' &&
      after.language === 'python' &&
      (before.parameters?.least ?? 0) < (after.parameters?.least ?? 0),
  );
  if (changed.length + data.length === 0) return [];
  // Many change alike: all or none of them suits a number of arguments.
  const alike = Map.groupBy(changed, ({ before, after }) =>
    [before, after].map((one) => `${one.parameters?.least} ${one.parameters?.most}`).join(),
  );
  const found: Heir[] = [];
  for (const [name, uses] of indexOf(b).uses) {
    if (!/^[A-Z]/.test(name)) continue;
    for (const use of uses) {
      const { args, via } = use;
      if (args === null || args < 0 || use.derived || use.how !== 'plain') continue;
      if (via === null && !use.own) continue;
      const type = via && !/^(\*|default)$/.test(via.original) ? via.original : name;
      for (const { after } of data) {
        if (after.name === type || !speaks(use.language, after.language)) continue;
        if (after.parameters?.names.every((one) => use.keywords.includes(one))) continue;
        found.push({ use, type, after });
        if (found.length === MOST) return found;
      }
      for (const group of alike.values()) {
        const [one] = group;
        if (!one?.before.parameters || !one.after.parameters) continue;
        if (!fits(one.before.parameters, args) || fits(one.after.parameters, args)) continue;
        for (const { after } of group) {
          if (ownerOf(after) === type || !speaks(use.language, after.language)) continue;
          found.push({ use, type, after });
          if (found.length === MOST) return found;
        }
      }
    }
  }
  return found;
}

/** The files that the class may stand in: by their paths where the import says them, else by their names. */
export function filesOf({ use, type, after }: Heir): FileWish {
  const { path, via, language } = use;
  // What stands between the two often stands beside the one that changes.
  if (via === null) return { paths: [path, after.path], names: [] };
  const endings = language === 'python' ? ['py'] : SCRIPT_ENDINGS;
  const paths = language === 'python' ? [] : scriptPaths(via.from, path);
  const last = via.from.split(language === 'python' ? '.' : '/').at(-1) ?? '';
  const bare = last.replace(/\.[mc]?[jt]sx?$/, '');
  // Too many files have the name of an index, which may hand on what stands in a file named after it.
  const own = paths.length > 0 || /^(\.*|index)$/.test(bare) ? [] : [bare];
  const names = [...new Set([...own, ...namedAfter(type)])];
  return {
    paths: [...paths, after.path],
    names: names.flatMap((name) => endings.map((end) => `${name}.${end}`)),
  };
}

/** How files are called that hold a class: `CsvReader`, `csvReader`, `csv-reader`, `csv_reader`. */
function namedAfter(type: string): string[] {
  const words = type
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(' ');
  const small = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  return [...new Set([type, small, words.join('-'), words.join('_')])];
}

/** Facts of merged files, by their paths. */
export type Known = ReadonlyMap<string, SymbolFacts>;

/** Whether the merged files show that the class has the constructor from the changed one. */
export function inherits(known: Known, heir: Heir): boolean {
  const { use, type } = heir;
  return [...known.keys()].some((path) => {
    const meant =
      use.via === null
        ? path === use.path
          ? 'yes'
          : 'no'
        : means(use.language, use.via, use.path, path);
    // What an index may hand on, it does where the class stands there.
    return meant !== 'no' && handsDown(known, path, type, heir, STEPS);
  });
}

/** More classes between the two are hardly ever seen. */
const STEPS = 4;

const defines = ({ definitions }: SymbolFacts, type: string) =>
  definitions.some(
    ({ name, container, kind }) => name === type && container === '' && kind === 'class',
  );

/** Whether a class of a file has no constructor of its own, nor what is between it and the changed one. */
function handsDown(known: Known, path: string, type: string, heir: Heir, steps: number): boolean {
  const facts = known.get(path);
  if (!facts || steps === 0) return false;
  const { use, after } = heir;
  const own = facts.definitions.some(
    ({ container, name, kind }) =>
      container === type && (kind === 'constructor' || /^__(new|init)__$/.test(name)),
  );
  if (own) return false;
  const base = after.kind === 'class' ? after.name : ownerOf(after);
  return facts.implementations
    .filter((one) => one.type === type)
    .some(({ of, line }) => {
      const { via, own } = namer(facts)(of, line);
      if (of === base) {
        if (after.kind === 'class' && !lacksFields(facts, type, after, use)) return false;
        return typeReach({ path, language: facts.language, via, own }, after) === 'certain';
      }
      // Fields of what is between are not counted.
      if (after.kind === 'class') return false;
      const next = [...known].find(
        ([other, its]) =>
          defines(its, of) &&
          (via === null ? other === path : means(facts.language, via, path, other) === 'yes'),
      );
      return next !== undefined && handsDown(known, next[0], of, heir, steps - 1);
    });
}

/** Whether a class made from its own fields and inherited ones is given fewer than it must be, with the fields it has. */
function lacksFields({ definitions }: SymbolFacts, type: string, after: Sym, use: NewUse): boolean {
  const own = definitions.filter(
    ({ container, kind, signature }) => container === type && kind === 'field' && signature !== '',
  );
  return (use.args ?? 0) < own.length + (after.parameters?.least ?? 0);
}
