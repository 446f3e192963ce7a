/** package.json and pnpm-workspace.yaml (docs.npmjs.com, pnpm.io). */
import { load } from 'js-yaml';
import { OVERRIDES, RESOLUTIONS } from './forced.ts';
import {
  brokenBy,
  type Fields,
  fieldsOf,
  lineOf,
  type ManifestReading,
  manifest,
  type Named,
  type Requirement,
  requirement,
  settingsOf,
  textOf,
  textsOf,
} from './manifest.ts';

export const SECTIONS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
];

export function readPackageJson(text: string): ManifestReading {
  try {
    const all = fieldsOf(JSON.parse(text));
    const { workspaces } = all;
    const engines = lineOf(text, 'engines');
    return manifest('npm', {
      name: textOf(all.name),
      version: textOf(all.version),
      requirements: [
        ...SECTIONS.flatMap((section) => sectionOf(text, section, all[section])),
        ...overridesIn(text, OVERRIDES, all.overrides),
        ...overridesIn(text, RESOLUTIONS, all.resolutions),
        ...overridesIn(text, RESOLUTIONS, fieldsOf(all.pnpm).overrides),
      ],
      // Bun has its catalogues here (bun.sh/docs/install/catalogs).
      shared: [...cataloguesIn(text, all), ...cataloguesIn(text, fieldsOf(workspaces))],
      members:
        workspaces === undefined
          ? null
          : [...textsOf(workspaces), ...textsOf(fieldsOf(workspaces).packages)],
      settings: settingsOf([
        ...Object.entries(fieldsOf(all.engines)).map(
          ([engine, range]) =>
            [`engines.${engine}`, textOf(range), lineOf(text, engine, engines)] as const,
        ),
        ['packageManager', textOf(all.packageManager), lineOf(text, 'packageManager')],
      ]),
      ...toolsOf(text, all),
      lines: {
        name: lineOf(text, 'name'),
        version: lineOf(text, 'version'),
        members: lineOf(text, 'workspaces'),
      },
    });
  } catch (error) {
    return brokenBy(error);
  }
}

/** Packages that scripts may call, and what scripts call: first words of commands, after settings of variables. */
function toolsOf(text: string, all: Fields): { offers: Named[]; takes: Named[] } {
  const tool = (name: string, line: number): Named => ({
    key: `tool ${name}`,
    what: `the package ${name}`,
    line,
  });
  const offers = ['dependencies', 'devDependencies'].flatMap((section) => {
    const start = lineOf(text, `"${section}"`);
    return Object.keys(fieldsOf(all[section])).map((name) => tool(name, lineOf(text, name, start)));
  });
  const start = lineOf(text, '"scripts"');
  const takes = Object.entries(fieldsOf(all.scripts)).flatMap(([name, script]) =>
    (textOf(script) ?? '').split(/&&|\|\||[;|&]/).flatMap((command) => {
      const called = /^\s*(?:\w+=\S*\s+|(?:npx|cross-env)\s+)*([@\w][\w./-]*)/.exec(command)?.[1];
      return called === undefined ? [] : [tool(called, lineOf(text, name, start))];
    }),
  );
  return { offers, takes };
}

/** Versions that the root forces on everybody; those for one dependent or for some ranges only are none. */
function overridesIn(text: string, section: string, table: unknown): Requirement[] {
  const start = lineOf(text, /"(overrides|resolutions)"/.exec(text)?.[0] ?? '"overrides"');
  return Object.entries(fieldsOf(table)).flatMap(([key, value]) => {
    const name = /^(?:\*\*\/)?((?:@[^/@]+\/)?[^/@>]+)$/.exec(key)?.[1];
    const range = textOf(value);
    if (name === undefined || range === null || range.startsWith('$')) return [];
    return [requirement({ name, section, range, line: lineOf(text, key, start) })];
  });
}

function sectionOf(
  text: string,
  section: string,
  table: unknown,
  start = lineOf(text, `"${section}"`),
): Requirement[] {
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
    return manifest('npm', {
      shared: cataloguesIn(text, all),
      members: textsOf(all.packages),
      lines: { members: lineOf(text, 'packages:') },
    });
  } catch (error) {
    return brokenBy(error);
  }
}

/** Catalogues of a Yarn project (yarnpkg.com/features/catalogs). */
export function readYarnRc(text: string): ManifestReading {
  try {
    return manifest('npm', { shared: cataloguesIn(text, fieldsOf(load(text))) });
  } catch (error) {
    return brokenBy(error);
  }
}

/** What members may ask for as `catalog:`, and as `catalog:name`. */
function cataloguesIn(text: string, all: Fields): Requirement[] {
  const named = Object.entries(fieldsOf(all.catalogs)).flatMap(([name, table]) =>
    sectionOf(text, `catalogs.${name}`, table, lineOf(text, name, lineOf(text, 'catalogs'))),
  );
  return [...sectionOf(text, 'catalog', all.catalog, lineOf(text, 'catalog')), ...named];
}
