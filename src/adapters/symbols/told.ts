/** What the body of a function told, so that it need not be walked again where it stands further up or down. */
import type { Local, SymbolFacts, Text } from '../../symbols.ts';

/** A string that is compared with a name or a member of one, or given to it. */
export interface Held {
  text: Text;
  on: string;
  within: string;
  self: string | null;
}

export interface Told {
  facts: Omit<SymbolFacts, 'language' | 'package' | 'locals'>;
  bound: Local[];
  /** Of the uses, in their order: the type around each. */
  selves: (string | null)[];
  /** Positions of uses that are none unless the type of what they ask is told. */
  keyed: Set<number>;
  held: Held[];
  /** What was asked of the file around it, and the answers. */
  asked: { defined: Map<string, boolean>; parents: Map<string, string[]> };
}

/** The same, so many lines further down; nothing of it is shared that a file fills in later. */
export function lowered(told: Told, by: number): Told {
  const lower = <T extends { line: number }>(one: T): T => ({ ...one, line: one.line + by });
  const lowerAll = <T extends { line: number; endLine: number }>(one: T): T => ({
    ...one,
    line: one.line + by,
    endLine: one.endLine + by,
  });
  const { definitions, uses, imports, literals, texts, implementations, choices } = told.facts;
  return {
    ...told,
    held: told.held.map((one) => ({ ...one, text: lower(one.text) })),
    facts: {
      definitions: definitions.map(lowerAll),
      uses: uses.map(lower),
      imports: imports.map(lower),
      literals: literals.map(lower),
      texts: texts.map(lower),
      implementations: implementations.map(lowerAll),
      choices: choices.map(lowerAll),
    },
  };
}
