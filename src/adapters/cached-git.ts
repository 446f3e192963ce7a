/** Git with a memory: what follows from the same objects is not worked out twice. */
import type {
  Git,
  MergeRequest,
  MergeSide,
  Oid,
  Repository,
  Survey,
  TrialMerge,
} from '../ports.ts';
import { cachedSurvey } from './cached-survey.ts';
import type { MergeCache, StoredMerge } from './store/merges.ts';
import type { Readings } from './store/readings.ts';

export interface CachedGitOptions {
  now?: () => Date;
  /** What the outcomes depend on besides the objects, such as git's version; another value starts afresh. */
  engine?: string;
  /** Told how many outcomes came from where. */
  onMerges?: (counts: { cached: number; computed: number }) => void;
}

/** Raised where what was remembered before may be wrong: it is worked out anew. */
const RULES = 3;

/**
 * How long a merge that failed is remembered: long enough that pushes in a row do not each wait for it, short
 * enough that who reads the verdict and asks again is given a new try.
 */
const UNDETERMINED_MS = 60_000;

/**
 * Wraps `git` so that only what has no stored answer reaches it: trial merges, surveys of heads, merge commits, patch
 * ids. Clean and conflicting outcomes and unrelated histories hold for good, since object ids name content; any other
 * undetermined outcome is believed for a minute, and that a commit is missing not at all.
 */
