/** Symbols that one head makes private, and that the other newly uses from outside. */
import type { ApiDigest, NewUse, Sym, Using } from './changes.ts';
import { type Clash, firstOfEach, relied, shown, spot } from './clash.ts';
import { crateOf, inOnePackage } from './modules.ts';
import { ownerOf } from './names.ts';
import { isCertain, isHidden, reach, usesOf } from './reach.ts';

/** Symbols that go out of sight. */
export function hiddenAndUsed(a: ApiDigest, b: Using): Clash[] {
  const closed = a.changed.flatMap(({ before, after }) => {
    const isPrivate = before.exported && !after.exported;
    const isLimited = after.exported && !before.limited && after.limited === true;
    if (!isPrivate && !isLimited) return [];
    return usesOf(b, before).flatMap((use): Clash[] => {
      // The name of a constructor is that of its type.
      if (after.kind === 'constructor' && use.args === null) return [];
      const outside = isPrivate ? isHidden(use, after) : isOutside(use, after, b);
      const how = outside ? reach(use, before, b) : 'no';
      if (how !== 'certain' && how !== 'likely') return [];
      return [
        {
          name: how === 'likely' ? ownerOf(after) : after.name,
          does: `makes ${shown(after)} private to its ${isLimited ? roomOf(after) : 'file or type'}`,
          advice: `Agree to keep ${after.name} public, or do without it.`,
          relies: relied(use),
          def: spot(after),
          use: spot(use),
          confidence: 0.75,
          check: how === 'likely' ? 'only-type' : isCertain(how, use, before) ? 'none' : 'only-one',
        },
      ];
    });
  });
  return firstOfEach(closed);
}

const roomOf = ({ language, inherited }: Sym) =>
  language !== 'java' ? 'crate' : inherited ? 'package and what is derived from it' : 'package';

/** Whether a use stands where what is limited cannot be seen. */
function isOutside(use: NewUse, sym: Sym, b: Using): boolean {
  if (sym.language !== 'java') return crateOf(use.path) !== crateOf(sym.path);
  if (inOnePackage('java', use.path, sym.path)) return false;
  const owner = ownerOf(sym);
  const isDerived =
    use.derived ||
    use.on === 'super' ||
    use.kin.includes(owner) ||
    b.implementations.some(({ path, of }) => path === use.path && of === owner);
  return !(sym.inherited && isDerived);
}
