/** From a settled draft to the plan as data and the comments beside it. Pure. */

import { DAYS } from '../../days.ts';
import { TimeZone } from '../words.ts';
import { contractsOf } from './contracts.ts';
import type { Draft, DraftWorkstream, Point } from './draft.ts';
import { quoted } from './phrases.ts';
import { probeFor, type Surroundings } from './probes.ts';
import type { RepositoryKnowledge } from './repository.ts';
import { Comments, LATER } from './yaml-text.ts';

type Data = Record<string, unknown>;

/**
 * The plan in the form of its file. Everything in it stands in the document, or in the repository.
 *
 * @param settled files in which people have said that contracts are declared, by symbol
 */
export function compose(
  draft: Draft,
  known: RepositoryKnowledge | null,
  settled: ReadonlyMap<string, string> = new Map(),
): { plan: Data; comments: Comments } {
  const comments = new Comments();
  settleZone(draft);
  const parts: [string, unknown][] = [
    ['version', 1],
    ['target', draft.target],
    ['phase', phaseOf(draft, comments)],
    ['roles', rolesOf(draft, comments)],
    [
      'workstreams',
      Object.fromEntries(draft.workstreams.map((own) => [own.name, workstreamOf(own, comments)])),
    ],
    ['external', externalOf(draft, comments)],
    ['spawn', spawnOf(draft, comments)],
    ['integration', integrationOf(draft, comments)],
    ['contracts', contractsOf(draft, known, settled, comments)],
    ['standups', standupsOf(draft, comments)],
    ['reviews', reviewsOf(draft, comments)],
    ['report', reportOf(draft, comments)],
    ['stages', stagesOf(draft, comments)],
    ['compatibility', compatibilityOf(draft, comments)],
    ['criteria', criteriaOf(draft, comments)],
  ];
  return { plan: Object.fromEntries(parts.filter(([, part]) => !isEmpty(part))), comments };
}

function isEmpty(part: unknown): boolean {
  if (part === null || part === undefined) return true;
  return typeof part === 'object' && Object.keys(part).length === 0;
}

/** Without the keys that have nothing to say. */
function filled(data: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => !isEmpty(value)));
}

/** What is known of a phase that has no name, for people to use. */
function keepNameless({ phase }: Draft, comments: Comments): void {
  const { version, start, weeks, next, objectives, remarks } = phase;
  const said: [string, { line: number; text: string } | null][] = [
    ['version', version],
    ['start', start],
    ['weeks', weeks],
    ['next', next && { line: next.line, text: next.name }],
    ...objectives.map((one): [string, typeof one] => ['objective', one]),
    ...remarks.map((one): [string, typeof one] => ['', one]),
  ];
  for (const [key, one] of said) {
    if (one)
      comments.above(
        [LATER],
        `line ${one.line}: ${key === '' ? '' : `phase, ${key}: `}${one.text}`,
      );
  }
}

function phaseOf(draft: Draft, comments: Comments): Data | null {
  const { phase, findings } = draft;
  const says = [phase.version, phase.start, phase.weeks, phase.next, ...phase.objectives].some(
    Boolean,
  );
  const name = phase.name;
  if (!name) {
    if (says) {
      findings.push({
        level: 'gap',
        kind: 'phase-without-name',
        line: phase.weeks?.line ?? phase.objectives[0]?.line ?? 1,
        message:
          'The document does not say what the phase is called, so what it says about it stands in comments only. Add phase with a name.',
      });
    }
    keepNameless(draft, comments);
    return null;
  }
  for (const { text, line } of phase.remarks) comments.above(['phase'], `line ${line}: ${text}`);
  return filled({
    name: name.text,
    version: phase.version?.text,
    start: phase.start?.text,
    weeks: weeksValue(phase.weeks?.text ?? null),
    timezone: phase.timezone?.text,
    objectives: phase.objectives.map(({ text }) => text),
    next: phase.next && filled({ name: phase.next.name, weeks: weeksValue(phase.next.weeks) }),
  });
}

