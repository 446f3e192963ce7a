/** What was measured of a branch, commit by commit, and since when something is worse. It asks through ports only. */
import type { ArtifactForge, Git, Oid, Repository, WholeList } from '../ports.ts';
import { collect } from './collect.ts';
import type { HistoryPoint } from './measurement.ts';
import { turnsIn } from './trend.ts';
import { percent, valueInWords } from './words.ts';

/** Commits that are looked at, the newest. */
const MOST_COMMITS = 200;

export interface LineSources {
  repo: Repository;
  /** The tip of the branch. */
  tip: Oid;
  /** Which artifacts hold results. */
  isWanted(name: string): boolean;
  git: Pick<Git, 'line'>;
  artifacts: ArtifactForge;
}

/**
 * Results of the commits on a branch's own line (over first parents), oldest first within each name of artifacts; what
 * a tool has kept itself (`data.js`) comes before them. What forks uploaded is left out.
 */
export async function lineHistory({
  repo,
  tip,
  isWanted,
  git,
  artifacts,
}: LineSources): Promise<WholeList<HistoryPoint>> {
  const line = await git.line(repo, tip, MOST_COMMITS);
  const listed = await artifacts.artifacts(repo, line, isWanted);
  if (listed.state === 'partial') return listed;
  const own = listed.list.filter(({ fromFork }) => !fromFork);
  const measured = await collect(repo, own, artifacts);
  const age = new Map(line.map((oid, at) => [oid, at]));
  measured.sort((x, y) => (age.get(y.oid) ?? 0) - (age.get(x.oid) ?? 0));
  const kept = new Map<string, HistoryPoint>();
  for (const one of measured) {
    for (const point of one.history) kept.set(JSON.stringify([point.suite, point.commit]), point);
  }
  const points = measured.flatMap(({ label, oid, runs }) => {
    const at = own.find((artifact) => artifact.oid === oid && artifact.name === label)?.createdAt;
    return runs.slice(0, 1).map((measurements): HistoryPoint => {
      return { suite: label, commit: oid, at: at ?? null, measurements };
    });
  });
  return { state: 'whole', list: [...kept.values(), ...points] };
}

/** A benchmark that is worse than it was, for good. */
export interface WorseSince {
  benchmark: string;
  /** `100 ns → 106 ns, +6.1 %` */
  change: string;
  /** The first commit that was measured at the new level. */
  oid: Oid;
  /** The last one before it that was measured. */
  since: Oid;
}

/** Benchmarks whose newest change of level was for the worse, largest first. */
export function worseSince(points: readonly HistoryPoint[]): WorseSince[] {
  const last = new Map(
    turnsIn(points).map((turn) => [JSON.stringify([turn.suite, turn.name]), turn]),
  );
  return [...last.values()]
    .filter(({ worse }) => worse === true)
    .sort((x, y) => Math.abs(y.change) - Math.abs(x.change))
    .map(({ after, before, change, commit, name, since, unit }) => ({
      benchmark: name,
      change: `${valueInWords(before, unit)} → ${valueInWords(after, unit)}, ${percent(change)} %`,
      oid: commit,
      since,
    }));
}
