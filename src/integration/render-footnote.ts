/** The small print of a check run: who is clean, what was compared with what, and what nobody looked at. */
import {
  bullets,
  code,
  details,
  listWords,
  type Markdown,
  plural,
  type Section,
} from '../markdown.ts';
import { affairsOf, type Meeting } from './meetings.ts';
import { othersAlone, who } from './render-meeting.ts';
import type { Head } from './report.ts';
import { aliasOf, isHead, type View } from './view.ts';

/** Who is clean and which commits were compared: it changes with every push and says nothing new. */
export function footnoteOf(view: View, head: Head, meetings: readonly Meeting[]): Section[] {
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

const LANDED = { squash: 'squashed', rebase: 'rebased' } as const;

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
  const how = forecast.landsBy ? ` (${LANDED[forecast.landsBy]})` : '';
  const landing = `${at}: each pair by landing one on ${base}${how} and then merging the other, in both orders.`;
  if (direct === 0) return landing;
  const merged =
    direct === 1 ? '1 pair was merged as it is' : `${direct} pairs were merged as they are`;
  return `${landing} ${merged}, because one of the two does not merge with ${base} itself.`;
}
