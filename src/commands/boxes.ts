/** Checkboxes in Weir's own issues that run a command when somebody ticks them: the table, and how they are read back. */
import type { CommandCall } from '../jobs.ts';

interface Box {
  call: CommandCall;
  /** What happens, as people read it beside the box. */
  words: string;
}

/** What can be ticked in the plan issue. */
const BOXES: readonly Box[] = [
  {
    call: { name: 'integrate', args: ['all'] },
    words: 'Integrate all heads now and show the best order',
  },
  {
    call: { name: 'status', args: [] },
    words: 'Look at everything again and update this issue',
  },
  { call: { name: 'report', args: [] }, words: "File this week's report now" },
];

const MARK = /^\s*[-*+]\s+\[([ xX])\].*<!-- weir:box:([a-z]+(?:-[a-z]+)*) -->\s*$/;

function keyOf({ name, args }: CommandCall): string {
  return [name, ...args].join('-');
}

/** All boxes, none of them ticked: Weir unticks them when it writes the issue again. */
export function boxList(): string {
  return BOXES.map(({ call, words }) => `- [ ] ${words} <!-- weir:box:${keyOf(call)} -->`).join(
    '\n',
  );
}

/** Commands whose boxes are ticked in a body and were not before the edit. */
export function tickedBoxes(before: string, after: string): CommandCall[] {
  const already = ticked(before);
  return BOXES.filter(({ call }) => {
    const key = keyOf(call);
    return ticked(after).has(key) && !already.has(key);
  }).map(({ call }) => call);
}

function ticked(body: string): Set<string> {
  const found = body.split('\n').flatMap((line) => {
    const match = MARK.exec(line);
    return match && match[1] !== ' ' ? [match[2] ?? ''] : [];
  });
  return new Set(found);
}
