import { expect, test } from '@jest/globals';
import { boxList, tickedBoxes } from '#src/commands/boxes.ts';

const clean = boxList();
const tick = (body: string, key: string) =>
  body
    .split('\n')
    .map((line) => (line.includes(`weir:box:${key} `) ? line.replace('[ ]', '[x]') : line))
    .join('\n');

test('a box that was ticked runs its command, once', () => {
  const once = tick(clean, 'integrate-all');
  expect(tickedBoxes(clean, once)).toEqual([{ name: 'integrate', args: ['all'] }]);
  // Somebody edits the issue before Weir has written it again.
  expect(tickedBoxes(once, `${once}\n\nA note.`)).toEqual([]);
  expect(tickedBoxes(once, tick(once, 'report'))).toEqual([{ name: 'report', args: [] }]);
});

test.each([
  ['a box of somebody else', '- [x] Ship it'],
  ['a made-up command', '- [x] Delete it <!-- weir:box:delete-all -->'],
  ['the marker without a box', 'integrate <!-- weir:box:integrate-all -->'],
  ['a box that is not ticked', clean],
  ['Windows line ends, not ticked', clean.replaceAll('\n', '\r\n')],
])('%s runs nothing', (_, body) => {
  expect(tickedBoxes('', body)).toEqual([]);
});
