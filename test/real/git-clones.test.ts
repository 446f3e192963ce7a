/** The user's own repository: what is read from it, and that nothing is done to it. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import { REPO } from '../fakes.ts';
import { COLLIDING, mergeBranches, short } from '../git-trials.ts';
import { createRepository, forked, type RepositorySpec, type TestRepository } from '../repo.ts';

let dir: string;
const made: TestRepository[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'weir-test-safety-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
  for (const repo of made.splice(0)) repo.cleanup();
});

function create(spec: RepositorySpec): TestRepository {
  const repo = createRepository(spec);
  made.push(repo);
  return repo;
}

describe("the user's clone", () => {
  test('nothing in it changes, and it is read wherever it is opened from', async () => {
    const repo = create({
      bare: false,
      commits: [...COLLIDING, { branch: 'main', files: { 'sub/x': '' } }],
    });
    writeFileSync(join(repo.dir, 'f'), 'not committed\n');
    writeFileSync(join(repo.dir, 'untracked'), '');
    repo.git('worktree', 'add', '--quiet', join(dir, 'linked'), 'a');
    cpSync(join(repo.dir, '.git'), join(dir, 'bare.git'), { recursive: true });
    const listing = () =>
      readdirSync(repo.dir, { recursive: true, withFileTypes: true })
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((path) => {
          const { mtimeMs, size, mode } = statSync(path);
          return [path, mode, mtimeMs, size];
        });
    const before = listing();
    for (const place of [
      repo.dir,
      join(repo.dir, 'sub'),
      join(repo.dir, '.git'),
      join(dir, 'linked'),
      join(dir, 'bare.git'),
    ]) {
      expect(
        await mergeBranches(
          repo,
          [
            ['a', 'b'],
            ['a', 'c'],
          ],
          {},
          place,
        ),
      ).toEqual(['conflict', 'clean']);
      const git = await openClone(place);
      expect(await git.readFile(REPO, repo.oid('a'), 'f')).toMatchObject({
        text: 'one\nTWO\nthree\n',
      });
      expect(await git.fetch(REPO, [repo.oid('a'), 'f'.repeat(40)])).toEqual(
        new Map([['f'.repeat(40), 'this clone does not have the commit; fetch it there first']]),
      );
    }
    expect(listing()).toEqual(before);
  });

  test('its attributes, merge drivers, hooks and configuration take no part', async () => {
    const marker = join(dir, 'driver-ran');
    const attributes = '* merge=evil\n*.union merge=union\n* text=auto eol=crlf\n';
    const repo = create({
      bare: false,
      commits: forked(
        { '.gitattributes': attributes, f: '1\n2\n3\n', 'f.union': '1\n2\n3\n' },
        {
          a: { f: '1\na\n3\n', 'f.union': '1\na\n3\n' },
          b: { f: '1\nb\n3\n', 'f.union': '1\nb\n3\n' },
        },
      ),
    });
    repo.git('config', 'merge.evil.driver', `touch ${marker}; exit 0`);
    repo.git('config', 'merge.renames', 'false');
    repo.git('config', 'core.fsmonitor', `touch ${marker}`);
    mkdirSync(join(repo.dir, '.git', 'info'), { recursive: true });
    writeFileSync(join(repo.dir, '.git', 'info', 'attributes'), attributes);
    const git = await openClone(repo.dir);
    const [outcome] = await git.trialMerges(REPO, [{ ours: repo.oid('a'), theirs: repo.oid('b') }]);
    expect(outcome).toMatchObject({ conflicts: [{ paths: ['f'] }, { paths: ['f.union'] }] });
    expect(existsSync(marker)).toBe(false);
    // The same merge in the work tree does run the driver: the repository is as dangerous as it looks.
    spawnSync('git', ['merge-tree', '--write-tree', 'a', 'b'], { cwd: repo.dir });
    expect(existsSync(marker)).toBe(true);
  });

  test('replacement objects and grafts of the user do not change the history', async () => {
    const repo = create({ commits: COLLIDING });
    repo.git('replace', repo.oid('a'), repo.oid('main'));
    expect(await mergeBranches(repo, [['a', 'b']])).toEqual(['conflict']);
  });

  test('SHA-256 works alike', async () => {
    const repo = create({ objectFormat: 'sha256', commits: COLLIDING });
    const git = await openClone(repo.dir);
    const [ours, theirs, on] = [repo.oid('a'), repo.oid('b'), repo.oid('main')];
    const outcomes = await git.trialMerges(REPO, [
      { ours, theirs },
      { ours: { landed: repo.oid('c'), on, how: 'merge' }, theirs },
      { ours: { landed: ours, on, how: 'squash' }, theirs },
    ]);
    expect(outcomes.map(short)).toEqual(['conflict', 'clean', 'conflict']);
    expect(await git.readFile(REPO, theirs, 'f')).toMatchObject({ state: 'found' });
  });

  test('a path with quotes, spaces and a newline', async () => {
    const repo = create({ commits: COLLIDING });
    const place = join(dir, '"quoted" # path\nwith: é');
    cpSync(repo.dir, place, { recursive: true });
    expect(await mergeBranches(repo, [['a', 'b']], {}, place)).toEqual(['conflict']);
  });

  test('a partial clone is read as far as it goes, and nothing is fetched behind its back', async () => {
    const repo = create({ commits: COLLIDING });
    repo.git('config', 'uploadpack.allowFilter', 'true');
    const place = join(dir, 'partial');
    spawnSync('git', ['clone', '-q', '--bare', '--filter=blob:none', `file://${repo.dir}`, place]);
    expect(
      await mergeBranches(
        repo,
        [
          ['a', 'b'],
          ['a', 'c'],
        ],

        {},
        place,
      ),
    ).toMatchInlineSnapshot(`
[
  "missing-object: content that this merge needs is missing here or damaged (fatal: unable to read blob object 4cb29ea38f70d7c61b2a3a25b02e3bdf44905402)",
  "clean",
]
`);
    const git = await openClone(place);
    expect(await git.readFile(REPO, repo.oid('a'), 'f')).toMatchInlineSnapshot(`
{
  "reason": "its content is missing from this repository",
  "state": "unreadable",
}
`);
  });

  test('what cannot be used says so', async () => {
    const repo = create({ commits: COLLIDING });
    const clone = (...args: string[]) => {
      const place = join(dir, args.join('') || 'full');
      spawnSync('git', ['clone', '--quiet', '--bare', ...args, `file://${repo.dir}`, place]);
      return place;
    };
    repo.commit({ branch: 'main', files: { more: '' } });
    const said = async (place: string) =>
      openClone(place).then(
        () => 'opened',
        (error: Error) => `${error.name}: ${error.message.replaceAll(dir, 'DIR')}`,
      );
    expect(await said(clone())).toBe('opened');
    expect(await said(clone('--depth=1'))).toMatchInlineSnapshot(
      `"UnusableClone: DIR/--depth=1 is a shallow clone: without the whole history merges cannot be told. Run "git fetch --unshallow" there, then try again."`,
    );
    expect(await said(dir)).toMatchInlineSnapshot(
      `"UnusableClone: DIR is no git repository. Name a folder inside one, or a bare repository."`,
    );
    expect(await said(join(dir, 'nowhere'))).toMatchInlineSnapshot(
      `"UnusableClone: There is no folder DIR/nowhere. Name the folder of a git repository."`,
    );
  });
});
