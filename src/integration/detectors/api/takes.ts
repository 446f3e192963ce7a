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
export function mayTake(line: Occurrence, name: string, { args, how }: Call): boolean {
  const takes = takesOf(line, name);
  if (takes === null) return true;
  // `Type::method(value, …)` gives the value, too.
  return fits(takes.own, args) || (takes.onValue && how === 'path' && fits(takes.own, args - 1));
}

interface Takes {
  own: Parameters;
  onValue: boolean;
}

/** What lines were read as, by the name asked for: many calls ask the same ones. */
const read = new WeakMap<Occurrence, { name: string; takes: Takes | null }>();

function takesOf(line: Occurrence, name: string): Takes | null {
  const before = read.get(line);
  if (before?.name === name) return before.takes;
  const takes = takesIn(line, name);
  read.set(line, { name, takes });
  return takes;
}

function takesIn({ path, text }: Occurrence, name: string): Takes | null {
  const language = languageOf(path);
  // What is too much or too little there is nobody's business.
  if (language === null || language === 'javascript') return null;
  const all = inputsOf(text, name);
  if (all === null) return null;
  const isValue = (one: string | undefined) =>
    one !== undefined && (VALUE[language]?.test(one) ?? false);
  const onValue = isValue(all[0]);
  return { own: parametersOf(onValue ? all.slice(1) : all, language), onValue };
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
