/** Conflicts on the pages about progress: each thing once, and only with whom it has to be settled. */
import { expect, test } from '@jest/globals';
import type { StandingPair } from '#src/ports/standing.ts';
import type { ProgressFacts } from '#src/progress/facts.ts';
import { conflictSection } from '#src/progress/render-conflicts.ts';
import { renderReportTerminal } from '#src/progress/render-terminal.ts';
import { weekReport } from '#src/progress/week-report.ts';
import { facts, head, oid } from '../progress-facts.ts';

const [TESTING, KERNEL, STORAGE, SECURITY] = [
  'testing-infrastructure',
  'kernel-events-expansion',
  'storage-enhancements',
  'security-enhancements',
] as const;
const ref = (name: string) => `feature/${name}`;
const [testing, kernel, storage, lost] = [TESTING, KERNEL, STORAGE, SECURITY].map(ref) as [
  string,
  string,
  string,
  string,
];

/** `alone` is the head whose trouble it certainly is alone. */
const clash = (a: string, b: string, alone?: string): StandingPair => ({
  a,
  b,
  verdict: 'conflict',
  ...(alone === undefined ? {} : { goesWith: alone, onlyOf: alone }),
  findings: [
    {
      detector: 'textual',
      severity: 'fail',
      undetermined: false,
      message: 'Both change the same lines of src/event.rs',
      suggestion: '',
      paths: ['src/event.rs'],
    },
  ],
});
const unknown = (a: string, b: string, alone?: string): StandingPair => ({
  a,
  b,
  verdict: 'undetermined',
  reason: 'no common history',
  ...(alone === undefined ? {} : { goesWith: alone, onlyOf: alone }),
  findings: [],
});

function met(pairs: StandingPair[]): ProgressFacts {
  const heads = [TESTING, KERNEL, STORAGE, SECURITY].map((name, at) =>
    head(name, { oid: oid(String(at)) }),
  );
  const target = { ref: 'main', oid: oid('f') };
  return facts({ integration: { state: 'read', target, heads, pairs, order: [] } });
}

/** The kernel does not merge with main, and nobody can tell of security; the others have nothing of their own. */
const stale = met([
  clash('main', kernel),
  unknown('main', lost),
  clash(testing, kernel, kernel),
  clash(kernel, storage, kernel),
  unknown(testing, lost, lost),
  unknown(kernel, lost, lost),
  unknown(storage, lost, lost),
]);

const counted = (given: ProgressFacts) =>
  Object.fromEntries(
    weekReport(given).workstreams.flatMap(({ name, conflicts: count }) =>
      [TESTING, KERNEL, STORAGE, SECURITY].includes(name as typeof KERNEL) ? [[name, count]] : [],
    ),
  );

test('a head that does not merge with the target, and one of which nobody can tell, are told once', () => {
  expect(conflictSection(weekReport(stale))).toMatchInlineSnapshot(`
"- ❌ \`main\` and \`feature/kernel-events-expansion\`: Both change the same lines of \`src/event.rs\`
- ❔ \`main\` and \`feature/security-enhancements\` could not be judged: no common history. The checks say what to do.
- ➖ \`feature/kernel-events-expansion\` (2) and \`feature/security-enhancements\` (3) meet as many other heads just as they meet the target: settle that first."
`);
});

test('nobody else is counted, held up or asked for it', () => {
  const report = weekReport(stale);
  expect(counted(stale)).toEqual({ [TESTING]: 0, [KERNEL]: 1, [STORAGE]: 0, [SECURITY]: null });
  const held = report.blockers.filter(({ source }) => source === 'conflict');
  expect(held.map(({ workstream, what }) => `${workstream}: ${what}`)).toEqual([
    `${KERNEL}: \`${kernel}\` conflicts with \`main\`. Merge \`main\` into it.`,
  ]);
  const asked = report.decisions.filter(({ what }) =>
    /settle the conflict|they conflict/.test(what),
  );
  expect(asked.map(({ what }) => what)).toEqual([
    `Merge \`main\` into \`${kernel}\` and settle the conflict: it cannot land as it is.`,
  ]);
});

test('what has something of its own beside is told, counted and held up', () => {
  const both = met([clash('main', kernel), clash(testing, kernel, kernel), clash(kernel, storage)]);
  expect(counted(both)).toEqual({ [TESTING]: 0, [KERNEL]: 2, [STORAGE]: 1, [SECURITY]: 0 });
  expect(conflictSection(weekReport(both))).toContain(`❌ \`${kernel}\` and \`${storage}\``);
  expect(weekReport(both).blockers.filter(({ source }) => source === 'conflict')).toHaveLength(2);
});

test('one that may have a part in it is red for it, as its check is, and yet holds nobody up', () => {
  const near = { ...clash(kernel, storage, kernel) };
  delete near.onlyOf;
  const given = met([clash('main', kernel), near]);
  expect(counted(given)).toEqual({ [TESTING]: 0, [KERNEL]: 1, [STORAGE]: 1, [SECURITY]: 0 });
  expect(weekReport(given).blockers.filter(({ source }) => source === 'conflict')).toHaveLength(1);
});

test('the terminal says the same', () => {
  const told = renderReportTerminal(weekReport(stale), { color: false, width: 100 });
  expect(/^Conflicts\n(?: .*\n)+/m.exec(told)?.[0]).toMatchInlineSnapshot(`
"Conflicts
  main and feature/kernel-events-expansion: conflict: Both change the same lines of src/event.rs
  main and feature/security-enhancements: undetermined: no common history
  feature/kernel-events-expansion (2) and feature/security-enhancements (3) meet as many other heads
  just as they meet the target: settle that first.
"
`);
});

test('two that collide and the target make a matrix', () => {
  const shown = conflictSection(weekReport(met([clash('main', kernel), clash(testing, storage)])));
  expect(shown).toMatch(/^\| {2}\| 1 \| 2 \| 3 \| 4 \|\n/);
});

test('one pair needs no matrix', () => {
  expect(conflictSection(weekReport(met([clash(kernel, storage)])))).toBe(
    `- ❌ \`${kernel}\` and \`${storage}\`: Both change the same lines of \`src/event.rs\``,
  );
});
