/** What manifests of all ecosystems have in common, as plain data. */

export type Ecosystem = 'cargo' | 'npm' | 'go' | 'python' | 'jvm';

/** One package that a manifest asks for. */
export interface Requirement {
  name: string;
  /** What the manifest and the code call it: another name than its own where a manifest renames it. */
  key: string;
  /** Where in the manifest: `dependencies`, `target.'cfg(unix)'.dependencies`. */
  section: string;
  /** As written, in the ecosystem's own syntax; null where no version is asked for. */
  range: string | null;
  /** Where a `git` requirement is fetched from, and at which revision, tag or branch; null where it says none. */
  revision: { url: string; at: string } | null;
  features: string[];
  /** Cargo: features that are on by default are asked for. */
  defaultFeatures: boolean;
  /** `workspace`: what the root of the workspace says; `path`: a package of the same repository. */
  from: 'registry' | 'workspace' | 'path' | 'git';
  /** Folder of a `path` requirement, from the root of the repository. */
  path: string | null;
  /** Left out unless somebody asks for it. */
  optional: boolean;
  /** Where alone it holds (`python_version < "3.9"`); null where it always does. */
  condition: string | null;
  /** 1-based. */
  line: number;
}

/** Something in a manifest that others may name: a feature, a property, an entry of a catalogue. */
export interface Named {
  /** Equal for the one that is offered and the one that is taken. */
  key: string;
  /** In words: `the feature metrics of core`. */
  what: string;
  /** 1-based. */
  line: number;
}

export interface Setting {
  value: string;
  /** 1-based. */
  line: number;
}

export interface Manifest {
  ecosystem: Ecosystem;
  /** Name of the package itself. */
  name: string | null;
  /** Version of the package itself; null where it has none of its own. */
  version: string | null;
  requirements: Requirement[];
  /** Packages that members of the workspace may ask for by name alone (`[workspace.dependencies]`, catalogues). */
  shared: Requirement[];
  /** Members of the workspace, as written, those it leaves out with `!` in front; null where it has none. */
  members: string[] | null;
  /** What the package is built with: edition, language or engine versions, by name. */
  settings: Record<string, Setting>;
  /** What others may name, and what it names of others. */
  offers: Named[];
  takes: Named[];
  /** Where the name, the version and the members stand; 1-based. */
  lines: { name: number; version: number; members: number };
}

export type ManifestReading =
  | { state: 'read'; manifest: Manifest }
  | { state: 'broken'; reason: string; line: number };

/** A manifest of which only the given fields say something. */
export function manifest(
  ecosystem: Ecosystem,
  { lines, ...fields }: Partial<Omit<Manifest, 'lines'>> & { lines?: Partial<Manifest['lines']> },
): ManifestReading {
  const nothing = { requirements: [], shared: [], settings: {}, offers: [], takes: [] };
  return {
    state: 'read',
    manifest: {
      ecosystem,
      name: null,
      version: null,
      members: null,
      ...nothing,
      ...fields,
      lines: { name: 1, version: 1, members: 1, ...lines },
    },
  };
}

/** Line (1-based) of the first place where a key or entry of this name stands, at or after `from`. */
export function lineOf(text: string, name: string, from = 1): number {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const entry = new RegExp(`(^|[\\s"'{,(\\[>])${escaped}(?![\\w-])`);
  const lines = text.split('\n');
  const found = lines.findIndex((line, at) => at + 1 >= from && entry.test(line));
  return found === -1 ? Math.max(1, from) : found + 1;
}

/** Line of the header of a TOML table whose name ends so (`[dependencies.serde]`); null where there is none. */
export function tableLine(text: string, ending: string): number | null {
  const escaped = ending.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const header = new RegExp(`^\\s*\\[(?:[^\\]]*\\.)?${escaped}\\]`);
  const found = text.split('\n').findIndex((line) => header.test(line));
  return found === -1 ? null : found + 1;
}

export function requirement(
  fields: Pick<Requirement, 'name' | 'section' | 'line'> & Partial<Requirement>,
): Requirement {
  return {
    key: fields.name,
    condition: null,
    optional: false,
    range: null,
    revision: null,
    features: [],
    defaultFeatures: true,
    from: 'registry',
    path: null,
    ...fields,
  };
}

/** First line of a parser's words, and the line of the file that they are about, as far as it says so. */
export function brokenBy(error: unknown): ManifestReading {
  const words = error instanceof Error ? error.message : String(error);
  const { mark, line } = Object(error) as { mark?: { line?: number }; line?: number };
  // js-yaml counts from 0 and keeps it in a mark, smol-toml from 1; JSON.parse only tells of it.
  const told = Number(/line (\d+)/.exec(words)?.[1] ?? 1);
  const at = mark?.line !== undefined ? mark.line + 1 : (line ?? told);
  const reason = words.split('\n')[0]?.slice(0, 200) ?? 'it does not parse';
  return { state: 'broken', reason, line: at };
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

/** What a table of Cargo or Poetry says of a git repository. */
export function revisionOf({ git, rev, tag, branch }: Fields): Requirement['revision'] {
  const [url, at] = [textOf(git), textOf(rev) ?? textOf(tag) ?? textOf(branch)];
  return url === null || at === null ? null : { url, at };
}

/** Settings that have a value, with their lines. */
export function settingsOf(
  values: readonly (readonly [key: string, value: string | null, line: number])[],
): Record<string, Setting> {
  return Object.fromEntries(
    values.flatMap(([key, value, line]) => (value === null ? [] : [[key, { value, line }]])),
  );
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

/** What is asked for anew, or in another way. */
export const newlyAsked = (change: {
  added: readonly Requirement[];
  changed: readonly { after: Requirement }[];
}): Requirement[] => [...change.added, ...change.changed.map(({ after }) => after)];
