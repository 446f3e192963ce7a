import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { formatProblem, type PlanProblem, parsePlan } from '#src/plan/parse.ts';
import type { Plan } from '#src/plan/schema.ts';
import { anyText } from '../any-text.ts';
import { runs } from '../properties.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');

function planOf(text: string): Plan {
  const parsed = parsePlan(text);
  if (!parsed.ok) throw new Error(lines(parsed.problems));
  return parsed.plan;
}

function problemsOf(text: string): PlanProblem[] {
  const parsed = parsePlan(text);
  return parsed.ok ? parsed.warnings : parsed.problems;
}

const lines = (problems: readonly PlanProblem[]) =>
  problems.map((problem) => formatProblem('plan.yml', problem)).join('\n');

const plan = (rest: string) => `version: 1\nworkstreams:\n  kernel: {}\n  docs: {}\n${rest}`;

test('a plan full of mistakes: all of them at once, each with its place and what to do', () => {
  expect(lines(problemsOf(fixture('plans/broken.yml')))).toMatchInlineSnapshot(`
"plan.yml:1:10: error: version must be 1, not 2.
plan.yml:2:1: error: "traget" is not a key at the top of a plan. Did you mean "target"?
plan.yml:3:9: error: target must be text, not a number. Put it in quotes.
plan.yml:5:16: error: roles.kernel-lead must be a list, not text. Write [alice].
plan.yml:6:26: error: roles.qa-lead.1 must be a login, such as alice, or a team, such as "@acme/qa".
plan.yml:7:3: warning: The role "ops-lead" has no people, so nothing that needs it can be approved. Add logins or a team.
plan.yml:12:15: error: workstreams.kernel-events.priority must be one of high, medium, low, not "hihg". Did you mean "high"?
plan.yml:13:27: error: "build-sytem" is neither a workstream nor under external. Did you mean "build-system"? Otherwise declare it at the top level, as external: { build-sytem: { done: false } }.
plan.yml:13:40: error: "nowhere-at-all" is neither a workstream nor under external. Declare it at the top level, as external: { nowhere-at-all: { done: false } }.
plan.yml:14:17: error: "kernal-lead" is not a role under roles. Did you mean "kernel-lead"? If not, declare it there.
plan.yml:14:30: warning: The role "sec-lead" is not declared, so it has no people and cannot approve. Declare it under roles.
plan.yml:15:22: error: workstreams.kernel-events.also.paths.0 has a bracket or brace that is not closed. Close it, or write \\ before it.
plan.yml:15:43: error: workstreams.kernel-events.also.paths.1 must be relative to the root of the repository. Remove the leading "/" or "./".
plan.yml:15:54: error: "head" is not a key in workstreams.kernel-events.also. Did you mean "heads"?
plan.yml:17:13: error: "3" already names "kernel-events" (line 10). Give "storage" another one.
plan.yml:18:13: error: "feature/kernel" is the branch of "kernel-events" too (line 11). Give each workstream a branch of its own.
plan.yml:19:15: error: "kernel_events" already names "kernel-events" (line 9). Give "storage" another one.
plan.yml:23:22: error: "chekc" is not a key in workstreams.storage.tasks.0.done_when. Did you mean "check"?
plan.yml:25:20: error: workstreams.storage.tasks.1.done_when needs exactly one probe, but has check and file. The probes are: check, file, symbols, metric, merged, deliverables, conflicts, integrated, builds, files_unchanged_since, api_unchanged_since, coverage, findings.
plan.yml:26:31: error: workstreams.storage.metrics.wal_backends must be written as "target: >80%, current: 0%".
plan.yml:29:18: error: These workstreams wait for each other: kernel-events → storage → docs → kernel-events. Remove one of these dependencies.
plan.yml:29:40: error: These workstreams wait for each other: storage → docs → storage. Remove one of these dependencies.
plan.yml:29:49: error: "optinal" is not a key in workstreams.docs.depends_on.1. Did you mean "optional"?
plan.yml:30:5: error: "branch" stands here twice; the first is on line 28. Keep one of them.
plan.yml:31:4: error: "workstreams.bad name" must start with a letter or digit, hold only letters, digits, . _ - and /, and not be a bare number.
plan.yml:33:25: error: external.build-system.done must be true or false, not text.
plan.yml:35:11: error: dependencies.docs.depends_on says something else than workstreams.docs.depends_on (line 29). Keep one of them, or make them the same.
plan.yml:36:3: error: "storge" is not a workstream of this plan. Did you mean "storage"?
plan.yml:37:26: error: phase.start must be a date, such as 2025-07-07.
plan.yml:37:45: error: phase.weeks must be a week or a range of weeks, such as 3-6.
plan.yml:37:60: error: phase.timezone must be a time zone, such as UTC or Europe/Berlin.
plan.yml:38:38: error: integration.detectors.textual must be one of fail, warn, note, off, not "loud".
plan.yml:38:57: error: integration.threshold must be at most 1.
plan.yml:38:72: error: "funday" is not a key in integration.schedule. Did you mean "sunday"?
plan.yml:38:93: error: integration.schedule.monday must be "all" or a list, not text.
plan.yml:38:113: error: "storag" is not a workstream of this plan. Did you mean "storage"?
plan.yml:39:12: error: "mondy" is not a key in reviews. Did you mean "monday"?
plan.yml:40:19: error: standups.docs must be a time of day, such as "09:15".
plan.yml:41:18: error: approval_matrix must be a mapping, not a list.
plan.yml:42:11: error: criteria must be a list or a mapping, not text."
`);
});

