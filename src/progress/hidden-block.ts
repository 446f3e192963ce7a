/** Facts as JSON in a comment that readers of an issue do not see: for agents, and for the report of next week. */

const OPEN = '<!-- weir:facts ';
const CLOSE = ' -->';
/** Where our part of an issue ends. */
const END = /<!-- weir:issue:\d+:end -->/;

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
  // What people write below our part may quote it.
  const own = body.split(END)[0] ?? '';
  const from = own.lastIndexOf(OPEN);
  if (from < 0) return null;
  const to = own.indexOf(CLOSE, from);
  return to < 0 ? null : own.slice(from + OPEN.length, to);
}
