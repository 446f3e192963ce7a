/** What one head does to manifests, locks and structured files, and which packages its new lines import. */
import type { FileChange, FileVersion, HeadChange, InSteps } from '../../detector.ts';
import { fileName, folderOf } from '../../path-parts.ts';
import { duplicateKey, keysOnNewLines } from './duplicate-keys.ts';
import { isStructured, lockFile, manifestReader } from './files.ts';
import { generatedWith, toolPackages } from './go.ts';
import { catalogueUses, isBuildScript } from './gradle.ts';
import { importsOf } from './imports.ts';
import type { Lock } from './lock.ts';
import {
  type Ecosystem,
  type Manifest,
  type Named,
  newlyAsked,
  type Requirement,
  type Setting,
} from './manifest.ts';
import { unanswered } from './merged-lock.ts';

export interface ManifestChange {
  path: string;
  ecosystem: Ecosystem;
  /** Name of the package; null where it has none. */
  name: string | null;
  /** `added`: the package is new; `removed`: it is gone. */
  fate: 'added' | 'removed' | 'changed';
  added: Requirement[];
  removed: Requirement[];
  changed: { before: Requirement; after: Requirement }[];
  /** The same of what members of the workspace share. */
  shared: Pick<ManifestChange, 'added' | 'removed' | 'changed'>;
  /** Members of the workspace, where this head changes them. */
  members: { before: string[]; after: string[] } | null;
  /** Name of the package before, where this head renames it. */
  renamed: string | null;
  /** Version of the package itself, where this head moves it. */
  version: { before: string; after: string } | null;
  /** Settings with a new value, by name. */
  settings: Record<string, Setting>;
  /** What others may name: new, and gone. */
  offers: { added: Named[]; removed: Named[] };
  lines: Manifest['lines'];
}

export interface DependencyDigest {
  manifests: ManifestChange[];
  /**
   * Lock files that the head changes, with what is wrong with them afterwards, and what manifests of the head it does
   * not answer; null where that is so much that the lock is not understood.
   */
  locks: Record<string, string[] | null>;
  /** What of it the head has brought about. */
  lockFaults: Record<string, string[]>;
  /** Structured files that the head changes, all kinds, with lines of keys that are new there. */
  structured: Record<string, Record<string, number>>;
  /** Packages that new lines import. */
  imports: { ecosystem: Ecosystem; name: string; path: string; line: number; forTests?: true }[];
  /** What the head newly names of manifests' offers. */
  takes: (Named & { ecosystem: Ecosystem; path: string })[];
  /** What no longer parses, though it did. */
  broken: { path: string; reason: string; line: number }[];
}

/** More problems than any lock has that its tool accepts. */
const MOST_PROBLEMS = 1_000;

export function* digest({ files }: HeadChange): InSteps<DependencyDigest | null> {
  const found: DependencyDigest = {
    manifests: [],
    locks: {},
    lockFaults: {},
    structured: {},
    imports: [],
    takes: [],
    broken: [],
  };
  const read = new Map<string, Manifest>();
  for (const file of files) {
    const { path, before, after } = file;
    const reader = manifestReader(path);
    if (reader) addManifest(found, file, reader, read);
    const lock = lockFile(path);
    if (lock && textOf(after) !== null) addLock(found, file, lock.read);
    if (isStructured(path) && textOf(after) !== null) addStructured(found, file);
    const [was, is] = [textOf(before) ?? '', textOf(after) ?? ''];
    found.imports.push(...importsOf(path, was, is));
    if (fileName(path) === 'go.mod') found.imports.push(...newTools(path, was, is));
    if (path.endsWith('.go')) {
      const run = fresh(generatedWith(was), generatedWith(is));
      found.takes.push(...run.map((one) => ({ ...one, ecosystem: 'go' as const, path })));
    }
    if (isBuildScript(path)) {
      const used = fresh(catalogueUses(was), catalogueUses(is));
      found.takes.push(...used.map((one) => ({ ...one, ecosystem: 'jvm' as const, path })));
    }
    yield;
  }
  for (const { path, after } of files) {
    const own = found.locks[path];
    const text = textOf(after);
    if (!own || text === null) continue;
    own.push(...unanswered(path, text, found, (manifest) => read.get(manifest) ?? null));
    yield;
  }
  const isEmpty = Object.values(found).every((one) =>
    Array.isArray(one) ? one.length === 0 : Object.keys(one).length === 0,
  );
  return isEmpty ? null : found;
}

/** A tool in go.mod is had from a module as an import is. */
function newTools(path: string, before: string, after: string): DependencyDigest['imports'] {
  const known = new Set(toolPackages(before).map(({ name }) => name));
  return toolPackages(after)
    .filter(({ name }) => !known.has(name))
    .map((one) => ({ ecosystem: 'go', path, ...one }));
}

function textOf(version: FileVersion | null): string | null {
  return version?.state === 'text' ? version.text : null;
}

