/** Versions of a file as changes of a third one, the reference: what each keeps of it, and how often it has a line. Pure. */
import { growth } from '../hunks.ts';
import type { Hunk } from '../ports.ts';

/** A version as it came from the reference: which lines of that it keeps and holds only once, and what it replaces. */
export interface Derived {
  hunks: readonly Hunk[];
  /** By line of the reference; 1 for what may be an anchor. */
  single: Uint8Array;
  /** Fingerprints of its own lines. */
  lines: Int32Array;
  /** How many more of a line it has than the reference. */
  more: ReadonlyMap<number, number>;
}

/** A reference with what was found out about it. */
export interface Reference {
  /** Fingerprints of its lines. */
  lines: Int32Array;
  /** Where a line stands first. */
  first: ReadonlyMap<number, number>;
  /** Where a line like the one at this place stands next; -1 where none does. */
  next: Int32Array;
  /** How often the line that first stands at this place does. */
  times: Int32Array;
  /** 1 for a line that stands nowhere else. */
  once: Uint8Array;
}

export function referenceOf(lines: Int32Array): Reference {
  const first = new Map<number, number>();
  const [next, times] = [new Int32Array(lines.length), new Int32Array(lines.length)];
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] as number;
    const below = first.get(line) ?? -1;
    next[at] = below;
    times[at] = 1 + (below === -1 ? 0 : (times[below] as number));
    first.set(line, at);
  }
  const once = new Uint8Array(lines.length);
  for (const at of first.values()) if (times[at] === 1) once[at] = 1;
  return { lines, first, next, times, once };
}

/** How often a line stands in the reference. */
export function timesIn({ first, times }: Reference, line: number): number {
  const at = first.get(line);
  return at === undefined ? 0 : (times[at] as number);
}

/** Null where the new lines of some hunk are not known. */
export function derive(reference: Reference, hunks: readonly Hunk[]): Derived | null {
  const { lines, first, next, once } = reference;
  const more = new Map<number, number>();
  const count = (line: number, by: number) => more.set(line, (more.get(line) ?? 0) + by);
  for (const { from, to, lines: fresh } of hunks) {
    if (!fresh || to > lines.length) return null;
    for (let at = from; at < to; at++) count(lines[at] as number, -1);
    for (const line of fresh) count(line, 1);
  }
  const single = once.slice();
  for (const [line, by] of more) {
    const isSingle = timesIn(reference, line) + by === 1 ? 1 : 0;
    for (let at = first.get(line) ?? -1; at !== -1; at = next[at] as number) single[at] = isSingle;
  }
  for (const { from, to } of hunks) single.fill(0, from, to);
  return { hunks, single, lines: applied(lines, hunks), more };
}

/** `hunks` have their new lines. */
function applied(text: Int32Array, hunks: readonly Hunk[]): Int32Array {
  const lines = new Int32Array(sizeOf(text.length, hunks));
  let [at, to] = [0, 0];
  for (const { from, to: next, lines: fresh = [] } of hunks) {
    lines.set(text.subarray(at, from), to);
    to += from - at;
    lines.set(fresh, to);
    to += fresh.length;
    at = next;
  }
  lines.set(text.subarray(at), to);
  return lines;
}

function sizeOf(lines: number, hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, hunk) => sum + (growth(hunk) ?? 0), lines);
}

/** Lines of the reference that two versions keep, one below the other. */
interface KeptRun {
  from: number;
  to: number;
  /** How far they have moved in either version. */
  old: number;
  now: number;
}

/** In order, as long as they can be. */
export function keptRuns(size: number, before: readonly Hunk[], after: readonly Hunk[]): KeptRun[] {
  const runs: KeptRun[] = [];
  let [i, j, at, old, now] = [0, 0, 0, 0, 0];
  for (;;) {
    const [a, b] = [before[i], after[j]];
    const isBefore = a !== undefined && (b === undefined || a.from <= b.from);
    const next = isBefore ? a : b;
    const stop = next?.from ?? size;
    if (stop > at) runs.push({ from: at, to: stop, old, now });
    if (!next) return runs;
    if (isBefore) {
      old += growth(next) ?? 0;
      i += 1;
    } else {
      now += growth(next) ?? 0;
      j += 1;
    }
    at = Math.max(at, next.to);
  }
}
