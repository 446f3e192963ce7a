/** The forecast of a repository over HTTP, as programs ask for it: the real server beside the local GitHub. */
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { git } from '../../demo/story/git.ts';
import type { Local } from '../../demo/story/local.ts';
import { startReady } from '../ready-database.ts';
import { createRepository, type Files, forked, type TestRepository } from '../repo.ts';

const AT = { owner: 'acme', repo: 'river' };
const PLAN =
  'version: 1\ntarget: main\nworkstreams: { kernel: { branch: kernel }, storage: { branch: storage } }\n';
const MAIN: Files = { '.github/workstreams.yml': PLAN, 'a.txt': 'one\ntwo\n', 'b.txt': 'b\n' };
const CHANGES: Record<string, Files> = {
  kernel: { 'a.txt': 'kernel\ntwo\n' },
  storage: { 'a.txt': 'storage\ntwo\n' },
  docs: { 'b.txt': 'docs\n' },
};

let local: Local;
let work: TestRepository;

beforeAll(async () => {
  local = await startReady({
    ...AT,
    users: ['alice', 'mallory'].map((login) => ({ login })),
    members: ['alice'],
  });
  local.github.setRole('mallory', 'none');
  work = createRepository({ commits: forked(MAIN, CHANGES) });
  await push('main', ...Object.keys(CHANGES));
  const { rest } = local.github.as('alice');
  for (const head of Object.keys(CHANGES))
    await rest.pulls.create({ ...AT, title: head, head, base: 'main' });
  await local.settle();
}, 120_000);
afterAll(async () => {
  await local?.close();
  work?.cleanup();
});

async function push(...branches: string[]): Promise<void> {
  const basic = Buffer.from(`x:${local.github.tokenFor('alice')}`).toString('base64');
  const refs = branches.map((name) => `refs/heads/${name}`);
  const url = local.github.gitUrl(AT.owner, AT.repo);
  await git(work.dir, ['push', '--quiet', url, ...refs], { authorization: `Basic ${basic}` });
}

async function ask(path: string, token: string | null, method = 'GET') {
  const response = await fetch(`${local.weir.url}${path}`, {
    method,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: await response.json() };
}

test('whoever may read the repository gets the document, and nothing is written', async () => {
  const before = local.github.requests().length;
  const { status, body } = await ask('/api/integration/acme/river', local.github.tokenFor('alice'));
  expect(status).toBe(200);
  const { base, heads, pairs, order, conclusion } = body as {
    base: object;
    heads: { ref: string; oid: string; workstream: string | null }[];
    pairs: { a: string; b: string; verdict: string; findings: { message: string }[] }[];
    order: object[];
    conclusion: string;
  };
  expect(base).toEqual({ ref: 'main', oid: work.oid('main') });
  expect(heads.map(({ ref, oid, workstream }) => [ref, oid, workstream])).toEqual([
    ['docs', work.oid('docs'), null],
    ['storage', work.oid('storage'), 'storage'],
    ['kernel', work.oid('kernel'), 'kernel'],
  ]);
  expect(
    pairs.map(
      ({ a, b, verdict, findings }) => `${a} ${b} ${verdict} ${findings.map((f) => f.message)}`,
    ),
  ).toMatchInlineSnapshot(`
[
  "main docs clean ",
  "main storage clean ",
  "main kernel clean ",
  "docs storage clean ",
  "docs kernel clean ",
  "storage kernel conflict Both change the same lines of a.txt",
]
`);
  expect({ order, conclusion }).toMatchInlineSnapshot(`
{
  "conclusion": "failure",
  "order": [
    {
      "conflicts_with": [],
      "newly_conflicting": [],
      "now": true,
      "ref": "docs",
      "tried": {
        "outcome": "lands",
        "paths": [],
      },
    },
    {
      "conflicts_with": [],
      "newly_conflicting": [
        "kernel",
      ],
      "now": true,
      "ref": "storage",
      "tried": {
        "outcome": "lands",
        "paths": [],
      },
    },
    {
      "conflicts_with": [
        "storage",
      ],
      "newly_conflicting": [],
      "now": false,
      "ref": "kernel",
      "tried": {
        "outcome": "conflict",
        "paths": [
          "a.txt",
        ],
      },
    },
  ],
}
`);
  const since = local.github.requests().slice(before);
  const reads = /^GET |^POST \/acme\/river\.git\/git-upload-pack|\/access_tokens$/;
  expect(since.filter((line) => !reads.test(line))).toEqual([]);
});

test('who may not read it learns no more than of a repository that does not exist', async () => {
  const token = local.github.tokenFor('mallory');
  const hidden = await ask('/api/integration/acme/river', token);
  expect(hidden).toMatchInlineSnapshot(`
{
  "body": {
    "problems": [
      "There is no such repository that you can read and Weir is installed on.",
    ],
  },
  "status": 404,
}
`);
  expect(await ask('/api/integration/acme/lake', local.github.tokenFor('alice'))).toEqual(hidden);
});

/** Asks for a path as it stands, which `fetch` would tidy up. */
const statusOf = (path: string, token: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const url = new URL(local.weir.url);
    httpRequest({ host: url.hostname, port: url.port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

test('dots instead of names ask GitHub for nothing else', async () => {
  const token = local.github.tokenFor('alice');
  await ask('/api/integration/acme/river', token);
  const before = local.github.requests().length;
  for (const path of ['../user', 'acme/..', './river', '../..']) {
    expect(await statusOf(`/api/integration/${path}`, token)).toBe(404);
    expect(await statusOf(`/api/approvals/${path}/1`, token)).toBe(404);
  }
  expect(local.github.requests().slice(before)).toEqual([]);
});

test('other ways to ask are refused in words', async () => {
  const token = local.github.tokenFor('alice');
  expect([
    await ask('/api/integration/acme/river', null),
    await ask('/api/integration/acme/river', 'wrong'),
    await ask('/api/integration/acme/river', token, 'POST'),
  ]).toMatchInlineSnapshot(`
[
  {
    "body": {
      "problems": [
        "Sign in with a token of GitHub: send the header "Authorization: Bearer TOKEN" with one that GitHub accepts.",
      ],
    },
    "status": 401,
  },
  {
    "body": {
      "problems": [
        "Sign in with a token of GitHub: send the header "Authorization: Bearer TOKEN" with one that GitHub accepts.",
      ],
    },
    "status": 401,
  },
  {
    "body": {
      "problems": [
        "Only GET is possible here.",
      ],
    },
    "status": 405,
  },
]
`);
});

test('with a broken plan on the target nothing is judged, and the answer says so', async () => {
  work.commit({ branch: 'main', files: { '.github/workstreams.yml': 'version: one\n' } });
  await push('main');
  await local.settle();
  // What was judged a moment ago is answered again.
  await local.weir.passTime(20_000);
  const token = local.github.tokenFor('alice');
  expect(await ask('/api/integration/acme/river', token)).toMatchInlineSnapshot(`
{
  "body": {
    "problems": [
      "Nothing was judged: the plan on main is not valid. Correct that, then ask again.",
    ],
  },
  "status": 409,
}
`);
});
