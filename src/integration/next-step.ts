/** What to do next about one commit, and who resolves what collides. */
import { code, listWords, type Markdown, plural, prose } from '../markdown.ts';
import { isAsWithBase, isOthersAlone, type Meeting } from './meetings.ts';
import type { Finding, Head } from './report.ts';
import { reasonOf, unreadOf } from './undetermined.ts';
import { isOnlyWorse, isWaitThatCounts, othersInWords, waitInWords } from './verdict.ts';
import { isHead, type View } from './view.ts';

/** What to do next, in one to three sentences, gravest first. Never empty. */
export function nextStep(view: View, head: Head, all: readonly Meeting[]): Markdown {
  // What goes with its conflict with the base is settled there.
  const meetings = all.filter((one) => !isAsWithBase(one) && !isOthersAlone(one));
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
    const step = withBase ? moveFirst(view, withBase, rest) : agree(view, head, rest);
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
  const every = { each: 'every other head', other: 'every other head' };
  const others = othersInWords(meetings, all, base, every);
  const and = others === '' ? '' : ` and with ${others}`;
  const [wait] = of('waiting');
  if (wait) {
    const [first] = wait.findings.filter(isWaitThatCounts);
    const step = first ? prose(first.suggestion, namesIn(wait, first)) : '';
    const required = (head.waitsFor ?? []).filter(({ optional }) => !optional);
    const until = required.every(({ declared }) => declared)
      ? 'nobody knows whether its turn has come'
      : 'this waits';
    return `**Next:** ${step.charAt(0).toLowerCase()}${step.slice(1)} Until then ${until}; its text merges with ${base}${and}.`;
  }
  if (head.containedIn.includes(view.forecast.base.ref)) {
    return `Nothing to do: ${base} already contains this commit, so merging it changes nothing.`;
  }
  const order = and === '' ? '' : ', whoever lands first';
  const merges = `this merges with ${base}${and}${order}.`;
  if (head.planFault !== undefined) {
    return `**Next:** correct the plan file of this branch (${head.planFault}); \`Weir / plan\` says what is wrong. Nothing collides: ${merges}`;
  }
  // What is odd about its workstream stands beside this, with what to do.
  const isOdd = (head.assignment?.remarks ?? []).length > 0;
  return `${isOdd ? 'Nothing collides' : 'Nothing to do'}: ${merges}`;
}

function moveFirst(view: View, withBase: Meeting, rest: readonly Meeting[]): Markdown {
  const step = `${follow(view)} and resolve ${amount([withBase])}.`;
  if (rest.length === 0) return step;
  const others = listWords(rest.map(nameInCode), 3);
  return `${step} Then look again at ${others}: until then Weir can only merge the two branches as they are.`;
}

/** Between heads, whoever lands later resolves; the best order says who that is. */
function agree(view: View, head: Head, conflicts: readonly Meeting[]): Markdown {
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
    return `land this before ${listWords(later.map(nameInCode), 3)}, which then ${followers(view, later.length, amount(later))}.${talk}`;
  }
  const first = listWords(earlier.map(nameInCode), 3);
  const wait = `let ${first} land first; then ${follow(view, 'again')} and resolve ${amount(earlier)}.`;
  const after = later.length > 0 ? ` Land this before ${listWords(later.map(nameInCode), 3)}.` : '';
  return `${wait}${after}${talk}`;
}

/** How a head takes over what the target has; where only rebases land, a merge in it would be in the way. Both as shown. */
export function following({ forecast }: View, head: string, base: string): string {
  return forecast.landsBy === 'rebase'
    ? `rebase ${head} onto ${base}`
    : `merge ${base} into ${head}`;
}

/** The same of this branch. */
function follow(
  view: View,
  when: 'first' | 'again' = 'first',
  show: (name: string) => string = code,
): string {
  const { base, landsBy } = view.forecast;
  const step = following(view, 'this branch', show(base.ref));
  return when === 'first' && landsBy !== 'rebase' ? `${step}, or rebase onto it,` : step;
}

/** What one or several others do then: `merges main and resolves 2 files`. */
function followers(
  { forecast }: View,
  count: number,
  what: string,
  show: (name: string) => string = code,
): string {
  const base = show(forecast.base.ref);
  const s = count === 1 ? 's' : '';
  const step = forecast.landsBy === 'rebase' ? `rebase${s} onto ${base}` : `merge${s} ${base}`;
  return `${step} and resolve${s} ${what === '' ? 'there' : what}`;
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
  const list = (names: readonly string[]) => listWords(names, MOST_NAMED);
  const they = followers(view, later.length, '', show);
  const first = follow(view, 'first', show);
  const sentences = [
    ...(heads.length < colliding.length
      ? [`${first.charAt(0).toUpperCase()}${first.slice(1)} and resolve there.`]
      : []),
    ...(earlier.length > 0
      ? [
          `${list(earlier)} ${earlier.length === 1 ? 'lands' : 'land'} first in the best order; then ${follow(view, 'again', show)} and resolve there.`,
        ]
      : []),
    ...(later.length > 0
      ? [
          earlier.length > 0
            ? `After this one, ${list(later)} ${they}.`
            : `This lands first in the best order; then ${list(later)} ${they}.`,
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
