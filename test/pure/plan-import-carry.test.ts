import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { importPlan, type PlanImport } from '#src/plan/import.ts';
import { parsePlan } from '#src/plan/parse.ts';
import { runs } from '../properties.ts';
import { read } from '../tree.ts';

const DOCUMENT = read('test/fixtures/phase2-orchestration.md');

type Imported = Extract<PlanImport, { ok: true }>;

function imported(before: string | null, document = DOCUMENT): Imported {
  const result = importPlan(document, 'plan.md', null, before);
  if (!result.ok) throw new Error(result.refused);
  return result;
}

const carried = ({ findings }: Imported) =>
  findings
    .filter(({ kind }) => /kept|replaced/.test(kind))
    .map(({ line, level, message }) => `${line}: ${level}: ${message}`)
    .join('\n');

const FIRST = imported(null).yaml;

test('a role of people may be called like a part of every object', () => {
  for (const name of ['constructor', 'toString']) {
    const before = FIRST.replace('roles:\n', `roles:\n  ${name}: [alice]\n`);
    const { plan, yaml } = imported(before);
    expect(yaml).toContain(`  ${name}: [alice]\n`);
    expect(Object.entries(plan.roles as object)).toContainEqual([name, ['alice']]);
  }
});

test('what people filled in is kept, and the gaps that it fills are no gaps any more', () => {
  const filled = FIRST.replace('qa-lead: []', 'qa-lead: [alice, "@acme/qa"]')
    .replace('timezone: UTC', 'timezone: Europe/Berlin\n  start: 2025-07-07')
    .replace(
      '- Add Batch operation support',
      '- { text: Add batch operation support, done_when: { file: src/batch.rs } }',
    )
    .replace(
      'wal_backends: "target: 3, current: 0"',
      'wal_backends: { target: "3", current: "0", from: { files: "src/wal/*.rs" } }',
    )
    .replace(
      '- Documentation updated',
      '- { text: Documentation updated, when: { file: docs/done.md } }',
    )
    .replace('done: false', 'done: true')
    .replace('unit: []', 'unit: ["test*"]')
    .replace('api: warn', 'api: fail')
    .replace('status: QUEUED → ACTIVE', 'paused: Waits for hardware\n    status: queued')
    .replace(
      'reviews:\n',
      'escalation: { after_hours: 12 }\ndelegations:\n  - { from: alice, to: bob, until: 2030-01-01 }\nreviews:\n',
    )
    .replace(
      '\nexternal:',
      '\n  # Asked for by the board.\n  docs-site: { branch: feature/docs-site, number: 7, approvals: [qa-lead] }\n\nexternal:',
    );
  const { yaml, plan, findings } = imported(filled);
  expect(parsePlan(yaml)).toMatchObject({ ok: true });
  expect(plan).toMatchObject({
    roles: { 'qa-lead': ['alice', '@acme/qa'], 'arch-lead': [] },
    phase: { timezone: 'UTC', start: '2025-07-07' },
    workstreams: {
      'storage-enhancements': {
        status: 'QUEUED → ACTIVE',
        paused: 'Waits for hardware',
        metrics: { wal_backends: { target: '3', from: { files: 'src/wal/*.rs' } } },
      },
      'docs-site': { branch: 'feature/docs-site', number: 7 },
    },
    external: { 'build-system-stabilization': { done: true } },
    integration: { detectors: { api: 'fail' } },
    stages: { unit: ['test*'], build: [] },
    delegations: [{ from: 'alice', to: 'bob' }],
  });
  expect(yaml).toContain(
    '- { text: Add Batch operation support, done_when: { file: src/batch.rs } }',
  );
  const kinds = findings.map(({ kind }) => kind);
  expect(kinds).not.toContain('phase-without-start');
  expect(kinds).not.toContain('undeclared-dependency');
  expect(findings.find(({ kind }) => kind === 'stage-without-checks')?.message).not.toContain(
    'unit',
  );
  expect(findings.find(({ kind }) => kind === 'role-without-people')?.message).not.toContain(
    'qa-lead',
  );
  expect(carried(imported(filled))).toMatchInlineSnapshot(`
"1: contradiction: Comments of .github/workstreams.yml that are not kept: line 156: "Asked for by the board.". Copy those that you want.
1: note: Kept from .github/workstreams.yml, because the document does not say it: done_when of "Add Batch operation support" in workstreams.storage-enhancements.tasks; workstreams.storage-enhancements.metrics.wal_backends.from; workstreams.storage-enhancements.paused; workstreams.docs-site; phase.start; roles.qa-lead; external.build-system-stabilization; integration.detectors.api; stages.unit; when of "Documentation updated" in criteria.readiness; escalation; delegations. Nothing is to do.
1: contradiction: phase.timezone is "Europe/Berlin" in .github/workstreams.yml and "UTC" here, which was taken. Correct the document if the plan is right.
66: contradiction: workstreams.storage-enhancements.status is "queued" in .github/workstreams.yml and "QUEUED → ACTIVE" here, which was taken. Correct the document if the plan is right."
`);
});

