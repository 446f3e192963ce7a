/** What becomes of a call's value at once: whether what a function gives now can be put or taken apart there. */
import { spelled } from '../../../spelled-signature.ts';
import type { Language } from '../../../symbols.ts';
import type { NewUse, Sym } from './changes.ts';
import { shown } from './clash.ts';
import type { ResultBreak } from './results.ts';
import { bareType, list, membersIn, parts, suits } from './types.ts';

const outputOf = ({ signature, language }: Sym) => bareType(parts(signature).output, language);

/** A function without a type of its own for what it gives. */
const isSilent = ({ signature }: Sym) => /^(Promise)?$/.test(parts(signature).output);

export function takenAmiss(before: Sym, after: Sym, use: NewUse): ResultBreak | null {
  if (use.ends === 'dropped') return null;
  return (
    apartAmiss(before, after, use) ?? askedAmiss(before, after, use) ?? wanted(before, after, use)
  );
}

const TUPLES: Readonly<Partial<Record<Language, RegExp>>> = {
  python: /^(?:typing\.)?[tT]uple\[([\s\S]*)\]$/,
  typescript: /^\[([\s\S]*)\]$/,
  rust: /^\(([\s\S]*)\)$/,
};

/** How many values a type holds, each of its own type; null for other types. */
function countOf(type: string, language: Language): number | null {
  const inner = TUPLES[language]?.exec(type)?.[1];
  if (inner === undefined || /\.\.\./.test(inner)) return null;
  // A comma may stand at the end of one that has a single value.
  return list(inner.replace(/\s/g, '')).filter((one) => one !== '').length;
}

/** What it gives by parts: so many values, or an object with these members. */
function partsOf(sym: Sym): number | string[] | null {
  const { language } = sym;
  if (isSilent(sym)) return sym.gives ?? null;
  const type = outputOf(sym).replace(/^Promise<([\s\S]*)>$/, '$1');
  const members = language === 'typescript' ? membersIn(type) : null;
  return countOf(type, language) ?? (members ? [...members.keys()] : null);
}

const valuesOf = (count: number) => `${count} value${count === 1 ? '' : 's'}`;

function apartAmiss(before: Sym, after: Sym, { apart, language }: NewUse): ResultBreak | null {
  if (apart === undefined) return null;
  const [was, is] = [partsOf(before), partsOf(after)];
  const does = (what: string) => `gives ${what} from ${shown(after)}`;
  const advice = `Take what ${after.name} gives now.`;
  if (typeof apart === 'number') {
    if (was !== apart) return null;
    // In TypeScript and JavaScript the rest may be left.
    const isLess =
      /^(typescript|javascript)$/.test(language) && typeof is === 'number' && is > apart;
    if (is === was || isLess) return null;
    const relies = `newly takes ${valuesOf(apart)} of it`;
    if (typeof is === 'number')
      return { does: does(`${valuesOf(is)} instead of ${was}`), relies, advice, confidence: 0.9 };
    // A class of Python may be a list of its values, but hardly ever is.
    if (language === 'python' && /^[A-Z]\w*$/.test(outputOf(after)))
      return {
        does: does(`${outputOf(after)} instead of ${was} values`),
        relies,
        advice,
        confidence: 0.6,
      };
    if (is !== null || isNoList(after))
      return { does: does('no list of values any more'), relies, advice, confidence: 0.8 };
    return null;
  }
  if (!Array.isArray(was)) return null;
  const lost = apart.find((key) => was.includes(key) && !(Array.isArray(is) && is.includes(key)));
  if (lost === undefined || (is === null && !isNoList(after))) return null;
  return {
    does: does(`no ${lost}`),
    relies: `newly takes ${lost} of it`,
    advice,
    confidence: 0.85,
  };
}

/** A type that holds nothing that could be taken apart. */
const isNoList = (sym: Sym) =>
  /^(string|number|boolean|void|str|int|float|bool|None|bytes|u\d+|i\d+|usize|String|&str)$/.test(
    outputOf(sym).replace(/^Promise<([\s\S]*)>$/, '$1'),
  ) && !isSilent(sym);

