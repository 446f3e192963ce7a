/** Where words stand in all files of a commit. */
import type { Occurrence, Oid } from '../../ports.ts';
import { decodePath } from './bytes.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed, isOid } from './objects.ts';

const LARGEST_LIST = 256 * 1024 ** 2;
const WALL_CLOCK = 60_000;
/** Places kept of each word. */
const MOST_PLACES = 2_000;
const LONGEST_LINE = 400;
/**
 * git looks for one pattern in whole files, and for several of them line by line: what takes a second becomes minutes.
 * The time of one pattern grows faster than its length from some thousand words on.
 */
const WORDS_OF_SEARCH = 2_000;

/** Where whole words stand in the text files of a commit. Throws `GitFailed`. */
export async function occurrences(
  run: RunGit,
  gitDir: string,
  commit: Oid,
  words: readonly string[],
): Promise<Map<string, Occurrence[]>> {
  const asked = [...new Set(words)].filter((word) => /^[\p{L}\p{N}_$]+$/u.test(word));
  const found = new Map(asked.map((word): [string, Occurrence[]] => [word, []]));
  if (!isOid(commit)) return found;
  for (let at = 0; at < asked.length; at += WORDS_OF_SEARCH) {
    const some = asked.slice(at, at + WORDS_OF_SEARCH);
    addPlaces(await search(run, gitDir, commit, some), commit, new Set(some), found);
  }
  return found;
}

async function search(
  run: RunGit,
  gitDir: string,
  commit: Oid,
  words: readonly string[],
): Promise<Buffer> {
  const end = await run({
    args: [
      'grep',
      '-n',
      '-z',
      '-I',
      '-w',
      '-E',
      '--full-name',
      '--no-color',
      '--no-textconv',
      '-f',
      '-',
      // An object id, looked at above; git grep of 2.39 takes no --end-of-options here.
      commit,
      '--',
    ],
    env: gitEnvironment(gitDir, [['core.bigFileThreshold', '1m']]),
    input: patternOf(words),
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: LARGEST_LIST,
  });
  // 1: found nowhere.
  if (end.how === 'exit' && (end.code === 0 || end.code === 1)) return end.stdout;
  throw new GitFailed('search files', end);
}

/** Of what a word may consist of, only `$` means something else in it. */
function patternOf(words: readonly string[]): string {
  return `(${words.map((word) => word.replaceAll('$', '\\$')).join('|')})\n`;
}

function addPlaces(
  out: Buffer,
  commit: Oid,
  asked: ReadonlySet<string>,
  found: ReadonlyMap<string, Occurrence[]>,
): void {
  for (let at = 0; at < out.length; ) {
    const nul = out.indexOf(0, at);
    const second = out.indexOf(0, nul + 1);
    const newline = out.indexOf(0x0a, second + 1);
    const stop = newline === -1 ? out.length : newline;
    // `<commit>:<path>`
    const path = decodePath(out.subarray(at + commit.length + 1, nul));
    const line = Number(out.toString('latin1', nul + 1, second));
    const text = out.toString('utf8', second + 1, Math.min(stop, second + 1 + LONGEST_LINE));
    at = stop + 1;
    for (const word of new Set(text.match(/[\p{L}\p{N}_$]+/gu))) {
      const places = asked.has(word) ? found.get(word) : undefined;
      if (places && places.length < MOST_PLACES) places.push({ path, line, text: text.trim() });
    }
  }
}
