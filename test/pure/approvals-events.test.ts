/**
 * Whatever happens to a repository, and however late, often or out of order GitHub tells of it: in the end each
 * open pull request has the check that a look at everything gives. Real handlers, real jobs; a world in memory.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { registerWebhooks } from '#src/app.ts';
import { judgeApprovals } from '#src/approvals/run.ts';
import type { Effect } from '#src/effects.ts';
import { type Job, jobKey } from '#src/jobs.ts';
import { fakeDeps, openHead, REPO } from '../fakes.ts';
import { runs } from '../properties.ts';
import {
  type Act,
  CHANGES,
  createWorld,
  PEOPLE,
  REVIEWS,
  type Webhook,
} from '../repository-life.ts';

/** The handlers, a queue that keeps one waiting job a key, and the checks that stand. */
function createServer(world: ReturnType<typeof createWorld>) {
  const handlers = new Map<string, (context: { payload: unknown }) => unknown>();
  const waiting = new Map<string, Job>();
  const teams = new Map<string, string[]>();
  const checks = new Map<string, Effect>();
  const app = {
    on(names: string | string[], handler: (context: { payload: unknown }) => unknown) {
      for (const name of [names].flat()) handlers.set(name, handler);
    },
  };
  const add = async (job: Job) => void waiting.set(jobKey(job), job);
  registerWebhooks(app as never, add, { appId: 1 });
  const everything: Job = { kind: 'approvals', repo: REPO, about: 'all' };
  return {
    checks,
    async hear([name, payload]: Webhook) {
      for (const key of [name, `${name}.${payload.action}`]) await handlers.get(key)?.({ payload });
    },
    sweep: () => add(everything),
    /** Does one job; answers whether there was any. */
    async work(meanwhile?: () => void): Promise<boolean> {
      const [next] = waiting;
      if (!next) return false;
      const [key, job] = next;
      waiting.delete(key);
      if (job.kind === 'people') {
        teams.clear();
        await add(everything);
      }
      if (job.kind !== 'approvals') return true;
      const run = judgeApprovals(job, world.deps(teams, meanwhile));
      for (let turn = await run.next([]); !turn.done; turn = await run.next([])) {
        for (const effect of turn.value) {
          if (effect.kind === 'check-run') checks.set(effect.oid, effect);
        }
      }
      return true;
    },
  };
}

type Step = { do: 'act' | 'work'; act: Act } | { do: 'deliver' | 'repeat' | 'lose'; which: number };

const act = fc.record<Act>({
  kind: fc.oneof(fc.constantFrom(...REVIEWS), fc.constantFrom(...CHANGES)),
  by: fc.constantFrom(...PEOPLE),
  at: fc.constantFrom<0 | 1>(0, 1),
});
const step = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.record({ do: fc.constantFrom<'act' | 'work'>('act', 'act', 'act', 'work'), act }),
  fc.record({
    do: fc.constantFrom<'deliver' | 'repeat' | 'lose'>('deliver', 'deliver', 'repeat', 'lose'),
    which: fc.nat(50),
  }),
);
/** Between two days nothing is under way, so that few things can hide what one of them leaves undone. */
const days = fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 10 });

/** Plays it; at the end of each day the checks on the open heads must be those of a look at everything. */
async function play(each: readonly (readonly Step[])[], { losing }: { losing: boolean }) {
  const world = createWorld();
  const server = createServer(world);
  const pending: Webhook[] = [];
  const heard: Webhook[] = [];
  const happen = (what: Act) => {
    const webhook = world.act(what);
    if (webhook) pending.push(webhook);
  };
  const deliver = async (which: number) => {
    const [webhook] = pending.splice(which % pending.length, 1);
    if (!webhook) return;
    heard.push(webhook);
    await server.hear(webhook);
  };
  const take = async (now: Step) => {
    if (now.do === 'act') happen(now.act);
    if (now.do === 'work') await server.work(() => happen(now.act));
    if (now.do === 'deliver') await deliver(now.which);
    const again = now.do === 'repeat' ? heard[now.which % heard.length] : undefined;
    if (again) await server.hear(again);
    if (now.do === 'lose' && losing) pending.splice(now.which % pending.length, 1);
  };
  await server.sweep();
  while (await server.work());
  for (const day of each) {
    for (const now of day) await take(now);
    // The rest arrives, the last first.
    while (pending.length > 0) await deliver(pending.length - 1);
    while (await server.work());
    if (losing) {
      // Members of teams are remembered for an hour; that is another test's.
      await server.hear(world.teamTold());
      await server.sweep();
      while (await server.work());
    }
    const fresh = createServer(world);
    await fresh.sweep();
    while (await fresh.work());
    const of = (some: Map<string, Effect>) =>
      world.openHeads().map((head) => some.get(head) ?? head);
    expect(of(server.checks)).toEqual(of(fresh.checks));
  }
}

test('late, repeated, in any order: the checks are those of a full look', async () => {
  const holds = (what: Step[][]) => play(what, { losing: false });
  await fc.assert(fc.asyncProperty(days, holds), runs(60));
});

test('lost: the next sweep finds what is right', async () => {
  const holds = (what: Step[][]) => play(what, { losing: true });
  await fc.assert(fc.asyncProperty(days, holds), runs(20));
});

test('X13: where no plan is, nothing is said, unless something stands there already', async () => {
  const say = async (postedBefore: boolean) => {
    const deps = fakeDeps({ heads: [openHead('a', 1)], postedBefore });
    const { value } = await judgeApprovals(
      { kind: 'approvals', repo: REPO, about: 'all' },
      deps,
    ).next();
    return value?.map((effect) => (effect.kind === 'check-run' ? effect.conclusion : effect.kind));
  };
  expect([await say(false), await say(true)]).toEqual([undefined, ['success']]);
});
