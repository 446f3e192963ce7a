import { beforeAll, expect, test } from '@jest/globals';
import { Probe } from '#src/plan/probes.ts';
import type { Given } from '#src/progress/probe.ts';
import { answerOf, PROBES } from '#src/progress/probes/index.ts';
import { isPublicSource } from '#src/progress/public-api.ts';
import { activity, check, given, head, NOW, pair, pull, standing, TIP, tree } from '../progress.ts';
import { openReadings, type Read } from '../readings.ts';

let read: Read;
beforeAll(async () => {
  read = await openReadings();
});

/** A probe as the plan writes it, put to what was read: the answer, the value and the reason. */
function ask(probe: object, over: Partial<Given> = {}): string {
  const { answer, reason, value } = answerOf(Probe.parse(probe), given(over));
  const measured = value === undefined ? '' : ` [${value.value}${value.unit}]`;
  return `${answer}${measured}: ${reason}`;
}
const onMain = (files: Record<string, string>): Partial<Given> => ({
  target: { ref: 'main', tree: tree(files, read) },
});

test('file: a path or glob', () => {
  const files = onMain({ 'docs/wal.md': '', 'docs/api/a.md': '', 'docs/api/b.md': '' });
  expect(ask({ file: 'docs/wal.md' }, files)).toBe('yes [1]: main has docs/wal.md.');
  expect(ask({ file: 'docs/api/*' }, files)).toBe('yes [2]: main has docs/api/a.md and 1 more.');
  expect(ask({ file: 'docs/*.txt' }, files)).toBe('no [0]: No file of main matches docs/*.txt.');
  const lost = { target: { ref: 'main', tree: { ...tree({}), files: null } } };
  expect(ask({ file: 'docs/*' }, lost)).toBe('unknown: The files of main could not be listed.');
});

const EVENTS = `pub enum KernelEvent { Started, Stopped { at: u64 }, Failed(String) }
enum Hidden { A, B, C, D }
pub trait WorkstreamEvent { fn event_type(&self) -> u8; fn timestamp(&self) -> u64; }
#[test] fn prop_round_trip() {}
#[test] fn prop_order() {}
fn proper() {}
`;

test('symbols: variants of a public enum, methods of a public trait, definitions by name', () => {
  const files = onMain({
    'crates/kernel/src/event.rs': EVENTS,
    'crates/old/src/event.rs': 'pub enum KernelEvent { One }',
    'README.md': 'enum KernelEvent { A, B, C, D, E }',
  });
  const count = (spec: object) => ask({ symbols: { path: 'crates/**', ...spec } }, files);
  expect(count({ enum: 'KernelEvent', at_least: 3 })).toBe(
    'yes [3]: There are 3 variants of KernelEvent in crates/kernel/src/event.rs.',
  );
  // Two enums of one name are not added up.
  expect(count({ enum: 'KernelEvent', at_least: 4 })).toBe(
    'no [3]: There are 3 variants of KernelEvent in crates/kernel/src/event.rs; 4 are wanted.',
  );
  expect(count({ enum: 'Hidden' })).toMatch(/^no \[0\]/);
  expect(count({ trait: 'WorkstreamEvent', at_least: 2 })).toMatch(/^yes \[2\]/);
  expect(count({ trait: 'KernelEvent' })).toMatch(/^no \[0\]/);
  expect(count({ name: 'prop_*', at_least: 2 })).toMatch(/^yes \[2\]/);
  expect(count({ name: 'p*_o*r', at_least: 2 })).toMatch(/^no \[1\]/);
  expect(ask({ symbols: { path: 'src/**', enum: 'KernelEvent' } }, files)).toBe(
    'no [0]: There are 0 variants of KernelEvent in src/**; 1 is wanted. No source file of main matches src/**.',
  );
  const [place] = answerOf(
    Probe.parse({ symbols: { path: 'crates/**', enum: 'KernelEvent' } }),
    given(files),
  ).evidence;
  expect(place).toMatchObject({
    url: `https://github.example/acme/river/blob/${TIP}/crates/kernel/src/event.rs#L1`,
  });
});

test('symbols: a file that does not parse leaves the question open, unless enough are found', () => {
  const files = onMain({ 'a.rs': EVENTS, 'b.rs': 'pub enum KernelEvent { ((( ' });
  expect(ask({ symbols: { path: '**', enum: 'KernelEvent', at_least: 3 } }, files)).toMatch(/^yes/);
  expect(ask({ symbols: { path: '**', enum: 'KernelEvent', at_least: 4 } }, files)).toBe(
    'unknown [3]: There are 3 variants of KernelEvent in a.rs, but b.rs could not be read as source. Mend or split the file, or narrow the path.',
  );
});

