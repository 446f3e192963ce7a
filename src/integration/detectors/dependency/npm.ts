/** package.json, pnpm-workspace.yaml, and the locks of npm, pnpm and Yarn. */
import { load } from 'js-yaml';
import type { Lock } from './lock.ts';
import {
  brokenBy,
  fieldsOf,
  lineOf,
  type ManifestReading,
  type Requirement,
  requirement,
  textOf,
  textsOf,
} from './manifest.ts';

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

export function readPackageJson(text: string): ManifestReading {
  try {
    const all = fieldsOf(JSON.parse(text));
    const workspaces = all.workspaces;
    const settings: Record<string, string> = {};
    for (const [engine, range] of Object.entries(fieldsOf(all.engines))) {
      if (typeof range === 'string') settings[`engines.${engine}`] = range;
    }
    const tool = textOf(all.packageManager);
    if (tool !== null) settings.packageManager = tool;
    const members = workspaces ?? null;
    return {
      state: 'read',
      manifest: {
        ecosystem: 'npm',
        name: textOf(all.name),
        requirements: SECTIONS.flatMap((section) => sectionOf(text, section, all[section])),
        shared: [],
        members:
          members === null ? null : [...textsOf(members), ...textsOf(fieldsOf(members).packages)],
        settings,
      },
    };
  } catch (error) {
    return brokenBy(error);
  }
}

function sectionOf(text: string, section: string, table: unknown): Requirement[] {
  const start = lineOf(text, `"${section}"`);
  return Object.entries(fieldsOf(table)).flatMap(([name, value]) => {
    const range = textOf(value);
    if (range === null) return [];
    return [
      requirement({ name, section, range, from: sourceOf(range), line: lineOf(text, name, start) }),
    ];
  });
}

function sourceOf(range: string): Requirement['from'] {
  if (/^(workspace|catalog):/.test(range)) return 'workspace';
  if (/^(file|link|portal):/.test(range)) return 'path';
  return /^(git|https?|github:)|\.git(#|$)|^[\w-]+\/[\w.-]+(#|$)/.test(range) ? 'git' : 'registry';
}

/** Members and catalogues of a pnpm workspace. */
export function readPnpmWorkspace(text: string): ManifestReading {
  try {
    const all = fieldsOf(load(text));
    const named = Object.entries(fieldsOf(all.catalogs)).flatMap(([name, table]) =>
      sectionOf(text, `catalogs.${name}`, table),
    );
    return {
      state: 'read',
      manifest: {
        ecosystem: 'npm',
        name: null,
        requirements: [],
        shared: [...sectionOf(text, 'catalog', all.catalog), ...named],
        members: textsOf(all.packages),
        settings: {},
      },
    };
  } catch (error) {
    return brokenBy(error);
  }
}

/** package-lock.json and npm-shrinkwrap.json, from version 2 on (docs.npmjs.com, package-lock-json). */
export function readPackageLock(text: string): Lock {
  const packages = new Map<string, string[]>();
  const asked = new Set<string>();
  for (const [place, value] of Object.entries(fieldsOf(fieldsOf(JSON.parse(text)).packages))) {
    const entry = fieldsOf(value);
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
  return { packages, problems: [], asked, owners: null };
}

/** pnpm-lock.yaml: each importer repeats what its manifest asks for. */
export function readPnpmLock(text: string): Lock {
  const packages = new Map<string, string[]>();
  const asked = new Set<string>();
  for (const importer of Object.values(fieldsOf(fieldsOf(load(text)).importers))) {
    for (const section of SECTIONS) {
      for (const [name, entry] of Object.entries(fieldsOf(fieldsOf(importer)[section]))) {
        const { specifier, version } = fieldsOf(entry);
        asked.add(`${name}@${textOf(specifier)}`);
        const exact = textOf(version)?.split('(')[0];
        if (exact) packages.set(name, [...(packages.get(name) ?? []), exact]);
      }
    }
  }
  return { packages, problems: [], asked, owners: null };
}

/** yarn.lock, of Yarn 1 and later: entries are headed by what was asked for. */
export function readYarnLock(text: string): Lock {
  const packages = new Map<string, string[]>();
  const asked = new Set<string>();
  const problems: string[] = [];
  let names: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^\S.*:$/.test(line) && !line.startsWith('#') && line !== '__metadata:') {
      const specs = line.slice(0, -1).replaceAll('"', '').split(/,\s*/);
      names = [];
      for (const spec of specs) {
        const at = spec.lastIndexOf('@');
        const name = spec.slice(0, spec.indexOf('@', 1));
        const one = `${name}@${spec.slice(spec.indexOf('@', 1) + 1).replace(/^npm:/, '')}`;
        if (at < 1) continue;
        if (asked.has(one)) problems.push(`${one} stands there twice`);
        asked.add(one);
        names.push(name);
      }
    }
    const version = /^ {2}"?version"?:? "?([^"\s]+)"?$/.exec(line)?.[1];
    if (version === undefined) continue;
    for (const name of new Set(names)) {
      packages.set(name, [...(packages.get(name) ?? []), version]);
    }
  }
  return { packages, problems, asked, owners: null };
}
