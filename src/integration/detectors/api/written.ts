/** Arguments that are written out (`wait(500)`), and whether the types of parameters can be theirs. */
import type { Language } from '../../../symbols.ts';
import type { ApiDigest, NewUse, Sym } from './changes.ts';
import { addedNamed } from './lookups.ts';
import { bareType, parts } from './types.ts';

const WORDS: Readonly<Record<string, string>> = {
  n: 'a number',
  s: 'a string',
  b: 'true or false',
  o: 'an object',
  l: 'a list',
  f: 'a function',
};

/** What takes many kinds of values. */
const ANY: Readonly<Partial<Record<Language, RegExp>>> = {
  java: /^(Object|Comparable|Serializable|Constable|[A-Z]\d?)$|^\.\.\.|^Comparable</,
  rust: /\bimpl\b|\bdyn\b|^&?(mut )?[A-Z]\w?$|^Self$|^Cow\b/,
  go: /^(\.\.\.)?(any$|interface\b|[A-Z]\w?$)/,
  typescript: /^(any|unknown|object|Object|[A-Z]\w?)$|^\.\.\.|[&|]|\bkeyof\b|\?$|^['"`]/,
};
const OF_NUMBERS: Readonly<Partial<Record<Language, RegExp>>> = {
  java: /^(byte|short|int|long|float|double|char|Byte|Short|Integer|Long|Float|Double|Number)$/,
  rust: /^([iuf]\d+|[iu]size)$/,
  go: /^(u?int\d*|float\d+|byte|rune|uintptr|complex\d+)$/,
  typescript: /^(number|bigint)$/,
};
const OF_STRINGS: Readonly<Partial<Record<Language, RegExp>>> = {
  java: /^(String|CharSequence)$/,
  rust: /^&str$/,
  go: /^string$/,
  typescript: /^string$/,
};
const OF_BOOLEANS: Readonly<Partial<Record<Language, RegExp>>> = {
  java: /^(boolean|Boolean)$/,
  rust: /^bool$/,
  go: /^bool$/,
  typescript: /^boolean$/,
};
/** Whether it is a number, a text, true or false that is written out. */
export const isPlain = (letter: string): boolean => letter in KINDS;

const KINDS = { n: OF_NUMBERS, s: OF_STRINGS, b: OF_BOOLEANS };

/** Types that the text shows to be no name for another one. */
const COMPOSED: Readonly<Partial<Record<Language, RegExp>>> = {
  go: /^(\*|\[|map\[|func\(|chan\b)|^(context\.)?Context$|^error$/,
  typescript: /^\{|\[\]$|=>|^(Array|Map|Set|Record|Promise|Date|RegExp)\b/,
};

/** Whether a type cannot be that of a value which is written out. */
export function rejects(letter: string, written: string, sym: Sym, a: ApiDigest): boolean {
  const { language } = sym;
  const type = bareType(written, language);
  if (!(letter in KINDS) || type === '' || ANY[language]?.test(type)) return false;
  const own = letter as keyof typeof KINDS;
  if (KINDS[own][language]?.test(type)) return false;
  // Any other type of the language itself.
  if (Object.values(KINDS).some((kind) => kind[language]?.test(type))) return true;
  switch (language) {
    case 'java':
    case 'rust':
      // Names of other types are rare.
      return true;
    default:
      return COMPOSED[language]?.test(type) || isNoAlias(type, a);
  }
}

/** A type that the changing head brings, and that has members. */
function isNoAlias(type: string, a: ApiDigest): boolean {
  const found = addedNamed(a).get(type) ?? [];
  return found.some(
    ({ kind, signature }) =>
      /^(interface|class|struct)$/.test(kind) || (kind === 'type' && signature === ''),
  );
}

/** Of each argument that a call gives, the type of the parameter. */
function inputsFor(sym: Pick<Sym, 'signature' | 'language'>, use: NewUse): string[] {
  const inputs = parts(sym.signature).inputs.map((one) => one.trim());
  const isOnSelf = sym.language === 'rust' && /^&?('\w+ )?(mut )?self\b/.test(inputs[0] ?? '');
  // `Type::method(value, …)` gives the value, too.
  return isOnSelf && (use.how !== 'path' || use.args === inputs.length - 1)
    ? inputs.slice(1)
    : inputs;
}

/** Whether a call writes out all arguments whose parameters get other types, so that nothing else can be amiss. */
export function writesAll(before: Sym, after: Sym, use: NewUse): boolean {
  const [old = [], now = []] = [before, after].map((one) => inputsFor(one, use));
  const [self, own] = [before, after].map((one) => parts(one.signature).inputs[0]);
  const other = old.flatMap((one, at) => (one === now[at] ? [] : [use.given?.[at] ?? '?']));
  const isOnOther = /\bself$/.test(self ?? '') && self !== own;
  return other.length > 0 && !isOnOther && other.every((letter) => /[nsb]/.test(letter));
}

/** What a call writes out and a function cannot take, in words; null where it may take all of it. */
export function refused(sym: Sym, use: NewUse, a: ApiDigest): string | null {
  const inputs = inputsFor(sym, use);
  const letters = [...(use.given ?? '')];
  const at = letters.findIndex((letter, n) => rejects(letter, inputs[n] ?? '', sym, a));
  return at === -1 ? null : (WORDS[letters[at] ?? ''] ?? null);
}