test('files_unchanged_since: the same bytes, new files aside', () => {
  const probe = { files_unchanged_since: { ref: 'v1', paths: ['tests/**'] } };
  const since = (now: Record<string, string>) => ({
    ...onMain(now),
    tags: new Map([['v1', tree({ 'tests/a.rs': '1', 'tests/b.rs': '2', 'src/x.rs': '3' })]]),
  });
  const same = { 'tests/a.rs': '1', 'tests/b.rs': '2', 'tests/new.rs': '9', 'src/x.rs': '0' };
  expect(ask(probe, since(same))).toBe('yes [0]: All 2 files are the same as at v1 (aaaaaaa).');
  expect(ask(probe, since({ 'tests/a.rs': '1 ' }))).toBe(
    'no [2]: 2 of 2 files changed since v1: tests/a.rs, tests/b.rs.',
  );
  expect(ask(probe, onMain(same))).toMatch(/^unknown: There is no tag v1/);
  const other = { files_unchanged_since: { ref: 'v1', paths: ['test/**'] } };
  expect(ask(other, since(same))).toBe(
    'unknown: No file at v1 matches test/**. Correct the globs.',
  );
});

const INSIDE =
  'impl Display for Store { fn fmt(&self) {} }\n#[cfg(test)] mod tests { pub struct Fake; impl Fake { pub fn new() -> Fake { Fake } } }';
const API =
  'pub struct Store { pub path: String }\nimpl Store { pub fn open(path: &str) -> Store { todo!() } }';

test.each([
  ['nothing but bodies and private things', `${API}\nfn hidden() {}`, 'yes'],
  ['an implementation and a module of tests go', API, 'yes'],
  ['something new', `${API}\npub fn more() {}`, 'yes'],
  ['a parameter is renamed', API.replace('path: &str', 'at: &str'), 'yes'],
  [
    'another type',
    API.replace('path: &str', 'path: String'),
    'no: Since v1, method Store.open was changed (src/lib.rs).',
  ],
  [
    'no more public',
    API.replace('pub fn open', 'fn open'),
    'no: Since v1, method Store.open was removed (src/lib.rs).',
  ],
  [
    'a field more that every literal must give',
    API.replace('String }', 'String, pub mode: u8 }'),
    'no: Since v1, field Store.mode became mandatory (src/lib.rs).',
  ],
  [
    'does not parse',
    'pub struct Store {{{ ((',
    'unknown: Nothing public is known to have changed since v1, but src/lib.rs could not be read as source.',
  ],
])('api_unchanged_since: %s', (_name, now, expected) => {
  const facts = {
    ...onMain({ 'src/lib.rs': now }),
    tags: new Map([['v1', tree({ 'src/lib.rs': `${API}\n${INSIDE}` }, read)]]),
    compared: new Map([['v1', ['src/lib.rs']]]),
  };
  const found = ask({ api_unchanged_since: 'v1' }, facts).replace(/ \[\d+\]/, '');
  expect(found.slice(0, expected.length)).toBe(expected);
});

test('api_unchanged_since: programs and what is internal are imported by nobody', () => {
  const before = { 'cmd/x/main.go': 'package main\nfunc Check(a int) {}\n' };
  const facts = {
    ...onMain({ 'cmd/x/main.go': 'package main\nfunc Check(a string) {}\n' }),
    tags: new Map([['v1', tree(before, read)]]),
    compared: new Map([['v1', ['cmd/x/main.go']]]),
  };
  expect(ask({ api_unchanged_since: 'v1' }, facts)).toMatch(/^yes/);
  const paths = ['a/internal/b.go', 'a/b.go', 'a/b_test.go', 'crates/x/src/main.rs', 'src/lib.rs'];
  expect(paths.filter(isPublicSource)).toEqual(['a/b.go', 'src/lib.rs']);
});

test('api_unchanged_since: a symbol that moves to another file is still there', () => {
  const facts = {
    ...onMain({ 'src/lib.rs': '', 'src/store.rs': API }),
    tags: new Map([['v1', tree({ 'src/lib.rs': API }, read)]]),
    compared: new Map([['v1', ['src/lib.rs', 'src/store.rs']]]),
  };
  expect(ask({ api_unchanged_since: 'v1' }, facts)).toMatch(/^yes/);
  expect(ask({ api_unchanged_since: 'v2' }, facts)).toMatch(/^unknown: There is no tag v2/);
});

test.each([
  [pull(7), 'yes: #7 was merged into main.'],
  [pull(7, { mergedAt: null, closedAt: null }), 'no: #7 is open.'],
  [pull(7, { mergedAt: null }), 'no: #7 was closed without being merged.'],
  [
    pull(7, { base: 'feature/security' }),
    'no: #7 was merged into feature/security, not into main.',
  ],
  [null, 'unknown: No pull request #7 was found. Correct the number in the plan.'],
  [
    { state: 'unread', reason: 'the next looks read on' } as const,
    'unknown: #7 could not be read: the next looks read on.',
  ],
])('merged: %#', (found, expected) => {
  expect(ask({ merged: 7 }, { pulls: new Map([[7, found]]) })).toBe(expected);
});

