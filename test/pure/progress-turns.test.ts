import { beforeEach, describe, expect, test } from '@jest/globals';
import { createApply } from '#src/adapters/apply.ts';
import type { Applied } from '#src/effects.ts';
import type { Deps, Run } from '#src/ports.ts';
import type { ProgressFacts } from '#src/progress/facts.ts';
import { keyPart } from '#src/progress/keys.ts';
import { renderReview } from '#src/progress/render-review.ts';
import { proposeNextPhase } from '#src/progress/run-gate.ts';
import { announceReady, escalate } from '#src/progress/run-life.ts';
import { holdStandup } from '#src/progress/run-standup.ts';
import { weekReport } from '#src/progress/week-report.ts';
import type { DueOccasion } from '#src/schedule.ts';
import { fakeDeps } from '../fakes.ts';
import { type IssueHub, issueHub, postedInMemory } from '../issue-hub.ts';
import {
  activity,
  answered,
  check,
  commit,
  facts,
  head,
  merged,
  PLAN,
  planOf,
  pull,
  tasks,
} from '../progress-facts.ts';

const TRACKED = PLAN.replace(
  'branch: feature/storage-enhancements',
  'branch: feature/storage-enhancements\n    issue: 2',
);

let clock: number;
let hub: IssueHub;
let posted: ReturnType<typeof postedInMemory>;

beforeEach(() => {
  clock = Date.parse('2025-07-18T16:00:00Z');
  hub = issueHub(() => clock);
  posted = postedInMemory();
  hub.open({ title: 'Workstreams: Phase 2' });
  hub.open({ title: 'Storage', login: 'sam' });
  hub.open({ title: 'Kernel', login: 'alice' });
});

/** Runs to the end against the model of GitHub. */
async function happen(run: (deps: Deps) => Run): Promise<void> {
  const deps = { ...fakeDeps({ heads: [] }), issues: hub.forge };
  const apply = createApply({
    github: hub.github,
    posted,
    overrides: { recordOverride: async () => true },
    builds: { save: async () => true },
    branches: { pushTrial: async () => 'done', deleteTrial: async () => 'done' },
    alone: (_, work) => work(),
    now: () => new Date(clock),
    log: deps.log,
  });
  const going = run(deps);
  let applied: Applied[] = [];
  for (;;) {
    const step = await going.next(applied);
    if (step.done) return;
    applied = await apply(step.value);
  }
}

/** What stands in an issue, without marks that nobody sees. */
const said = (number: number) =>
  hub.issues
    .find((issue) => issue.number === number)
    ?.comments.map(({ body }) => body.replace(/<!--.*?-->\s?/gs, '').trim());

