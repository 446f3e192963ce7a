/**
 * Builds real git repositories for tests, one `git fast-import` for any number of commits. Author and dates
 * are fixed, so equal descriptions give equal object ids.
 *
 *     const repo = createRepository({ commits: forked({ 'a.txt': 'one\n' }, { left: { 'a.txt': 'two\n' } }) });
 *     repo.oid('left'); repo.git('log'); repo.commit({ branch: 'left', files: {...} }); repo.cleanup();
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Content; `null` deletes; a link's target; a commit id of a submodule; or content with a mode of its own. */
export type FileSpec =
  | string
  | Uint8Array
  | null
  | { symlink: string }
  | { gitlink: string }
  | { mode: '100644' | '100755'; content: string | Uint8Array };

/** Path → file. U+DC80…U+DCFF in a path stand for the raw bytes 0x80…0xFF (paths need not be UTF-8). */
export type Files = Record<string, FileSpec>;

export interface CommitSpec {
  /** The branch this commit becomes the tip of. */
  branch: string;
  /** Names of branches or earlier commits (`as`); default: the branch's tip so far. `[]` starts a new history. */
  parents?: string[];
  /** A name for this commit, for `parents` and `oid`. */
  as?: string;
  /** Changes to the first parent's tree. */
  files: Files;
  /** Start from an empty tree instead of the first parent's. */
  fresh?: boolean;
  message?: string;
  /** E-mail addresses; default: the tester's, and for the committer the author's. */
  author?: string;
  committer?: string;
  /** Seconds since 1970; default: one minute after the commit described before. */
  date?: number;
}

export interface RepositorySpec {
  commits?: CommitSpec[];
  /** Branch that HEAD names. Default `main`. */
  head?: string;
  /** Default true. A repository that is not bare has HEAD checked out. */
  bare?: boolean;
  objectFormat?: 'sha1' | 'sha256';
}

export interface TestRepository {
  /** The bare repository or the work tree. */
  dir: string;
  /** Object id of a branch, of a commit named by `as`, or of anything git understands. */
  oid(name: string): string;
  /** Runs git here and gives its standard output; throws when it fails. */
  git(...args: string[]): string;
  /** Object ids of all branches, by name. */
  branches(): Map<string, string>;
  /** Adds commits (the work tree of a repository that is not bare stays as it was). */
  commit(...commits: CommitSpec[]): void;
  cleanup(): void;
}

/** The commonest shape: one commit on `main`, and branches of one commit each that start there. */
export function forked(base: Files, branches: Record<string, Files>): CommitSpec[] {
  return [
    { branch: 'main', files: base },
    ...Object.entries(branches).map(([branch, files]) => ({ branch, files, parents: ['main'] })),
  ];
}

/** An environment in which git behaves the same everywhere. */
export const TEST_GIT_ENVIRONMENT: Record<string, string> = {
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  HOME: '/nonexistent',
  LC_ALL: 'C.UTF-8',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'A Tester',
  GIT_AUTHOR_EMAIL: 'tester@example.invalid',
  GIT_COMMITTER_NAME: 'A Tester',
  GIT_COMMITTER_EMAIL: 'tester@example.invalid',
  GIT_AUTHOR_DATE: '1751875200 +0000',
  GIT_COMMITTER_DATE: '1751875200 +0000',
};

const FIRST_DATE = 1_751_875_200;

