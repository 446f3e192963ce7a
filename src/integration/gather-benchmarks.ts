/**
 * Gathers what was measured of heads and of their merge bases: workflow artifacts, and files in the branches. Detectors
 * get it as plain data. What cannot be read is said, and costs nothing else.
 */
import { type Collected, collect } from '../measurements/collect.ts';
import type { Measurement, NamedText } from '../measurements/measurement.ts';
import { readResults } from '../measurements/read.ts';
import { anyGlob } from '../plan/glob.ts';
import { DEFAULT_ARTIFACT } from '../plan/performance-settings.ts';
import type { Plan } from '../plan/schema.ts';
import type {
  Artifact,
  ArtifactForge,
  Git,
  Oid,
  Repository,
  Survey,
  TreeChange,
  WholeList,
} from '../ports.ts';
import { isRegularFile } from '../tree-modes.ts';
import type { HeadBenchmarks, MeasuredSet } from './report.ts';

/** What the plan says. */
export type PerformanceSettings = Plan['integration']['performance'];

/** Earlier commits of the target whose results tell how much a benchmark varies. */
const MOST_HISTORY = 40;
/** Files of one head that are read. */
const MOST_FILES = 100;

export interface BenchmarkSources {
  repo: Repository;
  /** The commit that everything runs into. */
  target: Oid;
  heads: readonly { ref: string; oid: Oid }[];
  settings: PerformanceSettings | null;
  /** Somebody relies on results: none, or none that can be read, is something to say. */
  expected: boolean;
  survey: Survey;
  git: Git;
  /** Null where nobody keeps artifacts. */
  artifacts: ArtifactForge | null;
}

/** By `ref` of the head; one of which nothing was measured and nothing was expected is left out. */
export async function gatherBenchmarks(
  sources: BenchmarkSources,
): Promise<Map<string, HeadBenchmarks>> {
  const { heads, survey } = sources;
  const found = new Map<string, HeadBenchmarks>();
  const uploaded = await fromArtifacts(sources);
  for (const { ref, oid } of heads) {
    const base = survey.heads.get(oid)?.bases[0];
    // Without a common history there is nothing to compare with; a head that has landed has nothing new.
    if (base === undefined || base === oid) continue;
    const sets = [...uploaded.setsOf(oid, base), ...(await fromFiles(sources, oid))];
    if (sets.length > 0 || uploaded.unread !== null) {
      found.set(ref, { base, sets, unread: uploaded.unread });
    }
  }
  return found;
}

/** How many benchmarks were measured on both sides. */
export function comparedIn({ sets }: HeadBenchmarks): number {
  const names = (runs: Measurement[][]) => new Set(runs.flat().map(({ name }) => name));
  return sets.reduce((sum, { base, head }) => {
    const before = names(base);
    return sum + [...names(head)].filter((name) => before.has(name)).length;
  }, 0);
}

interface Uploaded {
  setsOf(head: Oid, base: Oid): MeasuredSet[];
  unread: HeadBenchmarks['unread'];
}

async function fromArtifacts(sources: BenchmarkSources): Promise<Uploaded> {
  const { artifacts: forge, expected, heads, repo, settings, survey } = sources;
  const nothing = { setsOf: () => [], unread: null };
  if (!forge || heads.length === 0) return nothing;
  const isWanted = anyGlob([settings?.artifact ?? DEFAULT_ARTIFACT]);
  const commits = new Set(heads.flatMap(({ oid }) => [oid, ...basesOf(survey, oid)]));
  const listed = await list(() => forge.artifacts(repo, [...commits], isWanted));
  if (listed.state === 'partial')
    return { ...nothing, unread: { reason: listed.reason, expected } };
  if (listed.list.length === 0) return nothing;
  const measured = await collect(repo, listed.list, forge);
  const history = measured.some(needsHistory) ? await earlier(sources, forge, isWanted) : [];
  return {
    unread: null,
    setsOf(head, base) {
      const labels = new Set(
        measured.filter(({ oid }) => oid === head || oid === base).map(({ label }) => label),
      );
      return [...labels].flatMap((label): MeasuredSet[] => {
        const of = (oid: Oid) => measured.filter((one) => one.label === label && one.oid === oid);
        const [after, before] = [of(head), of(base).filter(({ fromFork }) => !fromFork)];
        if (after.length === 0 && !expected) return [];
        return [
          {
            label,
            paths: [],
            base: before.flatMap(({ runs }) => runs),
            head: after.flatMap(({ runs }) => runs),
            history: historyOf(history, label, base, before),
            fromFork: after.some(({ fromFork }) => fromFork),
            problems: [...after, ...before].flatMap(({ problems }) => problems),
          },
        ];
      });
    },
  };
}