describe('a workstream that may start', () => {
  const landed = (more: Partial<ProgressFacts> = {}) => {
    const found = facts({ plan: planOf(TRACKED), ...more });
    found.activity['kernel-events-expansion'] = activity({
      landed: [merged(7, '2025-07-17T12:00:00Z')],
    });
    return found;
  };
  const announce = (found: ProgressFacts) =>
    happen((deps) => {
      const report = weekReport(found);
      const only = report.workstreams.filter(({ name }) => name === 'storage-enhancements');
      const turn = { facts: found, report: { ...report, workstreams: only }, planIssue: 1 };
      return announceReady(turn, deps);
    });

  test('is told on its tracking issue, and its agent is called, once', async () => {
    await announce(landed());
    expect(said(2)?.join('\n---\n')).toMatchInlineSnapshot(`
"**\`storage-enhancements\` can start:** \`build-system-stabilization\` and \`kernel-events-expansion\` have landed.

- Branch: \`feature/storage-enhancements\`
- Agent: \`storage-advancement-004\`
- Owners: @sam

The event \`workstream-ready\` was sent, so that its agent can start."
`);
    expect(hub.sent).toMatchInlineSnapshot(`
[
  {
    "event": "workstream-ready",
    "payload": {
      "agent": "storage-advancement-004",
      "branch": "feature/storage-enhancements",
      "depends_on": [
        "build-system-stabilization",
        "kernel-events-expansion",
      ],
      "issue": 2,
      "key": "ready-storage-enhancements-04fc0022",
      "number": 4,
      "target": "main",
      "title": "Storage Layer Advancement",
      "wave": null,
      "workstream": "storage-enhancements",
    },
  },
]
`);
    await announce(landed());
    posted.rows.clear();
    await announce(landed());
    expect(hub.sent).toHaveLength(1);
    expect(said(2)).toHaveLength(1);
  });

  test('is told where the App may not send events, with the reason; the event follows when it may', async () => {
    hub.onRequest = (name) => {
      if (!name.startsWith('dispatch')) return;
      throw Object.assign(new Error('Resource not accessible by integration'), { status: 403 });
    };
    await announce(landed());
    expect(said(2)?.[0]).toContain('was not sent, because the App may not write contents here.');
    hub.onRequest = () => {};
    await announce(landed());
    expect(hub.sent).toHaveLength(1);
    expect(said(2)?.[0]).toContain('was sent, so that its agent can start.');
  });

  test('waits for all that it requires', async () => {
    await announce(facts({ plan: planOf(TRACKED) }));
    expect(hub.sent).toEqual([]);
  });

  test('begins anew with another dependency, and not with one less', async () => {
    const needing = (names: string) =>
      planOf(
        TRACKED.replace(
          'depends_on: [build-system-stabilization, kernel-events-expansion]',
          `depends_on: [${names}]`,
        ),
      );
    await announce(landed());
    await announce(landed({ plan: needing('kernel-events-expansion') }));
    posted.rows.clear();
    await announce(landed({ plan: needing('build-system-stabilization') }));
    expect(hub.sent).toHaveLength(1);
    expect(said(2)).toHaveLength(1);
    const found = landed({ plan: needing('kernel-events-expansion, testing-infrastructure') });
    found.activity['testing-infrastructure'] = activity({
      landed: [merged(8, '2025-07-17T13:00:00Z')],
    });
    await announce(found);
    expect(hub.sent).toHaveLength(2);
    expect(said(2)).toHaveLength(2);
  });

  test('without a tracking issue is told in the plan issue', async () => {
    await announce(landed({ plan: planOf(PLAN) }));
    expect(said(1)).toHaveLength(1);
  });

  test.each([
    ['is none', () => {}, 77],
    [
      'is locked',
      () => {
        hub.onRequest = (name) => {
          if (name !== 'comment on #2') return;
          throw Object.assign(new Error('Unable to create comment because issue is locked.'), {
            status: 403,
          });
        };
      },
      2,
    ],
  ])(
    'with a tracking issue that %s is told in the plan issue, and called once',
    async (_, make, issue) => {
      make();
      const plan = planOf(TRACKED.replace('issue: 2', `issue: ${issue}`));
      await announce(landed({ plan }));
      posted.rows.clear();
      await announce(landed({ plan }));
      expect(said(1)).toEqual([expect.stringContaining('was sent, so that its agent can start')]);
      expect(said(2)).toEqual([]);
      expect(hub.sent).toMatchObject([{ payload: { issue: 1 } }]);
    },
  );
});

describe('a workstream that stands still', () => {
  const still = (now: string) => {
    const found = facts({ plan: planOf(TRACKED), now });
    found.activity['storage-enhancements'] = activity({
      commits: [commit('2025-07-16T15:00:00Z')],
    });
    return found;
  };
  const look = (now: string) =>
    happen((deps) =>
      escalate({ facts: still(now), report: weekReport(still(now)), planIssue: 1 }, deps),
    );

  test('is told to its owners, later to those above, each once', async () => {
    await look('2025-07-18T14:00:00Z');
    expect(said(2)).toEqual([]);
    await look('2025-07-18T16:00:00Z');
    await look('2025-07-19T16:00:00Z');
    posted.rows.clear();
    await look('2025-07-20T16:00:00Z');
    expect(said(2)).toHaveLength(1);
    await look('2025-07-22T16:00:00Z');
    await look('2025-07-23T16:00:00Z');
    expect(said(2)?.join('\n')).toMatchInlineSnapshot(`
"**Standing still.** @sam: \`storage-enhancements\` has had no commit, pull request or check for 2 days. Say what holds it, or write into the plan why it is paused.
**Standing still.** @sam and @carol: \`storage-enhancements\` still has had no commit, pull request or check for 6 days, though its owners were to be told. Decide who goes on with it, or write into the plan why it is paused."
`);
  });
});

