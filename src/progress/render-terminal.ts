/** The weekly report as a person reads it in a terminal. Pure. */
import { listWords, plain, plural } from '../markdown.ts';
import type { StandingPair } from '../ports/standing.ts';
import { ownAffairs, withoutWaiting } from './collisions.ts';
import { blockerLines } from './render-blockers.ts';
import { goingWith, gravestFirst } from './render-conflicts.ts';
import { outlooksInWords } from './render-outlook.ts';
import { change, outlookBefore, VERDICT } from './render-words.ts';
import type { Outlook, WeekReport, WorkstreamStanding } from './report.ts';

interface Look {
  /** ANSI colours. */
  color: boolean;
  /** Columns. */
  width: number;
}

const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;
type Style = keyof typeof STYLES;

/** Characters of one sentence. */
const MOST_POINTS = 600;

/** Lines of at most `width` characters, broken between words; what follows the first is indented below its text. */
function wrap(s: string, width: number): string[] {
  const indent = /^ *(?:\d+\. )?/.exec(s)?.[0].length ?? 0;
  const lines: string[] = [];
  let line = '';
  for (const word of s.slice(indent).split(' ')) {
    const start = lines.length === 0 ? s.slice(0, indent) : ' '.repeat(indent);
    if (line === '') line = start + word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = ' '.repeat(indent) + word;
    }
  }
  return [...lines, line];
}

/** Verdict, a line for each workstream, what needs a human, blockers, conflicts, gate. Ends with a line end. */
export function renderReportTerminal(report: WeekReport, look: Look): string {
  const width = Math.max(40, look.width);
  const paint = (style: Style, s: string) =>
    look.color ? `\u001b[${STYLES[style]}m${s}\u001b[0m` : s;
  const lines: string[] = [];
  const say = (s: string, style?: Style) => {
    const wrapped = wrap(plain(s.replaceAll('`', ''), MOST_POINTS), width);
    lines.push(...wrapped.map((line) => (style ? paint(style, line) : line)));
  };
  const section = (title: string, items: readonly string[]) => {
    if (items.length === 0) return;
    lines.push('');
    say(title, 'bold');
    for (const item of items) say(`  ${item}`);
  };

  const { verified, claimed, total } = report.totals;
  say(`${report.week} · ${report.repository} · ${VERDICT[report.verdict]}`, 'bold');
  for (const sentence of report.headline) say(sentence);
  if (total > 0) {
    say(
      `${verified} of ${plural(total, 'task')} verified (${change(report.totals.change)}), ${claimed} only claimed`,
    );
  }
  section('Workstreams', standings(report));
  section(
    'Needs a human',
    report.decisions.map(({ what, who }, at) => {
      const by = who.length === 0 ? '' : `${listWords(who)}: `;
      return `${at + 1}. ${by}${what}`;
    }),
  );
  section('Blockers', blockerLines(report));
  if (report.conflicts === null) {
    section('Conflicts', [`unknown: ${report.conflictsUnread ?? 'no reason was given'}`]);
  } else {
    section('Conflicts', conflictLines(report.conflicts));
  }
  section('Gate', gate(report));
  section(
    'Said, not shown',
    report.contradictions.map(({ workstream, what }) =>
      workstream === null || what.startsWith(`\`${workstream}\``) ? what : `${workstream}: ${what}`,
    ),
  );
  lines.push('');
  say('"weir report --markdown" shows everything, "--json" the same facts for programs.', 'dim');
  return `${lines.join('\n')}\n`;
}

function conflictLines(conflicts: readonly StandingPair[]): string[] {
  const own = gravestFirst(withoutWaiting(ownAffairs(conflicts))).map(
    ({ a, b, verdict, reason, findings }) => {
      const what = reason ?? findings[0]?.message;
      return `${a} and ${b}: ${verdict === 'clean' ? 'a warning' : verdict}${what === undefined ? '' : `: ${what}`}`;
    },
  );
  const along = goingWith(conflicts, (name) => name);
  return along === null ? own : [...own, along];
}

function standings({ workstreams }: WeekReport): string[] {
  const { each, shared } = outlooksInWords(
    workstreams.map(({ outlook }) => outlook),
    dates,
  );
  return [...workstreams.flatMap((one, at) => standing(one, each[at] ?? '')), ...shared];
}

function standing(one: WorkstreamStanding, outlook: string): string[] {
  const { verified, total } = one.counts;
  const counts = total === 0 ? 'no tasks' : `${verified}/${total}`;
  const none = one.outlook.state === 'none' ? 'no forecast: ' : '';
  const forecast = `${none}${outlook}${outlookBefore(one.outlook, one.lastOutlook)}`;
  return [
    `${one.name}: ${one.life.state}, ${counts}, ${forecast}`,
    `    ${one.life.drift ?? one.life.reason}`,
  ];
}

function dates({ p50, p85 }: Extract<Outlook, { state: 'forecast' }>): string {
  return `done by ${p50} (half) to ${p85} (85 of 100)`;
}

function gate({ gate: { state, criteria } }: WeekReport): string[] {
  if (state === 'none') return [];
  const count = (answer: string) =>
    criteria.filter((criterion) => criterion.answer.answer === answer).length;
  const first = `${state}: ${count('yes')} of ${criteria.length} met, ${count('no')} not met, ${count('unknown')} unknown`;
  const open = criteria.filter(({ answer }) => answer.answer !== 'yes');
  return [
    first,
    ...open.map(
      ({ text, answer }) => `${answer.answer === 'no' ? '✖' : '?'} ${text}: ${answer.reason}`,
    ),
  ];
}