function basesOf(survey: Survey, oid: Oid): Oid[] {
  return survey.heads.get(oid)?.bases.slice(0, 1) ?? [];
}

/** An outage is an answer, too: what else is known of a head does not depend on it. */
async function list(ask: () => Promise<WholeList<Artifact>>): Promise<WholeList<Artifact>> {
  try {
    return await ask();
  } catch (error) {
    return { state: 'partial', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Single values say nothing of how much they vary. */
function needsHistory({ runs }: Collected): boolean {
  return runs.some((run) =>
    run.some(({ interval, samples }) => !interval && (samples?.length ?? 0) < 4),
  );
}

/** What was measured on the target's own line of commits, oldest first. */
async function earlier(
  { git, repo, target }: BenchmarkSources,
  forge: ArtifactForge,
  isWanted: (name: string) => boolean,
): Promise<Collected[]> {
  const line = await git.line(repo, target, 2 * MOST_HISTORY);
  const listed = await list(() => forge.artifacts(repo, line, isWanted));
  if (listed.state === 'partial') return [];
  const own = listed.list.filter(({ fromFork }) => !fromFork).slice(0, 2 * MOST_HISTORY);
  const measured = await collect(repo, own, forge);
  const age = new Map(line.map((oid, at) => [oid, at]));
  return measured.sort((x, y) => (age.get(y.oid) ?? 0) - (age.get(x.oid) ?? 0));
}

/** Up to the merge base where it stands on the line; what a tool has kept itself comes first. */
function historyOf(
  history: readonly Collected[],
  label: string,
  base: Oid,
  before: readonly Collected[],
): Measurement[][] {
  const own = history.filter((one) => one.label === label);
  const end = own.findIndex(({ oid }) => oid === base);
  const until = end < 0 ? own : own.slice(0, end + 1);
  const kept = before.flatMap((one) => one.history.map(({ measurements }) => measurements));
  return [...kept, ...until.flatMap(({ runs }) => runs)].slice(-MOST_HISTORY);
}

async function fromFiles({ settings, survey }: BenchmarkSources, oid: Oid): Promise<MeasuredSet[]> {
  if (!settings || settings.files.length === 0) return [];
  const isWanted = anyGlob(settings.files);
  const changes = (survey.heads.get(oid)?.raw ?? []).filter(
    (change) => isWanted(change.path) && change.modes.some(isRegularFile),
  );
  if (changes.length === 0) return [];
  const read = changes.slice(0, MOST_FILES);
  const problems =
    changes.length > read.length
      ? [`only ${read.length} of ${changes.length} files were read`]
      : [];
  const blobs = read.flatMap(({ modes, oids }) => oids.filter((_, at) => isRegularFile(modes[at])));
  const contents = await survey.contents([...new Set(blobs)]);
  const texts = ([0, 1] as const).map((at) =>
    read.flatMap((change) => textOf(change, at, contents, problems)),
  );
  // A file that is new on one side must not be compared with another one on the other.
  const withPaths = texts.some((files) => readResults(files).sharesNames);
  const side = (at: 0 | 1) => {
    const results = readResults(texts[at] ?? [], withPaths);
    problems.push(
      ...results.refused.map(({ path, reason }) => `${path} was left out: ${reason}`),
      ...results.notes,
    );
    return results;
  };
  const [before, after] = [side(0), side(1)];
  if (before.formats.length + after.formats.length === 0 && problems.length === 0) return [];
  return [
    {
      label: null,
      paths: read.map(({ path }) => path),
      base: before.measurements.length > 0 ? [before.measurements] : [],
      head: after.measurements.length > 0 ? [after.measurements] : [],
      history: before.history.map(({ measurements }) => measurements).slice(-MOST_HISTORY),
      fromFork: false,
      problems: [...new Set(problems)],
    },
  ];
}

function textOf(
  { path, modes, oids }: TreeChange,
  at: 0 | 1,
  contents: Awaited<ReturnType<Survey['contents']>>,
  problems: string[],
): NamedText[] {
  if (!isRegularFile(modes[at])) return [];
  const content = contents.get(oids[at]);
  if (content?.state === 'text') return [{ path, text: content.text }];
  problems.push(`${path} was left out: ${content?.reason ?? 'it is missing'}`);
  return [];
}
