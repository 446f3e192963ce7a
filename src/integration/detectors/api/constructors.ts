/** Classes that one head gives their first constructor, or leaves without one, and that the other newly makes. */
import type { ApiDigest, Sym, Using } from './changes.ts';
import { brief, type Clash, firstOfEach, shown, spot } from './clash.ts';
import { isCertain, ownerOf, reach } from './reach.ts';

export function constructors(a: ApiDigest, b: Using): Clash[] {
  const isOnly = (sym: Sym, side: 'had' | 'members') =>
    sym.kind === 'constructor' &&
    a.shapes.some(
      (shape) =>
        shape.kind === 'class' &&
        shape.path === sym.path &&
        shape.name === ownerOf(sym) &&
        !shape[side].includes(sym.name),
    );
  const found = (sym: Sym, does: string, args: (count: number) => boolean, advice: string) =>
    (b.named.get(ownerOf(sym)) ?? []).flatMap((use): Clash[] => {
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
  return firstOfEach([
    ...first.flatMap((sym) =>
      first.some((one) => one.container === sym.container && one.parameters?.least === 0)
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
