/** The check run `Weir / integration` on one commit. */
import {
  type Annotation,
  type CheckButton,
  type CheckOutput,
  type Conclusion,
  MOST_ANNOTATIONS,
} from '../effects.ts';
import {
  bytes,
  code,
  fitSections,
  listWords,
  type Markdown,
  plural,
  prose,
  type Section,
} from '../markdown.ts';
import { conclude } from './conclude.ts';
import { affairsOf, isOthersAlone, type Meeting, meetingsOf } from './meetings.ts';
import { landingAdvice, nextStep } from './next-step.ts';
import { annotationsOf } from './render-annotations.ts';
import { footnoteOf } from './render-footnote.ts';
import {
  ALL_OF_IT,
  evidenceDetails,
  leftOutInWords,
  meetingDetails,
  meetingTable,
  sameAsBase,
  who,
} from './render-meeting.ts';
import type { Forecast, Head } from './report.ts';
import { title } from './verdict.ts';
import { type View, viewOf } from './view.ts';

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
  const footnote = fitSections(footnoteOf(view, head, all), MOST_FOOTNOTE_BYTES, ALL_OF_IT);
  const room = MOST_BYTES - bytes(footnote) - 2;
  return {
    conclusion: conclusionOf(meetings, all),
    output: {
      title: title(view, head, all),
      summary: fitSections(summaryOf(view, heads, head, all, context, unmarked), room, ALL_OF_IT),
      footnote,
      ...(text === '' ? {} : { text }),
    },
    annotations,
    buttons: [REINTEGRATE, EXPLAIN],
  };
}

/**
 * What a commit is told by its own pairs. A head of which nothing can be told asks for a person on its own check; every
 * other one is not green for it, and not held up either.
 */
function conclusionOf(own: readonly Meeting[], all: readonly Meeting[]): Conclusion {
  const conclusion = conclude(own.map(({ pair }) => pair));
  return conclusion === 'success' && affairsOf(all).leftOut.length > 0 ? 'neutral' : conclusion;
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
  const { own: colliding, asBase, leftOut } = affairsOf(meetings);
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
    ...(leftOut.length > 0 ? [{ markdown: leftOutInWords(view, leftOut), priority: 9 }] : []),
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
  return `The gravest ${MOST_ANNOTATIONS} places are marked in the changed files; ${more} not. ${ALL_OF_IT}`;
}

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

function textOf(meetings: readonly Meeting[]): Markdown {
  const sections = meetings.flatMap((meeting) => {
    const markdown = evidenceDetails(meeting);
    return markdown === null ? [] : [{ markdown, priority: 1 }];
  });
  return fitSections(sections, MOST_BYTES, ALL_OF_IT);
}