/** The one time zone in which the document gives its times. */
function settleZone({ phase, zones, findings }: Draft): void {
  const named = new Map(zones.map((zone) => [zone.text, zone]));
  const [only, other] = named.values();
  if (!only) return;
  const known = TimeZone.safeParse(only.text).success;
  if (!phase.timezone && known && !other) {
    phase.timezone = only;
    return;
  }
  const odd = [...named.values()].find(({ text }) => text !== phase.timezone?.text);
  if (!odd) return;
  const message = `Times of day stand in the time ${named.size === 1 ? 'zone' : 'zones'} ${quoted([...named.keys()])}, but a plan has one${known ? '' : ' by its full name, such as Europe/Berlin'}. They were taken as they stand; write them in the time zone of the phase.`;
  findings.push({ level: 'contradiction', kind: 'time-zones', line: odd.line, message });
}

function weeksValue(weeks: string | null): string | number | null {
  return weeks === null || weeks.includes('-') ? weeks : Number(weeks);
}

function rolesOf({ roles }: Draft, comments: Comments): Data {
  if (roles.size > 0) {
    comments.above(['roles'], 'Who fills each role: logins, and teams as "@org/team".');
  }
  return Object.fromEntries([...roles].map(([name, { people }]) => [name, people]));
}

function workstreamOf(own: DraftWorkstream, comments: Comments): Data {
  const path = ['workstreams', own.name];
  comments.behind(path, `line ${own.line}`);
  const metrics = own.metrics.map(({ name, text }) => [name, text]);
  return filled({
    number: own.number,
    title: own.title,
    branch: own.branch,
    also: own.paths.length > 0 ? { paths: [...new Set(own.paths)] } : null,
    aliases: own.aliases,
    agent: own.agent,
    owners: [...new Set(own.owners)],
    priority: own.priority?.text,
    status: own.statuses[0]?.text,
    depends_on: own.depends.map(({ text, optional }) =>
      optional ? { name: text, optional } : text,
    ),
    enables: own.enables.map(({ text }) => text),
    approvals: own.approvals.map(({ text }) => text),
    objectives: own.objectives.map(({ text }) => text),
    tasks: own.tasks.map(taskData),
    metrics: Object.fromEntries(metrics),
  });
}

/** A text, or a text that somebody ticked. */
function taskData({ text, done, optional }: Point): unknown {
  if (!done && !optional) return text;
  return { text, ...(done ? { done } : {}), ...(optional ? { optional } : {}) };
}

function externalOf({ external }: Draft, comments: Comments): Data {
  for (const [name, uses] of external) {
    comments.behind(['external', name], `line ${uses[0]?.line}`);
  }
  return Object.fromEntries([...external.keys()].map((name) => [name, { done: false }]));
}

function spawnOf({ spawn }: Draft, comments: Comments): Data[] {
  return spawn.map(({ wave, line, agents }, at) => {
    const said = agents.map(({ name, status }) =>
      status === null ? name : `${name} is ${status}`,
    );
    comments.above(['spawn', at] as never, `line ${line}: ${said.join(', ')}`);
    return { wave, workstreams: [...new Set(agents.map(({ name }) => name))] };
  });
}

function integrationOf(draft: Draft, comments: Comments): Data {
  const { detectors, regression } = draft;
  for (const { name, line } of detectors) {
    comments.behind(['integration', 'detectors', name], `line ${line}`);
  }
  if (regression) {
    comments.behind(['integration', 'performance', 'max_regression'], `line ${regression.line}`);
  }
  const days = DAYS.flatMap((day): [string, unknown][] => {
    const that = draft.schedule.filter((one) => one.day === day);
    const names = [...new Set(that.flatMap(({ workstreams }) => workstreams))];
    if (names.length === 0) return [];
    comments.behind(
      ['integration', 'schedule', day],
      that.map(({ text, line }) => `line ${line}: ${text}`).join('; '),
    );
    return [[day, names.includes('all') ? 'all' : names]];
  });
  const serious = {
    textual: 'fail',
    api: 'warn',
    dependency: 'warn',
    performance: 'warn',
  } as const;
  if (detectors.length > 0) {
    comments.above(
      ['integration', 'detectors'],
      'All detectors are on; these the document asks for. fail, warn, note or off.',
    );
  }
  return filled({
    detectors: Object.fromEntries(detectors.map(({ name }) => [name, serious[name]])),
    schedule: Object.fromEntries(days),
    performance: regression && { max_regression: regression.text },
  });
}

