/**
 * Structs of Go that only one file knows, as tables of tests are made of: without a name, or with one that a function
 * gives them. One head changes what they hold, and the other newly writes one as they were.
 */
import type { Literal, SymbolFacts } from '../../../symbols.ts';
import type { ApiDigest, Using } from './changes.ts';
import { type Clash, firstOfEach, spot } from './clash.ts';

export interface Recast {
  path: string;
  /** As `Literal.type`. */
  was: string;
  is: string;
  line: number;
}

const isNameless = ({ type }: Pick<Literal, 'type'>) => type.startsWith('struct{');
const fieldsOf = (type: string): string[] =>
  type
    .slice('struct{'.length, -1)
    .split(';')
    .filter((name) => name !== '');

/** Structs that a file has no more, each with the new one that holds most of the same. */
export function recasts(path: string, before: SymbolFacts, after: SymbolFacts): Recast[] {
  if (after.language !== 'go') return [];
  const [old, now] = [before, after].map(
    ({ literals }) =>
      new Map(literals.filter(isNameless).map(({ type, line }) => [type, line] as const)),
  );
  const fresh = [...(now ?? [])].filter(([type]) => !old?.has(type));
  return [...(old?.keys() ?? [])].flatMap((was): Recast[] => {
    if (now?.has(was)) return [];
    const had = new Set(fieldsOf(was));
    const shareOf = (type: string) => fieldsOf(type).filter((name) => had.has(name)).length;
    const [next] = fresh.toSorted(([x], [y]) => shareOf(y) - shareOf(x));
    return next && shareOf(next[0]) > 0 ? [{ path, was, is: next[0], line: next[1] }] : [];
  });
}

/** A field that a value gives and its struct does not have; an empty name where their number is another one. */
function amiss({ fields, positional }: Pick<Literal, 'fields' | 'positional'>, type: string) {
  const known = fieldsOf(type);
  if (positional !== null) return positional === known.length ? undefined : '';
  return fields.find((name) => !known.includes(name));
}

export function nameless(a: ApiDigest, b: Using): Clash[] {
  if (a.recast.length === 0) return [];
  return firstOfEach(
    b.literals.filter(isNameless).flatMap((one): Clash[] => {
      const change = a.recast.find(({ path, was }) => path === one.path && was === one.type);
      const name = change && amiss(one, change.is);
      if (!change || name === undefined) return [];
      const holds = fieldsOf(change.is).join(', ');
      return [
        {
          name: change.path,
          does:
            name === ''
              ? `changes the fields of a struct without a name in ${change.path} (now ${holds})`
              : `removes ${name} from a struct without a name in ${change.path}`,
          relies: 'newly writes a value of it as it was',
          advice: `Write it with what it holds now: ${holds}.`,
          def: { path: change.path, line: change.line },
          use: spot(one),
          confidence: 0.9,
          check: 'none',
          stands: ({ literals }) =>
            literals.some((each) => isNameless(each) && amiss(each, each.type) !== undefined),
        },
      ];
    }),
  );
}
