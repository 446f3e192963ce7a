/** What merging makes of trees, rule by rule. */
import { expect, test } from '@jest/globals';
import {
  beginMerge,
  filesOf,
  finishMerge,
  mergeAt,
  type Place,
} from '#src/adapters/git/plain-merge.ts';
import { parseTree, type TreeEntry } from '#src/adapters/git/tree-entries.ts';
import type { TreeChange } from '#src/ports.ts';

/** An object id that begins with a letter. */
const id = (letter: string) => letter.padEnd(40, '0');
const NOTHING = ['000000', '0'.repeat(40)] as const;
const file = (letter: string) => ['100644', id(letter)] as const;
const tree = (letter: string) => ['040000', id(letter)] as const;
type Side = readonly [string, string];

function change(path: string, before: Side, after: Side): TreeChange {
  const status = before === NOTHING ? 'A' : after === NOTHING ? 'D' : 'M';
  return { path, status, modes: [before[0], after[0]], oids: [before[1], after[1]] };
}

/** The target's trees, by object id. */
type Trees = Record<string, Record<string, Side>>;

const entriesOf = (entries: Record<string, Side> = {}): TreeEntry[] =>
  Object.entries(entries).map(([name, [mode, oid]]) => ({ name, mode, oid }));

/** The changes that the head makes of the target, as lines; merged files are called after their two versions. */
function merged(raw: TreeChange[], trees: Trees): string {
  const root = beginMerge(id('a'), raw);
  if (!root) return 'in doubt';
  const open: Place[] = [root];
  for (let place = open.pop(); place; place = open.pop()) {
    const inside = mergeAt(place, entriesOf(trees[place.tree[0] ?? '']));
    if (!inside) return 'in doubt';
    open.push(...inside);
  }
  const asked = filesOf(root).map(({ path, base, ours, theirs }) => {
    return `merge ${path} ${base[0]} ${ours[0]} ${theirs[0]}`;
  });
  let made = 0;
  const {
    tree: after,
    changes,
    bodies,
  } = finishMerge(
    root,
    ({ ours, theirs }) => id(`${ours[0]}${theirs[0]}`),
    (body) => {
      expect(parseTree(body, 20)).not.toBeNull();
      made += 1;
      return id(`${made}`);
    },
  );
  // Whatever it calls by a name of its own is told.
  expect(bodies).toHaveLength(made);
  const told = changes.map(({ status, path, oids: [before, now] }) => {
    const short = (oid: string) => oid.replace(/0+$/, '') || 'nothing';
    return `${status} ${path} ${short(before)} ${short(now)}`;
  });
  return [...asked, ...told, ...(after === null ? ['nothing is left'] : [])].join('\n');
}

test.each<[string, TreeChange[], Trees, string]>([
  [
    'what the target has left as it was is taken',
    [change('f', file('1'), file('2'))],
    { a: { f: file('1'), other: file('9') } },
    'M f 1 2',
  ],
  [
    'a directory that the target has left as it was is taken with all that is in it',
    [
      change('d', tree('b'), tree('c')),
      change('d/gone', file('1'), NOTHING),
      change('d/new', NOTHING, file('2')),
    ],
    { a: { d: tree('b') } },
    'M d b c\nD d/gone 1 nothing\nA d/new nothing 2',
  ],
  [
    'lines decide where both have changed a file',
    [change('d', tree('b'), tree('c')), change('d/f', file('1'), file('2'))],
    { a: { d: tree('d') }, d: { f: file('3') } },
    'merge d/f 1 3 2\nM d d 1\nM d/f 3 32',
  ],
  [
    'both have made the same of it',
    [change('f', file('1'), file('2'))],
    { a: { f: file('2') } },
    '',
  ],
  [
    'and in a directory that both have changed in this alone',
    [change('d', tree('b'), tree('c')), change('d/f', file('1'), file('2'))],
    { a: { d: tree('d') }, d: { f: file('2') } },
    '',
  ],
  [
    'lines decide of what may be run, too',
    [change('f', ['100755', id('1')], ['100755', id('2')])],
    { a: { f: ['100755', id('3')] } },
    'merge f 1 3 2\nM f 3 32',
  ],
  [
    'a directory stands where its name and a slash do',
    [change('f', file('1'), file('2'))],
    { a: { 'd.x': file('8'), d: tree('b'), f: file('1') } },
    'M f 1 2',
  ],
  [
    'what stands behind directories is not in them',
    [
      change('d', tree('b'), tree('c')),
      change('d/e', tree('e'), tree('f')),
      change('d/e/f', file('1'), file('2')),
      change('d/f', file('3'), file('4')),
      change('z', file('5'), file('6')),
    ],
    { a: { d: tree('d'), z: file('7') }, d: { e: tree('e'), f: file('3'), g: file('9') } },
    'merge z 5 7 6\nM d d 1\nM d/e e f\nM d/e/f 1 2\nM d/f 3 4\nM z 7 76',
  ],
  [
    'a directory goes with the last file in it',
    [change('d', tree('b'), tree('c')), change('d/f', file('1'), NOTHING)],
    { a: { d: tree('d'), z: file('9') }, d: { f: file('1') } },
    'D d d nothing\nD d/f 1 nothing',
  ],
  [
    'nothing is left of the target',
    [change('f', file('1'), NOTHING)],
    { a: { f: file('1') } },
    'D f 1 nothing\nnothing is left',
  ],
  [
    'an added file, where the target has changed its directory',
    [change('d', tree('b'), tree('c')), change('d/new', NOTHING, file('2'))],
    { a: { d: tree('d') }, d: { f: file('1') } },
    'M d d 1\nA d/new nothing 2',
  ],
  ['the target has it no more', [change('f', file('1'), file('2'))], { a: {} }, 'in doubt'],
  [
    'the target has changed what goes',
    [change('f', file('1'), NOTHING)],
    { a: { f: file('3') } },
    'in doubt',
  ],
  [
    'both have removed it: the target may have renamed it',
    [change('f', file('1'), NOTHING)],
    { a: {} },
    'in doubt',
  ],
  ['both have added it', [change('f', NOTHING, file('2'))], { a: { f: file('2') } }, 'in doubt'],
  [
    'added to a directory that the target has no more',
    [change('d', tree('b'), tree('c')), change('d/new', NOTHING, file('2'))],
    { a: {} },
    'in doubt',
  ],
  [
    'a directory goes that the target has changed',
    [change('d', tree('b'), NOTHING), change('d/f', file('1'), NOTHING)],
    { a: { d: tree('d') }, d: { f: file('1'), g: file('9') } },
    'in doubt',
  ],
  [
    'a file in place of a directory',
    [
      change('d', NOTHING, file('2')),
      change('d', tree('b'), NOTHING),
      change('d/f', file('1'), NOTHING),
    ],
    { a: { d: tree('b') } },
    'in doubt',
  ],
  [
    'another mode on the target',
    [change('f', file('1'), file('2'))],
    { a: { f: ['100755', id('1')] } },
    'in doubt',
  ],
  [
    'a link that both have changed',
    [change('f', ['120000', id('1')], ['120000', id('2')])],
    { a: { f: ['120000', id('3')] } },
    'in doubt',
  ],
  [
    'a change below a directory that is not told',
    [change('d/f', NOTHING, file('2'))],
    {},
    'in doubt',
  ],
  ['a path that may stand for bytes', [change('\\x80', NOTHING, file('2'))], { a: {} }, 'in doubt'],
])('%s', (_, raw, trees, expected) => {
  expect(merged(raw, trees)).toBe(expected);
});
