/** What a signature takes and gives, and whether who gave the old still may: as far as text tells types apart. */
import type { Language, Parameters } from '../../../symbols.ts';
import type { Sym } from './changes.ts';

export interface Parts {
  words: string;
  inputs: string[];
  output: string;
  /** The list ends within the text. */
  closed: boolean;
}

/** Of `async(A,B<C>)->D`: what stands before the list, what is in it, and what stands behind it. */
export function parts(signature: string): Parts {
  const start = signature.indexOf('(');
  if (start === -1) return { words: '', inputs: [], output: signature, closed: false };
  const end = closing(signature, start);
  return {
    words: signature.slice(0, start).trim(),
    inputs: list(signature.slice(start + 1, end)),
    output: signature.slice(end + 1).replace(/^(->|:)/, ''),
    closed: end < signature.length,
  };
}

/** Index of the bracket that closes the one at `start`, or the end. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if ('([{'.includes(text[at] ?? '')) depth += 1;
    else if (')]}'.includes(text[at] ?? '')) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}

/** Split at commas outside of brackets. `->` and `=>` close nothing. */
export function list(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if ('([{<'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign) || (sign === '>' && !/[-=]/.test(text[at - 1] ?? ''))) depth -= 1;
    else if (sign === ',' && depth === 0) {
      found.push(text.slice(from, at));
      from = at + 1;
    }
  }
  const last = text.slice(from);
  return last === '' && found.length === 0 ? [] : [...found, last];
}

/** Members of an object type (`{host:string;port?:number}`, `{host,port?}`), and whether each must be given; else null. */
export function membersIn(type: string): Map<string, boolean> | null {
  const inner = /^\{([\s\S]*)\}\??$/.exec(type)?.[1];
  if (inner === undefined) return null;
  const found = new Map<string, boolean>();
  for (const part of list(inner.replace(/;/g, ','))) {
    if (part === '') continue;
    const key = /^(?:readonly )?([\w$]+)(\?)?(?:[:(]|$)/.exec(part);
    if (!key) return null;
    found.set(key[1] ?? '', key[2] === undefined);
  }
  return found;
}

/** A type without what only says where it is from and how long it lives. */
export function bareType(type: string, language: Language): string {
  const text = type.trim();
  switch (language) {
    case 'rust':
      return text
        .replace(/'\w+\s?/g, '')
        .replace(/<>/g, '')
        .replace(/\b(?:\w+::)+(?=\w)/g, '')
        .replace(/^mut /, '');
    case 'go':
      return text.replace(/\binterface\{\}/g, 'any').replace(/\b\w+\.(?=[A-Z])/g, '');
    case 'java':
      return text
        .replace(/@\w+(\([^)]*\))?\s?|\bfinal /g, '')
        .replace(/\b(?:[a-z]\w*\.)+(?=[A-Z])/g, '');
    default:
      return text.replace(/\bimport\([^)]*\)\./g, '').replace(/\breadonly /g, '');
  }
}

/** Whether so many arguments may be given. */
export function fits({ least, most }: Parameters, count: number): boolean {
  return count >= least && (most === null || count <= most);
}

/** Whether arguments of the old types suit the new ones. True also where that cannot be told. */
export function stillFits(before: Sym, after: Sym): boolean {
  const { language } = after;
  const [old, now] = [parts(before.signature).inputs, parts(after.signature).inputs];
  return old.every((one, at) => {
    const other = now[at];
    return (
      other === undefined || suits(bareType(one, language), bareType(other, language), language)
    );
  });
}

/** Whether a type of the same name is one of another package now (Go: `log.Logger`, `slog.Logger`). */
export function isRepackaged(before: Sym, after: Sym): boolean {
  if (after.language !== 'go') return false;
  const [old, now] = [before, after].map(({ signature }) => parts(signature).inputs);
  const packages = (type = '') => [...type.matchAll(/\b(\w+)\.(?=[A-Z])/g)].map(([, name]) => name);
  return (old ?? []).some((one, at) => {
    const [was, is] = [packages(one), packages(now?.[at])];
    return was.length === is.length && was.some((name, n) => name !== is[n]);
  });
}

