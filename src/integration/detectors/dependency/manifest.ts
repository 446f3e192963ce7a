/** What manifests of all ecosystems have in common, as plain data. */

export type Ecosystem = 'cargo' | 'npm' | 'go' | 'python' | 'jvm';

/** One package that a manifest asks for. */
export interface Requirement {
  name: string;
  /** Where in the manifest: `dependencies`, `target.'cfg(unix)'.dependencies`. */
  section: string;
  /** As written, in the ecosystem's own syntax; null where no version is asked for. */
  range: string | null;
  features: string[];
  /** Cargo: features that are on by default are asked for. */
  defaultFeatures: boolean;
  /** `workspace`: what the root of the workspace says; `path`: a package of the same repository. */
  from: 'registry' | 'workspace' | 'path' | 'git';
  /** Folder of a `path` requirement, from the root of the repository. */
  path: string | null;
  /** 1-based. */
  line: number;
}

export interface Manifest {
  ecosystem: Ecosystem;
  /** Name of the package itself. */
  name: string | null;
  requirements: Requirement[];
  /** Packages that members of the workspace may ask for by name alone (`[workspace.dependencies]`, catalogues). */
  shared: Requirement[];
  /** Members of the workspace, as written; null where it has none. */
  members: string[] | null;
  /** What the package is built with: edition, language or engine versions, by name. */
  settings: Record<string, string>;
}

export type ManifestReading =
  | { state: 'read'; manifest: Manifest }
  | { state: 'broken'; reason: string };

/** Line (1-based) of the first place where a key or entry of this name stands, at or after `from`. */
export function lineOf(text: string, name: string, from = 1): number {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const entry = new RegExp(`(^|[\\s"'{,(\\[])${escaped}(?![\\w-])`);
  const lines = text.split('\n');
  const found = lines.findIndex((line, at) => at + 1 >= from && entry.test(line));
  return found === -1 ? Math.max(1, from) : found + 1;
}

export function requirement(
  fields: Pick<Requirement, 'name' | 'section' | 'line'> & Partial<Requirement>,
): Requirement {
  return {
    range: null,
    features: [],
    defaultFeatures: true,
    from: 'registry',
    path: null,
    ...fields,
  };
}

/** First line of a parser's words. */
export function brokenBy(error: unknown): ManifestReading {
  const words = error instanceof Error ? error.message : String(error);
  return { state: 'broken', reason: words.split('\n')[0]?.slice(0, 200) ?? 'it does not parse' };
}

export type Fields = Record<string, unknown>;

/** An object, or an empty one for anything else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

/** `a/b/../c` → `a/c`; null where it leads out of the repository. */
export function inFolder(folder: string, path: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
