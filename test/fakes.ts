/** Small stand-ins for the ports, for tests of decisions that need no git and no GitHub. */
import type { Effect } from '#src/effects.ts';
import type {
  FileRead,
  Forge,
  Git,
  HeadSurvey,
  MergeSide,
  OpenHead,
  Permission,
  PullRequest,
  Repository,
  ReviewForge,
  TreeChange,
  TrialMerge,
} from '#src/ports.ts';
import type { TimedDeps } from '#src/timetable.ts';

export const REPO: Repository = { installation: 7, id: 1, owner: 'acme', name: 'river' };

export function pullRequest(number: number, over: Partial<PullRequest> = {}): PullRequest {
  return {
    number,
    title: `Change ${number}`,
    body: '',
    author: 'alice',
    draft: false,
    labels: [],
    base: 'main',
    url: `https://github.example/acme/river/pull/${number}`,
    requestedReviewers: [],
    requestedTeams: [],
    ...over,
  };
}

/** A head whose object id is its branch name in capitals, so that tests read well. */
export function openHead(
  branch: string,
  number?: number,
  over: Partial<PullRequest> = {},
): OpenHead {
  return {
    ref: branch,
    branch,
    oid: branch.toUpperCase(),
    pullRequest: number === undefined ? null : pullRequest(number, over),
  };
}

export interface FakeRepository {
  /** `main` unless given. */
  defaultBranch?: string;
  heads: OpenHead[];
  branches?: Record<string, string>;
  /** Text of the plan on main. */
  plan?: string;
  /** Text of the plan on heads (by object id) that change it. */
  plans?: Record<string, string>;
  /** Pairs of object ids that conflict, with the path; `M` is main. */
  conflicts?: [string, string, string][];
  /** Paths that a head (by object id) changed. */
  paths?: Record<string, string[]>;
  /** Commits of a head (by object id) that main lacks; the head itself where not given. */
  commits?: Record<string, string[]>;
  permissions?: Record<string, Permission>;
  postedBefore?: boolean;
  /** All three unless given. */
  mergeMethods?: { merge: boolean; squash: boolean; rebase: boolean };
}

/** Deps over a described repository; `written` collects what was applied, `merges` what git was asked. */
export function fakeDeps(
  repository: FakeRepository,
): TimedDeps & { written: Effect[]; merges: string[] } {
  const written: Effect[] = [];
  const merges: string[] = [];
  return {
    written,
    merges,
    forge: fakeForge(repository),
    git: fakeGit(repository, merges),
    reviews: unread,
    checks: unasked,
    evidence: { paths: unasked, texts: unasked, symbols: unasked, written: unasked, log: unasked },
    activity: { mergedSince: unasked, pull: unasked, pulls: unasked, tags: unasked },
    memory: { recall: async () => new Map(), keep: async () => {} },
    issues: { own: unasked, issue: unasked, comment: unasked, comments: unasked },
    artifacts: { artifacts: async () => ({ state: 'whole', list: [] }), content: unasked },
    ledger: {
      hasPosted: async () => repository.postedBefore ?? false,
      pushes: async () => [],
      editedReviews: async () => new Map(),
      override: async () => null,
      arrival: async () => null,
      builds: async () => [],
    },
    timetable: { kept: unasked, claim: unasked, done: unasked, setNext: unasked },
    apply: async (effects) => {
      written.push(...effects);
      return effects.map((effect) => ({
        outcome: 'created',
        url: effect.kind === 'check-run' ? `https://github.example/checks/${effect.oid}` : null,
      }));
    },
    now: () => new Date('2025-07-07T09:00:00Z'),
    log: { info() {}, warn() {}, error() {} },
  };
}

const unasked = async (): Promise<never> => {
  throw new Error('this fake was not expected to be asked');
};

const unread: ReviewForge = {
  permission: unasked,
  headOf: unasked,
  reviews: unasked,
  authorship: unasked,
  coAuthors: unasked,
  team: unasked,
  reviewRequests: unasked,
  mergeQueue: unasked,
};

