/** A use of a name, made of what its parents said of it before the walk came to it. */
import type { Use } from '../../symbols.ts';

/** What is known of a name before the walk reaches it. */
export interface Noted {
  how?: Use['how'];
  on?: string | null;
  owner?: string | null;
  args?: number;
  keywords?: string[];
  hint?: string | null;
  root?: string | null;
  types?: number;
  /** Names a type without the types that it may take. */
  bare?: boolean;
  ends?: Use['ends'];
  value?: boolean;
  derived?: boolean;
  spread?: boolean;
  caught?: boolean | undefined;
  catches?: string[];
  made?: boolean;
  wants?: string | null;
  apart?: Use['apart'] | null;
  given?: string | null;
  functions?: string | null;
  handed?: boolean;
}

/** What is not so is left away: of most uses hardly anything is known. */
export function useOf(
  name: string,
  { line, within }: Pick<Use, 'line' | 'within'>,
  what: Noted,
): Use {
  return {
    name,
    how: what.how ?? 'plain',
    on: what.on ?? null,
    owner: what.owner ?? null,
    args: what.args ?? null,
    keywords: what.keywords ?? [],
    ...(what.hint ? { hint: what.hint } : {}),
    ...(what.root ? { root: what.root } : {}),
    ...(what.types ? { types: what.types } : what.bare ? { types: 0 } : {}),
    ...(what.ends ? { ends: what.ends } : {}),
    ...(what.value && what.args === undefined ? { value: true } : {}),
    ...(what.derived ? { derived: true } : {}),
    ...(what.spread ? { spread: true } : {}),
    ...(what.caught ? { caught: true } : {}),
    ...(what.catches && what.catches.length > 0 ? { catches: what.catches } : {}),
    ...(what.made ? { made: true } : {}),
    ...(what.wants ? { wants: what.wants } : {}),
    ...(what.apart ? { apart: what.apart } : {}),
    ...(what.given ? { given: what.given } : {}),
    ...(what.functions ? { functions: what.functions } : {}),
    ...(what.handed ? { handed: true } : {}),
    line,
    within,
  };
}
