/** Cases and structs that one head gives another form (`Put`, `Put(u8)`, `Put { a: u8 }`), and the other newly makes. */
import type { ApiDigest, Sym, Using } from './changes.ts';
import { type Clash, firstOfEach, shown, spot } from './clash.ts';
import { ownerOf } from './names.ts';
import { isCertain, reach } from './reach.ts';

/** A struct without fields ends at once; a case with them shows its brackets. */
const formOf = ({ parameters, signature, kind }: Sym) =>
  parameters
    ? 'values by place'
    : signature === (kind === 'struct' ? '' : '{}')
      ? 'fields with names'
      : 'nothing in it';

export function forms(a: ApiDigest, b: Using): Clash[] {
  return firstOfEach(
    a.changed.flatMap(({ before, after }): Clash[] => {
      const isStruct = after.kind === 'struct';
      if (!(isStruct || after.kind === 'variant') || after.language !== 'rust') return [];
      if (formOf(before) === formOf(after)) return [];
      return (b.named.get(after.name) ?? []).flatMap((use): Clash[] => {
        // A struct is also named as a type.
        if (isStruct && !use.value && use.args === null) return [];
        const how = reach(use, before, b);
        if (how === 'no' || (how === 'loose' && !isStruct)) return [];
        return [
          {
            name: how === 'likely' ? ownerOf(after) : after.name,
            does: `gives ${shown(after)} ${formOf(after)} instead of ${formOf(before)}`,
            relies: `newly ${use.ends === 'pattern' ? 'takes one apart' : isStruct ? 'makes one' : 'names it'}`,
            advice: `Write ${shown(after)} as it is now.`,
            def: spot(after),
            use: spot(use),
            confidence: 0.9,
            check:
              how === 'likely'
                ? 'only-type'
                : isStruct && !isCertain(how, use, before)
                  ? 'only-one'
                  : 'none',
          },
        ];
      });
    }),
  );
}
