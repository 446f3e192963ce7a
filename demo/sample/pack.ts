/** Turns the sample's states into real commits: one git fast-import stream, the same ids on every machine in one week. */
import { git } from '../story/git.ts';
import { laterBy, movedPlan, reportTime } from './dates.ts';
import type { Login, State, Tree } from './history.ts';
import { sampleTrees, states } from './index.ts';
import { people } from './people.ts';

/** Each state's commit is the tip of this ref. */
export function stateRef(state: string): string {
  return `refs/heads/state/${state}`;
}

/** The stream that `git fast-import` reads; every date is so many milliseconds later than it is written. */
export function fastImportStream(
  all: readonly State[],
  trees: ReadonlyMap<string, Tree[]>,
  laterMs = 0,
): string {
  const marks = new Map<string, number>();
  const last = new Map<string, Tree>();
  let mark = 0;
  const parts: string[] = [];
  for (const { name, from, commits } of all) {
    let parent = from === null ? null : (marks.get(from) ?? null);
    let before: Tree = (from === null ? undefined : last.get(from)) ?? new Map();
    commits.forEach((commit, at) => {
      const when = seconds(commit.at) + laterMs / 1000;
      const tree = trees.get(name)?.[at] ?? before;
      mark += 1;
      parts.push(
        `commit ${stateRef(name)}\nmark :${mark}\n`,
        `author ${identity(commit.author)} ${when} +0000\n`,
        `committer ${identity(commit.author)} ${when} +0000\n`,
        data(`${commit.message}\n`),
        parent === null ? '' : `from :${parent}\n`,
        ...differences(before, tree),
        '\n',
      );
      parent = mark;
      before = tree;
    });
    if (parent !== null) marks.set(name, parent);
    last.set(name, before);
  }
  return `${parts.join('')}done\n`;
}

/** One moment for all copies of the sample in a process, so that they are the same. */
export const BEGUN = new Date();

/** Writes the sample into an existing repository: every state under {@link stateRef}. */
export async function importSample(gitDir: string): Promise<void> {
  const laterMs = laterBy(BEGUN);
  const trees = [...sampleTrees()].map(([name, grown]): [string, Tree[]] => [
    name,
    grown.map((tree) => movedPlan(tree, laterMs, reportTime(BEGUN))),
  ]);
  const input = fastImportStream(states, new Map(trees), laterMs);
  await git(gitDir, ['fast-import', '--quiet', '--done', '--force'], { input });
}

function differences(before: Tree, after: Tree): string[] {
  const removed = [...before.keys()].filter((path) => !after.has(path));
  const written = [...after].filter(([path, text]) => before.get(path) !== text);
  return [
    ...removed.map((path) => `D ${quoted(path)}\n`),
    ...written.map(([path, text]) => `M 100644 inline ${quoted(path)}\n${data(text)}`),
  ];
}

function quoted(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function identity(login: Login): string {
  const person = people.find((candidate) => candidate.login === login);
  if (!person) throw new Error(`nobody in the sample is called ${login}`);
  return `${person.name} <${login}@users.noreply.github.com>`;
}

function seconds(at: string): number {
  return Date.parse(at) / 1000;
}
