/** Classes that one head makes abstract, and of which the other newly makes one. */
import type { ApiDigest, Using } from './changes.ts';
import { type Clash, firstOfEach, shown, spot } from './clash.ts';
import { isCertain, reach, usesOf } from './reach.ts';

export function abstract(a: ApiDigest, b: Using): Clash[] {
  return firstOfEach(
    a.changed.flatMap(({ before, after }): Clash[] => {
      if (before.abstract || !after.abstract) return [];
      return usesOf(b, before).flatMap((use): Clash[] => {
        if (use.args === null || use.derived) return [];
        const how = reach(use, before, b);
        if (how === 'no') return [];
        return [
          {
            name: after.name,
            does: `makes ${shown(after)} abstract`,
            relies: 'newly makes one',
            advice: `Make one of a class that is derived from ${after.name}.`,
            def: spot(after),
            use: spot(use),
            confidence: 0.9,
            check: isCertain(how, use, before) ? 'none' : 'only-one',
          },
        ];
      });
    }),
  );
}
