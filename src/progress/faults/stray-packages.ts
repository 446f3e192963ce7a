/** Test packages that can never run: members of no workspace, or with a manifest that does not parse. */
import { parse } from 'smol-toml';
import { anyGlob } from '../../plan/glob.ts';
import type { FileFault } from '../faults.ts';
import type { TreeSeen } from '../probe.ts';

/** A folder of tests, or one right below it: what lies deeper is mostly material for tests. */
const TESTS = /(^|[/_-])(tests?|testing|e2e|bench(es|marks?)?)([_-][^/]*)?(\/[^/]+)?$/i;
const FIXTURES = /(^|\/)(fixtures?|testdata|examples?|templates?|node_modules|vendor)\//i;
const MOST_CHARACTERS = 200_000;

export function strayPackages(tree: TreeSeen): FileFault[] {
  return [...cargo(tree), ...npm(tree)];
}

type Manifest = Record<string, unknown>;

function cargo(tree: TreeSeen): FileFault[] {
  const manifests = new Map<string, Manifest | null>();
  for (const [path, text] of textsOf(tree, 'Cargo.toml')) manifests.set(folderOf(path), toml(text));
  const faults: FileFault[] = [];
  const roots = [...manifests].flatMap(([folder, manifest]) =>
    isRecord(manifest?.workspace) ? [{ folder, workspace: manifest.workspace }] : [],
  );
  for (const [folder, manifest] of manifests) {
    const path = join(folder, 'Cargo.toml');
    if (manifest === null) {
      faults.push({
        path,
        what: `${path} is not valid TOML, so nothing in it can be built or tested. Correct it.`,
      });
      continue;
    }
    if (!isRecord(manifest.package) || !TESTS.test(folder) || 'workspace' in manifest) continue;
    const around = roots.filter((root) => within(folder, root.folder));
    // A package of its own is no stray one.
    if (around.length === 0) continue;
    const isMember = around.some(({ folder: root, workspace }) => {
      const inside = folder.slice(root === '' ? 0 : root.length + 1);
      const excluded = anyGlob(globs(workspace.exclude))(inside);
      return excluded || anyGlob(globs(workspace.members))(inside);
    });
    // What a member depends on by its path is a member, too.
    if (isMember || dependedOn(folder, manifests)) continue;
    faults.push({
      path,
      what: `${path} is a member of no workspace, so its tests never run with the others. Add ${folder} to members.`,
    });
  }
  return faults;
}

function dependedOn(folder: string, manifests: ReadonlyMap<string, Manifest | null>): boolean {
  return [...manifests].some(([from, manifest]) =>
    ['dependencies', 'dev-dependencies', 'build-dependencies'].some((key) => {
      const list = manifest?.[key];
      if (!isRecord(list)) return false;
      return Object.values(list).some(
        (one) =>
          isRecord(one) && typeof one.path === 'string' && resolve(from, one.path) === folder,
      );
    }),
  );
}

function npm(tree: TreeSeen): FileFault[] {
  const manifests = new Map<string, Manifest | null>();
  for (const [path, text] of textsOf(tree, 'package.json'))
    manifests.set(folderOf(path), json(text));
  const root = manifests.get('');
  const list = isRecord(root?.workspaces) ? root.workspaces.packages : root?.workspaces;
  const isMember = anyGlob(globs(list).map((glob) => glob.replace(/\/$/, '')));
  return [...manifests].flatMap(([folder, manifest]): FileFault[] => {
    const path = join(folder, 'package.json');
    if (manifest === null) {
      return [
        {
          path,
          what: `${path} is not valid JSON, so nothing in it can be installed or tested. Correct it.`,
        },
      ];
    }
    if (list === undefined || folder === '' || !TESTS.test(folder) || isMember(folder)) return [];
    if (!isRecord(manifest.scripts) || !('test' in manifest.scripts)) return [];
    return [
      {
        path,
        what: `${path} has tests and is a member of no workspace, so they never run with the others. Add ${folder} to workspaces.`,
      },
    ];
  });
}

function textsOf({ texts }: TreeSeen, name: string): [string, string][] {
  return [...texts].flatMap(([path, content]): [string, string][] => {
    const isIt = path === name || path.endsWith(`/${name}`);
    if (!isIt || FIXTURES.test(path) || content.state !== 'text') return [];
    return content.text.length <= MOST_CHARACTERS ? [[path, content.text]] : [];
  });
}

function toml(text: string): Manifest | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function json(text: string): Manifest | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function globs(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((one) => typeof one === 'string')
    .map((glob) => glob.replace(/^\.\//, '').replace(/\/$/, ''));
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function within(folder: string, root: string): boolean {
  return folder !== root && (root === '' || folder.startsWith(`${root}/`));
}

function resolve(from: string, path: string): string {
  const parts = from === '' ? [] : from.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
