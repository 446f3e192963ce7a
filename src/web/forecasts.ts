/**
 * What repositories look like now, for whoever asks over HTTP. Looking costs reads of GitHub and of git, so there is
 * one look at a repository at a time: who asks meanwhile, or just after it, gets the same one.
 */
import type { Judgement } from '../integration/run.ts';
import type { Log, Repository } from '../ports.ts';

/** A finished look at all open heads of a repository. */
export interface Look {
  /** When it began: what happened since then is not in it. */
  at: Date;
  found: Judgement;
}

export interface Forecasts {
  /**
   * A look that is at most some seconds old, or under way; else a new one begins. Null when it is not finished in
   * time: it goes on, and the next question may find it done.
   *
   * @param patience milliseconds
   * @throws what the look failed with, which is in the log; for some seconds the same again, before another one is tried
   */
  within(repo: Repository, patience: number): Promise<Look | null>;
  /** The last finished one, however old, if it is still remembered; begins nothing. */
  last(repo: Repository): Look | null;
}

/** A finished look answers questions for this long. */
const FRESH_MS = 15_000;
/** Repositories whose last look is remembered. */
const MOST_REMEMBERED = 16;
/** Looks at several repositories at a time; more wait in line. */
const MOST_AT_ONCE = 2;

interface Turn {
  look: Promise<Look>;
  /** Milliseconds since the epoch; null while it is under way. */
  ended: number | null;
}

/** @param judge looks at all open heads of a repository and writes nothing */
export function createForecasts(
  judge: (repo: Repository) => Promise<Judgement>,
  { now, log }: { now(): Date; log: Log },
): Forecasts {
  const turns = new Map<number, Turn>();
  const finished = new Map<number, Look>();
  const inLine = createLine(MOST_AT_ONCE);

  const begin = (repo: Repository): Turn => {
    const look = inLine(async () => {
      const at = now();
      return { at, found: await judge(repo) };
    });
    const turn: Turn = { look, ended: null };
    turns.set(repo.id, turn);
    look
      .then(
        (done) => remember(finished, repo.id, done),
        // Whoever waits for it is told as well, but nobody may be waiting.
        (error: unknown) => log.warn({ repo: repo.id, err: error }, 'A look for the web failed'),
      )
      .finally(() => {
        turn.ended = now().getTime();
        for (const [id, { ended }] of turns) if (!isFresh(ended, now())) turns.delete(id);
      });
    return turn;
  };

  return {
    within(repo, patience) {
      const known = turns.get(repo.id);
      const turn = known && isFresh(known.ended, now()) ? known : begin(repo);
      return orNull(turn.look, patience);
    },
    last: (repo) => finished.get(repo.id) ?? null,
  };
}

function isFresh(ended: number | null, now: Date): boolean {
  if (ended === null) return true;
  const age = now.getTime() - ended;
  // Below zero the clock was set back: nobody knows how old it is.
  return age >= 0 && age < FRESH_MS;
}

/** The oldest goes when there are too many. */
function remember(finished: Map<number, Look>, id: number, look: Look): void {
  finished.delete(id);
  finished.set(id, look);
  const [oldest] = finished.keys();
  if (finished.size > MOST_REMEMBERED && oldest !== undefined) finished.delete(oldest);
}

/** At most so many at once, in the order in which they came. */
function createLine(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

async function orNull<T>(promise: Promise<T>, patience: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
