/** Fields whose value may be missing after one head's change, and of which the other newly asks a member at once. */
import { spelled } from '../../../spelled-signature.ts';
import type { Language } from '../../../symbols.ts';
import type { ApiDigest, Sym, Using } from './changes.ts';
import { type Clash, firstOfEach, shown, spot } from './clash.ts';
import { reach } from './reach.ts';

const MISSING: Readonly<Partial<Record<Language, RegExp>>> = {
  typescript: /(^|\|)(undefined|null)(\||$)/,
  python: /^(typing\.)?Optional\[|(^|\|)None(\||$)/,
  rust: /^(std::option::)?Option</,
};
/** Without strict checks, or at run time, it only fails where it is missing. */
const SURE: Readonly<Partial<Record<Language, number>>> = {
  typescript: 0.6,
  python: 0.55,
  rust: 0.85,
};

/** Whether a type says that there may be no value. */
export const mayMiss = (type: string, language: Language): boolean =>
  MISSING[language]?.test(type) ?? false;

function getsOptional(before: Sym, after: Sym): boolean {
  const { language } = after;
  if (before.kind !== 'field' || before.signature === '' || mayMiss(before.signature, language))
    return false;
  const isLeftOut = language === 'typescript' && before.required && !after.required;
  return isLeftOut || mayMiss(after.signature, language);
}

export function missing(a: ApiDigest, b: Using): Clash[] {
  return firstOfEach(
    a.changed.flatMap(({ before, after }): Clash[] => {
      if (!getsOptional(before, after)) return [];
      return (b.named.get(after.name) ?? []).flatMap((use): Clash[] => {
        // What is called may be what an `Option` has itself.
        if (use.asked === undefined || (after.language === 'rust' && use.asked === 'call'))
          return [];
        if (use.args !== null || reach(use, before, b) !== 'certain') return [];
        return [
          {
            name: after.name,
            does: `lets ${shown(after)} be missing (${spelled(after.signature, after.language)}${mayMiss(after.signature, after.language) ? '' : '?'})`,
            relies: `newly asks ${use.on}.${use.name} for something without a check`,
            advice: `Say what happens where ${after.name} is missing.`,
            def: spot(after),
            use: spot(use),
            confidence: SURE[after.language] ?? 0,
            check: 'none',
          },
        ];
      });
    }),
  );
}
