import { expect, test } from '@jest/globals';
import type { Effect } from '#src/effects.ts';
import { runJob } from '#src/run-job.ts';
import type { DueOccasion } from '#src/schedule.ts';
import { fakeDeps, openHead, REPO } from '../fakes.ts';
import { timetableInMemory } from '../timetable-memory.ts';

const PLAN = `
version: 1
phase: { name: Phase 2, timezone: Europe/Berlin }
workstreams:
  kernel: { branch: feature/kernel }
  storage: { branch: feature/storage }
  docs: {}
integration: { schedule: { monday: [kernel, docs], wednesday: all } }
reviews: { monday: Cross-workstream design review }
standups: { kernel: "09:15" }
`;

const MONDAY: DueOccasion = {
  kind: 'integration',
  series: 'integration',
  period: '2026-11-23',
  workstream: null,
  date: '2026-11-23',
  dueAt: '2026-11-23T07:00:00.000Z',
  lateMinutes: 0,
  missed: [],
};

async function hold(occasion: DueOccasion, plan = PLAN, ledger = timetableInMemory(Date.now)) {
  const deps = {
    ...fakeDeps({
      heads: [openHead('feature/kernel', 3), openHead('feature/storage', 4)],
      plan,
      conflicts: [['FEATURE/KERNEL', 'FEATURE/STORAGE', 'src/event.rs']],
    }),
    timetable: ledger,
  };
  const { apply } = deps;
  deps.apply = async (effects: readonly Effect[]) =>
    (await apply(effects)).map((applied) => ({ ...applied, number: 30 }));
  await runJob({ kind: 'occasion', repo: REPO, occasion }, deps);
  return deps.written;
}

const bodies = (effects: Effect[]) =>
  effects.map((effect) =>
    'body' in effect ? `${effect.kind} ${effect.key}\n\n${effect.body}` : effect.kind,
  );

test('the workstreams of a day are merged on trial, and told in one comment', async () => {
  const [issue, comment, ...more] = bodies(await hold(MONDAY));
  expect(more).toEqual([]);
  expect(issue).toMatchInlineSnapshot(`
"issue calendar

Weir writes below what there is to talk about: one comment for each, written again every time. All times are in \`Europe/Berlin\`.

| Day | Time | What |
| --- | --- | --- |
| Monday | 09:00 | Cross-workstream design review |
| Monday | 08:00 | Integration of \`kernel\` and \`docs\` |
| Wednesday | 08:00 | Integration of all workstreams |
| Monday, Tuesday, Wednesday, Thursday and Friday | 09:15 | Standup of \`kernel\` |

- A standup is told on the tracking issue of its workstream, else on its pull request, and only where it has neither in here.
- To move something, change \`.github/workstreams.yml\`."
`);
  expect(comment).toMatchInlineSnapshot(`
"comment integration-monday

#### Integration of \`kernel\` and \`docs\`, 2026-11-23 (\`Europe/Berlin\`)

**The only open head can land on \`main\` now without a conflict.**

**Next:** land [#3](https://github.example/acme/river/pull/3) \`feature/kernel\`, once it is approved and its checks are green.

|  | Head | Owners | Files | Lands |
| --- | --- | --- | --- | --- |
| 1 | [#3](https://github.example/acme/river/pull/3) \`feature/kernel\` | \`alice\` | 0 | ✅ now |

Judged with \`main\` at \`M\`: 1 pair, all clean. Each head was also merged onto what those above it leave behind. Of two that collide, the one that lets more heads land goes first, else the larger change; the other one is rebased.

No open pull request and no branch with work: \`docs\`."
`);
});

test('late, with others missed, all workstreams: the comment says so', async () => {
  const occasion = { ...MONDAY, date: '2026-11-25', period: '2026-11-25' };
  const late = { ...occasion, lateMinutes: 75, missed: ['2026-11-18', '2026-11-23'] };
  const [, comment = ''] = bodies(await hold(late));
  expect(comment.split('\n').slice(0, 8).join('\n')).toMatchInlineSnapshot(`
"comment integration-wednesday

#### Integration of all workstreams, 2026-11-25 (\`Europe/Berlin\`)

- Weir was not running when it was due: this is 75 minutes late.
- Not held, because Weir was not running: 2026-11-18 and 2026-11-23.

**1 of 2 open heads can land on \`main\` now without a conflict.**"
`);
});

test('it is held once, and not at all when the plan has no such day any more', async () => {
  const ledger = timetableInMemory(Date.now);
  await hold(MONDAY, PLAN, ledger);
  expect(await hold(MONDAY, PLAN, ledger)).toEqual([]);
  expect(ledger.rows).toMatchObject([{ series: 'integration', period: '2026-11-23' }]);
  expect(await hold({ ...MONDAY, date: '2026-11-24', period: '2026-11-24' })).toEqual([]);
});
