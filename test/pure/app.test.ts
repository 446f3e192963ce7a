import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { registerWebhooks } from '#src/app.ts';
import { type Job, jobKey } from '#src/jobs.ts';

type Payload = Record<string, unknown> & { action?: string };
type Handler = (context: { payload: Payload }) => unknown;
interface Example {
  name: string;
  examples: Payload[];
}

const EXAMPLES = createRequire(import.meta.url)('@octokit/webhooks-examples') as Example[];
const APP_ID = 25811;

/** All handlers, and what they did with an event. */
function listen(appId = APP_ID) {
  const handlers = new Map<string, Handler>();
  const jobs: Job[] = [];
  const rerun: string[] = [];
  const arrived: string[] = [];
  const app = {
    on(names: string | string[], handler: Handler) {
      for (const name of [names].flat()) handlers.set(name, handler);
    },
  };
  registerWebhooks(
    app as unknown as Parameters<typeof registerWebhooks>[0],
    async (job) => void jobs.push(job),
    {
      appId,
      onRerun: async (repo, oid) => void rerun.push(`${repo.id} ${oid.slice(0, 7)}`),
      onArrival: async (_repo, number, oid, at) =>
        void arrived.push(`#${number} ${oid.slice(0, 7)} ${at}`),
    },
  );
  const send = async (name: string, payload: Payload) => {
    jobs.length = 0;
    rerun.length = 0;
    for (const key of [name, `${name}.${payload.action}`]) await handlers.get(key)?.({ payload });
    return [...rerun.map((what) => `in doubt: ${what}`), ...jobs.map(jobKey)];
  };
  return { handlers, send, jobs, arrived };
}

/** Examples of an event; those sent to a plain webhook get the installation that an App's would have. */
const examplesOf = (name: string, action?: string): Payload[] =>
  (EXAMPLES.find((event) => event.name === name)?.examples ?? [])
    .filter((example) => action === undefined || example.action === action)
    .map((example) => ({ installation: { id: 7 }, ...example }));

test('these events are listened to, and no others', () => {
  expect([...listen().handlers.keys()].sort()).toMatchInlineSnapshot(`
[
  "check_run.completed",
  "check_run.created",
  "check_run.requested_action",
  "check_run.rerequested",
  "check_suite.completed",
  "check_suite.rerequested",
  "installation.created",
  "installation.deleted",
  "installation.new_permissions_accepted",
  "installation.suspend",
  "installation.unsuspend",
  "installation_repositories.added",
  "installation_repositories.removed",
  "issue_comment.created",
  "issue_comment.edited",
  "issues.closed",
  "issues.edited",
  "issues.reopened",
  "member",
  "membership",
  "merge_group.checks_requested",
  "organization.member_added",
  "organization.member_removed",
  "pull_request.closed",
  "pull_request.converted_to_draft",
  "pull_request.edited",
  "pull_request.labeled",
  "pull_request.opened",
  "pull_request.ready_for_review",
  "pull_request.reopened",
  "pull_request.review_request_removed",
  "pull_request.review_requested",
  "pull_request.synchronize",
  "pull_request.unlabeled",
  "pull_request_review.dismissed",
  "pull_request_review.edited",
  "pull_request_review.submitted",
  "push",
  "repository.renamed",
  "team.added_to_repository",
  "team.created",
  "team.deleted",
  "team.edited",
  "team.removed_from_repository",
  "team_add",
  "workflow_run.completed",
]
`);
});

const ALIKE: Record<string, string> = {
  'issues.closed': 'edited',
  'issues.reopened': 'edited',
  'pull_request.edited': 'opened',
  'pull_request_review.edited': 'submitted',
  'organization.member_removed': 'member_added',
};

