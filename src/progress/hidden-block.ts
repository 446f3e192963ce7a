/** Facts as JSON in a comment that readers of an issue do not see: for agents, and for the report of next week. */

const OPEN = '<!-- weir:facts ';
const CLOSE = ' -->';

/**
 * JSON text in a hidden comment. Inside of strings, `-`, `<` and `>` that could end the comment are written as escapes,
 * so that what stands between the markers is JSON all the same.
 */
export function hiddenBlock(facts: unknown): string {
  const json = JSON.stringify(facts)
    .replaceAll('--', '-\\u002d')
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e');
  return `${OPEN}${json}${CLOSE}`;
}

/** The JSON text of the last hidden block of a body; null where there is none, or it has been cut. */
export function readHiddenBlock(body: string): string | null {
  const from = body.lastIndexOf(OPEN);
  if (from < 0) return null;
  const to = body.indexOf(CLOSE, from);
  return to < 0 ? null : body.slice(from + OPEN.length, to);
}
