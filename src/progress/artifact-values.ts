/** What artifacts of the target say: coverage, numbers in JSON, results of benchmarks. Pure. */
import { isNumber, isRecord, readJson } from '../measurements/bounded-json.ts';
import { readCoverage } from '../measurements/coverage.ts';
import { readResults } from '../measurements/read.ts';
import { anyGlob } from '../plan/glob.ts';
import { parseComparison, type Quantity } from '../plan/quantities.ts';
import type { Unread } from '../ports/standing.ts';
import type { ArtifactsSeen, ArtifactText, Given } from './probe.ts';
import type { Evidence } from './report.ts';

/** A value, or why there is none; the reason has no stop. */
export type Value =
  | { state: 'found'; value: Quantity; from: string; at: string | null; evidence: Evidence[] }
  | { state: 'unread'; reason: string };

type Seen = ArtifactsSeen | Unread | undefined;
export type Source = Pick<Given, 'web'>;

const none = (reason: string): Value => ({ state: 'unread', reason });

/** Files that were read, or why there are none. */
function filesOf(seen: Seen, glob: string): ArtifactText[] | { reason: string } {
  if (!seen) return { reason: `artifacts ${glob} were not read` };
  if (seen.state === 'unread') return { reason: `artifacts ${glob} are not known: ${seen.reason}` };
  if (seen.files.length > 0) return seen.files;
  const [why] = seen.leftOut;
  return {
    reason: why ?? `no artifact ${glob} was uploaded for the newest commits of the target`,
  };
}

export function artifactEvidence({ web }: Source, file: ArtifactText): Evidence {
  return {
    kind: 'artifact',
    what: `${file.path} in ${file.artifact}`,
    oid: file.oid,
    path: file.path,
    at: file.createdAt,
    ...(web === null ? {} : { url: `${web}/actions/runs/${file.run}` }),
  };
}

/** Line coverage over all files of artifacts that hold some. */
export function coverageIn(seen: Seen, glob: string, source: Source): Value {
  const files = filesOf(seen, glob);
  if ('reason' in files) return none(files.reason);
  // A part of the coverage is no coverage.
  const missing = seen?.state === 'read' ? seen.leftOut[0] : undefined;
  if (missing !== undefined) return none(missing);
  return coverageOf(
    files.map((file) => ({ ...file, evidence: artifactEvidence(source, file) })),
    `artifacts ${glob}`,
  );
}

/** Files are added up by their counts; two that give a rate only cannot be. */
export function coverageOf(
  files: readonly { path: string; text: string; createdAt: string | null; evidence: Evidence }[],
  from: string,
): Value {
  let [covered, of] = [0, 0];
  const rates: number[] = [];
  const used: (typeof files)[number][] = [];
  for (const file of files) {
    const read = readCoverage(file.text);
    if (read.state === 'other') continue;
    if (read.state === 'refused') return none(`${file.path} could not be read: ${read.reason}`);
    used.push(file);
    if (read.lines) {
      covered += read.lines.covered;
      of += read.lines.of;
    } else rates.push(read.share);
  }
  const [first] = used;
  if (!first) return none(`${from} hold no lcov, Cobertura or llvm-cov results`);
  const [rate] = rates;
  if (rate !== undefined && used.length > 1) {
    return none(`${from} hold several results, of which one gives a rate without counts`);
  }
  const share = rate ?? covered / of;
  return {
    state: 'found',
    value: { value: 100 * share, unit: '%' },
    from: used.length === 1 ? first.path : `${used.length} files of ${from}`,
    at: first.createdAt,
    evidence: used.slice(0, 3).map(({ evidence }) => evidence),
  };
}

/** A number in the JSON files of artifacts. `unit` is taken where the file has none. */
export function numberIn(
  seen: Seen,
  { name, file: glob, key }: { name: string; file: string; key: string },
  unit: string,
  source: Source,
): Value {
  const files = filesOf(seen, name);
  if ('reason' in files) return none(files.reason);
  const matches = anyGlob([glob]);
  const found: { file: ArtifactText; value: Quantity }[] = [];
  for (const file of files) {
    if (!matches(file.path)) continue;
    const json = readJson(file.text);
    if (json.state !== 'read') return none(`${file.path} in ${name} is not JSON that Weir reads`);
    const value = quantityOf(valueAt(json.value, key), unit);
    if (value) found.push({ file, value });
  }
  const [first] = found;
  if (!first) return none(`no file ${glob} in artifacts ${name} has a number at ${key}`);
  const other = found.find(({ value }) => value.value !== first.value.value);
  if (other)
    return none(`${first.file.path} and ${other.file.path} say different things at ${key}`);
  return {
    state: 'found',
    value: first.value,
    from: `${key} in ${first.file.path} (${first.file.artifact})`,
    at: first.file.createdAt,
    evidence: [artifactEvidence(source, first.file)],
  };
}

function quantityOf(value: unknown, unit: string): Quantity | null {
  if (isNumber(value)) return { value, unit };
  const written = typeof value === 'string' ? parseComparison(value, '=') : null;
  return written?.op === '=' ? { value: written.value, unit: written.unit || unit } : null;
}

/** `a.b.0.c`; a key that holds dots itself comes first. */
function valueAt(root: unknown, key: string): unknown {
  let value = root;
  let rest = key;
  while (rest !== '') {
    if (Array.isArray(value)) {
      const [at = '', ...more] = rest.split('.');
      value = /^\d{1,6}$/.test(at) ? value[Number(at)] : undefined;
      rest = more.join('.');
      continue;
    }
    if (!isRecord(value)) return undefined;
    const record = value;
    const parts = rest.split('.');
    const length = parts
      .map((_, at) => parts.length - at)
      .find((count) => {
        return Object.hasOwn(record, parts.slice(0, count).join('.'));
      });
    if (length === undefined) return undefined;
    value = record[parts.slice(0, length).join('.')];
    rest = parts.slice(length).join('.');
  }
  return value;
}

/** The result of a benchmark by its name. */
export function benchmarkIn(seen: Seen, glob: string, name: string, source: Source): Value {
  const files = filesOf(seen, glob);
  if ('reason' in files) return none(files.reason);
  const { measurements, refused } = readResults(files);
  const found = measurements.find((one) => one.name === name);
  const [file] = files;
  if (!found || !file) {
    const [bad] = refused;
    const why = bad ? `; ${bad.path} could not be read: ${bad.reason}` : '';
    return none(`artifacts ${glob} have no benchmark ${name}${why}`);
  }
  return {
    state: 'found',
    value: { value: found.value, unit: found.unit },
    from: `benchmark ${name}`,
    at: file.createdAt,
    evidence: [artifactEvidence(source, file)],
  };
}
