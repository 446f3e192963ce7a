/** `weir approvals --pr` where it gets no answer, and what it leaves behind; on a local GitHub without a server. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Fault } from '../../demo/github/types.ts';
import { closeWorld, dir, github, openWorld, push, SHOP, shop } from '../local-github.ts';
import { type Call, type Ended, weir } from './cli-weir.ts';

const PLAN = `version: 1
target: main
roles:
  a-lead: [bob]
  z-lead: [carol]
  qa-lead: ["@acme/quality"]
workstreams:
  all: { branch: feat, also: { heads: ["*"] }, approvals: [a-lead] }
approval:
  also_approve:
    "zz/**": [z-lead]
    "qa/**": [qa-lead]
`;

let number = 0;
let temporary = '';
/** Requests that were there before the test. */
let before = 0;

beforeAll(async () => {
  await openWorld();
  temporary = join(dir, 'tmp');
  mkdirSync(temporary);
  number = await open('feat');
});
afterAll(closeWorld);
beforeEach(() => {
  before = github.requests().length;
});

async function open(branch: string): Promise<number> {
  const { rest } = github.as('alice');
  const { data } = await rest.pulls.create({ ...SHOP, title: branch, head: branch, base: 'main' });
  return data.number;
}

async function setPlan(plan: string): Promise<void> {
  shop.commit({ branch: 'main', files: { '.github/workstreams.yml': plan } });
  await push(shop, 'alice', 'main');
  before = github.requests().length;
}

function ask(pr = number, env: Record<string, string> = {}, call: Call = {}): Promise<Ended> {
  return weir(['approvals', '--pr', String(pr), '--repo', 'acme/shop'], {
    ...call,
    env: {
      GH_TOKEN: github.tokenFor('alice'),
      GITHUB_API_URL: github.url,
      TMPDIR: temporary,
      ...env,
    },
  });
}

/** Exit code and words; nothing was written at GitHub, and nothing is left here. */
async function said(...args: Parameters<typeof ask>): Promise<string> {
  const { code, out, err } = await ask(...args);
  const writes = github
    .requests()
    .slice(before)
    .filter((line) => !/^(GET|HEAD) |^POST \/acme\/shop\.git\/git-upload-pack$/.test(line));
  expect({ writes, left: readdirSync(temporary) }).toEqual({ writes: [], left: [] });
  return `${code} ${out}${err.trim()}`.replaceAll(github.url, 'GITHUB');
}

test('without a plan, or with one that is broken, nobody has to approve yet: no answer', async () => {
  expect(await said()).toMatchInlineSnapshot(
    `"3 weir: There is no plan on main, so no role has to approve. Add .github/workstreams.yml there to name the roles."`,
  );
  await setPlan('version: 1\nworkstreams:\n  "\\e[31mred": { branch: 7 }\n');
  const broken = await said();
  expect(broken).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
  expect(broken).toMatchInlineSnapshot(
    `"3 weir: The plan on main is not valid (line 3: "workstreams.\\u001b[31mred" must start with a letter or digit, hold only letters, digits, . _ - and /, and not be a bare number.). Mend it first."`,
  );
});

test('a pull request that is closed is none to approve', async () => {
  await setPlan(PLAN);
  shop.commit({ branch: 'late', parents: ['main'], files: { late: '1\n' } });
  await push(shop, 'alice', 'late');
  const late = await open('late');
  await github.as('alice').rest.pulls.update({ ...SHOP, pull_number: late, state: 'closed' });
  before = github.requests().length;
  expect(await said(late)).toBe(`3 weir: There is no open pull request #${late} in acme/shop.`);
});

test.each<[string, Omit<Fault, 'path'> & { path?: RegExp }, string]>([
  [
    'the limit of requests',
    { status: 403, message: 'API rate limit exceeded', headers: { 'x-ratelimit-remaining': '0' } },
    'GitHub refuses more requests with this token for now. Try again in an hour, or use another token.',
  ],
  [
    'a token without this right',
    { status: 403, message: 'Resource not accessible by personal access token' },
    'GitHub does not let this token read all of acme/shop: Resource not accessible by personal access token. Use a token that may.',
  ],
  [
    'an outage',
    { status: 502, message: 'Bad Gateway' },
    'GitHub at GITHUB gives no answer: Bad Gateway. Try again in a minute; if this stays, check the network and GITHUB_API_URL.',
  ],
  [
    'contents that git may not read',
    { path: /git-upload-pack/, status: 403 },
    'GitHub lets git read nothing of acme/shop with this token. Use one that may read its contents.',
  ],
])('%s: no answer, and what to do', async (_, fault, words) => {
  await setPlan(PLAN);
  github.fail({ path: /\/reviews\?/, ...fault });
  expect(await said()).toBe(`3 weir: ${words}`);
});

