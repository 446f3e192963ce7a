/** Objects written where a function takes them (`run({ a: 1 })`, `<Card a="1" />`), when what it takes changes. */
import type { ApiDigest, NewLiteral, Sym, Using } from './changes.ts';
import { type Clash, firstOfEach, shown, spot } from './clash.ts';
import { type Broken, breaks } from './literals.ts';
import { changedCalls, shapesNamed, takersNamed } from './lookups.ts';
import { isCertain, reach } from './reach.ts';
import { membersIn, parts } from './types.ts';

export function given(a: ApiDigest, b: Using): Clash[] {
  if (a.takers.length === 0 && !a.changed.some(({ after }) => isScript(after))) return [];
  return firstOfEach(
    b.literals.flatMap((one): Clash[] => {
      const [, name = '', at = ''] = /^([\w$]+)\((\d+)\)$/.exec(one.type) ?? [];
      if (name === '') return [];
      return brokenBy(a, name, Number(at), one).flatMap(({ taker, broken }): Clash[] => {
        for (const use of b.named.get(name) ?? []) {
          if (use.path !== one.path) continue;
          const how = reach(use, taker, b);
          if (how !== 'certain' && how !== 'loose') continue;
          return [
            {
              name,
              relies: `newly gives ${name} an object of the old shape`,
              ...broken,
              def: spot(broken.sym),
              use: spot(one),
              confidence: Math.min(0.85, broken.confidence),
              check: isCertain(how, use, taker) ? 'none' : 'only-one',
            },
          ];
        }
        return [];
      });
    }),
  );
}

const isScript = ({ language }: Sym) => /^(typescript|javascript)$/.test(language);

function brokenBy(
  a: ApiDigest,
  name: string,
  at: number,
  one: NewLiteral,
): { taker: Sym; broken: Broken }[] {
  const named = (takersNamed(a).get(name)?.get(at) ?? []).flatMap((taker) => {
    return (shapesNamed(a).get(taker.type) ?? []).flatMap((shape) => {
      const broken = breaks(a, shape, { ...one, type: shape.name });
      return broken ? [{ taker: taker.sym, broken }] : [];
    });
  });
  const inline = (changedCalls(a).get(name) ?? []).flatMap(({ before, after }) => {
    if (!isScript(after)) return [];
    const broken = inlineBreak(before, after, at, one);
    return broken ? [{ taker: after, broken }] : [];
  });
  return [...named, ...inline];
}

/** The type of the object stands in the signature: `({a:string;b?:number})`. */
function inlineBreak(before: Sym, after: Sym, at: number, one: NewLiteral): Broken | null {
  const [old, now] = [before, after].map(({ signature }) =>
    membersIn(parts(signature).inputs[at] ?? ''),
  );
  if (!old || !now) return null;
  const does = (what: string) => `${what} in what ${shown(after)} takes`;
  const gained = [...now].find(
    ([key, must]) => must && !one.fields.includes(key) && old.get(key) !== true,
  );
  // Without a compiler, nobody minds.
  if (gained && !one.partial && after.language === 'typescript')
    return {
      sym: after,
      does: does(`demands ${gained[0]}`),
      advice: `Give ${gained[0]} a value there.`,
      confidence: 0.85,
    };
  const lost = one.fields.find((key) => old.has(key) && !now.has(key));
  return lost === undefined
    ? null
    : {
        sym: after,
        does: does(`removes ${lost}`),
        advice: `Give ${after.name} what it takes now.`,
        confidence: 0.8,
      };
}
