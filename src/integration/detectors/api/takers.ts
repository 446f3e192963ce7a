/** What takes a value of a type with a name (TypeScript, Python): who calls a function or fills a field writes one. */
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
    if (!/^(typescript|python)$/.test(sym.language)) return [];
    if (sym.kind === 'field') {
      const type = typeOf(sym.signature);
      return type === null || sym.language === 'python' ? [] : [{ sym, type, at: null }];
    }
    if (sym.parameters === null) return [];
    return parts(sym.signature).inputs.flatMap((input, at) => {
      const type = typeOf(input);
      return type === null ? [] : [{ sym, type, at }];
    });
  });
}

/** A type that is a name alone. */
const typeOf = (text: string) => /^([A-Z]\w+)[?=]?$/.exec(text)?.[1] ?? null;