export function cachedGit(
  git: Git,
  store: { merges: MergeCache; readings?: Pick<Readings, 'of'> },
  { now = () => new Date(), engine: given = '', onMerges = () => {} }: CachedGitOptions = {},
): Git {
  const engine = `${given} rules ${RULES}`;
  /** Answers about commits, from the store where they are there. `holds`: whether a new one is good for ever. */
  const remembered = async <T>(
    repo: Repository,
    about: string,
    commits: readonly Oid[],
    ask: (unknown: Oid[]) => Promise<Map<Oid, T>>,
    holds: (answer: T) => boolean,
  ): Promise<Map<Oid, T>> => {
    const keyOf = (oid: Oid) => [engine, about, oid].join(' ');
    const stored = await store.merges.get(repo.id, commits.map(keyOf));
    const answers = new Map<Oid, T>();
    const unknown: Oid[] = [];
    for (const oid of new Set(commits)) {
      const answer = stored.get(keyOf(oid));
      if (answer === undefined) unknown.push(oid);
      else answers.set(oid, JSON.parse(answer) as T);
    }
    if (unknown.length === 0) return answers;
    const fresh = await ask(unknown);
    for (const [oid, answer] of fresh) answers.set(oid, answer);
    await store.merges.put(
      repo.id,
      [...fresh].map(([oid, answer]) => ({
        request: keyOf(oid),
        outcome: JSON.stringify(answer),
        validUntil: holds(answer) ? null : new Date(now().getTime() + UNDETERMINED_MS),
      })),
    );
    return answers;
  };

  const cachedMerges = async (
    repo: Repository,
    requests: readonly MergeRequest[],
    progress: ((done: number, of: number) => void) | undefined,
    merge: Survey['trialMerges'],
    merges: MergeCache = store.merges,
    earlierOf: (request: MergeRequest) => MergeRequest | null = () => null,
  ): Promise<TrialMerge[]> => {
    const keys = requests.map((request) => requestKey(request, engine));
    const stored = await merges.get(repo.id, keys);
    const outcomes = new Map<string, TrialMerge>();
    for (const [key, outcome] of stored) outcomes.set(key, JSON.parse(outcome) as TrialMerge);

    const missing = new Map<string, MergeRequest>();
    for (const [index, request] of requests.entries()) {
      const key = keys[index] as string;
      if (!outcomes.has(key)) missing.set(key, request);
    }
    const carried = await carriedOutcomes(repo, missing, merges, earlierOf);
    for (const [key, outcome] of carried) {
      outcomes.set(key, outcome);
      missing.delete(key);
    }
    const known = requests.length - missing.size;
    onMerges({ cached: known, computed: missing.size });
    if (known > 0) progress?.(known, requests.length);
    const fresh = [...carried].map(([request, outcome]): StoredMerge => {
      return { request, outcome: JSON.stringify(outcome), validUntil: null };
    });

    if (missing.size > 0) {
      const computed = await merge([...missing.values()], (done) =>
        progress?.(known + done, requests.length),
      );
      for (const [index, key] of [...missing.keys()].entries()) {
        const outcome = computed[index];
        if (!outcome) throw new Error('git answered fewer trial merges than it was asked for');
        outcomes.set(key, outcome);
        // A commit that could not be had may be there the next moment; that says nothing about the merge.
        if (outcome.verdict === 'undetermined' && outcome.reason === 'missing-object') continue;
        fresh.push({
          request: key,
          outcome: JSON.stringify(outcome),
          validUntil: validUntil(outcome, now()),
        });
      }
    }
    if (fresh.length > 0) await merges.put(repo.id, fresh);
    return keys.map((key) => outcomes.get(key) as TrialMerge);
  };

  /** Outcomes known of an earlier target that hold for this one, by key. */
  const carriedOutcomes = async (
    repo: Repository,
    missing: ReadonlyMap<string, MergeRequest>,
    merges: MergeCache,
    earlierOf: (request: MergeRequest) => MergeRequest | null,
  ): Promise<Map<string, TrialMerge>> => {
    const before = [...missing].flatMap(([key, request]) => {
      const earlier = earlierOf(request);
      return earlier ? [[key, requestKey(earlier, engine)] as const] : [];
    });
    const found = new Map<string, TrialMerge>();
    if (before.length === 0) return found;
    const stored = await merges.get(
      repo.id,
      before.map(([, earlier]) => earlier),
    );
    for (const [key, earlier] of before) {
      const outcome = stored.get(earlier);
      if (outcome === undefined) continue;
      const known = JSON.parse(outcome) as TrialMerge;
      // Trees are those of the earlier target.
      if (known.verdict !== 'undetermined') found.set(key, { ...known, tree: null });
    }
    return found;
  };

  return {
    fetch: (repo, oids) => git.fetch(repo, oids),
    readFile: (repo, commit, path) => git.readFile(repo, commit, path),
    mergeBase: (repo, a, b) => git.mergeBase(repo, a, b),
    line: (repo, commit, most) => git.line(repo, commit, most),
    unlanded: (repo, target, heads) => git.unlanded(repo, target, heads),
    history: (repo, base, head) => git.history(repo, base, head),
    cleanMerges: (repo, merges) =>
      remembered(
        repo,
        'merged-clean',
        merges,
        (unknown) => git.cleanMerges(repo, unknown),
        // A merge that could not be made again is not clean either, but may be the next time.
        (clean) => clean,
      ),
    patchIds: (repo, base, commits) =>
      remembered(
        repo,
        `patch-id ${base}`,
        commits,
        (unknown) => git.patchIds(repo, base, unknown),
        () => true,
      ),
    train: (repo, target, heads, how) => git.train(repo, target, heads, how),
    chain: (repo, chain) => git.chain(repo, chain),
    withSurvey: cachedSurvey({
      git,
      merges: store.merges,
      readings: store.readings,
      engine,
      onMerges,
      validUntil: ({ onTarget, bases, raw, landed }) => {
        const hasLanded = landed !== null || onTarget.verdict !== 'clean';
        const isWhole = hasLanded && (raw !== null || bases.length === 0);
        if (onTarget.verdict === 'undetermined' && onTarget.reason === 'missing-object') return;
        return isWhole ? validUntil(onTarget, now()) : new Date(now().getTime() + UNDETERMINED_MS);
      },
      trialMerges: (repo, merge, merges, earlierOf) => (requests, progress) =>
        cachedMerges(repo, requests, progress, merge, merges, earlierOf),
    }),
    trialMerges: (repo, requests, progress) =>
      cachedMerges(repo, requests, progress, (some, told) => git.trialMerges(repo, some, told)),
  };
}

function validUntil(outcome: TrialMerge, at: Date): Date | null {
  return outcome.verdict === 'undetermined' && outcome.reason !== 'unrelated'
    ? new Date(at.getTime() + UNDETERMINED_MS)
    : null;
}

function requestKey({ ours, theirs }: MergeRequest, engine: string): string {
  return [engine, sideKey(ours), sideKey(theirs)].join(' ');
}

function sideKey(side: MergeSide): string {
  return typeof side === 'string' ? side : `${side.landed}/${side.how}/${side.on}`;
}
