/** Reads what was measured of an earlier release and of the target: workflow artifacts, and files of both commits. */
import { type Collected, collect } from '../measurements/collect.ts';
import type { HistoryPoint, Measurement } from '../measurements/measurement.ts';
import { readResults } from '../measurements/read.ts';
import { anyGlob, anyNameGlob } from '../plan/glob.ts';
import type { Plan } from '../plan/schema.ts';
import type { Unread } from '../ports/standing.ts';
import type { Deps, Oid, Repository } from '../ports.ts';
import type { BaselineSeen, BaselineSet } from './baseline-performance.ts';
import { clause } from './phrases.ts';
import type { TreeSeen } from './probe.ts';

/** Commits of the target's own line that are looked at: not every one is measured. */
const MOST_COMMITS = 20;
const MOST_FILES = 100;

type BaselineDeps = Pick<Deps, 'artifacts' | 'evidence' | 'git'>;

interface Sides {
  repo: Repository;
  tag: TreeSeen;
  target: TreeSeen;
  settings: Plan['integration']['performance'];
  /** Nobody keeps artifacts here: what files say is everything there is. */
  isClone: boolean;
}

/** What artifacts would say is unknown where they may not be read: files then show what is slower, and nothing else. */
export async function readBaseline(
  sides: Sides,
  deps: BaselineDeps,
): Promise<BaselineSeen | Unread> {
  const files = await fromFiles(sides, deps);
  const uploaded = await fromArtifacts(sides, deps);
  if ('reason' in uploaded) {
    const { reason } = uploaded;
    if (files.sets.length === 0 && files.problems.length === 0) return { state: 'unread', reason };
    const problems = sides.isClone ? files.problems : [reason, ...files.problems];
    return { state: 'read', sets: files.sets, problems };
  }
  return {
    state: 'read',
    sets: [...uploaded.sets, ...files.sets],
    problems: [...uploaded.problems, ...files.problems],
  };
}

type Found = Pick<BaselineSeen, 'sets' | 'problems'>;

async function fromArtifacts(
  { repo, tag, target, settings }: Sides,
  { artifacts, git }: BaselineDeps,
): Promise<Found | { reason: string }> {
  const line = await git.line(repo, target.oid, MOST_COMMITS);
  const wanted = anyNameGlob([settings.artifact]);
  const listed = await artifacts.artifacts(repo, [...new Set([...line, tag.oid])], wanted);
  if (listed.state === 'partial') return { reason: clause(listed.reason) };
  // Whoever owns a fork decides what its artifacts say.
  const own = listed.list.filter(({ fromFork }) => !fromFork);
  const measured = await collect(repo, own, artifacts);
  const age = new Map(line.map((oid, at) => [oid, at]));
  const sets = [...new Set(measured.map(({ label }) => label))].map((label): BaselineSet => {
    const of = measured.filter((one) => one.label === label);
    const onLine = of
      .filter(({ oid, runs }) => age.has(oid) && runs.length > 0)
      .sort((x, y) => (age.get(x.oid) ?? 0) - (age.get(y.oid) ?? 0));
    const [newest, ...earlier] = onLine;
    const kept = of.flatMap(({ history }) => history);
    const last = newest ?? newestKept(kept, line);
    return {
      base: atTag(of, tag.oid),
      head: last?.runs ?? [],
      headOid: last?.oid ?? null,
      history: earlier.reverse().flatMap(({ runs }) => runs),
    };
  });
  return { sets, problems: measured.flatMap(({ problems }) => problems.map(clause)) };
}

function newestKept(
  history: readonly HistoryPoint[],
  line: readonly Oid[],
): { oid: Oid; runs: Measurement[][] } | undefined {
  const oid = line.find((one) => history.some(({ commit }) => commit === one));
  return oid === undefined ? undefined : { oid, runs: keptOf(history, oid) };
}

/** Measured by a run of its own, or kept in the history that a tool carries along. */
function atTag(measured: readonly Collected[], tag: Oid): Measurement[][] {
  const own = measured.filter(({ oid }) => oid === tag).flatMap(({ runs }) => runs);
  return own.length > 0
    ? own
    : keptOf(
        measured.flatMap(({ history }) => history),
        tag,
      );
}

function keptOf(history: readonly HistoryPoint[], tag: Oid): Measurement[][] {
  const last = history.findLast(({ commit }) => commit === tag);
  return last ? [last.measurements] : [];
}

async function fromFiles(
  { repo, tag, target, settings }: Sides,
  deps: BaselineDeps,
): Promise<Found> {
  if (settings.files.length === 0) return { sets: [], problems: [] };
  const [before, after] = [
    await resultsIn(repo, tag, settings.files, deps),
    await resultsIn(repo, target, settings.files, deps),
  ];
  const problems = [...before.problems, ...after.problems];
  if (before.formats + after.formats === 0) return { sets: [], problems };
  const own = before.measurements.length > 0 ? [before.measurements] : [];
  const set: BaselineSet = {
    base: own.length > 0 ? own : keptOf(after.history, tag.oid),
    head: after.measurements.length > 0 ? [after.measurements] : [],
    headOid: target.oid,
    history: after.history.map(({ measurements }) => measurements),
  };
  return { sets: [set], problems };
}

async function resultsIn(
  repo: Repository,
  { files, oid }: TreeSeen,
  globs: readonly string[],
  { evidence }: BaselineDeps,
) {
  const at = oid.slice(0, 7);
  const fits = anyGlob(globs);
  const all = [...(files ?? [])].filter(([path]) => fits(path));
  const some = all.slice(0, MOST_FILES);
  const contents = await evidence.texts(
    repo,
    some.map(([, blob]) => blob),
  );
  const texts = some.flatMap(([path, blob]) => {
    const content = contents.get(blob);
    return content?.state === 'text' ? [{ path, text: content.text }] : [];
  });
  const { formats, history, measurements, notes, refused } = readResults(texts);
  const problems = [
    ...(files === null ? [`the files of ${at} could not be listed`] : []),
    ...(all.length > some.length ? [`only ${some.length} of ${all.length} files were read`] : []),
    ...(texts.length < some.length ? [`files with results at ${at} are missing or too large`] : []),
    ...refused.map(({ path, reason }) => `${path} at ${at}: ${clause(reason)}`),
    ...notes.map(clause),
  ];
  return { formats: formats.length, history, measurements, problems };
}
