/**
 * Random histories: a target that goes on while heads branch off, take things from each other, merge it back in, are
 * stacked, fall behind or begin anew. A history is a list of steps, each a commit, so that a failing one can be made
 * smaller. Histories of one group share the target, so that many can be looked at at once.
 */
import { change, dice, random } from './random-repository.ts';
import type { CommitSpec, FileSpec, Files } from './repo.ts';

/** One commit on the target (`head` 0), on a branch that belongs to the target's past, or on a head. */
export interface Step {
  head: number;
  how: 'change' | 'add' | 'lines' | 'take' | 'merge' | 'anew';
  seed: number;
}

/** The target and two branches that it takes things from; they know nothing of the heads. */
const SHARED = [0, 101, 102];
const HEADS = 8;
const MOST_SHARED = 10;
const OWN = 18;

const isShared = ({ head }: Step) => SHARED.includes(head);

/** @param group histories of the same group have the same steps on the target */
export function randomSteps(group: number, seed: number): Step[] {
  const step = (next: () => number, head: number): Step => {
    const kind = next();
    return {
      head,
      how:
        kind < 0.38
          ? 'change'
          : kind < 0.52
            ? 'add'
            : kind < 0.75
              ? 'lines'
              : kind < 0.88
                ? 'take'
                : kind < 0.98
                  ? 'merge'
                  : 'anew',
      seed: Math.floor(next() * 2 ** 31),
    };
  };
  const together = random(group * 7919 + 1);
  const shared = Array.from({ length: Math.floor(together() * (MOST_SHARED + 1)) }, () =>
    step(together, together() < 0.6 ? 0 : (SHARED[1 + Math.floor(together() * 2)] ?? 0)),
  );
  const next = random(seed);
  const steps: Step[] = [];
  for (let own = 0; own < OWN || shared.length > 0; ) {
    const left = OWN - own + shared.length;
    if (next() * left < shared.length) steps.push(shared.shift() as Step);
    else {
      steps.push(step(next, 1 + Math.floor(next() * HEADS)));
      own++;
    }
  }
  return steps;
}

interface Line {
  files: Map<string, FileSpec>;
  tip: string;
}

/**
 * The commits of histories of one group, each once. Branches are called `<group>-0` (the target) and
 * `<group>-<history>-1`, ..., commits `<branch>-<number>`.
 */
export function commitsOf(group: string, histories: readonly (readonly Step[])[]): CommitSpec[] {
  const commits = new Map<string, CommitSpec>();
  for (const [at, steps] of histories.entries()) {
    for (const commit of historyOf(group, `${group}-${at}`, steps)) {
      if (!commits.has(commit.as)) commits.set(commit.as, commit);
    }
  }
  return [...commits.values()];
}

function historyOf(
  group: string,
  name: string,
  steps: readonly Step[],
): (CommitSpec & { as: string })[] {
  const first = baseFiles(random(1));
  const root = `${group}-root`;
  const lines = new Map<number, Line>([[0, { files: new Map(first), tip: root }]]);
  const files = Object.fromEntries(first);
  const commits = [{ branch: `${group}-0`, as: root, parents: [] as string[], fresh: true, files }];
  const counts = { shared: 0, own: 0 };
  for (const step of steps) {
    const next = random(step.seed);
    const others = [...lines.keys()].filter(
      (one) => one !== step.head && (!isShared(step) || SHARED.includes(one)),
    );
    const other = lines.get(others[Math.floor(next() * others.length)] ?? 0) as Line;
    // A new head branches off the target, now and then off another head.
    const from = next() < 0.85 ? (lines.get(0) as Line) : other;
    const own = lines.get(step.head) ?? { files: new Map(from.files), tip: from.tip };
    // Beginning anew is something that only a new head can do; it has no commit in common with others then.
    const anew = step.how === 'anew' && !isShared(step) && !lines.has(step.head);
    const parents = anew ? [] : [own.tip];
    if (step.how === 'lines') changeLines(own.files, next);
    else if (step.how === 'add') add(own.files, next);
    else if (step.how === 'take') take(own.files, other.files, 0.15, next);
    else if (step.how === 'merge') {
      take(own.files, other.files, 0.6, next);
      if (other.tip !== own.tip) parents.push(other.tip);
    } else for (let n = 1 + Math.floor(next() * 3); n > 0; n--) change(own.files, step.head, next);
    const branch = `${isShared(step) ? group : name}-${step.head}`;
    own.tip = isShared(step) ? `${group}-s${counts.shared++}` : `${name}-h${counts.own++}`;
    lines.set(step.head, own);
    const all = Object.fromEntries(own.files) as Files;
    commits.push({ branch, as: own.tip, parents, fresh: true, files: all });
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

/** Where files are added: some of these cannot be there together. */
const SPOTS = ['n/a.txt', 'n/b.txt', 'n', 'n/a.txt/deep', 'a/add.txt', 'b/y/new.txt', 'd/e/f/add'];
/** Of a file as it is added, and of others that are like it. */
const CONTENTS = ['', '\0a', '\0b', 'a\nb\nc\n', 'a\nb\nc', 'a\nB\nc\n', 'a\r\nb\r\nc\r\n', '\n'];

/** Adds a file where others add one, too, with few different contents, or with that of another file; in place of others, if need be. */
function add(files: Map<string, FileSpec>, next: () => number): void {
  const { pick } = dice(next);
  const path = pick(SPOTS);
  const texts = [...files.values()].filter((one) => typeof one === 'string');
  const content =
    next() < 0.6 ? pick(CONTENTS) : pick(['', ...texts]).replace(/\n$/, pick(['\n', '\n', '']));
  for (const one of [...files.keys()])
    if (one.startsWith(`${path}/`) || path.startsWith(`${one}/`)) files.delete(one);
  files.set(path, next() < 0.1 ? { mode: '100755', content } : content);
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
