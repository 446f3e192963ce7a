import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { createApply } from '#src/adapters/apply.ts';
import type { GitHub } from '#src/adapters/github.ts';
import type { Annotation, Applied, Effect } from '#src/effects.ts';
import type { Repository } from '#src/ports.ts';
import { API, APP_ID, connect, grantToken, memoryPosted } from './github-api.ts';

const RIVER: Repository = { installation: 7, id: 1, owner: 'acme', name: 'river' };
const OID = 'a'.repeat(40);

interface Run {
  id: number;
  name: string;
  head_sha: string;
  status: string;
  conclusion?: string;
  external_id: string;
  html_url: string;
  app: { id: number };
  output: { title: string; annotations_count: number };
}
interface Comment {
  id: number;
  body: string;
  html_url: string;
  user: { login: string };
}

/** The part of GitHub that check runs and comments live in, appending annotations as GitHub does. */
function hub() {
  const requests: string[] = [];
  const runs: Run[] = [];
  const comments: Comment[] = [];
  /** The first request that reads so meets an outage: before anything is done, or, where it is `lost`, after. */
  const state = { requests, runs, comments, fault: '', lost: '' };
  const said = (line: string) => requests.push(line);
  const write = (run: Run, body: Partial<Run> & { output?: { annotations?: unknown[] } }) => {
    const { output, ...rest } = body;
    Object.assign(run, rest);
    const added = output?.annotations?.length ?? 0;
    run.output = {
      title: (output as { title?: string })?.title ?? run.output.title,
      annotations_count: run.output.annotations_count + added,
    };
    return added > 0 ? ` +${added} annotations` : '';
  };
  const answer = (what: string, given: [number, Run]): [number, Run | string] => {
    if (state.lost !== what) return given;
    state.lost = '';
    return [502, 'Bad gateway'];
  };
  const idIn = (uri: string) => Number(/\/(\d+)(\?|$)/.exec(uri)?.[1]);
  nock(API)
    .persist()
    .get('/app')
    .reply(200, { slug: 'weir' })
    .post('/repos/acme/river/check-runs')
    .reply(async (request: Request) => {
      const given = (await request.json()) as Partial<Run>;
      if (given.head_sha === 'gone') return [422, { message: 'No commit found for SHA: gone' }];
      const id = runs.length + 1;
      const run = { id, app: { id: APP_ID }, output: { title: '', annotations_count: 0 } } as Run;
      const more = write(run, given);
      run.html_url = `https://github.com/acme/river/runs/${id}`;
      runs.push(run);
      said(`create run ${id}: ${run.status} ${run.conclusion ?? '-'}${more}`);
      return answer(`create run ${id}`, [201, run]);
    })
    .patch(/check-runs\/\d+$/)
    .reply(async (request: Request) => {
      const run = runs.find(({ id }) => id === idIn(request.url));
      if (!run) return [404, { message: 'Not Found' }];
      if (state.fault === `update run ${run.id}`) {
        state.fault = '';
        return [502, 'Bad gateway'];
      }
      const more = write(run, (await request.json()) as Partial<Run>);
      said(`update run ${run.id}: ${run.status} ${run.conclusion ?? '-'}${more}`);
      return answer(`update run ${run.id}`, [200, run]);
    })
    .get(/commits\/\w+\/check-runs/)
    .reply((request: Request) => {
      said('list runs');
      const found = runs.filter(({ head_sha }) => request.url.includes(`/${head_sha}/`));
      return [200, { total_count: found.length, check_runs: found }];
    })
    .get(/issues\/\d+\/comments/)
    .reply(() => {
      said('list comments');
      return [200, comments];
    })
    .post(/issues\/\d+\/comments$/)
    .reply(async (request: Request) => {
      const id = 100 + comments.length;
      const { body: text } = (await request.json()) as { body: string };
      const comment = { id, body: text, html_url: `https://c/${id}`, user: { login: 'weir[bot]' } };
      comments.push(comment);
      said(`create comment ${id}`);
      return [201, comment];
    })
    .get(/issues\/comments\/\d+$/)
    .reply((request: Request) => {
      const comment = comments.find(({ id }) => id === idIn(request.url));
      return comment ? [200, comment] : [404, { message: 'Not Found' }];
    })
    .patch(/issues\/comments\/\d+$/)
    .reply(async (request: Request) => {
      const comment = comments.find(({ id }) => id === idIn(request.url)) as Comment;
      comment.body = ((await request.json()) as { body: string }).body;
      said(`update comment ${comment.id}`);
      return [200, comment];
    });
  return state;
}

