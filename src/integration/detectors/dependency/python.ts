/** pyproject.toml (PEP 621, PEP 735, Poetry), requirements files, and the locks of Poetry and uv. */
import { parse } from 'smol-toml';
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

export function readPyproject(text: string): ManifestReading {
  try {
    const all = fieldsOf(parse(text));
    const project = fieldsOf(all.project);
    const poetry = fieldsOf(fieldsOf(all.tool).poetry);
    const lists: [string, unknown][] = [
      ['dependencies', project.dependencies],
      ...grouped('optional-dependencies', project['optional-dependencies']),
      ...grouped('dependency-groups', all['dependency-groups']),
    ];
    const tables: [string, unknown][] = [
      ['tool.poetry.dependencies', poetry.dependencies],
      ['tool.poetry.dev-dependencies', poetry['dev-dependencies']],
      ...Object.entries(fieldsOf(poetry.group)).map(([name, group]): [string, unknown] => [
        `tool.poetry.group.${name}.dependencies`,
        fieldsOf(group).dependencies,
      ]),
    ];
    const settings: Record<string, string> = {};
    const python = textOf(project['requires-python']);
    if (python !== null) settings['requires-python'] = python;
    return {
      state: 'read',
      manifest: {
        ecosystem: 'python',
        name: normalised(textOf(project.name) ?? textOf(poetry.name) ?? '') || null,
        requirements: [
          ...lists.flatMap(([section, list]) =>
            textsOf(list).flatMap((one) => required(one, section, lineOf(text, `${one}`))),
          ),
          ...tables.flatMap(([section, table]) => poetrySection(text, section, table)),
        ],
        shared: [],
        members: null,
        settings,
      },
    };
  } catch (error) {
    return brokenBy(error);
  }
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
      const line = lineOf(text, name, start);
      return requirement({
        name: normalised(name),
        section,
        range: range && poetryRange(range),
        features: textsOf(fields.extras),
        from,
        line,
      });
    });
}

/** Poetry's caret, tilde and bare versions as PEP 440 writes them (python-poetry.org/docs/dependency-specification). */
function poetryRange(range: string): string {
  return range
    .split(',')
    .map((part) => part.trim())
    .map((part) => {
      const [, sign = '', version = ''] = /^([\^~]?)\s*([\d.]+)$/.exec(part) ?? [];
      if (version === '') return part;
      if (sign === '') return `==${version}`;
      const numbers = version.split('.').map(Number);
      const significant = numbers.findIndex((number) => number !== 0);
      const fixed = sign === '~' ? Math.min(1, numbers.length - 1) : Math.max(0, significant);
      const upper = numbers.slice(0, fixed + 1);
      upper[fixed] = (upper[fixed] ?? 0) + 1;
      return `>=${version},<${upper.join('.')}`;
    })
    .join(',');
}

/** requirements.txt, constraints.txt and their like. */
export function readRequirements(text: string): ManifestReading {
  const requirements = text.split(/\r?\n/).flatMap((line, at) => {
    const bare = line.replace(/(^|\s)#.*$/, '').trim();
    return bare === '' || bare.startsWith('-') ? [] : required(bare, 'requirements', at + 1);
  });
  const manifest = { name: null, requirements, shared: [], members: null, settings: {} };
  return { state: 'read', manifest: { ecosystem: 'python', ...manifest } };
}

/** One requirement as PEP 508 writes it. */
function required(text: string, section: string, line: number): Requirement[] {
  const [spec = ''] = text.split(';');
  const [, name, extras, rest = ''] =
    /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(spec) ?? [];
  if (name === undefined) return [];
  const features = extras?.split(',').map((one) => one.trim()) ?? [];
  const range =
    rest
      .trim()
      .replace(/^\((.*)\)$/, '$1')
      .split(/\s+--/)[0]
      ?.trim() ?? '';
  if (range.startsWith('@')) {
    return [requirement({ name: normalised(name), section, features, from: 'git', line })];
  }
  return [requirement({ name: normalised(name), section, range: range || null, features, line })];
}

/** Names are equal without regard to case, dots, dashes and underscores (PEP 503). */
export function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** poetry.lock and uv.lock. */
export function readPythonLock(text: string): Lock {
  const packages = new Map<string, string[]>();
  const problems: string[] = [];
  const listed = fieldsOf(parse(text)).package;
  for (const entry of (Array.isArray(listed) ? listed : []).map(fieldsOf)) {
    const [name, version] = [normalised(textOf(entry.name) ?? ''), textOf(entry.version)];
    if (version === null) continue;
    const versions = packages.get(name) ?? [];
    if (versions.includes(version)) problems.push(`${name} ${version} stands there twice`);
    packages.set(name, [...versions, version]);
  }
  return { packages, problems, asked: null, owners: null };
}
