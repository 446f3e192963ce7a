/** What one head does to manifests, locks and structured files, and which packages its new lines import. */
import type { FileChange, FileVersion, HeadChange, InSteps } from '../../detector.ts';
import { folderOf } from '../../path-parts.ts';
import { duplicateKey } from './duplicate-keys.ts';
import { isStructured, lockFile, manifestReader } from './files.ts';
import { importsOf } from './imports.ts';
import type { Ecosystem, Manifest, Requirement } from './manifest.ts';

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
  /** Settings with a new value, by name. */
  settings: Record<string, string>;
}

export interface DependencyDigest {
  manifests: ManifestChange[];
  /** Lock files that the head changes, with what is wrong with them afterwards. */
  locks: Record<string, string[]>;
  /** Structured files that the head changes, all kinds. */
  structured: string[];
  /** Packages that new lines import. */
  imports: { ecosystem: Ecosystem; name: string; path: string; line: number }[];
  /** What no longer parses, though it did. */
  broken: { path: string; reason: string; line: number }[];
}

export function* digest({ files }: HeadChange): InSteps<DependencyDigest | null> {
  const found: DependencyDigest = {
    manifests: [],
    locks: {},
    structured: [],
    imports: [],
    broken: [],
  };
  for (const file of files) {
    const { path, after } = file;
    const read = manifestReader(path);
    if (read) addManifest(found, file, read);
    const lock = lockFile(path);
    if (lock && textOf(after) !== null) found.locks[path] = problemsIn(lock.read, after);
    if (isStructured(path) && textOf(after) !== null) addStructured(found, file);
    found.imports.push(...importsOf(path, textOf(file.before) ?? '', textOf(after) ?? ''));
    yield;
  }
  const isEmpty = Object.values(found).every((one) =>
    Array.isArray(one) ? one.length === 0 : Object.keys(one).length === 0,
  );
  return isEmpty ? null : found;
}

function textOf(version: FileVersion | null): string | null {
  return version?.state === 'text' ? version.text : null;
}

function addManifest(
  found: DependencyDigest,
  { path, before, after }: FileChange,
  read: NonNullable<ReturnType<typeof manifestReader>>,
): void {
  const [old, now] = [before, after].map((version) => {
    const text = textOf(version);
    return text === null ? null : read(path, text);
  });
  // Not read is not gone.
  if ((before && !old) || (after && !now)) return;
  if (now?.state === 'broken') {
    const line = Number(/line (\d+)/.exec(now.reason)?.[1] ?? 1);
    if (old?.state !== 'broken') found.broken.push({ path, reason: now.reason, line });
    return;
  }
  const [was, is] = [
    old?.state === 'read' ? old.manifest : null,
    now?.state === 'read' ? now.manifest : null,
  ];
  const any = is ?? was;
  // A manifest that was broken before cannot be compared: nothing of it is new.
  if (!any || old?.state === 'broken') return;
  found.manifests.push({
    path,
    ecosystem: any.ecosystem,
    name: any.name,
    fate: was === null ? 'added' : is === null ? 'removed' : 'changed',
    ...difference(was?.requirements ?? [], is?.requirements ?? []),
    shared: difference(was?.shared ?? [], is?.shared ?? []),
    members: membersOf(was, is),
    settings: Object.fromEntries(
      Object.entries(is?.settings ?? {}).filter(([key, value]) => was?.settings[key] !== value),
    ),
  });
}

function membersOf(was: Manifest | null, is: Manifest | null): ManifestChange['members'] {
  const [before, after] = [was?.members ?? [], is?.members ?? []];
  return before.join('\n') === after.join('\n') ? null : { before, after };
}

function difference(
  before: readonly Requirement[],
  after: readonly Requirement[],
): Pick<ManifestChange, 'added' | 'removed' | 'changed'> {
  const keyOf = ({ section, name }: Requirement) => `${section}\0${name}`;
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

function problemsIn(
  read: NonNullable<ReturnType<typeof lockFile>>['read'],
  version: FileVersion | null,
): string[] {
  try {
    return read(textOf(version) ?? '').problems;
  } catch {
    return ['it does not parse'];
  }
}

function addStructured(found: DependencyDigest, { path, before, after }: FileChange): void {
  found.structured.push(path);
  // Manifests say more about what is wrong with them.
  if (manifestReader(path)) return;
  const twice = duplicateKey(path, textOf(after) ?? '');
  if (!twice || duplicateKey(path, textOf(before) ?? '')) return;
  found.broken.push({ path, reason: `${twice.key} stands there twice`, line: twice.line });
}

/** Whether `path` is in `folder` or below. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** Requirements that a head adds or changes, with the manifest they stand in. */
export function asked(
  digested: DependencyDigest,
): { manifest: ManifestChange; requirement: Requirement }[] {
  return digested.manifests.flatMap((manifest) =>
    [manifest, manifest.shared].flatMap(({ added, changed }) =>
      [...added, ...changed.map(({ after }) => after)].map((requirement) => ({
        manifest,
        requirement,
      })),
    ),
  );
}

/** Folders of packages. */
export const packageFolder = ({ path }: Pick<ManifestChange, 'path'>) => folderOf(path);