const annotations = (count: number): Annotation[] =>
  Array.from({ length: count }, (_, index) => ({
    path: 'src/a.ts',
    startLine: index + 1,
    endLine: index + 1,
    level: 'failure',
    title: 'Collides',
    message: 'with storage',
  }));

const verdict = (over: Partial<Extract<Effect, { kind: 'check-run' }>> = {}): Effect => ({
  kind: 'check-run',
  repo: RIVER,
  oid: OID,
  name: 'Weir / integration',
  conclusion: 'failure',
  output: { title: '1 conflict', summary: 'Talk to storage.' },
  annotations: [],
  buttons: [{ label: 'Re-integrate', description: 'Judge again', identifier: 're-integrate' }],
  ...over,
});
const started = (when: 'if-unjudged' | 'always'): Effect => ({
  kind: 'check-started',
  repo: RIVER,
  oid: OID,
  name: 'Weir / integration',
  when,
  title: 'Merging',
  summary: 'Trial merges are running.',
});
const comment = (body: string): Effect => ({
  kind: 'comment',
  repo: RIVER,
  issue: 12,
  key: 'integrate',
  body,
});

let github: ReturnType<typeof hub>;
let posted: ReturnType<typeof memoryPosted>;
let warnings: string[];
let apply: (effects: readonly Effect[]) => Promise<Applied[]>;

function applyBy(by: GitHub): typeof apply {
  const log = {
    info() {},
    warn: (_: object, message: string) => warnings.push(message),
    error() {},
  };
  return createApply({
    github: by,
    posted,
    overrides: { recordOverride: async () => true },
    alone: (_, work) => work(),
    now: () => new Date('2026-11-27T16:00:00Z'),
    builds: { save: async () => true },
    branches: {
      pushTrial: async () => 'done',
      deleteTrial: async () => 'done',
    },
    log,
  });
}
/** What one effect did: its outcome and the requests it took. */
const did = async (effect: Effect) => {
  github.requests.length = 0;
  const [applied] = await apply([effect]);
  return [applied?.outcome, ...github.requests];
};

beforeEach(() => {
  nock.disableNetConnect();
  github = hub();
  grantToken('write-token');
  posted = memoryPosted();
  warnings = [];
  apply = applyBy(connect());
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});
// Interception is process-wide; the next test file may run in this process.
afterAll(() => nock.restore());

