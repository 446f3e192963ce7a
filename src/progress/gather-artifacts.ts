/** Reads workflow artifacts of the target for probes: of each name those of the newest commit that has any. */
import { anyNameGlob } from '../plan/glob.ts';
import type { Unread } from '../ports/standing.ts';
import type { Artifact, Deps, Oid, Repository } from '../ports.ts';
import type { ArtifactsSeen } from './probe.ts';

export type ArtifactDeps = Pick<Deps, 'artifacts' | 'evidence'>;

/** Commits of the target's own line that are looked at: not every one is built. */
const MOST_COMMITS = 20;
/** Artifacts that are unpacked for one glob. */
const MOST_ARTIFACTS = 10;

/** By glob of their names, as asked. */
export async function readArtifacts(
  repo: Repository,
  tip: Oid,
  globs: readonly string[],
  deps: ArtifactDeps,
): Promise<Map<string, ArtifactsSeen | Unread>> {
  if (globs.length === 0) return new Map();
  const log = await deps.evidence.log(repo, {
    tip,
    firstParent: true,
    most: MOST_COMMITS,
    cut: true,
  });
  if (log.state === 'partial') {
    return new Map(globs.map((glob) => [glob, { state: 'unread', reason: log.reason }]));
  }
  const commits = log.list.map(({ oid }) => oid);
  const all = await deps.artifacts.artifacts(repo, commits, anyNameGlob(globs));
  const found = new Map<string, ArtifactsSeen | Unread>();
  for (const glob of globs) {
    if (all.state === 'partial') {
      found.set(glob, { state: 'unread', reason: all.reason.replace(/\.$/, '') });
      continue;
    }
    // Whoever owns a fork decides what its artifacts say.
    const own = all.list.filter(({ name, fromFork }) => !fromFork && anyNameGlob([glob])(name));
    found.set(glob, await unpacked(repo, newestOf(own, commits), deps));
  }
  return found;
}

/** Those of the newest commit that has any; of several runs on it, the newest of each name. */
function newestOf(artifacts: readonly Artifact[], commits: readonly Oid[]): Artifact[] {
  const oid = commits.find((commit) => artifacts.some((one) => one.oid === commit));
  const byName = new Map<string, Artifact>();
  for (const one of artifacts) {
    const before = byName.get(one.name);
    if (one.oid === oid && (!before || before.createdAt < one.createdAt)) byName.set(one.name, one);
  }
  return [...byName.values()];
}

async function unpacked(
  repo: Repository,
  artifacts: readonly Artifact[],
  deps: ArtifactDeps,
): Promise<ArtifactsSeen> {
  const seen: ArtifactsSeen = { state: 'read', files: [], leftOut: [] };
  if (artifacts.length > MOST_ARTIFACTS) {
    seen.leftOut.push(`only ${MOST_ARTIFACTS} of ${artifacts.length} artifacts were read`);
  }
  for (const artifact of artifacts.slice(0, MOST_ARTIFACTS)) {
    const { name, createdAt, oid, run } = artifact;
    const content = await deps.artifacts.content(repo, artifact);
    if (content.state === 'gone') seen.leftOut.push(`${name} has expired`);
    if (content.state === 'unreadable') {
      seen.leftOut.push(`${name} could not be read: ${content.reason}`);
    }
    if (content.state !== 'found') continue;
    seen.files.push(
      ...content.files.map(({ path, text }) => ({
        artifact: name,
        createdAt,
        run,
        oid,
        path,
        text,
      })),
    );
  }
  return seen;
}
