/** The locks of npm, pnpm and Yarn: what they hold, what they answer, and what in them leads nowhere. */
import { loadAll } from 'js-yaml';
import { satisfies, validRange } from 'semver';
import { folderOf } from '../../path-parts.ts';
import type { Lock } from './lock.ts';
import { type Fields, fieldsOf, textOf } from './manifest.ts';
import { SECTIONS } from './npm.ts';

/** package-lock.json and npm-shrinkwrap.json (docs.npmjs.com, package-lock-json). */
export function readPackageLock(text: string): Lock {
  const packages = new Map<string, string[]>();
  const asked = new Set<string>();
  const all = fieldsOf(JSON.parse(text));
  // Version 1 is a tree, and does not say what the root asks for.
  if (all.packages === undefined) return readFirstPackageLock(all);
  const entries = new Map(
    Object.entries(fieldsOf(all.packages)).map(
      ([place, value]) => [place, fieldsOf(value)] as const,
    ),
  );
  for (const [place, entry] of entries) {
    const at = place.lastIndexOf('node_modules/');
    if (at === -1) {
      for (const section of SECTIONS) {
        for (const [name, range] of Object.entries(fieldsOf(entry[section]))) {
          asked.add(`${name}@${textOf(range)}`);
        }
      }
      continue;
    }
    const name = place.slice(at + 'node_modules/'.length);
    const version = textOf(entry.version);
    if (version !== null) packages.set(name, [...(packages.get(name) ?? []), version]);
  }
  return { packages, problems: [], strays: strayEdges(entries), asked, owners: null };
}

/** Each entry has what lies in its own `node_modules` below it, and says under `requires` what it needs. */
function readFirstPackageLock(all: Fields): Lock {
  const packages = new Map<string, string[]>();
  const entries = new Map<string, Fields>();
  const add = (folder: string, table: unknown) => {
    for (const [name, value] of Object.entries(fieldsOf(table))) {
      const { dependencies, requires, version } = fieldsOf(value);
      const place = `${folder}node_modules/${name}`;
      const exact = textOf(version);
      // What is bundled or comes from elsewhere has an address for a version.
      entries.set(place, {
        version: exact,
        dependencies: fieldsOf(requires),
        link: !/^\d/.test(exact ?? ''),
      });
      if (exact !== null) packages.set(name, [...(packages.get(name) ?? []), exact]);
      add(`${place}/`, dependencies);
    }
  };
  add('', all.dependencies);
  return { packages, problems: [], strays: strayEdges(entries), asked: null, owners: null };
}

/** Dependencies that Node would not find from where a package lies, or find in another version. */
function strayEdges(entries: ReadonlyMap<string, Fields>): string[] {
  // A lock without a single place is of an older form, which says nothing of this.
  if (![...entries.keys()].some((place) => place.includes('node_modules/'))) return [];
  return [...entries].flatMap(([place, entry]) => {
    const optional = fieldsOf(entry.optionalDependencies);
    const needs = Object.entries({
      ...fieldsOf(entry.dependencies),
      // Whoever uses a package does not install what it is developed with.
      ...(place.includes('node_modules/') ? {} : fieldsOf(entry.devDependencies)),
    });
    return needs.flatMap(([name, wanted]) => {
      const range = textOf(wanted);
      if (Object.hasOwn(optional, name) || range === null) return [];
      const what = `${place === '' ? 'the root' : place.replace(/^.*node_modules\//, '')} needs ${name} ${range}`;
      const found = foundFrom(entries, place, name);
      if (!found) return [`${what}, which is not there`];
      const version = textOf(found.version);
      if (version === null || found.link === true || validRange(range) === null) return [];
      return satisfies(version, range, { includePrerelease: true })
        ? []
        : [`${what}, and finds ${version}`];
    });
  });
}

/** As Node looks for it: beside the package, then upwards. */
function foundFrom(
  entries: ReadonlyMap<string, Fields>,
  place: string,
  name: string,
): Fields | null {
  for (let folder = place; ; folder = folderOf(folder)) {
    const found = entries.get(`${folder === '' ? '' : `${folder}/`}node_modules/${name}`);
    if (found) return found;
    if (folder === '') return null;
  }
}

