/** What git makes of two versions of a text whose changes keep apart, without git. */
import { alignLines } from '#src/line-alignment.ts';

interface Change {
  /** Lines of the earlier text that are replaced; equal for an insertion. */
  from: number;
  to: number;
  lines: string[];
}

/** Null where the changes touch, so that git would call it a conflict. */
export function mergedText(base: string, ours: string, theirs: string): string | null {
  const lines = base.split('\n');
  const [one, other] = [changesOf(lines, ours.split('\n')), changesOf(lines, theirs.split('\n'))];
  const touching = one.some((a) => other.some((b) => a.to >= b.from && b.to >= a.from));
  if (touching) return null;
  const merged: string[] = [];
  let done = 0;
  for (const { from, to, lines: fresh } of [...one, ...other].sort((a, b) => a.from - b.from)) {
    merged.push(...lines.slice(done, from), ...fresh);
    done = to;
  }
  return [...merged, ...lines.slice(done)].join('\n');
}

function changesOf(before: readonly string[], after: readonly string[]): Change[] {
  const to = alignLines(before, after);
  const found: Change[] = [];
  let [own, other] = [0, 0];
  for (let at = 0; at <= before.length; at++) {
    const there = at < before.length ? (to[at] ?? -1) : after.length;
    if (there === -1) continue;
    if (at > own || there > other) {
      found.push({ from: own, to: at, lines: after.slice(other, there) });
    }
    [own, other] = [at + 1, there + 1];
  }
  return found;
}
