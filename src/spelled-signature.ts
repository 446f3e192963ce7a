/**
 * Signatures as people write them. Facts of symbols keep them without blanks, so that layout changes nothing; readers
 * get the blanks back that the language's usual formatter sets. Pure.
 */
import type { Language } from './symbols.ts';

/** Texts stand as they are. Rust has none in types, and marks lifetimes by the same sign. */
const TEXT = `"[^"]*"|'[^']*'|`;

/** Signs that stand between blanks, longest first; Go has none. */
const BETWEEN: Readonly<Record<Language, string>> = {
  rust: String.raw`->|=>|==|(?<!<)=|\+`,
  typescript: String.raw`=>|\||&|=`,
  javascript: String.raw`=>|\||&|=`,
  python: String.raw`->|\||=`,
  go: '(?!)',
  java: '&',
};

const SIGNS = new Map<Language, RegExp>();

function signsOf(language: Language): RegExp {
  const known = SIGNS.get(language);
  if (known) return known;
  const texts = language === 'rust' ? '' : TEXT;
  const made = new RegExp(`(${texts}::|${BETWEEN[language]}|[,;:{}])`, 'g');
  SIGNS.set(language, made);
  return made;
}

/**
 * `(&List, Id) -> Result<(), Error>` of `(&List,Id)->Result<(),Error>`.
 *
 * @param signature as `Definition.signature`
 */
export function spelled(signature: string, language: Language): string {
  const between = new RegExp(`^(?:${BETWEEN[language]})$`);
  const isObject = language === 'typescript' || language === 'javascript';
  const blanks = signature.split(signsOf(language)).map((part, at) => {
    if (at % 2 === 0) return part;
    if (part === ',' || part === ';') return `${part} `;
    if (part === ':') return language === 'go' ? part : ': ';
    if (isObject && part === '{') return '{ ';
    if (isObject && part === '}') return ' }';
    return between.test(part) ? ` ${part} ` : part;
  });
  const joined = blanks.join('').replaceAll('{  }', '{}').replace(/ {2,}/g, ' ');
  return resultApart(joined, language)
    .replace(/ ([)\]])/g, '$1')
    .replace(/^ ?[|:] | ->\s*$/g, '')
    .trim();
}

/** Go and Java write nothing but a blank between what goes in and what comes out; Go encloses several results. */
function resultApart(text: string, language: Language): string {
  if (language !== 'go' && language !== 'java') return text;
  const apart = text.replace(/\)(?=[\w(*[<])/g, ') ');
  const end = language === 'go' ? endOfInputs(apart) : -1;
  const result = apart.slice(end + 1).trim();
  return end >= 0 && hasSeveral(result) ? `${apart.slice(0, end + 1)} (${result})` : apart;
}

/** Where the parenthesis closes that a signature begins with; -1 where it begins with none. */
function endOfInputs(text: string): number {
  let depth = 0;
  for (let at = 0; text.startsWith('(') && at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** Whether there is a comma that no bracket encloses. */
function hasSeveral(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    if (sign === ',' && depth === 0) return true;
  }
  return false;
}
