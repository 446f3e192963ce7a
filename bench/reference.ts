/**
 * The slow, straightforward answer that the fast one is held against: one git process per merge, exactly as
 * DESIGN.md section 4 words it. Used by the bench and by tests; it shares no code with `src/`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type ReferenceVerdict = 'clean' | 'conflict' | 'undetermined';

/** A bare view of a repository's objects in which merges leave nothing behind in the repository itself. */
export class ReferenceGit {
  readonly dir: string;

  constructor(objects: string) {
    this.dir = mkdtempSync(join(tmpdir(), 'weir-reference-'));
    spawnSync('git', ['init', '-q', '--bare', this.dir]);
    mkdirSync(join(this.dir, 'objects', 'info'), { recursive: true });
    writeFileSync(join(this.dir, 'objects', 'info', 'alternates'), `${objects}\n`);
  }

  run(...args: string[]): { status: number | null; out: string } {
    const done = spawnSync('git', ['--git-dir', this.dir, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: {
        PATH: process.env.PATH,
        HOME: '/nonexistent',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        LC_ALL: 'C',
        GIT_AUTHOR_NAME: 'x',
        GIT_AUTHOR_EMAIL: 'x@example.invalid',
        GIT_COMMITTER_NAME: 'x',
        GIT_COMMITTER_EMAIL: 'x@example.invalid',
        // Later than any target: an older landing would make git walk far back for merge bases.
        GIT_AUTHOR_DATE: '4000000000 +0000',
        GIT_COMMITTER_DATE: '4000000000 +0000',
      },
    });
    return { status: done.status, out: done.stdout };
  }

  /** Files that the merges so far left unmerged, by the two commits asked about. */
  readonly unmerged = new Map<string, Set<string>>();

  /** What one bare `git merge-tree --write-tree a b` says. `asked` names the pair that it is about. */
  direct(a: string, b: string, asked = `${a} ${b}`): ReferenceVerdict {
    const options = ['--write-tree', '-z', '--name-only', '--no-messages'];
    const { status, out } = this.run('merge-tree', ...options, a, b);
    if (status === 1) {
      const files = this.unmerged.get(asked) ?? new Set();
      this.unmerged.set(asked, files);
      for (const file of out.split('\0').slice(1)) if (file !== '') files.add(file);
    }
    return status === 0 ? 'clean' : status === 1 ? 'conflict' : 'undetermined';
  }

  /** What happens when both land on `target`, merge commit first, then the other, in either order. */
  landing(target: string, a: string, b: string): ReferenceVerdict {
    const first = this.land(target, a);
    const second = this.land(target, b);
    if (first === null || second === null) return this.direct(a, b);
    const orders = [this.direct(first, b, `${a} ${b}`), this.direct(second, a, `${a} ${b}`)];
    if (orders.includes('conflict')) return 'conflict';
    return orders.includes('undetermined') ? 'undetermined' : 'clean';
  }

  private readonly landings = new Map<string, string | null>();

  /** The merge commit of target and head, or null when they do not merge cleanly. */
  private land(target: string, head: string): string | null {
    const key = `${target} ${head}`;
    const known = this.landings.get(key);
    if (known !== undefined) return known;
    const { status, out } = this.run('merge-tree', '--write-tree', target, head);
    const commit =
      status === 0
        ? this.run('commit-tree', out.trim(), '-p', target, '-p', head, '-m', 'landing').out.trim()
        : null;
    this.landings.set(key, commit);
    return commit;
  }

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
