import { expect, test } from '@jest/globals';
import { type GroupMember, unexplainedCommits } from '#src/approvals/merge-group.ts';
import type { HistoryCommit } from '#src/ports.ts';

/** A history as words: `oid<parent,parent:subject`, oldest first. */
function history(words: string): HistoryCommit[] {
  return words.split(' ').map((word) => {
    const [, oid = '', parents = '', subject = ''] = /^(\w+)<([\w,]+)(?::(\w+))?$/.exec(word) ?? [];
    return {
      oid,
      parents: parents.split(','),
      subject,
      authorEmail: '',
      committerEmail: '',
      coAuthors: [],
      isBaseMerge: false,
    };
  });
}

const member = (oid: string, ...subjects: string[]): GroupMember => ({ number: 1, oid, subjects });

test.each<[string, string, GroupMember[], string[]]>([
  [
    'a merge commit for each',
    'a<base g1<base,a b<base g2<g1,b',
    [member('g1', 'a'), member('g2')],
    [],
  ],
  ['a squash for each', 'g1<base:x g2<g1:y', [member('g1', 'x', 'z'), member('g2', 'y')], []],
  ['two commits, rebased', 'r1<base:x r2<r1:y', [member('r2', 'x', 'y')], []],
  ['rebased on a merge', 'g1<base,a r1<g1:x r2<r1:y', [member('g1'), member('r2', 'x', 'y')], []],
  // What waits below has no branch any more, so nobody has judged it.
  ['a merge that nobody explains', 'g1<base,a g2<g1,b', [member('g2', 'b')], ['g1']],
  ['a squash that nobody explains', 'g1<base:x g2<g1:y', [member('g2', 'y')], ['g1']],
  ['of as many commits, but others', 'g1<base:x g2<g1:y', [member('g2', 'y', 'w')], ['g1']],
  ['one more, that says the same', 'g1<base:x g2<g1:x', [member('g2', 'x')], ['g1']],
  [
    'two that say the same, one of them told',
    'g1<base:x g2<g1:x',
    [member('g2', 'x', 'y')],
    ['g1'],
  ],
  ['a merge below one of two commits', 'g1<base,a:x g2<g1:y', [member('g2', 'x', 'y')], ['g1']],
  ['something on top', 'g1<base,a top<g1', [member('g1')], ['top']],
  ['nobody at all', 'g1<base:x g2<g1:y', [], ['g1', 'g2']],
])('%s', (_case, words, members, unexplained) => {
  const commits = history(words);
  expect(unexplainedCommits(commits.at(-1)?.oid ?? '', commits, members)).toStrictEqual(
    unexplained,
  );
});
