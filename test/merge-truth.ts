/** What plain git says about many merges: the commits as they are, no index, no knowledge of merge bases. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_GIT_ENVIRONMENT } from './repo.ts';

export interface Truth {
  /** `crash` where git itself fails: there are histories that trip an assertion in its merge. */
  verdict: 'clean' | 'conflict' | 'crash';
  tree: string;
  /** Files left unmerged. */
  files: string[];
}

/** A bare repository over the objects of another. */
export class MergeTruth {
  private readonly dir = mkdtempSync(join(tmpdir(), 'weir-truth-'));
  private readonly known = new Map<string, Truth>();
  private readonly landings = new Map<string, string>();
  /** The commits without parents that each commit comes from. */
  private readonly roots = new Map<string, ReadonlySet<string>>();

  constructor(objects: string) {
    this.git(['init', '-q', '--bare', this.dir]);
    mkdirSync(join(this.dir, 'objects', 'info'), { recursive: true });
    writeFileSync(join(this.dir, 'objects', 'info', 'alternates'), `${objects}\n`);
  }

  /** Learns where these commits come from. */
  trace(tips: readonly string[]): void {
    const listed = this.git(
      ['rev-list', '--topo-order', '--reverse', '--parents', '--stdin'],
      tips.map((tip) => `${tip}\n`).join(''),
    );
    for (const line of listed.trim().split('\n')) {
      const [commit = '', ...parents] = line.split(' ');
      const above = parents.flatMap((parent) => [...(this.roots.get(parent) ?? [])]);
      this.roots.set(commit, new Set(parents.length === 0 ? [commit] : above));
    }
  }

  /** Whether two traced commits have no commit in common: git does not merge them. */
  unrelated(a: string, b: string): boolean {
    const [some, others] = [this.roots.get(a), this.roots.get(b)];
    if (!some || !others) throw new Error(`${a} or ${b} was not traced`);
    return ![...some].some((root) => others.has(root));
  }

  private git(args: string[], input = ''): string {
    const done = this.tryGit(args, input);
    if (done.status !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr}`);
    return done.stdout.toString('latin1');
  }

  private tryGit(args: string[], input: string) {
    const env = { ...TEST_GIT_ENVIRONMENT, GIT_COMMITTER_DATE: '4000000000 +0000' };
    return spawnSync('git', ['--git-dir', this.dir, ...args], {
      env,
      input,
      maxBuffer: 1 << 28,
    });
  }

  /** Merges in one process; `merge` answers afterwards. */
  prepare(pairs: readonly (readonly [string, string])[]): void {
    const done = this.tryGit(
      ['merge-tree', '--write-tree', '--stdin', '-z', '--name-only', '--no-messages'],
      pairs.map(([a, b]) => `${a} ${b}\n`).join(''),
    );
    const [only, ...more] = pairs;
    if (done.status !== 0) {
      // Killed by its own assertion, git has not said what it knew of the others.
      if (done.signal !== 'SIGABRT') throw new Error(`git merge-tree: ${done.stderr}`);
      const half = pairs.length / 2;
      for (const some of [pairs.slice(0, half), pairs.slice(half)])
        if (more.length > 0) this.prepare(some);
      if (only && more.length === 0)
        this.known.set(only.join(' '), { verdict: 'crash', tree: '', files: [] });
      return;
    }
    const fields = done.stdout.toString('latin1').split('\0');
    let at = 0;
    for (const [a, b] of pairs) {
      const verdict = fields[at++] === '1' ? 'clean' : 'conflict';
      const tree = fields[at++] ?? '';
      const files: string[] = [];
      for (let file = fields[at++]; file; file = fields[at++]) files.push(file);
      this.known.set(`${a} ${b}`, { verdict, tree, files });
    }
  }

  merge(a: string, b: string): Truth {
    const found = this.known.get(`${a} ${b}`);
    if (!found) throw new Error(`${a} ${b} was not prepared`);
    return found;
  }

  /** Makes the commits of heads that have landed on their targets, where they merge cleanly. */
  land(pairs: readonly (readonly [string, string])[]): void {
    this.prepare(pairs);
    const clean = pairs.filter(([a, b]) => this.merge(a, b).verdict === 'clean');
    const stream = clean.map(
      ([target, head], at) =>
        `reset refs/l\ncommit refs/l\nmark :${at + 1}\ncommitter x <x@x> 4000000000 +0000\ndata 1\nx\n` +
        `from ${target}\nmerge ${head}\ndeleteall\nM 040000 ${this.merge(target, head).tree} ""\n`,
    );
    const marks = join(this.dir, 'marks');
    this.git(
      ['fast-import', '--quiet', '--force', '--date-format=raw', `--export-marks=${marks}`],
      stream.join(''),
    );
    for (const line of readFileSync(marks, 'latin1').trim().split('\n')) {
      const [mark = '', oid = ''] = line.split(' ');
      const pair = clean[Number(mark.slice(1)) - 1];
      if (pair) this.landings.set(pair.join(' '), oid);
    }
  }

  landed(target: string, head: string): string | undefined {
    return this.landings.get(`${target} ${head}`);
  }

  /** What differs between two trees each, directories included, as `git diff-tree` prints it. */
  changes(pairs: readonly (readonly [string, string])[]): string[] {
    const listed = this.git(
      ['diff-tree', '--stdin', '-r', '-t', '--raw', '--no-renames', '--no-abbrev'],
      pairs.map(([a, b]) => `${a} ${b}\n`).join(''),
    );
    // What it compares is printed first.
    return listed.split(/^[0-9a-f]{40} [0-9a-f]{40}\n/m).slice(1);
  }

  /**
   * Whether git has left marks of a conflict in a tree and calls it clean: they name the commits that were merged, so
   * that merging others with the same trees makes another tree.
   */
  namesCommits(tree: string): boolean {
    return this.tryGit(['grep', '-q', '-E', '^<{7,} [0-9a-f]{40}', tree], '').status === 0;
  }

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
