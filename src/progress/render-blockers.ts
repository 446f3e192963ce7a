/** What keeps workstreams from moving, beside each other: what several have in common is said once. Pure. */
import { code, link, listWords, type Markdown, plain, prose, table } from '../markdown.ts';
import { approvalInWords } from './blockers.ts';
import { age, numberLink } from './render-words.ts';
import type { Blocker, WeekReport } from './report.ts';

/** Blockers that are told as one: the same sentence, or the same approvals of several pull requests. */
interface Told {
  /** Each once, in the order in which they wait. */
  workstreams: string[];
  /** Never none; each pull request once. */
  blockers: Blocker[];
  /** Of the one that is oldest; null where nobody knows. */
  since: string | null;
}

/** Oldest first; what nobody knows the age of comes last. */
function together(blockers: readonly Blocker[]): Told[] {
  const oldest = [...blockers].sort((a, b) => (a.since ?? '9').localeCompare(b.since ?? '9'));
  return [...Map.groupBy(oldest, sayingOf).values()].map((alike) => ({
    workstreams: [...new Set(alike.map(({ workstream }) => workstream))],
    blockers: [...new Map(alike.map((one) => [one.what, one])).values()],
    since: alike[0]?.since ?? null,
  }));
}

/** Equal for blockers that one sentence can tell. */
function sayingOf({ approval, url, what }: Blocker): string {
  return JSON.stringify(approval ? [approval.state, approval.missing] : [what, url]);
}

/** Workstreams, pull requests and people named in one row. */
const MOST_WORKSTREAMS = 8;
const MOST_PULLS = 12;
const MOST_OWNERS = 3;

/** What keeps workstreams from moving, oldest first; null where nothing does. */
export function blockerTable(report: WeekReport): Markdown | null {
  if (report.blockers.length === 0) return null;
  return table(
    ['Workstream', 'Blocked by', 'For', 'Who can end it'],
    together(report.blockers).map((told) => [
      listWords(told.workstreams.map(code), MOST_WORKSTREAMS),
      sentenceOf(told),
      ageOf(told, report) ?? '–',
      listWords(ownersOf(told).map(code), MOST_OWNERS) || '–',
    ]),
  );
}

/** The same, a line each, as plain text in which names stand between backticks. */
export function blockerLines(report: WeekReport): string[] {
  return together(report.blockers).map((told) => {
    const { blockers, workstreams } = told;
    const [first] = blockers as [Blocker];
    const what = first.approval
      ? approvalInWords(
          first.approval,
          pullsOf(blockers, (one) => `#${one}`),
        )
      : first.what;
    const since = ageOf(told, report);
    const when = since === null ? '' : since === NEW ? `, ${NEW}` : `, for ${since}`;
    return `${plain(listWords(workstreams, MOST_WORKSTREAMS))}${when}: ${what}`;
  });
}

function sentenceOf({ blockers }: Told): Markdown {
  const [first] = blockers as [Blocker];
  if (blockers.length > 1 && first.approval) {
    return approvalInWords(first.approval, pullsOf(blockers, numberLink), code);
  }
  return first.url === undefined ? prose(first.what) : link(prose(first.what), first.url);
}

function pullsOf(
  blockers: readonly Blocker[],
  show: (number: number, url: string | undefined) => string,
): string[] {
  const numbers = blockers.flatMap(({ approval, url }) =>
    approval ? [{ number: approval.number, url }] : [],
  );
  const shown = numbers
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, url }) => show(number, url));
  const left = shown.length - MOST_PULLS;
  return left > 0 ? [...shown.slice(0, MOST_PULLS), `${left} more`] : shown;
}

function ownersOf({ blockers }: Told): string[] {
  return [...new Set(blockers.flatMap(({ owners }) => owners))];
}

const NEW = 'new';

/** How long it has been so; what the report is the first to see is new, however long it may have been so. */
function ageOf({ since }: Told, { at, history }: WeekReport): string | null {
  if (since === at) return NEW;
  return age(since, at) ?? (history.length > 0 ? NEW : null);
}