test('an address that is no GitHub, or none at all', async () => {
  // Nobody listens on port 9.
  const GITHUB_API_URL = 'http://127.0.0.1:9';
  expect(await said(number, { GITHUB_API_URL })).toMatch(
    /^3 weir: GitHub at http:\/\/127\.0\.0\.1:9 gives no answer: .+ check the network and GITHUB_API_URL\.$/,
  );
  expect(await said(number, { GITHUB_API_URL: 'http://github.example/api' })).toBe(
    '2 weir: GITHUB_API_URL must begin with https://; plain http is for this machine only (127.0.0.1, localhost).',
  );
  expect(await said(number, { GITHUB_API_URL: 'github' })).toMatch(
    /^2 weir: GITHUB_API_URL is not a web address/,
  );
});

test('X04: the last of 3,100 files decides too; X19: a team that the token does not show is no approval', async () => {
  await setPlan(PLAN);
  const files = Object.fromEntries(
    Array.from({ length: 3_100 }, (_, n) => [`m/${n}.txt`, `${n}\n`]),
  );
  const by = { parents: ['main'], author: 'alice@acme.example' };
  shop.commit({ ...by, branch: 'vast', files: { ...files, 'zz/last.txt': '1\n' } });
  shop.commit({ ...by, branch: 'team', files: { 'qa/1.txt': '1\n' } });
  await push(shop, 'alice', 'vast', 'team');
  const vast = await open('vast');
  const team = await open('team');
  before = github.requests().length;
  expect(await said(vast)).toMatchInlineSnapshot(`
"1 #3 vast
pending
  [ ] a-lead: nobody yet; can approve: bob
  [ ] z-lead: nobody yet; can approve: carol
  2 more approvals would do: bob (a-lead), carol (z-lead)
weir: pushes, edits of reviews and overrides are known to the server only, so they are left out here."
`);
  expect(await said(team)).toMatch(/\[ \] qa-lead: nobody yet; can approve: bob, dave/);
  github.fail({ path: /\/orgs\/acme\/teams\/quality/, status: 404 });
  expect(await said(team)).toMatchInlineSnapshot(`
"3 #4 team
error
  [ ] a-lead: nobody yet; can approve: bob
  [ ] qa-lead: The role qa-lead is required, but nobody fills it. Add people to it.
  The members of the team @acme/quality could not be read: GitHub shows no team @acme/quality to this token. Use one that may read the members of the organisation (a classic token needs read:org), and check the name in the plan.
weir: pushes, edits of reviews and overrides are known to the server only, so they are left out here."
`);
});

test.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends it at once, without a trace', async (signal, expected) => {
  await setPlan(PLAN);
  const bin = join(dir, `bin-${signal}`);
  mkdirSync(bin);
  const real = spawnSync('sh', ['-c', 'command -v git']).stdout.toString().trim();
  const hangs = `#!/bin/sh\ncase "$*" in *fetch*) exec sleep 60;; esac\nexec ${real} "$@"\n`;
  writeFileSync(join(bin, 'git'), hangs);
  chmodSync(join(bin, 'git'), 0o755);
  const seen: string[][] = [];
  const PATH = `${bin}:${process.env.PATH}`;
  const started = performance.now();
  const onStart: Call['onStart'] = (child) => {
    const waiting = setInterval(() => {
      const now = readdirSync(temporary);
      if (now.length === 0 || child.exitCode !== null) return;
      clearInterval(waiting);
      seen.push(now);
      child.kill(signal);
    }, 20);
  };
  expect(await said(number, { PATH }, { onStart })).toBe(`${expected} `);
  expect(seen).toEqual([[expect.stringMatching(/^weir-scratch-\d+-/)]]);
  expect(performance.now() - started).toBeLessThan(30_000);
});

test('what a killed call left behind goes with the next one', async () => {
  const { pid: dead } = spawnSync('true');
  mkdirSync(join(temporary, `weir-scratch-${dead}-abcdef`, 'objects'), { recursive: true });
  await said();
});
