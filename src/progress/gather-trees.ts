/** Reads trees, texts and symbols that probes want of commits. */
import { anyGlob } from '../plan/glob.ts';
import type { Unread } from '../ports/standing.ts';
import type { Content, Deps, Oid, Repository } from '../ports.ts';
import { languageOf, type SymbolFacts, type SymbolReading } from '../symbols.ts';
import type { TreeSeen, Wants } from './probe.ts';
import { isPublicSource } from './public-api.ts';

export type TreeDeps = Pick<Deps, 'evidence' | 'git'> & {
  activity: Pick<Deps['activity'], 'tags'>;
};

/** Source files whose symbols are read at one commit; each takes milliseconds the first time. */
const MOST_SOURCES = 4_000;
/** Files whose text is read. */
const MOST_TEXTS = 1_000;

/** All wants as one, everything once. */
export function mergeWants(all: readonly Wants[]): Required<Wants> {
  const each = <T>(pick: (wants: Wants) => readonly T[] | undefined): T[] => [
    ...new Set(all.flatMap((wants) => pick(wants) ?? [])),
  ];
  return {
    texts: each(({ texts }) => texts),
    symbols: each(({ symbols }) => symbols),
    tags: each(({ tags }) => tags),
    compared: each(({ compared }) => compared),
    checks: all.some(({ checks }) => checks),
    builds: Math.max(0, ...all.map(({ builds }) => builds ?? 0)),
    pulls: each(({ pulls }) => pulls),
    artifacts: each(({ artifacts }) => artifacts),
  };
}

export interface SeenTrees {
  tree: TreeSeen;
  tags: ReadonlyMap<string, TreeSeen | null>;
  compared: ReadonlyMap<string, readonly string[] | Unread>;
}

export async function readTrees(
  repo: Repository,
  commit: Oid,
  wants: Pick<Required<Wants>, 'texts' | 'symbols' | 'tags' | 'compared'>,
  deps: TreeDeps,
): Promise<SeenTrees> {
  const files = await deps.evidence.paths(repo, commit);
  const listed = await readTags(repo, [...new Set([...wants.tags, ...wants.compared])], deps);
  const compared = new Map<string, readonly string[] | Unread>();
  const differing = new Set<string>();
  const tags = new Map<string, TreeSeen | null>();
  for (const [tag, seen] of listed) {
    const paths = seen && wants.compared.includes(tag) ? differ(seen.files, files) : null;
    if (paths === null || seen === null) {
      tags.set(tag, seen);
      continue;
    }
    compared.set(tag, paths);
    if ('state' in paths) {
      tags.set(tag, seen);
      continue;
    }
    for (const path of paths) differing.add(path);
    tags.set(tag, { ...seen, symbols: await readSymbols(repo, seen.files, paths, deps) });
  }
  const all = [...(files?.keys() ?? [])];
  const wanted = anyGlob(wants.symbols);
  const sources = all.filter(
    (path) => languageOf(path) !== null && (differing.has(path) || wanted(path)),
  );
  const texts = all.filter(anyGlob(wants.texts)).slice(0, MOST_TEXTS);
  const tree: TreeSeen = {
    oid: commit,
    files,
    texts: await readTexts(repo, files, texts, deps),
    symbols: await readSymbols(repo, files, sources, deps),
  };
  return { tree, tags, compared };
}

async function readTags(
  repo: Repository,
  names: readonly string[],
  { activity, evidence, git }: TreeDeps,
): Promise<Map<string, TreeSeen | null>> {
  if (names.length === 0) return new Map();
  const commits = await activity.tags(repo, names);
  const missing = await git.fetch(repo, [...new Set(commits.values())]);
  const found = new Map<string, TreeSeen | null>();
  for (const name of names) {
    const oid = commits.get(name);
    const isThere = oid !== undefined && !missing.has(oid);
    const files = isThere ? await evidence.paths(repo, oid) : null;
    found.set(name, isThere ? { oid, files, texts: new Map(), symbols: new Map() } : null);
  }
  return found;
}

type Files = ReadonlyMap<string, Oid> | null;

/** Source files of the public interface that differ between two commits. */
function differ(before: Files, after: Files): string[] | Unread {
  if (before === null || after === null) {
    return { state: 'unread', reason: 'the files of one of them could not be listed' };
  }
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) =>
      before.get(path) !== after.get(path) && languageOf(path) !== null && isPublicSource(path),
  );
  if (paths.length <= MOST_SOURCES) return paths;
  return {
    state: 'unread',
    reason: `${paths.length} source files differ, and Weir compares up to ${MOST_SOURCES}`,
  };
}

async function readSymbols(
  repo: Repository,
  files: Files,
  paths: readonly string[],
  { evidence }: Pick<TreeDeps, 'evidence'>,
): Promise<Map<string, SymbolReading>> {
  const asked = paths.flatMap((path) => {
    const blob = files?.get(path);
    return blob === undefined ? [] : [{ path, blob }];
  });
  const read = await evidence.symbols(repo, asked.slice(0, MOST_SOURCES));
  // What is beyond the limit is not taken for absent.
  return new Map(
    asked.map(({ path }, at) => [
      path,
      definitionsOf(read[at] ?? { state: 'left-out', reason: 'too-large' }),
    ]),
  );
}

/** Probes look at definitions; all else that a file says takes several times as much room. */
function definitionsOf(reading: SymbolReading): SymbolReading {
  if (reading.state !== 'read') return reading;
  const { language, package: name, definitions } = reading.facts;
  const facts: SymbolFacts = {
    language,
    package: name,
    definitions,
    uses: [],
    imports: [],
    literals: [],
    texts: [],
    implementations: [],
    choices: [],
    locals: [],
  };
  return { state: 'read', facts };
}

/** Asks about each version of a file once, while several commits are looked at. */
export function readOnce(evidence: TreeDeps['evidence']): TreeDeps['evidence'] {
  const known = new Map<string, SymbolReading>();
  const keyOf = ({ path, blob }: { path: string; blob: Oid }) => `${blob} ${path}`;
  return {
    ...evidence,
    async symbols(repo, files) {
      const missing = files.filter((file) => !known.has(keyOf(file)));
      const read = await evidence.symbols(repo, missing);
      for (const [at, file] of missing.entries()) {
        const reading = read[at];
        if (reading) known.set(keyOf(file), definitionsOf(reading));
      }
      return files.map(
        (file) => known.get(keyOf(file)) ?? { state: 'left-out', reason: 'missing' },
      );
    },
  };
}

async function readTexts(
  repo: Repository,
  files: Files,
  paths: readonly string[],
  { evidence }: Pick<TreeDeps, 'evidence'>,
): Promise<Map<string, Content>> {
  const asked = paths.flatMap((path) => {
    const blob = files?.get(path);
    return blob === undefined ? [] : [{ path, blob }];
  });
  const read = await evidence.texts(
    repo,
    asked.map(({ blob }) => blob),
  );
  return new Map(
    asked.map(({ path, blob }) => [
      path,
      read.get(blob) ?? { state: 'left-out', reason: 'missing' },
    ]),
  );
}
