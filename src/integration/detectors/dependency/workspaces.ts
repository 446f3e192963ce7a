/** Which packages are built together: members of one workspace, as its root says. */
import picomatch from 'picomatch';
import { fileName, folderOf } from '../../path-parts.ts';
import { rulingFiles } from './files.ts';
import { inFolder, type Manifest } from './manifest.ts';

/** Manifests of Cargo that may be the root of the workspace that a package is in, nearest first. */
export function workspaceRoots(path: string): string[] {
  return rulingFiles(path).filter((one) => fileName(one) === 'Cargo.toml');
}

/**
 * The manifest whose workspace a package of Cargo belongs to, or its own. The nearest root above takes what it does not
 * exclude: Cargo refuses a package there that is no member (doc.rust-lang.org/cargo/reference/workspaces.html).
 *
 * @param manifestAt reads a manifest
 */
export function workspaceOf(path: string, manifestAt: (path: string) => Manifest | null): string {
  const root = workspaceRoots(path).find((one) => {
    const members = manifestAt(one)?.members ?? null;
    if (members === null || one === path) return members !== null;
    return isMember(['**', ...members.filter(isExcluded)], folderOf(one), folderOf(path));
  });
  return root ?? path;
}

const isExcluded = (member: string) => member.startsWith('!');

/** Whether a package in `folder` belongs to the workspace at `root`. */
export function isMember(members: readonly string[], root: string, folder: string): boolean {
  const covers = (member: string) => {
    const pattern = inFolder(root, member);
    return pattern !== null && picomatch.isMatch(folder, pattern);
  };
  const out = members.filter(isExcluded).map((member) => member.slice(1));
  return members.some((member) => !isExcluded(member) && covers(member)) && !out.some(covers);
}