test('a problem can be shown with its line', () => {
  const text = plan('integration:\n  detectors: { textual: loud }\nreviews: {}\n');
  const [problem] = problemsOf(text);
  expect(problem && formatProblem('.github/workstreams.yml', problem, text)).toMatchInlineSnapshot(`
".github/workstreams.yml:6:25: error: integration.detectors.textual must be one of fail, warn, note, off, not "loud".
  5 | integration:
> 6 |   detectors: { textual: loud }
    |                         ^
  7 | reviews: {}"
`);
});

describe('the documented example', () => {
  const text = fixture('plans/example.yml');

  test('has no errors, only warnings about what it leaves out', () => {
    expect(parsePlan(text).ok).toBe(true);
    expect(lines(problemsOf(text))).toMatchInlineSnapshot(`
"plan.yml:24:17: warning: The role "arch-lead" is not declared, so it has no people and cannot approve. Declare it under roles.
plan.yml:36:24: warning: "testing-infrastructure" is not a workstream of this plan. Add it under workstreams, or remove it here.
plan.yml:39:74: warning: The role "arch-lead" is not declared, so it has no people and cannot approve. Declare it under roles."
`);
  });

  test('reads as one shape with all defaults', () => {
    expect(planOf(text)).toMatchInlineSnapshot(`
{
  "approval": {
    "allow_author": false,
    "allow_contributors": false,
    "also_approve": {},
    "bots_may_approve": false,
    "changes_requested": "role-holders",
    "contributor_scope": "author+committer",
    "count_co_authors": true,
    "counts": {},
    "dismissed": "no-resurrect",
    "distinct": true,
    "ignore_base_merges": true,
    "ignore_commits_by": [],
    "ignore_edited": false,
    "override_roles": [],
    "request_reviews": true,
    "stale": "any-push",
    "unattributed": "block",
    "without_workstream": "allow",
  },
  "compatibility": {
    "baseline": "v0.2.1",
    "checks": [
      "compat*",
    ],
    "max_regression": 0.05,
  },
  "contracts": [
    {
      "owners": [
        "arch-lead",
      ],
      "path": "crates/types/src/event.rs",
      "symbol": "WorkstreamEvent",
    },
  ],
  "criteria": {
    "criteria": [
      {
        "text": "Code coverage maintained above 85%",
        "when": {
          "is": {
            "op": ">",
            "unit": "%",
            "value": 85,
          },
          "metric": "code_coverage",
        },
      },
      {
        "text": "95% of deliverables complete",
        "when": {
          "deliverables": {
            "op": ">=",
            "unit": "%",
            "value": 95,
          },
        },
      },
    ],
  },
  "delegations": [],
  "escalation": {
    "after_hours": 48,
    "then_hours": 72,
    "to": [],
  },
  "external": {
    "build-system-stabilization": {
      "done": true,
    },
  },
  "integration": {
    "detectors": {
      "api": "warn",
      "contract": "fail",
      "dependency": "warn",
      "order": "warn",
      "performance": "fail",
      "textual": "fail",
    },
    "performance": {
      "artifact": "bench-*",
      "benchmarks": [],
      "files": [],
      "max_regression": 0.05,
    },
    "schedule": {
      "monday": [
        "testing-infrastructure",
      ],
      "tuesday": [
        "kernel-events-expansion",
      ],
      "wednesday": "all",
    },
    "threshold": 0.5,
    "time": "08:00",
    "trial_builds": {
      "allow": false,
      "checks": [],
      "keep_hours": 0,
      "max_pushes": 12,
      "timeout_hours": 6,
    },
  },
  "phase": {
    "name": "Phase 2",
    "next": {
      "name": "Phase 3",
      "weeks": {
        "from": 7,
        "to": 8,
      },
    },
    "objectives": [],
    "start": "2025-07-07",
    "timezone": "UTC",
    "weeks": {
      "from": 3,
      "to": 6,
    },
  },
  "report": {
    "day": "friday",
    "time": "16:00",
  },
  "review_time": "09:00",
  "reviews": {
    "friday": "Performance baseline validation",
    "monday": "Cross-workstream design review",
    "wednesday": "Integration testing",
  },
  "roles": {
    "kernel-lead": [
      "alice",
    ],
    "qa-lead": [
      "@acme/qa",
    ],
  },
  "spawn": [],
  "stages": {
    "build": [
      "build*",
    ],
    "docs": [
      "docs*",
    ],
    "integration": [
      "integration*",
    ],
    "performance": [
      "bench*",
    ],
    "security": [
      "audit*",
      "CodeQL*",
    ],
    "unit": [
      "test*",
    ],
  },
  "standup_days": [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
  ],
  "standups": {
    "kernel-events-expansion": "09:15",
  },
  "target": "main",
  "teams": {},
  "version": 1,
  "workstreams": {
    "kernel-events-expansion": {
      "agent": "kernel-events-003",
      "aliases": [
        "kernel_events",
      ],
      "also": {
        "heads": [
          "cursor/kernel-*",
        ],
        "labels": [
          "ws/kernel",
        ],
        "paths": [
          "crates/kernel/**",
        ],
      },
      "approvals": [
        "arch-lead",
        "kernel-lead",
      ],
      "branch": "feature/kernel-events-expansion",
      "depends_on": [
        {
          "name": "build-system-stabilization",
          "optional": false,
        },
      ],
      "enables": [
        "agent-lifecycle-testing",
        "error-handling",
      ],
      "metrics": {
        "lifecycle_events": {
          "current": {
            "unit": "",
            "value": 0,
          },
          "target": {
            "op": ">=",
            "unit": "",
            "value": 8,
          },
        },
      },
      "number": 3,
      "objectives": [
        "Expand event model for agent lifecycle",
      ],
      "owners": [],
      "priority": "high",
      "status": "active",
      "tasks": [
        {
          "done_when": {
            "symbols": {
              "at_least": 8,
              "enum": "KernelEvent",
              "path": "crates/kernel/**",
            },
          },
          "text": "Design Agent lifecycle events",
        },
      ],
      "title": "Kernel Event Model Enhancement",
    },
  },
}
`);
  });
});

