/** Small pieces of sentences. Names stand between backticks, so that whoever writes the sentence can tell them. Pure. */
import { plural } from '../markdown.ts';
import type { IntegrationStanding } from '../ports/standing.ts';

const HOUR_MS = 3_600_000;
const MOST_NAME = 100;

/** A name as data in a sentence. */
export function named(name: string): string {
  const one = name.replace(/[`\s]+/g, ' ').trim();
  const points = [...one];
  return `\`${points.length > MOST_NAME ? `${points.slice(0, MOST_NAME - 1).join('')}…` : one}\``;
}

/** Words that somebody else wrote, in quotation marks, on one line and at most `most` characters. */
export function quoted(words: string, most = 200): string {
  const one = [...words.replace(/[`"“”\s]+/g, ' ').trim()];
  return `“${one.length > most ? `${one.slice(0, most - 1).join('')}…` : one.join('')}”`;
}

/** A reason as a sentence of its own. */
export function sentence(reason: string): string {
  return `${reason.slice(0, 1).toUpperCase()}${clause(reason).slice(1)}.`;
}

/** A reason as the end of a sentence that has a stop of its own. */
export function clause(reason: string): string {
  return reason.replace(/\.$/, '');
}

/**
 * How a branch takes over what the target has: `Merge main into it`. Where only rebases land, a merge in it would be in
 * the way.
 */
export function following(
  branch: string,
  target: string,
  landsBy: IntegrationStanding['landsBy'],
): string {
  return landsBy === 'rebase'
    ? `Rebase ${branch} onto ${target}`
    : `Merge ${target} into ${branch}`;
}

/** `5 hours` up to two days, then `3 days`. */
export function span(hours: number): string {
  const whole = Math.max(0, Math.floor(hours));
  return whole < 48 ? plural(whole, 'hour') : plural(Math.floor(whole / 24), 'day');
}

/** Hours from one ISO instant to another, never negative; null where one of them is none. */
export function hoursBetween(from: string | null, to: string): number | null {
  if (from === null) return null;
  const ms = Date.parse(to) - Date.parse(from);
  return Number.isFinite(ms) ? Math.max(0, ms / HOUR_MS) : null;
}

/** The latest of ISO instants that is not after `now`: written dates may be anything. */
export function latest(instants: Iterable<string | null>, now: string): string | null {
  let best: string | null = null;
  const limit = Date.parse(now);
  for (const instant of instants) {
    if (instant === null) continue;
    const at = Date.parse(instant);
    if (at <= limit && (best === null || at > Date.parse(best))) best = instant;
  }
  return best;
}
