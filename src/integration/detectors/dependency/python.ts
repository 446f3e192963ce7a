/** pyproject.toml (PEP 621, PEP 735, Poetry), requirements files, and the locks of Poetry and uv. */
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
  settingsOf,
  tableLine,
  textOf,
  textsOf,
} from './manifest.ts';

export function readPyproject(text: string): ManifestReading {
  try {
    const all = fieldsOf(parse(text));
    const project = fieldsOf(all.project);
    const poetry = fieldsOf(fieldsOf(all.tool).poetry);
    const lists: [string, unknown][] = [
      ['dependencies', project.dependencies],
      ...grouped('optional-dependencies', project['optional-dependencies']),
      ...grouped('dependency-groups', all['dependency-groups']),
      ...['constraint-dependencies', 'override-dependencies', 'dev-dependencies'].map(
        (key): [string, unknown] => [`tool.uv.${key}`, fieldsOf(fieldsOf(all.tool).uv)[key]],
      ),
    ];
    const tables: [string, unknown][] = [
      ['tool.poetry.dependencies', poetry.dependencies],
      ['tool.poetry.dev-dependencies', poetry['dev-dependencies']],
      ...Object.entries(fieldsOf(poetry.group)).map(([name, group]): [string, unknown] => [
        `tool.poetry.group.${name}.dependencies`,
        fieldsOf(group).dependencies,
      ]),
    ];
    const owner = normalised(textOf(project.name) ?? textOf(poetry.name) ?? '') || null;
    const requirements = [
      ...lists.flatMap(([section, list]) => {
        const start = lineOf(text, section.split('.').at(-1) ?? section);
        return textsOf(list).flatMap((one) => required(one, section, lineOf(text, one, start)));
      }),
      ...tables.flatMap(([section, table]) => poetrySection(text, section, table)),
    ];
    const python = textOf(fieldsOf(poetry.dependencies).python);
    const workspace = fieldsOf(fieldsOf(fieldsOf(all.tool).uv).workspace);
    const excluded = textsOf(workspace.exclude).map((one) => `!${one}`);
    return manifest('python', {
      name: owner,
      members:
        workspace.members === undefined ? null : [...textsOf(workspace.members), ...excluded],
      version: textOf(project.version) ?? textOf(poetry.version),
      requirements,
      settings: settingsOf([
        [
          'requires-python',
          textOf(project['requires-python']) ?? (python && poetryRange(python)),
          lineOf(text, project['requires-python'] === undefined ? 'python' : 'requires-python'),
        ],
      ]),
      ...namesOf(text, owner, all, requirements),
      lines: {
        name: lineOf(text, 'name'),
        version: lineOf(text, 'version'),
        members: lineOf(text, 'members'),
      },
    });
  } catch (error) {
    return brokenBy(error);
  }
}

/** Extras that others may ask for, and groups that other groups include. */
function namesOf(
  text: string,
  owner: string | null,
  all: Fields,
  requirements: readonly Requirement[],
): { offers: Named[]; takes: Named[] } {
  const extra = (name: string, of: string, line: number): Named => ({
    key: `extra ${of}/${normalised(name)}`,
    what: `the extra ${name} of ${of}`,
    line,
  });
  const group = (name: string, line: number): Named => ({
    key: `group ${owner}/${normalised(name)}`,
    what: `the dependency group ${name}`,
    line,
  });
  const extras = Object.keys(fieldsOf(fieldsOf(all.project)['optional-dependencies']));
  const groups = Object.entries(fieldsOf(all['dependency-groups']));
  const included = groups.flatMap(([, list]) =>
    (Array.isArray(list) ? list : []).flatMap(
      (one) => textOf(fieldsOf(one)['include-group']) ?? [],
    ),
  );
  const start = lineOf(text, '[dependency-groups]');
  return {
    offers: [
      ...(owner === null ? [] : extras.map((one) => extra(one, owner, lineOf(text, one)))),
      ...groups.map(([name]) => group(name, lineOf(text, name, start))),
    ],
    takes: [
      ...included.map((one) => group(one, lineOf(text, 'include-group', start))),
      ...requirements.flatMap(({ name, features, line }) =>
        features.map((one) => extra(one, name, line)),
      ),
    ],
  };
}

function grouped(section: string, table: unknown): [string, unknown][] {
  return Object.entries(fieldsOf(table)).map(([name, list]) => [`${section}.${name}`, list]);
}

function poetrySection(text: string, section: string, table: unknown): Requirement[] {
  const start = lineOf(text, `[${section}]`);
  return Object.entries(fieldsOf(table))
    .filter(([name]) => name !== 'python')
    .map(([name, value]) => {
      const fields = typeof value === 'string' ? { version: value } : fieldsOf(value);
      const from = fields.path ? 'path' : fields.git ? 'git' : 'registry';
      const range = textOf(fields.version);
      const line = tableLine(text, `dependencies.${name}`) ?? lineOf(text, name, start);
      return requirement({
        name: normalised(name),
        section,
        range: range && poetryRange(range),
        features: textsOf(fields.extras),
        optional: fields.optional === true,
        condition: textOf(fields.markers) ?? textOf(fields.python) ?? textOf(fields.platform),
        from,
        line,
      });
    });
}

/**
 * Poetry's caret, tilde, bare and wildcard versions as PEP 440 writes them
 * (python-poetry.org/docs/dependency-specification).
 */
