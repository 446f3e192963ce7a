/** What is declared about a workstream against what can be seen. Pure. */
import { plural } from '../markdown.ts';
import { counted, isLanded } from './landing.ts';
import { named, quoted } from './phrases.ts';
import type { LifeState, TaskStanding } from './report.ts';

/** Derived states that agree with a declared one. */
const AGREES: Readonly<Record<LifeState, readonly LifeState[]>> = {
  queued: ['queued'],
  ready: ['ready'],
  active: ['active', 'in-review', 'blocked', 'stalled'],
  'in-review': ['in-review', 'blocked', 'stalled'],
  integrated: ['integrated', 'done'],
  done: ['done'],
  blocked: ['blocked', 'queued'],
  paused: ['paused'],
  stalled: ['stalled'],
  unknown: [],
};

/**
 * What is declared and what was found do not go together: a sentence with what to do, else null.
 *
 * @param declared the status in the words of the plan, which mean the state `meant`
 */
export function driftOf(
  name: string,
  declared: string,
  meant: LifeState,
  state: LifeState,
  tasks: readonly TaskStanding[],
): string | null {
  if (state === 'unknown' || AGREES[meant].includes(state)) return null;
  const says = `The plan says ${quoted(declared, 60)}, but it is ${WORDS[state]}`;
  if (isLanded(meant)) {
    const nothing = state === 'ready' || state === 'queued';
    const next = nothing
      ? `Nothing shows any work on it. If it was finished before, list ${named(name)} under external as done; else correct its status.`
      : isLanded(state)
        ? 'Prove what is missing, or correct its status.'
        : `${tasksLeft(tasks)}Correct its status, or land what is missing.`;
    return `${says}. ${next}`;
  }
  if (meant === 'paused') {
    return `${says}. To pause it, write why under paused in the plan; else correct its status.`;
  }
  return `${says}. Correct its status.`;
}

/** As the end of "it is …". */
const WORDS: Readonly<Record<LifeState, string>> = {
  queued: 'queued',
  ready: 'ready to start and not begun',
  active: 'still being worked on',
  'in-review': 'in review',
  integrated: 'integrated without being proved done',
  done: 'done',
  blocked: 'blocked',
  paused: 'paused',
  stalled: 'stalled',
  unknown: 'unknown',
};

function tasksLeft(tasks: readonly TaskStanding[]): string {
  const all = counted(tasks);
  const verified = all.filter(({ state }) => state === 'verified').length;
  return all.length === 0 ? '' : `${verified} of ${plural(all.length, 'task')} are proved. `;
}
