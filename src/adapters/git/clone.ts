/** The user's own repository, opened for reading: work tree, linked work tree or bare. */
import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { gitWords, MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { gitEnvironment } from './environment.ts';
import type { ObjectStore } from './scratch.ts';

/** The folder cannot be used; the message says what it is and what to do. */
export class UnusableClone extends Error {
  override name = 'UnusableClone';
}

/** Finds the object store of the repository that `dir` belongs to. */
export async function findStore(run: RunGit, dir: string): Promise<ObjectStore> {
  const absolute = resolve(dir);
  if (!existsSync(absolute)) {
    throw new UnusableClone(`There is no folder ${absolute}. Name the folder of a git repository.`);
  }
  const end = await run({
    args: [
      '-C',
      absolute,
      'rev-parse',
      '--is-shallow-repository',
      '--show-object-format',
      '--path-format=absolute',
      '--git-path',
      'objects',
    ],
    // The folder was named on purpose, whoever owns it; nothing in it is run.
    env: gitEnvironment(null, [['safe.directory', '*']]),
    wallClock: 10_000,
    memory: MERGE_MEMORY_BYTES,
    output: 100_000,
  });
  if (end.how !== 'exit' || end.code !== 0) {
    const hint = /not a git repository/.test(end.stderr)
      ? `${absolute} is no git repository. Name a folder inside one, or a bare repository.`
      : `git cannot open ${absolute} (${gitWords(end)}). Check it with "git status" there.`;
    throw new UnusableClone(hint);
  }
  const [shallow, format, ...rest] = end.stdout.toString('utf8').split('\n');
  const objects = rest.join('\n').replace(/\n$/, '');
  if (shallow === 'true') {
    throw new UnusableClone(
      `${absolute} is a shallow clone: without the whole history merges cannot be told. ` +
        'Run "git fetch --unshallow" there, then try again.',
    );
  }
  if (!isAbsolute(objects) || (format !== 'sha1' && format !== 'sha256')) {
    throw new UnusableClone(`git described ${absolute} in a way Weir does not know. Update git.`);
  }
  return { objects, format };
}
