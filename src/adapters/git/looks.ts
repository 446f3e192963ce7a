/**
 * Looks at repositories: a throw-away repository with the processes that answer about it. A look is kept for a while
 * after its work is done, since a push seldom comes alone: the next work finds git running and trees made.
 */
import type { Oid } from '../../ports.ts';
import { type Ancestors, keepAncestors } from './ancestors.ts';
import type { RunGit } from './child.ts';
import { hasCommitGraph, writeCommitGraph } from './commit-graph.ts';
import { type Comparisons, openComparisons } from './comparisons.ts';
import { type Dialogues, openDialogues } from './dialogues.ts';
import { type HeldTexts, heldTexts } from './held-texts.ts';
import { type LandedTrees, landedTrees } from './landed-trees.ts';
import { furnish, unfurnish } from './loose-objects.ts';
import type { MergeLimits } from './merge-batches.ts';
import { type ObjectStore, openScratch, type Scratch } from './scratch.ts';
import { openStandby, type Standby } from './standby.ts';
import { type KnownTrees, keepTrees } from './trees.ts';

/** Milliseconds that a look is kept after its last work. */
const KEPT_FOR = 60_000;
/** Works that share a look: what they write stays in it. */
const MOST_WORKS = 200;
/** Looks that are kept at the same time; the oldest goes. */
const MOST_KEPT = 8;

export interface Look {
  scratch: Scratch;
  /** Answers short questions without starting a process. */
  run: RunGit;
  /** What heads made of a target in this look. */
  landed: LandedTrees;
  /** Texts that landings have made. */
  texts: HeldTexts;
  /** Trees that were read. */
  trees: KnownTrees;
  /** Versions of files that were compared: most of those that the next head changes are the target's, too. */
  comparisons: Comparisons;
  /** Commits whose histories were looked at: those of the next ones are nearly the same. */
  tips: Set<Oid>;
  /** Commits that targets hold. */
  ancestors: Ancestors;
}

export interface Looks {
  /**
   * Gives `work` a look at a store; nobody else has it meanwhile.
   *
   * @param key names the store in its present state: looks at another state are not taken up again
   */
  with<T>(store: ObjectStore, key: string, work: (look: Look) => Promise<T>): Promise<T>;
  /** Ends those that are kept. Nobody need: they end by themselves. */
  end(): Promise<void>;
}

interface Kept extends Look {
  dialogues: Dialogues;
  standby: Standby;
  works: number;
  timer?: NodeJS.Timeout;
  stop: AbortController;
  /** Settled when git has an index of the histories; null where nobody has begun one. */
  indexed: Promise<void> | null;
  /** Settled when there is room for the objects of the next work. */
  furnished: Promise<void>;
  /** Settled when the target's ancestors are listed. */
  learned: Promise<void>;
  remove(): Promise<void>;
}

/** @param parent folder of the throw-away repositories; default: the system's for such things */
export function createLooks(
  run: RunGit,
  limits: Pick<MergeLimits, 'parallel'>,
  parent?: string,
): Looks {
  const kept = new Map<string, Kept>();
  const end = async (look: Kept) => {
    clearTimeout(look.timer);
    look.stop.abort();
    look.standby.end();
    await Promise.all([look.dialogues.end(), look.indexed, look.furnished, look.learned]);
    unfurnish(look.scratch.gitDir);
    await look.remove();
  };
  const keep = async (key: string, look: Kept) => {
    const [oldest] = kept.keys();
    const superfluous =
      kept.get(key) ?? (kept.size >= MOST_KEPT ? kept.get(oldest ?? '') : undefined);
    if (superfluous) for (const [name, one] of kept) if (one === superfluous) kept.delete(name);
    kept.set(key, look);
    look.timer = setTimeout(() => {
      if (kept.get(key) === look) kept.delete(key);
      end(look).catch(() => {}); // Only untidy: what is left goes when the process ends.
    }, KEPT_FOR).unref();
    if (superfluous) await end(superfluous);
  };
  return {
    async with(store, key, work) {
      const known = kept.get(key);
      kept.delete(key);
      const look = known ?? (await begin(run, limits, store, parent));
      clearTimeout(look.timer);
      if (known) {
        // More will come; nobody waits for this one. A command that looks once does not pay for it.
        known.indexed ??= writeCommitGraph(
          run,
          known.scratch.gitDir,
          [...known.tips],
          known.stop.signal,
        );
      }
      look.works += 1;
      let sound = false;
      try {
        const result = await work(look);
        sound = !look.dialogues.troubled() && look.works < MOST_WORKS;
        return result;
      } finally {
        if (sound) {
          // Whoever comes back will come again.
          if (known) makeReady(known);
          await keep(key, look);
        } else await end(look);
      }
    },
    async end() {
      const all = [...kept.values()];
      kept.clear();
      await Promise.all(all.map(end));
    },
  };
}

/** Prepares for the next work, which nobody waits for. */
function makeReady(look: Kept): void {
  look.standby.refill();
  // One that is still under way may be older.
  look.learned = Promise.all([look.learned, look.ancestors.learn()]).then(() => {});
  const { scratch, texts, stop } = look;
  look.furnished = look.furnished
    .then(() => Promise.all([furnish(scratch.gitDir), texts.makeRoom(stop.signal)]))
    .then(
      () => {},
      () => {},
    );
}

async function begin(
  run: RunGit,
  { parallel }: Pick<MergeLimits, 'parallel'>,
  store: ObjectStore,
  parent?: string,
): Promise<Kept> {
  const { scratch, remove } = await openScratch(store, parent);
  const standby = openStandby(run);
  const dialogues = openDialogues(standby.run, scratch.gitDir);
  const stop = new AbortController();
  const texts = heldTexts(scratch);
  return {
    scratch,
    dialogues,
    standby,
    run: dialogues.run,
    landed: landedTrees(texts),
    texts,
    trees: keepTrees(),
    comparisons: openComparisons(dialogues.run, scratch.gitDir, texts, parallel),
    tips: new Set(),
    works: 0,
    ancestors: keepAncestors(dialogues.run, scratch.gitDir, stop.signal),
    stop,
    indexed: hasCommitGraph(store.objects) ? Promise.resolve() : null,
    furnished: Promise.resolve(),
    learned: Promise.resolve(),
    remove,
  };
}
