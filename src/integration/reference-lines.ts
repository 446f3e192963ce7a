/** Versions of a file as changes of a third one, the reference: what each keeps of it, and how often it has a line. Pure. */
import { growth } from '../hunks.ts';
import type { Hunk } from '../ports.ts';

/** A version as it came from the reference: which lines of that it keeps and holds only once, and what it replaces. */
export interface Derived {
  hunks: readonly Hunk[];
  /** By line of the reference; 1 for what may be an anchor. */
  single: Uint8Array;
  /** The lines of the reference that may be one, in order. */
  singles: Int32Array;
}

/** A reference with what was found out about it. */
export interface Reference {
  /** Fingerprints of its lines. */
  lines: Int32Array;
  /** Where a line stands first. */
  first: ReadonlyMap<number, number>;
  /** The same for the line at each place. */
  firstOf: Int32Array;
  /** Where a line like the one at this place stands next; -1 where none does. */
  next: Int32Array;
  /** How often the line that first stands at this place does. */
  times: Int32Array;
  /** 1 for a line that stands nowhere else. */
  once: Uint8Array;
}

export function referenceOf(lines: Int32Array): Reference {
  const first = new Map<number, number>();
  const [firstOf, next, times] = [
    new Int32Array(lines.length),
    new Int32Array(lines.length).fill(-1),
    new Int32Array(lines.length),
  ];
  const latest = new Int32Array(lines.length);
  for (const [at, line] of lines.entries()) {
    const place = first.get(line) ?? at;
    if (place === at) first.set(line, at);
    else next[latest[place] as number] = at;
    firstOf[at] = place;
    latest[place] = at;
    (times[place] as number) += 1;
  }
  const once = new Uint8Array(lines.length);
  for (const at of first.values()) if (times[at] === 1) once[at] = 1;
  return { lines, first, firstOf, next, times, once };
}

/** Null where the new lines of some hunk are not known. */
export function derive(reference: Reference, hunks: readonly Hunk[]): Derived | null {
  const { lines, first, firstOf, next, times, once } = reference;
  /** By the place where a line stands first: how often this version has it. */
  const own = new Map<number, number>();
  const count = (place: number, by: number) =>
    own.set(place, (own.get(place) ?? (times[place] as number)) + by);
  for (const { from, to, lines: fresh } of hunks) {
    if (!fresh || to > lines.length) return null;
    for (let at = from; at < to; at++) count(firstOf[at] as number, -1);
    for (const line of fresh) {
      const place = first.get(line);
      if (place !== undefined) count(place, 1);
    }
  }
  const single = once.slice();
  for (const [place, often] of own) {
    const isSingle = often === 1 ? 1 : 0;
    if (single[place] === isSingle) continue;
    for (let at = place; at !== -1; at = next[at] as number) single[at] = isSingle;
  }
  for (const { from, to } of hunks) single.fill(0, from, to);
  return { hunks, single, singles: placesOf(single) };
}

/** Where there is a 1. */
function placesOf(single: Uint8Array): Int32Array {
  const places = new Int32Array(single.length);
  let count = 0;
  for (let at = 0; at < single.length; at++) {
    // Without a branch: the processor could not predict it.
    places[count] = at;
    count += single[at] as number;
  }
  return places.slice(0, count);
}

/** Tells whether a version has a line anywhere. */
export function holder(
  { lines, first, times }: Reference,
  { hunks }: Derived,
): (line: number) => boolean {
  const more = new Map<number, number>();
  const count = (line: number, by: number) => more.set(line, (more.get(line) ?? 0) + by);
  for (const { from, to, lines: fresh = [] } of hunks) {
    for (let at = from; at < to; at++) count(lines[at] as number, -1);
    for (const line of fresh) count(line, 1);
  }
  return (line) => {
    const place = first.get(line);
    return (place === undefined ? 0 : (times[place] as number)) + (more.get(line) ?? 0) > 0;
  };
}

/** Fingerprints of a version's own lines. */
export function linesOf(reference: Reference, version: Derived): Int32Array {
  const { lines: text } = reference;
  const lines = new Int32Array(sizeOf(reference, version));
  let [at, to] = [0, 0];
  for (const { from, to: next, lines: fresh = [] } of version.hunks) {
    lines.set(text.subarray(at, from), to);
    to += from - at;
    lines.set(fresh, to);
    to += fresh.length;
    at = next;
  }
  lines.set(text.subarray(at), to);
  return lines;
}

/** How many lines a version has. */
export function sizeOf({ lines }: Reference, { hunks }: Derived): number {
  return hunks.reduce((sum, hunk) => sum + (growth(hunk) ?? 0), lines.length);
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