function fakeForge({
  heads,
  branches,
  permissions,
  defaultBranch = 'main',
  mergeMethods = { merge: true, squash: true, rebase: true },
}: FakeRepository): Forge {
  return {
    repository: async () => ({
      defaultBranch,
      mergeMethods,
      url: 'https://github.example/acme/river',
    }),
    pullRequests: async () => heads,
    branches: async (_repo, names) => {
      const tips = new Map(Object.entries({ [defaultBranch]: 'M', ...branches }));
      return new Map([...tips].filter(([name]) => names.includes(name)));
    },
    branchesUnder: async () => new Map(),
    permission: async (_repo, user) => permissions?.[user] ?? 'none',
  };
}

const name = (side: MergeSide) => (typeof side === 'string' ? side : side.landed);

function fakeGit(
  { conflicts, paths, commits, plan, plans }: FakeRepository,
  merges: string[],
): Git {
  const merge = (ours: string, theirs: string): TrialMerge => {
    const found = (conflicts ?? []).filter(
      ([a, b]) => (a === ours && b === theirs) || (a === theirs && b === ours),
    );
    if (found.length === 0) return { verdict: 'clean', tree: 'tree' };
    return {
      verdict: 'conflict',
      tree: 'tree',
      conflicts: found.map(([, , path]) => ({
        kind: 'content',
        paths: [path],
        ours: { path },
        theirs: { path },
        regions: [{ ours: { from: 3, to: 4 }, theirs: { from: 3, to: 3 } }],
        message: `CONFLICT (content): Merge conflict in ${path}`,
      })),
    };
  };
  return {
    fetch: async () => new Map(),
    readFile: async (_repo, commit): Promise<FileRead> => {
      const text = plans?.[commit] ?? plan;
      return text === undefined ? { state: 'absent' } : { state: 'found', text, oid: 'PLAN' };
    },
    mergeBase: async () => 'M',
    line: async () => ['M'],
    unlanded: async (_repo, _target, heads) =>
      new Map(
        heads.map((oid) => [
          oid,
          { commits: new Set(commits?.[oid] ?? [oid]), paths: paths?.[oid] ?? [] },
        ]),
      ),
    history: unasked,
    cleanMerges: unasked,
    patchIds: unasked,
    async train(_repo, target, heads) {
      const landed = [target];
      return heads.map((head) => {
        const bad = landed
          .map((tip) => merge(tip, head))
          .find(({ verdict }) => verdict !== 'clean');
        if (!bad) landed.push(head);
        return bad ?? merge(target, head);
      });
    },
    async chain(repo, { base, heads, branch }) {
      const outcomes = await this.train(repo, base, heads, 'merge');
      const at = outcomes.findIndex(({ verdict }) => verdict !== 'clean');
      const bad = outcomes[at];
      if (bad?.verdict === 'conflict') {
        const found = bad.conflicts.flatMap((one) => one.paths);
        return { state: 'conflict', head: heads[at] ?? '', paths: found };
      }
      const changed = heads.flatMap((head) => paths?.[head] ?? []);
      return { state: 'built', tip: `tip of ${branch}`, changed };
    },
    /** Shows nothing without merging: every pair is put to git. */
    async withSurvey(repo, target, heads, work) {
      const merges = await this.trialMerges(
        repo,
        heads.map((theirs) => ({ ours: target, theirs })),
      );
      const changed = (path: string): TreeChange => ({
        path,
        status: 'M',
        modes: ['100644', '100644'],
        oids: ['1', '2'],
      });
      return work({
        heads: new Map(
          heads.map((head, at): [string, HeadSurvey] => [
            head,
            {
              onTarget: merges[at] as TrialMerge,
              commits: new Set(commits?.[head] ?? [head]),
              bases: [],
              raw: (paths?.[head] ?? []).map(changed),
              landed: null,
              uprooted: false,
            },
          ]),
        ),
        hunks: async (versions) => versions.map(() => null),
        lines: async (blobs) => blobs.map(() => null),
        trialMerges: (requests, progress) => this.trialMerges(repo, requests, progress),
        trunk: async () => [],
        turnover: async (bases) => bases.map(() => null),
        lookalikes: async (asked) => asked.map(() => null),
        contents: async () => new Map(),
        symbols: async () => [],
        written: async () => [],
        merged: async (asked) => asked.map(() => null),
        occurrences: async () => new Map(),
        recall: async () => new Map(),
        keep: async () => {},
        giveWay: async () => {},
      });
    },
    trialMerges: async (_repo, requests) =>
      requests.map(({ ours, theirs }) => {
        merges.push(`${name(ours)}+${name(theirs)}`);
        return merge(name(ours), name(theirs));
      }),
  };
}