test('asked again, nothing is to do', () => {
  expect(imported(FIRST).isSame).toBe(true);
  const people = FIRST.replace('qa-lead: []', 'qa-lead: [alice]');
  expect(imported(people).isSame).toBe(true);
  expect(imported(dump(load(people))).isSame).toBe(true);
  expect(imported(people.replace('status: ACTIVE', 'status: done')).isSame).toBe(false);
});

test('another phase, other names and a document that is silent', () => {
  const before = `version: 1
phase: { name: Phase 1, start: 2025-01-06, weeks: 1-2, timezone: Europe/Berlin }
roles: { qa-lead: [alice], old-lead: [bob] }
workstreams:
  wal: { branch: feature/storage-enhancements, number: 9, approvals: [old-lead], issue: 12 }
  other: { number: 2, branch: feature/other, depends_on: [wal] }
standups: { other: "08:00", wal: "08:15" }
integration: { schedule: { saturday: [other] } }
`;
  const result = imported(before);
  expect(parsePlan(result.yaml)).toMatchObject({ ok: true });
  expect(result.plan).toMatchObject({
    phase: { name: 'Phase 2', weeks: '3-6', timezone: 'UTC' },
    roles: { 'old-lead': ['bob'] },
    workstreams: {
      'storage-enhancements': { number: 4, aliases: ['wal'], issue: 12 },
      other: { branch: 'feature/other', depends_on: ['wal'] },
    },
    standups: { other: '08:00', 'storage-enhancements': '09:30' },
    integration: { schedule: { saturday: ['other'], friday: ['performance-observability'] } },
  });
  expect(carried(result)).toMatchInlineSnapshot(`
"1: contradiction: .github/workstreams.yml has phase.name ("Phase 1"), which is not kept: the document is about "Phase 2". Put it into the document, or back into the plan, if it still holds.
1: contradiction: .github/workstreams.yml has phase.start ("2025-01-06"), which is not kept: the document is about "Phase 2". Put it into the document, or back into the plan, if it still holds.
1: contradiction: .github/workstreams.yml has phase.weeks ("1-2"), which is not kept: the document is about "Phase 2". Put it into the document, or back into the plan, if it still holds.
1: contradiction: .github/workstreams.yml has workstreams.other.number (2), which is not kept: the number is taken now. Put it into the document, or back into the plan, if it still holds.
1: note: Kept from .github/workstreams.yml, because the document does not say it: workstreams.storage-enhancements.issue; workstreams.other; roles.qa-lead; roles.old-lead; integration.schedule.saturday; standups.other. Nothing is to do.
1: contradiction: phase.timezone is "Europe/Berlin" in .github/workstreams.yml and "UTC" here, which was taken. Correct the document if the plan is right.
1: contradiction: standups.storage-enhancements is "08:15" in .github/workstreams.yml and "09:30" here, which was taken. Correct the document if the plan is right.
66: contradiction: workstreams.storage-enhancements.approvals is ["old-lead"] in .github/workstreams.yml and ["storage-lead","arch-lead"] here, which was taken. Correct the document if the plan is right.
66: contradiction: workstreams.storage-enhancements.number is 9 in .github/workstreams.yml and 4 here, which was taken. Correct the document if the plan is right."
`);
});

