/** What the words of a declared status mean: `QUEUED → ACTIVE`, `READY TO SPAWN`, `COMPLETED ✅`. Pure. */
import type { LifeState } from './report.ts';

/** Tried in this order on the first words; `not`, `almost` and shares of a whole match nothing. */
const WORDS: readonly (readonly [RegExp, LifeState])[] = [
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
const SIGNS: readonly (readonly [string, LifeState])[] = [
  ['✅', 'done'],
  ['☑', 'done'],
  ['✔', 'done'],
  ['⏸', 'paused'],
  ['⛔', 'blocked'],
  ['🚧', 'active'],
  ['🏗', 'active'],
];

/** The state that a declared status means; null where it says nothing known. Of an arrow, the last end counts. */
export function declaredState(status: string): LifeState | null {
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
