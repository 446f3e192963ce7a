/** bun.lock, the text lock of Bun from 1.2 on (bun.sh/docs/install/lockfile, the type BunLockFile). */
import { satisfies, validRange } from 'semver';
import { duplicateKey } from './duplicate-keys.ts';
import type { Lock } from './lock.ts';
import { type Fields, fieldsOf, textOf } from './manifest.ts';
import { SECTIONS } from './npm.ts';

/** A package that the lock holds: `["name@version", "", { dependencies: … }, "sha512-…"]`. */
interface Held {
  version: string;
  info: Fields;
}

/**
 * Each workspace repeats what its manifest asks for, and packages stand by the path at which they are found: `a/b` is
 * what `a` finds as `b`.
 *
 * @throws SyntaxError where it is no JSON, comments and commas at the end aside
 */
export function readBunLock(text: string): Lock {
  const all = fieldsOf(JSON.parse(plainJson(text)));
  const packages = new Map<string, string[]>();
  const held = new Map<string, Held>();
  for (const [place, entry] of Object.entries(fieldsOf(all.packages))) {
    const parts: unknown[] = Array.isArray(entry) ? entry : [];
    const identity = textOf(parts[0]) ?? '';
    const at = identity.indexOf('@', 1);
    if (at === -1) continue;
    const [name, version] = [identity.slice(0, at), identity.slice(at + 1)];
    const info = fieldsOf(parts.find((one) => Object.keys(fieldsOf(one)).length > 0));
    held.set(place, { version, info });
    packages.set(name, [...(packages.get(name) ?? []), version]);
  }
  const forced = new Set(Object.keys(fieldsOf(all.overrides)));
  const asked = new Set<string>();
  const strays: string[] = [];
  for (const [folder, workspace] of Object.entries(fieldsOf(all.workspaces)).map(named)) {
    for (const section of SECTIONS) {
      for (const [name, range] of Object.entries(fieldsOf(workspace[section]))) {
        asked.add(`${name}@${textOf(range)}`);
      }
    }
    const needs = { ...fieldsOf(workspace.dependencies), ...fieldsOf(workspace.devDependencies) };
    const from = folder === '' ? '' : (textOf(workspace.name) ?? '');
    strays.push(...straysOf(folder === '' ? 'the root' : folder, from, needs, held, forced));
  }
  for (const [place, { info }] of held) {
    strays.push(...straysOf(place, place, fieldsOf(info.dependencies), held, forced));
  }
  const twice = duplicateKey('bun.lock.json', text);
  const problems = twice ? [`${twice.key} stands there twice`] : [];
  return { packages, problems, strays, asked, owners: null };
}

const named = ([folder, fields]: [string, unknown]): [string, Fields] => [folder, fieldsOf(fields)];

/** What is needed from a place and not found, or found in a version that was not asked for. */
function straysOf(
  who: string,
  from: string,
  needs: Fields,
  held: ReadonlyMap<string, Held>,
  forced: ReadonlySet<string>,
): string[] {
  return Object.entries(needs).flatMap(([name, wanted]) => {
    const range = textOf(wanted);
    if (range === null || /^(workspace|link|file|root):/.test(range)) return [];
    const found = foundFrom(held, from, name);
    const what = `${who} needs ${name} ${range}`;
    if (!found) return [`${what}, which is not there`];
    const isJudged = validRange(range) !== null && /^\d/.test(found.version) && !forced.has(name);
    if (!isJudged || satisfies(found.version, range, { includePrerelease: true })) return [];
    return [`${what}, and finds ${found.version}`];
  });
}

/** Beside the package, then upwards; names with a scope are two steps of a path. */
function foundFrom(held: ReadonlyMap<string, Held>, from: string, name: string): Held | null {
  const steps = from.match(/@[^/]+\/[^/]+|[^/]+/g) ?? [];
  for (let depth = steps.length; depth >= 0; depth--) {
    const found = held.get([...steps.slice(0, depth), name].join('/'));
    if (found) return found;
  }
  return null;
}

/** JSON without comments and without commas at the end of lists. */
function plainJson(text: string): string {
  return text
    .replaceAll(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string) => string ?? ' ')
    .replaceAll(/("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])/g, (_, string) => string ?? '');
}