test('every real payload of these events yields its jobs', async () => {
  const { handlers } = listen();
  const table: string[] = [];
  for (const key of handlers.keys()) {
    const [name = '', action] = key.split('.');
    // There is no example of these; they look like others.
    const alike = ALIKE[key];
    const examples =
      alike !== undefined
        ? examplesOf(name, alike).map((example) => ({ ...example, action }) as Payload)
        : examplesOf(name, action);
    expect([key, examples.length]).not.toEqual([key, 0]);
    for (const payload of examples) {
      const checked = (payload.check_run ?? payload.check_suite) as { app: { id: number } };
      const jobs = await listen(checked?.app.id).send(name, payload);
      const row = `${key.padEnd(36)} ${jobs.join(', ') || '-'}`;
      if (!table.includes(row)) table.push(row);
    }
  }
  expect(table.join('\n')).toMatchInlineSnapshot(`
"pull_request.opened                  integrate 186853002, check-plans 186853002, approvals 186853002 pull 2, progress 186853002
pull_request.synchronize             integrate 186853002, check-plans 186853002, approvals 186853002 pull 2 before f95f852bd8fca8fcc58a9a2d6c842781e32a215e, progress 186853002
pull_request.reopened                integrate 186853002, check-plans 186853002, approvals 186853002 pull 2, progress 186853002
pull_request.edited                  integrate 186853002, check-plans 186853002, approvals 186853002 pull 2, progress 186853002
pull_request.closed                  integrate 186853002, approvals 186853002 pull 2, progress 186853002
pull_request.ready_for_review        integrate 186853002, approvals 186853002 pull 2, progress 186853002
pull_request.converted_to_draft      integrate 186853002, approvals 186853002 pull 2, progress 186853002
pull_request.labeled                 integrate 186853002, approvals 186853002 pull 2, progress 186853002
pull_request.unlabeled               integrate 186853002, approvals 186853002 pull 2, progress 186853002
pull_request.review_requested        approvals 186853002 pull 2
pull_request.review_request_removed  approvals 186853002 pull 2
pull_request_review.submitted        approvals 186853002 pull 2
pull_request_review.edited           approvals 186853002 pull 2
pull_request_review.dismissed        approvals 186853002 pull 2, merge-queue 186853002
push                                 -
push                                 integrate 186853002, check-plans 186853002, approvals 186853002 base master, timetable 186853002, progress 186853002
merge_group.checks_requested         merge-queue 17273051
issues.closed                        progress 186853002
issues.reopened                      progress 186853002
issues.edited                        progress 186853002
issue_comment.created                -
issue_comment.edited                 -
check_run.rerequested                in doubt: 526 d6fde92, integrate 526, check-plans 526, approvals 526 commit d6fde92930d4715a2b49857d24b940956b26d2d3, merge-queue 526
check_run.created                    -
check_run.requested_action           -
check_suite.completed                -
check_run.completed                  -
check_suite.rerequested              in doubt: 186853002 ec26c3e, integrate 186853002, check-plans 186853002, approvals 186853002 commit ec26c3e57ca3a959ca5aad62de7213c562f8c821, merge-queue 186853002
workflow_run.completed               integrate 283462325
workflow_run.completed               integrate 300029405
membership                           people 7
membership                           people 1
team.edited                          people 1
team.deleted                         people 1
team.created                         people 1
team.added_to_repository             people 7
team.added_to_repository             people 1
team.removed_from_repository         people 1
team_add                             people 7
team_add                             people 1
member                               people 7
member                               people 1
organization.member_added            people 7
organization.member_added            people 1
organization.member_removed          people 7
organization.member_removed          people 1
repository.renamed                   integrate 186853261, check-plans 186853261
installation.created                 sweep 957387
installation.unsuspend               sweep 16598467
installation.new_permissions_accepted sweep 957387
installation_repositories.added      sweep 957387
installation.deleted                 forget 2 all
installation.suspend                 forget 16598467 all
installation_repositories.removed    forget 2 1296269"
`);
});

test('a job names the repository by its installation and id, and by its name for people', async () => {
  const { send, jobs } = listen();
  await send('pull_request', examplesOf('pull_request', 'synchronize')[0] as Payload);
  expect(jobs[0]).toMatchInlineSnapshot(`
{
  "kind": "integrate",
  "repo": {
    "id": 186853002,
    "installation": 1,
    "name": "Hello-World",
    "owner": "Codertocat",
  },
}
`);
});

