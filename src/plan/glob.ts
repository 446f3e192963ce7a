/**
 * Globs of the plan: what is accepted, and matching. Plain picomatch patterns; whatever could become a
 * regular expression that backtracks for minutes (groups, many stars, nested braces) is refused. Pure.
 */
import picomatch from 'picomatch/posix.js';

const MAX_LENGTH = 200;
/** Wildcards in one path segment, and `**` in one pattern: each more multiplies the time a match can take. */
const MAX_STARS = 3;
const MAX_DEEP = 2;
const MAX_BRACES = 3;
/** Longer names match nothing: no sensible path is that long, and matching it could take seconds. */
const MAX_TEXT = 1024;

/** Flag `s`: file names may hold line ends, and `**` means those too. */
const OPTIONS = { dot: true, noextglob: true, nonegate: true, flags: 's' } as const;

/** Why a glob is refused, as the end of a sentence that begins with the key; null when it is fine. */
export function globProblem(glob: string): string | null {
  if (glob === '') return 'is empty. Write a glob such as src/**.';
  if (glob.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters. Split it.`;
  if (/[\x00-\x1f\x7f]/.test(glob)) return 'holds a control character. Remove it.';
  if (glob.startsWith('!')) return 'cannot start with "!". List the paths that belong instead.';
  if (glob.startsWith('/') || glob.startsWith('./')) {
    return 'must be relative to the root of the repository. Remove the leading "/" or "./".';
  }
  const bare = glob.replace(/\\./g, '');
  if (/[()|]|\]\+/.test(bare)) {
    return 'uses "(", ")", "|" or "]+", which are not supported. Use {a,b}, or write \\ before them.';
  }
  if ((bare.match(/\{/g)?.length ?? 0) > MAX_BRACES || /\{[^}]*\{/.test(bare)) {
    return `has nested braces or more than ${MAX_BRACES}. Write several globs instead.`;
  }
  const stars = glob.split('/').map((segment) => segment.match(/\*+/g)?.length ?? 0);
  if (Math.max(...stars) > MAX_STARS) {
    return `has more than ${MAX_STARS} "*" between two slashes. Write a simpler glob, or several.`;
  }
  if ((glob.match(/\*{2,}/g)?.length ?? 0) > MAX_DEEP) {
    return `has more than ${MAX_DEEP} "**". Write a simpler glob, or several.`;
  }
  try {
    picomatch.makeRe(glob, { ...OPTIONS, strictBrackets: true });
    return null;
  } catch {
    return 'has a bracket or brace that is not closed. Close it, or write \\ before it.';
  }
}

/** Compiles globs to one test; `crates/kernel/` means everything below it. No globs match nothing. */
export function anyGlob(globs: readonly string[]): (text: string) => boolean {
  if (globs.length === 0) return () => false;
  const matches = picomatch(
    globs.map((glob) => (glob.endsWith('/') ? `${glob}**` : glob)),
    OPTIONS,
  );
  return (text) => text.length <= MAX_TEXT && matches(text);
}