/** pnpm-lock.yaml: each importer repeats what its manifest asks for. What pnpm needs itself may stand in a document before. */
export function readPnpmLock(text: string): Lock {
  const packages = new Map<string, string[]>();
  const asked = new Set<string>();
  const strays = new Set<string>();
  for (const document of loadAll(text)) {
    const all = fieldsOf(document);
    const held = new Set([
      ...Object.keys(fieldsOf(all.packages)),
      ...Object.keys(fieldsOf(all.snapshots)),
    ]);
    const see = (what: string, name: string, version: string | null) => {
      if (held.size === 0 || version === null || isHeld(held, name, version)) return;
      strays.add(`${what} needs ${name} ${version}, which is not there`);
    };
    for (const [folder, importer] of importersOf(all)) {
      for (const [name, specifier, version] of importedBy(importer)) {
        asked.add(`${name}@${specifier}`);
        const exact = version?.split('(')[0];
        if (exact) packages.set(name, [...(packages.get(name) ?? []), exact]);
        see(folder === '.' ? 'the root' : folder, name, version);
      }
    }
    for (const table of [all.packages, all.snapshots]) {
      for (const [key, entry] of Object.entries(fieldsOf(table))) {
        for (const [name, version] of Object.entries(fieldsOf(fieldsOf(entry).dependencies))) {
          see(key.replace(/^\//, ''), name, textOf(version));
        }
      }
    }
  }
  return { packages, problems: [], strays: [...strays], asked, owners: null };
}

/** Packages of the repository by folder; one that is alone stands at the top until version 6. */
function importersOf(all: Fields): [string, Fields][] {
  const listed = Object.entries(fieldsOf(all.importers));
  const alone: [string, unknown][] = all.importers === undefined ? [['.', all]] : listed;
  return alone.map(([folder, importer]) => [folder, fieldsOf(importer)]);
}

/** Name, range as the manifest has it, and version. Until version 5 the ranges stand apart. */
function importedBy(
  importer: Fields,
): [name: string, range: string | null, version: string | null][] {
  const specifiers = fieldsOf(importer.specifiers);
  return SECTIONS.flatMap((section) =>
    Object.entries(fieldsOf(importer[section])).map(
      ([name, entry]): [string, string | null, string | null] => {
        const plain = textOf(entry);
        if (plain !== null) return [name, textOf(specifiers[name]), plain];
        const { specifier, version } = fieldsOf(entry);
        return [name, textOf(specifier), textOf(version)];
      },
    ),
  );
}

/** Whether a lock holds a version, by the keys of any of its formats; what lies in the repository has none. */
function isHeld(held: ReadonlySet<string>, name: string, version: string): boolean {
  if (/^(link|file|workspace):/.test(version)) return true;
  const keys = [`${name}@${version}`, version];
  return (
    keys.some((key) => held.has(key) || held.has(`/${key}`)) || held.has(`/${name}/${version}`)
  );
}

/** yarn.lock, of Yarn 1 and later: entries are headed by what was asked for. */
export function readYarnLock(text: string): Lock {
  const packages = new Map<string, string[]>();
  const asked = new Set<string>();
  const problems: string[] = [];
  const needed: { by: string; name: string; spec: string }[] = [];
  let names: string[] = [];
  let inDependencies = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^\S.*:$/.test(line) && !line.startsWith('#') && line !== '__metadata:') {
      const specs = line.slice(0, -1).replaceAll('"', '').split(/,\s*/);
      names = [];
      for (const spec of specs) {
        const at = spec.indexOf('@', 1);
        if (at < 1) continue;
        const name = spec.slice(0, at);
        const one = specOf(name, spec.slice(at + 1));
        if (asked.has(one)) problems.push(`${one} stands there twice`);
        asked.add(one);
        names.push(name);
      }
    }
    if (/^ {0,2}\S/.test(line)) inDependencies = line === '  dependencies:';
    const edge = inDependencies ? /^ {4}"?([^\s":]+)"?:? "?([^"]+)"?$/.exec(line) : null;
    if (edge) {
      const [, name = '', range = ''] = edge;
      needed.push({ by: names[0] ?? '', name, spec: specOf(name, range) });
    }
    const version = /^ {2}"?version"?:? "?([^"\s]+)"?$/.exec(line)?.[1];
    if (version === undefined) continue;
    for (const name of new Set(names)) {
      packages.set(name, [...(packages.get(name) ?? []), version]);
    }
  }
  const strays = needed
    .filter(({ spec }) => !asked.has(spec))
    .map(
      ({ by, name, spec }) =>
        `${by} needs ${name} ${spec.slice(name.length + 1)}, which is not there`,
    );
  return { packages, problems, strays: [...new Set(strays)], asked, owners: null };
}

const specOf = (name: string, range: string) => `${name}@${range.replace(/^npm:/, '')}`;
