/** The commits that a head would bring, with who stands in them, as git itself reads its own commits. */
import type { HistoryCommit, Oid, WholeList } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed, peelCommits } from './objects.ts';

/** More commits than this between a base and a head are not read. */
const MOST_COMMITS = 10_000;
/** Bytes of all names, addresses and subjects together. */
const LARGEST_HISTORY = 64 * 1024 ** 2;
const WALL_CLOCK = 60_000;
const SUBJECT_CHARACTERS = 200;

/**
 * One commit: fields ended by NUL, which no header or message can hold in git's eyes. Trailers are of any
 * number; the commit's own id ends them, since no commit can contain it. `%ae`, not `%aE`: no mailmap.
 */
const FORMAT = [
  '%H',
  '%P',
  '%ae',
  '%ce',
  '%s',
  '%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x00)',
  '%H',
  '',
].join('%x00');

/**
 * Commits reachable from the head and not from the base, over all parents, parents before children. `partial`
 * where there are too many or where git cannot read them; the reason is for people and holds git's words.
 */
export async function history(
  run: RunGit,
  gitDir: string,
  base: Oid,
  head: Oid,
): Promise<WholeList<HistoryCommit>> {
  try {
    return await readHistory(run, gitDir, base, head);
  } catch (error) {
    if (!(error instanceof GitFailed)) throw error;
    return { state: 'partial', reason: error.message };
  }
}

async function readHistory(
  run: RunGit,
  gitDir: string,
  base: Oid,
  head: Oid,
): Promise<WholeList<HistoryCommit>> {
  const [from, tip] = await peelCommits(run, gitDir, [base, head]);
  if (!from || !tip) {
    const missing = (from ? head : base).slice(0, 64);
    return { state: 'partial', reason: `commit ${missing} is not in this repository` };
  }
  const end = await run({
    args: [
      'rev-list',
      '--topo-order',
      '--reverse',
      `--max-count=${MOST_COMMITS + 1}`,
      '--no-commit-header',
      `--format=${FORMAT}`,
      '--stdin',
    ],
    env: gitEnvironment(gitDir),
    input: `${tip}\n^${from}\n`,
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: LARGEST_HISTORY,
  });
  if (end.how === 'output-limit') {
    const reason = 'the messages of the commits between base and head are larger than Weir reads';
    return { state: 'partial', reason };
  }
  if (end.how === 'timeout') {
    const reason = `git did not list the commits between base and head within ${WALL_CLOCK / 1000} s`;
    return { state: 'partial', reason };
  }
  if (end.how !== 'exit' || end.code !== 0) {
    throw new GitFailed('list the commits between base and head', end);
  }
  const commits = parseCommits(end.stdout.toString('utf8'));
  if (commits === null) {
    const reason = 'git described the commits in a way Weir does not know';
    return { state: 'partial', reason };
  }
  if (commits.length > MOST_COMMITS) {
    const reason = `more than ${MOST_COMMITS.toLocaleString('en')} commits lie between base and head`;
    return { state: 'partial', reason };
  }
  return { state: 'whole', list: withBaseMerges(commits) };
}

type ReadCommit = Omit<HistoryCommit, 'isBaseMerge'>;

/** The output in `FORMAT`, a newline after each commit; null where it is something else. */
function parseCommits(output: string): ReadCommit[] | null {
  const fields = output.split('\0');
  const commits: ReadCommit[] = [];
  let at = 0;
  while (at < fields.length - 1) {
    const oid = fields[at]?.replace(/^\n/, '') ?? '';
    const [parents = '', authorEmail = '', committerEmail = '', subject = ''] = fields.slice(
      at + 1,
      at + 5,
    );
    const end = fields.indexOf(oid, at + 5);
    if (end === -1 || oid === '') return null;
    commits.push({
      oid,
      parents: parents === '' ? [] : parents.split(' '),
      authorEmail: authorEmail.toLowerCase(),
      committerEmail: committerEmail.toLowerCase(),
      // No trailers at all look like one that is empty; neither names anybody.
      coAuthors: fields
        .slice(at + 5, end)
        .filter((value) => value.trim() !== '')
        .map(parseCoAuthor),
      subject: [...subject.slice(0, 2 * SUBJECT_CHARACTERS)].slice(0, SUBJECT_CHARACTERS).join(''),
    });
    at = end + 1;
  }
  return commits;
}

/** `Name <address>`, an address alone, or a name alone (its address is empty then). */
function parseCoAuthor(value: string): { name: string; email: string } {
  const bracketed = /^([^<]*)<+([^<>]*)>/.exec(value);
  const text = value.trim();
  const [, name = '', email = ''] =
    bracketed ?? (/^\S+@\S+$/.test(text) ? ['', '', text] : ['', text, '']);
  return { name: name.trim(), email: email.trim().toLowerCase() };
}

/**
 * A parent that is not listed is contained in the base: git leaves out only what it has reached from there.
 * (Where dates run backwards it may list a commit too many, never one too few.)
 */
function withBaseMerges(commits: readonly ReadCommit[]): HistoryCommit[] {
  const listed = new Set(commits.map(({ oid }) => oid));
  return commits.map((commit) => ({
    ...commit,
    isBaseMerge:
      commit.parents.length > 1 && commit.parents.slice(1).every((parent) => !listed.has(parent)),
  }));
}
