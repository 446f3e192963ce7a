/** Classes that one head gives their first constructor, or leaves without one, and that the other newly makes. */
import type { ApiDigest, Sym, Using } from './changes.ts';
import { brief, type Clash, firstOfEach, shown, spot } from './clash.ts';
import { derivedInJava, shapesAt } from './lookups.ts';
import { ownerOf } from './names.ts';
import { isCertain, reach, usesOf } from './reach.ts';
import { typeReach } from './type-reach.ts';

export function constructors(a: ApiDigest, b: Using): Clash[] {
  const isOnly = (sym: Sym, side: 'had' | 'members') =>
    sym.kind === 'constructor' &&
    (shapesAt(a).get(`${sym.path}\0${ownerOf(sym)}`) ?? []).some(
      (shape) => shape.kind === 'class' && !shape[side].includes(sym.name),
    );
  const found = (sym: Sym, does: string, args: (count: number) => boolean, advice: string) =>
    usesOf(b, sym).flatMap((use): Clash[] => {
      if (use.args === null || use.args === -1 || !args(use.args)) return [];
      const how = reach(use, sym, b);
      if (how === 'no') return [];
      return [
        {
          name: ownerOf(sym),
          does,
          relies: `newly makes one with ${use.args} argument${use.args === 1 ? '' : 's'}`,
          advice,
          def: spot(sym),
          use: spot(use),
          confidence: 0.85,
          check: isCertain(how, use, sym) ? 'none' : 'only-one',
        },
      ];
    });
  const first = a.added.filter((sym) => isOnly(sym, 'had'));
  const changed = a.changed.flatMap(({ before, after, rest }) =>
    before.kind === 'constructor' &&
    before.parameters?.least === 0 &&
    rest.every(({ parameters }) => parameters?.least !== 0)
      ? [after]
      : [],
  );
  const free = new Set(
    first.flatMap(({ container, parameters }) => (parameters?.least === 0 ? [container] : [])),
  );
  const asksNothing = ({ container }: Sym) => free.has(container);
  return firstOfEach([
    ...[...first, ...changed].flatMap((sym) => (asksNothing(sym) ? [] : withoutOwn(sym, b))),
    ...first.flatMap((sym) =>
      asksNothing(sym)
        ? []
        : found(
            sym,
            `adds ${shown(sym)}, ${brief(sym)}`,
            (count) => count === 0,
            `Give it what ${brief(sym)} takes.`,
          ),
    ),
    // In other languages, one that is inherited takes its place.
    ...a.removed.flatMap((sym) =>
      sym.language === 'java' && isOnly(sym, 'members')
        ? found(sym, `removes ${shown(sym)}`, (count) => count > 0, 'Make it without arguments.')
        : [],
    ),
  ]);
}

/** In Java a class without a constructor calls the one of its base that takes nothing. See JLS 8.8.9. */
function withoutOwn(sym: Sym, b: Using): Clash[] {
  if (sym.language !== 'java' || sym.parameters?.least === 0) return [];
  return (derivedInJava(b).get(ownerOf(sym)) ?? []).flatMap((one): Clash[] => {
    const { of, type, members, old } = one;
    if (old || /^(anonymous$|a )/.test(type)) return [];
    if (members.some(({ name }) => name === type)) return [];
    const how = typeReach(one, sym);
    if (how === 'no') return [];
    return [
      {
        name: of,
        does: `gives ${of} a constructor that asks for something, ${brief(sym)}, and none that asks for nothing`,
        relies: `newly derives ${type} from it, without a constructor`,
        advice: `Give ${type} a constructor that calls ${brief(sym)}.`,
        def: spot(sym),
        use: spot(one),
        confidence: 0.85,
        check: how === 'certain' ? 'none' : 'only-type',
      },
    ];
  });
}
