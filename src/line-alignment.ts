/**
 * Which lines of one text are which lines of another, in time that grows with their length and not with how much they
 * differ: lines that stand once in both are taken for anchors, as patience diff does (bramcohen.livejournal.com/73318),
 * and what is between two anchors is compared only where it is short.
 */
import { diffArrays } from 'diff';

/** Longer stretches between anchors stay unmatched. Lines. */
const LONGEST_GAP = 200;

/** Index in `view` → index in `file`, -1 where the line is not there. */
export function alignLines<T extends string | number>(
  view: readonly T[],
  file: readonly T[],
): Int32Array {
  const map = new Int32Array(view.length).fill(-1);
  let head = 0;
  while (head < view.length && head < file.length && view[head] === file[head]) {
    map[head] = head;
    head += 1;
  }
  let [end, fileEnd] = [view.length, file.length];
  while (end > head && fileEnd > head && view[end - 1] === file[fileEnd - 1]) {
    end -= 1;
    fileEnd -= 1;
    map[end] = fileEnd;
  }
  let [from, fileFrom] = [head, head];
  for (const { at, to } of [...anchors(view, file, head, end, fileEnd), { at: end, to: fileEnd }]) {
    // The one before reached this far.
    if (at < from) continue;
    // Equal lines around an anchor belong to it; so only what differs is left between two.
    let [back, fileBack] = [at, to];
    while (back > from && fileBack > fileFrom && view[back - 1] === file[fileBack - 1]) {
      back -= 1;
      fileBack -= 1;
      map[back] = fileBack;
    }
    fillGap(map, view, file, [from, back], [fileFrom, fileBack]);
    let [next, fileNext] = [at, to];
    while (next < end && fileNext < fileEnd && view[next] === file[fileNext]) {
      map[next] = fileNext;
      next += 1;
      fileNext += 1;
    }
    from = Math.max(from, next);
    fileFrom = Math.max(fileFrom, fileNext);
  }
  return map;
}

interface Anchor {
  at: number;
  to: number;
}

/** Lines that stand once in both, in the longest order that both have. */
function anchors<T>(
  view: readonly T[],
  file: readonly T[],
  head: number,
  end: number,
  fileEnd: number,
): Anchor[] {
  const once = (lines: readonly T[], stop: number) => {
    const found = new Map<T, number>();
    for (let at = head; at < stop; at += 1) {
      const line = lines[at] as T;
      found.set(line, found.has(line) ? -1 : at);
    }
    return found;
  };
  const theirs = once(file, fileEnd);
  const common = [...once(view, end)].flatMap(([line, at]): Anchor[] => {
    const to = theirs.get(line) ?? -1;
    return at === -1 || to === -1 ? [] : [{ at, to }];
  });
  return longestIncreasing(common);
}

/** By patience sorting; `pairs` are in the order of `at`. */
function longestIncreasing(pairs: readonly Anchor[]): Anchor[] {
  const piles: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  for (const [index, { to }] of pairs.entries()) {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[piles[middle] as number] as Anchor).to < to) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (piles[low - 1] as number) : -1;
    piles[low] = index;
  }
  const found: Anchor[] = [];
  for (let index = piles.at(-1) ?? -1; index !== -1; index = before[index] as number) {
    found.push(pairs[index] as Anchor);
  }
  return found.reverse();
}

function fillGap<T>(
  map: Int32Array,
  view: readonly T[],
  file: readonly T[],
  [from, to]: readonly [number, number],
  [fileFrom, fileTo]: readonly [number, number],
): void {
  const [length, fileLength] = [to - from, fileTo - fileFrom];
  if (length <= 0 || fileLength <= 0 || length > LONGEST_GAP || fileLength > LONGEST_GAP) return;
  let [at, other] = [from, fileFrom];
  for (const change of diffArrays(view.slice(from, to), file.slice(fileFrom, fileTo))) {
    if (change.added) other += change.value.length;
    else if (change.removed) at += change.value.length;
    else for (let same = 0; same < change.value.length; same += 1) map[at++] = other++;
  }
}
