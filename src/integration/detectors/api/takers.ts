/** What takes a value of a type with a name: who calls a function or fills a field writes one. */
import type { Sym } from './changes.ts';
import { parts } from './types.ts';

/** A function that takes a value of a type as its argument number `at`, or a field that holds one (`at` is null). */
export interface Taker {
  sym: Sym;
  type: string;
  at: number | null;
}

export function takers(symbols: readonly Sym[]): Taker[] {
  return symbols.flatMap((sym): Taker[] => {
    if (sym.language === 'rust' || sym.language === 'javascript') return [];
    if (sym.kind === 'field') {
      const type = typeOf(sym.signature, sym.language);
      return type === null || sym.language !== 'typescript' ? [] : [{ sym, type, at: null }];
    }
    if (sym.parameters === null) return [];
    return parts(sym.signature).inputs.flatMap((input, at) => {
      const type = typeOf(input, sym.language);
      return type === null ? [] : [{ sym, type, at }];
    });
  });
}

/** A type that is a name alone, in Go and Java maybe one of a package. */
function typeOf(text: string, language: Sym['language']): string | null {
  const bare = /^(go|java)$/.test(language) ? text.replace(/^(\.\.\.)?([a-z]\w*\.)*/, '') : text;
  return /^([A-Z]\w+)[?=]?$/.exec(bare)?.[1] ?? null;
}
