/** Artifacts as the adapter reads them from the local GitHub. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createArtifactForge } from '#src/adapters/github/artifacts.ts';
import { connectGitHub, type GitHub } from '#src/adapters/github.ts';
import type { MergeCache } from '#src/adapters/store/merges.ts';
import type { Repository } from '#src/ports.ts';
import { closeWorld, github, heard, names, openWorld, shop } from '../local-github.ts';

let client: GitHub;
let repo: Repository;
const rows = new Map<string, string>();
const merges: MergeCache = {
  get: async (_id, keys) => new Map([...rows].filter(([key]) => keys.includes(key))),
  put: async (_id, list) => {
    for (const { request, outcome } of list) rows.set(request, outcome);
  },
};

beforeAll(async () => {
  await openWorld();
  const { appId, privateKey, installationId } = github.app;
  client = connectGitHub({ appId, privateKey, githubUrl: github.url, pacing: false });
  const { data } = await github.as('alice').rest.repos.get({ owner: 'acme', repo: 'shop' });
  repo = { installation: installationId, id: data.id, owner: 'acme', name: 'shop' };
});
beforeEach(heard);
afterAll(closeWorld);

const isBench = (name: string) => name.startsWith('bench-');

test('artifacts of some commits by name, and their texts', async () => {
  const forge = createArtifactForge(client, { merges });
  const main = shop.oid('main');
  const feat = shop.oid('feat');
  await github.postArtifact({ name: 'bench-linux', headSha: main, files: { 'r.json': '[1]' } });
  await github.postArtifact({ name: 'logs', headSha: main, files: { 'l.txt': 'x' } });
  const id = await github.postArtifact({
    name: 'bench-linux',
    headSha: feat,
    run: 77,
    files: { 'r.json': '[2]', 'plot.svg': '<svg/>' },
  });
  await github.postArtifact({ name: 'bench-old', headSha: feat, run: 77, expired: true });
  expect(names(await heard())).toEqual(Array(4).fill('workflow_run.completed'));

  const listed = await forge.artifacts(repo, [feat], isBench);
  if (listed.state !== 'whole') throw new Error(listed.reason);
  expect(
    listed.list.map(({ name, run, oid, fromFork, expired }) => [
      name,
      run,
      oid === feat,
      fromFork,
      expired,
    ]),
  ).toEqual([
    ['bench-old', 77, true, false, true],
    ['bench-linux', 77, true, false, false],
  ]);
  const [old, now] = listed.list;
  if (!old || !now) throw new Error('nothing listed');
  expect(now.id).toBe(id);
  expect(await forge.content(repo, old)).toEqual({ state: 'gone' });
  // Listed before it expired.
  expect(await forge.content(repo, { ...old, expired: false })).toEqual({ state: 'gone' });
  const content = {
    state: 'found',
    files: [{ path: 'r.json', text: '[2]' }],
    leftOut: [],
  };
  expect(await forge.content(repo, now)).toEqual(content);

  // Never asked for again, by nobody.
  const before = github.requests().length;
  expect(await forge.content(repo, now)).toEqual(content);
  expect(await createArtifactForge(client, { merges }).content(repo, now)).toEqual(content);
  expect(github.requests().length).toBe(before);
  expect(await forge.content(repo, { ...now, id: 999_999 })).toEqual({ state: 'gone' });
});

test('what a fork built is known to be from there', async () => {
  const { headSha } = await github.openForkPull({
    owner: 'carol',
    branch: 'faster',
    from: { dir: shop.dir, ref: 'feat' },
    title: 'Faster',
  });
  await github.postArtifact({ name: 'bench-fork', headSha, fork: 'carol', files: { a: '1' } });
  const listed = await createArtifactForge(client, null).artifacts(
    repo,
    [headSha],
    (name) => name === 'bench-fork',
  );
  expect(listed.state === 'whole' && listed.list.map(({ fromFork }) => fromFork)).toEqual([true]);
});

test('too large is said before anything is received; no permission says what to do', async () => {
  const forge = createArtifactForge(client, null);
  const main = shop.oid('main');
  await github.postArtifact({ name: 'huge', headSha: main, archive: Buffer.alloc(20_000_001) });
  const listed = await forge.artifacts(repo, [main], (name) => name === 'huge');
  const [huge] = listed.state === 'whole' ? listed.list : [];
  if (!huge) throw new Error('nothing listed');
  const large = {
    state: 'unreadable',
    reason: 'it is too large: its archive has more than 20 MB',
  };
  const asked = github.requests().length;
  expect(await forge.content(repo, huge)).toEqual(large);
  expect(github.requests().length).toBe(asked);
  // The list may lie.
  expect(await forge.content(repo, { ...huge, size: 5 })).toEqual(large);

  github.fail({
    path: /actions\/artifacts/,
    status: 403,
    message: 'Resource not accessible by integration',
  });
  expect(await forge.artifacts(repo, [main], isBench)).toEqual({
    state: 'partial',
    reason:
      'Weir may not read artifacts of this repository. Grant the App "Actions: Read-only" on its settings page, then have an owner accept that on the page of the installation.',
  });
  github.fail({ path: /actions\/artifacts/, status: 500 });
  await expect(forge.artifacts(repo, [main], isBench)).rejects.toThrow('Injected 500');
});
