/**
 * Globs of the plan: what is accepted, and matching. The usual glob syntax, matched by hand in time
 * proportional to the lengths of pattern and name: turned into regular expressions, a few stars are enough to
 * keep a server busy for hours, and plans come from strangers. Pure.
 */

const MAX_LENGTH = 200;
const MAX_ALTERNATIVES = 16;
/** Longer names match nothing: no sensible path is that long. */
const MAX_TEXT = 4096;

/** One place of a segment: any run, any character, one character, or one of a class. */
type Token = '*' | '?' | { char: string } | { ranges: [string, string][]; negated: boolean };
/** A pattern without braces: segments between slashes, `**` for any number of them. */
type Pattern = (Token[] | '**')[];

/** Why a glob is refused, as the end of a sentence that begins with the key; null when it is fine. */
export function globProblem(glob: string): string | null {
  if (glob === '') return 'is empty. Write a glob such as src/**.';
  if (glob.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters. Split it.`;
  if (/[\x00-\x1f\x7f]/.test(glob)) return 'holds a control character. Remove it.';
  if (glob.startsWith('!')) return 'cannot start with "!". List the paths that belong instead.';
  if (glob.startsWith('/') || glob.startsWith('./')) {
    return 'must be relative to the root of the repository. Remove the leading "/" or "./".';
  }
  if (/(?<!\\)(?:\||[@?+*!]\()/.test(glob)) {
    return 'uses "|" or a group such as "+(…)", which are not supported. Use {a,b} instead.';
  }
  const parsed = parse(glob);
  return typeof parsed === 'string' ? parsed : null;
}

/** Compiles globs to one test; `crates/kernel/` means everything below it. No globs match nothing. */
export function anyGlob(globs: readonly string[]): (text: string) => boolean {
  const patterns = globs.flatMap((glob) => {
    const parsed = parse(glob.endsWith('/') ? `${glob}**` : glob);
    return typeof parsed === 'string' ? [] : parsed;
  });
  return (text) => {
    if (patterns.length === 0 || text.length > MAX_TEXT) return false;
    const segments = text.split('/');
    return patterns.some((pattern) => matches(pattern, segments));
  };
}

/** The same for names that are no paths, such as those of check runs: in `build / linux` the slash is a character like any other. */
export function anyNameGlob(globs: readonly string[]): (name: string) => boolean {
  const whole = (text: string) => text.replaceAll('/', '\0');
  const matches = anyGlob(globs.map(whole));
  return (name) => matches(whole(name));
}

const UNCLOSED = 'has a bracket or brace that is not closed. Close it, or write \\ before it.';

/** All patterns that a glob stands for, or what is wrong with it. */
function parse(glob: string): Pattern[] | string {
  const expanded = withoutBraces(glob);
  if (typeof expanded === 'string') return expanded;
  const patterns: Pattern[] = [];
  for (const text of expanded) {
    const segments = text.split('/').map(segment);
    if (!segments.every((part) => part !== null)) return UNCLOSED;
    patterns.push(segments);
  }
  return patterns;
}

/** `a{b,c}` as `ab` and `ac`, or what is wrong with the braces. */
function withoutBraces(glob: string): string[] | string {
  let all = [''];
  let choices: string[] | null = null;
  let current = '';
  /** Inside a class: the first offset at which a `]` ends it. */
  let classEnds = -1;
  for (let at = 0; at < glob.length; at += 1) {
    const char = glob.charAt(at);
    if (char === '\\') {
      current += glob.slice(at, at + 2);
      at += 1;
    } else if (classEnds >= 0) {
      current += char;
      if (char === ']' && at >= classEnds) classEnds = -1;
    } else if (char === '{') {
      if (choices) return 'has braces inside braces. Write several globs instead.';
      const before = current;
      all = all.map((start) => start + before);
      [choices, current] = [[], ''];
    } else if (char === ',' && choices) {
      choices.push(current);
      current = '';
    } else if (char === '}') {
      if (!choices) return UNCLOSED;
      const ends = [...choices, current];
      if (ends.length < 2)
        return 'has braces without a comma. Write {a,b}, or \\ before the brace.';
      all = all.flatMap((start) => ends.map((end) => start + end));
      if (all.length > MAX_ALTERNATIVES) {
        return `stands for more than ${MAX_ALTERNATIVES} patterns. Write several globs instead.`;
      }
      [choices, current] = [null, ''];
    } else {
      current += char;
      if (char === '[') classEnds = at + (/[!^]/.test(glob.charAt(at + 1)) ? 3 : 2);
    }
  }
  return choices || classEnds >= 0 ? UNCLOSED : all.map((start) => start + current);
}

function segment(text: string): Token[] | '**' | null {
  if (/^\*{2,}$/.test(text)) return '**';
  const tokens: Token[] = [];
  const part = /\*+|\?|\\(.)|\[([!^]?)(\]?(?:\\.|[^\]\\])*)\]|([^[\\])/gsy;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (!match) return null;
    const [whole, escaped, negation, members, char] = match;
    if (whole.startsWith('*')) tokens.push('*');
    else if (whole === '?') tokens.push('?');
    else if (members !== undefined)
      tokens.push({ ranges: ranges(members), negated: negation !== '' });
    else tokens.push({ char: escaped ?? char ?? '' });
  }
  return tokens;
}

function ranges(members: string): [string, string][] {
  return [...members.matchAll(/\\?(.)(?:-\\?(.))?/gs)].map(([, from = '', to]) => [
    from,
    to ?? from,
  ]);
}

function matches(pattern: Pattern, segments: readonly string[]): boolean {
  return wildcard(
    pattern,
    segments.length,
    (part) => part === '**',
    (part, at) => part !== '**' && matchesSegment(part, segments[at] ?? ''),
  );
}

function matchesSegment(tokens: readonly Token[], text: string): boolean {
  return wildcard(
    tokens,
    text.length,
    (token) => token === '*',
    (token, at) => fits(token, text.charAt(at)),
  );
}

function fits(token: Token, char: string): boolean {
  if (token === '?') return true;
  if (token === '*') return false;
  if ('char' in token) return token.char === char;
  return token.ranges.some(([from, to]) => from <= char && char <= to) !== token.negated;
}

/**
 * Whether a pattern with wildcards fits all of `length` items. On a mismatch only the last wildcard needs to
 * take one item more, so the time is at most the product of both lengths.
 */
function wildcard<Part>(
  pattern: readonly Part[],
  length: number,
  isAny: (part: Part) => boolean,
  fitsAt: (part: Part, at: number) => boolean,
): boolean {
  let next = 0;
  let at = 0;
  let last: { next: number; at: number } | null = null;
  while (at < length) {
    const part = pattern[next];
    if (part !== undefined && isAny(part)) {
      next += 1;
      last = { next, at };
    } else if (part !== undefined && fitsAt(part, at)) {
      next += 1;
      at += 1;
    } else if (last) {
      last.at += 1;
      ({ next, at } = last);
    } else {
      return false;
    }
  }
  return pattern.slice(next).every(isAny);
}
