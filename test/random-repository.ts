/** Random repositories in which branches do everything to each other that git calls a conflict. */
import type { CommitSpec, FileSpec, Files } from './repo.ts';

/** A small seeded generator; equal seeds give equal numbers everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const DIRECTORIES = ['a', 'a/x', 'a/x/p', 'b', 'b/y', 'c', 'd/e/f', 'd/e'];
const MORE = ['n1', 'n2', 'a/z', 'new', ''];

/**
 * Thirty files on `main`, and branches `b0`, `b1`, ... of one commit each: edits, renames, directory renames,
 * deletions, additions, files in place of directories, modes, links and submodules, in any mixture.
 */
export function randomCommits(seed: number, branches: number): CommitSpec[] {
  const next = random(seed);
  const { below, pick } = dice(next);

  const base: Record<string, FileSpec> = {};
  for (let index = 0; index < 30; index += 1) {
    const lines = Array.from(
      { length: pick([3, 8, 20]) },
      (_, line) => `line ${index} ${line} ${below(1e6)}`,
    );
    base[join(pick([...DIRECTORIES, '']), `f${index}.txt`)] = `${lines.join('\n')}\n`;
  }

  const commits: CommitSpec[] = [{ branch: 'main', files: base }];
  for (let index = 0; index < branches; index += 1) {
    const files = new Map<string, FileSpec>(Object.entries(base));
    for (let count = 2 + below(5); count > 0; count -= 1) change(files, index, next);
    const all: Files = Object.fromEntries(files);
    commits.push({ branch: `b${index}`, parents: ['main'], fresh: true, files: all });
  }
  return commits;
}

const join = (dir: string, name: string) => (dir === '' ? name : `${dir}/${name}`);

export function dice(next: () => number) {
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, pick: <T>(from: readonly T[]): T => from[below(from.length)] as T };
}

/** Does one thing to the files: edits, moves, adds, deletes, ... Sometimes that is not possible, and nothing happens. */
export function change(files: Map<string, FileSpec>, branch: number, next: () => number): void {
  const { below, pick } = dice(next);
  const paths = [...files.keys()].sort();
  if (paths.length === 0) return;
  const path = pick(paths);
  const file = files.get(path) ?? '';
  if (next() < 0.2) {
    upheave(files, path, next);
    return;
  }
  const kind = next();
  if (kind < 0.22) {
    if (typeof file !== 'string') return;
    const lines = file.split('\n');
    lines[below(lines.length)] = `edit ${branch} ${below(10)}`;
    files.set(path, lines.join('\n'));
  } else if (kind < 0.37) {
    const name = pick([path.split('/').at(-1) ?? path, `r${below(6)}.txt`]);
    files.delete(path);
    const to = join(pick([...DIRECTORIES, ...MORE]), name);
    files.set(isFree(files, to) ? to : path, file);
  } else if (kind < 0.55) {
    const from = pick(DIRECTORIES);
    const to = pick(['n1', 'n2', 'b/y', 'a/z', '']);
    const moved = paths.filter((one) => one.startsWith(`${from}/`));
    const rest = new Map([...files].filter(([one]) => !moved.includes(one)));
    const renamed = moved.map((one) => [one, join(to, one.slice(from.length + 1))] as const);
    if (!renamed.every(([, target]) => isFree(rest, target))) return;
    for (const [one, target] of renamed) {
      const content = files.get(one) ?? '';
      files.delete(one);
      files.set(target, content);
    }
  } else if (kind < 0.63) {
    files.delete(path);
  } else if (kind < 0.85) {
    const to = join(pick([...DIRECTORIES, ...MORE]), `add${below(8)}.txt`);
    if (isFree(files, to)) files.set(to, `added ${below(3)}\nz\n`);
  } else if (kind < 0.9) {
    const to = pick([
      'n1',
      'n2',
      'a/z',
      'q',
      'q/inner.txt',
      'add1.txt/in.txt',
      'a/add1.txt/in.txt',
      'new',
    ]);
    if (isFree(files, to)) files.set(to, 'df\n');
  } else if (kind < 0.94) {
    if (typeof file === 'string') files.set(path, { mode: '100755', content: file });
  } else if (kind < 0.97) {
    files.set(path, { symlink: 'target' });
  } else {
    const to = `sub${below(2)}`;
    if (isFree(files, to)) files.set(to, { gitlink: `${below(4) + 1}`.padStart(40, '0') });
  }
}

