/** Whether a use in one head means a definition of the other: for certain, perhaps, or not. */
import { type Language, speaks } from '../../../symbols.ts';
import type { ApiDigest, NewUse, Sym } from './changes.ts';
import { lastName } from './changes.ts';
import { means } from './modules.ts';

export type Reach = 'certain' | 'loose' | 'no';

const isMember = ({ kind }: Sym) => /^(method|field|variant|constructor)$/.test(kind);

/** Name of the type that a member belongs to. */
export function ownerOf({ container }: Pick<Sym, 'container'>): string {
  const [trait, type] = container.split(' for ');
  return lastName(type ?? trait ?? '');
}

/** @param by what the using head defines and imports itself */
export function reach(use: NewUse, sym: Sym, by: ApiDigest): Reach {
  if (!speaks(use.language, sym.language)) return 'no';
  // What the head brings itself is meant first.
  const own = by.added.some(
    (one) =>
      one.name === sym.name &&
      isMember(one) === isMember(sym) &&
      speaks(one.language, use.language),
  );
  if (own) return 'no';
  if (sym.kind === 'constructor') return construction(use, sym);
  return isMember(sym) ? memberReach(use, sym) : topReach(use, sym);
}

/** `new C(…)`, `C(…)`: the use carries the name of the class. */
function construction(use: NewUse, sym: Sym): Reach {
  return named(use, { ...sym, name: ownerOf(sym), container: '' });
}

function memberReach(use: NewUse, sym: Sym): Reach {
  const owner = ownerOf(sym);
  if (sym.kind === 'variant') {
    const of = use.owner ?? lastName(use.on ?? '');
    if (use.how !== 'plain') return of === owner ? 'certain' : 'no';
    return use.via !== null && lastName(use.via.from) === owner ? 'certain' : 'no';
  }
  if (use.how === 'plain') {
    // Only Java calls its own and inherited methods without a word before them.
    if (sym.language !== 'java' || sym.kind !== 'method') return 'no';
    return lastName(use.inside) === owner ? 'certain' : 'loose';
  }
  const of = use.owner ?? (use.how === 'path' ? lastName(use.on ?? '') : null);
  if (of !== null && of !== '') {
    // Another type may inherit it, and a trait is asked (`Trait::name`) for whoever has it: the text does not say.
    return of === owner ? 'certain' : 'no';
  }
  // A module before the dot is no value.
  if (use.via !== null && use.via.original === '*') return 'no';
  return 'loose';
}

function topReach(use: NewUse, sym: Sym): Reach {
  return named(use, sym);
}

function named(use: NewUse, sym: Sym): Reach {
  if (use.name !== sym.name) return 'no';
  const folder = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (use.how === 'plain') {
    if (use.via) return certainty(use, sym, use.via);
    if (use.path === sym.path) return 'certain';
    return withoutImport(use.language, folder(use.path) === folder(sym.path));
  }
  if (use.how === 'member') {
    // `pkg.Name`, `module.name`, `ns.name`
    return use.via !== null && use.via.original === '*'
      ? certainty(use, sym, { ...use.via, original: '*' })
      : 'no';
  }
  // `a::b::name`, `pkg.Type`
  const on = use.on ?? '';
  if (use.language === 'go') return use.via ? certainty(use, sym, use.via) : 'no';
  const first = on.split(/::|\./)[0] ?? '';
  const rest = on.split(/::|\./).slice(1).join('::');
  const from = use.via
    ? [use.via.from, use.via.original, rest]
        .filter((part) => part !== '' && part !== '*')
        .join('::')
    : on;
  // A type before `::` has members, not modules.
  if (/^[A-Z]/.test(lastName(on)) && lastName(on) !== first) return 'no';
  if (/^[A-Z]/.test(lastName(on))) return 'no';
  return certainty(use, sym, { from, original: sym.name });
}

function certainty(use: NewUse, sym: Sym, via: { from: string; original: string }): Reach {
  if (
    via.original !== '*' &&
    via.original !== 'default' &&
    via.original !== sym.name &&
    use.how === 'plain'
  )
    return 'no';
  const meant = means(use.language, via, use.path, sym.path);
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