describe('the plan document that teams wrote by hand', () => {
  const text = fixture('plans/phase2.yml');
  const document = fixture('phase2-orchestration.md');

  test('its blocks stand in the plan file as they stand in the document', () => {
    const block = /```yaml\n(dependencies:[\s\S]*?)```/.exec(document)?.[1] ?? 'no such block';
    expect(text).toContain(block);
  });

  test('parses with nothing but warnings about roles without people', () => {
    expect(lines(problemsOf(text))).toMatchInlineSnapshot(`
"plan.yml:12:3: warning: The role "kernel-lead" has no people, so nothing that needs it can be approved. Add logins or a team.
plan.yml:13:3: warning: The role "qa-lead" has no people, so nothing that needs it can be approved. Add logins or a team.
plan.yml:14:3: warning: The role "arch-lead" has no people, so nothing that needs it can be approved. Add logins or a team.
plan.yml:15:3: warning: The role "storage-lead" has no people, so nothing that needs it can be approved. Add logins or a team.
plan.yml:16:3: warning: The role "security-lead" has no people, so nothing that needs it can be approved. Add logins or a team.
plan.yml:17:3: warning: The role "performance-lead" has no people, so nothing that needs it can be approved. Add logins or a team.
plan.yml:18:3: warning: The role "ops-lead" has no people, so nothing that needs it can be approved. Add logins or a team."
`);
    const of = planOf(text).workstreams;
    const facts = Object.entries(of).map(([name, { depends_on, approvals, metrics }]) => [
      name,
      depends_on.map((need) => need.name).join(' '),
      approvals.join(' '),
      Object.keys(metrics).join(' '),
    ]);
    expect(facts).toMatchInlineSnapshot(`
[
  [
    "testing-infrastructure",
    "build-system-stabilization",
    "kernel-lead qa-lead",
    "integration_test_coverage e2e_scenarios property_tests",
  ],
  [
    "kernel-events-expansion",
    "build-system-stabilization",
    "arch-lead kernel-lead",
    "lifecycle_events task_events error_events",
  ],
  [
    "storage-enhancements",
    "build-system-stabilization kernel-events-expansion",
    "storage-lead arch-lead",
    "wal_backends semantic_plugins schema_validators",
  ],
  [
    "security-enhancements",
    "build-system-stabilization",
    "security-lead arch-lead",
    "jwt_rotation rate_limiters capability_primitives",
  ],
  [
    "performance-observability",
    "testing-infrastructure kernel-events-expansion",
    "performance-lead ops-lead",
    "benchmark_suites metrics_collectors tracing_integrations",
  ],
]
`);
  });
});

