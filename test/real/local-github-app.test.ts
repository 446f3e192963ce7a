import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import {
  asInstallation,
  closeWorld,
  github,
  heard,
  installationToken,
  names,
  openWorld,
  push,
  refusal,
  SHOP,
  SILENT,
  shop,
} from '../local-github.ts';

beforeAll(openWorld);
beforeEach(heard);
afterAll(closeWorld);

describe('the App', () => {
  test('writes check runs with annotations and buttons, which people press', async () => {
    const weir = await asInstallation();
    const { data: pull } = await github.as('alice').rest.pulls.create({
      ...SHOP,
      title: 'Checked',
      base: 'main',
      head: await (async () => {
        shop.commit({ branch: 'checked', parents: ['main'], files: { 'x.txt': 'x\n' } });
        await push(shop, 'alice', 'checked');
        return 'checked';
      })(),
    });
    const head_sha = pull.head.sha;
    const annotation = (path: string) => ({
      path,
      start_line: 1,
      end_line: 2,
      annotation_level: 'failure' as const,
      title: 'Collides',
      message: 'm',
    });
    const output = { title: '1 conflict', summary: '**Do this**', text: 'More' };
    await heard();
    const { data: run } = await weir.rest.checks.create({
      ...SHOP,
      name: 'Weir / integration',
      head_sha,
      conclusion: 'failure',
      output: { ...output, annotations: [annotation('a.txt')] },
      actions: [{ label: 'Re-integrate', description: 'Judge again', identifier: 're-integrate' }],
    });
    await weir.rest.checks.update({
      ...SHOP,
      check_run_id: run.id,
      output: { ...output, annotations: [annotation('b.txt')] },
    });
    const alice = github.as('alice').rest;
    const listed = (await alice.checks.listForRef({ ...SHOP, ref: 'checked', filter: 'latest' }))
      .data;
    expect(
      listed.check_runs.map(
        ({ name, status, conclusion, app, pull_requests, html_url, output }) => ({
          name,
          status,
          conclusion,
          app: app?.slug,
          html_url: html_url?.replace(github.url, '').replace(/\d+/g, 'N'),
          pull_requests: pull_requests.map(({ number }) => number === pull.number),
          annotations: output.annotations_count,
        }),
      ),
    ).toMatchInlineSnapshot(`
[
  {
    "annotations": 2,
    "app": "weir",
    "conclusion": "failure",
    "html_url": "/acme/shop/pull/N#check-N",
    "name": "Weir / integration",
    "pull_requests": [
      true,
    ],
    "status": "completed",
  },
]
`);
    const { data: annotations } = await alice.checks.listAnnotations({
      ...SHOP,
      check_run_id: run.id,
    });
    expect(annotations.map(({ path, title, start_line }) => [path, title, start_line])).toEqual([
      ['a.txt', 'Collides', 1],
      ['b.txt', 'Collides', 1],
    ]);

    await github.clickButton(run.id, 're-integrate', 'bob');
    await github.rerequest(run.id, 'bob');
    await github.rerequestSuite(head_sha, 'bob');
    const events = await heard();
    expect(
      events.map(({ name, payload }) => `${name} by ${payload.sender.login}`),
    ).toMatchInlineSnapshot(`
[
  "check_run.created by weir[bot]",
  "check_run.completed by weir[bot]",
  "check_run.requested_action by bob",
  "check_run.rerequested by bob",
  "check_suite.rerequested by bob",
]
`);
    expect(events[2]?.payload).toMatchObject({
      requested_action: { identifier: 're-integrate' },
      check_run: { head_sha, pull_requests: [{ number: pull.number }] },
    });
    await expect(github.clickButton(run.id, 'explode', 'bob')).rejects.toThrow(
      'no button "explode"',
    );
  });

  test("is held to its permissions and to GitHub's limits", async () => {
    const weir = (await asInstallation()).rest;
    const modest = (await asInstallation({ contents: 'read' })).rest;
    const head_sha = shop.oid('main');
    const run = { ...SHOP, name: 'x', head_sha };
    const wide = { title: 't', summary: 'ü'.repeat(32_768) };
    const many = Array.from({ length: 51 }, () => ({
      path: 'a',
      start_line: 1,
      end_line: 1,
      annotation_level: 'notice' as const,
      message: 'm',
    }));
    const button = { label: 'a label longer than 20', description: 'd', identifier: 'i' };
    expect({
      'check run without permission': await refusal(modest.checks.create(run)),
      'check run by a person': await refusal(github.as('alice').rest.checks.create(run)),
      'unknown commit': await refusal(weir.checks.create({ ...run, head_sha: 'f'.repeat(40) })),
      '65,536 bytes': await refusal(weir.checks.create({ ...run, output: wide })),
      '51 annotations': await refusal(
        weir.checks.create({ ...run, output: { title: 't', summary: 's', annotations: many } }),
      ),
      'long button': await refusal(weir.checks.create({ ...run, actions: [button] })),
      'a branch': await refusal(
        weir.git.createRef({ ...SHOP, ref: 'refs/heads/w', sha: head_sha }),
      ),
      'an invented token': await refusal(
        new Octokit({ auth: 'ghs_invented', baseUrl: github.url, log: SILENT }).rest.repos.get(
          SHOP,
        ),
      ),
      'no token': await refusal(
        new Octokit({ baseUrl: github.url, log: SILENT }).rest.repos.get(SHOP),
      ),
    }).toMatchInlineSnapshot(`
{
  "51 annotations": "422 Validation Failed [{"resource":"CheckRun","field":"annotations","code":"custom","message":"At most 50 annotations a request"}]",
  "65,536 bytes": "422 Validation Failed [{"resource":"CheckRun","field":"summary","code":"custom","message":"summary exceeds a maximum bytesize of 65535"}]",
  "a branch": "403 Resource not accessible by integration",
  "an invented token": "401 Bad credentials",
  "check run by a person": "403 You must authenticate via a GitHub App.",
  "check run without permission": "403 Resource not accessible by integration",
  "long button": "422 Validation Failed [{"resource":"CheckRun","field":"actions","code":"custom","message":"The button \\"a label longer than 20\\" is too long (20, 40, 20)"}]",
  "no token": "401 Requires authentication",
  "unknown commit": "422 No commit found for SHA: ffffffffffffffffffffffffffffffffffffffff",
}
`);
  });

  test('comments under its own name and reacts to others once', async () => {
    const weir = (await asInstallation()).rest;
    const { data: issue } = await github
      .as('carol')
      .rest.issues.create({ ...SHOP, title: 'Plan', body: '?' });
    const at = { ...SHOP, issue_number: issue.number };
    const { data: asked } = await github
      .as('carol')
      .rest.issues.createComment({ ...at, body: '/help' });
    const { data: answer } = await weir.issues.createComment({ ...at, body: 'Commands: …' });
    const eyes = { ...SHOP, comment_id: asked.id, content: 'eyes' } as const;
    const first = await weir.reactions.createForIssueComment(eyes);
    const second = await weir.reactions.createForIssueComment(eyes);
    expect([first.status, second.status, first.data.id === second.data.id]).toEqual([
      201,
      200,
      true,
    ]);
    const { data: reactions } = await weir.reactions.listForIssueComment({
      ...SHOP,
      comment_id: asked.id,
    });
    expect(reactions.map(({ content, user }) => [content, user?.login])).toEqual([
      ['eyes', 'weir[bot]'],
    ]);
    const { data: comments } = await weir.issues.listComments(at);
    expect(
      comments.map(({ user, body, reactions, performed_via_github_app }) => [
        user?.login,
        user?.type,
        performed_via_github_app?.slug,
        body,
        reactions?.eyes,
      ]),
    ).toMatchInlineSnapshot(`
[
  [
    "carol",
    "User",
    undefined,
    "/help",
    1,
  ],
  [
    "weir[bot]",
    "Bot",
    "weir",
    "Commands: …",
    0,
  ],
]
`);
    expect(answer.html_url).toBe(
      `${github.url}/acme/shop/issues/${issue.number}#issuecomment-${answer.id}`,
    );
    const edit = github
      .as('bob')
      .rest.issues.updateComment({ ...SHOP, comment_id: asked.id, body: 'b' });
    await expect(edit).resolves.toMatchObject({ status: 200 });
    expect(
      await refusal(
        github.as('carol').rest.issues.updateComment({ ...SHOP, comment_id: answer.id, body: 'c' }),
      ),
    ).toContain('403');
  });

  test('sees roles, repositories, branches and its installation', async () => {
    const weir = (await asInstallation()).rest;
    github.setRole('carol', 'maintain');
    const roles = ['alice', 'bob', 'carol'].map(async (username) => {
      const { data } = await weir.repos.getCollaboratorPermissionLevel({ ...SHOP, username });
      return [username, data.permission, data.role_name];
    });
    expect(await Promise.all(roles)).toEqual([
      ['alice', 'admin', 'admin'],
      ['bob', 'write', 'write'],
      ['carol', 'write', 'maintain'],
    ]);
    github.setRole('carol', 'read');
    expect(
      await refusal(weir.repos.getCollaboratorPermissionLevel({ ...SHOP, username: 'nobody' })),
    ).toContain('404');
    const { data: mine } = await weir.apps.listReposAccessibleToInstallation();
    expect(mine.repositories.map(({ full_name }) => full_name)).toEqual(['acme/shop']);
    const { data: branch } = await weir.repos.getBranch({ ...SHOP, branch: 'main' });
    expect(branch.commit.sha).toBe(shop.oid('main'));
    const { data: refs } = await weir.git.listMatchingRefs({ ...SHOP, ref: 'heads/fe' });
    expect(refs.map(({ ref, object }) => [ref, object.sha])).toEqual([
      ['refs/heads/feat', shop.oid('feat')],
    ]);
    expect(await refusal(weir.repos.getBranch({ ...SHOP, branch: 'feature/gone' }))).toContain(
      '404',
    );
  });

  test('hears of being taken off and put back, and its tokens end', async () => {
    const weir = (await asInstallation()).rest;
    await github.uninstall('alice');
    expect(await refusal(weir.repos.get(SHOP))).toBe('401 Bad credentials');
    await expect(installationToken()).rejects.toThrow('Not Found');
    await github.install('alice');
    await github.changeSelection('removed', ['shop'], 'alice');
    expect(names(await heard())).toEqual([
      'installation.deleted',
      'installation.created',
      'installation_repositories.removed',
    ]);
  });
});

