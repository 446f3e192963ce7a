/** What was done to one text to make another of it, by whole lines, as the parser wants to know it. */
import { alignLines } from '../../line-alignment.ts';

export interface Edit {
  /** First line that differs, the same in both texts up to there; 0-based. */
  row: number;
  startIndex: number;
  /** What is replaced. */
  rows: number;
  length: number;
  /** What stands there now. */
  newRows: number;
  newLength: number;
}

/** More are a rewrite. */
const MOST_EDITS = 200;

/**
 * From the last to the first, so that each finds what is before it as it was. Null where the texts have little in
 * common. Both end with a line's end.
 */
export function editsBetween(before: string, after: string): Edit[] | null {
  const [old, now] = [before.split('\n'), after.split('\n')];
  // What follows the last line's end is no line.
  old.pop();
  now.pop();
  const starts = startsOf(old);
  const edits: Edit[] = [];
  let replaced = 0;
  let [row, to] = [0, 0];
  const end = (nextRow: number, nextTo: number) => {
    if (row === nextRow && to === nextTo) return;
    const [from, stop] = [starts[row] ?? 0, starts[nextRow] ?? 0];
    let newLength = 0;
    for (let at = to; at < nextTo; at += 1) newLength += (now[at]?.length ?? 0) + 1;
    const sizes = { length: stop - from, newLength };
    edits.push({ row, startIndex: from, rows: nextRow - row, newRows: nextTo - to, ...sizes });
    replaced += Math.max(stop - from, newLength);
  };
  for (const [at, line] of alignLines(now, old).entries()) {
    if (line === -1) continue;
    end(line, at);
    [row, to] = [line + 1, at + 1];
  }
  end(old.length, now.length);
  const isRewrite = edits.length > MOST_EDITS || replaced > after.length / 2;
  return isRewrite ? null : edits.reverse();
}

/** Where each line begins, and the end. */
function startsOf(lines: readonly string[]): number[] {
  let index = 0;
  const starts = lines.map((line) => {
    const start = index;
    index += line.length + 1;
    return start;
  });
  return [...starts, index];
}
