/**
 * Pictures that GitHub draws: the graph of dependencies and the burn-up, in Mermaid. Ids are made up and labels quoted,
 * since some words break Mermaid; every picture has the same as text beside it.
 */
import { codeBlock, type Markdown, plain, table } from '../markdown.ts';
import { change, sparkline } from './render-words.ts';
import type { LifeState, WeekReport } from './report.ts';

/** Mermaid draws at most 500 edges, and nobody reads half as many. */
const MOST_NODES = 60;

const FILL: Readonly<Record<LifeState, string>> = {
  queued: '#d0d7de',
  ready: '#b6e3ff',
  active: '#aceebb',
  'in-review': '#ecd8ff',
  integrated: '#6fdd8b',
  done: '#4ac26b',
  blocked: '#ffcecb',
  paused: '#eaeef2',
  stalled: '#ffd8b5',
  unknown: '#ffffff',
};

/** Who waits for whom; null where nobody does, or there are too many to draw. */
export function dependencyGraph(report: WeekReport): Markdown | null {
  const names = [
    ...new Set(
      report.workstreams.flatMap(({ name, dependsOn }) => [
        name,
        ...dependsOn.map((one) => one.name),
      ]),
    ),
  ];
  const edges = report.workstreams.flatMap(({ name, dependsOn }) =>
    dependsOn.map((one) => ({ from: one.name, to: name, ...one })),
  );
  if (edges.length === 0 || names.length > MOST_NODES) return null;
  const id = new Map(names.map((name, at) => [name, `n${at + 1}`]));
  const standing = new Map(report.workstreams.map((one) => [one.name, one]));
  const lines = names.map((name) => {
    const one = standing.get(name);
    const counts = one && one.counts.total > 0 ? ` ${one.counts.verified}/${one.counts.total}` : '';
    return `  ${id.get(name)}["${label(`${name}${counts}`)}"]`;
  });
  const arrows = edges.map(
    ({ from, to, met, optional }) =>
      `  ${id.get(from)} ${optional ? '-.->' : met ? '-->' : '==>'} ${id.get(to)}`,
  );
  const fills = report.workstreams.map(
    ({ name, life }) => `  style ${id.get(name)} fill:${FILL[life.state]},color:#1f2328`,
  );
  return codeBlock(['flowchart LR', ...lines, ...arrows, ...fills].join('\n'), 'mermaid');
}

/** Text inside of quotes in Mermaid. */
function label(s: string): string {
  return plain(s, 60)
    .replaceAll('&', '#amp;')
    .replaceAll('"', '#quot;')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
    .replaceAll('`', '#96;');
}

/** Verified and total tasks over the weeks, drawn and as a table; null with fewer than two weeks. */
export function burnUp(report: WeekReport): { picture: Markdown; numbers: Markdown } | null {
  const weeks = [
    ...report.history.map(({ week, totals }) => ({ week, ...totals })),
    { week: report.week, ...report.totals },
  ].slice(-26);
  if (weeks.length < 2) return null;
  const list = (values: readonly number[]) => `[${values.join(', ')}]`;
  const top = Math.max(1, ...weeks.map(({ total }) => total));
  const picture = codeBlock(
    [
      'xychart-beta',
      '  title "Tasks verified, and all there are"',
      `  x-axis [${weeks.map(({ week }) => `"${week.slice(5)}"`).join(', ')}]`,
      `  y-axis "Tasks" 0 --> ${top}`,
      `  line ${list(weeks.map(({ total }) => total))}`,
      `  bar ${list(weeks.map(({ verified }) => verified))}`,
    ].join('\n'),
    'mermaid',
  );
  const rows = weeks.map(({ week, verified, claimed, total }, at) => [
    week,
    String(verified),
    change(at === 0 ? null : verified - (weeks[at - 1]?.verified ?? 0)),
    String(claimed),
    String(total),
  ]);
  const spark = sparkline(weeks.map(({ verified }) => verified));
  return {
    picture,
    numbers: `${spark}\n\n${table(['Week', 'Verified', 'Change', 'Only claimed', 'Total'], rows)}`,
  };
}
