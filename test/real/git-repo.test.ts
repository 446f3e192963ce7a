import { afterEach, expect, test } from '@jest/globals';
import { createRepository, forked, type TestRepository } from '../repo.ts';

let repo: TestRepository | undefined;
afterEach(() => repo?.cleanup());

test('a described repository has the described trees, parents and branches', () => {
  repo = createRepository({
    commits: [
      ...forked(
        { 'a b.txt': 'one\n', 'dir/gone': 'x', 'bytes\udcff': 'y' },
        {
          left: { 'a b.txt': 'left\n', 'dir/gone': null, dir: 'now a file' },
          right: { link: { symlink: 'a b.txt' }, run: { mode: '100755', content: '#!' } },
        },
      ),
      {
        branch: 'left',
        parents: ['left', 'right'],
        as: 'merged',
        files: { sub: { gitlink: '1'.repeat(40) } },
      },
    ],
  });
  repo.commit({ branch: 'left', files: { later: '' } });
  expect(
    repo.git('log', '--format=%s <- %p', '--topo-order', 'left').replaceAll(/[0-9a-f]{7}/g, 'oid'),
  ).toMatchInlineSnapshot(`
"left 1 <- oid
left 4 <- oid oid
right 3 <- oid
left 2 <- oid
main 1 <- 
"
`);
  expect(
    repo.git('ls-tree', '-r', '--format=%(objectmode) %(path)', repo.oid('merged')),
  ).toMatchInlineSnapshot(`
"100644 a b.txt
100644 "bytes\\377"
100644 dir
160000 sub
"
`);
  expect(repo.git('rev-parse', 'left^')).toBe(`${repo.oid('merged')}\n`);
});
