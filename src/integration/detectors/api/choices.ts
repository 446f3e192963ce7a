/** Cases of an enum or a union that one head adds, and choices of the other that must name them all. */
import { speaks } from '../../../symbols.ts';
import type { ApiDigest, NewChoice, Shape, Sym } from './changes.ts';
import { type Clash, shown, spot } from './clash.ts';
import { indexOf } from './index-of.ts';
import { ownerOf } from './names.ts';

/** An enum or a union that gains cases. */
interface Grown {
  name: string;
  members: ReadonlySet<string>;
  fresh: Sym[];
}

/** A case more in an enum or a union, and a new choice that must name them all. */
export function choices(a: ApiDigest, b: ApiDigest): Clash[] {
  if (b.choices.length === 0) return [];
  const all = grownIn(a);
  const [named, having] = [Map.groupBy(all, ({ name }) => name), byMember(all)];
  return b.choices.flatMap((one): Clash[] => {
    const { of, cases } = one;
    const chosen =
      of !== null
        ? named.get(of)
        : having
            .get(cases[0] ?? '')
            ?.filter(({ members }) => cases.length > 1 && cases.every((each) => members.has(each)));
    const found = chosen?.map((grown) => forgotten(grown, one)).find((sym) => sym !== undefined);
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
        // A choice that is old to the changing head has the case by now, and git puts it in.
        ...(namesIt(a, found, one.path) ? { stands: lacking(one, found) } : {}),
      },
    ];
  });
}

const namesIt = (a: ApiDigest, { name }: Sym, path: string) =>
  indexOf(a)
    .uses.get(name)
    ?.some((use) => use.path === path) ?? false;

/** Whether a file has the choice, with most of its cases and without the new one. */
function lacking({ cases }: NewChoice, { name }: Sym): NonNullable<Clash['stands']> {
  return ({ choices: all }) =>
    all.some(
      (one) =>
        one.exhaustive &&
        !one.open &&
        !one.cases.includes(name) &&
        cases.every((each) => one.cases.includes(each)),
    );
}

function forgotten({ fresh }: Grown, { cases, language }: NewChoice): Sym | undefined {
  return fresh.find((sym) => speaks(sym.language, language) && !cases.includes(sym.name));
}

function grownIn({ added, shapes }: ApiDigest): Grown[] {
  const variants = added.filter(({ kind }) => kind === 'variant');
  const fresh = Map.groupBy(variants, (sym) => `${sym.path}\0${ownerOf(sym)}`);
  const known = new Map<string, Shape>();
  for (const shape of shapes) {
    const key = `${shape.path}\0${shape.name}`;
    if (!known.has(key)) known.set(key, shape);
  }
  return [...fresh].flatMap(([key, list]) => {
    const shape = known.get(key);
    return shape ? [{ name: shape.name, members: new Set(shape.members), fresh: list }] : [];
  });
}

function byMember(all: readonly Grown[]): Map<string, Grown[]> {
  const found = new Map<string, Grown[]>();
  for (const grown of all) {
    for (const member of grown.members) {
      const known = found.get(member);
      if (known) known.push(grown);
      else found.set(member, [grown]);
    }
  }
  return found;
}