const [push = {}] = examplesOf('push');
const [comment = {}] = examplesOf('issue_comment', 'created');
const [rerequested = {}] = examplesOf('check_run', 'rerequested');
const [button = {}] = examplesOf('check_run', 'requested_action');
const [ended = {}] = examplesOf('check_run', 'completed');
const [suite = {}] = examplesOf('check_suite', 'completed');
const on = (head_branch: string | null) => ({
  ...ended,
  check_run: { ...(ended.check_run as object), check_suite: { head_branch } },
});
const said = (body: string, over: object = {}): Payload => ({
  ...comment,
  comment: { ...(comment.comment as object), body, ...over },
});

const edited = (from: string, to: string): Payload => ({
  ...said(to),
  action: 'edited',
  changes: { body: { from } },
});

test.each<[string, string, Payload, string[]]>([
  ['a tag', 'push', { ...push, ref: 'refs/tags/v1' }, []],
  [
    'a branch that was deleted',
    'push',
    { ...push, ref: 'refs/heads/x', deleted: true, head_commit: null },
    [
      'integrate 186853002',
      'check-plans 186853002',
      'approvals 186853002 base x',
      'timetable 186853002',
      'progress 186853002',
    ],
  ],
  ['no installation', 'push', { ...push, installation: undefined }, []],
  ['a comment without a command', 'issue_comment', said('Nice work'), []],
  ['a command', 'issue_comment', said('/integrate'), ['command 186853002 492700400 integrate']],
  ['a command in a quote', 'issue_comment', said('> /integrate'), []],
  ['a command that was edited in', 'issue_comment', edited('Nice', '/integrate'), []],
  [
    'a report that was edited',
    'issue_comment',
    edited('/progress\n```\na: 1\n```', '/progress\n```\na: 2\n```'),
    ['command 186853002 492700400 progress'],
  ],
  [
    'a report that was taken back',
    'issue_comment',
    edited('/progress\n```\na: 1\n```', 'Never mind'),
    ['command 186853002 492700400 progress'],
  ],
  [
    'an edit around a report',
    'issue_comment',
    edited('Hello\n\n/progress\n```\na: 1\n```', 'Bye\n\n/progress\n```\na: 1\n```\n\n/integrate'),
    [],
  ],
  [
    'a command by a bot',
    'issue_comment',
    said('/integrate', { user: { login: 'x[bot]', type: 'Bot' } }),
    [],
  ],
  [
    'a command through an App',
    'issue_comment',
    said('/integrate', { performed_via_github_app: { id: 1 } }),
    [],
  ],
  [
    'a report by an agent that comments as a bot',
    'issue_comment',
    said('/progress\n```yaml\na: 1\n```\n\n/integrate', {
      user: { login: 'x[bot]', type: 'Bot' },
      performed_via_github_app: { id: 1 },
    }),
    ['command 186853002 492700400 progress'],
  ],
  ['a command of a deleted account', 'issue_comment', said('/integrate', { user: null }), []],
  [
    'seven commands',
    'issue_comment',
    said('abcdefg'.replaceAll(/./g, '/integrate with $&\n')),
    ['a', 'b', 'c', 'd', 'e'].map((arg) => `command 186853002 492700400 integrate with ${arg}`),
  ],
  [
    'a button of ours',
    'check_run',
    { ...button, requested_action: { identifier: 'explain' } },
    [
      `button ${(button.repository as { id: number })?.id} ${(button.check_run as { head_sha: string })?.head_sha} explain`,
    ],
  ],
  [
    'a button we never made',
    'check_run',
    { ...button, requested_action: { identifier: 'rm' } },
    [],
  ],
  [
    'a check run of another App',
    'check_run',
    { ...rerequested, check_run: { ...(rerequested.check_run as object), app: { id: 1 } } },
    [],
  ],
  [
    'a branch of a trial build: no head, and nobody has pushed',
    'push',
    { ...push, ref: 'refs/heads/weir/trial/12-1' },
    [],
  ],
  [
    'a branch that only looks like one',
    'push',
    { ...push, ref: 'refs/heads/weir/trials' },
    [
      'integrate 186853002',
      'check-plans 186853002',
      'approvals 186853002 base weir/trials',
      'timetable 186853002',
      'progress 186853002',
    ],
  ],
  [
    'CI has ended on a trial branch',
    'check_run',
    on('weir/trial/12-1'),
    [`trial-builds ${(ended.repository as { id: number })?.id}`],
  ],
  ['CI has ended on another branch', 'check_run', on('main'), ['progress 186853002']],
  ['CI has ended on a commit of no branch', 'check_run', on(null), ['progress 186853002']],
  [
    'all of CI has ended on a trial branch',
    'check_suite',
    {
      ...suite,
      check_suite: { ...(suite.check_suite as object), head_branch: 'weir/trial/12-1' },
    },
    [`trial-builds ${(suite.repository as { id: number })?.id}`],
  ],
  [
    'a check run without an App',
    'check_run',
    { ...rerequested, check_run: { ...(rerequested.check_run as object), app: null } },
    [],
  ],
])('%s', async (_what, name, payload, expected) => {
  expect(await listen().send(name, payload)).toEqual(expected);
});

