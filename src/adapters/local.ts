/** A clone on this disk that stands in for GitHub: which refs there are, and what a name written by a person means. */
import picomatch from 'picomatch';
import type { ActivityForge, EvidenceGit } from '../ports/evidence.ts';
import type { IssueForge } from '../ports/issues.ts';
import type { ArtifactForge, Forge, Git, Oid, ReadChecks } from '../ports.ts';
import { gitRunner } from './git/child.ts';
import { isOid, lookUp, peelCommits } from './git/objects.ts';
import { sweepScratch } from './git/scratch.ts';
import { openClone } from './git.ts';
import { LOCAL_CHECKS, LOCAL_ISSUES, localActivity } from './local-activity.ts';
import { findGitDir, headBranch, isBare, listRefs } from './local-refs.ts';
import { noArtifacts } from './no-artifacts.ts';

/** A commit and how people call it. */
export interface NamedCommit {
  /** As it was written; a branch without `refs/heads/` where it came out of a glob. */
  ref: string;
  /** Full name of the ref, null for an object id. */
  full: string | null;
  oid: Oid;
  /** Equal for two names of one thing: the ref it is or, being symbolic, finally names, else the object id. */
  identity: string;
}

export type Resolved =
  | { state: 'found'; commit: NamedCommit }
  | { state: 'unknown' }
  /** The name exists and is no commit. */
  | { state: 'other'; type: string };

export interface LocalClone {
  git: Git & { evidence: EvidenceGit };
  /** Reads for `readPlan`; a clone knows no pull requests, and whoever reads it may do anything. */
  forge: Forge;
  /** What is on GitHub only, and therefore unknown. */
  checks: ReadChecks;
  issues: IssueForge;
  /** What its merges tell of pull requests. */
  activity(target: { ref: string; oid: Oid }): ActivityForge;
  /** Answers that nobody knows. */
  artifacts: ArtifactForge;
  /** Names that can be written, branches first, for suggestions. */
  names: string[];
  /** The repository's default branch, null where there is no commit at all. */
  defaultBranch: NamedCommit | null;
  /** All local branches with their commits; one that is only another name of one of them is left out. */
  branches(): Promise<NamedCommit[]>;
  resolve(name: string): Promise<Resolved>;
  /** Whether a name is a pattern rather than a name. */
  isGlob(name: string): boolean;
  /**
   * Commits whose ref matches: local branches by short name, every ref by full name, else remote branches. What a
   * remote's HEAD names is not matched by way of it, and a branch with two names only once.
   */
  matching(glob: string): Promise<NamedCommit[]>;
}

/** Where a name without `refs/` is looked for, in this order. */
const PLACES = ['refs/heads/', 'refs/remotes/', 'refs/tags/', 'refs/'];
const HEADS = 'refs/heads/';
const REMOTES = 'refs/remotes/';
/** `main~2^2`: a name and steps back from it. */
const STEPS = /^(.+?)((?:[~^]\d*)+)$/;

/**
 * Opens the repository that `dir` belongs to: a work tree, a folder in one, a linked work tree, or a bare one.
 * Throw-away folders of earlier processes that were killed are removed on the way.
 *
 * @throws UnusableClone where there is none, or a shallow one; UnsupportedGit with an unsuitable git
 */
