/** One after the other, within this process. */

/** The last task of each key that has not ended. */
export type Turns<Key> = Map<Key, Promise<unknown>>;

/** Runs `task` after the tasks of the same key that came before it, whatever became of them. */
export async function inTurn<Key, T>(
  turns: Turns<Key>,
  key: Key,
  task: () => Promise<T>,
): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve();
  const mine = before.then(task, task);
  turns.set(key, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(key) === mine) turns.delete(key);
  }
}
