/**
 * How the sample's history is written down: named states of the repository, each made of commits on top of
 * another state. A branch is somewhere a state is pushed to, so one branch can move through several states.
 */

/** Login of one of the sample's people. */
export type Login = string;

/** What a commit does to a file. Paths use `/`; every text ends with a newline. */
export type Change =
  | { write: string; text: string }
  /** Each `from` must stand in the file exactly once. */
  | { edit: string; replace: [from: string, to: string][] }
  | { remove: string }
  /** Puts back a file as it was in another state. */
  | { restore: string; of: string };

export interface Commit {
  author: Login;
  /** Instant, ISO 8601 with offset. As it is written down; dates.ts moves it near to now. */
  at: string;
  message: string;
  changes: Change[];
}

/** A state: `commits` on top of the state named `from` (null for the first). */
export interface State {
  name: string;
  from: string | null;
  commits: Commit[];
}

/** Files of a repository: path to text. */
export type Tree = ReadonlyMap<string, string>;

/**
 * The trees of all states, and of every commit on the way.
 *
 * @throws when an edit does not find its text exactly once, or a file is not there: the sample is wrong
 */
export function grow(first: Tree, states: readonly State[]): Map<string, Tree[]> {
  const grown = new Map<string, Tree[]>();
  for (const { name, from, commits } of states) {
    let tree = from === null ? first : lastTree(grown, from);
    const trees = commits.map(({ changes }) => {
      tree = changes.reduce((now, change) => applied(now, change, grown), tree);
      return tree;
    });
    grown.set(name, trees.length > 0 ? trees : [tree]);
  }
  return grown;
}

/** The tree a state ends with. */
export function lastTree(grown: ReadonlyMap<string, Tree[]>, state: string): Tree {
  const tree = grown.get(state)?.at(-1);
  if (!tree) throw new Error(`the sample has no state ${state} at this point`);
  return tree;
}

function applied(before: Tree, change: Change, grown: ReadonlyMap<string, Tree[]>): Tree {
  const tree = new Map(before);
  if ('write' in change) tree.set(change.write, change.text);
  else if ('edit' in change) tree.set(change.edit, edited(before.get(change.edit), change));
  else if ('remove' in change) {
    if (!tree.delete(change.remove)) throw new Error(`${change.remove} is not there to remove`);
  } else {
    const text = lastTree(grown, change.of).get(change.restore);
    if (text === undefined) throw new Error(`${change.restore} is not in ${change.of}`);
    tree.set(change.restore, text);
  }
  return tree;
}

function edited(text: string | undefined, change: Extract<Change, { edit: string }>): string {
  if (text === undefined) throw new Error(`${change.edit} is not there to edit`);
  return change.replace.reduce((now, [from, to]) => {
    const parts = now.split(from);
    if (parts.length !== 2) {
      throw new Error(`${change.edit} holds this ${parts.length - 1} times, not once: ${from}`);
    }
    return parts.join(to);
  }, text);
}
