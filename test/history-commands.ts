/** Commits as shell commands that make them, for people who want to see with their own git what went wrong. */
import type { CommitSpec, FileSpec, Files } from './repo.ts';

/** Commits must be named by `as`, list their parents and all of their files (`fresh`). */
export function commandsFor(commits: readonly CommitSpec[]): string {
  const trees = new Map<string, Files>();
  const lines = [
    'git init -q --initial-branch=none history && cd history',
    'git config user.name x && git config user.email x@example.invalid',
  ];
  for (const { as = '', branch, parents = [], files } of commits) {
    trees.set(as, files);
    const before = trees.get(parents[0] ?? '') ?? {};
    lines.push(`# ${[as, ...parents.map((parent) => `on ${parent}`)].join(' ')}`);
    lines.push(`git read-tree ${parents[0] ?? '--empty'}`);
    for (const path of Object.keys(before))
      if (!(path in files)) lines.push(`git update-index --force-remove ${quoted(path)}`);
    for (const [path, file] of Object.entries(files))
      if (JSON.stringify(before[path]) !== JSON.stringify(file)) lines.push(adding(path, file));
    const on = parents.map((parent) => `-p ${parent} `).join('');
    lines.push(`git tag ${as} $(git commit-tree -m ${as} ${on}$(git write-tree))`);
    lines.push(`git branch -f ${branch} ${as}`);
  }
  return lines.join('\n');
}

function adding(path: string, file: FileSpec): string {
  const add = (mode: string, oid: string) =>
    `git update-index --add --cacheinfo "${mode},${oid}",${quoted(path)}`;
  const blob = (content: string | Uint8Array) =>
    `$(printf %b ${quoted(escaped(`${content}`))} | git hash-object -w --stdin)`;
  if (file === null) throw new Error(`${path} is listed and not there`);
  if (typeof file === 'string' || file instanceof Uint8Array) return add('100644', blob(file));
  if ('symlink' in file) return add('120000', blob(file.symlink));
  return 'gitlink' in file ? add('160000', file.gitlink) : add(file.mode, blob(file.content));
}

/** As `printf %b` reads it. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\0', '\\0000');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
