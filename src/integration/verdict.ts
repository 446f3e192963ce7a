/** The verdict on one commit in a line. */
import { code, listWords, type Markdown, plain, plural } from '../markdown.ts';
import { DECLARED_ONLY } from '../plan/standing.ts';
import { affairsOf, isAsWithBase, isOthersAlone, isWaiting, type Meeting } from './meetings.ts';
import type { Finding, Head } from './report.ts';
import { reasonOf, unreadOf } from './undetermined.ts';
import { isHead, type View } from './view.ts';

/** GitHub shows titles in the merge box, where there is little room. */
const NAME_POINTS = 60;

/** The verdict as a title: plain words without markup. */
export function title(view: View, head: Head, meetings: readonly Meeting[]): string {
  return verdict(view, head, meetings, (name) => plain(name, NAME_POINTS));
}

/** The verdict as a sentence of Markdown, without a full stop. */
export function verdictMarkdown(view: View, head: Head, meetings: readonly Meeting[]): Markdown {
  return verdict(view, head, meetings, code);
}

function verdict(
  view: View,
  head: Head,
  all: readonly Meeting[],
  show: (name: string) => string,
): string {
  // What stands between this head and the base is one thing, however many others meet it, too.
  const meetings = all.filter((one) => !isAsWithBase(one) && !isOthersAlone(one));
  const { leftOut } = affairsOf(all);
  const said = ofThisHead(view, head, meetings, all, show);
  // What keeps a check from being green is seen without opening it; red has its own reason.
  if (leftOut.length === 0 || meetings.some(({ outcome }) => outcome === 'conflict')) return said;
  const names = leftOut.map(({ name }) => show(name));
  return `${said}; undetermined: ${listWords(names, 2)}`;
}

function ofThisHead(
  { forecast }: View,
  head: Head,
  meetings: readonly Meeting[],
  all: readonly Meeting[],
  show: (name: string) => string,
): string {
  const of = (outcome: Meeting['outcome']) => meetings.filter((one) => one.outcome === outcome);
  const [unknown, warnings] = [of('undetermined'), of('warning')];
  const slower = of('conflict').filter(isOnlyWorse);
  const conflicts = of('conflict').filter((one) => !slower.includes(one));
  const doubt = unknown.length > 0 ? [`${unknown.length} undetermined`] : [];
  const wait = waitInWords(head, meetings, show);
  const waits = wait === null ? [] : [wait];
  if (conflicts.length + slower.length > 0) {
    const also = warnings.length > 0 ? [plural(warnings.length, 'warning')] : [];
    const first = conflicts.length > 0 ? [counted('conflict', conflicts, show)] : [];
    return [...first, ...slower.map(worseInWords), ...doubt, ...also, ...waits].join('; ');
  }
  if (unknown.length > 0 && unknown.every((one) => unreadOf(one) !== null)) {
    const names = listWords(
      unknown.map(({ name }) => show(name)),
      2,
    );
    return [`Undetermined: benchmarks could not be compared with ${names}`, ...waits].join('; ');
  }
  if (unknown.length > 0) {
    const list = unknown.map((one) => `${show(one.name)} (${reasonOf(one).short})`);
    return [`Undetermined: could not be merged with ${listWords(list, 2)}`, ...waits].join('; ');
  }
  if (warnings.length > 0) {
    return [counted('warning', warnings, show), ...waits, 'no conflicts'].join('; ');
  }
  if (wait !== null) return `${wait.charAt(0).toUpperCase()}${wait.slice(1)}; no conflicts`;
  if (head.containedIn.includes(forecast.base.ref)) {
    return `Already contained in ${show(forecast.base.ref)}`;
  }
  // No count: a verdict that only counts one head more is no new verdict, and is not written again.
  const any = othersInWords(meetings, all, 'it', { each: 'any head', other: 'any other head' });
  return `No conflicts with ${show(forecast.base.ref)}${any === '' ? '' : ` or ${any}`}`;
}

/**
 * `any other head`, or only those of which it can be said: `any head that merges with it`. Empty where there is none.
 *
 * @param all the meetings, also those that are others' alone; `own` without them
 */
export function othersInWords(
  own: readonly Meeting[],
  all: readonly Meeting[],
  base: string,
  words: { each: string; other: string },
): string {
  const { others, leftOut } = affairsOf(all);
  if (others.length > 0) return `${words.each} that merges with ${base}`;
  if (!own.some((one) => isHead(one.other))) return '';
  return leftOut.length > 0 ? `${words.each} that could be judged` : words.other;
}

/** `waits for kernel`, whatever else is true of the head; null where nothing that counts has to land first. */
export function waitInWords(
  { waitsFor = [] }: Head,
  meetings: readonly Meeting[],
  show: (name: string) => string,
): string | null {
  if (!meetings.some(({ findings }) => findings.some(isWaitThatCounts))) return null;
  const required = waitsFor.filter(({ optional }) => !optional);
  const names = (declared: boolean) =>
    required.filter((one) => (one.declared ?? false) === declared).map(({ name }) => show(name));
  const [open, said] = [names(false), names(true)];
  const parts = [
    ...(open.length > 0 ? [`waits for ${listWords(open, 2)}`] : []),
    ...(said.length > 0 ? [`depends on ${listWords(said, 2)}, ${DECLARED_ONLY}`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : null;
}

export function isWaitThatCounts(finding: Finding): boolean {
  return isWaiting(finding) && finding.severity !== 'note';
}

/** Nothing collides, but benchmarks got worse. */
export function isOnlyWorse({ findings, pair }: Meeting): boolean {
  const grave = findings.filter(({ severity }) => severity === 'fail');
  return (
    pair.verdict === 'clean' &&
    grave.length > 0 &&
    grave.every(({ detector }) => detector === 'performance')
  );
}

function worseInWords({ findings }: Meeting): string {
  const grave = findings.filter(({ severity }) => severity === 'fail');
  return `${plural(grave.length, 'benchmark')} got worse`;
}

function counted(
  noun: string,
  meetings: readonly Meeting[],
  show: (name: string) => string,
): string {
  const list = meetings.map(({ name, files }) =>
    files.length > 0 ? `${show(name)} (${plural(files.length, 'file')})` : show(name),
  );
  const joint = meetings.length === 1 ? ' with ' : ': ';
  return `${plural(meetings.length, noun)}${joint}${listWords(list, 2)}`;
}

/** `2 conflicts, 1 undetermined`; empty where all is clean. */
export function countsInWords(all: readonly Meeting[]): string {
  const meetings = all.filter(({ repeats }) => repeats === null);
  const more = all.length - meetings.length;
  const of = (outcome: Meeting['outcome']) =>
    meetings.filter((one) => one.outcome === outcome).length;
  const [conflicts, unknown, warnings] = [of('conflict'), of('undetermined'), of('warning')];
  return [
    conflicts > 0 ? plural(conflicts, 'conflict') : '',
    unknown > 0 ? `${unknown} undetermined` : '',
    warnings > 0 ? plural(warnings, 'warning') : '',
    of('waiting') > 0 ? `${of('waiting')} waiting` : '',
    more > 0
      ? `${plural(more, 'pair')} that ${more === 1 ? 'repeats' : 'repeat'} what a head has with the target`
      : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
