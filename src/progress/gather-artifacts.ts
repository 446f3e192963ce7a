/** Reads workflow artifacts of the target for probes: of each name those of the newest commit that has any. */
import { readResults } from '../measurements/read.ts';
import { anyNameGlob } from '../plan/glob.ts';
import type { Unread } from '../ports/standing.ts';
import type { Artifact, Deps, Oid, Repository } from '../ports.ts';
import { clause } from './phrases.ts';
import type { ArtifactsSeen } from './probe.ts';

export type ArtifactDeps = Pick<Deps, 'artifacts' | 'evidence'>;

/** Commits of the target's own line that are looked at: not every one is built. */
const MOST_COMMITS = 20;
/** Artifacts that are unpacked for one glob. */
const MOST_ARTIFACTS = 10;
/** Files that may hold results: one of them that cannot be read may change everything; a picture changes nothing. */
const RESULT = /\.(sarif|json|xml|info|lcov|txt|csv)$/i;

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
      found.set(glob, { state: 'unread', reason: clause(all.reason) });
      continue;
    }
    // Whoever owns a fork decides what its artifacts say.
    const own = all.list.filter(({ name, fromFork }) => !fromFork && anyNameGlob([glob])(name));
    found.set(glob, await unpacked(repo, newestOf(own, commits), deps));
  }
  return found;
}

/** How CI calls artifacts with the numbers that progress reports have, too. */
const REPORT_ARTIFACTS = 'workstream-metrics*';
const REPORTED = ['operations_per_second', 'memory_usage_mb', 'latency_p95_ms', 'error_rate'];

/**
 * What CI measured of the numbers in progress reports, on the heads of a workstream; the first head that has any
 * counts. Nothing where it measured none of them, or artifacts could not be read.
 */
export async function readPerformance(
  ask: { repo: Repository; workstream: string; commits: readonly Oid[]; benchmarks: string },
  { artifacts }: Pick<Deps, 'artifacts'>,
): Promise<Record<string, number>> {
  const { repo, workstream, commits, benchmarks } = ask;
  if (commits.length === 0) return {};
  const wanted = anyNameGlob([REPORT_ARTIFACTS, benchmarks]);
  const all = await artifacts.artifacts(repo, commits, wanted);
  if (all.state === 'partial') return {};
  const own = newestOf(
    all.list.filter(({ fromFork }) => !fromFork),
    commits,
  );
  const { files } = await unpacked(repo, own, { artifacts });
  const { measurements } = readResults(files);
  const found = REPORTED.flatMap((name): [string, number][] => {
    const of = measurements.find(
      (one) => one.name === `${workstream}: ${name}` || one.name === name,
    );
    return of ? [[name, of.value]] : [];
  });
  return Object.fromEntries(found);
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
  deps: Pick<ArtifactDeps, 'artifacts'>,
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
    for (const { path, reason } of content.leftOut) {
      if (RESULT.test(path)) seen.leftOut.push(`${path} in ${name} could not be read: ${reason}`);
    }
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
