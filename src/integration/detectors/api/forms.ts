/** Cases of an enum that one head gives another form (`Put`, `Put(u8)`, `Put { a: u8 }`), and the other newly names. */
import type { ApiDigest, Sym, Using } from './changes.ts';
import { type Clash, firstOfEach, shown, spot } from './clash.ts';
import { ownerOf, reach } from './reach.ts';

const formOf = ({ parameters, signature }: Sym) =>
  parameters ? 'values by place' : signature === '{}' ? 'fields with names' : 'nothing in it';

export function forms(a: ApiDigest, b: Using): Clash[] {
  return firstOfEach(
    a.changed.flatMap(({ before, after }): Clash[] => {
      if (after.kind !== 'variant' || after.language !== 'rust') return [];
      if (formOf(before) === formOf(after)) return [];
      return (b.named.get(after.name) ?? []).flatMap((use): Clash[] => {
        const how = reach(use, before, b);
        if (how !== 'certain' && how !== 'likely') return [];
        return [
          {
            name: how === 'likely' ? ownerOf(after) : after.name,
            does: `gives ${shown(after)} ${formOf(after)} instead of ${formOf(before)}`,
            relies: `newly ${use.ends === 'pattern' ? 'takes one apart' : 'names it'}`,
            advice: `Write ${shown(after)} as it is now.`,
            def: spot(after),
            use: spot(use),
            confidence: 0.9,
            check: how === 'likely' ? 'only-type' : 'none',
          },
        ];
      });
    }),
  );
}
