/** Tells files that no person writes: generated or minified ones. */

/** Longer lines are written by machines. Characters. */
const LONGEST_LINE = 5_000;
/** A header says so here. Characters. */
const HEADER = 2_000;

/**
 * Words by which generators mark their output: Go's convention (`go help generate`), the tag `@generated` that
 * Cargo, Meta and Gerrit know, and common phrases; only in comments at the top, where code could not mean them.
 */
const MARK =
  /^(?:\/\/|\/\*+|\*|#|--|"""|''')[^\n]*(?:\bcode generated\b[^\n]*\bdo not edit\b|@generated\b|\b(?:this|the following) (?:file|code|class)\b[^\n]*\bgenerated\b|\b(?:auto-?|automatically )generated (?:by|from|file|code|do not)\b|\bgenerated\b[^\n]*\bdo not (?:edit|modify)\b)/i;

export function machineMade(text: string): boolean {
  for (const line of text.slice(0, HEADER).split('\n')) {
    const trimmed = line.trim();
    if (MARK.test(trimmed)) return true;
    // The header ends where code begins.
    if (trimmed !== '' && !/^(?:\/\/|\/\*|\*|#|--|"""|'''|<\?|['"]use )/.test(trimmed)) break;
  }
  for (let start = 0; ; ) {
    const end = text.indexOf('\n', start);
    if ((end === -1 ? text.length : end) - start > LONGEST_LINE) return true;
    if (end === -1) return false;
    start = end + 1;
  }
}