function poetryRange(range: string): string {
  return range
    .split(',')
    .map((part) => part.trim())
    .map((part) => {
      if (/^=*\s*\d[\d.]*\.\*$/.test(part)) return `==${part.replace(/^=*\s*/, '')}`;
      const [, sign = '', version = ''] = /^([\^~]?)\s*([\d.]+)$/.exec(part) ?? [];
      if (version === '') return part;
      if (sign === '') return `==${version}`;
      const numbers = version.split('.').map(Number);
      const significant = numbers.findIndex((number) => number !== 0);
      const caret = significant === -1 ? numbers.length - 1 : significant;
      const fixed = sign === '~' ? Math.min(1, numbers.length - 1) : caret;
      const upper = numbers.slice(0, fixed + 1);
      upper[fixed] = (upper[fixed] ?? 0) + 1;
      return `>=${version},<${upper.join('.')}`;
    })
    .join(',');
}

/** requirements.txt, constraints.txt and their like. */
export function readRequirements(path: string, text: string): ManifestReading {
  const marker = text.split('\n').findIndex((line) => /^(<{7}|>{7}) /.test(line));
  if (marker !== -1) {
    const line = marker + 1;
    return { state: 'broken', reason: `line ${line} is a conflict marker`, line };
  }
  const file = (name: string, line: number): Named => ({ key: `file ${name}`, what: name, line });
  const requirements = text.split(/\r?\n/).flatMap((line, at) => {
    // A backslash goes on with hashes and options, which ask for nothing more.
    const bare = line
      .replace(/(^|\s)#.*$/, '')
      .replace(/\\\s*$/, '')
      .trim();
    return bare === '' || bare.startsWith('-') ? [] : required(bare, 'requirements', at + 1);
  });
  const takes = text.split(/\r?\n/).flatMap((line, at) => {
    const name = /^\s*(?:-[rc]|--(?:requirement|constraint))[\s=]*([^\s#]+)/.exec(line)?.[1];
    const found = name === undefined ? null : inFolder(folderOf(path), name);
    return found === null ? [] : [file(found, at + 1)];
  });
  return manifest('python', { requirements, offers: [file(path, 1)], takes });
}

/** One requirement as PEP 508 writes it. */
function required(text: string, section: string, line: number): Requirement[] {
  const [spec = '', marker] = text.split(';');
  const condition = marker?.split(/\s+--/)[0]?.trim().replaceAll(/\s+/g, ' ') || null;
  const [, name, extras, rest = ''] =
    /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(spec) ?? [];
  if (name === undefined) return [];
  const features = extras?.split(',').map((one) => one.trim()) ?? [];
  const fields = { name: normalised(name), section, features, condition, line };
  const range =
    rest
      .trim()
      .replace(/^\((.*)\)$/, '$1')
      .split(/\s+--/)[0]
      ?.trim() ?? '';
  if (range.startsWith('@')) {
    return [requirement({ ...fields, from: 'git' })];
  }
  return [requirement({ ...fields, range: range || null })];
}

/** Names are equal without regard to case, dots, dashes and underscores (PEP 503). */
export function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** poetry.lock and uv.lock; uv names the packages of the repository, too. */
export function readPythonLock(text: string): Lock {
  const packages = new Map<string, string[]>();
  const problems: string[] = [];
  const listed = fieldsOf(parse(text)).package;
  const entries = (Array.isArray(listed) ? listed : []).map(fieldsOf);
  for (const entry of entries) {
    const [name, version] = [normalised(textOf(entry.name) ?? ''), textOf(entry.version)];
    const versions = packages.get(name) ?? [];
    if (version !== null && versions.includes(version))
      problems.push(`${name} ${version} stands there twice`);
    packages.set(name, version === null ? versions : [...versions, version]);
  }
  const strays = entries.flatMap((entry) =>
    needsOf(entry.dependencies)
      .filter((name) => !packages.has(name))
      .map((name) => `${textOf(entry.name)} needs ${name}, which is not there`),
  );
  return { packages, problems, strays, asked: null, owners: ownersOf(entries) };
}

/** What an entry needs everywhere: Poetry keeps a table of ranges, uv a list. What has a marker may be left out. */
function needsOf(dependencies: unknown): string[] {
  const table = Array.isArray(dependencies)
    ? dependencies.map(fieldsOf).map((one): [string, unknown] => [textOf(one.name) ?? '', one])
    : Object.entries(fieldsOf(dependencies));
  return table.flatMap(([name, value]) => {
    const { marker, markers, optional } = fieldsOf(value);
    const always = marker === undefined && markers === undefined && optional !== true;
    return always && !Array.isArray(value) ? [normalised(name)] : [];
  });
}

/** Packages that lie in the repository, with what they need in any group. */
function ownersOf(entries: readonly Fields[]): Map<string, Set<string>> | null {
  const own = entries.filter(({ source }) => {
    const { editable, virtual, directory } = fieldsOf(source);
    return (editable ?? virtual ?? directory) !== undefined;
  });
  if (own.length === 0) return null;
  const named = (list: unknown) =>
    (Array.isArray(list) ? list : []).map((one) => normalised(textOf(fieldsOf(one).name) ?? ''));
  return new Map(
    own.map((entry) => {
      const groups = [entry['optional-dependencies'], entry['dev-dependencies']];
      const lists = [entry.dependencies, ...groups.flatMap((one) => Object.values(fieldsOf(one)))];
      return [normalised(textOf(entry.name) ?? ''), new Set(lists.flatMap(named))];
    }),
  );
}
