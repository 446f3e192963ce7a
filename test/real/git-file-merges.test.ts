/** Files that are merged by themselves: where git fails at them, everything is merged, and nothing else is said. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import { REPO } from '../fakes.ts';
import { createRepository, type TestRepository } from '../repo.ts';

let dir: string;
let repo: TestRepository;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'weir-test-files-'));
  repo = createRepository({
    commits: [
      // Of a binary file git says nothing that others could go by.
      { branch: 'main', as: 'base', files: { 'a.bin': '\0base', 'b.txt': '1\n2\n3\n' } },
      { branch: 'one', parents: ['base'], files: { 'a.bin': '\0one' } },
      { branch: 'two', parents: ['base'], files: { 'b.txt': '1\n2\ntwo\n' } },
      { branch: 'main', files: { 'a.bin': '\0main', 'b.txt': 'main\n2\n3\n' } },
    ],
  });
});
afterEach(() => {
  repo.cleanup();
  rmSync(dir, { recursive: true });
});

/** A git that ends so where it merges trees of ours. */
function failing(how: string): { git: string; failed(): number } {
  const [git, list] = [join(dir, 'git'), join(dir, 'list')];
  const script = `#!/bin/sh
[ "$1" = merge-tree ] || exec git "$@"
asked=${dir}/asked.$$
cat > "$asked"
for oid in $(cat "$asked"); do
  if git ls-tree "$oid" 2>/dev/null | grep -q 00000000; then echo failed >> ${list}; ${how}; fi
done
exec git "$@" < "$asked"
`;
  writeFileSync(git, script);
  chmodSync(git, 0o755);
  writeFileSync(list, '');
  return { git, failed: () => readFileSync(list, 'utf8').split('\n').length - 1 };
}

async function surveyed(git?: string) {
  const clone = await openClone(repo.dir, git === undefined ? {} : { git });
  const heads = ['one', 'two'].map((branch) => repo.oid(branch));
  return clone.withSurvey(REPO, repo.oid('main'), heads, async (survey) =>
    heads.map((head) => survey.heads.get(head)),
  );
}

test.each(['exit 3', 'kill -9 $$', 'echo no such answer; exit 0', 'echo; exit 128'])(
  'git ends with: %s',
  async (how) => {
    const { git, failed } = failing(how);
    const alone = await surveyed();
    expect(alone.map((one) => one?.onTarget.verdict)).toEqual(['conflict', 'clean']);
    const found = await surveyed(git);
    expect(failed()).toBeGreaterThan(0);
    // The tree of everything is known where all of it was merged.
    const told = (all: typeof found) =>
      all.map((one) => one && { ...one, onTarget: { ...one.onTarget, tree: null } });
    expect(told(found)).toEqual(told(alone));
  },
);
