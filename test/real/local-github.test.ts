import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  closeWorld,
  dir,
  git,
  github,
  heard,
  installationToken,
  names,
  openWorld,
  push,
  refusal,
  SHOP,
  shop,
} from '../local-github.ts';
import { createRepository } from '../repo.ts';

beforeAll(openWorld);
beforeEach(heard);
afterAll(closeWorld);

describe('git over HTTP', () => {
  test('needs a token that may do what is asked', async () => {
    const url = github.gitUrl('acme', 'shop');
    const reader = await installationToken({ contents: 'read' });
    const blind = await installationToken({ checks: 'write' });
    const fetch = async (as: string | null) => (await git(dir, as, 'ls-remote', url)).code === 0;
    const pushes = async (as: string | null) =>
      (await git(shop.dir, as, 'push', '-q', url, `feat:refs/heads/by-${as}`)).code === 0;
    github.setRole('bob', 'triage');
    expect({
      nobody: [await fetch(null), await pushes(null)],
      'a made-up token': [await fetch('ghp_made_up'), await pushes('ghp_made_up')],
      'a person who may read': [await fetch('carol'), await pushes('carol')],
      'a person who may triage': [await fetch('bob'), await pushes('bob')],
      'a person who may write': [await fetch('alice'), await pushes('alice')],
      'the App, contents: read': [await fetch(reader), await pushes(reader)],
      'the App without contents': [await fetch(blind), await pushes(blind)],
    }).toMatchInlineSnapshot(`
{
  "a made-up token": [
    false,
    false,
  ],
  "a person who may read": [
    true,
    false,
  ],
  "a person who may triage": [
    true,
    false,
  ],
  "a person who may write": [
    true,
    true,
  ],
  "nobody": [
    false,
    false,
  ],
  "the App without contents": [
    false,
    false,
  ],
  "the App, contents: read": [
    true,
    false,
  ],
}
`);
    github.setRole('bob', 'write');
    await push(shop, 'alice', ':by-alice');
  });

  test('keeps every object as it was pushed, and the API shows the same ids', async () => {
    const work = join(dir, 'odd');
    mkdirSync(join(work, 'deep/er'), { recursive: true });
    const run = async (...args: string[]) => {
      const done = await git(work, null, ...args);
      if (done.code !== 0) throw new Error(done.text);
      return done.text;
    };
    await run('init', '-q', '-b', 'odd');
    writeFileSync(join(work, 'bytes.bin'), Buffer.from([0, 255, 13, 10, 128]));
    writeFileSync(join(work, 'run.sh'), '#!/bin/sh\n');
    chmodSync(join(work, 'run.sh'), 0o755);
    symlinkSync('run.sh', join(work, 'link'));
    writeFileSync(join(work, 'deep/er/größe "x".txt'), 'ü\n');
    await run('add', '-A');
    const person = ['-c', 'user.name=Zoë Ünal', '-c', 'user.email=zoe@example.invalid'];
    await run(
      ...person,
      'commit',
      '-q',
      '--author=Zoë Ünal <zoe@example.invalid>',
      '--date=2025-07-07T09:15:00+0530',
      '-m',
      'Räume\n\nTwo lines\nof body',
    );
    const head = await run('rev-parse', 'HEAD');
    const pushed = await git(work, 'alice', 'push', '-q', github.gitUrl('acme', 'shop'), 'odd');
    expect(pushed).toEqual({ code: 0, text: '' });

    const { rest } = github.as('alice');
    const { data: commit } = await rest.git.getCommit({ ...SHOP, commit_sha: head });
    expect({
      sha: commit.sha,
      author: commit.author,
      message: commit.message,
      signed: commit.verification.reason,
    }).toMatchInlineSnapshot(`
{
  "author": {
    "date": "2025-07-07T03:45:00Z",
    "email": "zoe@example.invalid",
    "name": "Zoë Ünal",
  },
  "message": "Räume

Two lines
of body",
  "sha": "3e0bbce4a3018a0664cddc9df94df261b1237708",
  "signed": "unsigned",
}
`);
    const { data: tree } = await rest.git.getTree({ ...SHOP, tree_sha: head, recursive: '1' });
    const listed = (await run('-c', 'core.quotepath=false', 'ls-tree', '-r', '-t', '-z', head))
      .split('\0')
      .filter((line) => line !== '');
    expect(tree.tree.map(({ mode, type, sha, path }) => `${mode} ${type} ${sha}\t${path}`)).toEqual(
      listed,
    );
    const bytes = tree.tree.find(({ path }) => path === 'bytes.bin')?.sha ?? '';
    const { data: blob } = await rest.git.getBlob({ ...SHOP, file_sha: bytes });
    expect([...Buffer.from(blob.content, 'base64')]).toEqual([0, 255, 13, 10, 128]);
    const fetched = createRepository();
    const got = await git(fetched.dir, 'bob', 'fetch', '-q', github.gitUrl('acme', 'shop'), head);
    expect(got.code).toBe(0);
    expect(fetched.git('rev-parse', `${head}^{tree}`).trim()).toBe(tree.sha);
    fetched.cleanup();
    await push(shop, 'alice', ':odd');
  });
});