describe('a check run', () => {
  test('is created once, left alone while it says the same, and updated in place when it changes', async () => {
    expect(await did(verdict())).toEqual([
      'created',
      'list runs',
      'create run 1: completed failure',
    ]);
    expect(await did(verdict())).toEqual(['unchanged']);
    expect(await did(verdict({ conclusion: 'success' }))).toEqual([
      'updated',
      'update run 1: completed success',
    ]);
    expect(await did(verdict({ conclusion: 'success', buttons: [] }))).toEqual([
      'updated',
      'update run 1: completed success',
    ]);
  });

  test('is known again by its content when our own record is lost', async () => {
    await apply([verdict()]);
    posted.rows.clear();
    expect(await did(verdict())).toEqual(['unchanged', 'list runs']);
    posted.rows.clear();
    expect(await did(verdict({ conclusion: 'success' }))).toEqual([
      'updated',
      'list runs',
      'update run 1: completed success',
    ]);
  });

  test('of another App is not ours, whatever its name', async () => {
    github.runs.push({
      id: 1,
      name: 'Weir / integration',
      head_sha: OID,
      status: 'completed',
      external_id: 'weir:0000',
      html_url: '',
      app: { id: 99 },
      output: { title: '', annotations_count: 0 },
    });
    expect(await did(verdict())).toEqual([
      'created',
      'list runs',
      'create run 2: completed failure',
    ]);
  });

  test('with 120 annotations takes three requests, and is complete only after the last', async () => {
    expect(await did(verdict({ annotations: annotations(120) }))).toEqual([
      'created',
      'list runs',
      'create run 1: completed failure +50 annotations',
      'update run 1: completed failure +50 annotations',
      'update run 1: completed failure +20 annotations',
    ]);
    expect(await did(verdict({ annotations: annotations(120) }))).toEqual(['unchanged']);
  });

  test('that has annotations is replaced by a new one, since GitHub only appends them', async () => {
    await apply([verdict({ annotations: annotations(2) })]);
    expect(await did(verdict({ annotations: annotations(1) }))).toEqual([
      'updated',
      'create run 2: completed failure +1 annotations',
    ]);
    expect(await did(verdict({ conclusion: 'success' }))).toEqual([
      'updated',
      'create run 3: completed success',
    ]);
    expect(await did(verdict({ annotations: annotations(1) }))).toEqual([
      'updated',
      'update run 3: completed failure +1 annotations',
    ]);
  });

  test.each([
    ['with our record', false],
    ['without it', true],
  ])('cut off between two requests is written anew, %s', async (_how, forgetful) => {
    const effect = verdict({ annotations: annotations(60) });
    github.fault = 'update run 1';
    await expect(apply([effect])).rejects.toThrow('Bad gateway');
    if (forgetful) posted.rows.clear();
    expect(await did(effect)).toEqual([
      'updated',
      ...(forgetful ? ['list runs'] : []),
      'create run 2: completed failure +50 annotations',
      'update run 2: completed failure +10 annotations',
    ]);
  });

  test('whose creation was done and not heard of is not taken for the words before', async () => {
    const before = verdict({ annotations: annotations(1) });
    await apply([before]);
    github.lost = 'create run 2';
    await expect(apply([verdict({ conclusion: 'success' })])).rejects.toThrow('Bad gateway');
    expect(await did(before)).toEqual([
      'updated',
      'create run 3: completed failure +1 annotations',
    ]);
  });

  test('is not sent the same annotations twice where an answer was lost', async () => {
    apply = applyBy(connect({ pacing: true }));
    github.lost = 'update run 1';
    await expect(apply([verdict({ annotations: annotations(60) })])).rejects.toThrow('Bad gateway');
    expect(github.requests.filter((line) => line.startsWith('update'))).toHaveLength(1);
  });

  test('that was deleted on GitHub is created again', async () => {
    await apply([verdict()]);
    github.runs[0] = { ...(github.runs[0] as Run), id: 77 };
    expect(await did(verdict({ conclusion: 'success' }))).toEqual([
      'updated',
      'create run 2: completed success',
    ]);
  });

  test('on a commit that is gone is skipped with a line in the log', async () => {
    expect(await did(verdict({ oid: 'gone' }))).toEqual(['skipped', 'list runs']);
    expect(warnings).toEqual([
      'Skipped a write: its commit or discussion no longer exists on GitHub',
    ]);
  });
});

