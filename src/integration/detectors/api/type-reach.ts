/** Whether the name of a type in one head means a type of the other. */
import type { NewUse, Sym } from './changes.ts';
import { fileOf, inOnePackage, means } from './modules.ts';

/**
 * `certain`: the text says so. `likely`: it names a type that is called so. `loose`: it asks a value of which nothing
 * is known, or names what a glob may have brought.
 */
export type Reach = 'certain' | 'likely' | 'loose' | 'no';

/** Whether both say which type the type stands in, and say different ones (`A.Mode.X`, `B.Mode.X`). */
function isOfOther({ on, owner, language }: NewUse, { container }: Sym): boolean {
  const [outer, last] = (on ?? '').split(/::|\./).slice(-2);
  if (last === undefined || (owner ?? last) !== last || !/^[A-Z]/.test(outer ?? '')) return false;
  const around = container.split('/').at(-2);
  return around === undefined ? language === 'java' : /^[A-Z]/.test(around) && around !== outer;
}

/** What brings the type that is asked into the file. */
export const typeVia = ({ ownerVia, how, via, owner, on }: NewUse): NewUse['via'] =>
  // `pkg.Type{name: …}` of Go has the package before the type.
  ownerVia ?? (how === 'path' || (owner !== null && on?.endsWith(`.${owner}`)) ? via : null);

/** Whether an import of everything brings what a definition stands in. */
export const isBroughtByGlob = (
  { globs = [], language, path }: Pick<NewUse, 'globs' | 'language' | 'path'>,
  sym: Sym,
): boolean =>
  globs.some(
    (from) => means(language, { from, original: '*' }, path, fileOf(sym), sym.package) === 'yes',
  );

/** A type has the right name: is it the right type? */
export function sameType(use: NewUse, sym: Sym): Reach {
  if (isOfOther(use, sym)) return 'no';
  if (use.path === sym.path) return 'certain';
  const isBeside = inOnePackage(use.language, use.path, sym.path);
  if (use.language === 'go' && isBeside) return 'certain';
  const by = typeVia(use);
  if (by === null) {
    if (use.language !== 'java') return 'likely';
    // What no import names is of the same package, or a glob brings it.
    return isBeside || isBroughtByGlob(use, sym) ? 'certain' : use.globs ? 'no' : 'likely';
  }
  const meant = means(use.language, by, use.path, fileOf(sym), sym.package);
  // Packages of Java and Go hand nothing on.
  return meant === 'yes' ? 'certain' : /^(java|go)$/.test(use.language) ? 'no' : 'likely';
}

/** Whether the name of a type means the one that stands in a file. */
export function typeReach(
  one: Pick<NewUse, 'path' | 'language' | 'via' | 'own'>,
  { path, package: packageName }: Pick<Sym, 'path' | 'package'>,
): Reach {
  if (one.path === path) return 'certain';
  if (one.own) return 'no';
  const isBeside = inOnePackage(one.language, one.path, path);
  if (one.via) {
    const meant = means(one.language, one.via, one.path, path, packageName);
    if (meant === 'yes') return 'certain';
    // A crate or a package may hand on what stands anywhere.
    return meant === 'maybe' || one.language === 'rust' ? 'likely' : 'no';
  }
  switch (one.language) {
    case 'go':
      return isBeside ? 'certain' : 'no';
    case 'java':
      return isBeside ? 'certain' : 'likely';
    case 'rust':
      return 'likely';
    default:
      return 'no';
  }
}
