/** Runs a detector over two heads that are given as texts, without git: what it digests, wants and finds. */
import { openSymbols } from '#src/adapters/symbols.ts';
import type {
  AnyFileDetector,
  Detected,
  FileVersion,
  HeadChange,
  InSteps,
  PairSide,
} from '#src/integration/detector.ts';
import { mergedText } from './merged-text.ts';

/** Texts by path. A file that a head does not name stays as it is; null deletes it. */
export type Files = Record<string, string | null>;

export interface Case {
  base?: Files;
  a: Files;
  b: Files;
  /** What git makes of files that both change; only those need to be named whose changes do not keep apart. */
  merged?: Files;
}

/** Findings as lines: `0.95 message → suggestion @ a:path:line b:path`. Those of one head alone begin with its name. */
export async function findingsOf(
  detector: AnyFileDetector,
  { base = {}, a, b, merged }: Case,
): Promise<string[]> {
  const sides = [side('a'), side('b')] as const;
  const versions = versionsFor(detector);
  const changes = await Promise.all(
    [a, b].map((own, at) => changeOf(sides[at] as PairSide, base, own, versions)),
  );
  const digests = changes.map((change) =>
    change.files.length > 0 ? throughJson(atOnce(detector.digest(change))) : null,
  );
  const lines: string[] = [];
  for (const [at, one] of digests.entries()) {
    const own = sides[at] as PairSide;
    const alone = one && detector.alone ? detector.alone(own, one) : [];
    lines.push(...alone.map((found) => `${own.ref} alone: ${lineOf(found)}`));
  }
  const [one, other] = digests;
  const wants = one && other ? detector.wants(one, other) : null;
  if (!wants) return lines;
  const both: Files = { ...base, ...a, ...b, ...joinedFiles(base, a, b), ...merged };
  const pair = { a: sides[0], b: sides[1], target: 'main', trials: {}, squashOnly: false };
  const names = new Set(wants.merged?.names ?? []);
  const paths = [
    ...(wants.merged?.paths ?? []),
    ...Object.keys(both).filter((path) => names.has(path.slice(path.lastIndexOf('/') + 1))),
  ];
  for (const path of paths) {
    const bothChange = path in a && path in b && a[path] !== b[path];
    if (bothChange && !(merged && path in merged) && !(path in joinedFiles(base, a, b))) {
      throw new Error(`both change ${path}: the case must say how it merges`);
    }
  }
  const files = new Map<string, FileVersion>();
  for (const path of paths) {
    const version = await versions(path, both[path] ?? null);
    if (version) files.set(path, version);
  }
  const words = (own: Files, asked: readonly string[] = []) =>
    new Map(asked.map((word) => [word, occurrencesOf(word, { ...base, ...own })]));
  const given = {
    merged: wants.merged ? files : null,
    words: { a: words(a, wants.words?.a), b: words(b, wants.words?.b) },
  };
  return [...lines, ...detector.detect(pair, one, other, given).map(lineOf)];
}

/** Files that both change, and that git merges cleanly. */
function joinedFiles(base: Files, a: Files, b: Files): Files {
  const found: Files = {};
  for (const [path, ours] of Object.entries(a)) {
    const theirs = b[path];
    if (ours === null || typeof theirs !== 'string') continue;
    const text = mergedText(base[path] ?? '', ours, theirs);
    if (text !== null) found[path] = text;
  }
  return found;
}

function side(ref: string): PairSide {
  return { ref, isBase: false, changedFiles: null };
}

type Versions = (path: string, text: string | null) => Promise<FileVersion | null>;

async function changeOf(
  head: PairSide,
  base: Files,
  own: Files,
  versions: Versions,
): Promise<HeadChange> {
  const files: HeadChange['files'] = [];
  for (const [path, text] of Object.entries(own)) {
    const before = await versions(path, base[path] ?? null);
    files.push({ path, before, after: await versions(path, text) });
  }
  return { head, files };
}

let reader: ReturnType<typeof openSymbols> | undefined;

function versionsFor({ symbols }: AnyFileDetector): Versions {
  if (symbols) reader ??= openSymbols();
  return async (path, text) => {
    if (text === null) return null;
    const version = { state: 'text' as const, text, oid: text };
    const symbolsOf = await reader;
    return symbols && symbolsOf
      ? { ...version, symbols: await symbolsOf.read(path, text, text) }
      : version;
  };
}

/** What steps lead to. */
export function atOnce<T>(steps: InSteps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As the memory keeps it. */
function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function occurrencesOf(word: string, files: Files) {
  return Object.entries(files).flatMap(([path, text]) =>
    (text ?? '').split('\n').flatMap((line, at) => {
      const whole = new RegExp(`(?<![\\w$])${word.replaceAll('$', '\\$')}(?![\\w$])`);
      return whole.test(line) ? [{ path, line: at + 1, text: line.trim() }] : [];
    }),
  );
}

function lineOf({ confidence, message, suggestion, places }: Detected): string {
  const where = places.map(
    ({ head, path, line }) => `${head}:${path}${line === undefined ? '' : `:${line}`}`,
  );
  return `${confidence} ${message} → ${suggestion} @ ${where.join(' ')}`;
}
