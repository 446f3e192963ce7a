/** The `Workstream:` trailer of a pull request's description. Pure. */

const TRAILER = /^(?:\*\*)?workstreams?(?:\*\*)?[ \t]*:(?:\*\*)?[ \t]*(.*)$/i;
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const MAX_NAMES = 50;

/**
 * Names that a description claims, as written and in order: `Workstream: a, b` at the start of a line,
 * outside code, quotes and HTML comments. Empty when there is none.
 */
export function trailerNames(body: string): string[] {
  const names = proseLines(body).flatMap((line) => {
    const value = TRAILER.exec(line)?.[1] ?? '';
    return value.split(',').map((name) => name.replace(/[`*]/g, '').trim());
  });
  return [...new Set(names.filter((name) => name !== ''))].slice(0, MAX_NAMES);
}

/** Lines that a reader sees as prose: a state machine, so that no input makes it slow. */
function proseLines(body: string): string[] {
  const lines: string[] = [];
  let fence: string | null = null;
  let hidden = false;
  for (const line of body.split(/\r\n|\n|\r/)) {
    if (fence !== null) {
      const close = FENCE.exec(line);
      if (close?.[1]?.startsWith(fence) && close[2]?.trim() === '') fence = null;
      continue;
    }
    const open = hidden ? null : FENCE.exec(line);
    if (open?.[1]) {
      fence = open[1];
      continue;
    }
    const { shown, still } = withoutComments(line, hidden);
    // A line that ends a comment is still part of it in Markdown, whatever follows.
    if (!hidden && !/^ {0,3}>/.test(line)) lines.push(shown);
    hidden = still;
  }
  return lines;
}

/** A line without its HTML comments, and whether one is still open at its end. */
function withoutComments(line: string, hidden: boolean): { shown: string; still: boolean } {
  let shown = '';
  let at = 0;
  let inside = hidden;
  while (at < line.length) {
    const next = line.indexOf(inside ? '-->' : '<!--', at);
    if (next < 0) {
      if (!inside) shown += line.slice(at);
      break;
    }
    if (!inside) shown += line.slice(at, next);
    at = next + (inside ? 3 : 4);
    inside = !inside;
  }
  return { shown, still: inside };
}
