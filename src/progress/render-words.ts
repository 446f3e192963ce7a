/** Small pieces that every page about progress is written with: signs, ages, dates, mentions. Pure. */
import { code, link, type Markdown, plural } from '../markdown.ts';
import type { Comparison, Quantity } from '../plan/quantities.ts';
import type { Answer, LifeState, Outlook, StageState, TaskStanding, WeekReport } from './report.ts';

/** Unknown is neither green nor red. */
export const VERDICT: Readonly<Record<WeekReport['verdict'], string>> = {
  'on-track': '🟢 on track',
  'at-risk': '🟠 at risk',
  'off-track': '🔴 off track',
  unknown: '⚪ unknown',
};

const STATE: Readonly<Record<LifeState, string>> = {
  queued: '⚪ queued',
  ready: '🔵 ready',
  active: '🟢 active',
  'in-review': '🟣 in review',
  integrated: '☑️ integrated',
  done: '✅ done',
  blocked: '⛔ blocked',
  paused: '⏸️ paused',
  stalled: '🟠 stalled',
  unknown: '❔ unknown',
};

export function stateWord(state: LifeState): Markdown {
  return STATE[state];
}

export const ANSWER: Readonly<Record<Answer, string>> = {
  yes: '✅ met',
  no: '❌ not met',
  unknown: '❔ unknown',
};

export const TASK: Readonly<Record<TaskStanding['state'], string>> = {
  verified: '✅',
  claimed: '☑️',
  open: '⬜',
};

export const STAGE: Readonly<Record<StageState, string>> = {
  passed: '✅',
  failed: '❌',
  running: '⏳',
  skipped: '⏭️',
  missing: '❔',
  unknown: '❓',
  none: '·',
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** How long ago, in the largest unit that is not zero; null where nobody knows since when. */
export function age(since: string | null, now: string): string | null {
  if (since === null) return null;
  const ms = Date.parse(now) - Date.parse(since);
  if (!Number.isFinite(ms)) return null;
  if (ms >= DAY_MS) return plural(Math.floor(ms / DAY_MS), 'day');
  if (ms >= HOUR_MS) return plural(Math.floor(ms / HOUR_MS), 'hour');
  return 'under an hour';
}

/** The day of an ISO instant, or an ISO day as it is. */
export function day(at: string): string {
  return at.slice(0, 10);
}

/** `+3`, `±0`, `−1`; a dash where there is nothing to compare with. */
export function change(by: number | null): string {
  if (by === null) return '–';
  if (by === 0) return '±0';
  return by > 0 ? `+${by}` : `−${-by}`;
}

export function quantity({ value, unit }: Quantity): string {
  const shown = Number.isInteger(value) ? String(value) : String(Number(value.toFixed(2)));
  return unit === '' || unit === '%' ? `${shown}${unit}` : `${shown} ${unit}`;
}

export function comparison({ op, ...rest }: Comparison): string {
  return `${op === '>=' ? '≥ ' : op === '<=' ? '≤ ' : op === '=' ? '' : `${op} `}${quantity(rest)}`;
}

const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/;

/**
 * Mentions each person once and names everybody else, and the same person again, without notifying. Teams and bots are
 * only named.
 */
export function createMentions(): (who: string) => Markdown {
  const mentioned = new Set<string>();
  return (who) => {
    const key = who.toLowerCase();
    if (!LOGIN.test(who) || mentioned.has(key)) return code(who);
    mentioned.add(key);
    return `@${who}`;
  };
}

/** The date of last week's forecast, where it says something else now. */
export function outlookBefore(outlook: Outlook, before: Outlook | null): Markdown {
  if (before?.state !== 'forecast') return '';
  if (outlook.state === 'forecast' && outlook.p85 === before.p85) return '';
  return ` (last week ${before.p50} – ${before.p85})`;
}

/** Values as bars of eight heights, oldest first. */
export function sparkline(values: readonly number[]): string {
  const bars = '▁▂▃▄▅▆▇█';
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  return finite
    .map((value) => bars[high === low ? 3 : Math.round(((value - low) / (high - low)) * 7)])
    .join('');
}

/** A number of a pull request or issue, as GitHub links it. */
export function numberLink(number: number, url: string | undefined): Markdown {
  return url === undefined ? `#${number}` : link(`#${number}`, url);
}
