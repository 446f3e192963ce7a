/**
 * Values of which a member is asked at once (`find(id).name`, `user.profile.avatar`), so that they must not be missing.
 * Told from one line; where the function around also asks for the value alone, it may be checked there.
 */
import type { SymbolFacts, Use } from '../../../symbols.ts';
import { grouped } from './groups.ts';

/** What is asked of the value: a field, or a call. */
export type Asked = 'field' | 'call';

const SPEAKS = /^(rust|typescript|python)$/;

const placeOf = ({ within, on, name }: Use) => `${within}\0${on}\0${name}`;

/** @param text of the file the facts are from */
export function askers(facts: SymbolFacts, text: string): (use: Use) => Asked | undefined {
  if (!SPEAKS.test(facts.language)) return () => undefined;
  // Of most uses nobody asks.
  let made: ReturnType<typeof known> | undefined;
  return (use) => {
    if (use.how !== 'member' && use.args === null) return undefined;
    made ??= known(facts, text);
    const { byLine, byPlace, lines } = made;
    const next = byLine.get(`${use.line}`)?.find((one) => follows(one, use));
    const line = lines[use.line - 1] ?? '';
    if (!next || !new RegExp(`[\\w)]\\s*\\.${escaped(next.name)}(?![\\w$])`).test(line))
      return undefined;
    if (new RegExp(`[?!]\\s*\\.${escaped(next.name)}(?![\\w$])`).test(line)) return undefined;
    const isChecked =
      use.args === null &&
      byPlace
        .get(placeOf(use))
        ?.some((one) => !byLine.get(`${one.line}`)?.some((each) => follows(each, one)));
    return isChecked ? undefined : next.args === null ? 'field' : 'call';
  };
}

const escaped = (name: string) => name.replaceAll('$', '\\$');

function known({ uses }: SymbolFacts, text: string) {
  const members = uses.filter(({ how }) => how === 'member');
  return {
    byLine: grouped(members, ({ line }) => `${line}`),
    byPlace: grouped(
      members.filter(({ args }) => args === null),
      placeOf,
    ),
    lines: text.split('\n'),
  };
}

/** Whether a member is asked of what another use gives. */
function follows({ on, hint }: Use, { on: before, name, args }: Use): boolean {
  if (args !== null) return on === null && hint === name;
  return before !== null && on === `${before}.${name}`;
}
