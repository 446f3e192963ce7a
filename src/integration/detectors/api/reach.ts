/** Whether a use in one head means a definition of the other: for certain, likely, perhaps, or not. */
import { FIXTURE, type Language, speaks } from '../../../symbols.ts';
import { fileName, folderOf } from '../../path-parts.ts';
import type { NewUse, Sym, Using } from './changes.ts';
import { callName } from './lookups.ts';
import { fileOf, inOnePackage, means } from './modules.ts';
import { isBuilt } from './named-after.ts';
import { isMember, lastName, ownerOf } from './names.ts';
import { isBroughtByGlob, type Reach, sameType } from './type-reach.ts';

/** @param by what the using head defines and imports itself */
export function reach(use: NewUse, sym: Sym, by: Pick<Using, 'brought'>): Reach {
  if (!speaks(use.language, sym.language) || isHidden(use, sym)) return 'no';
  // What the head brings itself is meant first.
  const own = by.brought.get(sym.name)?.some(
    (one) =>
      isMember(one) === isMember(sym) &&
      // All constructors have one name.
      (one.container === sym.container ||
        !(sym.kind === 'constructor' || isInNamespace(use, sym))) &&
      speaks(one.language, use.language) &&
      (use.owner === null || !isMember(sym) || ownerOf(one) === use.owner),
  );
  if (own) return 'no';
  if (sym.kind === 'constructor') return construction(use, sym);
  return isMember(sym) ? memberReach(use, sym) : topReach(use, sym);
}

/** New uses that may mean a symbol, by its name or by what their file calls it. */
export function usesOf({ named }: Using, sym: Sym): readonly NewUse[] {
  const own = named.get(callName(sym)) ?? [];
  if (!sym.isDefault) return own;
  return [...own, ...(named.get('default') ?? []).filter(({ name }) => name !== callName(sym))];
}

/** Whether the text leaves nothing else that could be meant. */
export function isCertain(how: Reach, use: NewUse, sym: Sym): boolean {
  return (
    how === 'certain' &&
    (use.owner !== null ||
      use.via !== null ||
      use.path === sym.path ||
      // What needs no import there is of its own package.
      /^(go|java)$/.test(use.language) ||
      use.globs !== undefined ||
      use.kin.includes(ownerOf(sym)) ||
      isInNamespace(use, sym))
  );
}

/** A namespace that everybody sees has its name before the dot (TypeScript). */
const isInNamespace = ({ on, how }: NewUse, { container, language }: Sym) =>
  how === 'member' &&
  language === 'typescript' &&
  container !== '' &&
  on?.replaceAll('.', '/') === container;

/** Whether nothing outside of its file, module or package can mean it. */
export function isHidden(use: Pick<NewUse, 'path' | 'via' | 'kin'>, sym: Sym): boolean {
  if (sym.exported || use.path === sym.path) return false;
  switch (sym.language) {
    case 'go':
      return folderOf(use.path) !== folderOf(sym.path);
    case 'java':
      return true;
    case 'rust': {
      // Modules below see what is private above them.
      const module = sym.path.replace(/(^|\/)(mod|lib|main)\.rs$/, '').replace(/\.rs$/, '');
      return module !== '' && !use.path.startsWith(`${module}/`);
    }
    case 'typescript':
    case 'javascript':
      // What is protected, a class that is made from it sees.
      return isMember(sym) ? !use.kin.includes(ownerOf(sym)) : use.via === null;
    case 'python':
      return false;
  }
}

/** `new C(…)`, `C(…)`: the use carries the name of the class. */
function construction(use: NewUse, sym: Sym): Reach {
  return topReach(use, { ...sym, kind: 'class', name: ownerOf(sym), container: '' });
}

function memberReach(use: NewUse, sym: Sym): Reach {
  const owner = ownerOf(sym);
  if (sym.kind === 'variant') return variantReach(use, sym, owner);
  if (isOtherKind(use, sym)) return 'no';
  if (use.how === 'plain') {
    // Only Java asks for what is its own or inherited without a word before it.
    if (sym.language !== 'java') return 'no';
    if (use.via) {
      const isThis = lastName(use.via.from.split('.').slice(0, -1).join('.')) === owner;
      return isThis &&
        means('java', { ...use.via, from: allButLast(use.via.from) }, use.path, sym.path) === 'yes'
        ? 'certain'
        : 'no';
    }
    if (use.kin.includes(owner)) return 'certain';
    if (use.owner !== null) return use.owner === owner ? sameType(use, sym) : 'no';
    if (lastName(use.inside) === owner) return sameType(use, sym);
    if (isStaticOf(use, sym)) return 'certain';
    return sym.kind === 'method' ? 'loose' : 'no';
  }
  const of = use.owner ?? (use.how === 'path' ? lastName(use.on ?? '') : null);
  if (of !== null && of !== '') {
    if (of === owner) return sameType(use, sym);
    if (use.kin.includes(owner)) return 'certain';
    // What its bases are made from, the file does not say. A trait is asked (`Trait::name`) for whoever has it.
    return use.kin.length > 0 && /^(java|python|typescript|javascript)$/.test(use.language)
      ? 'loose'
      : 'no';
  }
  // What a chain builds, it begins with.
  if (use.name === 'build' && use.root !== undefined && !isBuilt(use, sym)) return 'no';
  // A module before the dot is no value.
  if (use.via !== null && use.via.original === '*') return 'no';
  return 'loose';
}

