/** Files and symbols that are gone or moved in one head, and newly imported by the other. */
import { speaks } from '../../../symbols.ts';
import type { ApiDigest } from './changes.ts';
import { type Clash, fate, firstOfEach, handsOn, movedTo, spot, turnedInto } from './clash.ts';
import { staticOf, wholeFile } from './import-meanings.ts';
import { created, deletedEndingIn, isDeleted, removedNamed } from './lookups.ts';
import { endsOf, fileOf, means } from './modules.ts';

export function removedAndImported(a: ApiDigest, b: ApiDigest): Clash[] {
  return firstOfEach(
    b.imports.flatMap((one): Clash[] => {
      const whole = wholeFile(one);
      const ends = whole ? endsOf(one.language, whole, one.path) : [];
      // `./a` means `a.js`, and then `a/index.js`.
      const isBack = () =>
        whole !== null &&
        ends.some((end) =>
          created(a)
            .get(end)
            ?.some((path) => means(one.language, whole, one.path, path) === 'yes'),
        );
      const gone = ends.flatMap((end) => deletedEndingIn(a).get(end) ?? []);
      const files = gone.flatMap((path): Clash[] => {
        if (!whole || means(one.language, whole, one.path, path) !== 'yes' || isBack()) return [];
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
      const symbols = (removedNamed(a).get(one.original) ?? []).flatMap((sym): Clash[] => {
        if (sym.name === 'default' && isDeleted(a).has(sym.path)) return [];
        const from = staticOf(one, sym);
        const top = sym.container === '' || sym.language === 'rust' || from !== null;
        // What has its name there now can be imported, whatever kind it is.
        if (turnedInto(sym, a)) return [];
        if (
          !speaks(one.language, sym.language) ||
          !top ||
          (from === null && /^(method|field|constructor)$/.test(sym.kind))
        )
          return [];
        const meant = means(one.language, from ?? one, one.path, fileOf(sym));
        if (meant === 'no' || handsOn(a, sym)) return [];
        const moved = movedTo(sym, a);
        if (meant === 'maybe' && moved) return [];
        // The same words mean where it is now.
        if (moved && means(one.language, from ?? one, one.path, fileOf(moved)) === 'yes') return [];
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
