/** What the columns of a table, or the labels of a workstream, are about. Pure. */

import type { Block } from './document.ts';
import type { Draft } from './draft.ts';
import { quoted } from './phrases.ts';

export type Column =
  | 'agent'
  | 'aliases'
  | 'approvals'
  | 'branch'
  | 'current'
  | 'day'
  | 'depends'
  | 'enables'
  | 'metric'
  | 'number'
  | 'objectives'
  | 'owners'
  | 'paths'
  | 'people'
  | 'priority'
  | 'role'
  | 'stage'
  | 'status'
  | 'target'
  | 'tasks'
  | 'time'
  | 'workstream';

const COLUMNS: [RegExp, Column][] = [
  [/^(?:#|no\.?|nr\.?|num(?:ber)?|id)$/, 'number'],
  [/^(?:feature |working |git )?branch(?: name)?$/, 'branch'],
  [/^agent(?: ?id)?$/, 'agent'],
  [/^(?:current )?(?:status|state)$/, 'status'],
  [/^priority$|^prio$/, 'priority'],
  [
    /^(?:depends(?: on)?|dependencies|depends_on|blocked by|requires|prerequisites|after|needs)$/,
    'depends',
  ],
  [/^(?:enables|unblocks|unlocks|blocks)$/, 'enables'],
  [
    /^(?:required )?(?:approvals?|approvers?|reviewers?|sign-?offs?|review by|approved by)(?: required)?$/,
    'approvals',
  ],
  [/^(?:paths?|files|directories|folders|owns|scope \(paths\))$/, 'paths'],
  [/^(?:owners?|leads?|dri|assignees?|assigned to|responsible)$/, 'owners'],
  [/^(?:alias(?:es)?|also known as|aka)$/, 'aliases'],
  [/^(?:.{0,40}\b)?(?:objectives?|goals?|purpose|mission)$/, 'objectives'],
  [/^(?:.{0,40}\b)?(?:tasks?|deliverables?|to-?dos?|work items|action items|checklist)$/, 'tasks'],
  [/^(?:work[- ]?streams?|tracks?|streams?|lanes?|name|title)$/, 'workstream'],
  [/^metrics?$|^kpis?$|^measure$/, 'metric'],
  [/^(?:target|goal value)$/, 'target'],
  [/^(?:current|now|actual)(?: value)?$/, 'current'],
  [/^(?:day|weekday|when)$/, 'day'],
  [/^(?:time|at|slot)(?: \(.{1,20}\))?$/, 'time'],
  [/^roles?$/, 'role'],
  [/^(?:people|person|members?|who|login|github|handle)s?$/, 'people'],
  [/^(?:stage|step|phase|job)$/, 'stage'],
];

/** The column that a head or label names; null for others. */
export function columnOf(label: string): Column | null {
  const plain = label.toLowerCase().replace(/[`:]/g, '').trim();
  return COLUMNS.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** Notes which columns of a table were not read, where they hold anything. */
export function passOver(
  draft: Draft,
  block: Extract<Block, { kind: 'table' }>,
  read: readonly number[],
): void {
  const { line, to, head, rows } = block;
  const others = head.filter(
    (_, at) =>
      !read.includes(at) && rows.some(({ cells }) => /[\p{L}\p{N}]/u.test(cells[at] ?? '')),
  );
  if (others.length === 0 || draft.passedOver.some((one) => one.line === line)) return;
  const named = others.map((label) => (label === '' ? 'without a name' : label));
  const why = `the plan has no key for its ${named.length === 1 ? 'column' : 'columns'} ${quoted(named)}`;
  draft.passedOver.push({ line, to, why });
}