export function createRepository(spec: RepositorySpec = {}): TestRepository {
  const dir = mkdtempSync(join(tmpdir(), 'weir-test-repo-'));
  const head = spec.head ?? 'main';
  const bare = spec.bare ?? true;
  const named = new Map<string, string>();
  let clock = FIRST_DATE;

  const run = (args: string[], input?: Buffer): Buffer => {
    const done = spawnSync('git', args, {
      cwd: dir,
      env: TEST_GIT_ENVIRONMENT,
      maxBuffer: 1 << 28,
      ...(input === undefined ? {} : { input }),
    });
    if (done.status !== 0) {
      throw new Error(`git ${args.join(' ')} in ${dir} failed: ${done.error ?? done.stderr}`);
    }
    return done.stdout;
  };
  const git = (...args: string[]) => run(args).toString();
  const branches = () =>
    new Map(
      git('for-each-ref', '--format=%(objectname) %(refname:lstrip=2)', 'refs/heads')
        .split('\n')
        .filter((line) => line !== '')
        .map((line): [string, string] => [
          line.slice(line.indexOf(' ') + 1),
          line.split(' ')[0] ?? '',
        ]),
    );

  const commit = (...commits: CommitSpec[]): void => {
    if (commits.length === 0) return;
    // What a name means at this point of the stream: an object id from before, or a mark of this stream.
    const known = new Map([...named, ...branches()]);
    const stream: Buffer[] = [];
    commits.forEach((one, index) => {
      clock = one.date ?? clock + 60;
      stream.push(...commitStream(one, index + 1, clock, known));
      known.set(one.branch, `:${index + 1}`);
      if (one.as !== undefined) known.set(one.as, `:${index + 1}`);
    });
    const marks = join(dir, bare ? 'test-marks' : '.git/test-marks');
    run(
      ['fast-import', '--quiet', '--force', '--date-format=raw', `--export-marks=${marks}`],
      Buffer.concat(stream),
    );
    const ids = new Map(
      readFileSync(marks, 'utf8')
        .split('\n')
        .map((line): [string, string] => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? '']),
    );
    rmSync(marks);
    for (const [index, { as }] of commits.entries()) {
      if (as !== undefined) named.set(as, ids.get(`:${index + 1}`) ?? '');
    }
  };

  run([
    'init',
    '--quiet',
    `--initial-branch=${head}`,
    `--object-format=${spec.objectFormat ?? 'sha1'}`,
    ...(bare ? ['--bare'] : []),
  ]);
  commit(...(spec.commits ?? []));
  if (!bare && spec.commits?.some(({ branch }) => branch === head))
    git('reset', '--quiet', '--hard');
  return {
    dir,
    git,
    branches,
    commit,
    oid: (name) =>
      named.get(name) ??
      branches().get(name) ??
      git('rev-parse', '--verify', '--end-of-options', name).trim(),
    cleanup: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** One commit in the language of `git fast-import`; `known` says what the names of parents mean. */
function commitStream(
  commit: CommitSpec,
  mark: number,
  date: number,
  known: ReadonlyMap<string, string>,
): Buffer[] {
  const ref = `refs/heads/${commit.branch}`;
  const out: Buffer[] = [];
  const line = (text: string) => void out.push(Buffer.from(`${text}\n`));
  const data = (content: string | Uint8Array) => {
    const bytes = Buffer.from(content);
    out.push(Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n'));
  };
  const parents = (commit.parents ?? (known.has(commit.branch) ? [commit.branch] : [])).map(
    (name) => {
      const id = known.get(name) ?? (/^[0-9a-f]{40,64}$/.test(name) ? name : undefined);
      if (id === undefined) throw new Error(`no branch or commit is called "${name}" yet`);
      return id;
    },
  );
  // Without this a commit on a branch that exists would get its tip as parent on its own.
  line(`reset ${ref}`);
  out.push(Buffer.from('\n'));
  line(`commit ${ref}`);
  line(`mark :${mark}`);
  const author = commit.author ?? 'tester@example.invalid';
  line(`author A Tester <${author}> ${date} +0000`);
  line(`committer A Tester <${commit.committer ?? author}> ${date} +0000`);
  data(commit.message ?? `${commit.branch} ${mark}`);
  for (const [index, parent] of parents.entries())
    line(`${index === 0 ? 'from' : 'merge'} ${parent}`);
  if (commit.fresh) line('deleteall');
  // Deletions first, so that a file can take the place of a directory and the other way round.
  const files = Object.entries(commit.files);
  for (const [path, file] of files) if (file === null) line(`D ${quote(path)}`);
  for (const [path, file] of files) {
    if (file === null) continue;
    if (typeof file === 'object' && 'gitlink' in file) {
      line(`M 160000 ${file.gitlink} ${quote(path)}`);
    } else if (typeof file === 'object' && 'symlink' in file) {
      line(`M 120000 inline ${quote(path)}`);
      data(file.symlink);
    } else if (typeof file === 'object' && 'mode' in file) {
      line(`M ${file.mode} inline ${quote(path)}`);
      data(file.content);
    } else {
      line(`M 100644 inline ${quote(path)}`);
      data(file);
    }
  }
  return out;
}

/** A path as `fast-import` reads it, any byte allowed. */
function quote(path: string): string {
  let quoted = '"';
  for (const char of path) {
    const code = char.codePointAt(0) ?? 0;
    const bytes = code >= 0xdc80 && code <= 0xdcff ? [code - 0xdc00] : Buffer.from(char);
    for (const byte of bytes) {
      const plain = byte > 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
      quoted += plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
    }
  }
  return `${quoted}"`;
}
