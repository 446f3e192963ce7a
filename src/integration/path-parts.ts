/** Parts of paths as git writes them: with slashes, and none at either end. */

/** `a/b/Cargo.toml` → `a/b`; empty at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** `a/b/Cargo.toml` → `Cargo.toml`. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether `path` is in `folder` or below. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