test('what is written in a block is the same as written in the workstream', () => {
  const inside = planOf(`
version: 1
workstreams:
  kernel: { aliases: [core] }
  docs:
    depends_on: [kernel, { name: site, optional: true }]
    enables: [launch]
    approvals: [lead]
    metrics: { pages: "target: 5, current: 0" }
roles: { lead: ["@ann"] }
external: { site: }
`);
  const blocks = planOf(`
version: 1
workstreams:
  kernel: { aliases: [core] }
  docs: {}
roles: { lead: [ann] }
external: { site: {} }
dependencies: { Docs: { depends_on: [CORE, { name: site, optional: true }], enables: [launch] } }
approval_matrix: { docs: [lead] }
metrics: { docs: { pages: { target: ">=5", current: 0 } } }
`);
  expect(blocks).toEqual(inside);
  expect(inside.workstreams.docs).toMatchObject({
    depends_on: [
      { name: 'kernel', optional: false },
      { name: 'site', optional: true },
    ],
    metrics: {
      pages: { target: { op: '>=', value: 5, unit: '' }, current: { value: 0, unit: '' } },
    },
  });
});

// Each mistake beside its nearest correct neighbour: [wrong, the reason's beginning, right].
test.each([
  ['external: { kernel: {} }', '"kernel" is a workstream here', 'external: { kernels: {} }'],
  [
    'dependencies: { kernal: {depends_on: []} }',
    '"kernal" is not a workstream',
    'dependencies: { KERNEL: {depends_on: []} }',
  ],
  [
    'dependencies: { docs: {depends_on: [docs]} }',
    '"docs" depends on itself',
    'dependencies: { docs: {enables: [docs]} }',
  ],
  [
    'dependencies: { docs: {depends_on: [launch]} }',
    '"launch" is neither',
    'dependencies: { docs: {enables: [launch]} }',
  ],
  [
    'roles: { lead: ann }',
    'roles.lead must be a list, not text. Write [ann].',
    'roles: { lead: [ann] }',
  ],
  [
    'roles: { lead: [a b] }',
    'roles.lead.0 must be a login',
    'roles: { lead: ["@acme/a_b", "bot[bot]"] }',
  ],
  ['phase: { name: x, weeks: 6-3 }', 'phase.weeks must be', 'phase: { name: x, weeks: 3 }'],
  [
    'phase: { name: x, start: 2025-02-29 }',
    'phase.start must be a date',
    'phase: { name: x, start: 2024-02-29 }',
  ],
  [
    'phase: { name: x, timezone: Berlin }',
    'phase.timezone must be',
    'phase: { name: x, timezone: Europe/Berlin }',
  ],
  ['standups: { docs: "24:00" }', 'standups.docs must be a time', 'standups: { docs: 23:59 }'],
  [
    'integration: { performance: { max_regression: 5 } }',
    'integration.performance.max_regression must be',
    'integration: { performance: { max_regression: 0.5% } }',
  ],
  ['target: "a b"', 'target is not a name that git accepts', 'target: a/b'],
  ['target: refs..x', 'target is not a name that git accepts', 'target: refs.x'],
  [
    'criteria: [{ text: x, when: { metric: m } }]',
    'criteria.0.when needs metric and is',
    'criteria: [{ text: x, when: { metric: m, is: 3 } }]',
  ],
  [
    'criteria: { q: [{ text: x, when: {} }] }',
    'criteria.q.0.when needs exactly one probe',
    'criteria: { q: [x] }',
  ],
  [
    'criteria: [{ text: x, when: { integrated: [kernl] } }]',
    '"kernl" is not a workstream',
    'criteria: [{ text: x, when: { integrated: all } }]',
  ],
  ['"2": x', '"2" is not a key', '# 2: x'],
  ['version: 1', '"version" stands here twice', '#version: 1'],
  ['report: &r { day: friday }', 'Anchors', 'report: { day: friday } # &r'],
  ['report: *r', 'Aliases', 'reviews: { friday: "*r" }'],
  ['report: !!map { day: friday }', 'Tags', 'reviews: { friday: "!!map" }'],
  ['? [a, b]\n: c', 'A key must be plain text', '? report\n: {}'],
  ['__proto__: { target: x }', '"__proto__" cannot be a name', 'reviews: { friday: __proto__ }'],
  ['report:\n\tday: friday', 'A tab is used as indentation', 'report:\n  day:\tfriday'],
  ['report: {', 'A "[" or "{" is not closed', 'report: {}'],
  ['---\nversion: 1', 'Here a second YAML document begins', '# ---'],
  ['reviews: { friday: "a }', '', 'reviews: { friday: "a" }'],
  [
    'contracts: [{ path: "a(b|c)+", owners: [x] }]',
    'contracts.0.path uses "|"',
    'contracts: [{ path: "a{b,c}", owners: [] }]'.replace('[] }', '[lead] }'),
  ],
])('%s', (wrong, reason, right) => {
  const errors = problemsOf(plan(wrong)).filter(({ level }) => level === 'error');
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.map(({ message }) => message.slice(0, reason.length))).toContain(reason);
  expect(problemsOf(plan(right)).filter(({ level }) => level === 'error')).toEqual([]);
});

