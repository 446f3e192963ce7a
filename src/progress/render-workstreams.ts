/** The part of a report that goes by workstream: the table, CI stages, tasks and metrics. Pure. */
import {
  bullets,
  code,
  details,
  link,
  listWords,
  type Markdown,
  plural,
  prose,
  table,
  text,
} from '../markdown.ts';
import { outlooksInWords } from './render-outlook.ts';
import {
  ANSWER,
  age,
  change,
  comparison,
  day,
  numberLink,
  outlookBefore,
  quantity,
  STAGE,
  sparkline,
  stateWord,
  TASK,
} from './render-words.ts';
import type {
  Evidence,
  MetricStanding,
  Outlook,
  StageState,
  TaskStanding,
  WeekReport,
  WorkstreamStanding,
} from './report.ts';

/** One line per workstream: state, what is proved, what waits. */
export function workstreamTable(report: WeekReport): Markdown {
  const headers = [
    'Workstream',
    'State',
    'Verified',
    'Week',
    'Approvals',
    'Conflicts',
    'Performance',
    'Forecast',
  ];
  const { each, shared } = outlooksInWords(
    report.workstreams.map(({ outlook }) => outlook),
    datesInWords,
  );
  const rows = table(
    headers,
    report.workstreams.map((one, at) => [
      nameOf(one),
      stateOf(one),
      countsOf(one),
      change(one.change),
      approvalsOf(one, report),
      conflictsOf(one),
      performanceOf(one, report),
      `${text(each[at] ?? '')}${outlookBefore(one.outlook, one.lastOutlook)}`,
    ]),
  );
  if (shared.length === 0) return rows;
  return `${rows}\n\nNo forecast: ${shared.map((one) => text(one)).join(' ')}`;
}

function datesInWords({ p50, p85, inTime }: Extract<Outlook, { state: 'forecast' }>): string {
  const dates = `${p50} – ${p85}`;
  return inTime === null ? dates : `${dates}, ${Math.round(inTime * 100)} % in time`;
}

function nameOf({ name, number }: WorkstreamStanding): Markdown {
  return number === null ? code(name) : `${number}. ${code(name)}`;
}

function stateOf({ life }: WorkstreamStanding): Markdown {
  const declared = life.drift === null ? '' : `, declared ${code(life.declared ?? 'nothing')} ⚠️`;
  return `${stateWord(life.state)}${declared}`;
}

function countsOf({ counts }: WorkstreamStanding): Markdown {
  if (counts.total === 0) return 'no tasks';
  const claimed = counts.claimed > 0 ? `, ${counts.claimed} only claimed` : '';
  return `${counts.verified} of ${counts.total}${claimed}`;
}

/** Pull requests named that wait for approvals. */
const MOST_WAITING = 3;