describe('a standup', () => {
  const at = (date: string, over: Partial<DueOccasion> = {}): DueOccasion => ({
    kind: 'standup',
    series: 'standup storage-enhancements',
    period: date,
    workstream: 'storage-enhancements',
    date,
    dueAt: `${date}T09:15:00.000Z`,
    lateMinutes: 0,
    missed: [],
    ...over,
  });
  const plan = planOf(`${TRACKED}standups: { storage-enhancements: "09:15" }\n`);
  const hold = (occasion: DueOccasion, more: Partial<ProgressFacts['activity'][string]>) => {
    const found = facts({ plan, now: occasion.dueAt });
    found.activity['storage-enhancements'] = activity(more);
    found.tasks['storage-enhancements'] = tasks(['2025-07-16T10:00:00Z'], 1);
    return happen((deps) => holdStandup(found, occasion, deps));
  };

  test('tells what happened since the last one, in one comment; earlier ones are folded; nothing new is silent', async () => {
    await hold(at('2025-07-16'), {
      commits: [commit('2025-07-15T12:00:00Z', 'Write the journal')],
      checks: { x: [check('bench', 'failure', '2025-07-15T13:00:00Z')] },
    });
    expect(said(2)?.[0]).toMatchInlineSnapshot(`
"#### Standup

**\`storage-enhancements\`** (\`storage-advancement-004\`), 2025-07-16, since 2025-07-15 09:15

- **Done:** 1 commit (“Write the journal”)
- **Turned red:** \`bench\`
- **Next:** Task open 0
- **Held by:** Waits for \`kernel-events-expansion\` to land."
`);
    const first = said(2);
    await hold(at('2025-07-17'), {});
    expect(said(2)).not.toEqual(first);
    const second = said(2);
    await hold(at('2025-07-18'), {});
    expect(said(2)).toEqual(second);
    await hold(at('2025-07-21', { lateMinutes: 180, missed: ['2025-07-18'] }), {
      commits: [commit('2025-07-18T12:00:00Z', 'Read it *back*')],
      checks: { x: [check('bench', 'success', '2025-07-18T13:00:00Z')] },
      pulls: [pull(9, '2025-07-18T14:00:00Z')],
    });
    expect(said(2)).toHaveLength(1);
    expect(said(2)?.[0]).toMatchInlineSnapshot(`
"#### Standup

**\`storage-enhancements\`** (\`storage-advancement-004\`), 2025-07-21, since 2025-07-17 09:15

- **Done:** 1 commit (“Read it &#42;back&#42;”); opened [#9](https://github.example/acme/river/pull/9)
- **Next:** Task open 0
- **Held by:** Waits for \`kernel-events-expansion\` to land.

_3 hours late and not held on 2025-07-18, because Weir was not running_

<details><summary>Earlier</summary>

**\`storage-enhancements\`** (\`storage-advancement-004\`), 2025-07-17, since 2025-07-16 09:15

- **Proved:** Task verified 0
- **Next:** Task open 0
- **Held by:** Waits for \`kernel-events-expansion\` to land.

**\`storage-enhancements\`** (\`storage-advancement-004\`), 2025-07-16, since 2025-07-15 09:15

- **Done:** 1 commit (“Write the journal”)
- **Turned red:** \`bench\`
- **Next:** Task open 0
- **Held by:** Waits for \`kernel-events-expansion\` to land.

</details>"
`);
  });

  test('of a workstream with neither issue nor pull request stands in the calendar issue', async () => {
    const found = facts({ plan: planOf(PLAN), now: '2025-07-16T09:15:00.000Z' });
    found.activity['storage-enhancements'] = activity({
      commits: [commit('2025-07-15T12:00:00Z')],
    });
    await happen((deps) => holdStandup(found, at('2025-07-16'), deps));
    expect(hub.issues.at(-1)).toMatchObject({
      title: 'Reviews, integrations and standups: Phase 2',
      labels: ['weir-calendar'],
      comments: [{}],
    });
  });
});

