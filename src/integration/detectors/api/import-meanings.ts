/** What an import names beside a symbol at the top of a file: a whole file, or a member of a type. */
import type { NewImport, Sym } from './changes.ts';
import { lastName, ownerOf } from './names.ts';

/** What names a whole file, where an import may mean one: also `from package import module` (Python). */
export function wholeFile({
  language,
  from,
  original,
}: NewImport): Pick<NewImport, 'from' | 'original'> | null {
  if (!/^(typescript|javascript|python)$/.test(language)) return null;
  if (original === '*' || original === 'default') return { from, original };
  if (language !== 'python') return null;
  return { from: `${from}${from.endsWith('.') ? '' : '.'}${original}`, original: '*' };
}

/** `import static a.b.Type.member`: what names the type; null where the import names no member. */
export function staticOf(one: NewImport, sym: Sym): Pick<NewImport, 'from' | 'original'> | null {
  if (one.language !== 'java' || one.original !== sym.name || sym.container === '') return null;
  const type = one.from.split('.').slice(0, -1).join('.');
  return lastName(type) === ownerOf(sym) ? { from: type, original: lastName(type) } : null;
}
