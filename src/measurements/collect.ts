/** Gathers what workflow runs measured, commit by commit. It reaches GitHub through a port only. */
import type { Artifact, ArtifactForge, Oid, Repository } from '../ports.ts';
import type { HistoryPoint, Measurement } from './measurement.ts';
import { readResults } from './read.ts';

/** What was measured of one commit under one name. */
export interface Collected {
  /** Name of the artifact: results under two names are of two kinds of machines, or of two suites. */
  label: string;
  oid: Oid;
  /** Of each run, newest first. */
  runs: Measurement[][];
  /** What a tool has kept of earlier commits, oldest first. */
  history: HistoryPoint[];
  /** A fork's run uploaded it: whoever owns the fork decides what it says. */
  fromFork: boolean;
  /** Sentences about what could not be read. */
  problems: string[];
}

/** Runs of one commit that are read, the newest. */
const MOST_RUNS = 10;
/** Downloads at a time. */
const AT_ONCE = 4;

/** Reads artifacts that are listed, newest first; expired ones are as if they were not there. */
export async function collect(
  repo: Repository,
  listed: readonly Artifact[],
  forge: ArtifactForge,
): Promise<Collected[]> {
  const groups = new Map<string, Artifact[]>();
  for (const artifact of listed) {
    if (artifact.expired) continue;
    const key = JSON.stringify([artifact.oid, artifact.name, artifact.fromFork]);
    const group = groups.get(key) ?? [];
    if (group.length < MOST_RUNS) group.push(artifact);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  const found: Collected[] = [];
  for (let start = 0; start < all.length; start += AT_ONCE) {
    const some = all.slice(start, start + AT_ONCE);
    found.push(...(await Promise.all(some.map((group) => collectOne(repo, group, forge)))));
  }
  return found;
}

async function collectOne(
  repo: Repository,
  group: readonly Artifact[],
  forge: ArtifactForge,
): Promise<Collected> {
  const [{ name, oid, fromFork }] = group as [Artifact];
  const one: Collected = { label: name, oid, runs: [], history: [], fromFork, problems: [] };
  for (const artifact of group) {
    const content = await forge.content(repo, artifact);
    // Expired since it was listed.
    if (content.state === 'gone') continue;
    if (content.state === 'unreadable') {
      one.problems.push(`\`${name}\` could not be read: ${content.reason}`);
      continue;
    }
    const { formats, history, measurements, notes, refused } = readResults(content.files);
    const left = [...content.leftOut, ...refused];
    one.problems.push(
      ...left.map(({ path, reason }) => `${path} in \`${name}\` was left out: ${reason}`),
      ...notes,
    );
    if (formats.length === 0 && left.length === 0) {
      one.problems.push(`\`${name}\` holds no results in a format that Weir knows`);
    }
    if (measurements.length > 0) one.runs.push(measurements);
    if (one.history.length === 0) one.history = history;
  }
  return one;
}
