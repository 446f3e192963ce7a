/** Cargo.toml and Cargo.lock (doc.rust-lang.org/cargo/reference/manifest.html). */
import { parse } from 'smol-toml';
import { folderOf } from '../../path-parts.ts';
import type { Lock } from './lock.ts';
import {
  brokenBy,
  type Fields,
  fieldsOf,
  inFolder,
  lineOf,
  type Manifest,
  type ManifestReading,
  type Requirement,
  requirement,
  textOf,
  textsOf,
} from './manifest.ts';

const SECTIONS = ['dependencies', 'dev-dependencies', 'build-dependencies'];
const INHERITED = ['edition', 'rust-version'];

export function readCargoToml(path: string, text: string): ManifestReading {
  try {
    const all = fieldsOf(parse(text));
    const pack = fieldsOf(all.package);
    const workspace = fieldsOf(all.workspace);
    const own = SECTIONS.flatMap((section) => sectionOf(path, text, section, all[section]));
    const targets = Object.entries(fieldsOf(all.target)).flatMap(([target, tables]) =>
      SECTIONS.flatMap((section) =>
        sectionOf(path, text, `target.${target}.${section}`, fieldsOf(tables)[section]),
      ),
    );
    const manifest: Manifest = {
      ecosystem: 'cargo',
      name: textOf(pack.name),
      requirements: [...own, ...targets],
      shared: sectionOf(path, text, 'workspace.dependencies', workspace.dependencies),
      members: all.workspace === undefined ? null : textsOf(workspace.members),
      settings: settingsOf(pack, fieldsOf(workspace.package), workspace),
    };
    return { state: 'read', manifest };
  } catch (error) {
    return brokenBy(error);
  }
}

function sectionOf(path: string, text: string, section: string, table: unknown): Requirement[] {
  const start = lineOf(text, `[${section}]`);
  return Object.entries(fieldsOf(table)).map(([key, value]) => {
    const fields = typeof value === 'string' ? { version: value } : fieldsOf(value);
    const local = textOf(fields.path);
    const from =
      fields.workspace === true
        ? 'workspace'
        : local !== null
          ? 'path'
          : fields.git === undefined
            ? 'registry'
            : 'git';
    return requirement({
      // A renamed package goes by its own name everywhere but in the code.
      name: textOf(fields.package) ?? key,
      section,
      range: textOf(fields.version),
      features: textsOf(fields.features),
      defaultFeatures: fields['default-features'] !== false,
      from,
      path: local === null ? null : inFolder(folderOf(path), local),
      line: lineOf(text, key, start),
    });
  });
}

function settingsOf(pack: Fields, shared: Fields, workspace: Fields): Record<string, string> {
  const found: Record<string, string> = {};
  for (const key of INHERITED) {
    const value = textOf(pack[key]) ?? textOf(shared[key]);
    if (value !== null) found[key] = value;
  }
  const resolver = textOf(workspace.resolver);
  if (resolver !== null) found.resolver = resolver;
  return found;
}

/** Cargo's ranges in the words of npm: a bare version is a caret, a comma means "and". */
export function cargoRange(range: string): string {
  return range
    .split(',')
    .map((part) => part.trim())
    .map((part) => (/^\d/.test(part) && !part.includes('*') ? `^${part}` : part))
    .join(' ');
}

/** Packages, and what is wrong with their edges: cargo refuses a lock whose edges name nothing, or two things. */
export function readCargoLock(text: string): Lock {
  const packages = new Map<string, string[]>();
  const listed = fieldsOf(parse(text)).package;
  const entries = (Array.isArray(listed) ? listed : []).map(fieldsOf);
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const entry of entries) {
    const [name, version] = [textOf(entry.name) ?? '', textOf(entry.version) ?? ''];
    packages.set(name, [...(packages.get(name) ?? []), version]);
    const identity = `${name} ${version} ${textOf(entry.source) ?? ''}`;
    if (seen.has(identity)) problems.push(`${name} ${version} stands there twice`);
    seen.add(identity);
  }
  for (const entry of entries) {
    for (const edge of textsOf(entry.dependencies)) {
      const [name = '', version] = edge.split(' ');
      const versions = packages.get(name) ?? [];
      const what = `${textOf(entry.name)} needs ${edge}`;
      if (versions.length === 0 || (version !== undefined && !versions.includes(version))) {
        problems.push(`${what}, which is not there`);
      } else if (version === undefined && new Set(versions).size > 1) {
        problems.push(`${what}, of which there are ${versions.length} versions`);
      }
    }
  }
  return { packages, problems, asked: null, owners: ownersOf(entries) };
}

/** Packages of the repository itself, which have no source, with what they need. */
function ownersOf(entries: readonly Fields[]): Map<string, Set<string>> {
  return new Map(
    entries
      .filter(({ source }) => source === undefined)
      .map((entry) => [
        textOf(entry.name) ?? '',
        new Set(textsOf(entry.dependencies).map((edge) => edge.split(' ')[0] ?? '')),
      ]),
  );
}
