/** pyproject.toml (PEP 621, PEP 735, Poetry) and requirements files. */
import { parse } from 'smol-toml';
import { fileName, folderOf } from '../../path-parts.ts';
import { CONSTRAINTS } from './forced.ts';
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
    const exclusive = exclusiveIn(fieldsOf(fieldsOf(all.tool).uv).conflicts);
    const owner = normalised(textOf(project.name) ?? textOf(poetry.name) ?? '') || null;
    const requirements = [
      ...lists.flatMap(([section, list]) => {
        const start = lineOf(text, section.split('.').at(-1) ?? section);
        const alone = exclusive.has(section) ? section : null;
        return textsOf(list)
          .flatMap((one) => required(one, section, lineOf(text, one, start)))
          .map((one) => ({ ...one, condition: alone ?? one.condition }));
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
          textOf(project['requires-python']) ?? python,
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

/** Sections that uv is told never to install together (docs.astral.sh/uv, conflicting dependencies). */
function exclusiveIn(conflicts: unknown): Set<string> {
  const sets = Array.isArray(conflicts) ? conflicts : [];
  return new Set(
    sets.flat().flatMap((one) => {
      const { extra, group } = fieldsOf(one);
      const [name, section] =
        extra === undefined ? [group, 'dependency-groups'] : [extra, 'optional-dependencies'];
      return textOf(name) === null ? [] : [`${section}.${textOf(name)}`];
    }),
  );
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
        range,
        revision: revisionOf(fields),
        features: textsOf(fields.extras),
        optional: fields.optional === true,
        condition: textOf(fields.markers) ?? textOf(fields.python) ?? textOf(fields.platform),
        from,
        line,
      });
    });
}

/** requirements.txt, constraints.txt and their like (pip.pypa.io, requirements file format). */
export function readRequirements(path: string, text: string): ManifestReading {
  const lines = text.split(/\r?\n/);
  const marker = lines.findIndex((line) => /^(<{7}|>{7}) /.test(line));
  if (marker !== -1) {
    const line = marker + 1;
    return { state: 'broken', reason: `line ${line} is a conflict marker`, line };
  }
  const prose = lines.findIndex((line) => isProse(withoutComment(line)));
  if (prose !== -1) {
    const line = prose + 1;
    return { state: 'broken', reason: `line ${line} is no requirement`, line };
  }
  const section = fileName(path).includes('constraint') ? CONSTRAINTS : 'requirements';
  const file = (name: string, line: number): Named => ({ key: `file ${name}`, what: name, line });
  const requirements = lines.flatMap((line, at) => {
    // A backslash goes on with hashes and options, which ask for nothing more.
    const bare = withoutComment(line)
      .replace(/\\\s*$/, '')
      .trim();
    return bare === '' || bare.startsWith('-') ? [] : required(bare, section, at + 1);
  });
  const takes = lines.flatMap((line, at) => {
    const name = /^\s*(?:-[rc]|--(?:requirement|constraint))[\s=]*([^\s#]+)/.exec(line)?.[1];
    const found = name === undefined ? null : inFolder(folderOf(path), name);
    return found === null ? [] : [file(found, at + 1)];
  });
  return manifest('python', { requirements, offers: [file(path, 1)], takes });
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, '').trim();
}

/** A name with a word behind it is text that happens to stand in a file of that name. */
function isProse(line: string): boolean {
  return /^[A-Za-z][\w.-]*,?\s+[A-Za-z]/.test(line);
}

/** One requirement as PEP 508 writes it. */
function required(text: string, section: string, line: number): Requirement[] {
  const [spec = '', marker] = text.split(';');
  const condition = marker?.split(/\s+--/)[0]?.trim().replaceAll(/\s+/g, ' ') || null;
  const [, name, extras, rest = ''] =
    /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(spec) ?? [];
  // Addresses and paths have no name, or one of their own behind `#egg=`.
  if (name === undefined || !/^($|[=<>!~@(]|\s*--)/.test(rest.trim()))
    return addressed(spec, section, line);
  const features = extras?.split(',').map((one) => one.trim()) ?? [];
  const fields = { name: normalised(name), section, features, condition, line };
  const range =
    rest
      .trim()
      .replace(/^\((.*)\)$/, '$1')
      .split(/\s+--/)[0]
      ?.trim() ?? '';
  if (range.startsWith('@')) {
    const [, url, at] = /^@\s*git\+(.+?)@([^@\s#]+)(?:#|\s|$)/.exec(range) ?? [];
    const revision = url !== undefined && at !== undefined ? { url, at } : null;
    return [requirement({ ...fields, from: 'git', revision })];
  }
  return [requirement({ ...fields, range: range || null })];
}

/** `git+https://…/x.git@v1#egg=x`: the name that its address gives it. */
function addressed(spec: string, section: string, line: number): Requirement[] {
  const name = /#(?:.*&)?egg=([A-Za-z0-9][\w.-]*)/.exec(spec)?.[1];
  if (name === undefined) return [];
  const [, url, at] = /^\w+\+(.+?)@([^@\s#]+)#/.exec(spec.trim()) ?? [];
  const revision = url !== undefined && at !== undefined ? { url, at } : null;
  return [requirement({ name: normalised(name), section, line, from: 'git', revision })];
}

/** Names are equal without regard to case, dots, dashes and underscores (PEP 503). */
export function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
