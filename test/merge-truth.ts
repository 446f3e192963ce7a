/** What plain git says about many merges: the commits as they are, no index, no knowledge of merge bases. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_GIT_ENVIRONMENT } from './repo.ts';

export interface Truth {
  verdict: 'clean' | 'conflict';
  tree: string;
  /** Files left unmerged. */
  files: string[];
}

/** A bare repository over the objects of another. */
export class MergeTruth {
  private readonly dir = mkdtempSync(join(tmpdir(), 'weir-truth-'));
  private readonly known = new Map<string, Truth>();
  private readonly landings = new Map<string, string>();

  constructor(objects: string) {
    this.git(['init', '-q', '--bare', this.dir]);
    mkdirSync(join(this.dir, 'objects', 'info'), { recursive: true });
    writeFileSync(join(this.dir, 'objects', 'info', 'alternates'), `${objects}\n`);
  }

  private git(args: string[], input = ''): string {
    const env = { ...TEST_GIT_ENVIRONMENT, GIT_COMMITTER_DATE: '4000000000 +0000' };
    const done = spawnSync('git', ['--git-dir', this.dir, ...args], {
      env,
      input,
      maxBuffer: 1 << 28,
    });
    if (done.status !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr}`);
    return done.stdout.toString('latin1');
  }

  /** Merges in one process; `merge` answers afterwards. */
  prepare(pairs: readonly (readonly [string, string])[]): void {
    const out = this.git(
      ['merge-tree', '--write-tree', '--stdin', '-z', '--name-only', '--no-messages'],
      pairs.map(([a, b]) => `${a} ${b}\n`).join(''),
    );
    const fields = out.split('\0');
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

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
