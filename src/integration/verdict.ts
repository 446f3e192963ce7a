/** The verdict on one commit in a line, and what to do next in a sentence. */
import { code, listWords, type Markdown, plain, plural, prose } from '../markdown.ts';
import { DECLARED_ONLY } from '../plan/standing.ts';
import {
  isAsWithBase,
  isHead,
  isOthersAlone,
  isWaiting,
  type Meeting,
  type View,
} from './meetings.ts';
import type { Finding, Head } from './report.ts';

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
  { forecast }: View,
  head: Head,
  all: readonly Meeting[],
  show: (name: string) => string,
): string {
  // What stands between this head and the base is one thing, however many others meet it, too.
  const meetings = all.filter((one) => !isAsWithBase(one) && !isOthersAlone(one));
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
  const any = all.some(isOthersAlone)
    ? ' or any head that merges with it'
    : meetings.some((one) => isHead(one.other))
      ? ' or any other head'
      : '';
  return `No conflicts with ${show(forecast.base.ref)}${any}`;
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

function isWaitThatCounts(finding: Finding): boolean {
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

/** What a meeting lacks where results of benchmarks are all that is not known. */
function unreadOf({ findings, pair }: Meeting): Finding | null {
  const unknown = findings.filter(({ undetermined }) => undetermined);
  // A detector that gave up is not sure of anything.
  const all = unknown.every(
    ({ confidence, detector }) => detector === 'performance' && confidence > 0,
  );
  return pair.verdict !== 'undetermined' && all ? (unknown[0] ?? null) : null;
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

export interface Reason {
  /** In a title. */
  short: string;
  /** What happened, and what to do next. */
  long: string;
  /** What to do next for whoever has only a clone, where that is something else. */
  onClone?: string;
}

const REASONS: Readonly<Record<string, Reason>> = {
  timeout: {
    short: 'timeout',
    long: 'git needed longer than Weir allows. Press **Re-integrate** to try again; if it stays so, merge the two by hand once to see.',
    onClone: 'git needed longer than Weir allows: merge the two by hand once to see',
  },
  'too-large': {
    short: 'too large',
    long: 'the merge is larger than Weir allows. Merge the two by hand once to see, or ask whoever runs Weir to raise the limit.',
    onClone: 'merge the two by hand once to see',
  },
  unrelated: {
    short: 'no common history',
    long: 'the two have no commit in common, so git has nothing to compare. Rebase this branch onto the target, if it belongs here.',
    onClone: 'rebase one onto the other, if they belong together',
  },
  'missing-object': {
    short: 'commit not available',
    long: 'a commit could not be fetched, perhaps because its branch was just moved or deleted. Press **Re-integrate** to try again.',
    onClone: 'this clone lacks commits or files of it: fetch them all, then run this again',
  },
  'unsupported-git': {
    short: 'git too old',
    long: 'the git that Weir runs on cannot answer this. Ask whoever runs Weir to update git.',
    onClone: 'update git, then run this again',
  },
};

const FAILED: Reason = {
  short: 'git failed',
  long: 'git failed. Press **Re-integrate** to try again; if it fails again, ask whoever runs Weir to look into its log.',
};

const GAVE_UP: Reason = {
  short: 'a detector failed',
  long: 'the text merges, but a detector failed. Press **Re-integrate** to try again; if it fails again, ask whoever runs Weir to look into its log.',
};

const UNREAD: Reason = {
  short: 'benchmarks not read',
  long: 'the text merges, but results of benchmarks could not be read. What is listed below says why.',
};

/** Why a meeting is undetermined. */
export function reasonOf(meeting: Meeting): Reason {
  const { pair } = meeting;
  if (unreadOf(meeting) !== null) return UNREAD;
  if (pair.verdict !== 'undetermined') return GAVE_UP;
  return REASONS[pair.reason ?? ''] ?? FAILED;
}

/** What to do next, in one to three sentences, gravest first. Never empty. */
export function nextStep(view: View, head: Head, all: readonly Meeting[]): Markdown {
  const meetings = all.filter((one) => !isOthersAlone(one));
  const of = (outcome: Meeting['outcome']) => meetings.filter((one) => one.outcome === outcome);
  const [conflicts, unknown, warnings] = [of('conflict'), of('undetermined'), of('warning')];
  const base = code(view.forecast.base.ref);
  const unread = unknown.map(unreadOf).find((one) => one !== null);
  if (conflicts.length > 0 && conflicts.every(isOnlyWorse)) {
    const [worst] = conflicts;
    const [finding] = worst?.findings ?? [];
    const step = worst && finding ? prose(finding.suggestion, namesIn(worst, finding)) : '';
    return `**Next:** ${step.charAt(0).toLowerCase()}${step.slice(1)}${alsoUnknown(unknown)}`;
  }
  if (conflicts.length > 0) {
    const withBase = conflicts.find((one) => !isHead(one.other) && !isOnlyWorse(one));
    const rest = conflicts.filter((one) => one !== withBase && isHead(one.other));
    const step = withBase ? moveFirst(base, withBase, rest) : agree(view, head, base, rest);
    return `**Next:** ${step}${alsoUnknown(unknown)}`;
  }
  const [first] = unknown;
  if (first && unread && unknown.every((one) => unreadOf(one) !== null)) {
    const words = prose(`${unread.message}. ${unread.suggestion}`, namesIn(first, unread));
    return `**Next:** ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
  }
  if (first) {
    const { long } = reasonOf(first);
    return `**Next:** find out whether this merges with ${listWords(unknown.map(nameInCode), 3)}: ${long}`;
  }
  if (warnings.length > 0) {
    const [worst] = warnings.flatMap((one) => one.findings.map((finding) => ({ one, finding })));
    const what = warnings.length === 1 ? 'the warning' : `the ${warnings.length} warnings`;
    const suggestion = worst
      ? prose(worst.finding.suggestion, namesIn(worst.one, worst.finding))
      : '';
    const wait = waitInWords(head, meetings, code);
    const when =
      wait === null
        ? `nothing blocks, but look at ${what} before this lands.`
        : `this ${wait}; before it lands, look at ${what}, too.`;
    return `**Next:** ${when} ${suggestion}`.trimEnd();
  }
  const [wait] = of('waiting');
  if (wait) {
    const [first] = wait.findings.filter(isWaitThatCounts);
    const step = first ? prose(first.suggestion, namesIn(wait, first)) : '';
    const required = (head.waitsFor ?? []).filter(({ optional }) => !optional);
    const until = required.every(({ declared }) => declared)
      ? 'nobody knows whether its turn has come'
      : 'this waits';
    return `**Next:** ${step.charAt(0).toLowerCase()}${step.slice(1)} Until then ${until}; its text merges with everything that is open.`;
  }
  if (head.containedIn.includes(view.forecast.base.ref)) {
    return `Nothing to do: ${base} already contains this commit, so merging it changes nothing.`;
  }
  const and = all.some(isOthersAlone)
    ? ` and with every other head that merges with ${base}, whoever lands first`
    : meetings.some((one) => isHead(one.other))
      ? ' and with every other head, whoever lands first'
      : '';
  return `Nothing to do: this merges with ${base}${and}.`;
}

function moveFirst(base: Markdown, withBase: Meeting, rest: readonly Meeting[]): Markdown {
  const step = `merge ${base} into this branch, or rebase onto it, and resolve ${amount([withBase])}.`;
  if (rest.length === 0) return step;
  const others = listWords(rest.map(nameInCode), 3);
  return `${step} Then look again at ${others}: until then Weir can only merge the two branches as they are.`;
}

/** Between heads, whoever lands later resolves; the best order says who that is. */
function agree(view: View, head: Head, base: Markdown, conflicts: readonly Meeting[]): Markdown {
  const mine = view.rank.get(head.ref) ?? 0;
  const earlier = conflicts.filter((one) => (view.rank.get(one.other.ref) ?? 0) < mine);
  const later = conflicts.filter((one) => !earlier.includes(one));
  const owners = new Set(
    conflicts
      .flatMap(({ other }) => (isHead(other) ? other.owners : []))
      .filter((owner) => !head.owners.includes(owner)),
  );
  const talk = owners.size > 0 ? ` Agree on this with ${listWords([...owners].map(code), 3)}.` : '';
  if (earlier.length === 0) {
    const them = later.length === 1 ? 'which then merges' : 'which then merge';
    return `land this before ${listWords(later.map(nameInCode), 3)}, ${them} ${base} and ${later.length === 1 ? 'resolves' : 'resolve'} ${amount(later)}.${talk}`;
  }
  const first = listWords(earlier.map(nameInCode), 3);
  const wait = `let ${first} land first; then merge ${base} into this branch and resolve ${amount(earlier)}.`;
  const after = later.length > 0 ? ` Land this before ${listWords(later.map(nameInCode), 3)}.` : '';
  return `${wait}${after}${talk}`;
}

/** Others named in an advice. */
const MOST_NAMED = 3;

/**
 * Who resolves what collides with one or several others, seen from the side that all of these meetings are looked at
 * from; null where nothing needs to be resolved.
 */
export function landingAdvice(
  view: View,
  meetings: readonly Meeting[],
  show: (name: string) => string = code,
): string | null {
  const colliding = meetings.filter(
    ({ outcome, findings }) => outcome === 'conflict' && findings.some(isLanding),
  );
  const rank = ({ ref }: Meeting['other']) => view.rank.get(ref) ?? 0;
  const heads = colliding.filter(({ other }) => isHead(other));
  const [earlier, later] = [true, false].map((first) =>
    heads
      .filter(({ own, other }) => rank(other) < rank(own) === first)
      .map(({ other }) => show(other.ref)),
  ) as [string[], string[]];
  const base = show(view.forecast.base.ref);
  const list = (names: readonly string[]) => listWords(names, MOST_NAMED);
  const they = later.length === 1 ? `merges ${base} and resolves` : `merge ${base} and resolve`;
  const sentences = [
    ...(heads.length < colliding.length
      ? [`Merge ${base} into this branch, or rebase onto it, and resolve there.`]
      : []),
    ...(earlier.length > 0
      ? [
          `${list(earlier)} ${earlier.length === 1 ? 'lands' : 'land'} first in the best order; then merge ${base} into this branch and resolve there.`,
        ]
      : []),
    ...(later.length > 0
      ? [
          earlier.length > 0
            ? `After this one, ${list(later)} ${they} there.`
            : `This lands first in the best order; then ${list(later)} ${they} there.`,
        ]
      : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : null;
}

/**
 * Whether a finding is settled by who lands first. All of them in a pair have the one answer of
 * `landingAdvice`, which follows the best order, and not a suggestion for each file.
 */
export function isLanding(finding: Finding): boolean {
  return finding.detector === 'textual' && finding.severity !== 'note';
}

function alsoUnknown(unknown: readonly Meeting[]): Markdown {
  if (unknown.length === 0) return '';
  return ` ${plural(unknown.length, 'more pair')} could not be judged: ${listWords(unknown.map(nameInCode), 3)}.`;
}

function amount(meetings: readonly Meeting[]): string {
  const files = new Set(meetings.flatMap(({ files }) => files));
  return files.size > 0 ? plural(files.size, 'file') : 'what is listed below';
}

export function nameInCode({ name }: Meeting): Markdown {
  return code(name);
}

/** Paths and refs that the words of a finding may contain. */
export function namesIn({ own, other }: Meeting, { places }: Finding): string[] {
  return [own.ref, other.ref, ...places.map(({ path }) => path)];
}