describe('the announcement of a check', () => {
  test('opens a run that the verdict then completes', async () => {
    expect(await did(started('if-unjudged'))).toEqual([
      'created',
      'list runs',
      'create run 1: in_progress -',
    ]);
    expect(await did(started('always'))).toEqual(['unchanged']);
    expect(await did(verdict({ annotations: annotations(1) }))).toEqual([
      'updated',
      'update run 1: completed failure +1 annotations',
    ]);
  });

  test('leaves a verdict that stands alone, unless it was asked for', async () => {
    await apply([verdict()]);
    expect(await did(started('if-unjudged'))).toEqual(['unchanged']);
    posted.rows.clear();
    expect(await did(started('if-unjudged'))).toEqual(['unchanged', 'list runs']);
    expect(await did(started('always'))).toEqual(['created', 'create run 2: in_progress -']);
    expect(await did(verdict())).toEqual(['updated', 'update run 2: completed failure']);
  });

  test('after "Re-run" on GitHub, the run that was put back to queued is judged again', async () => {
    await apply([verdict()]);
    Object.assign(github.runs[0] as Run, { status: 'queued', conclusion: null });
    await posted.removeChecks(RIVER.id, OID);
    expect(await did(started('if-unjudged'))).toEqual([
      'created',
      'list runs',
      'update run 1: in_progress -',
    ]);
    expect(await did(verdict())).toEqual(['updated', 'update run 1: completed failure']);
  });
});

describe('a comment', () => {
  test('is created once with its marker, updated in place, and left alone while it says the same', async () => {
    expect(await did(comment('No conflict.'))).toEqual([
      'created',
      'list comments',
      'create comment 100',
    ]);
    expect(github.comments[0]?.body).toBe('<!-- weir:integrate -->\nNo conflict.');
    expect(await did(comment('No conflict.'))).toEqual(['unchanged']);
    expect(await did(comment('One conflict.'))).toEqual(['updated', 'update comment 100']);
    (github.comments[0] as Comment).body = 'edited by somebody';
    expect(await did(comment('One conflict.'))).toEqual(['updated', 'update comment 100']);
  });

  test('that was deleted by hand is created again', async () => {
    await apply([comment('No conflict.')]);
    github.comments.length = 0;
    expect(await did(comment('No conflict.'))).toEqual([
      'created',
      'list comments',
      'create comment 100',
    ]);
  });

  test("is found by the marker when our record is lost; a person's copy of it is not ours", async () => {
    const body = '<!-- weir:integrate -->\nNo conflict.';
    github.comments.push({ id: 5, body, html_url: '', user: { login: 'mallory' } });
    await apply([comment('No conflict.')]);
    posted.rows.clear();
    expect(await did(comment('No conflict.'))).toEqual(['unchanged', 'list comments']);
    expect(await did(comment('One conflict.'))).toEqual(['updated', 'update comment 101']);
    expect(github.comments[0]?.body).toBe(body);
  });
});

test.each([
  [201, 'created'],
  [200, 'unchanged'],
  [404, 'skipped'],
])('a reaction that GitHub answers with %d was %s', async (status, outcome) => {
  nock(API).post('/repos/acme/river/issues/comments/5/reactions').reply(status, {});
  expect(await did({ kind: 'reaction', repo: RIVER, comment: 5, content: 'eyes' })).toEqual([
    outcome,
  ]);
});

test('two jobs that write to one installation take turns', async () => {
  const names = ['a', 'b', 'c'].map((name) => verdict({ name }));
  await Promise.all([
    apply(names),
    apply(names.map((effect) => ({ ...effect, oid: 'b'.repeat(40) }) as Effect)),
  ]);
  expect(github.requests.filter((line) => line.startsWith('create'))).toHaveLength(6);
  // Nobody lists while somebody else is between listing and creating.
  expect(github.requests).toEqual(
    Array.from({ length: 6 }, (_, index) => [
      'list runs',
      `create run ${index + 1}: completed failure`,
    ]).flat(),
  );
});

test('what is too long for GitHub is a bug and writes nothing, not even what came before it', async () => {
  const long = verdict({ output: { title: 't', summary: 'ü'.repeat(40_000) } });
  await expect(apply([verdict(), long])).rejects.toThrow(
    'summary in bytes of a check-run has 80000; GitHub takes at most 65535',
  );
  await expect(apply([comment('x'.repeat(65_530))])).rejects.toThrow('with its marker');
  expect(github.requests).toEqual([]);
});
