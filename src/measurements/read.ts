/**
 * Reads results of benchmarks, whatever tool wrote them. Files are told by what they hold, never by their names. What
 * is bounded is refused with a reason; what is something else is let be.
 */
import { readJson } from './bounded-json.ts';
import { actionBenchmark, jsonInScript } from './formats/action-benchmark.ts';
import { bencher } from './formats/bencher.ts';
import {
  type CriterionPart,
  critcmp,
  criterionFolder,
  criterionPart,
} from './formats/criterion.ts';
import { goBench } from './formats/go.ts';
import { googleBenchmark } from './formats/google-benchmark.ts';
import { hyperfine } from './formats/hyperfine.ts';
import { jmh } from './formats/jmh.ts';
import { jsonLines } from './formats/json-lines.ts';
import { progressReport } from './formats/progress-report.ts';
import { pytestBenchmark } from './formats/pytest-benchmark.ts';
import {
  type HistoryPoint,
  type Measurement,
  MOST_MEASUREMENTS,
  type NamedText,
  type Reading,
} from './measurement.ts';

/** Each answers null for what it does not know; those that accept the most come last. */
const FORMATS = [
  critcmp,
  hyperfine,
  pytestBenchmark,
  googleBenchmark,
  jmh,
  actionBenchmark,
  progressReport,
  bencher,
];

/** All that a set of files says, as one. */
export interface Results {
  measurements: Measurement[];
  history: HistoryPoint[];
  /** Tools that were recognised. */
  formats: string[];
  /** Sentences about what was left out. */
  notes: string[];
  /** Files that look like results and could not be read. */
  refused: { path: string; reason: string }[];
  /** Several files give one name, so that each of these has its file's with it. */
  sharesNames: boolean;
}

/** @param withPaths every name gets its file's, as needed beside results that share names */
export function readResults(files: readonly NamedText[], withPaths = false): Results {
  const results: Results = {
    measurements: [],
    history: [],
    formats: [],
    notes: [],
    refused: [],
    sharesNames: false,
  };
  const folders = new Map<string, CriterionPart[]>();
  const found: Found[] = [];
  const take = (path: string, reading: Reading) => {
    if (reading.state === 'refused') results.refused.push({ path, reason: reading.reason });
    if (reading.state !== 'read') return;
    if (!results.formats.includes(reading.format)) results.formats.push(reading.format);
    found.push(...reading.measurements.map((measurement) => ({ path, measurement })));
    results.history.push(...reading.history);
    results.notes.push(...reading.notes);
  };
  for (const { path, text } of files) {
    const read = readFile(text);
    if (!('part' in read)) take(path, read);
    else append(folders, path.slice(0, Math.max(0, path.lastIndexOf('/'))), read);
  }
  take('', criterionReading(folders));
  const shared = withPaths ? null : sharedNames(found);
  results.sharesNames = shared === null || shared.size > 0;
  results.measurements = eachOnce(found, shared, results.notes);
  return results;
}

/** One file by itself. */
export function readFile(text: string): Reading | CriterionPart {
  const json = readJson(jsonInScript(text) ?? text);
  if (json.state === 'refused') return json;
  if (json.state === 'other') {
    return jsonLines(text) ?? goBench(text) ?? broken(text, json.reason);
  }
  const part = criterionPart(json.value);
  if (part) return part;
  for (const format of FORMATS) {
    const reading = format(json.value);
    if (reading) return reading;
  }
  return { state: 'other' };
}

/** Text that begins like JSON was meant to be it. */
function broken(text: string, reason: string): Reading {
  const meant = jsonInScript(text) !== null || /^\s*[[{]\s*["{[]/.test(text.slice(0, 1_000));
  return meant ? { state: 'refused', reason: `it is not JSON: ${reason}` } : { state: 'other' };
}

/** Criterion keeps what it measured now in `new`, beside what it measured before. */
function criterionReading(folders: ReadonlyMap<string, CriterionPart[]>): Reading {
  const found = [...folders].flatMap(([folder, parts]) => {
    const one = criterionFolder(parts, folder);
    return one ? [{ folder, one, isNew: /(^|\/)new$/.test(folder) }] : [];
  });
  if (found.length === 0) return { state: 'other' };
  const notes: string[] = [];
  const byName = new Map<string, typeof found>();
  for (const each of found) append(byName, each.one.name, each);
  const measurements = [...byName].flatMap(([name, all]) => {
    const now = all.find(({ isNew }) => isNew) ?? (all.length === 1 ? all[0] : undefined);
    if (now) return [now.one];
    notes.push(`${name} has ${all.length} baselines and none is called "new"`);
    return [];
  });
  return { state: 'read', format: 'Criterion', measurements, history: [], notes };
}

interface Found {
  /** The file that it stands in; empty for a folder of Criterion, whose names are its own. */
  path: string;
  measurement: Measurement;
}

/**
 * Names tell measurements apart. One that several files give gets theirs, so that a file which comes or goes moves no
 * result to another one's name; what one file gives twice is numbered.
 *
 * @param shared names that several files give; null where all get their file's
 */
function eachOnce(
  found: readonly Found[],
  shared: ReadonlySet<string> | null,
  notes: string[],
): Measurement[] {
  if (found.length > MOST_MEASUREMENTS) {
    notes.push(`only the first ${MOST_MEASUREMENTS} of ${found.length} results were read`);
  }
  const seen = new Map<string, number>();
  return found.slice(0, MOST_MEASUREMENTS).map(({ measurement, path }) => {
    const isShared = path !== '' && (shared === null || shared.has(measurement.name));
    const name = isShared ? `${measurement.name} (${path})` : measurement.name;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { ...measurement, name: count === 1 ? name : `${name} #${count}` };
  });
}

function sharedNames(found: readonly Found[]): Set<string> {
  const first = new Map<string, string>();
  const shared = new Set<string>();
  for (const { measurement, path } of found) {
    const known = first.get(measurement.name);
    if (known === undefined) first.set(measurement.name, path);
    else if (known !== path) shared.add(measurement.name);
  }
  return shared;
}

function append<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
