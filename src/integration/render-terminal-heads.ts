/** The heads of a forecast in the terminal: a line for each that is not clean, the others counted. */
import { listWords, plain, plural } from '../markdown.ts';
import { type Meeting, meetingsOf, type Outcome, withoutRepeated } from './meetings.ts';
import type { Head } from './report.ts';
import type { Paint, Style } from './terminal-words.ts';
import { label, NAME_POINTS, SIGNS } from './terminal-words.ts';
import { countsInWords, waitInWords } from './verdict.ts';
import type { View } from './view.ts';

/** More heads that are simply clean are counted: each stands in the best order all the same. */
const MOST_CLEAN = 5;

/** Every head with how it fares, gravest first. */
export function headLines(view: View, width: number, paint: Paint): string[] {
  const heads = view.forecast.heads.map((head) => {
    const meetings = meetingsOf(view, [head]);
    return { head, meetings, worst: worstOf(head, meetings) };
  });
  const outcomes = Object.keys(SIGNS);
  heads.sort((x, y) => outcomes.indexOf(x.worst) - outcomes.indexOf(y.worst));
  const plainly = heads.filter(({ head, worst }) => worst === 'clean' && isPlain(head));
  const isCalm = ({ meetings }: { meetings: Meeting[] }) =>
    meetings.every(({ outcome }) => outcome === 'clean');
  const calm = plainly.filter(isCalm);
  const counted = calm.length > MOST_CLEAN ? calm : [];
  // Their trouble comes from others alone, and goes with it; that is told once below.
  const upset = plainly.filter((one) => !isCalm(one));
  const base = plain(view.forecast.base.ref, NAME_POINTS);
  const [sign, style] = SIGNS.clean;
  const isDoubted = upset.some(({ meetings }) =>
    meetings.some(({ outcome }) => outcome === 'undetermined'),
  );
  const which = `that do not merge with ${base} themselves${isDoubted ? ', or of which nobody can tell' : ''}`;
  const others = counted.length === heads.length ? 'heads' : 'other heads';
  return [
    ...heads
      .filter((one) => !counted.includes(one) && !upset.includes(one))
      .map(({ head, meetings, worst }) =>
        headLine(view, head, meetings, SIGNS[worst], width, paint),
      ),
    ...(upset.length > 0
      ? [
          `${paint('yellow', '…')} ${plural(upset.length, 'head')}  ${paint('dim', `clean but for heads ${which}`)}`,
        ]
      : []),
    ...(counted.length > 0
      ? [`${paint(style, sign)} ${counted.length} ${others}  ${paint('dim', 'clean')}`]
      : []),
  ];
}

/** How a head fares by itself: what only goes with another head, or with the base, is no news of it. */
function worstOf({ planFault }: Head, meetings: readonly Meeting[]): Outcome {
  const own = meetings.find(({ repeats }) => repeats === null)?.outcome ?? 'clean';
  return planFault === undefined ? own : 'conflict';
}

/** There is nothing to tell of the head itself. */
function isPlain({ containedIn, planFault, pullRequest }: Head): boolean {
  return containedIn.length === 0 && planFault === undefined && !pullRequest?.draft;
}

function headLine(
  view: View,
  head: Head,
  meetings: readonly Meeting[],
  [sign, style]: readonly [string, Style],
  width: number,
  paint: Paint,
): string {
  const { told, repeated } = withoutRepeated(meetings);
  const wait = waitInWords(head, told, (name) => plain(name, 40));
  const counts = [
    countsInWords(wait === null ? told : told.filter(({ outcome }) => outcome !== 'waiting')),
    wait ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ');
  const contained =
    head.containedIn.length > 0
      ? [
          `contained in ${listWords(
            head.containedIn.map((ref) => plain(ref, 40)),
            2,
          )}`,
        ]
      : [];
  const draft = head.pullRequest?.draft ? ['draft'] : [];
  const fault = head.planFault === undefined ? [] : [`plan file: ${plain(head.planFault, 40)}`];
  const clean = repeated.size > 0 ? 'clean but for what is told below' : 'clean';
  const met = counts !== '' ? [counts] : fault.length > 0 ? [] : [clean];
  const state = [...met, ...fault, ...draft, ...contained].join(', ');
  const room = Math.max(20, width - 4 - [...state].length);
  return `${paint(style, sign)} ${label(view, head, Math.min(room, 60))}  ${paint('dim', state)}`;
}
