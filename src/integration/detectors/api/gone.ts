/** Symbols and files that are gone, moved or hidden in one head, and newly used or imported by the other. */
import { speaks } from '../../../symbols.ts';
import type { ApiDigest, NewUse, Sym } from './changes.ts';
import { byName, type Clash, fate, firstOfEach, handsOn, movedTo, shown, spot } from './clash.ts';
import { means } from './modules.ts';
import { ownerOf, reach } from './reach.ts';

function relied({ how, args, name, on }: NewUse): string {
  const what = on !== null && how !== 'plain' ? `${on}${how === 'path' ? '::' : '.'}${name}` : name;
  return args === null ? `newly uses ${what}` : `newly calls ${what}`;
}

export function removedAndUsed(a: ApiDigest, b: ApiDigest): Clash[] {
  const uses = byName(b.uses);
  const hidden = a.changed.flatMap(({ before, after }) =>
    before.exported && !after.exported ? [after] : [],
  );
  const gone = a.removed.flatMap((sym) =>
    // Names of constructors are those of their types; literals of unions are no names.
    sym.kind === 'constructor' ||
    sym.kind === 'module' ||
    (sym.kind === 'variant' && /^typescript$/.test(sym.language) && isUnion(sym, a))
      ? []
      : (uses.get(sym.name) ?? []).flatMap((use): Clash[] => {
          const how = reach(use, sym, b);
          if (how === 'no') return [];
          const moved = movedTo(sym, a);
          if (
            moved &&
            (how === 'loose' ||
              handsOn(a, sym) ||
              (moved.container !== sym.container && use.owner === null && how !== 'certain'))
          )
            return [];
          const loose =
            use.how !== 'member'
              ? 'extinct'
              : sym.kind === 'method' && use.args !== null
                ? 'extinct-call'
                : 'extinct-member';
          return [
            {
              name: sym.name,
              ...fate(sym, a),
              relies: relied(use),
              def: spot(sym),
              use: spot(use),
              confidence: how === 'certain' ? (moved ? 0.8 : 0.95) : 0.85,
              check: how === 'certain' ? (use.owner === null ? 'only-one' : 'none') : loose,
            },
          ];
        }),
  );
  const closed = hidden.flatMap((sym) =>
    (uses.get(sym.name) ?? []).flatMap((use): Clash[] => {
      if (use.path === sym.path || reach(use, sym, b) !== 'certain') return [];
      return [
        {
          name: sym.name,
          does: `makes ${shown(sym)} private to its file or type`,
          advice: `Agree to keep ${sym.name} public, or do without it.`,
          relies: relied(use),
          def: spot(sym),
          use: spot(use),
          confidence: 0.75,
          check: 'only-one',
        },
      ];
    }),
  );
  return [...firstOfEach(gone), ...firstOfEach(closed)];
}

const isUnion = (sym: Sym, a: ApiDigest): boolean =>
  a.shapes.some(
    ({ name, kind, path }) => kind === 'type' && name === ownerOf(sym) && path === sym.path,
  );

export function removedAndImported(a: ApiDigest, b: ApiDigest): Clash[] {
  const removed = byName(a.removed);
  return firstOfEach(
    b.imports.flatMap((one): Clash[] => {
      const files = a.deleted.flatMap((path): Clash[] => {
        if (!/^(typescript|javascript|python)$/.test(one.language)) return [];
        if (one.original !== '*' && one.original !== 'default') return [];
        if (means(one.language, one, one.path, path) !== 'yes') return [];
        return [
          {
            name: path,
            does: `deletes ${path}`,
            relies: `newly imports it in ${one.path}`,
            advice: `Import what replaces ${path}, or agree to keep it.`,
            def: { path, line: 1 },
            use: spot(one),
            confidence: 0.9,
            check: 'none',
          },
        ];
      });
      const symbols = (removed.get(one.original) ?? []).flatMap((sym): Clash[] => {
        if (sym.name === 'default' && a.deleted.includes(sym.path)) return [];
        const top = sym.container === '' || sym.language === 'rust';
        if (
          !speaks(one.language, sym.language) ||
          !top ||
          /^(method|field|constructor)$/.test(sym.kind)
        )
          return [];
        const meant = means(one.language, one, one.path, sym.path);
        if (meant === 'no' || handsOn(a, sym)) return [];
        const moved = movedTo(sym, a);
        if (meant === 'maybe' && moved) return [];
        return [
          {
            name: sym.name,
            ...fate(sym, a),
            relies: `newly imports it from ${one.from}`,
            def: spot(sym),
            use: spot(one),
            confidence: meant === 'yes' ? (moved ? 0.85 : 0.95) : 0.8,
            check: meant === 'yes' ? 'none' : 'extinct',
          },
        ];
      });
      return [...files, ...symbols];
    }),
  );
}
