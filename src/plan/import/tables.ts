/** What the columns of a table, or the labels of a workstream, are about. Pure. */

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