test.each([
  ['', 'The file is empty.'],
  ['# nothing yet\n', 'The file is empty.'],
  ['just words', 'The file must be a mapping, not text.'],
  ['- a\n- b', 'The file must be a mapping, not a list.'],
  ['null', 'The file must be a mapping, not empty.'],
  [`a: ${'x'.repeat(70_000)}`, 'The file is larger than 64 KiB.'],
  ['é'.repeat(33_000), 'The file is larger than 64 KiB.'],
  ['['.repeat(60_000), 'Lists and mappings are nested deeper than 16 levels.'],
  ['? '.repeat(30_000), 'Lists and mappings are nested deeper than 16 levels.'],
  ['a: \0', 'This is not valid YAML'],
  ['!\u0001', 'tag name cannot contain such characters: \ufffd. Correct it.'],
])('a file that is no plan at all: %.12j', (text, reason) => {
  const problems = problemsOf(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).toContain(reason);
});

test('names: order of the file, nothing inherited, a byte order mark is no part of it', () => {
  const { workstreams } = planOf(
    '\ufeffversion: 1\nworkstreams: { b: {}, constructor: {}, a: {} }',
  );
  expect(Object.keys(workstreams)).toEqual(['b', 'constructor', 'a']);
  expect(workstreams.toString).toBeUndefined();
  expect(problemsOf('\ufeffversion: 2\nworkstreams: {}')[0]).toMatchObject({ line: 1, column: 10 });
});