describe('the gate', () => {
  const propose = (...answers: ('yes' | 'no' | 'unknown')[]) => {
    const criteria = answers.map((answer, at) => ({
      list: 'success',
      text: `Criterion ${at + 1}`,
      answer: answered(answer, 'It was looked at.'),
      claims: [],
    }));
    const found = facts({ criteria });
    return happen((deps) => proposeNextPhase({ facts: found, report: weekReport(found) }, deps));
  };
  const proposal = () => hub.issues.find(({ labels }) => labels.includes('weir-gate'));

  test('proposes the next phase once every criterion is met, and never on what is unknown', async () => {
    await propose();
    await propose('yes', 'unknown');
    expect(proposal()).toBeUndefined();
    await propose('yes', 'yes');
    expect(proposal()?.title).toBe('Open Phase 3? The criteria of Phase 2');
    expect(proposal()?.body).toContain('All 2 criteria are met by evidence.');
    await propose('yes', 'no');
    expect(proposal()?.body).toContain('**Not any more:**');
    expect(proposal()?.body).toContain('**Closed:** 1 of 2 criteria is met.');
    await propose('yes', 'yes');
    expect(proposal()?.body).toContain('All 2 criteria are met by evidence.');
    expect(hub.issues.filter(({ labels }) => labels.includes('weir-gate'))).toHaveLength(1);
  });

  test('a proposal that people closed stays closed, and is left alone when the gate closes', async () => {
    await propose('yes');
    Object.assign(proposal() ?? {}, { state: 'closed' });
    await propose('yes');
    const { body } = proposal() ?? {};
    await propose('no');
    expect(proposal()).toMatchObject({ state: 'closed', body });
  });
});

test('the agenda of a review follows its words', () => {
  const found = facts();
  const finding = {
    severity: 'fail' as const,
    undetermined: false,
    message: '`WorkstreamEvent` is changed on both sides.',
    suggestion: 'Ask arch-lead.',
    paths: ['src/event.rs'],
  };
  found.integration = {
    state: 'read',
    target: { ref: 'main', oid: '0'.repeat(40) },
    heads: [
      head('storage-enhancements', {
        remarks: [
          { kind: 'wrong-lane', message: 'It changes files of `kernel-events-expansion`.' },
        ],
      }),
    ],
    pairs: [
      { a: 'a', b: 'b', verdict: 'clean', findings: [{ ...finding, detector: 'contract' }] },
      { a: 'a', b: 'c', verdict: 'clean', findings: [{ ...finding, detector: 'performance' }] },
    ],
    order: [],
  };
  const occasion: DueOccasion = {
    kind: 'review',
    series: 'review',
    period: '2025-07-14',
    workstream: null,
    date: '2025-07-14',
    dueAt: '2025-07-14T09:00:00.000Z',
    lateMinutes: 0,
    missed: ['2025-07-07'],
  };
  const agenda = (what: string) => renderReview(what, weekReport(found), found, occasion);
  expect(agenda('Cross-workstream design review')).toMatchInlineSnapshot(`
"#### Cross-workstream design review, 2025-07-14

_without an agenda on 2025-07-07, because Weir was not running_

##### Decisions wanted

1. \`alice\`: Start \`kernel-events-expansion\` with \`kernel-events-003\`: \`storage-enhancements\` and \`performance-observability\` wait for it. All that it depends on has landed.
2. \`quinn\`: Start \`testing-infrastructure\` with \`testing-infrastructure-002\`: \`performance-observability\` waits for it. All that it depends on has landed.
3. Agree that \`a\` lands before \`b\`, which then adapts: they conflict.
4. Agree that \`a\` lands before \`c\`, which then adapts: they conflict.
5. \`carol\`: Start \`security-enhancements\` with \`security-extension-005\`. All that it depends on has landed.

##### Changes of contracts

- \`a\` and \`b\`: \`WorkstreamEvent\` is changed on both sides. Ask arch-lead.

##### Not in their lane

- \`feature/storage-enhancements\`: It changes files of \`kernel-events-expansion\`."
`);
  const titles = (what: string) => agenda(what).match(/^#####.*$/gm);
  expect(titles('Performance baseline validation')).toMatchInlineSnapshot(`
[
  "##### Decisions wanted",
  "##### Slower",
  "##### Where it changed on the target",
]
`);
  expect(titles('Coffee')).toHaveLength(8);
});

test('keys are short, readable, and never the same for two names', () => {
  expect(['storage', 'Storage', 'a_b', 'a-b', 'ws/x', '日本'].map(keyPart)).toMatchInlineSnapshot(`
[
  "storage",
  "storage-34eddf06",
  "a-b-1ba46871",
  "a-b",
  "ws-x-e5fc73b8",
  "x-9f26ee51",
]
`);
});
