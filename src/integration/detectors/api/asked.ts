/**
 * Values of which a member is asked at once (`find(id).name`, `user.profile.avatar`), so that they must not be missing.
 * Told from one line; where the function around also asks for the value alone, it may be checked there.
 */
import type { SymbolFacts, Use } from '../../../symbols.ts';

/** What is asked of the value: a field, or a call. */
export type Asked = 'field' | 'call';

/** Longer lines, of which everything is asked, are written by machines. UTF-16 units. */
const LONGEST = 400;
const SPEAKS = /^(rust|typescript|javascript|python)$/;

const placeOf = ({ within, on, name }: Use) => `${within}\0${on}\0${name}`;

/** What is asked of a value, and how. */
export interface Question {
  asked: Asked;
  askedFor: string;
}

/** @param text of the file the facts are from */
export function askers(facts: SymbolFacts, text: string): (use: Use) => Question | undefined {
  if (!SPEAKS.test(facts.language)) return () => undefined;
  // Of most uses nobody asks.
  let made: ReturnType<typeof known> | undefined;
  return (use) => {
    if (use.how !== 'member' && use.args === null) return undefined;
    made ??= known(facts, text);
    const { byLine, lines } = made;
    const line = lines[use.line - 1] ?? '';
    if (line.length > LONGEST) return undefined;
    const next = byLine.get(`${use.line}`)?.find((one) => follows(one, use));
    if (!next || !isAskedOutright(line, next.name)) return undefined;
    const isChecked = use.args === null && made.isAskedAlone(placeOf(use));
    return isChecked
      ? undefined
      : { asked: next.args === null ? 'field' : 'call', askedFor: next.name };
  };
}

/** Whether a line asks for a member at a dot that has no question or assertion before it (`?.`, `!.`). */
function isAskedOutright(line: string, name: string): boolean {
  let found = false;
  const dotted = `.${name}`;
  for (let at = line.indexOf(dotted); at !== -1; at = line.indexOf(dotted, at + 1)) {
    if (/[\w$]/.test(line[at + dotted.length] ?? '')) continue;
    const before = line.slice(0, at).trimEnd().at(-1) ?? '';
    if (/[?!]/.test(before)) return false;
    found ||= /[\w$)]/.test(before);
  }
  return found;
}

function known({ uses }: SymbolFacts, text: string) {
  const members = uses.filter(({ how }) => how === 'member');
  const byLine = Map.groupBy(members, ({ line }) => `${line}`);
  const byPlace = Map.groupBy(
    members.filter(({ args }) => args === null),
    placeOf,
  );
  const lines = text.split('\n');
  const alone = new Map<string, boolean>();
  const isAskedAlone = (place: string): boolean => {
    const before = alone.get(place);
    if (before !== undefined) return before;
    const all = byPlace.get(place) ?? [];
    const isAlone = (one: Use) =>
      (lines[one.line - 1] ?? '').length > LONGEST ||
      !byLine.get(`${one.line}`)?.some((each) => follows(each, one));
    const is = all.some(isAlone);
    alone.set(place, is);
    return is;
  };
  return { byLine, isAskedAlone, lines };
}

/** Whether a member is asked of what another use gives. */
function follows({ on, hint }: Use, { on: before, name, args }: Use): boolean {
  if (args !== null) return on === null && hint === name;
  return before !== null && on === `${before}.${name}`;
}