/** A member is asked of what it gives (`load().data`), which has it no more. */
function askedAmiss(before: Sym, after: Sym, { askedFor, language }: NewUse): ResultBreak | null {
  if (askedFor === undefined || !/^(typescript|javascript|python)$/.test(language)) return null;
  const [was, is] = [partsOf(before), partsOf(after)];
  if (language === 'python' && was === null && typeof is === 'number' && !isSilent(before))
    return {
      does: `gives ${valuesOf(is)} from ${shown(after)} instead of one`,
      relies: `newly asks it for ${askedFor}`,
      advice: `Take what ${after.name} gives now.`,
      confidence: 0.85,
    };
  if (!Array.isArray(is) || is.includes(askedFor)) return null;
  const had = Array.isArray(was)
    ? was.includes(askedFor)
    : /^(string|number|Array<[\s\S]*>|[\s\S]*\[\])$/.test(outputOf(before)) ||
      typeof was === 'number';
  if (!had) return null;
  return {
    does: `gives no ${askedFor} from ${shown(after)}`,
    relies: `newly asks it for ${askedFor}`,
    advice: `Take what ${after.name} gives now.`,
    confidence: 0.85,
  };
}

/** Types of which no other is one, so that nothing else can be put in their place. */
const FINAL: Readonly<Partial<Record<Language, RegExp>>> = {
  java: /^(String|byte|short|int|long|float|double|char|boolean|Integer|Long|Double|Boolean|void)$|\[\]$/,
  go: /^(string|bool|byte|rune|u?int\d*|float\d+)$|^(\*|\[\]|map\[)/,
  rust: /^(&'?\w* ?str|String|bool|char|[iuf]\d+|[iu]size|\(\)|(Vec|HashMap|BTreeMap|HashSet|Result|Option)<.*|&.*|[A-Z]\w{2,})$/,
  typescript: /^(string|number|boolean|bigint|void)$|\[\]$|^\{/,
};
/** What may stand for any type, or for itself. */
const OPEN = /\b(impl|dyn|any|unknown|never|Self|Object|this)\b|(^|[<,&\s])[A-Z]\d?($|[>,\s])|[|?]/;

/** `Result<u8>` is often short for `Result<u8, Error>`. */
function isShorter(one: string, other: string): boolean {
  const [own, its] = [one, other].map((type) => /^([\w:]+)<([\s\S]*)>$/.exec(type));
  if (!own || !its || own[1] !== its[1]) return false;
  return list(own[2] ?? '').length !== list(its[2] ?? '').length;
}

/** Of a type of TypeScript: a list, an object, or itself. */
const kindOf = (type: string) =>
  type.endsWith('[]') ? 'list' : type.startsWith('{') ? 'object' : type;

/** A type stands where the value is put, and it is the one that was given before. */
function wanted(before: Sym, after: Sym, { wants, language }: NewUse): ResultBreak | null {
  const final = FINAL[language];
  if (wants === undefined || final === undefined) return null;
  const bare = (type: string) => bareType(type, language).replace(/ ?throws .*$/, '');
  const [was, is] = [before, after].map((one) => bare(parts(one.signature).output));
  if (was === undefined || is === undefined || is === '' || was === is || bare(wants) !== was)
    return null;
  if (OPEN.test(was) || OPEN.test(is)) return null;
  if (isShorter(was, is)) return null;
  if (language === 'typescript') {
    // A type of one kind is none of another; within one, names say nothing.
    if (!final.test(was) || !final.test(is) || kindOf(was) === kindOf(is)) return null;
  } else if (suits(is, was, language) || !(final.test(was) || final.test(is))) return null;
  // An interface may be met by a pointer.
  if (language === 'go' && is.startsWith('*') && !final.test(was) && is.slice(1) !== was)
    return null;
  return {
    relies: `newly puts what it gives where ${spelled(wants, language)} must stand`,
    confidence: 0.75,
  };
}
