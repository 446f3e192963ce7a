/** Which lines of a head's files are new, and not merely moved within the head. */
import { alignLines } from '../line-alignment.ts';
import type { FileChange, FileVersion, InSteps } from './detector.ts';

/** Shorter lines (`}`, `else`) tell nothing about where they come from. */
const SHORTEST = 4;

/** By path, numbers (1-based) of new lines. */
export function* newLines(files: readonly FileChange[]): InSteps<Map<string, Set<number>>> {
  const gone = new Map<string, number>();
  const fresh: { path: string; added: { at: number; text: string }[] }[] = [];
  for (const { path, before, after } of files) {
    const [old, now] = [linesOf(before), linesOf(after)];
    const matched = new Set<number>();
    const added: { at: number; text: string }[] = [];
    for (const [at, to] of alignLines(now, old).entries()) {
      if (to === -1) added.push({ at, text: now[at] ?? '' });
      else matched.add(to);
    }
    for (const [at, text] of old.entries()) {
      if (!matched.has(at) && text.length >= SHORTEST) gone.set(text, (gone.get(text) ?? 0) + 1);
    }
    fresh.push({ path, added });
    yield;
  }
  return new Map(
    fresh.map(({ path, added }) => {
      const lines = added.filter(({ text }) => {
        const left = gone.get(text) ?? 0;
        if (left > 0) gone.set(text, left - 1);
        return left === 0;
      });
      return [path, new Set(lines.map(({ at }) => at + 1))];
    }),
  );
}

function linesOf(version: FileVersion | null): string[] {
  return version?.state === 'text' ? version.text.split('\n').map((line) => line.trim()) : [];
}
