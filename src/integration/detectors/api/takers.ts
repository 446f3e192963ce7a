/** Functions that take an object whose type has a name (TypeScript): who calls them writes such an object. */
import type { Sym } from './changes.ts';
import { parts } from './types.ts';

/** A function that takes a value of a type as its argument number `at`. */
export interface Taker {
  sym: Sym;
  type: string;
  at: number;
}

export function takers(symbols: readonly Sym[]): Taker[] {
  return symbols.flatMap((sym) =>
    sym.language === 'typescript' && sym.parameters !== null
      ? parts(sym.signature).inputs.flatMap((input, at) => {
          const type = /^[A-Z]\w+\??$/.test(input) ? input.replace('?', '') : null;
          return type === null ? [] : [{ sym, type, at }];
        })
      : [],
  );
}
