/** Cases of an enum or a union that one head adds, and choices of the other that must name them all. */
import { speaks } from '../../../symbols.ts';
import type { ApiDigest } from './changes.ts';
import { type Clash, shown, spot } from './clash.ts';
import { ownerOf } from './reach.ts';

/** A case more in an enum or a union, and a new choice that must name them all. */
export function choices(a: ApiDigest, b: ApiDigest): Clash[] {
  return b.choices.flatMap((one): Clash[] => {
    const fresh = a.added.filter(
      (sym) => sym.kind === 'variant' && speaks(sym.language, one.language),
    );
    const found = fresh.find((sym) => {
      const shape = a.shapes.find(({ name, path }) => name === ownerOf(sym) && path === sym.path);
      if (!shape || one.cases.includes(sym.name)) return false;
      if (one.of !== null) return one.of === shape.name;
      return one.cases.length > 1 && one.cases.every((each) => shape.members.includes(each));
    });
    if (!found) return [];
    return [
      {
        name: ownerOf(found),
        does: `adds the case ${shown(found)}`,
        relies: `newly chooses among all cases of ${ownerOf(found)}, without it`,
        advice: `Handle ${found.name} there.`,
        def: spot(found),
        use: spot(one),
        confidence: 0.85,
        check: 'none',
      },
    ];
  });
}