test.each([
  [
    [check('integration / linux', 'success'), check('lint', 'failure')],
    'yes: integration / linux is green on main (aaaaaaa).',
  ],
  [
    [check('integration a', 'success'), check('integration b', 'failure')],
    'no: Not green on main (aaaaaaa): integration b (failure).',
  ],
  [
    [check('integration a', 'success'), check('integration b', null)],
    'unknown: Check runs integration* on main (aaaaaaa) have not ended yet.',
  ],
  [
    [check('integration a', 'skipped'), check('integration b', 'neutral')],
    'unknown: Check runs integration* on main (aaaaaaa) were skipped or are neutral, which proves nothing. Let them run on main.',
  ],
  [
    [check('unit', 'success')],
    'unknown: No check run integration* has reported on main (aaaaaaa). Run it on pushes to main, or correct the glob.',
  ],
])('check: %#', (checks, expected) => {
  expect(ask({ check: 'integration*' }, { checks })).toBe(expected);
});

test("check: Weir's own verdict proves nothing", () => {
  const checks = [check('Weir / integration', 'success')];
  expect(ask({ check: '**' }, { checks })).toMatch(/^unknown/);
  expect(ask({ check: 'a' }, { checks: { state: 'unread', reason: 'GitHub said no' } })).toBe(
    'unknown: The check runs of main (aaaaaaa) are not known, because GitHub said no.',
  );
});

const builds = (green: number, red: number): Partial<Given> => ({
  builds: Array.from({ length: green + red }, (_, at) => ({
    oid: String(at).padStart(40, '0'),
    checks: [check('build', at < green ? 'success' : 'failure')],
  })),
});

test('builds: few of them prove little', () => {
  expect(ask({ builds: '>99%' }, builds(50, 0))).toBe(
    'unknown [100%]: 50 of 50 builds on main are green (100%, 95% interval 92.9% to 100%). That is too few builds to tell whether it is more than 99%.',
  );
  expect(ask({ builds: '>90%' }, builds(50, 0))).toMatch(/^yes \[100%\]/);
  expect(ask({ builds: '>99%' }, builds(45, 5))).toMatch(/^no \[90%\]: 45 of 50/);
  expect(ask({ builds: '>0.9' }, builds(50, 0))).toMatch(/^yes/);
  expect(ask({ builds: '>99%' })).toMatch(/^unknown: No build has ended/);
  const running = [{ oid: TIP, checks: [check('build', null)] }];
  expect(ask({ builds: '>0%' }, { builds: running })).toMatch(/^unknown: No build has ended/);
});

test('conflicts: what cannot be told does not count as none', () => {
  const clash = pair('a', 'b', 'conflict');
  const open = pair('a', 'c', 'undetermined');
  const failed = {
    detector: 'api',
    severity: 'fail' as const,
    undetermined: false,
    message: '',
    suggestion: '',
    paths: [],
  };
  expect(ask({ conflicts: 0 }, { integration: standing() })).toBe('yes [0]: 0 pairs conflict.');
  expect(ask({ conflicts: 0 }, { integration: standing([clash]) })).toBe(
    'no [1]: 1 pair conflicts: a and b.',
  );
  const five = ['a', 'b', 'c', 'd', 'e'].map((one) => pair(one, 'x', 'conflict'));
  expect(ask({ conflicts: 0 }, { integration: standing(five) })).toBe(
    'no [5]: 5 pairs conflict: a and x; b and x; c and x; and 2 more.',
  );
  expect(ask({ conflicts: 0 }, { integration: standing([open]) })).toBe(
    'unknown [0]: 0 pairs conflict. 1 more could not be told (a and c among them).',
  );
  expect(ask({ conflicts: '<=1' }, { integration: standing([clash, open]) })).toMatch(/^unknown/);
  expect(ask({ conflicts: '<=2' }, { integration: standing([clash, open]) })).toMatch(/^yes/);
  // What only goes with the conflict of a and the target is settled there.
  const along = { ...pair('a', 'x', 'conflict'), goesWith: 'a' };
  expect(ask({ conflicts: '<=1' }, { integration: standing([clash, along]) })).toBe(
    'yes [1]: 1 pair conflicts: a and b.',
  );
  expect(
    ask({ conflicts: 0 }, { integration: standing([pair('a', 'b', 'clean', [failed])]) }),
  ).toMatch(/^no/);
  expect(
    ask(
      { conflicts: 0 },
      { integration: standing([pair('a', 'b', 'clean', [{ ...failed, severity: 'warn' }])]) },
    ),
  ).toMatch(/^yes/);
});