export async function openLocal(dir: string): Promise<LocalClone> {
  sweepScratch();
  const git = await openClone(dir);
  const run = gitRunner();
  const gitDir = await findGitDir(run, dir);
  const { refs, links } = await listRefs(run, gitDir);
  const listed = [...refs.keys()].filter((full) => !isRemoteHead(full, links));
  const head = await headBranch(run, gitDir);
  const bare = await isBare(run, gitDir);

  /** The commits behind refs; what is no commit is left out, what is missing keeps its object id. */
  const commits = async (wanted: readonly { ref: string; full: string }[]) => {
    const oids = wanted.map(({ full }) => refs.get(full) ?? '');
    const peeled = await peelCommits(run, gitDir, oids);
    const lost = await lookUp(run, gitDir, oids);
    return wanted.flatMap(({ ref, full }, at): NamedCommit[] => {
      const oid = peeled[at] ?? (lost[at] === null ? oids[at] : undefined);
      return oid ? [{ ref, full, oid, identity: links.get(full) ?? full }] : [];
    });
  };
  const commitOf = async (ref: string, full: string): Promise<Resolved> => {
    const [commit] = await commits([{ ref, full }]);
    if (commit) return { state: 'found', commit };
    const [header] = await lookUp(run, gitDir, [refs.get(full) ?? '']);
    return { state: 'other', type: header?.type ?? 'unreadable' };
  };

  const fullName = (name: string): string | null => {
    if (name === 'HEAD') return head !== null && refs.has(head) ? head : null;
    const places = name.startsWith('refs/') ? ['', ...PLACES] : PLACES;
    const candidates = [...places.map((place) => place + name), `${REMOTES}${name}/HEAD`];
    const found = candidates.find((full) => refs.has(full));
    if (found === undefined) return null;
    return isRemoteHead(found, links) ? (links.get(found) ?? found) : found;
  };

  const resolve = async (name: string): Promise<Resolved> => {
    const full = isOid(name.toLowerCase()) ? null : fullName(name);
    if (full !== null) return commitOf(name, full);
    const [, start = '', steps = ''] = STEPS.exec(name) ?? [];
    if (start !== '') {
      const from = await resolve(start);
      return from.state === 'found' ? commitNamed(name, `${from.commit.oid}${steps}`) : from;
    }
    if (name === 'HEAD' && head === null) return commitNamed(name, 'HEAD');
    return /^[0-9a-f]{4,64}$/i.test(name) ? commitNamed(name, name) : { state: 'unknown' };
  };
  const commitNamed = async (ref: string, expression: string): Promise<Resolved> => {
    const [commit, any] = await lookUp(run, gitDir, [`${expression}^{commit}`, expression]);
    const { oid } = commit ?? {};
    if (oid) return { state: 'found', commit: { ref, full: null, oid, identity: oid } };
    return any ? { state: 'other', type: any.type } : { state: 'unknown' };
  };

  const shortened = (place: string) =>
    listed
      .filter((full) => full.startsWith(place))
      .map((full) => ({ ref: full.slice(place.length), full }));
  const shortHeads = shortened(HEADS);
  const shortRemotes = shortened(REMOTES);
  /** Leaves out other names of what is there. */
  const once = (found: readonly { ref: string; full: string }[]) => {
    const there = new Set(found.map(({ full }) => full));
    return found.filter(({ full }) => !there.has(links.get(full) ?? ''));
  };
  const isGlob = (name: string) => /[*?[{]/.test(name) && fullName(name) === null;

  const matching = (glob: string) => {
    // The bytes of a name that is not UTF-8 are written as they are shown.
    const escaped = glob.replaceAll(/\\(?=x[89a-f][0-9a-f])/g, '\\\\');
    const matches = picomatch(escaped, { dot: true, nonegate: true });
    const found = listed.flatMap((full) => {
      const ref = full.startsWith(HEADS) ? full.slice(HEADS.length) : full;
      return matches(ref) || matches(full) ? [{ ref, full }] : [];
    });
    return commits(once(found.length > 0 ? found : shortRemotes.filter(({ ref }) => matches(ref))));
  };

  const defaultName = chooseDefault(refs, links, head, bare);
  const found = defaultName === null ? await resolve('HEAD') : await resolve(defaultName);
  const defaultBranch = found.state === 'found' ? found.commit : null;
  return {
    git,
    forge: forgeOver(resolve, defaultBranch),
    checks: LOCAL_CHECKS,
    issues: LOCAL_ISSUES,
    activity: (target) => localActivity({ git, resolve }, target),
    artifacts: noArtifacts,
    names: [
      ...shortHeads.map(({ ref }) => ref),
      ...shortRemotes.map(({ ref }) => ref),
      ...listed.filter((full) => !full.startsWith(HEADS) && !full.startsWith(REMOTES)),
    ],
    defaultBranch,
    branches: () => commits(once(shortHeads)),
    resolve,
    isGlob,
    matching,
  };
}

/** Whether a ref says which branch is the default one of a remote, and is not a branch of its own. */
function isRemoteHead(full: string, links: ReadonlyMap<string, string>): boolean {
  if (!full.startsWith(REMOTES) || !full.endsWith('/HEAD')) return false;
  return links.has(full) || full.split('/').length === 4;
}

/**
 * The branch that work runs into: what the remote calls so, in a bare repository what HEAD names, else `main`
 * or `master`, else what is checked out. The user's own settings take no part: everybody gets the same answer.
 */
function chooseDefault(
  refs: ReadonlyMap<string, Oid>,
  links: ReadonlyMap<string, string>,
  head: string | null,
  bare: boolean,
): string | null {
  const existing = (name: string | null | undefined) => {
    if (!name) return null;
    if (refs.has(`${HEADS}${name}`)) return name;
    return refs.has(`${REMOTES}origin/${name}`) ? `origin/${name}` : null;
  };
  const prefix = `${REMOTES}origin/`;
  const remote = links.get(`${prefix}HEAD`);
  const checkedOut = head?.startsWith(HEADS) ? head.slice(HEADS.length) : null;
  return (
    existing(remote?.startsWith(prefix) ? remote.slice(prefix.length) : null) ??
    (bare ? existing(checkedOut) : null) ??
    existing('main') ??
    existing('master') ??
    existing(checkedOut)
  );
}

function forgeOver(
  resolve: (name: string) => Promise<Resolved>,
  defaultBranch: NamedCommit | null,
): Forge {
  return {
    repository: async () => ({
      defaultBranch: defaultBranch?.ref ?? 'HEAD',
      mergeMethods: { merge: true, squash: true, rebase: true },
      url: null,
    }),
    pullRequests: async () => [],
    async branches(_repo, names) {
      const found = new Map<string, Oid>();
      for (const name of names) {
        const tip = await branchNamed(resolve, name);
        if (tip) found.set(name, tip.oid);
      }
      return found;
    },
    branchesUnder: async () => new Map(),
    permission: async () => 'admin',
  };
}

/** A branch as a plan names it: local, or as the remote `origin` has it. */
export async function branchNamed(
  resolve: (name: string) => Promise<Resolved>,
  name: string,
): Promise<NamedCommit | null> {
  for (const candidate of [name, `origin/${name}`]) {
    const found = await resolve(candidate);
    if (found.state === 'found') return found.commit;
  }
  return null;
}
