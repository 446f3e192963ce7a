/** Cases of a union of strings that one head takes away, and the other newly writes where such a value must stand. */
import type { ApiDigest, NewText, Sym, Using } from './changes.ts';
import { type Clash, fate, firstOfEach, shown, spot } from './clash.ts';
import { byName } from './groups.ts';
import { callName, changedCalls, shapesAt, takersOf } from './lookups.ts';
import { ownerOf } from './names.ts';
import { isCertain, reach } from './reach.ts';
import type { Taker } from './takers.ts';
import { type Reach, typeReach } from './type-reach.ts';

export function texts(a: ApiDigest, b: Using): Clash[] {
  if (b.texts.length === 0) return [];
  const gone = byName(a.removed.filter((sym) => sym.kind === 'variant' && isClosed(sym, a)));
  if (gone.size === 0) return [];
  const takers = takersOf(a);
  return firstOfEach(
    b.texts.flatMap((one): Clash[] =>
      (gone.get(one.text) ?? []).flatMap((sym): Clash[] => {
        const how = demandOf(one, sym, takers, b);
        if (how === 'no') return [];
        const { does, advice } = fate(sym, a);
        return [
          {
            name: how === 'certain' ? sym.name : ownerOf(sym),
            does: does.replace(shown(sym), `${sym.name} from ${ownerOf(sym)}`),
            relies: `newly writes ${JSON.stringify(one.text)} where one of ${ownerOf(sym)} must stand`,
            advice,
            def: spot(sym),
            use: spot(one),
            confidence: 0.9,
            check: how === 'certain' ? 'none' : 'only-type',
          },
        ];
      }),
    ),
  );
}

/** Whether a union is one still, and gains nothing that may be any string. */
function isClosed(sym: Sym, a: ApiDigest): boolean {
  if (sym.language !== 'typescript') return false;
  const union = (changedCalls(a).get(ownerOf(sym)) ?? []).find(
    ({ after }) => after.kind === 'type' && after.path === sym.path,
  )?.after;
  const shape = shapesAt(a).get(`${sym.path}\0${ownerOf(sym)}`)?.[0];
  if (!union || !shape || union.signature.includes('…')) return false;
  const isText = (name: string) => ["'", '"'].some((q) => union.signature.includes(q + name + q));
  const { had, members } = shape;
  return members.length > 0 && members.every((name) => had.includes(name) || isText(name));
}

/** Whether the string must be a case of the union. */
function demandOf(one: NewText, sym: Sym, takers: ReadonlyMap<string, Taker[]>, b: Using): Reach {
  const union = ownerOf(sym);
  const [, base = '', at, key] = /^([\w$]+)(?:\((\d+)\))?(?:\.([\w$-]+))?$/.exec(one.of) ?? [];
  const holders = (takers.get(union) ?? []).filter(
    (taker) => taker.at === null && taker.sym.name === key,
  );
  if (at === undefined) {
    if (base === union) return typeReach(one, sym);
    const holder = holders.find((taker) => ownerOf(taker.sym) === base);
    return holder ? typeReach(one, holder.sym) : 'no';
  }
  // What a function takes there is of the union, or holds one of it.
  const types =
    key === undefined
      ? [union]
      : [union, ...holders.map(({ sym: { container } }) => ownerOf({ container }))];
  const taking = types
    .flatMap((type) => takers.get(type) ?? [])
    .filter((taker) => taker.at === Number(at) && callName(taker.sym) === base);
  for (const taker of taking)
    for (const use of b.named.get(base) ?? []) {
      if (use.path !== one.path) continue;
      const how = reach(use, taker.sym, b);
      if (isCertain(how, use, taker.sym)) return 'certain';
    }
  return 'no';
}