/** What people do seldom: directories change places with others or with files, and files change through and through. */
function upheave(files: Map<string, FileSpec>, path: string, next: () => number): void {
  const { below, pick } = dice(next);
  const file = files.get(path) ?? '';
  const dirs = [...new Set([...files.keys()].flatMap(above))].sort();
  const dir = pick(['', ...dirs]);
  const other = pick([...dirs, ...MORE]);
  const kind = below(8);
  if (kind === 0) {
    // Into itself, out of itself, into or out of the root, or below another.
    moveAll(files, dir, pick([join(dir, 'in'), above(dir).at(-2) ?? '', join(other, 'in'), other]));
  } else if (kind === 1 && !isWithin(dir, other) && !isWithin(other, dir)) {
    moveAll(files, dir, 'swapping');
    moveAll(files, other, dir);
    moveAll(files, 'swapping', other);
  } else if (kind === 2 && dir !== '') {
    for (const one of files.keys()) if (isWithin(one, dir)) files.delete(one);
    files.set(
      dir,
      pick<FileSpec>(['in its place\n', { symlink: 'a' }, { gitlink: '2'.repeat(40) }]),
    );
  } else if (kind === 3) {
    files.delete(path);
    files.set(`${path}/${pick(['in', path.split('/').at(-1) ?? 'in'])}`, file);
  } else if (kind === 4) {
    const to = join(dir, `new${below(2)}/add${below(3)}.txt`);
    if (isFree(files, to)) files.set(to, pick([file, `added ${below(3)}\nz\n`]));
  } else if (kind === 5) {
    for (const one of paths(files, dir)) if (next() < 0.8) files.delete(one);
  } else if (typeof file === 'string') {
    const changed = pick([
      file.replaceAll(/\r?\n/g, '\r\n'),
      file.replace(/\n$/, ''),
      `${file}last ${below(3)}`,
      `first ${below(3)}\n${file}`,
      `${file}\0${below(3)}\n`,
      '',
      `${file}${file}`,
    ]);
    files.set(path, next() < 0.3 ? { mode: '100755', content: changed } : changed);
  }
}

/** The directories that a path is in, outermost first, without the root. */
function above(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, at) => names.slice(0, at + 1).join('/'));
}

const isWithin = (path: string, dir: string) => dir === '' || `${path}/`.startsWith(`${dir}/`);

const paths = (files: ReadonlyMap<string, FileSpec>, dir: string) =>
  [...files.keys()].filter((one) => one !== dir && isWithin(one, dir)).sort();

/** Moves all files of a directory, the root's own ones only, as far as nothing is in their way. */
function moveAll(files: Map<string, FileSpec>, from: string, to: string): void {
  const moved = paths(files, from).filter((one) => from !== '' || !one.includes('/'));
  const contents = moved.map((one) => [one, files.get(one) ?? ''] as const);
  for (const one of moved) files.delete(one);
  for (const [one, content] of contents) {
    const there = join(to, from === '' ? one : one.slice(from.length + 1));
    files.set(isFree(files, there) ? there : one, content);
  }
}

/** Whether a file can be put there without another being in the way. */
function isFree(files: ReadonlyMap<string, FileSpec>, path: string): boolean {
  return ![...files.keys()].some(
    (one) => one === path || one.startsWith(`${path}/`) || path.startsWith(`${one}/`),
  );
}
