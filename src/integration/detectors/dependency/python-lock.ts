/** The locks of Poetry and uv. */
import { parse } from 'smol-toml';
import type { Lock } from './lock.ts';
import { type Fields, fieldsOf, textOf } from './manifest.ts';
import { normalised } from './python.ts';
import { answers } from './ranges.ts';

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
    needsOf(entry.dependencies).flatMap(({ name, exact, range }) => {
      const versions = packages.get(name);
      const what = `${textOf(entry.name)} needs ${name}${(exact ?? range) ? ` ${exact ?? range}` : ''}`;
      if (!versions || (exact !== null && !versions.includes(exact)))
        return [`${what}, which is not there`];
      const isMet =
        range === null || versions.some((one) => answers('python', one, range) !== false);
      return isMet || versions.length === 0 ? [] : [`${what}, and finds ${versions.join(' and ')}`];
    }),
  );
  return { packages, problems, strays, asked: null, owners: ownersOf(entries) };
}

/** What an entry needs: `exact` is the version that the lock itself names, `range` what the package asks for. */
interface Needed {
  name: string;
  exact: string | null;
  range: string | null;
}

/**
 * What an entry needs everywhere: Poetry keeps a table of ranges, uv a list, with versions where there are several. What
 * has a marker may be left out.
 */
function needsOf(dependencies: unknown): Needed[] {
  const isList = Array.isArray(dependencies);
  const table = isList
    ? dependencies.map(fieldsOf).map((one): [string, unknown] => [textOf(one.name) ?? '', one])
    : Object.entries(fieldsOf(dependencies));
  return table.flatMap(([name, value]) => {
    const { marker, markers, optional, python, version } = fieldsOf(value);
    const always = [marker, markers, python].every((one) => one === undefined) && optional !== true;
    if (!always || Array.isArray(value)) return [];
    const said = textOf(value) ?? textOf(version);
    const needed = isList ? { exact: said, range: null } : { exact: null, range: said };
    return [{ name: normalised(name), ...needed }];
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