function approvalsOf({ approvals }: WorkstreamStanding, report: WeekReport): Markdown {
  if (report.approvalsUnread !== null) return '❔ unknown';
  const ready = approvals.filter(({ draft }) => !draft);
  const waiting = ready.filter(({ state }) => state !== 'approved');
  if (approvals.length === 0) return '–';
  if (ready.length === 0) return 'draft';
  if (waiting.length === 0) {
    const overruled = ready.filter(({ overridden }) => overridden !== null);
    const numbers = overruled.map(({ number, url }) => numberLink(number, url));
    return numbers.length === 0 ? '✅' : `✅ ${listWords(numbers, MOST_WAITING)} by override`;
  }
  // Those that want for the same are told together.
  const alike = Map.groupBy(waiting, ({ missing, state }) => JSON.stringify([state, missing]));
  const items = [...alike.values()].map((pulls) => {
    const oldest = pulls.flatMap(({ since }) => since ?? []).sort()[0] ?? null;
    const since = age(oldest, report.at);
    const names = listWords(
      pulls.map((pull) => numberLink(pull.number, pull.url)),
      MOST_WAITING,
    );
    return `${names}${wantOf(pulls[0])}${since === null ? '' : ` (${since})`}`;
  });
  const more = items.length - MOST_WAITING;
  return [...items.slice(0, MOST_WAITING), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** What a pull request lacks. */
function wantOf(pull: WorkstreamStanding['approvals'][number] | undefined): Markdown {
  if (pull?.state === 'blocked') return ': ⛔ blocked';
  if (pull?.state === 'error') return ': ❔ cannot be decided';
  const missing = pull?.missing ?? [];
  return missing.length > 0 ? `: ${listWords(missing.map(code), 3)}` : '';
}

function performanceOf({ performance }: WorkstreamStanding, report: WeekReport): Markdown {
  if (performance !== null) return prose(performance);
  return report.conflicts === null ? '❔ unknown' : '–';
}

function conflictsOf({ conflicts }: WorkstreamStanding): Markdown {
  if (conflicts === null) return '❔ unknown';
  return conflicts === 0 ? 'none' : `❌ ${conflicts}`;
}

/** Stages of the pipeline by workstream; null where the plan names none. */
export function stageTable(report: WeekReport): Markdown | null {
  if (report.stages.length === 0) return null;
  const rows = report.workstreams.map((one) => [
    code(one.name),
    ...report.stages.map((stage) => STAGE[one.stages[stage] ?? 'none']),
  ]);
  const used = new Set(
    report.workstreams.flatMap((one) => report.stages.map((stage) => one.stages[stage] ?? 'none')),
  );
  const legend = (Object.keys(LEGEND) as StageState[])
    .filter((state) => used.has(state))
    .map((state) => `${STAGE[state]} ${LEGEND[state]}`);
  return `${table(['', ...report.stages.map(code)], rows)}\n\n${legend.join(', ')}`;
}

const LEGEND: Readonly<Record<StageState, string>> = {
  passed: 'passed',
  failed: 'failed',
  running: 'running',
  skipped: 'skipped, which proves nothing',
  missing: 'expected, never reported',
  unknown: 'could not be read',
  none: 'no open head',
};

/** Tasks and metrics of one workstream, collapsed. */
export function workstreamDetails(one: WorkstreamStanding, report: WeekReport): Markdown {
  const { verified, total } = one.counts;
  const parts: Markdown[] = [`${stateWord(one.life.state)}: ${prose(one.life.reason)}`];
  if (one.objectives.length > 0) parts.push(`For: ${one.objectives.map(text).join('; ')}`);
  if (one.enables.length > 0) parts.push(milestones(one));
  if (one.life.drift !== null) parts.push(`⚠️ ${prose(one.life.drift)}`);
  if (one.tasks.length > 0) parts.push(bullets(one.tasks.map(taskLine)));
  if (one.metrics.length > 0) parts.push(metricTable(one.metrics));
  if (one.reported !== null) parts.push(reportedLines(one.reported, report));
  return details(
    `${text(one.title)}: ${verified} of ${plural(total, 'task')} verified`,
    parts.join('\n\n'),
  );
}

/** What becomes possible once it has landed, and whether it has. */
function milestones({ enables, life }: WorkstreamStanding): Markdown {
  const reached = life.state === 'integrated' || life.state === 'done';
  return `${reached ? '✅ Reached' : '⬜ Makes possible'}: ${enables.map(code).join(', ')}`;
}

function taskLine(task: TaskStanding): Markdown {
  const since = task.state === 'verified' && task.verifiedAt ? `, ${day(task.verifiedAt)}` : '';
  const optional = task.optional ? ' (optional)' : '';
  return `${TASK[task.state]} ${text(task.text)}${optional}${since}${whyOf(task)}`;
}

/** What proves it, or why nothing does. */
function whyOf(task: TaskStanding): Markdown {
  if (task.answer) return ` — ${prose(task.answer.reason)}${evidenceLinks(task.answer.evidence)}`;
  if (task.state === 'claimed') return ` — claimed${byWhom(task)}, and nothing proves it`;
  return task.state === 'open' ? ' — nothing is named that would prove it' : '';
}

function byWhom({ claims }: TaskStanding): Markdown {
  const [first] = claims;
  if (!first) return '';
  const who = first.by === null ? `in the ${first.where}` : `by ${code(first.by)}`;
  return ` ${first.url === undefined ? who : link(who, first.url)}`;
}

function evidenceLinks(evidence: readonly Evidence[]): Markdown {
  const links = evidence.flatMap(({ url, what }) =>
    url === undefined ? [] : [link(text(what), url)],
  );
  return links.length === 0 ? '' : ` (${listWords(links, 3)})`;
}

function metricTable(metrics: readonly MetricStanding[]): Markdown {
  return table(
    ['Metric', 'Target', 'Now', 'From', 'Trend', ''],
    metrics.map((metric) => [
      code(metric.name),
      comparison(metric.target),
      metric.current === null ? '❔ unknown' : quantity(metric.current.value),
      metric.current === null
        ? '–'
        : `${metric.current.source === 'claimed' ? 'claimed' : text(metric.current.from)}${metric.current.at === null ? '' : `, ${day(metric.current.at)}`}`,
      metric.trend.length > 1 ? sparkline(metric.trend) : '–',
      ANSWER[metric.reached],
    ]),
  );
}

function reportedLines(
  reported: NonNullable<WorkstreamStanding['reported']>,
  report: WeekReport,
): Markdown {
  const { agent, phase, completed, total, nextMilestone, at, url, differences } = reported;
  const when = age(at, report.at);
  const who = url === undefined ? code(agent) : link(code(agent), url);
  const said = `${who} reported ${completed} of ${total} deliverables, phase ${code(phase)}${when === null ? '' : `, ${when} ago`}. Next: ${text(nextMilestone)}`;
  if (differences.length === 0) return said;
  return `${said}\n\nWhat was found differs:\n\n${bullets(differences.map((one) => prose(one)))}`;
}