test('when the commit of a fork became a head is noted, and nobody else’s', async () => {
  const [moved = {}] = examplesOf('pull_request', 'synchronize');
  const pull = moved.pull_request as { head: { sha: string; repo: object }; updated_at: string };
  const head = (repo: object | null) => ({
    ...moved,
    pull_request: { ...pull, head: { ...pull.head, repo } },
  });
  const { send, arrived } = listen();
  await send('pull_request', head(pull.head.repo));
  expect(arrived).toEqual([]);
  await send('pull_request', head({ id: 1 }));
  await send('pull_request', head(null));
  await send('pull_request', { ...head({ id: 1 }), action: 'edited' });
  const seen = `#2 ${pull.head.sha.slice(0, 7)} ${pull.updated_at}`;
  expect(arrived).toEqual([seen, seen]);
});

describe('when a job cannot be stored', () => {
  test('the handler fails, so that the delivery stays pending', async () => {
    const handlers = new Map<string, Handler>();
    registerWebhooks(
      { on: (name: string, handler: Handler) => handlers.set(String(name), handler) } as never,
      async () => {
        throw new Error('database down');
      },
      { appId: APP_ID },
    );
    await expect(
      Promise.resolve(handlers.get('push')?.({ payload: { ...push, ref: 'refs/heads/main' } })),
    ).rejects.toThrow('database down');
  });
});

describe('a box in an issue', () => {
  const box = (mark: string) =>
    `Tick:\n\n- [${mark}] Integrate all heads <!-- weir:box:integrate-all -->`;
  const edited = (over: object = {}): Payload => ({
    action: 'edited',
    installation: { id: 7 },
    repository: { id: 1, name: 'river', owner: { login: 'acme' } },
    sender: { login: 'alice', type: 'User' },
    changes: { body: { from: box(' ') } },
    issue: {
      number: 30,
      body: box('x'),
      user: { login: 'weir[bot]', type: 'Bot' },
      updated_at: '2026-11-27T16:00:00Z',
    },
    ...over,
  });

  test('that a person ticks runs its command in their name', async () => {
    const { send, jobs } = listen();
    expect(await send('issues', edited())).toEqual([
      'command 1 box 30 integrate all',
      'progress 1',
    ]);
    expect(jobs[0]).toMatchObject({ author: 'alice', issue: 30, comment: null });
  });

  test.each<[string, object]>([
    ['that was ticked before', { changes: { body: { from: box('x') } } }],
    ['where only the title changed', { changes: { title: { from: 'x' } } }],
    ['that a bot ticks', { sender: { login: 'weir[bot]', type: 'Bot' } }],
    [
      'in the issue of a person',
      { issue: { ...(edited().issue as object), user: { login: 'eve', type: 'User' } } },
    ],
  ])('%s runs nothing', async (_, over) => {
    const jobs = await listen().send('issues', edited(over));
    expect(jobs.filter((job) => job !== 'progress 1')).toEqual([]);
  });
});