test('integrated: landed, and nothing left outside', () => {
  const landed = { kernel: activity({ landed: [pull(3)] }), storage: activity() };
  const facts = (heads: Parameters<typeof standing>[1], over: Partial<Given> = {}) => ({
    integration: standing([], heads),
    activity: landed,
    ...over,
  });
  expect(ask({ integrated: ['kernel'] }, facts([]))).toBe('yes: Landed on main: kernel.');
  const both = [head('feature/kernel', 'kernel'), head('kernel/more', 'kernel')];
  expect(ask({ integrated: ['kernel'] }, facts(both))).toBe(
    'no: Not landed on main: feature/kernel and 1 more head of kernel.',
  );
  expect(ask({ integrated: ['kernel'] }, facts([head('feature/kernel', 'kernel')]))).toBe(
    'no: Not landed on main: feature/kernel of kernel.',
  );
  expect(
    ask({ integrated: ['kernel'] }, facts([head('feature/kernel', 'kernel', ['main'])])),
  ).toMatch(/^yes/);
  // Contained in another head is not landed.
  const stacked = [head('feature/kernel', 'kernel', ['feature/other'])];
  expect(ask({ integrated: ['kernel'] }, facts(stacked))).toMatch(/^no/);
  expect(ask({ integrated: 'all' }, facts([]))).toBe(
    'no: Not landed on main: storage, of which nothing has.',
  );
  expect(ask({ integrated: ['storage'] }, facts([], { activityUnread: 'GitHub is down' }))).toBe(
    'unknown: Not known whether landed on main: storage, because GitHub is down.',
  );
  expect(ask({ integrated: ['kernl'] }, facts([]))).toMatch(
    /^unknown: .*kernl, which is no workstream/,
  );
});

test('deliverables: verified tasks only, optional ones aside', () => {
  const task = (state: 'verified' | 'claimed' | 'open', optional = false) => ({
    id: '',
    text: '',
    state,
    optional,
    proof: null,
    answer: null,
    claims: [],
    verifiedAt: null,
  });
  const tasks = (verified: number, claimed: number) => ({
    tasks: {
      kernel: [
        ...Array.from({ length: verified }, () => task('verified')),
        ...Array.from({ length: claimed }, () => task('claimed')),
        task('open', true),
      ],
    },
  });
  expect(ask({ deliverables: '>=95%' }, tasks(19, 1))).toBe(
    'yes [95%]: 19 of 20 tasks (95%) are verified; at least 95% is wanted.',
  );
  expect(ask({ deliverables: '>=95%' }, tasks(16, 4))).toMatch(/^no \[80%\]: 16 of 20/);
  expect(ask({ deliverables: '>=19' }, tasks(19, 1))).toMatch(/^yes/);
  expect(ask({ deliverables: '>=95%' }, { tasks: {} })).toMatch(/^unknown: The plan has no tasks/);
  expect(ask({ deliverables: '>=95%' }, { tasks: null })).toMatch(
    /^unknown: A task cannot be proved/,
  );
});

test('metric: measured, not claimed', () => {
  const standing = (source: 'measured' | 'claimed', value: number, unit = '%') => ({
    name: 'code_coverage',
    target: { op: '>' as const, value: 85, unit: '%' },
    current: { value: { value, unit }, source, from: 'lcov.info', at: NOW, evidence: [] },
    reached: 'yes' as const,
    trend: [],
  });
  const probe = { metric: 'code-coverage', is: '>85%' };
  const metrics = (...list: ReturnType<typeof standing>[]) => ({ metrics: { testing: list } });
  expect(ask(probe, metrics(standing('measured', 86)))).toBe(
    'yes [86%]: code-coverage is 86% (lcov.info); more than 85% is wanted.',
  );
  expect(ask(probe, metrics(standing('measured', 85)))).toMatch(/^no/);
  expect(ask(probe, metrics(standing('measured', 86, 'ms')))).toMatch(/^unknown/);
  expect(ask(probe, metrics(standing('claimed', 96)))).toMatch(
    /^unknown: code-coverage is 96% only by somebody's word/,
  );
  expect(ask({ ...probe, metric: 'code_coverag' }, metrics(standing('measured', 86)))).toBe(
    'unknown: There is no metric code_coverag. Did you mean code_coverage?',
  );
  const twice = { metrics: { a: [standing('measured', 86)], b: [standing('measured', 10)] } };
  expect(ask(probe, twice)).toMatch(/^unknown: Several workstreams/);
  expect(ask({ ...probe, metric: 'b.code_coverage' }, twice)).toMatch(/^no/);
});

test('the examples of the reference are probes of their kind', async () => {
  const { load } = await import('js-yaml');
  for (const { kind, example } of PROBES) {
    expect(Object.keys(Probe.parse(load(example)))).toContain(kind);
  }
});