test('faults strike as often as told', async () => {
  const { rest } = github.as('alice');
  github.fail({ method: 'GET', path: /\/pulls$/, status: 502, times: 2 });
  const list = () => refusal(rest.pulls.list(SHOP));
  expect([await list(), await list(), await list()]).toEqual([
    '502 Injected 502',
    '502 Injected 502',
    'accepted',
  ]);
});

test('a delivery can be sent again, with its id', async () => {
  await github.as('alice').rest.issues.create({ ...SHOP, title: 'Once more' });
  const [first] = await heard();
  await github.redeliver(first?.id ?? '');
  const [second] = await heard();
  expect(second).toEqual(first);
  expect(
    github
      .deliveries()
      .slice(-2)
      .map(({ status, redelivery }) => [status, redelivery]),
  ).toEqual([
    [202, false],
    [202, true],
  ]);
});

test('the snapshot is what the API shows', async () => {
  const { check_runs, comments, issues } = await github.snapshot();
  const known = [shop.oid('checked')];
  expect({
    check_runs: check_runs.map((run) => ({
      ...run,
      head_sha: known.includes(run.head_sha),
      pull_requests: run.pull_requests.length,
    })),
    comments: comments.map(({ body }) => body),
    issues: issues.map(({ title, body }) => ({ title, body })),
  }).toMatchInlineSnapshot(`
{
  "check_runs": [
    {
      "conclusion": "failure",
      "head_sha": true,
      "name": "Weir / integration",
      "output": {
        "summary": "**Do this**",
        "title": "1 conflict",
      },
      "pull_requests": 1,
    },
  ],
  "comments": [
    "b",
    "Commands: …",
  ],
  "issues": [
    {
      "body": "?",
      "title": "Plan",
    },
    {
      "body": "",
      "title": "Once more",
    },
  ],
}
`);
});