/** Deref and the like: `&Vec<T>` for `&[T]`. */
const RUST_BORROWS = /^&(Vec|String|PathBuf|OsString|Box|Arc|Rc)\b/;
/** An end of a channel: what goes through one that is newly made, its compiler tells from who takes the end. */
const CHANNEL_END = /^(?:&(?:mut )?)?(\w*(?:Sender|Receiver))</;
const isSameEnd = (before: string, after: string): boolean => {
  const [was, is] = [before, after].map((type) => CHANNEL_END.exec(type)?.[1]);
  return was !== undefined && was === is;
};
const JAVA_WIDER: Readonly<Record<string, RegExp>> = {
  Collection: /^(List|Set|Sorted\w+|ArrayList|HashSet|Queue|Deque)\b/,
  Iterable: /^(Collection|List|Set|ArrayList|Queue)\b/,
  List: /^(ArrayList|LinkedList|ImmutableList)\b/,
  Map: /^(HashMap|TreeMap|LinkedHashMap|SortedMap|ImmutableMap)\b/,
  Set: /^(HashSet|TreeSet|SortedSet|ImmutableSet|LinkedHashSet)\b/,
  CharSequence: /^String\b/,
  Number: /^(Integer|Long|Double|Float)\b/,
  long: /^int$/,
  double: /^(int|long|float)$/,
};

/** Whether what a type of Java holds is what another holds, anything, or of a type that whoever gives it chooses. */
function holdsAny(before: string, after: string): boolean {
  const [old = [], now = []] = [before, after].map((type) =>
    list(/<([\s\S]*)>$/.exec(type)?.[1] ?? ''),
  );
  return (
    /<\?/.test(after) ||
    (now.length > 0 && now.every((one, at) => one === old[at] || /^(\?|[A-Z]\d?$)/.test(one)))
  );
}

const BOXES: Readonly<Record<string, string>> = {
  boolean: 'Boolean',
  byte: 'Byte',
  char: 'Character',
  double: 'Double',
  float: 'Float',
  int: 'Integer',
  long: 'Long',
  short: 'Short',
};

/** Whether a value of the old type may be given for the new one; true where that cannot be told. */
export function suits(before: string, after: string, language: Language): boolean {
  if (before === after) return true;
  switch (language) {
    case 'rust':
      if (/^(mut )?&?(mut )?self$/.test(before))
        return !/^&mut self$|^self$/.test(after) || before === 'self';
      // A parameter of its own, or anything that can do something.
      if (/^&?(mut )?(impl\b|[A-Z]\w?$|dyn\b)/.test(after)) return true;
      if (before === after.replace(/^&/, '&mut ')) return true;
      if (isSameEnd(before, after)) return true;
      return (
        RUST_BORROWS.test(before) &&
        /^&(\[|str$|Path$|OsStr$|\w)/.test(after) &&
        !/^&(mut|Vec|String|PathBuf|Box|Arc|Rc)\b/.test(after)
      );
    case 'go':
      return /^(\.\.\.)?any$/.test(after) || /^[A-Z]$/.test(after);
    case 'java': {
      if (/^(Object|[A-Z]|\.\.\.\S+)$/.test(after)) return true;
      if (BOXES[before] === after || BOXES[after] === before) return true;
      const name = after.replace(/<[\s\S]*$/, '');
      if (before.replace(/<[\s\S]*$/, '') === name) return holdsAny(before, after);
      return Object.hasOwn(JAVA_WIDER, name) && (JAVA_WIDER[name]?.test(before) ?? false);
    }
    default:
      return !(isPlain(before) && isPlain(after));
  }
}

/** Types of TypeScript that never suit each other. */
const isPlain = (type: string) =>
  /^(string|number|boolean|bigint|string\[\]|number\[\])$/.test(type);
