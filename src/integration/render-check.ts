/** The check run `Weir / integration` on one commit. */
import {
  type Annotation,
  type CheckButton,
  type CheckOutput,
  type Conclusion,
  MOST_ANNOTATIONS,
} from '../effects.ts';
import {
  bullets,
  bytes,
  code,
  details,
  fitSections,
  listWords,
  type Markdown,
  plural,
  prose,
  type Section,
} from '../markdown.ts';
import { conclude } from './conclude.ts';
import {
  affairsOf,
  aliasOf,
  isHead,
  isOthersAlone,
  type Meeting,
  meetingsOf,
  type View,
  viewOf,
} from './meetings.ts';
import { annotationsOf } from './render-annotations.ts';
import {
  evidenceDetails,
  meetingDetails,
  meetingTable,
  othersAlone,
  sameAsBase,
  who,
} from './render-meeting.ts';
import type { Forecast, Head } from './report.ts';
import { landingAdvice, nextStep, title } from './verdict.ts';

/** GitHub takes 65,535 for a summary and for a text; the rest is room for what `withOtherTargets` adds. */
const MOST_BYTES = 62_000;
const MOST_FOOTNOTE_BYTES = 15_000;

/** Everything of a check run but where it goes. */
export interface RenderedCheck {
  conclusion: Conclusion;
  output: CheckOutput;
  annotations: Annotation[];
  buttons: CheckButton[];
}

export interface CheckContext {
  /** Web address of the repository, for links to lines; null on a local clone. */
  repoUrl: string | null;
}

/** Identifiers come back as the `action` of a button job. */
export const REINTEGRATE: CheckButton = {
  label: 'Re-integrate',
  description: 'Merge again with every head, now.',
  identifier: 're-integrate',
};
const EXPLAIN: CheckButton = {
  label: 'Explain',
  description: 'Comment how to see this on your machine.',
  identifier: 'explain',
};

const ELSEWHERE = 'On a clone, `weir integrate --markdown` prints all of it.';

/**
 * The check run on one commit. Its conclusion comes from that commit's own pairs only, without those that are others'
 * alone.
 *
 * @param heads all heads of the forecast on this commit, usually one; never none
 */
export function renderCheck(
  forecast: Forecast,
  heads: readonly Head[],
  context: CheckContext,
): RenderedCheck {
  const [head] = heads;
  if (!head) throw new RangeError('a check run needs the head it stands on');
  const view = viewOf(forecast);
  const all = meetingsOf(view, heads);
  // Another head's conflict with the base is red there, and says nothing of this commit.
  const meetings = all.filter((one) => !isOthersAlone(one));
  const { annotations, unmarked } = annotationsOf(view, meetings);
  const text = textOf(meetings);
  const footnote = fitSections(footnoteOf(view, head, all), MOST_FOOTNOTE_BYTES, ELSEWHERE);
  const room = MOST_BYTES - bytes(footnote) - 2;
  return {
    conclusion: conclude(meetings.map(({ pair }) => pair)),
    output: {
      title: title(view, head, all),
      summary: fitSections(summaryOf(view, heads, head, all, context, unmarked), room, ELSEWHERE),
      footnote,
      ...(text === '' ? {} : { text }),
    },
    annotations,
    buttons: [REINTEGRATE, EXPLAIN],
  };
}

/** Rows and findings shown when room is short. */
const FEW_ROWS = 100;
const FEW_FINDINGS = 5;
/** Findings of one meeting told one by one; more would not be read. */
const MOST_FINDINGS = 50;

function summaryOf(
  view: View,
  heads: readonly Head[],
  head: Head,
  meetings: readonly Meeting[],
  { repoUrl }: CheckContext,
  unmarked: number,
): Section[] {
  const { own: colliding, asBase } = affairsOf(meetings);
  const same = asBase.length;
  const planned = heads.some((one) => one.assignment !== null);
  const tables: Section[] =
    colliding.length === 0
      ? []
      : [
          {
            markdown: meetingTable(colliding, planned),
            shorter: meetingTable(colliding, planned, FEW_ROWS),
            priority: 8,
          },
        ];
  return [
    { markdown: nextStep(view, head, meetings), priority: 10 },
    ...heads.flatMap((one) => remarksOf(one).map((markdown) => ({ markdown, priority: 9 }))),
    ...tables,
    ...(same > 0 ? [{ markdown: sameAsBase(view, same), priority: 8 }] : []),
    ...(unmarked > 0 ? [{ markdown: unmarkedInWords(unmarked), priority: 8 }] : []),
    ...heads
      .flatMap((one) => aboutHead(view, one, heads.length > 1))
      .map((markdown) => ({ markdown, priority: 7 })),
    ...colliding
      .filter(({ findings }) => findings.length > 0)
      .map((meeting) => {
        const advice = landingAdvice(view, [meeting]);
        return {
          markdown: meetingDetails(meeting, advice, { repoUrl, most: MOST_FINDINGS }),
          shorter: meetingDetails(meeting, advice, { repoUrl: null, most: FEW_FINDINGS }),
          priority: 3,
        };
      }),
  ];
}