test('line and column are right with Windows line ends', () => {
  expect(problemsOf('version: 1\r\nworkstreams:\r\n  a: { numbr: 1 }\r\n')[0]).toMatchObject({
    line: 3,
    column: 8,
    path: 'workstreams.a.numbr',
  });
});

describe('properties', () => {
  const inside = (text: string, problems: readonly PlanProblem[]) => {
    const rows = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
    const wrong = problems.filter(
      ({ line, column, message }) =>
        column < 1 ||
        column > (rows[line - 1] ?? '').length + 1 ||
        !/[.?}]$/.test(message) ||
        /[\n\r\x00-\x1f\u202e]/.test(message),
    );
    expect(wrong).toEqual([]);
  };

  test('any text gets an answer with places that exist', () => {
    const yamlish = fc
      .array(
        fc.constantFrom(
          'version: 1',
          '\n',
          'workstreams:',
          '  ',
          ' a: ',
          '- ',
          '[',
          '{',
          '}',
          ']',
          ', ',
          '"',
          "'",
          '&x ',
          '*x',
          '!!str ',
          '|',
          '>',
          '? ',
          '#',
          '\t',
          'depends_on: ',
          '\r\n',
          '__proto__: ',
          '---\n',
        ),
      )
      .map((parts) => parts.join(''));
    return fc.assert(
      fc.property(fc.oneof(anyText(), yamlish), (text) => {
        const parsed = parsePlan(text);
        inside(text, parsed.ok ? parsed.warnings : parsed.problems);
      }),
      runs(150),
    );
  });

  test('any value printed as YAML gets an answer', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          version: fc.constantFrom(1, 2),
          workstreams: fc.dictionary(
            fc.constantFrom('a', 'b', 'c', 'A_b', '__proto__', 'x y'),
            fc.record(
              {
                depends_on: fc.array(fc.constantFrom('a', 'b', 'c', 'z', 3), { maxLength: 3 }),
                branch: fc.constantFrom('main', 'x', 'y', ''),
                aliases: fc.array(fc.constantFrom('a', 'd', 'a-b')),
                number: fc.integer({ min: -1, max: 3 }),
                metrics: fc.jsonValue(),
                tasks: fc.jsonValue(),
              },
              { requiredKeys: [] },
            ),
          ),
          criteria: fc.jsonValue(),
          roles: fc.jsonValue(),
          dependencies: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    return fc.assert(
      fc.property(value, (json) => {
        const text = dump(json, { noRefs: true });
        const parsed = parsePlan(text);
        inside(text, parsed.ok ? parsed.warnings : parsed.problems);
      }),
      runs(150),
    );
  });

  test('a chain of dependencies is fine until it is closed', () => {
    return fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), (length, to) => {
        const chain = (last: string) =>
          `version: 1\nworkstreams:\n${Array.from({ length }, (_, i) => `  w${i}: { depends_on: [${i + 1 < length ? `w${i + 1}` : last}] }`).join('\n')}`;
        expect(parsePlan(chain('')).ok).toBe(true);
        const closed = problemsOf(chain(`w${to % length}`));
        expect(closed).toHaveLength(1);
        expect(closed[0]?.line).toBe(length + 2);
      }),
      runs(100),
    );
  });
});
