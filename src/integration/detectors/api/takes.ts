/** Which of the functions that share a name a call can mean, told from the lines that define them. */
import type { Occurrence } from '../../../ports.ts';
import { type Language, languageOf, type Parameters, type Use } from '../../../symbols.ts';
import { fits, parts } from './types.ts';

/** A call, as far as it tells functions of one name apart. */
export type Call = Pick<Use, 'how'> & { args: number };

/** What leaves an argument out, or takes all that remain. */
const OPTIONAL: Readonly<Partial<Record<Language, RegExp>>> = {
  typescript: /^[\w$]+\?|=(?!>)/,
  python: /=/,
};
const REST: Readonly<Partial<Record<Language, RegExp>>> = {
  go: /\.\.\./,
  java: /\.\.\./,
  typescript: /^\.\.\./,
  python: /^\*/,
};
/** The value that a method is called on, which stands among its parameters. */
const VALUE: Readonly<Partial<Record<Language, RegExp>>> = {
  rust: /^(&\s*)?('\w+\s+)?(mut\s+)?self\b/,
  python: /^(self|cls)\b/,
  typescript: /^this\s*:/,
};

/** Whether the function that a line defines may be called so; true where the line does not show it. */
export function mayTake({ path, text }: Occurrence, name: string, { args, how }: Call): boolean {
  const language = languageOf(path);
  // What is too much or too little there is nobody's business.
  if (language === null || language === 'javascript') return true;
  const all = inputsOf(text, name);
  if (all === null) return true;
  const isValue = (one: string | undefined) =>
    one !== undefined && (VALUE[language]?.test(one) ?? false);
  const onValue = isValue(all[0]);
  const own = parametersOf(onValue ? all.slice(1) : all, language);
  // `Type::method(value, …)` gives the value, too.
  return fits(own, args) || (onValue && how === 'path' && fits(own, args - 1));
}

/** What stands in the brackets behind the name; null where the line ends before they do. */
function inputsOf(text: string, name: string): string[] | null {
  const escaped = name.replaceAll('$', '\\$');
  const start = new RegExp(`(?<![\\w$])${escaped}\\s*(<[^(]*>|\\[[^(]*\\])?\\s*(?=\\()`).exec(text);
  if (!start) return null;
  const rest = text.slice(start.index + start[0].length);
  const { inputs, closed } = parts(rest);
  return closed ? inputs.map((one) => one.trim()).filter((one) => one !== '') : null;
}

function parametersOf(inputs: readonly string[], language: Language): Parameters {
  const named = inputs.filter((one) => !(language === 'python' && /^[*/]$/.test(one)));
  const isRest = (one: string) => REST[language]?.test(one) ?? false;
  const optional = (one: string) => isRest(one) || (OPTIONAL[language]?.test(one) ?? false);
  return {
    least: named.filter((one) => !optional(one)).length,
    most: named.some(isRest) ? null : named.length,
    names: [],
  };
}