test('a push tells the App what moved, signed and each with an id of its own', async () => {
  const before = shop.oid('main');
  shop.commit({
    branch: 'main',
    files: { 'new.txt': 'n\n', 'b.txt': null, 'a.txt': 'ONE\n' },
    message: 'Tidy',
  });
  await push(shop, 'bob', 'main', 'main:refs/heads/extra');
  shop.git('branch', '-f', 'lone', before);
  await push(shop, 'bob', '-f', 'lone:extra');
  await push(shop, 'bob', ':extra');
  const pushes = await heard();
  expect(pushes.every(({ signed }) => signed)).toBe(true);
  expect(new Set(pushes.map(({ id }) => id)).size).toBe(pushes.length);
  const short = (oid = '') =>
    ({ [before]: 'old', [shop.oid('main')]: 'new', ['0'.repeat(40)]: 'none' })[oid];
  expect(
    pushes.map(({ name, payload }) => ({
      name,
      moved: `${payload.ref}: ${short(payload.before)} → ${short(payload.after)}`,
      flags: (['created', 'deleted', 'forced'] as const).filter((flag) => payload[flag]).join(),
      commits: payload.commits?.map(({ message, added, removed, modified }) => ({
        message,
        changed: [
          ...added.map((path) => `+${path}`),
          ...removed.map((path) => `-${path}`),
          ...modified,
        ],
      })),
      sender: payload.sender.login,
      repository: payload.repository.full_name,
      installed: payload.installation.id === github.app.installationId,
    })),
  ).toMatchInlineSnapshot(`
[
  {
    "commits": [
      {
        "changed": [
          "+new.txt",
          "-b.txt",
          "a.txt",
        ],
        "message": "Tidy",
      },
    ],
    "flags": "",
    "installed": true,
    "moved": "refs/heads/main: old → new",
    "name": "push",
    "repository": "acme/shop",
    "sender": "bob",
  },
  {
    "commits": [],
    "flags": "created",
    "installed": true,
    "moved": "refs/heads/extra: none → new",
    "name": "push",
    "repository": "acme/shop",
    "sender": "bob",
  },
  {
    "commits": [],
    "flags": "forced",
    "installed": true,
    "moved": "refs/heads/extra: new → old",
    "name": "push",
    "repository": "acme/shop",
    "sender": "bob",
  },
  {
    "commits": [],
    "flags": "deleted",
    "installed": true,
    "moved": "refs/heads/extra: old → none",
    "name": "push",
    "repository": "acme/shop",
    "sender": "bob",
  },
]
`);
});

