/**
 * Pairs of real pull requests of which it is known what came of them: how many of the breaks Weir tells, and how many of
 * those it tells are there. docs/benchmarks.md describes the file.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { openClone } from '../src/adapters/git.ts';
import type { Finding, Pair } from '../src/integration/report.ts';
import { languageOf } from '../src/symbols.ts';
import { forecastOf } from './forecasts.ts';

/** One pair, and what is known of it. */
interface Case {
  id: string;
  /** `textual…`, `api`, `dependency`, `generated`, or `none`: both landed, and nothing had to be mended. */
  kind: string;
  base: string;
  shaA: string;
  shaB: string;
  lang?: string;
  /** What broke, as the repair names it. */
  symbols?: string[];
  expect: { textual: boolean; files?: string[] };
}

/** What Weir says of a case. */
export interface Answer {
  one: Pick<Case, 'id' | 'kind' | 'lang' | 'symbols' | 'expect'>;
  pair: Pair;
}

/** Of one language. */
interface Score {
  language: string;
  /** Known breaks, how many Weir warns of by name, and how many more it lists as notes. */
  cases: number;
  told: number;
  listed: number;
  /** Pairs without a break of which Weir warns all the same. */
  falseAlarms: number;
  /** `told` among all warnings, and among all cases; null where there is nothing to divide by. */
  precision: number | null;
  recall: number | null;
}

/**
 * @param file a document with `cases`
 * @param dirs clones; each case is asked of the first one that holds its commits
 */
export async function measureCases(file: string, dirs: readonly string[]) {
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };
  const answers: Answer[] = [];
  const asked = new Set<Case>();
  // What waits for git alone keeps no process alive.
  const alive = setInterval(() => {}, 60_000);
  for (const dir of dirs) {
    const clone = await openClone(dir);
    for (const one of cases.filter((each) => !asked.has(each) && holds(dir, each))) {
      asked.add(one);
      const heads = [one.shaA, one.shaB].map((oid, at) => ({ ref: 'AB'.charAt(at), oid }));
      const { result } = await forecastOf({ base: one.base, heads }, clone, 'landing', null);
      const pair = result.pairs.find(({ a, b }) => a === 'A' && b === 'B');
      if (!pair) throw new Error(`${one.id}: its two heads were not held against each other.`);
      answers.push({ one, pair });
    }
    await clone.close();
  }
  clearInterval(alive);
  const missing = cases.filter((one) => !asked.has(one)).map(({ id }) => id);
  return { part: 'cases', asked: answers.length, missing, ...judged(answers) };
}

/** What was right and what was wrong about the answers. */
export function judged(answers: readonly Answer[]) {
  const textual = answers.filter(
    ({ one: { expect }, pair }) =>
      (pair.verdict === 'conflict') !== expect.textual ||
      !(expect.files ?? []).every((path) => filesOf(pair.findings, 'textual').has(path)),
  );
  const apart = answers.filter(({ one }) => one.kind === 'dependency' && !one.expect.textual);
  return {
    differingVerdicts: textual.length,
    examples: textual.map(({ one }) => one.id),
    /** Of those whose text merges. */
    dependencies: {
      cases: apart.length,
      told: apart.filter((each) => names(each, warningsOf(each, 'dependency'))).length,
    },
    api: scores(answers),
    missed: breaks(answers).flatMap((each) => (isTold(each) ? [] : each.one.id)),
    falseAlarms: quiet(answers).flatMap((each) =>
      warningsOf(each, 'api').map(({ message }) => `${each.one.id}: ${message}`),
    ),
  };
}

const breaks = (answers: readonly Answer[]) => answers.filter(({ one }) => one.kind === 'api');
const quiet = (answers: readonly Answer[]) => answers.filter(({ one }) => one.kind === 'none');

function scores(answers: readonly Answer[]): Score[] {
  const alarms = quiet(answers).flatMap((each) => [
    ...new Set(warningsOf(each, 'api').map(languageAt)),
  ]);
  const known = Map.groupBy(breaks(answers), ({ one }) => one.lang ?? 'unknown');
  return [...new Set([...known.keys(), ...alarms])].sort().map((language) => {
    const cases = known.get(language) ?? [];
    const told = cases.filter(isTold).length;
    const falseAlarms = alarms.filter((other) => other === language).length;
    return {
      language,
      cases: cases.length,
      told,
      listed: cases.filter((each) => !isTold(each) && names(each, findingsOf(each, 'api'))).length,
      falseAlarms,
      precision: share(told, told + falseAlarms),
      recall: share(told, cases.length),
    };
  });
}

const share = (part: number, of: number) => (of === 0 ? null : Number((part / of).toFixed(2)));
const isTold = (each: Answer) => names(each, warningsOf(each, 'api'));

function findingsOf({ pair }: Answer, detector: string): Finding[] {
  return pair.findings.filter((finding) => finding.detector === detector);
}

/** Notes warn of nothing, and neither does a detector that cannot tell. */
function warningsOf(each: Answer, detector: string): Finding[] {
  return findingsOf(each, detector).filter(
    ({ severity, undetermined }) => severity !== 'note' && !undetermined,
  );
}

/** Whether one of them is of what is known to have broken: something else is no answer. */
function names({ one }: Answer, findings: readonly Finding[]): boolean {
  const lasts = (one.symbols ?? []).map((symbol) => symbol.split(/::|\./).at(-1) ?? symbol);
  return findings.some(({ message }) =>
    lasts.some((last) => message.split(/[^\p{L}\p{N}_$-]+/u).includes(last)),
  );
}

function filesOf(findings: readonly Finding[], detector: string): Set<string> {
  const own = findings.filter((finding) => finding.detector === detector);
  return new Set(own.flatMap(({ places }) => places.map(({ path }) => path)));
}

function languageAt({ places }: Finding): string {
  return languageOf(places[0]?.path ?? '') ?? 'unknown';
}

function holds(dir: string, { base, shaA, shaB }: Case): boolean {
  const input = [base, shaA, shaB].map((oid) => `${oid}^{commit}\n`).join('');
  const args = ['--git-dir', dir, 'cat-file', '--batch-check'];
  return !execFileSync('git', args, { input, encoding: 'utf8' }).includes('missing');
}