/** That not every place carries a mark in the changed files, how many do not, and where they are told. */
function unmarkedInWords(unmarked: number): Markdown {
  const more = `${plural(unmarked, 'more place')} ${unmarked === 1 ? 'is' : 'are'}`;
  return `The gravest ${MOST_ANNOTATIONS} places are marked in the changed files; ${more} not. ${ELSEWHERE}`;
}

/** Who is clean and which commits were compared: it changes with every push and says nothing new. */
function footnoteOf(view: View, head: Head, meetings: readonly Meeting[]): Section[] {
  const clean = meetings.filter((one) => one.outcome === 'clean');
  const { others } = affairsOf(meetings);
  return [
    ...(others.length > 0 ? [{ markdown: othersAlone(view, others), priority: 7 }] : []),
    ...cleanSection(view, head, clean),
    { markdown: howJudged(view, head, meetings), priority: 6 },
    ...measuredSection(head),
    ...leftOutSection(head),
    { markdown: REWRITTEN, priority: 5 },
  ];
}

/** That benchmarks were looked at, also where there is nothing to say of them. */
function measuredSection({ measured }: Head): Section[] {
  if (!measured) return [];
  const were = measured.benchmarks === 1 ? 'was' : 'were';
  const markdown = `${plural(measured.benchmarks, 'benchmark')} ${were} compared with the merge base ${code(measured.base.slice(0, 7))}.`;
  return [{ markdown, priority: 4 }];
}

/** Files that nobody but git has looked at, counted by reason. */
function leftOutSection({ leftOut = [] }: Head): Section[] {
  if (leftOut.length === 0) return [];
  const counts = new Map<string, Set<string>>();
  for (const { path, reason } of leftOut) {
    counts.set(reason, (counts.get(reason) ?? new Set()).add(path));
  }
  const files = new Set(leftOut.map(({ path }) => path)).size;
  const reasons = [...counts].map(
    ([reason, paths]) => `${paths.size} ${reason.replaceAll('-', ' ')}`,
  );
  const markdown = `Detectors could not look at ${plural(files, 'file')} of this head (${listWords(reasons)}); git has merged them all the same.`;
  return [{ markdown, priority: 4 }];
}

const REWRITTEN =
  'Weir judges again on every push, and writes here again only when what it says above changes.';

function remarksOf(head: Head): Markdown[] {
  return (head.assignment?.remarks ?? []).map(({ message }) => `⚠️ ${prose(message)}`);
}

/** Draft, containment, workstream: one line each. */
function aboutHead({ forecast, sides }: View, head: Head, several: boolean): Markdown[] {
  const which = several ? `${who(head)}: ` : '';
  const lines: Markdown[] = [];
  if (head.assignment) {
    const { workstreams, reason } = head.assignment;
    lines.push(
      workstreams.length > 0
        ? `${which}Workstream: ${listWords(workstreams.map(code))}, because ${prose(reason)}.`
        : `${which}Workstream: none; ${prose(reason)}`,
    );
  }
  if (head.pullRequest?.draft) {
    lines.push(
      `${which}This pull request is a draft. It takes part, so that collisions show early.`,
    );
  }
  const containers = head.containedIn.filter((ref) => ref !== forecast.base.ref);
  if (containers.length > 0) {
    const list = containers.flatMap((ref) => sides.get(ref) ?? []).map(who);
    lines.push(`${which}Already contained in ${listWords(list, 3)}: landing that lands this too.`);
  }
  return lines;
}

function cleanSection(view: View, own: Head, clean: readonly Meeting[]): Section[] {
  const heads = clean.map((one) => one.other).filter(isHead);
  if (heads.length === 0) return [];
  const summary = `Merges cleanly with ${plural(heads.length, 'other head')}`;
  const items = heads.map((head) => {
    const alias = aliasOf(view, head);
    const within = own.containedIn.includes(head.ref) ? ', contains this' : '';
    const part = head.containedIn.includes(own.ref) ? ', is part of this' : '';
    return `${who(head)}${alias === null ? '' : `, ${code(alias)}`}${within}${part}`;
  });
  return [{ markdown: details(summary, bullets(items)), shorter: `${summary}.`, priority: 2 }];
}

/** What was compared with what; needed to believe the verdict and to repeat it. */
function howJudged({ forecast }: View, head: Head, meetings: readonly Meeting[]): Markdown {
  const base = code(forecast.base.ref);
  const at = `Judged at ${code(head.oid.slice(0, 7))} against ${base} at ${code(forecast.base.oid.slice(0, 7))}`;
  const between = meetings.filter((one) => isHead(one.other));
  const direct = between.filter((one) => one.pair.basis === 'direct').length;
  if (between.length === 0) return `${at}, by a trial merge.`;
  if (direct === between.length) {
    return `${at}, by trial merges of the commits as they are.`;
  }
  const landing = `${at}: each pair by landing one on ${base} and then merging the other, in both orders.`;
  if (direct === 0) return landing;
  const merged =
    direct === 1 ? '1 pair was merged as it is' : `${direct} pairs were merged as they are`;
  return `${landing} ${merged}, because one of the two conflicts with ${base} itself.`;
}

function textOf(meetings: readonly Meeting[]): Markdown {
  const sections = meetings.flatMap((meeting) => {
    const markdown = evidenceDetails(meeting);
    return markdown === null ? [] : [{ markdown, priority: 1 }];
  });
  return fitSections(sections, MOST_BYTES, ELSEWHERE);
}