test.each([
  [
    'version: 1\nworkstreams: [\n',
    /^The plan that is there cannot be read: line \d+: .* What people put into it/,
  ],
  [
    'version: 1\nworkstreams: {}\nrolls: {}\n',
    /^The plan that is there cannot be read: line 3: .*roles.* Repair it/,
  ],
])('a plan that is broken is not replaced: %j', (before, refused) => {
  const result = importPlan(DOCUMENT, 'plan.md', null, before);
  expect(result).toEqual({ ok: false, isBroken: true, refused: expect.stringMatching(refused) });
});

/** A plan with words of its own wherever people may write, over the plan that the document gives. */
let count = 0;
const token = fc.constant('').map(() => {
  count += 1;
  return `zq${[...`${count}`].map((digit) => 'bcdfghjklm'[Number(digit)]).join('')}qz`;
});
type Data = Record<string, unknown>;
const OWN = Object.keys((imported(null).plan as { workstreams: Data }).workstreams);
const edit = fc
  .tuple(fc.nat(15), token, fc.constantFrom(...OWN))
  .map(([kind, word, name]) => (plan: Record<string, Data>) => {
    const streams = plan.workstreams as Record<string, Record<string, unknown>>;
    const own = streams[name] ?? {};
    streams[name] = own;
    const edits: (() => unknown)[] = [
      () => Object.assign(plan.roles ?? {}, { 'qa-lead': [word] }),
      () => Object.assign(plan.roles ?? {}, { [word]: ['alice'] }),
      () => Object.assign(own, { status: word }),
      () => Object.assign(own, { paused: word }),
      () => Object.assign(own, { aliases: [word] }),
      () => Object.assign(own, { tasks: [...((own.tasks as unknown[]) ?? []), word] }),
      () => Object.assign(own, { tasks: [{ text: word, done_when: { file: `${word}.md` } }] }),
      () => Object.assign(own, { metrics: { [word]: 'target: 3' } }),
      () => Object.assign(own, { also: { labels: [word] } }),
      () => Object.assign(own, { title: word, enables: [word] }),
      () =>
        Object.assign(streams, {
          [word]: { number: 2, branch: `f/${word}`, aliases: [`${word}-2`] },
        }),
      () => Object.assign(plan, { contracts: [{ path: word, symbol: 'WorkstreamEvent' }] }),
      () => Object.assign(plan.phase ?? {}, { name: word }),
      () => Object.assign(plan.stages ?? {}, { unit: [word], [word]: [] }),
      () => Object.assign(plan.criteria ?? {}, { quality: [word], [word]: [`${word} holds`] }),
      () => {
        delete streams[name];
        streams[word] = { ...own, issue: 3 };
      },
    ];
    edits[kind]?.();
  });

test('each word of people is in the new plan or named; and then nothing is to do', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const plan = load(FIRST) as Record<string, Data>;
      for (const one of edits) one(plan);
      const before = dump(plan);
      if (!parsePlan(before).ok) return;
      const result = importPlan(DOCUMENT, 'plan.md', null, before);
      if (!result.ok) throw new Error(`${result.refused}\n${before}`);
      const out = [result.yaml, ...result.findings.map(({ message }) => message)].join('\n');
      const lost = (before.match(/zq[a-z]+qz/g) ?? []).filter((word) => !out.includes(word));
      const where = before.split('\n').filter((line) => lost.some((word) => line.includes(word)));
      expect(where).toEqual([]);
      expect(imported(result.yaml)).toMatchObject({ isSame: true, yaml: result.yaml });
    }),
    runs(20),
  );
});
