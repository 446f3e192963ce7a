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
  type ManifestReading,
  manifest,
  type Named,
  type Requirement,
  requirement,
  revisionOf,
  type Setting,
  settingsOf,
  tableLine,
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
    const requirements = [...own, ...targets];
    const start = lineOf(text, '[package]');
    const excluded = textsOf(workspace.exclude).flatMap((one) => [`!${one}`, `!${one}/**`]);
    return manifest('cargo', {
      name: textOf(pack.name),
      version: textOf(pack.version),
      requirements,
      shared: sectionOf(path, text, 'workspace.dependencies', workspace.dependencies),
      members: all.workspace === undefined ? null : [...textsOf(workspace.members), ...excluded],
      settings: packageSettings(text, pack, workspace),
      ...namesOf(text, textOf(pack.name) ?? path, fieldsOf(all.features), requirements),
      lines: {
        name: lineOf(text, 'name', start),
        version: lineOf(text, 'version', start),
        members: lineOf(text, 'members', lineOf(text, '[workspace]')),
      },
    });
  } catch (error) {
    return brokenBy(error);
  }
}

/** Features that others may ask for, and optional or other dependencies that its own features name. */
function namesOf(
  text: string,
  owner: string,
  features: Fields,
  requirements: readonly Requirement[],
): { offers: Named[]; takes: Named[] } {
  const feature = (name: string, of: string, line: number): Named => ({
    key: `feature ${of}/${name}`,
    what: `the feature ${name} of ${of}`,
    line,
  });
  const needed = (key: string, line: number): Named => ({
    key: `dependency ${owner}/${key}`,
    what: `the dependency ${key} of ${owner}`,
    line,
  });
  const start = lineOf(text, '[features]');
  const named = new Set(Object.values(features).flatMap(textsOf));
  const offers: Named[] = [
    feature('default', owner, start),
    ...Object.keys(features).map((name) => feature(name, owner, lineOf(text, name, start))),
    ...requirements.map(({ key, line }) => needed(key, line)),
    // An optional dependency is a feature of its own name, too, unless a feature names it as a dependency.
    ...requirements
      .filter((one) => one.optional && !named.has(`dep:${one.key}`))
      .map((one) => feature(one.key, owner, one.line)),
  ];
  const takes = Object.entries(features).flatMap(([name, list]) => {
    const line = lineOf(text, name, start);
    return textsOf(list).map((one) => {
      const of = /^(?:dep:)(.+)$/.exec(one)?.[1] ?? /^([^/?]+)\??\//.exec(one)?.[1];
      return of === undefined ? feature(one, owner, line) : needed(of, line);
    });
  });
  const asked = requirements
    .filter(({ from }) => from === 'path' || from === 'workspace')
    .flatMap(({ name, features: wanted, line }) => wanted.map((one) => feature(one, name, line)));
  return { offers, takes: [...takes, ...asked] };
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
      key,
      optional: fields.optional === true,
      section,
      range: textOf(fields.version),
      revision: revisionOf(fields),
      features: textsOf(fields.features),
      defaultFeatures: fields['default-features'] !== false,
      from,
      path: local === null ? null : inFolder(folderOf(path), local),
      line: tableLine(text, `${section.split('.').at(-1)}.${key}`) ?? lineOf(text, key, start),
    });
  });
}

function packageSettings(text: string, pack: Fields, workspace: Fields): Record<string, Setting> {
  const shared = fieldsOf(workspace.package);
  const from = (key: string) =>
    lineOf(text, textOf(pack[key]) === null ? '[workspace.package]' : '[package]');
  return settingsOf([
    ...INHERITED.map((key) => {
      const value = textOf(pack[key]) ?? textOf(shared[key]);
      return [key, value, lineOf(text, key, from(key))] as const;
    }),
    ['resolver', textOf(workspace.resolver), lineOf(text, 'resolver')],
  ]);
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
  return { packages, problems, strays: [], asked: null, owners: ownersOf(entries) };
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