/** Whether the way it is written shows that a field is asked where this is a method, or the other way. */
function isOtherKind({ language, how, args, handed }: NewUse, { kind, container }: Sym): boolean {
  // One of several implementations of a trait for a type (`From<A>`, `From<B>`): which is asked, types say.
  if (/>\s*for /.test(container) || /^\w+<.* for /.test(container)) return true;
  if (language === 'rust')
    return kind === 'field' ? args !== null || how === 'path' : how === 'member' && args === null;
  // What is neither called nor handed on is no method of Java.
  if (language === 'java' && kind === 'method') return args === null && !handed;
  // A component of a record is asked by a call.
  return language === 'java' && kind === 'field' && args !== null && args > 0;
}

/** `import static a.Type.*` (Java). */
const isStaticOf = (use: NewUse, sym: Sym): boolean =>
  use.language === 'java' &&
  (use.globs?.some((from) => lastName(from) === ownerOf(sym)) ?? false) &&
  isBroughtByGlob(use, sym);

const allButLast = (path: string) => path.split('.').slice(0, -1).join('.');

function variantReach(use: NewUse, sym: Sym, owner: string): Reach {
  if (use.how === 'plain')
    return (use.via !== null && lastName(use.via.from) === owner) || isStaticOf(use, sym)
      ? 'certain'
      : 'no';
  const of = use.owner ?? lastName(use.on ?? '');
  // `case RED` of Java names no type.
  if (of === '' && use.language === 'java') return 'loose';
  return of === owner ? sameType(use, sym) : 'no';
}

function topReach(use: NewUse, sym: Sym): Reach {
  if (use.how === 'plain' && sym.isDefault && /^(default|\*)$/.test(use.via?.original ?? '')) {
    // Who imports it says what it is called.
    const how = use.via ? certainty(use, sym, use.via) : 'no';
    return use.name === sym.name || how === 'certain' ? how : 'no';
  }
  if (use.name !== sym.name) return 'no';
  if (use.how === 'plain') {
    if (use.via) return certainty(use, sym, use.via);
    if (use.path === sym.path) return 'certain';
    if (use.own) return 'no';
    if (isBroughtByGlob(use, sym)) return 'certain';
    return withoutImport(use.language, inOnePackage(use.language, use.path, sym.path));
  }
  if (use.how === 'member') {
    // `Job.State`: a type in a type.
    if (sym.container !== '' && use.owner === ownerOf(sym)) return sameType(use, sym);
    // `pkg.Name`, `module.name`, `ns.name`
    if (use.via === null) return isInNamespace(use, sym) ? 'certain' : 'no';
    if (use.via.original === '*') return certainty(use, sym, { ...use.via, original: '*' });
    return use.language === 'python'
      ? moduleOf(use, sym, use.via)
      : inNamespaceOf(use, sym, use.via);
  }
  // `a::b::name`, `pkg.Type`
  const on = use.on ?? '';
  if (on === FIXTURE) return sym.fixture && isGivenIn(use.path, sym.path) ? 'certain' : 'no';
  if (/^(typescript|javascript)$/.test(use.language) && use.via && use.via.original !== '*')
    return inNamespaceOf(use, sym, use.via);
  if (use.language === 'go') return use.via ? certainty(use, sym, use.via) : 'no';
  const rest = on.split(/::|\./).slice(1).join('::');
  const from = use.via
    ? [use.via.from, use.via.original, rest]
        .filter((part) => part !== '' && part !== '*')
        .join('::')
    : on;
  // A type before `::` has members, not modules; in Java also types.
  if (/^[A-Z]/.test(lastName(on)))
    return use.language === 'java' && sym.container !== '' && lastName(on) === ownerOf(sym)
      ? sameType(use, sym)
      : 'no';
  return certainty(use, sym, { from, original: sym.name });
}

/** A fixture is given in its own file; what a `conftest.py` has, to all tests of its folder and those below. */
function isGivenIn(test: string, path: string): boolean {
  const folder = folderOf(path);
  const isShared = fileName(path) === 'conftest.py';
  return test === path || (isShared && (folder === '' || test.startsWith(`${folder}/`)));
}

/** `export * as names from './file'` makes a namespace of a file, which others import by that name. */
function inNamespaceOf(use: NewUse, sym: Sym, via: { from: string; original: string }): Reach {
  if (via.original === 'default' || use.on?.includes('.') || /^[A-Z]/.test(use.on ?? ''))
    return 'no';
  if (sym.container !== '' || !sym.exported) return 'no';
  const meant = means(use.language, via, use.path, sym.path);
  return meant === 'no' ? 'no' : 'loose';
}

/** `from pkg import module`, and then `module.name`. */
function moduleOf(
  use: NewUse,
  sym: Sym,
  { from, original }: { from: string; original: string },
): Reach {
  const whole = `${from}${from.endsWith('.') ? '' : '.'}${original}`;
  const meant = means('python', { from: whole, original: '*' }, use.path, sym.path);
  return meant === 'yes' ? 'certain' : 'no';
}

function certainty(use: NewUse, sym: Sym, via: { from: string; original: string }): Reach {
  if (
    via.original !== '*' &&
    via.original !== 'default' &&
    via.original !== sym.name &&
    use.how === 'plain'
  )
    return 'no';
  const meant = means(use.language, via, use.path, fileOf(sym), sym.package);
  // What the file exports without a name is something else.
  if (via.original === 'default' && !sym.isDefault && meant === 'yes') return 'no';
  return meant === 'yes' ? 'certain' : meant === 'maybe' ? 'loose' : 'no';
}

/** A name that the file does not import. */
function withoutImport(language: Language, sameFolder: boolean): Reach {
  switch (language) {
    case 'go':
    case 'java':
      return sameFolder ? 'certain' : 'no';
    case 'rust':
      // A glob, a prelude or a macro may bring it.
      return 'loose';
    default:
      return 'no';
  }
}