function standupsOf(draft: Draft, comments: Comments): Data {
  for (const { workstream, topic, line } of draft.standups) {
    comments.behind(
      ['standups', workstream],
      topic === '' ? `line ${line}` : `line ${line}: ${topic}`,
    );
  }
  const sorted = [...draft.standups].sort(
    (a, b) => a.time.localeCompare(b.time) || a.line - b.line,
  );
  return Object.fromEntries(sorted.map(({ workstream, time }) => [workstream, time]));
}

function reviewsOf(draft: Draft, comments: Comments): Data {
  const place = draft.reviews.length > 0 ? ['reviews'] : [LATER];
  for (const { text, line } of draft.undated) {
    comments.above(place, `line ${line}, without a day: ${text}`);
  }
  return Object.fromEntries(
    DAYS.flatMap((day) => {
      const that = draft.reviews.filter((one) => one.day === day);
      if (that.length === 0) return [];
      comments.behind(['reviews', day], that.map(({ line }) => `line ${line}`).join(', '));
      return [
        [
          day,
          that
            .map(({ text }) => text)
            .join('; ')
            .slice(0, 1000),
        ],
      ];
    }),
  );
}

function reportOf({ reviewDay }: Draft, comments: Comments): Data | null {
  if (!reviewDay) return null;
  comments.behind(['report', 'day'], `line ${reviewDay.line}: ${reviewDay.text}`);
  return { day: reviewDay.day };
}

function stagesOf(draft: Draft, comments: Comments): Data {
  for (const { name, text, line } of draft.stages) {
    comments.behind(['stages', name], text === '' ? `line ${line}` : `line ${line}: ${text}`);
  }
  return Object.fromEntries(draft.stages.map(({ name, checks }) => [name, checks]));
}

function compatibilityOf(draft: Draft, comments: Comments): Data | null {
  const { baseline, regression } = draft.compatibility;
  const called = draft.called.map(
    ({ name, line }) => `line ${line} calls ${name}, which Weir does not run`,
  );
  if (!baseline) {
    comments.above([LATER], ...called);
    return null;
  }
  comments.behind(['compatibility', 'baseline'], `line ${baseline.line}`);
  if (regression) comments.behind(['compatibility', 'max_regression'], `line ${regression.line}`);
  comments.above(['compatibility'], ...called);
  return filled({ baseline: baseline.text, max_regression: regression?.text });
}

function criteriaOf(draft: Draft, comments: Comments): Data {
  const around: Surroundings = {
    baseline: draft.compatibility.baseline?.text ?? null,
    metrics: draft.workstreams.flatMap(({ metrics }) =>
      metrics.map(({ name, text }) => ({
        name,
        target: /^(?:target\s*:)?\s*([^,]+)/i.exec(text)?.[1]?.trim() ?? '',
      })),
    ),
  };
  return Object.fromEntries(
    [...draft.criteria].map(([list, points]) => {
      comments.behind(['criteria', list], `line ${points[0]?.line}`);
      points.forEach(({ text }, at) => {
        if (isStricter(text, around)) comments.behind(['criteria', list, at], STRICTER);
      });
      return [list, points.map((point) => criterionOf(point, around))];
    }),
  );
}

const STRICTER = 'counts every conflict, critical or not: they are not told apart';

/** Whether the document leaves conflicts out that the probe counts. */
function isStricter(text: string, around: Surroundings): boolean {
  return /\bcritical\b/i.test(text) && 'conflicts' in (probeFor(text, around) ?? {});
}

function criterionOf(point: Point, around: Surroundings): unknown {
  const when = probeFor(point.text, around);
  if (when) return { text: point.text, ...(point.done ? { done: true } : {}), when };
  return point.done ? { text: point.text, done: true } : point.text;
}
