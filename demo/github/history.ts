/** Commits and differences of a bare repository as plain data. */
import { EMPTY_TREE, git, mergeBase, tryGit } from './bare.ts';

export interface Person {
  name: string;
  email: string;
  /** ISO 8601 in UTC, whole seconds. */
  date: string;
}

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  author: Person;
  committer: Person;
  message: string;
  signed: boolean;
}

export interface ChangedFile {
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  filename: string;
  previous?: string;
  sha: string;
  additions: number;
  deletions: number;
  /** Absent for binary files. */
  patch?: string;
}

const FIELDS = ['H', 'T', 'P', 'an', 'ae', 'aI', 'cn', 'ce', 'cI', 'B'];
const FORMAT = FIELDS.map((field) => `%${field}`).join('%x01');

/** Commits that `git log` gives for these arguments, newest first; at most `limit`. */
export async function log(
  dir: string,
  range: readonly string[],
  limit = 250,
  paths: readonly string[] = [],
): Promise<Commit[]> {
  const args = [
    'log',
    '-z',
    `--format=${FORMAT}`,
    `--max-count=${limit}`,
    ...range,
    '--',
    ...paths,
  ];
  const text = (await git(dir, args)).toString();
  return text
    .split('\0')
    .filter((record) => record !== '')
    .map((record) => {
      const [sha = '', tree = '', parents = '', ...rest] = record.split('\x01');
      const [an = '', ae = '', at = '', cn = '', ce = '', ct = '', message = ''] = rest;
      return {
        sha,
        tree,
        parents: parents.split(' ').filter((parent) => parent !== ''),
        author: { name: an, email: ae, date: utc(at) },
        committer: { name: cn, email: ce, date: utc(ct) },
        message: message.replace(/\n+$/, ''),
        signed: false,
      };
    });
}

const utc = (date: string): string => new Date(date).toISOString().replace('.000Z', 'Z');

/** One commit, with whether it carries a signature. */
export async function readCommit(dir: string, oid: string): Promise<Commit | null> {
  const [commit] = await log(dir, ['--no-walk', oid], 1);
  if (commit === undefined) return null;
  const raw = (await git(dir, ['cat-file', 'commit', oid])).toString('latin1');
  const head = raw.slice(0, raw.indexOf('\n\n'));
  return { ...commit, signed: /^gpgsig/m.test(head) };
}

const STATUS: Record<string, ChangedFile['status']> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed',
};

/** Files that differ between two trees or commits, renames found, with patches. */
export async function changedFiles(dir: string, from: string, to: string): Promise<ChangedFile[]> {
  const common = ['--no-ext-diff', '--no-textconv', '--no-color', '-M', '-l1000', from, to];
  const [listed, patches] = await Promise.all([
    git(dir, ['diff', '--raw', '--numstat', '--no-abbrev', '-z', ...common]),
    git(dir, ['diff', '-p', ...common]),
  ]);
  const files = parseRawAndNumstat(listed.toString());
  const chunks = patches.toString().split(/^(?=diff --git )/m);
  let at = 0;
  for (const file of files) {
    // A change of type (file to link) is printed as a deletion and an addition.
    const own = file.status === 'changed' ? [chunks[at++], chunks[at++]] : [chunks[at++]];
    const hunks = own.map((chunk) => chunk?.slice(chunk.search(/^@@ /m)) ?? '');
    if (own.some((chunk) => chunk !== undefined && /^@@ /m.test(chunk))) {
      file.patch = hunks.join('').replace(/\n$/, '');
    }
  }
  return files;
}

function parseRawAndNumstat(text: string): ChangedFile[] {
  const tokens = text.split('\0');
  const files: ChangedFile[] = [];
  let index = 0;
  const next = (): string => tokens[index++] ?? '';
  while (tokens[index]?.startsWith(':')) {
    const [, , source = '', target = '', letter = ''] = next().split(' ');
    const first = next();
    const status = STATUS[letter.slice(0, 1)] ?? 'modified';
    const file: ChangedFile = {
      status,
      filename: status === 'renamed' ? next() : first,
      sha: status === 'removed' ? source : target,
      additions: 0,
      deletions: 0,
    };
    if (status === 'renamed') file.previous = first;
    files.push(file);
  }
  for (const file of files) {
    const [added = '', deleted = '', path = ''] = next().split('\t');
    file.additions = Number.parseInt(added, 10) || 0;
    file.deletions = Number.parseInt(deleted, 10) || 0;
    if (path === '') index += 2;
  }
  return files;
}

/** More commits than this are not listed anywhere. */
const MOST_COMMITS = 10_000;

/** Commits that a head has and a base has not, oldest first. */
export async function commitsBetween(dir: string, base: string, head: string): Promise<Commit[]> {
  return (await log(dir, ['--topo-order', head, `^${base}`], MOST_COMMITS)).reverse();
}

/** Files that a head changed since its merge base with a base. */
export async function changedSince(
  dir: string,
  base: string,
  head: string,
): Promise<ChangedFile[]> {
  return changedFiles(dir, (await mergeBase(dir, base, head)) ?? EMPTY_TREE, head);
}

/** What a head would bring to a base: commits it alone has, and files since their merge base. */
export async function compare(dir: string, base: string, head: string) {
  const origin = await mergeBase(dir, base, head);
  const [commits, behind, files] = await Promise.all([
    commitsBetween(dir, base, head),
    git(dir, ['rev-list', '--count', base, `^${head}`, '--']),
    changedFiles(dir, origin ?? EMPTY_TREE, head),
  ]);
  return {
    mergeBase: origin,
    commits,
    behind: Number(behind.toString().trim()),
    files,
  };
}

/** How many commits a head has that a base has not, however many. */
export async function countCommits(dir: string, base: string, head: string): Promise<number> {
  return Number(
    (await git(dir, ['rev-list', '--count', head, `^${base}`, '--'])).toString().trim(),
  );
}

/** Paths each commit added, removed or modified against its first parent. */
export async function touchedPaths(dir: string, oids: readonly string[]) {
  const touched = new Map<string, { added: string[]; removed: string[]; modified: string[] }>();
  if (oids.length === 0) return touched;
  const args = [
    'diff-tree',
    '--stdin',
    '--root',
    '-r',
    '-m',
    '--name-status',
    '-z',
    '--no-renames',
  ];
  const done = await tryGit(dir, args, { input: `${oids.join('\n')}\n` });
  const tokens = done.stdout.toString().split('\0');
  let paths = { added: [] as string[], removed: [] as string[], modified: [] as string[] };
  let current = '';
  let repeated = false;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    if (/^[0-9a-f]{40}/.test(token)) {
      repeated = token.slice(0, 40) === current;
      current = token.slice(0, 40);
      if (!repeated) {
        paths = { added: [], removed: [], modified: [] };
        touched.set(current, paths);
      }
    } else if (token !== '') {
      const path = tokens[++index] ?? '';
      if (repeated) continue;
      paths[token === 'A' ? 'added' : token === 'D' ? 'removed' : 'modified'].push(path);
    }
  }
  return touched;
}
