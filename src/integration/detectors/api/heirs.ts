/**
 * Classes that inherit a constructor which one head changes, and of which the other newly makes one. Which class
 * inherits it, its own file says: told only where that file shows it once merged.
 */
import type { FileWish } from '../../../ports.ts';
import type { SymbolFacts } from '../../../symbols.ts';
import { speaks } from '../../../symbols.ts';
import type { ApiDigest, NewUse, Sym } from './changes.ts';
import { grouped } from './groups.ts';
import { indexOf } from './index-of.ts';
import { means, SCRIPT_ENDINGS, scriptPaths } from './modules.ts';
import { namer } from './named.ts';
import { ownerOf } from './names.ts';
import { typeReach } from './reach.ts';
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
  const alike = grouped(changed, ({ before, after }) =>
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
export function filesOf({ use }: Heir): FileWish {
  const { path, via, language } = use;
  if (via === null) return { paths: [path], names: [] };
  if (language !== 'python') {
    const paths = scriptPaths(via.from, path);
    if (paths.length > 0) return { paths, names: [] };
  }
  const last = via.from.split(language === 'python' ? '.' : '/').at(-1) ?? '';
  const endings = language === 'python' ? ['py'] : SCRIPT_ENDINGS;
  // Too many files have the name of an index.
  const bare = last.replace(/\.[mc]?[jt]sx?$/, '');
  return {
    paths: [],
    names: /^(\.*|index)$/.test(bare) ? [] : endings.map((end) => `${bare}.${end}`),
  };
}

/** Whether a merged file shows that the class has the constructor from the changed one. */
export function inherits(facts: SymbolFacts, path: string, { use, type, after }: Heir): boolean {
  const isThere =
    use.via === null ? path === use.path : means(use.language, use.via, use.path, path) === 'yes';
  if (!isThere) return false;
  const base = after.kind === 'class' ? after.name : ownerOf(after);
  const made = facts.implementations.find((one) => one.type === type && one.of === base);
  const own = facts.definitions.some(
    ({ container, name, kind }) =>
      container === type && (kind === 'constructor' || /^__(new|init)__$/.test(name)),
  );
  if (!made || own) return false;
  if (after.kind === 'class' && !lacksFields(facts, type, after, use)) return false;
  const named = namer(facts)(base, made.line);
  return typeReach({ path, language: facts.language, ...named }, after) === 'certain';
}

/** Whether a class made from its own fields and inherited ones is given fewer than it must be, with the fields it has. */
function lacksFields({ definitions }: SymbolFacts, type: string, after: Sym, use: NewUse): boolean {
  const own = definitions.filter(
    ({ container, kind, signature }) => container === type && kind === 'field' && signature !== '',
  );
  return (use.args ?? 0) < own.length + (after.parameters?.least ?? 0);
}
