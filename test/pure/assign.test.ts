import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type AssignmentFacts, assign } from '#src/plan/assign.ts';
import { parsePlan } from '#src/plan/parse.ts';
import type { Plan } from '#src/plan/schema.ts';
import { anyText } from '../any-text.ts';
import { processorTime } from '../processor-time.ts';

function planOf(text: string): Plan {
  const parsed = parsePlan(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.plan;
}

const plan = planOf(`
version: 1
target: main
workstreams:
  kernel:
    number: 3
    branch: feature/kernel
    aliases: [kernel_events]
    also: { heads: ["cursor/kernel-*"], paths: ["crates/kernel/**", "Cargo.toml"], labels: ["area: core"] }
  storage:
    branch: feature/storage
    also: { heads: ["cursor/*-wal"], paths: ["crates/storage/", "Cargo.toml"] }
  docs:
    branch: docs
`);

function facts(over: Partial<AssignmentFacts> = {}): AssignmentFacts {
  return { body: '', labels: [], base: 'main', branch: 'topic', paths: [], ...over };
}

/** What was decided, on one line: workstreams, rule, reason; then the remarks. */
function decide(over: Partial<AssignmentFacts>): string {
  const { workstreams, rule, reason, remarks } = assign(facts(over), plan);
  const notes = remarks.map(({ kind, message }) => `\n${kind}: ${message}`).join('');
  return `${workstreams.join('+') || 'none'} by ${rule}: ${reason}${notes}`;
}

test('the rules in their order: what is said outweighs base, base outweighs head, head outweighs files', () => {
  const all = {
    body: 'Workstream: docs',
    labels: ['ws/kernel'],
    base: 'feature/storage',
    branch: 'feature/kernel',
    paths: ['crates/storage/wal.rs'],
  };
  const { body: _, ...withoutTrailer } = all;
  const { labels: __, ...withoutLabel } = withoutTrailer;
  expect(
    [
      decide(all),
      decide(withoutTrailer),
      decide(withoutLabel),
      decide({ ...withoutLabel, base: 'main' }),
      decide({ paths: all.paths }),
      decide({}),
      decide({ base: null, paths: null }),
    ].join('\n\n'),
  ).toMatchInlineSnapshot(`
"docs by trailer: its description says Workstream: docs
ambiguous: The description says docs, but it carries the label \`ws/kernel\`. The description counts; remove the label, or change the description.
wrong-lane: This may be in the wrong lane: its only changed file belongs to storage (\`crates/storage/wal.rs\`), but it counts for docs, because its description says Workstream: docs. Move it to storage, or, if it is right here, list both in a line "Workstream: docs, storage" of the description.

kernel by label: it carries the label \`ws/kernel\`
wrong-lane: This may be in the wrong lane: its only changed file belongs to storage (\`crates/storage/wal.rs\`), but it counts for kernel, because it carries the label \`ws/kernel\`. Move it to storage, or, if it is right here, list both in a line "Workstream: kernel, storage" of the description.

storage by base: its base \`feature/storage\` is the branch of storage

kernel by head: its branch \`feature/kernel\` is the branch of kernel
wrong-lane: This may be in the wrong lane: its only changed file belongs to storage (\`crates/storage/wal.rs\`), but it counts for kernel, because its branch \`feature/kernel\` is the branch of kernel. Move it to storage, or, if it is right here, list both in a line "Workstream: kernel, storage" of the description.

storage by paths: its only changed file belongs to storage

none by null: neither its description, labels, base \`main\`, branch \`topic\` nor changed files match a workstream. Add a line "Workstream: NAME" to its description, or a pattern under also in the plan.

none by null: neither the branch \`topic\` nor its changed files match a workstream (its changed files could not be read). Name the branch under a workstream in the plan, as branch or in also.heads."
`);
});

test('what is odd is said in full: unknown names, ambiguity, wrong lanes', () => {
  expect(
    [
      decide({ body: 'Workstream: kernal, #3, `storage`' }),
      decide({ body: 'Workstream: nothing-like-it' }),
      decide({ branch: 'cursor/kernel-wal' }),
      decide({ paths: ['Cargo.toml'] }),
      decide({ body: 'Workstream: docs', labels: ['kernel'] }),
      decide({
        base: 'feature/storage',
        paths: ['crates/kernel/a.rs', 'crates/kernel/b.rs', 'crates/storage/c.rs', 'README.md'],
      }),
    ].join('\n\n'),
  ).toMatchInlineSnapshot(`
"kernel+storage by trailer: its description says Workstream: kernel, storage
unknown-name: The description names the workstream \`kernal\`, which the plan does not have. Did you mean \`kernel\`?

none by null: neither its description, labels, base \`main\`, branch \`topic\` nor changed files match a workstream. Add a line "Workstream: NAME" to its description, or a pattern under also in the plan.
unknown-name: The description names the workstream \`nothing-like-it\`, which the plan does not have. It has: kernel, storage, docs.

kernel+storage by head: its branch \`cursor/kernel-wal\` matches a head pattern of kernel and storage
ambiguous: It is not clear which workstream this belongs to: its branch \`cursor/kernel-wal\` matches a head pattern of kernel and storage. Add a line "Workstream: NAME" to the description to say which of kernel, storage.

kernel+storage by paths: its only changed file belongs to kernel and storage each
ambiguous: It is not clear which workstream this belongs to: its only changed file belongs to kernel and storage each. Add a line "Workstream: NAME" to the description to say which of kernel, storage.

docs by trailer: its description says Workstream: docs
ambiguous: The description says docs, but it carries the label \`kernel\`. The description counts; remove the label, or change the description.

storage by base: its base \`feature/storage\` is the branch of storage
wrong-lane: This may be in the wrong lane: 2 of its 4 changed files belong to kernel (\`crates/kernel/a.rs\` and 1 more), but it counts for storage, because its base \`feature/storage\` is the branch of storage. Move it to kernel, or, if it is right here, list both in a line "Workstream: storage, kernel" of the description."
`);
});

const trailer = (body: string) => assign(facts({ body }), plan).workstreams.join('+');

// Beside each form that counts, the nearest that does not.
test.each([
  ['Workstream: kernel', 'kernel'],
  ['workstreams:storage,KERNEL', 'kernel+storage'],
  ['**Workstream:** Kernel-Events', 'kernel'],
  ['Text\r\n\r\nWorkstream: docs\r\n', 'docs'],
  ['My Workstream: kernel', ''],
  [' Workstream: kernel', ''],
  ['Workstream kernel', ''],
  ['Workstream:', ''],
  ['Workstream: <!-- kernel -->', ''],
  ['<!-- x -->\nWorkstream: kernel', 'kernel'],
  ['<!--\nWorkstream: kernel\n-->', ''],
  ['<!--\nWorkstream: kernel', ''],
  ['<!--\n-->Workstream: kernel', ''],
  ['<!-- a --> <!--\nWorkstream: kernel\n--> b', ''],
  ['> Workstream: kernel', ''],
  ['```\nWorkstream: kernel\n```', ''],
  ['```\nWorkstream: kernel\n```\nWorkstream: docs', 'docs'],
  ['````\n```\nWorkstream: kernel\n````', ''],
  ['```\n~~~\nWorkstream: kernel\n```', ''],
  ['~~~\n<!--\n~~~\nWorkstream: docs', 'docs'],
  ['Workstream: constructor', ''],
])('trailer %j → %j', (body, expected) => {
  expect(trailer(body)).toBe(expected);
});

test.each<[Partial<AssignmentFacts>, string]>([
  [{ labels: ['kernel'] }, 'kernel'],
  [{ labels: ['workstream:kernel'] }, 'kernel'],
  [{ labels: ['WS/kernel'] }, 'kernel'],
  [{ labels: ['area: core'] }, 'kernel'],
  [{ labels: ['kernel-panic'] }, ''],
  [{ labels: ['kernel_events'] }, ''],
  [{ base: 'docs' }, 'docs'],
  [{ base: 'cursor/kernel-1' }, ''],
  [{ branch: 'cursor/kernel-1' }, 'kernel'],
  [{ branch: 'cursor/kernel/1' }, ''],
  [{ branch: 'Feature/kernel' }, ''],
  [{ paths: ['crates/kernel/.cargo/config'] }, 'kernel'],
  [{ paths: ['crates/kernel'] }, 'kernel'],
  [{ paths: ['crates/kernels/a.rs'] }, ''],
  [{ paths: ['Cargo.toml', 'crates/storage/a.rs'] }, 'storage'],
  [{ paths: ['x\ny', 'crates/storage/a\nb'] }, 'storage'],
])('%j → %j', (over, expected) => {
  const { workstreams, remarks } = assign(facts(over), plan);
  expect(workstreams.join('+')).toBe(expected);
  expect(remarks).toEqual([]);
});

const lane = (over: Partial<AssignmentFacts>) =>
  assign(facts(over), plan).remarks.filter(({ kind }) => kind === 'wrong-lane').length > 0;

const K = 'crates/kernel/a.rs';
const S = 'crates/storage/a.rs';

test.each<[string, Partial<AssignmentFacts>, boolean]>([
  ['half of the owned files', { base: 'feature/storage', paths: [K, S, 'README.md'] }, true],
  ['fewer than half', { base: 'feature/storage', paths: [K, S, 'crates/storage/b.rs'] }, false],
  ['a file that both own', { base: 'feature/storage', paths: ['Cargo.toml'] }, false],
  ['nobody owns them', { base: 'feature/storage', paths: ['README.md'] }, false],
  ['its head says so', { branch: 'feature/storage', paths: [K] }, true],
  ['its trailer says so', { body: 'Workstream: storage', paths: [K] }, true],
  ['its trailer says both', { body: 'Workstream: storage, kernel', paths: [K] }, false],
  ['files decided', { paths: [K, 'crates/kernel/b.rs', S] }, false],
  ['no paths of its own: few', { base: 'docs', paths: [K, 'a.md', 'b.md'] }, false],
  ['no paths of its own: half', { base: 'docs', paths: [K, 'a.md'] }, true],
  ['files unknown', { base: 'feature/storage', paths: null }, false],
])('wrong lane: %s', (_, over, expected) => {
  expect(lane(over)).toBe(expected);
});

test('a branch that is nobody’s own may match only globs, and the target never counts as one', () => {
  const greedy = planOf(
    'version: 1\ntarget: main\nworkstreams: { a: { branch: x, also: { heads: ["**"] } }, b: { branch: y } }',
  );
  const name = (over: Partial<AssignmentFacts>) =>
    assign(facts(over), greedy).workstreams.join('+');
  expect(name({ branch: 'y' })).toBe('b');
  expect(name({ branch: 'z' })).toBe('a');
  expect(name({ branch: 'main', base: 'y' })).toBe('b');
  expect(name({ branch: 'main', base: null })).toBe('');
});

test('any facts get an answer: known workstreams only, a rule exactly when there are some, words always', () => {
  const words = fc.oneof(
    anyText(),
    fc.constantFrom(
      'Workstream: kernel',
      'storage',
      'feature/kernel',
      'Cargo.toml',
      '<!--',
      '```\n',
    ),
  );
  return fc.assert(
    fc.property(
      fc.record({
        body: fc.array(words).map((lines) => lines.join('\n')),
        labels: fc.array(words),
        base: fc.option(words),
        branch: words,
        paths: fc.option(fc.array(words)),
      }),
      (given) => {
        const { workstreams, rule, reason, remarks } = assign(given, plan);
        const order = Object.keys(plan.workstreams);
        expect(workstreams).toEqual(order.filter((name) => workstreams.includes(name)));
        expect(rule === null).toBe(workstreams.length === 0);
        expect(reason).toMatch(/\S/);
        for (const { message } of remarks) expect(message).not.toMatch(/[\n\r]/);
        if (rule !== 'trailer' && workstreams.length > 1) {
          expect(remarks.map(({ kind }) => kind)).toContain('ambiguous');
        }
      },
    ),
  );
});

test('long hostile descriptions are read at once', () => {
  for (const part of ['<!--', '<!---->', '```\n', 'Workstream: x, ', '>\n', '\n<!-- -->']) {
    const started = processorTime();
    assign(facts({ body: part.repeat(20_000) }), plan);
    expect(processorTime() - started).toBeLessThan(1000);
  }
});
