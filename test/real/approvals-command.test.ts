/** `weir approvals` as people call it, and what one event costs in requests; on the local GitHub. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  AT,
  asked,
  closeApprovals,
  commit,
  github,
  local,
  open,
  openAgain,
  openApprovals,
  push,
  settled,
  verdict,
  work,
} from './approvals-world.ts';
import { weir } from './cli-weir.ts';

beforeAll(openApprovals);
afterAll(closeApprovals);

const FACTS = {
  author: 'alice',
  commits: [{ sha: 'c1', author: 'alice', committer: 'alice', parents: [] }],
  reviews: [{ user: 'bob', state: 'APPROVED', commit: 'c1', submitted_at: '2026-01-05T09:05:00Z' }],
  roles: { 'storage-lead': ['bob', 'dave'], 'arch-lead': ['carol', 'dave'] },
  required: ['storage-lead', 'arch-lead'],
  options: { distinct: true },
};

describe('facts that were written down', () => {
  const said = async (facts: object | string, ...more: string[]) => {
    const input = typeof facts === 'string' ? facts : JSON.stringify(facts);
    const { code, out, err } = await weir(['approvals', '-', ...more], { input });
    return `${code}\n${out}${err}`;
  };

  test('standard input: the state, whom it waits for, and an exit code', async () => {
    expect(await said(FACTS)).toMatchInlineSnapshot(`
"1
pending
  [x] storage-lead: bob (c1)
  [ ] arch-lead: nobody yet; can approve: carol, dave
  1 more approval would do: dave (arch-lead)
"
`);
    expect(await said({ ...FACTS, required: ['storage-lead'] })).toMatch(/^0\napproved\n/);
    expect(await said({ ...FACTS, required: ['nobody-lead'] })).toMatch(/^3\nerror\n/);
    expect(await said({ ...FACTS, rolls: {} })).toMatchInlineSnapshot(`
"2
weir: What came on standard input cannot be evaluated; docs/approvals.md describes the form:
  - The input: "rolls" is not known here
"
`);
    expect(await said('{')).toMatch(/^2\nweir: What came on standard input cannot be evaluated;/);
  });

  test('a file, as JSON', async () => {
    const file = join(work.dir, 'facts.json');
    writeFileSync(file, JSON.stringify(FACTS));
    const { code, out } = await weir(['approvals', file, '--json']);
    const { state, missing, candidates, complete_with } = JSON.parse(out);
    expect({ code, state, missing, candidates, complete_with }).toEqual({
      code: 1,
      state: 'pending',
      missing: ['arch-lead'],
      candidates: { 'arch-lead': ['carol', 'dave'] },
      complete_with: [{ user: 'dave', roles: ['arch-lead'] }],
    });
    expect(await weir(['approvals', join(work.dir, 'absent.json')])).toMatchObject({ code: 2 });
  });
});

describe('a pull request on GitHub', () => {
  const judged = (pr: number, token = github.tokenFor('kim')) =>
    ['--json', ''].map((json) =>
      weir(
        ['approvals', '--pr', String(pr), '--repo', 'acme/river', json].filter((arg) => arg !== ''),
        { env: { GITHUB_TOKEN: token, GITHUB_API_URL: github.url } },
      ),
    );

  test('is judged as the server judges it, and nothing is written', async () => {
    const pull = await open('storage/cli', { 'storage/cli.rs': '1\n' });
    await github.review(pull.number, 'dave', 'APPROVE');
    await github.review(pull.number, 'kim', 'COMMENT', { body: 'ready' });
    await settled();
    const before = github.requests().length;
    const [json, text] = await Promise.all(judged(pull.number));
    const requests = github.requests().slice(before);
    expect(
      requests.filter((line) => !/^GET |^POST \/acme\/river\.git\/git-upload-pack/.test(line)),
    ).toEqual([]);
    expect(text?.code).toBe(1);
    expect(
      `${text?.out}${text?.err}`.replaceAll(pull.head.slice(0, 12), 'HEAD'),
    ).toMatchInlineSnapshot(`
"#1 storage/cli
pending
  [x] storage-lead: dave (HEAD)
  [ ] arch-lead: nobody yet; can approve: carol
  kim does not count: commented only
  1 more approval would do: bob (storage-lead, so that dave can count for another role)
weir: pushes, edits of reviews and overrides are known to the server only, so they are left out here.
"
`);
    expect(JSON.parse(json?.out ?? '')).toMatchObject({
      number: pull.number,
      head: pull.head,
      state: 'pending',
      missing: ['arch-lead'],
    });
    // The server answers the same.
    const over = await fetch(`${local.weir.url}/api/approvals/acme/river/${pull.number}`, {
      headers: { authorization: `Bearer ${github.tokenFor('kim')}` },
    });
    expect(await over.json()).toEqual(JSON.parse(json?.out ?? ''));
    await github.review(pull.number, 'bob', 'APPROVE');
    expect(await verdict(pull.head)).toMatch(/^success: /);
    const [, again] = await Promise.all(judged(pull.number));
    expect(again?.code).toBe(0);
  });

  test('what cannot be read is said, with what to do', async () => {
    const problems = async (env: Record<string, string>, ...args: string[]) => {
      const { code, out, err } = await weir(['approvals', ...args], { env });
      return `${code} ${out}${err.trim()}`;
    };
    const env = { GITHUB_TOKEN: github.tokenFor('kim'), GITHUB_API_URL: github.url };
    const here = ['--repo', 'acme/river'];
    expect({
      'no token': await problems({}, '--pr', '1', ...here),
      'a wrong token': await problems({ ...env, GITHUB_TOKEN: 'wrong' }, '--pr', '1', ...here),
      'no such pull request': await problems(env, '--pr', '4711', ...here),
      'no such repository': await problems(env, '--pr', '1', '--repo', 'acme/lake'),
      'no number': await problems(env, '--pr', 'x', ...here),
      'no repository': await problems(env, '--pr', '1'),
      'half a repository': await problems(env, '--pr', '1', '--repo', 'acme'),
      both: await problems(env, 'facts.json', '--pr', '1', ...here),
    }).toMatchInlineSnapshot(`
{
  "a wrong token": "3 weir: GitHub does not accept the token. Set GITHUB_TOKEN to a valid one.",
  "both": "2 weir: "facts.json" and --pr exclude each other. Keep one of them.",
  "half a repository": "2 weir: --repo "acme" is no repository. Write OWNER/NAME, such as acme/river.",
  "no number": "2 weir: --pr "x" is no number of a pull request. Write it as 12.",
  "no repository": "2 weir: --pr and --repo need each other. Write --pr N --repo OWNER/NAME.",
  "no such pull request": "3 weir: There is no open pull request #4711 in acme/river.",
  "no such repository": "3 weir: GitHub shows no repository acme/lake to this token. Correct the name, or use a token that may read it.",
  "no token": "2 weir: A token is needed to read from GitHub. Set GITHUB_TOKEN (or GH_TOKEN) to one that may read the repository.",
}
`);
  });
});

describe('what one event costs', () => {
  /** Reads of members and permissions are remembered, and not counted. */
  const isRead = (line: string) =>
    line.startsWith('GET /') && !/\/(teams|orgs|memberships|collaborators)\/|\.git\//.test(line);

  test('a review of a pull request of 100 commits and 100 reviews: at most six reads', async () => {
    commit('kim', { branch: 'storage/long', parents: ['main'], files: { 'storage/0.rs': '0\n' } });
    for (let n = 1; n < 100; n++) {
      commit('kim', { branch: 'storage/long', files: { [`storage/${n}.rs`]: `${n}\n` } });
    }
    await push('kim', 'storage/long');
    const number = await openAgain('storage/long', 'main');
    const head = work.oid('storage/long');
    for (let n = 0; n < 99; n++) await github.review(number, 'erin', 'COMMENT', { body: `${n}` });
    await settled();
    let before = github.requests().length;
    await github.review(number, 'dave', 'APPROVE');
    expect(await verdict(head)).toMatch(/^action_required: 1 of 2 /);
    /** Reads since then, up to a request of Weir's own for a review: GitHub announces that one as an event too. */
    const cost = () => {
      const lines = github.requests().slice(before);
      const request = lines.findIndex((line) => /^POST .*\/requested_reviewers$/.test(line));
      const reads = lines.slice(0, request < 0 ? lines.length : request).filter(isRead);
      // The check is read by the test alone.
      return reads
        .filter((line) => !line.includes('/check-runs?'))
        .map((line) => line.replace(/[0-9a-f]{40}/g, 'OID').replaceAll(`/${number}`, '/N'));
    };
    expect(cost()).toMatchInlineSnapshot(`
[
  "GET /repos/acme/river",
  "GET /repos/acme/river/git/ref/heads%2Fmain",
  "GET /repos/acme/river/pulls?state=open&per_page=100",
  "GET /repos/acme/river/pulls/N/reviews?per_page=100",
  "GET /repos/acme/river/pulls/N/commits?per_page=100",
]
`);
    // Whoever was asked is taken off: to ask somebody else, Weir reads who was asked before.
    const { rest } = github.as('kim');
    const reviewers = await asked(number);
    before = github.requests().length;
    await rest.pulls.removeRequestedReviewers({ ...AT, pull_number: number, reviewers });
    expect(await verdict(head)).toMatch(/^action_required: 1 of 2 /);
    expect(await asked(number)).not.toEqual(reviewers);
    expect(cost()).toMatchInlineSnapshot(`
[
  "GET /repos/acme/river",
  "GET /repos/acme/river/git/ref/heads%2Fmain",
  "GET /repos/acme/river/pulls?state=open&per_page=100",
  "GET /repos/acme/river/pulls/N/reviews?per_page=100",
  "GET /repos/acme/river/pulls/N/commits?per_page=100",
  "GET /repos/acme/river/issues/N/events?per_page=100",
]
`);
  });

  test('X04: more commits than GitHub lists of a pull request are read another way, all of them', async () => {
    commit('alice', { branch: 'kernel/vast', parents: ['main'], files: { 'kernel/0.rs': '0\n' } });
    for (let n = 1; n < 260; n++) {
      commit('kim', { branch: 'kernel/vast', files: { 'kernel/0.rs': `${n}\n` } });
    }
    await push('kim', 'kernel/vast');
    const number = await openAgain('kernel/vast', 'main');
    await github.review(number, 'alice', 'APPROVE');
    expect(await verdict(work.oid('kernel/vast'))).toMatch(/^action_required: 0 of 1 /);
    await github.review(number, 'dave', 'APPROVE');
    // The first commit is the one that a list cut short at either end could leave out.
    expect(await verdict(work.oid('kernel/vast'))).toMatchInlineSnapshot(
      `"success: 1 of 1 role approved"`,
    );
  });
});
