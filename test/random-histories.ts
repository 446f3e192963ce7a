/**
 * Random histories: a target that goes on while heads branch off, take things from each other, merge it back in, are
 * stacked and fall behind. A history is a list of steps, each a commit, so that a failing one can be made smaller.
 */
import { change, random } from './random-repository.ts';
import type { CommitSpec, FileSpec, Files } from './repo.ts';

/** One commit on the target (`head` 0) or on a head. */
export interface Step {
  head: number;
  how: 'change' | 'lines' | 'take' | 'merge';
  seed: number;
}

const HEADS = 7;
const STEPS = 26;

export function randomSteps(seed: number): Step[] {
  const next = random(seed);
  return Array.from({ length: STEPS }, () => {
    const kind = next();
    return {
      head: next() < 0.3 ? 0 : 1 + Math.floor(next() * HEADS),
      how: kind < 0.5 ? 'change' : kind < 0.75 ? 'lines' : kind < 0.9 ? 'take' : 'merge',
      seed: Math.floor(next() * 2 ** 31),
    };
  });
}

interface Line {
  files: Map<string, FileSpec>;
  tip: string;
}

/** The commits of a history, its branches called `<name>-0` (the target), `<name>-1`, ... */
export function historyOf(name: string, steps: readonly Step[]): CommitSpec[] {
  const first = baseFiles(random(1));
  const lines = new Map<number, Line>([[0, { files: new Map(first), tip: `${name}-root` }]]);
  const commits: CommitSpec[] = [
    { branch: `${name}-0`, as: `${name}-root`, parents: [], files: Object.fromEntries(first) },
  ];
  for (const [at, step] of steps.entries()) {
    const next = random(step.seed);
    const others = [...lines.keys()].filter((one) => one !== step.head);
    const other = lines.get(others[Math.floor(next() * others.length)] ?? 0) as Line;
    // A new head branches off the target, now and then off another head.
    const from = next() < 0.85 ? (lines.get(0) as Line) : other;
    const own = lines.get(step.head) ?? { files: new Map(from.files), tip: from.tip };
    const parents = [own.tip];
    if (step.how === 'change') {
      for (let n = 1 + Math.floor(next() * 3); n > 0; n--) change(own.files, step.head, next);
    } else if (step.how === 'lines') changeLines(own.files, next);
    else if (step.how === 'take') take(own.files, other.files, 0.15, next);
    else {
      take(own.files, other.files, 0.6, next);
      if (other.tip !== own.tip) parents.push(other.tip);
    }
    own.tip = `${name}-at${at}`;
    lines.set(step.head, own);
    commits.push({
      branch: `${name}-${step.head}`,
      as: own.tip,
      parents,
      fresh: true,
      files: Object.fromEntries(own.files) as Files,
    });
  }
  return commits;
}

/** Few files, so that they meet often; `long.txt` has lines that occur many times. */
function baseFiles(next: () => number): Map<string, FileSpec> {
  const text = (lines: number) =>
    Array.from({ length: lines }, (_, at) => `line ${at} ${Math.floor(next() * 1e6)}\n`).join('');
  const long = Array.from({ length: 120 }, (_, at) => (at % 3 === 0 ? `item ${at}\n` : '}\n')).join(
    '',
  );
  return new Map<string, FileSpec>([
    ['a/f1.txt', text(12)],
    ['a/f2.txt', text(8)],
    ['a/x/f3.txt', text(8)],
    ['a/x/p/f4.txt', text(3)],
    ['b/f5.txt', text(20)],
    ['b/y/f6.txt', text(8)],
    ['d/e/f7.txt', text(8)],
    ['d/e/f/f8.txt', text(8)],
    ['c/long.txt', long],
    ['c/twice.txt', text(3).repeat(6)],
    ['top.txt', text(8)],
    ['binary.bin', `\0${text(4)}`],
    ['run.sh', { mode: '100755', content: text(6) }],
    ['link', { symlink: 'top.txt' }],
    ['sub', { gitlink: '1'.repeat(40) }],
  ]);
}

/** Replaces, removes or adds lines of one file, often next to where others do. */
function changeLines(files: Map<string, FileSpec>, next: () => number): void {
  const texts = [...files].flatMap(([path, file]) =>
    typeof file === 'string' ? [{ path, file }] : [],
  );
  const chosen = texts[Math.floor(next() * texts.length)];
  if (!chosen) return;
  const lines = chosen.file.split('\n');
  for (let n = 1 + Math.floor(next() * 2); n > 0; n--) {
    const at = Math.floor(next() * lines.length);
    const fresh = next() < 0.3 ? '}' : `new ${Math.floor(next() * 4)}`;
    const kind = next();
    if (kind < 0.35) lines.splice(at, 1);
    else if (kind < 0.65) lines.splice(at, 0, fresh);
    else lines.splice(at, 1, fresh);
  }
  files.set(chosen.path, lines.join('\n'));
}

/** Makes some of what differs as it is there. */
function take(
  files: Map<string, FileSpec>,
  from: ReadonlyMap<string, FileSpec>,
  share: number,
  next: () => number,
): void {
  for (const path of [...new Set([...files.keys(), ...from.keys()])].sort()) {
    const file = from.get(path);
    if (file === files.get(path) || next() > share) continue;
    if (file === undefined) files.delete(path);
    else if (
      ![...files.keys()].some((one) => one.startsWith(`${path}/`) || path.startsWith(`${one}/`))
    ) {
      files.set(path, file);
    }
  }
}
