/** Logs of commits, newest first, as git lists them. */
import type { LoggedCommit } from '../../ports/evidence.ts';
import type { Oid, WholeList } from '../../ports.ts';
import { MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import { GitFailed, peelCommits } from './objects.ts';

const LARGEST_LOG = 64 * 1024 ** 2;
const WALL_CLOCK = 60_000;
const SUBJECT_CHARACTERS = 200;
const NAME_CHARACTERS = 100;

/** `%an` and `%ae`, not `%aN` and `%aE`: no mailmap. */
const FORMAT = ['%H', '%P', '%an', '%ae', '%cI', '%s', ''].join('%x00');
const FIELDS = 6;

export interface LogAsk {
  tip: Oid;
  not?: Oid;
  /** ISO 8601. */
  since?: string;
  firstParent?: boolean;
  most: number;
  cut?: boolean;
}

/** `partial` where there are more than `most` and they are not to be cut, or where git cannot read them; the reason is for people. */
export async function logOf(
  run: RunGit,
  gitDir: string,
  ask: LogAsk,
): Promise<WholeList<LoggedCommit>> {
  const [tip, not] = await peelCommits(run, gitDir, [ask.tip, ask.not ?? ask.tip]);
  if (!tip || !not) {
    const missing = (tip ? (ask.not ?? '') : ask.tip).slice(0, 12);
    return { state: 'partial', reason: `commit ${missing} is not in this repository` };
  }
  const since = ask.since === undefined ? Number.NaN : Math.floor(Date.parse(ask.since) / 1000);
  const end = await run({
    args: [
      'rev-list',
      `--max-count=${Math.max(0, Math.floor(ask.most)) + 1}`,
      ...(ask.firstParent ? ['--first-parent'] : []),
      ...(Number.isFinite(since) ? [`--since=@${since}`] : []),
      '--no-commit-header',
      `--format=${FORMAT}`,
      '--stdin',
    ],
    env: gitEnvironment(gitDir),
    input: ask.not === undefined ? `${tip}\n` : `${tip}\n^${not}\n`,
    wallClock: WALL_CLOCK,
    memory: MERGE_MEMORY_BYTES,
    output: LARGEST_LOG,
  });
  if (end.how === 'output-limit' || end.how === 'timeout') {
    return { state: 'partial', reason: 'the log is longer than Weir reads' };
  }
  if (end.how !== 'exit' || end.code !== 0) throw new GitFailed('list commits', end);
  const list = parseLog(end.stdout.toString('utf8'));
  if (list.length <= ask.most || ask.cut) return { state: 'whole', list: list.slice(0, ask.most) };
  return {
    state: 'partial',
    reason: `there are more than ${ask.most.toLocaleString('en')} commits`,
  };
}

function parseLog(output: string): LoggedCommit[] {
  const fields = output.split('\0');
  const commits: LoggedCommit[] = [];
  for (let at = 0; at + FIELDS < fields.length; at += FIELDS) {
    const [oid = '', parents = '', name = '', email = '', committed = '', subject = ''] =
      fields.slice(at, at + FIELDS);
    commits.push({
      oid: oid.trim(),
      parents: parents === '' ? [] : parents.split(' '),
      authorName: cut(name, NAME_CHARACTERS),
      authorEmail: email.toLowerCase(),
      committedAt: isoOf(committed),
      subject: cut(subject, SUBJECT_CHARACTERS),
    });
  }
  return commits;
}

/** In UTC, so that times can be compared as text; git writes them with the committer's offset. */
function isoOf(written: string): string {
  const time = Date.parse(written);
  return Number.isNaN(time) ? '1970-01-01T00:00:00.000Z' : new Date(time).toISOString();
}

function cut(text: string, most: number): string {
  return [...text.slice(0, 2 * most)].slice(0, most).join('');
}
