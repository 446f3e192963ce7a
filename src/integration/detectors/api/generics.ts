/** Types and functions that one head gives another number of types to take, and the other newly writes them out for. */
import type { ApiDigest, Using } from './changes.ts';
import { type Clash, firstOfEach, shown, spot } from './clash.ts';
import { isCertain, reach, usesOf } from './reach.ts';

const NONE = [0, 0] as const;
const numbers = ([least, most]: readonly [number, number]) =>
  least === most ? `${most}` : `${least} to ${most}`;

export function generics(a: ApiDigest, b: Using): Clash[] {
  return firstOfEach(
    a.changed.flatMap(({ before, after }): Clash[] => {
      const [old, now] = [before.generics ?? NONE, after.generics ?? NONE];
      if (old.join() === now.join()) return [];
      return usesOf(b, before).flatMap((use): Clash[] => {
        const { types } = use;
        if (types === undefined || types < old[0] || types > old[1]) return [];
        if (types >= now[0] && types <= now[1]) return [];
        const how = reach(use, before, b);
        if (how !== 'certain' && how !== 'loose') return [];
        return [
          {
            name: after.name,
            does: `changes the types that ${shown(after)} takes from ${numbers(old)} to ${numbers(now)}`,
            relies: types === 0 ? 'newly names it without any' : `newly gives it ${types}`,
            advice: `Give ${after.name} ${numbers(now)}.`,
            def: spot(after),
            use: spot(use),
            confidence: 0.85,
            check: isCertain(how, use, before) ? 'none' : 'only-one',
          },
        ];
      });
    }),
  );
}
