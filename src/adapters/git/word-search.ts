/** Where words stand in all files of a commit. */
import { setImmediate } from 'node:timers/promises';
import type { Occurrence, Oid } from '../../ports.ts';
import { decodePath } from './bytes.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed, isOid } from './objects.ts';

const LARGEST_LIST = 256 * 1024 ** 2;
const WALL_CLOCK = 60_000;
/** Lines that are read before everybody else has a turn. */
const LINES_AT_ONCE = 2_000;
/** Places kept of each word. */
const MOST_PLACES = 2_000;
const LONGEST_LINE = 400;
/**
 * git looks for one pattern in whole files, and for several of them line by line: what takes a second becomes minutes.
 * The time of one pattern grows faster than its length from some thousand words on.
 */
const WORDS_OF_SEARCH = 2_000;

interface Places {
  list: Occurrence[];
  /** As far as `list` goes. */
  files: number;
}

/**
 * Where whole words stand in the text files of a commit. Throws `GitFailed`.
 *
 * @param mostFiles words that stand in more files are left out of the answer
 */
export async function occurrences(
  run: RunGit,
  gitDir: string,
  commit: Oid,
  words: readonly string[],
  mostFiles = Number.POSITIVE_INFINITY,
): Promise<Map<string, Occurrence[]>> {
  const asked = [...new Set(words)].filter((word) => /^[\p{L}\p{N}_$]+$/u.test(word));
  const found = new Map(asked.map((word): [string, Places] => [word, { list: [], files: 0 }]));
  if (!isOid(commit)) return listsOf(found);
  for (let at = 0; at < asked.length; at += WORDS_OF_SEARCH) {
    const some = asked.slice(at, at + WORDS_OF_SEARCH);
    const out = await search(run, gitDir, commit, some);
    for (const _ of addPlaces(out, commit, new Set(some), found, mostFiles)) await setImmediate();
  }
  return listsOf(found);
}

function listsOf(found: ReadonlyMap<string, Places>): Map<string, Occurrence[]> {
  return new Map([...found].map(([word, { list }]) => [word, list]));
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

/** In steps, since there may be hundreds of thousands. */
function* addPlaces(
  out: Buffer,
  commit: Oid,
  asked: ReadonlySet<string>,
  found: Map<string, Places>,
  mostFiles: number,
): Generator<undefined, void> {
  let lines = 0;
  let path = '';
  let encoded: Uint8Array = Buffer.alloc(0);
  for (let at = 0; at < out.length; ) {
    lines += 1;
    if (lines % LINES_AT_ONCE === 0) yield;
    const nul = out.indexOf(0, at);
    const second = out.indexOf(0, nul + 1);
    const newline = out.indexOf(0x0a, second + 1);
    const stop = newline === -1 ? out.length : newline;
    // `<commit>:<path>`
    const own = out.subarray(at + commit.length + 1, nul);
    if (!own.equals(encoded)) {
      encoded = own;
      path = decodePath(own);
    }
    const line = Number(out.toString('latin1', nul + 1, second));
    const text = out.toString('utf8', second + 1, Math.min(stop, second + 1 + LONGEST_LINE));
    at = stop + 1;
    for (const word of new Set(text.match(/[\p{L}\p{N}_$]+/gu))) {
      const places = asked.has(word) ? found.get(word) : undefined;
      if (!places || places.list.length === MOST_PLACES) continue;
      if (places.list.at(-1)?.path !== path) places.files += 1;
      if (places.files > mostFiles) found.delete(word);
      else places.list.push({ path, line, text: text.trim() });
    }
  }
}
