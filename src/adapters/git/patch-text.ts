/** Names the change that a patch makes to a file, without its line numbers. Pure but for the hash. */
import { createHash } from 'node:crypto';

const NEWLINE = 0x0a;
/** Comparisons of lines per line of the file, beyond which its places are not counted. */
const EFFORT = 20;

/**
 * Digest of one file's hunks, three lines of context and all white space included; null where it would take too
 * long. Equal digests mean equal hunks, each at the same of all places it fits: where its old lines stand in
 * the file several times, the first of two is another change than the second. Without that, what was approved
 * for one section of a repetitive file would be approved for any section that reads alike.
 *
 * @param before the file before the change
 * @param hunks git's patch of it from the first `@@` on
 */
export function digestHunks(before: Buffer, hunks: Buffer): string | null {
  const file = before.toString('latin1').split('\n');
  if (file.at(-1) === '') file.pop();
  const places = createPlaces(file);
  const hash = createHash('sha256');
  for (const { from, oldLines, text } of readHunks(hunks)) {
    const place = oldLines.length === 0 ? 'everywhere' : places(oldLines, from - 1);
    if (place === null) return null;
    hash.update(`@@ ${place} ${text.length}\n`).update(text);
  }
  return hash.digest('hex');
}

/** Says which of the places where some lines stand a position is: `1/2` is the first of two. */
function createPlaces(file: readonly string[]): (lines: string[], at: number) => string | null {
  const positions = new Map<string, number[]>();
  for (const [index, line] of file.entries()) {
    const before = positions.get(line);
    if (before) before.push(index);
    else positions.set(line, [index]);
  }
  let effort = EFFORT * (file.length + 1000);
  return (lines, at) => {
    // The rarest line has the fewest places to look at.
    let rarest = 0;
    const frequency = (index: number) => positions.get(lines[index] ?? '')?.length ?? 0;
    for (let index = 1; index < lines.length; index += 1) {
      if (frequency(index) < frequency(rarest)) rarest = index;
    }
    let which = 0;
    let all = 0;
    for (const position of positions.get(lines[rarest] ?? '') ?? []) {
      const start = position - rarest;
      let same = 0;
      while (same < lines.length && file[start + same] === lines[same]) same += 1;
      effort -= same + 1;
      if (effort < 0) return null;
      if (same < lines.length) continue;
      all += 1;
      if (start <= at) which += 1;
    }
    return `${which}/${all}`;
  };
}

/** Hunks of a patch: the first line they touch, the lines they find there, and all lines with their signs. */
function* readHunks(patch: Buffer): Iterable<{ from: number; oldLines: string[]; text: Buffer }> {
  let at = 0;
  while (at < patch.length) {
    const header = lineAt(patch, at);
    const range = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(header);
    if (!range) throw new Error('git wrote a patch in a way Weir does not know');
    at += header.length + 1;
    let oldLeft = Number(range[2] ?? 1);
    let newLeft = Number(range[3] ?? 1);
    const start = at;
    const oldLines: string[] = [];
    // `\ No newline at end of file` follows the line it is about, even the last one.
    while (at < patch.length && (oldLeft > 0 || newLeft > 0 || patch[at] === 0x5c)) {
      const line = lineAt(patch, at);
      at += line.length + 1;
      const sign = line[0];
      if (sign === ' ' || sign === '-') {
        oldLines.push(line.slice(1));
        oldLeft -= 1;
      }
      if (sign === ' ' || sign === '+') newLeft -= 1;
    }
    yield { from: Number(range[1]), oldLines, text: patch.subarray(start, at) };
  }
}

function lineAt(bytes: Buffer, at: number): string {
  const end = bytes.indexOf(NEWLINE, at);
  return bytes.toString('latin1', at, end === -1 ? bytes.length : end);
}
