/** What a workstream did since its last standup, from what happened, so that nobody needs to be asked. Pure. */
import type { CheckFact, ProgressFacts } from './facts.ts';
import { counted } from './landing.ts';
import { bare, entry } from './lookup.ts';
import type { Blocker, ReportedProgress } from './report.ts';
import { isOwn, isRed } from './stages.ts';

/** More commits, checks or tasks than these are counted, not listed. */
const MOST_LISTED = 10;
const MOST_CHECKS = 200;

/** Whether a check was red or green, by head and name: kept with a standup, so that the next one sees what turned. */
export type CheckColours = Readonly<Record<string, 'red' | 'green'>>;

export interface Standup {
  workstream: string;
  agent: string | null;
  /** From when to when (ISO 8601). */
  since: string;
  at: string;
  commits: { count: number; subjects: string[] };
  opened: { number: number; url: string }[];
  merged: { number: number; title: string; url: string }[];
  turnedRed: { name: string; url: string | null }[];
  turnedGreen: { name: string; url: string | null }[];
  /** Texts of tasks. */
  proved: string[];
  /** What holds it now, also what did so before. */
  blockers: Blocker[];
  /** The next task that is not proved; null where there is none. */
  next: string | null;
}

export type StandupAnswer =
  /** Nothing happened, so nothing is said. */
  | { state: 'silent'; colours: CheckColours }
  /** Whoever works on it has reported since the last standup. */
  | { state: 'reported'; reported: ReportedProgress; colours: CheckColours }
  | { state: 'standup'; standup: Standup; colours: CheckColours };

/**
 * The standup of one workstream.
 *
 * @param since when the last one was (ISO 8601); what happened at that very moment belongs to that one
 * @param before colours of checks as the last standup kept them; without them only checks that are red are news
 */
export function standupOf(
  workstream: string,
  facts: ProgressFacts,
  blockers: readonly Blocker[],
  since: string,
  before: CheckColours = {},
): StandupAnswer {
  const activity = entry(facts.activity, workstream);
  const [from, to] = [Date.parse(since), Date.parse(facts.now)];
  const isNew = (at: string | null) => at !== null && Date.parse(at) > from && Date.parse(at) <= to;
  const colours = coloursOf(activity?.checks ?? {});
  const reported = entry(facts.reported, workstream);
  if (reported && isNew(reported.at)) return { state: 'reported', reported, colours };

  const commits = (activity?.commits ?? []).filter(({ committedAt }) => isNew(committedAt));
  const opened = (activity?.pulls ?? []).filter(({ createdAt }) => isNew(createdAt));
  const merged = (activity?.landed ?? []).filter(({ mergedAt }) => isNew(mergedAt));
  const turned = turnedChecks(activity?.checks ?? {}, before, isNew);
  const tasks = counted(entry(facts.tasks, workstream) ?? []);
  const proved = tasks.filter(({ state, verifiedAt }) => state === 'verified' && isNew(verifiedAt));
  const own = blockers.filter((one) => one.workstream === workstream);
  const counts = [commits, opened, merged, turned, proved].map(({ length }) => length);
  const happened = counts.some((count) => count > 0) || own.some((one) => isNew(one.since));
  if (!happened) return { state: 'silent', colours };
  const coloured = (red: boolean) =>
    turned
      .filter((check) => isRed(check) === red)
      .slice(0, MOST_LISTED)
      .map(({ name, url }) => ({ name, url }));
  const standup: Standup = {
    workstream,
    agent: entry(facts.plan.workstreams, workstream)?.agent ?? null,
    since,
    at: facts.now,
    commits: {
      count: commits.length,
      subjects: commits.slice(0, MOST_LISTED).map(({ subject }) => subject),
    },
    opened: opened.map(({ number, url }) => ({ number, url })),
    merged: merged.map(({ number, title, url }) => ({ number, title, url })),
    turnedRed: coloured(true),
    turnedGreen: coloured(false),
    proved: proved.slice(0, MOST_LISTED).map(({ text }) => text),
    blockers: own,
    next: tasks.find(({ state }) => state !== 'verified')?.text ?? null,
  };
  return { state: 'standup', standup, colours };
}

type Checks = Readonly<Record<string, readonly CheckFact[] | { state: 'unread' }>>;

function eachCheck(checks: Checks): [string, CheckFact][] {
  return Object.entries(checks)
    .flatMap(([ref, list]) =>
      Array.isArray(list)
        ? list.map((check: CheckFact): [string, CheckFact] => [`${ref} ${check.name}`, check])
        : [],
    )
    .slice(0, MOST_CHECKS);
}

function colourOf(check: CheckFact): 'red' | 'green' | null {
  if (isRed(check)) return 'red';
  return check.status === 'completed' && check.conclusion === 'success' ? 'green' : null;
}

function coloursOf(checks: Checks): CheckColours {
  return bare(
    eachCheck(checks).flatMap(([key, check]) => {
      const colour = colourOf(check);
      return colour === null ? [] : [[key, colour] as const];
    }),
  );
}

/** A check that was not there before and is green is nothing new. */
function turnedChecks(
  checks: Checks,
  before: CheckColours,
  isNew: (at: string | null) => boolean,
): CheckFact[] {
  return eachCheck(checks).flatMap(([key, check]) => {
    // What Weir's own say stands under what holds it.
    if (isOwn(check)) return [];
    const colour = colourOf(check);
    const was = entry(before, key) ?? 'green';
    return colour !== null && colour !== was && isNew(check.completedAt) ? [check] : [];
  });
}
