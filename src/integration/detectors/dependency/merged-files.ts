/** Manifests as they are once both have landed. */
import type { FileVersion } from '../../detector.ts';
import { folderOf } from '../../path-parts.ts';
import { manifestReader } from './files.ts';
import type { Manifest } from './manifest.ts';
import type { Spot } from './rules.ts';
import { isMember } from './workspaces.ts';

/** Files of the merge, by path; null where it is not clean. */
export type Merged = ReadonlyMap<string, FileVersion> | null;

/** Whether the workspace of a root has both manifests in it, or is one of them. */
export function holds(path: string, root: Manifest | null, ...both: readonly Spot[]): boolean {
  const { members } = root ?? {};
  if (!members) return false;
  const folder = folderOf(path);
  return both.every((one) => one.path === path || isMember(members, folder, folderOf(one.path)));
}

/** Whether a manifest asks for a package in both ranges. */
export function bothStand(
  manifest: Manifest | null,
  name: string,
  one: { range: string },
  other: { range: string },
): boolean {
  const ranges = [...(manifest?.requirements ?? []), ...(manifest?.shared ?? [])]
    .filter((requirement) => requirement.name === name)
    .map(({ range, revision }) => revision?.at ?? range);
  return ranges.includes(one.range) && ranges.includes(other.range);
}

export function textIn(merged: Merged, path: string): string | null {
  const file = merged?.get(path);
  return file?.state === 'text' ? file.text : null;
}

export function manifestIn(merged: Merged, path: string): Manifest | null {
  const text = textIn(merged, path);
  const reading = text === null ? null : manifestReader(path)?.(path, text);
  return reading?.state === 'read' ? reading.manifest : null;
}
