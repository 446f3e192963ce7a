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
import type { Deps, OpenHead, Review } from '#src/ports.ts';
import { runs } from '../approvals.ts';
import { fakeDeps, pullRequest, REPO } from '../fakes.ts';

const PEOPLE = ['bob', 'carol', 'dave', 'zoe'] as const;
const plan = (also: string) => `version: 1
target: main
roles: { storage-lead: [bob, dave], arch-lead: [carol, "@acme/arch"], qa-lead: [zoe, dave] }
approval: { request_reviews: false }
workstreams:
  storage: { also: { heads: ["storage/*"] }, approvals: [storage-lead, arch-lead${also}] }
  docs: { approvals: [qa-lead] }
`;

const REVIEWS = ['approve', 'veto', 'comment', 'dismiss'] as const;
const CHANGES = ['push', 'meet', 'draft', 'body', 'base', 'close', 'team', 'plan'] as const;
interface Act {
  kind: (typeof REVIEWS)[number] | (typeof CHANGES)[number];
  by: (typeof PEOPLE)[number];
  /** Which of the two pull requests. */
  at: 0 | 1;
}
type Step = { do: 'act' | 'work'; act: Act } | { do: 'deliver' | 'repeat' | 'lose'; which: number };
type Webhook = [name: string, payload: Record<string, unknown>];

/** Two pull requests, and what people do to them; each act answers with the webhook that tells of it. */
function createWorld() {
  let id = 0;
  let text = plan('');
  const team = new Set<string>(['dave']);
  const pulls = [11, 12].map((number) => ({
    number,
    branch: `storage/${number}`,
    base: 'main',
    head: `c${number}`,
    body: '',
    draft: false,
    open: true,
    reviews: [] as Review[],
  }));
  const shell = { installation: { id: REPO.installation }, repository: repository() };

  const told = (name: string, action: string, pull: (typeof pulls)[number], more = {}): Webhook => {
    const { number, head } = pull;
    const sent = { number, head: { sha: head }, updated_at: '2025-07-07T08:00:00Z' };
    return [name, { ...shell, action, sender: { login: 'kim' }, pull_request: sent, ...more }];
  };

  function act({ kind, by, at }: Act): Webhook | null {
    id++;
    const pull = pulls[at] as (typeof pulls)[number];
    const other = pulls[1 - at] as (typeof pulls)[number];
    const reviewed = (state: Review['state']) => {
      const submittedAt = new Date(Date.UTC(2025, 6, 7, 8, 0, id)).toISOString();
      const commit = pull.head;
      pull.reviews = [
        ...pull.reviews,
        { id, user: by, userType: 'User', state, commit, submittedAt },
      ];
      return told('pull_request_review', 'submitted', pull, {
        review: { id, state: state.toLowerCase() },
      });
    };
    const moved = (to: string) => {
      const before = pull.head;
      pull.head = to;
      return told('pull_request', 'synchronize', pull, { before, after: to });
    };
    switch (kind) {
      case 'approve':
        return reviewed('APPROVED');
      case 'veto':
        return reviewed('CHANGES_REQUESTED');
      case 'comment':
        return reviewed('COMMENTED');
      case 'dismiss': {
        const last = pull.reviews.findLast(
          ({ user, state }) => user === by && state !== 'DISMISSED',
        );
        if (!last) return null;
        pull.reviews = pull.reviews.map((each) =>
          each === last ? { ...each, state: 'DISMISSED' } : each,
        );
        return told('pull_request_review', 'dismissed', pull, {
          review: { id: last.id, state: 'dismissed' },
        });
      }
      case 'push':
        return moved(`c${id}`);
      // One commit is the head of both.
      case 'meet':
        return pull.head === other.head ? null : moved(other.head);
      case 'draft':
        pull.draft = !pull.draft;
        return told('pull_request', pull.draft ? 'converted_to_draft' : 'ready_for_review', pull);
      case 'body':
        pull.body = pull.body === '' ? 'Workstream: docs' : '';
        return told('pull_request', 'edited', pull);
      case 'base':
        pull.base = pull.base === 'main' ? 'release' : 'main';
        return told('pull_request', 'edited', pull);
      case 'close':
        pull.open = !pull.open;
        return told('pull_request', pull.open ? 'reopened' : 'closed', pull);
      case 'team':
        if (!team.delete(by)) team.add(by);
        return ['membership', { ...shell, action: team.has(by) ? 'added' : 'removed' }];
      case 'plan':
        text = text === plan('') ? plan(', qa-lead') : plan('');
        return ['push', { ...shell, ref: 'refs/heads/main', after: `m${id}`, deleted: false }];
    }
  }

  /** What is there now; `meanwhile` happens once, between two reads. */
  function deps(remembered: Map<string, string[]>, meanwhile = () => {}): Deps {
    let happen = meanwhile;
    const interrupt = () => {
      const now = happen;
      happen = () => {};
      now();
    };
    const fakes = fakeDeps({ heads: [], postedBefore: true, branches: { release: 'R' } });
    const heads = (): OpenHead[] =>
      pulls
        .filter(({ open }) => open)
        .map(({ number, branch, head, base, body, draft }) => ({
          ref: branch,
          branch,
          oid: head,
          pullRequest: pullRequest(number, { author: 'kim', base, body, draft }),
        }));
    const find = (number: number) => pulls.find((each) => each.number === number);
    return {
      ...fakes,
      forge: {
        ...fakes.forge,
        async pullRequests() {
          const found = heads();
          interrupt();
          return found;
        },
      },
      git: {
        ...fakes.git,
        readFile: async () => ({ state: 'found', text, oid: 'PLAN' }),
        history: async (_repo, _base, head) => ({ state: 'whole', list: [commitOf(head)] }),
      },
      reviews: {
        ...fakes.reviews,
        headOf: async (_repo, number) => find(number)?.head ?? null,
        async reviews(_repo, number) {
          const list = find(number)?.reviews ?? [];
          interrupt();
          return { state: 'whole', list };
        },
        authorship: async (_repo, number) => ({
          state: 'whole',
          list: [find(number)?.head ?? ''].map((oid) => ({
            oid,
            author: 'kim',
            committer: 'kim',
            committedViaWeb: false,
            emails: { author: null, committer: null },
          })),
        }),
        async team(_repo, name) {
          const members = remembered.get(name) ?? [...team];
          remembered.set(name, members);
          return { state: 'found', id: 1, members };
        },
      },
    };
  }
  return { act, deps, openHeads: () => pulls.filter(({ open }) => open).map(({ head }) => head) };
}

