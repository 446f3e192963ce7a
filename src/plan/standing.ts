/**
 * How far a workstream is that others depend on: one rule for everybody who asks. What the plan's own words say is a
 * claim. Pure.
 */

/** What a declared status can mean. */
export type DeclaredState =
  | 'queued'
  | 'ready'
  | 'in-review'
  | 'integrated'
  | 'done'
  | 'blocked'
  | 'paused'
  | 'stalled'
  | 'active';

/** Tried in this order on the first words; `not`, `almost` and shares of a whole match nothing. */
const WORDS: readonly (readonly [RegExp, DeclaredState])[] = [
  [/^(not (yet )?started|to ?do|queued|planned|pending|backlog|proposed|scheduled)\b/, 'queued'],
  [
    /^(ready (for|to) (be )?(merge|review|land|integrat)|((in|under|awaiting|waiting for) )?review)/,
    'in-review',
  ],
  [/^ready\b/, 'ready'],
  [/^(integrated|merged|landed)\b/, 'integrated'],
  [/^(done|completed?|finished|closed|shipped)\b/, 'done'],
  [/^(blocked|waiting)\b/, 'blocked'],
  [/^(paused|on hold|suspended|parked)\b/, 'paused'],
  [/^(stalled|stuck)\b/, 'stalled'],
  [
    /^(active|spawning|spawned|started|in progress|in work|in development|ongoing|running|wip|underway|under way)\b/,
    'active',
  ],
];

/** Signs that stand for a word where no word says more. */
const SIGNS: readonly (readonly [string, DeclaredState])[] = [
  ['✅', 'done'],
  ['☑', 'done'],
  ['✔', 'done'],
  ['⏸', 'paused'],
  ['⛔', 'blocked'],
  ['🚧', 'active'],
  ['🏗', 'active'],
];

/**
 * The state that a declared status means (`QUEUED → ACTIVE`, `READY TO SPAWN`, `COMPLETED ✅`); null where it says
 * nothing known. Of an arrow, the last end counts.
 */
export function declaredState(status: string): DeclaredState | null {
  const last = status.split(/→|➜|➔|⇒|[-=]>/).at(-1) ?? '';
  const words = last
    .toLowerCase()
    .replace(/[_\s-]+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '');
  const said = WORDS.find(([pattern]) => pattern.test(words));
  if (said) return said[1];
  if (words !== '') return null;
  return SIGNS.find(([sign]) => last.includes(sign))?.[1] ?? null;
}

/** Whether a declared status says that the workstream is finished; `COMPLETE ✅`, `done (v0.3)`. */
export function isDone(status: string | undefined): boolean {
  const state = status === undefined ? null : declaredState(status);
  return state === 'done' || state === 'integrated';
}

/** What is known of a workstream that another one depends on. */
export interface Known {
  status: string | undefined;
  /** Heads of it that hold what has not landed, or commits and pull requests of such. */
  open: boolean;
  /** Whether something of it was merged; null where that is not known. */
  merged: boolean | null;
  /** Whether its tasks still want something proved; null where nobody looked. */
  wanting: boolean | null;
}

/**
 * `done`: something of it was merged, nothing of it is open, and nothing is left to be proved; where nobody looked at its
 * tasks, the plan must call it done, too. `declared`: nothing but the plan's own words say so. Anything else is `open`.
 */
export function dependencyState({
  merged,
  open,
  status,
  wanting,
}: Known): 'done' | 'declared' | 'open' {
  if (open) return 'open';
  const isSaid = isDone(status);
  if (merged === true && (wanting === false || (wanting === null && isSaid))) return 'done';
  return isSaid && merged !== true ? 'declared' : 'open';
}

/** What people are told where only the plan's words say that something is done. */
export const DECLARED_ONLY = 'declared done, not proved';