describe('web pages', () => {
  const read = async (path: string) => {
    const response = await fetch(github.url + path);
    return { status: response.status, html: await response.text(), headers: response.headers };
  };
  const send = (path: string, form: Record<string, string>, origin: string) =>
    fetch(github.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin },
      body: new URLSearchParams(form),
    });

  test('show a check run as people see it, and nothing in it runs', async () => {
    const weir = (await asInstallation()).rest;
    const output = {
      title: '2 conflicts <b>',
      summary:
        '**Next:** ask @bob about #1.\n\n<details><summary>Places</summary>\n\n| a | b |\n| - | - |\n| `x` | y |\n\n</details>\n\n<script>alert(1)</script><a href="javascript:alert(1)" onclick="x()">z</a>',
    };
    const head_sha = shop.oid('feat');
    const { data: run } = await weir.checks.create({
      ...SHOP,
      name: 'Weir / page',
      head_sha,
      conclusion: 'action_required',
      output: {
        ...output,
        annotations: [
          {
            path: 'a.txt',
            start_line: 1,
            end_line: 1,
            annotation_level: 'warning',
            message: '<i>',
          },
        ],
      },
      actions: [{ label: 'Explain', description: 'Why', identifier: 'explain' }],
    });
    const { html, headers } = await read(new URL(run.html_url ?? '').pathname);
    expect(html).toContain('Action required');
    expect(html).toContain('2 conflicts &lt;b>'.replace('>', '&gt;'));
    const shown = html.slice(html.indexOf('<div class="md">'), html.indexOf('</div></details>'));
    expect(shown.replace(/\n+/g, '\n')).toMatchInlineSnapshot(`
"<div class="md"><p><strong>Next:</strong> ask <span class="mention">@bob</span> about <a href="/acme/shop/pull/1">#1</a>.</p>
<details><summary>Places</summary>
<div class="table" role="region" tabindex="0" aria-label="Table"><table>
<thead>
<tr>
<th>a</th>
<th>b</th>
</tr>
</thead>
<tbody>
<tr>
<td><code>x</code></td>
<td>y</td>
</tr>
</tbody>
</table></div>
</details>
<a>z</a></div>
<h4>1 annotation</h4>
<ul class="annotations"><li class="warning"><span class="level">Warning</span>
<a class="place" href="/acme/shop/blob/77e54d0d5a874934728be6b01e565383d4a45fd5/a.txt#L1">a.txt:1</a>
<p>&lt;i&gt;</p></li></ul>"
`);
    expect(html).not.toContain('<script');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");

    await heard();
    const press = `/acme/shop/runs/${run.id}/press`;
    const foreign = await send(press, { identifier: 'explain' }, 'https://evil.example');
    const own = await send(press, { identifier: 'explain' }, github.url);
    const said = await send('/acme/shop/issues/1/say', { body: '/help', as: 'bob' }, github.url);
    expect([foreign.status, own.status, said.status]).toEqual([403, 303, 303]);
    expect((await heard()).map(({ name, payload }) => `${name} ${payload.sender.login}`)).toEqual([
      'check_run.requested_action alice',
      'issue_comment.created bob',
    ]);
  });

  test('have an overview, files with lines, and say when there is nothing', async () => {
    expect((await read('/')).html).toContain('Checked');
    expect((await read(`/acme/shop/blob/${shop.oid('feat')}/a.txt`)).html).toContain(
      '<tr id="L1"><td>1</td><td>two</td></tr>',
    );
    const missing = ['/acme/shop/pull/999', '/acme/none', '/acme/shop/blob/main/none'];
    const found = await Promise.all(missing.map(async (path) => (await read(path)).status));
    expect(found).toEqual([404, 404, 404]);
  });
});