function repository() {
  return { id: REPO.id, name: REPO.name, owner: { login: REPO.owner } };
}

function commitOf(oid: string) {
  const address = { authorEmail: '', committerEmail: '' };
  return { oid, parents: ['M'], ...address, coAuthors: [], subject: oid, isBaseMerge: false };
}

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

const act = fc.record<Act>({
  kind: fc.constantFrom(...REVIEWS, ...CHANGES),
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

/** Plays it, and answers the checks on the open heads, and what a look at everything says of them. */
async function play(steps: readonly Step[], { losing }: { losing: boolean }) {
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
  await server.sweep();
  for (const each of steps) {
    if (each.do === 'act') happen(each.act);
    if (each.do === 'work') await server.work(() => happen(each.act));
    if (each.do === 'deliver') await deliver(each.which);
    const again = heard[each.do === 'repeat' ? each.which % heard.length : -1];
    if (again) await server.hear(again);
    if (each.do === 'lose' && losing) pending.splice(each.which % pending.length, 1);
  }
  // The rest arrives, the last first.
  while (pending.length > 0) await deliver(pending.length - 1);
  while (await server.work());
  if (losing) {
    await server.hear(['membership', { installation: { id: REPO.installation }, action: 'added' }]);
    await server.sweep();
    while (await server.work());
  }
  const fresh = createServer(world);
  await fresh.sweep();
  while (await fresh.work());
  const heads = world.openHeads();
  const of = (some: Map<string, Effect>) => heads.map((head) => some.get(head) ?? head);
  return { stands: of(server.checks), right: of(fresh.checks) };
}

const steps = fc.array(step, { maxLength: 40 });

test('late, repeated, in any order: the checks are those of a full look', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (what) => {
      const { stands, right } = await play(what, { losing: false });
      expect(stands).toEqual(right);
    }),
    runs(600),
  );
});

test('lost: the next sweep finds what is right', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (what) => {
      const { stands, right } = await play(what, { losing: true });
      expect(stands).toEqual(right);
    }),
    runs(200),
  );
});