function addManifest(
  found: DependencyDigest,
  { path, before, after }: FileChange,
  read: NonNullable<ReturnType<typeof manifestReader>>,
  readings: Map<string, Manifest>,
): void {
  const [old, now] = [before, after].map((version) => {
    const text = textOf(version);
    return text === null ? null : read(path, text);
  });
  // Not read is not gone.
  if ((before && !old) || (after && !now)) return;
  if (now?.state === 'broken') {
    const { reason, line } = now;
    if (old?.state !== 'broken') found.broken.push({ path, reason, line });
    return;
  }
  const [was, is] = [
    old?.state === 'read' ? old.manifest : null,
    now?.state === 'read' ? now.manifest : null,
  ];
  const any = is ?? was;
  // A manifest that was broken before cannot be compared: nothing of it is new.
  if (!any || old?.state === 'broken') return;
  if (is) readings.set(path, is);
  const taken = fresh(was?.takes ?? [], is?.takes ?? []);
  found.takes.push(...taken.map((one) => ({ ...one, ecosystem: any.ecosystem, path })));
  found.manifests.push({
    path,
    ecosystem: any.ecosystem,
    name: any.name,
    fate: was === null ? 'added' : is === null ? 'removed' : 'changed',
    ...difference(was?.requirements ?? [], is?.requirements ?? []),
    shared: difference(was?.shared ?? [], is?.shared ?? []),
    members: membersOf(was, is),
    settings: Object.fromEntries(
      Object.entries(is?.settings ?? {}).filter(
        ([key, { value }]) => was?.settings[key]?.value !== value,
      ),
    ),
    renamed: was?.name && is?.name && was.name !== is.name ? was.name : null,
    version:
      was?.version && is?.version && was.version !== is.version
        ? { before: was.version, after: is.version }
        : null,
    offers: {
      added: fresh(was?.offers ?? [], is?.offers ?? []),
      removed: fresh(is?.offers ?? [], was?.offers ?? []),
    },
    lines: any.lines,
  });
}

/** What of `after` is not in `before`, each once. */
function fresh(before: readonly Named[], after: readonly Named[]): Named[] {
  const known = new Set(before.map(({ key }) => key));
  return after.filter(({ key }) => !known.has(key) && known.add(key));
}

function membersOf(was: Manifest | null, is: Manifest | null): ManifestChange['members'] {
  const [before, after] = [was?.members ?? [], is?.members ?? []];
  return before.join('\n') === after.join('\n') ? null : { before, after };
}

function difference(
  before: readonly Requirement[],
  after: readonly Requirement[],
): Pick<ManifestChange, 'added' | 'removed' | 'changed'> {
  const keyOf = ({ section, name, condition, range }: Requirement) =>
    [section, name, condition, section === 'exclude' ? range : ''].join('\0');
  const old = new Map(before.map((one) => [keyOf(one), one]));
  const now = new Map(after.map((one) => [keyOf(one), one]));
  const same = ({ line: _, ...one }: Requirement) => JSON.stringify(one);
  return {
    added: after.filter((one) => !old.has(keyOf(one))),
    removed: before.filter((one) => !now.has(keyOf(one))),
    changed: after.flatMap((one) => {
      const was = old.get(keyOf(one));
      return was && same(was) !== same(one) ? [{ before: was, after: one }] : [];
    }),
  };
}

function addLock(
  found: DependencyDigest,
  { path, before, after }: FileChange,
  read: NonNullable<ReturnType<typeof lockFile>>['read'],
): void {
  const { problems, strays } = problemsIn(read, after);
  const all = [...problems, ...strays];
  found.locks[path] = all.length > MOST_PROBLEMS ? null : all;
  if (problems.length === 0) return;
  const was = textOf(before)?.trim() ? problemsIn(read, before).problems : [];
  const known = new Set(was);
  const own = problems.filter((one) => !known.has(one));
  if (own.length > 0) found.lockFaults[path] = own.slice(0, MOST_PROBLEMS);
}

function problemsIn(
  read: NonNullable<ReturnType<typeof lockFile>>['read'],
  version: FileVersion | null,
): Pick<Lock, 'problems' | 'strays'> {
  try {
    return read(textOf(version) ?? '');
  } catch {
    return { problems: ['it does not parse'], strays: [] };
  }
}

function addStructured(found: DependencyDigest, { path, before, after }: FileChange): void {
  const [was, is] = [textOf(before) ?? '', textOf(after) ?? ''];
  const twice = duplicateKey(path, is);
  // Where keys have stood twice before nobody minds.
  if (twice && duplicateKey(path, was)) return;
  found.structured[path] = keysOnNewLines(path, was, is);
  // Manifests say more about what is wrong with them.
  if (!twice || found.broken.some((one) => one.path === path)) return;
  found.broken.push({ path, reason: `${twice.key} stands there twice`, line: twice.line });
}

/** Requirements that a head adds or changes, with the manifest they stand in. */
export function asked(
  digested: DependencyDigest,
): { manifest: ManifestChange; requirement: Requirement }[] {
  return digested.manifests.flatMap((manifest) =>
    [...newlyAsked(manifest), ...newlyAsked(manifest.shared)].map((requirement) => ({
      manifest,
      requirement,
    })),
  );
}

/** Folders of packages. */
export const packageFolder = ({ path }: Pick<ManifestChange, 'path'>) => folderOf(path);
