/** Fields that get another type in one head, and that the other newly gives a value (`config.limits = limits`). */
import { spelled } from '../../../spelled-signature.ts';
import type { ApiDigest, Using } from './changes.ts';
import { type Clash, extent, firstOfEach, shown, spot } from './clash.ts';
import { ownerOf } from './names.ts';
import { isCertain, reach } from './reach.ts';
import { typeVia } from './type-reach.ts';
import { bareType, suits } from './types.ts';
import { isPlain, rejects } from './written.ts';

const TYPED = /^(rust|go|java|typescript)$/;

export function givenFields(a: ApiDigest, b: Using): Clash[] {
  return firstOfEach(
    a.changed.flatMap(({ before, after }): Clash[] => {
      const { language } = after;
      if (after.kind !== 'field' || !TYPED.test(language)) return [];
      const [was = '', is = ''] = [before, after].map((one) => bareType(one.signature, language));
      if (was === '' || is === '' || suits(was, is, language)) return [];
      return (b.named.get(after.name) ?? []).flatMap((use): Clash[] => {
        if (use.ends !== 'set') return [];
        // `1` may be any number.
        const given = use.given ?? '?';
        if (isPlain(given) && !rejects(given, after.signature, after, a)) return [];
        const how = reach(use, before, b);
        if (how === 'no') return [];
        const isLikely = how === 'likely';
        return [
          {
            name: isLikely ? ownerOf(before) : after.name,
            does: `changes the field ${shown(after)} from ${spelled(before.signature, language)} to ${spelled(after.signature, language)}`,
            relies: 'newly gives it a value',
            advice: `Give ${after.name} a value of its new type.`,
            def: spot(after),
            use: spot(use),
            confidence: 0.6,
            check: isCertain(how, use, before) ? 'none' : isLikely ? 'only-type' : 'only-one',
            by: typeVia(use),
            alike: [extent(after)],
          },
        ];
      });
    }),
  );
}