describe('pull requests', () => {
  test('move with pushes and force pushes, and close with their branch', async () => {
    const { rest } = github.as('bob');
    const topic = { branch: 'topic', parents: ['main'], files: { 'a.txt': 'first\n' } };
    shop.commit(topic);
    await push(shop, 'bob', 'topic');
    await heard();
    const { data: pull } = await rest.pulls.create({
      ...SHOP,
      title: 'Topic',
      head: 'topic',
      base: 'main',
    });
    const at = { ...SHOP, pull_number: pull.number };
    const first = shop.oid('topic');
    expect(pull.head.sha).toBe(first);
    shop.commit({ branch: 'topic', files: { 'c/d.txt': 'x\ny\n' } });
    await push(shop, 'bob', 'topic');
    const second = shop.oid('topic');
    const now = (await rest.pulls.get(at)).data;
    expect(now).toMatchObject({
      head: { sha: second, ref: 'topic', label: 'acme:topic' },
      commits: 2,
      changed_files: 2,
      additions: 3,
      deletions: 1,
      mergeable: true,
      html_url: `${github.url}/acme/shop/pull/${pull.number}`,
    });
    const files = (await rest.pulls.listFiles(at)).data;
    expect(
      files.map(({ filename, status, patch }) => ({ filename, status, patch })),
    ).toMatchInlineSnapshot(`
[
  {
    "filename": "a.txt",
    "patch": "@@ -1 +1 @@
-ONE
+first",
    "status": "modified",
  },
  {
    "filename": "c/d.txt",
    "patch": "@@ -0,0 +1,2 @@
+x
+y",
    "status": "added",
  },
]
`);
    const commits = (await rest.pulls.listCommits(at)).data;
    expect(commits.map(({ sha }) => sha)).toEqual([first, second]);

    shop.commit({ ...topic, files: { 'a.txt': 'amended\n' } });
    await push(shop, 'bob', '-f', 'topic');
    const third = shop.oid('topic');
    const head = await git(
      dir,
      'bob',
      'ls-remote',
      github.gitUrl('acme', 'shop'),
      `refs/pull/${pull.number}/head`,
    );
    expect(head.text).toBe(`${third}\trefs/pull/${pull.number}/head`);
    const listed = (await rest.pulls.list(SHOP)).data;
    expect(listed.map(({ number, head }) => [number, head.sha])).toEqual([[pull.number, third]]);

    await push(shop, 'bob', ':topic');
    const events = (await heard()).filter(({ name }) => name.startsWith('pull_request'));
    expect(
      events.map(({ name, payload }) => [
        name,
        payload.number === pull.number,
        payload.before,
        payload.after,
      ]),
    ).toEqual([
      ['pull_request.opened', true, undefined, undefined],
      ['pull_request.synchronize', true, first, second],
      ['pull_request.synchronize', true, second, third],
      ['pull_request.closed', true, undefined, undefined],
    ]);
    expect((await rest.pulls.get(at)).data).toMatchObject({
      state: 'closed',
      merged: false,
      head: { sha: third },
    });
    const again = await refusal(rest.pulls.update({ ...at, state: 'open' }));
    expect(again).toContain('the head branch is gone');
  });

  test('every change people make is one event', async () => {
    const { rest } = github.as('alice');
    shop.commit({ branch: 'life', parents: ['main'], files: { 'life.txt': '1\n' } });
    await push(shop, 'alice', 'life', 'main:refs/heads/stable');
    await heard();
    const { data: pull } = await rest.pulls.create({
      ...SHOP,
      title: 'Life',
      head: 'life',
      base: 'main',
      draft: true,
    });
    const at = { ...SHOP, pull_number: pull.number };
    const issue = { ...SHOP, issue_number: pull.number };
    await github.setDraft(pull.number, false, 'alice');
    await github.setDraft(pull.number, true, 'alice');
    await github.setDraft(pull.number, false, 'alice');
    await rest.pulls.update({ ...at, title: 'A life' });
    await rest.pulls.update({ ...at, base: 'stable' });
    await rest.pulls.update({ ...at, base: 'main' });
    await rest.issues.addLabels({ ...issue, labels: ['ws/kernel', 'bug'] });
    await rest.issues.removeLabel({ ...issue, name: 'bug' });
    await rest.pulls.update({ ...at, state: 'closed' });
    await rest.pulls.update({ ...at, state: 'open' });
    const { data: comment } = await rest.issues.createComment({ ...issue, body: '/integrate' });
    await rest.issues.updateComment({ ...SHOP, comment_id: comment.id, body: '/integrate now' });
    await rest.issues.deleteComment({ ...SHOP, comment_id: comment.id });
    const merged = await rest.pulls.merge({ ...at, merge_method: 'squash' });
    const events = await heard();
    expect(
      events.map(({ name, payload }) => {
        const more = payload.changes ?? payload.label?.name ?? payload.issue?.pull_request;
        return more === undefined
          ? name
          : `${name} ${JSON.stringify(typeof more === 'string' ? more : Object.keys(more))}`;
      }),
    ).toMatchInlineSnapshot(`
[
  "pull_request.opened",
  "pull_request.ready_for_review",
  "pull_request.converted_to_draft",
  "pull_request.ready_for_review",
  "pull_request.edited ["title"]",
  "pull_request.edited ["base"]",
  "pull_request.edited ["base"]",
  "pull_request.labeled "ws/kernel"",
  "pull_request.labeled "bug"",
  "pull_request.unlabeled "bug"",
  "pull_request.closed",
  "pull_request.reopened",
  "issue_comment.created ["url","html_url","diff_url","patch_url","merged_at"]",
  "issue_comment.edited ["body"]",
  "issue_comment.deleted ["url","html_url","diff_url","patch_url","merged_at"]",
  "pull_request.closed",
  "push",
]
`);
    expect(events.at(-2)?.payload.pull_request.merged).toBe(true);
    expect(
      await git(dir, 'bob', 'ls-remote', github.gitUrl('acme', 'shop'), 'refs/heads/main'),
    ).toEqual({
      code: 0,
      text: `${merged.data.sha}\trefs/heads/main`,
    });
    await git(shop.dir, 'bob', 'fetch', '-q', github.gitUrl('acme', 'shop'), '+main:main');
    await push(shop, 'alice', ':stable', ':life');
  });

  test('a push that brings the head into the base counts as a merge', async () => {
    const { rest } = github.as('alice');
    shop.commit({ branch: 'quick', parents: ['main'], files: { 'quick.txt': '1\n' } });
    await push(shop, 'alice', 'quick');
    const { data: pull } = await rest.pulls.create({
      ...SHOP,
      title: 'Quick',
      head: 'quick',
      base: 'main',
    });
    await heard();
    await push(shop, 'alice', 'quick:main');
    expect(names(await heard())).toEqual(['push', 'pull_request.closed']);
    const { data } = await rest.pulls.get({ ...SHOP, pull_number: pull.number });
    expect(data).toMatchObject({ merged: true, state: 'closed' });
    shop.git('branch', '-f', 'main', 'quick');
  });

  test('from a fork are of another repository and reachable from the base by number', async () => {
    shop.commit({ branch: 'gift', parents: ['main'], files: { 'gift.txt': 'g\n' } });
    const opened = await github.openForkPull({
      owner: 'carol',
      branch: 'gift',
      from: { dir: shop.dir, ref: 'gift' },
      title: 'A gift',
    });
    const pull_number = opened.number;
    const { data } = await github.as('alice').rest.pulls.get({ ...SHOP, pull_number });
    expect(data.head).toMatchObject({
      label: 'carol:gift',
      sha: shop.oid('gift'),
      repo: { full_name: 'carol/shop', fork: true },
    });
    shop.commit({ branch: 'gift', files: { 'gift.txt': 'G\n' } });
    const fork = github.gitUrl('carol', 'shop');
    expect((await git(shop.dir, 'carol', 'push', '-q', fork, 'gift')).code).toBe(0);
    expect((await git(shop.dir, 'bob', 'push', '-q', fork, 'gift')).code).not.toBe(0);
    const seen = await git(
      dir,
      'bob',
      'ls-remote',
      github.gitUrl('acme', 'shop'),
      `refs/pull/${pull_number}/head`,
    );
    expect(seen.text).toBe(`${shop.oid('gift')}\trefs/pull/${pull_number}/head`);
    // The App is not installed on carol's account: no push event from there.
    expect(names(await heard())).toEqual(['pull_request.opened', 'pull_request.synchronize']);
  });

  test('are refused where GitHub refuses them', async () => {
    const { rest } = github.as('carol');
    const base = { ...SHOP, title: 't', base: 'main' };
    shop.git('branch', '-f', 'level', 'main');
    await push(shop, 'alice', 'level', 'feat');
    expect(await refusal(rest.pulls.create({ ...base, head: 'nowhere' }))).toContain(
      'head nowhere does not exist',
    );
    expect(await refusal(rest.pulls.create({ ...base, head: 'level' }))).toContain(
      'No commits between main and level',
    );
    expect(await refusal(rest.pulls.create({ ...base, head: 'carol:gift' }))).toContain(
      'already exists for carol:gift',
    );
    const { data } = await rest.pulls.create({ ...base, head: 'feat' });
    const merge = { ...SHOP, pull_number: data.number };
    expect(await refusal(rest.pulls.merge(merge))).toContain('403');
    expect(await refusal(github.as('bob').rest.pulls.merge(merge))).toBe(
      '405 Pull Request is not mergeable',
    );
    expect((await rest.pulls.get(merge)).data).toMatchObject({
      mergeable: false,
      mergeable_state: 'dirty',
    });
  });
});

test('a renamed repository is found under both names', async () => {
  const { rest } = github.as('alice');
  await rest.repos.update({ ...SHOP, name: 'store' });
  const { data } = await rest.repos.get(SHOP);
  expect(data.full_name).toBe('acme/store');
  const fetched = await git(
    dir,
    'bob',
    'ls-remote',
    github.gitUrl('acme', 'shop'),
    'refs/heads/main',
  );
  expect(fetched.code).toBe(0);
  expect(names(await heard())).toEqual(['repository.renamed']);
  await rest.repos.update({ owner: 'acme', repo: 'store', name: 'shop' });
});
