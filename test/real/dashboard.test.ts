/** The dashboard as browsers meet it: the real server beside the local GitHub, the sign-in followed step by step. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signInForge } from '#src/adapters/github/sign-in.ts';
import { challengeOf, createAttempts } from '#src/web/dashboard/sign-in.ts';
import { git } from '../../demo/story/git.ts';
import type { Local } from '../../demo/story/local.ts';
import { pageText } from '../page-text.ts';
import { startReady } from '../ready-database.ts';
import { createRepository, type Files, forked, type TestRepository } from '../repo.ts';

const AT = { owner: 'acme', repo: 'river' };
const PAGE = '/acme/river';
const PLAN = `version: 1
target: main
workstreams:
  kernel: { branch: kernel }
  storage: { branch: storage, depends_on: [kernel] }
`;
const MAIN: Files = { '.github/workstreams.yml': PLAN, 'a.txt': 'one\ntwo\n', 'b.txt': 'b\n' };
const EVIL = 'evil/"><img/src=x/onerror=alert(1)>';
const CHANGES: Record<string, Files> = {
  kernel: { 'a.txt': 'kernel\ntwo\n' },
  storage: { 'a.txt': 'storage\ntwo\n' },
  [EVIL]: { 'b.txt': 'docs\n', [`${EVIL}.txt`]: 'x\n' },
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
  const basic = Buffer.from(`x:${local.github.tokenFor('alice')}`).toString('base64');
  const refs = ['main', ...Object.keys(CHANGES)].map((name) => `refs/heads/${name}`);
  const url = local.github.gitUrl(AT.owner, AT.repo);
  await git(work.dir, ['push', '--quiet', url, ...refs], { authorization: `Basic ${basic}` });
  const { rest } = local.github.as('alice');
  for (const head of Object.keys(CHANGES))
    await rest.pulls.create({ ...AT, title: `Change ${head}`, head, base: 'main' });
  await local.settle();
}, 120_000);
afterAll(async () => {
  await local?.close();
  work?.cleanup();
});

/** A browser, as far as cookies and redirects go. */
class Browser {
  readonly cookies = new Map<string, string>();
  /** As the server sent them last. */
  set: string[] = [];

  async open(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, local.weir.url);
    const own = url.origin === local.weir.url;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: { ...init.headers, ...(own && cookie !== '' ? { cookie } : {}) },
    });
    if (own) {
      this.set = response.headers.getSetCookie();
      for (const one of this.set) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
        if (value === '') this.cookies.delete(name);
        else this.cookies.set(name, value);
      }
    }
    return response;
  }

  async read(path: string): Promise<{ status: number; text: string; html: string }> {
    const response = await this.open(path);
    const html = await response.text();
    return { status: response.status, html, text: pageText(html) };
  }

  /** Goes to GitHub and says who one is there; answers the address that leads back. */
  async choose(login: string, to = '/'): Promise<URL> {
    const away = await this.open(`/sign-in?to=${encodeURIComponent(to)}`);
    const asked = new URL(away.headers.get('location') ?? '');
    asked.searchParams.set('login', login);
    const back = await this.open(asked.href);
    return new URL(back.headers.get('location') ?? '');
  }

  async signIn(login: string, to = '/'): Promise<string | null> {
    const answer = await this.open((await this.choose(login, to)).href);
    return answer.headers.get('location');
  }
}

let browser: Browser;
beforeEach(() => {
  browser = new Browser();
});

test('nobody sees anything but how to sign in, whether the repository exists or not', async () => {
  const [home, river, lake] = await Promise.all(
    ['/', PAGE, '/acme/lake'].map((path) => browser.read(path)),
  );
  expect([home?.status, river?.status, lake?.status]).toEqual([200, 401, 401]);
  expect(home?.text).toMatchInlineSnapshot(`
"Sign in
Weir shows what to merge next to whoever may read the repository on GitHub.
Sign in with GitHub"
`);
  expect(river?.html).toContain('href="/sign-in?to=%2Facme%2Friver"');
  expect(river?.html.replaceAll('river', 'lake')).toBe(lake?.html);
});

/** Holds the next look up until it is told to go on. */
async function slowly(work: () => Promise<void>): Promise<void> {
  const held = Promise.withResolvers<void>();
  local.github.meanwhile(
    { method: 'GET', path: /\/repos\/acme\/river\/pulls\?/ },
    () => held.promise,
  );
  try {
    await work();
  } finally {
    held.resolve();
  }
}

test('a first look is waited for a little; then the page says so and asks again by itself', async () => {
  await browser.signIn('alice', PAGE);
  await slowly(async () => {
    const { status, html, text } = await browser.read(PAGE);
    expect([status, /<meta http-equiv="refresh" content="\d+">/.test(html)]).toEqual([200, true]);
    expect(text).toMatchInlineSnapshot(`
"acme/river
All heads are being judged.
This page shows it by itself as soon as it is done. A first look at hundreds of heads takes a minute; later ones are remembered."
`);
    expect((await browser.read('/')).text).toContain('Not looked at here lately');
  });
  // The same look, finished: none was begun beside it.
  const asked = () =>
    local.github.requests().filter((line) => /\/pulls\?.*state=open/.test(line)).length;
  const before = asked();
  expect((await browser.read(PAGE)).html).not.toContain('http-equiv');
  expect(asked()).toBe(before);
});

test('whoever signs in at GitHub gets to the page they wanted, and sees what to merge next', async () => {
  const before = local.github.requests().length;
  expect(await browser.signIn('alice', PAGE)).toBe(PAGE);
  const { status, html, text } = await browser.read(PAGE);
  expect(status).toBe(200);
  const oids = [...work.branches()].map(([name, oid]) => [oid.slice(0, 7), name] as const);
  const known = oids.reduce((all, [oid, name]) => all.replaceAll(oid, `<${name}>`), text);
  expect(
    known.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'NOW').replaceAll(EVIL, 'EVIL'),
  ).toMatchInlineSnapshot(`
"acme/river
2 of 3 open heads can land on main now, one after the other, without a conflict.
Next: land #3 EVIL, once it is approved and its checks are green.
Judged NOW against main at <main>: 3 heads, 6 pairs: 1 conflict, 1 waiting.
Pull requests on GitHub
What to merge next
2 heads can land together, one after the other, without anybody resolving anything: #3, #1. Each head was also merged onto what those above it leave behind. Of two that collide, the one that lets more heads land goes first, else the larger change; the other one is rebased.
Open heads in the best order to land
Place | Head | Owners | Files | Lands | Collides from then on
1 | #3 EVIL Change EVIL | alice | 2 | ✔ now Check run | none
2 | #1 kernel Change kernel | alice | 1 | ✔ now Check run | #2
3 | #2 storage Change storage | alice | 1 | ✖ rebase it after #1 … waits for kernel Check run | none
What collides
Pairs that collide, the gravest first
Pair | Verdict | Files | What was found, and what to do
#1 kernel with #2 storage <kernel> and <storage> | ✖ Conflict | a.txt | kernel lands first in the best order; then merge main into storage and resolve there.
Both change the same lines of a.txt.
Detector textual, fails, 100% sure.
a.txt:1 in #2, a.txt:1 in #1
Who waits for whom
Heads that depend on what has not landed, by the plan
Head | Waits for | Who brings it | As the plan has it | Integrated
#2 storage | kernel | #1 kernel | no status | 0 of 1"
`);
  // The branch's name is text: no tag came of it.
  expect(html).not.toContain('<img');
  expect(html).toContain(`href="${local.github.url}/acme/river/pull/1"`);
  expect(html).toMatch(/href="[^"]*#check-\d+">Check run/);
  const reads = /^GET |^POST \/acme\/river\.git\/git-upload-pack|\/access_tokens$/;
  const since = local.github.requests().slice(before);
  expect(since.filter((line) => !reads.test(line))).toEqual([]);
});

test('while a newer look is under way, the page shows the last one and says so', async () => {
  await browser.signIn('alice', PAGE);
  await local.weir.passTime(20_000);
  await slowly(async () => {
    const { html, text } = await browser.read(PAGE);
    expect(html).toContain('<meta http-equiv="refresh" content="5">');
    expect(text).toContain('It is being judged again, and this page shows that by itself.');
    expect(text).toContain('What to merge next');
  });
});

test('a look that fails is said, and nothing older is shown for it', async () => {
  await browser.signIn('alice', PAGE);
  // Whatever was under way has ended.
  await browser.read(PAGE);
  await local.weir.passTime(20_000);
  local.github.fail({ path: /\/pulls\?.*state=open/, status: 502 });
  const { status, text } = await browser.read(PAGE);
  expect(status).toBe(503);
  expect(text).toMatchInlineSnapshot(`
"The heads could not be judged: GitHub or git failed
Load this page again in a minute. If it stays so, ask whoever runs Weir to look into its log."
`);
  await local.weir.passTime(20_000);
  expect((await browser.read(PAGE)).status).toBe(200);
});

test('the plan issue is linked once there is one', async () => {
  await browser.signIn('alice', PAGE);
  expect((await browser.read(PAGE)).text).not.toContain('Plan issue');
  const { rest } = local.github.as('alice');
  await rest.issues.createComment({ ...AT, issue_number: 1, body: '/status' });
  await local.settle();
  expect((await browser.read(PAGE)).html).toMatch(/href="[^"]*\/issues\/\d+">Plan issue/);
}, 60_000);

describe("one of GitHub's limits is no word on who may read what", () => {
  test.each<[string, RegExp, object]>([
    ['/', /^\/user\/installations/, { 'x-ratelimit-remaining': '0' }],
    ['/', /^\/user\/installations\/\d+\/repositories/, { 'retry-after': '60' }],
    [PAGE, /^\/repos\/acme\/river$/, { 'x-ratelimit-remaining': '0' }],
    [PAGE, /^\/repos\/acme\/river$/, {}],
  ])('%s at %s %j', async (path, asked, headers) => {
    await browser.signIn('alice');
    const message = 'You have exceeded a secondary rate limit';
    local.github.fail({ path: asked, status: 403, message, headers: { ...headers } });
    const { status, text } = await browser.read(path);
    expect([status, text]).toEqual([503, expect.stringMatching(/^This page cannot be shown now/)]);
    expect((await browser.read(path)).status).toBe(200);
  });

  test('a refusal that is none leaves out what it is about', async () => {
    await browser.signIn('alice');
    const message = 'Resource not accessible by integration';
    local.github.fail({ path: /\/user\/installations\/\d+\/rep/, status: 403, message });
    expect((await browser.read('/')).text).toContain('There is none that Weir is installed on');
  });
});

test('the home page lists what one may read, with what was found there', async () => {
  await browser.signIn('alice');
  const { text } = await browser.read('/');
  expect(text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'NOW')).toMatchInlineSnapshot(`
"Repositories
1 repository that Weir is installed on and you may read. Open one to see what to merge next.
Repositories and what the last look at them found
Repository | Standing
acme/river | 2 of 3 open heads can land on main now, one after the other, without a conflict. Judged NOW."
`);
  const other = new Browser();
  await other.signIn('mallory');
  expect((await other.read('/')).text).toContain('There is none that Weir is installed on');
});

test('a repository that one may not read is answered like one that does not exist', async () => {
  await browser.signIn('mallory');
  const [river, lake] = [await browser.read(PAGE), await browser.read('/acme/lake')];
  expect([river.status, lake.status]).toEqual([404, 404]);
  expect(river.text).toMatchInlineSnapshot(`
"There is no such repository that you may read and Weir is installed on
Look at its name, ask its owner for access, or have the App installed on it. Then load this page again."
`);
  expect(river.html).toBe(lake.html);
});

/** What an answer tells browsers to keep from. Who ends TLS in front says whether there is nothing but https. */
async function guarded(path: string, init: RequestInit = {}): Promise<object> {
  const { headers } = await browser.open(path, init);
  const names = [
    'content-security-policy',
    'x-content-type-options',
    'referrer-policy',
    'cache-control',
    'cross-origin-opener-policy',
    'cross-origin-resource-policy',
    'strict-transport-security',
  ];
  return Object.fromEntries(names.map((name) => [name, headers.get(name)]));
}

test('every page forbids scripts, frames, other sites and caches', async () => {
  await browser.signIn('alice');
  const seen: Record<string, object> = {};
  for (const path of ['/', PAGE, '/acme/lake', '/sign-in', '/signed-in?state=x']) {
    seen[path] = await guarded(path);
  }
  expect(seen[PAGE]).toMatchInlineSnapshot(`
{
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "strict-transport-security": null,
  "x-content-type-options": "nosniff",
}
`);
  expect(new Set(Object.values(seen).map((one) => JSON.stringify(one))).size).toBe(1);
  const { html } = await browser.read(PAGE);
  const sheet = /<link rel="stylesheet" href="([^"]+)">/.exec(html)?.[1] ?? '';
  expect((await browser.open(sheet)).headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(html).not.toMatch(/<script|style=|\son\w+=/);
});

test('whatever else the server answers is no more use to another site than a page', async () => {
  const plain = await guarded('/a/b/c');
  expect(plain).toEqual({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'strict-transport-security': null,
  });
  const others: [string, RequestInit][] = [
    [`/${'x'.repeat(5_000)}`, {}],
    ['/acme%2friver', {}],
    ['/acme/%C3%A4', {}],
    [PAGE, { method: 'POST' }],
    [PAGE, { method: 'DELETE' }],
    ['/api/integration/acme/river', {}],
    ['/sign-in', { method: 'HEAD' }],
  ];
  for (const [path, init] of others) {
    expect([path, await guarded(path, init)]).toEqual([path, plain]);
  }
});

test('the session opens pages alone, and a token of GitHub answers in JSON alone', async () => {
  await browser.signIn('alice');
  expect((await browser.open(`/api/integration${PAGE}`)).status).toBe(401);
  const authorization = `Bearer ${local.github.tokenFor('alice')}`;
  const stranger = new Browser();
  expect((await stranger.open(PAGE, { headers: { authorization } })).status).toBe(401);
  expect(
    (await stranger.open(`/api/integration${PAGE}`, { headers: { authorization } })).status,
  ).toBe(200);
  const { headers } = await stranger.open(`/api/integration${PAGE}`, {
    headers: { authorization, origin: 'https://evil.example' },
  });
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

describe('signing in', () => {
  test('is bound to the browser by its state, and to the server by PKCE', async () => {
    const away = await browser.open('/sign-in');
    const asked = new URL(away.headers.get('location') ?? '');
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    expect(asked.searchParams.get('redirect_uri')).toBe(`${local.weir.url}/signed-in`);
    const [cookie = ''] = browser.set;
    expect(cookie.replace(/=[^;]+/, '=VALUE')).toBe(
      'weir-sign-in=VALUE; Path=/; Max-Age=600; HttpOnly; SameSite=Lax',
    );
    expect(cookie).not.toContain(asked.searchParams.get('code_challenge') ?? '');
  });

  test.each<[string, (back: URL, other: URL) => URL]>([
    [
      'another state',
      (back) => new URL(back.href.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`)),
    ],
    ["somebody else's state and code", (_back, other) => other],
    ['no state', (back) => new URL(back.href.replace(/&state=[^&]+/, ''))],
    ['a code that GitHub never gave', (back) => new URL(back.href.replace(/code=[^&]+/, 'code=x'))],
    ['a refusal', (back) => new URL(back.href.replace(/code=[^&]+/, 'error=access_denied'))],
  ])('%s: nobody is signed in', async (_how, change) => {
    const back = await browser.choose('alice');
    const other = await new Browser().choose('mallory');
    const answer = await browser.open(change(back, other).href);
    expect(answer.status).toBe(400);
    expect(pageText(await answer.text())).toBe(
      'You were not signed in\nIt may have taken too long, or this browser keeps no cookies. Sign in once more.',
    );
    expect((await browser.read(PAGE)).status).toBe(401);
  });

  test('a code that somebody caught is of no use without the verifier', async () => {
    const caught = await browser.choose('alice');
    const thief = new Browser();
    const own = await thief.choose('mallory');
    own.searchParams.set('code', caught.searchParams.get('code') ?? '');
    expect((await thief.open(own.href)).status).toBe(400);
    // GitHub takes a code once, whoever shows it.
    expect((await browser.open(caught.href)).status).toBe(400);
  });

  test('leads to our own pages only', async () => {
    for (const to of ['https://evil.example/', '//evil.example/x', '/\\evil.example', '/a/b/c']) {
      expect(await new Browser().signIn('alice', to)).toBe('/');
    }
    expect(await new Browser().signIn('alice', '/acme/lake')).toBe('/acme/lake');
  });

  test('begins a new session and ends the one before', async () => {
    await browser.signIn('alice');
    const [first] = [...browser.cookies.values()];
    await browser.signIn('mallory');
    const [second] = [...browser.cookies.values()];
    expect(second).not.toBe(first);
    const old = new Browser();
    old.cookies.set('weir-session', first ?? '');
    expect((await old.read('/')).text).toContain('Sign in');
  });

  test('tells the log of every token before it is used, and shows none to the browser', async () => {
    const secrets: string[] = [];
    const { clientId, clientSecret } = local.github.app;
    const onSecret = (secret: string) => secrets.push(secret);
    const forge = signInForge({ githubUrl: local.github.url, clientId, clientSecret, onSecret });
    const redirect = `${local.weir.url}/signed-in`;
    const { attempt } = createAttempts(() => new Date()).begin('/');
    const { state, verifier } = attempt;
    const asked = new URL(forge.address({ state, challenge: challengeOf(attempt), redirect }));
    asked.searchParams.set('login', 'alice');
    const back = new URL((await browser.open(asked.href)).headers.get('location') ?? '');
    const code = back.searchParams.get('code') ?? '';
    const given = await forge.token({ code, verifier, redirect });
    expect(given?.token).toMatch(/^ghu_/);
    expect(secrets).toEqual([given?.token]);
    const wrong = signInForge({
      githubUrl: local.github.url,
      clientId,
      clientSecret: 'wrong',
      onSecret,
    });
    await expect(wrong.token({ code, verifier, redirect })).rejects.toThrow('WEIR_CLIENT_SECRET');
    await browser.signIn('alice', PAGE);
    expect([...browser.cookies.values()].join()).not.toContain('ghu_');
    expect((await browser.read(PAGE)).html).not.toContain('ghu_');
  });

  test('a session that somebody made up is none', async () => {
    browser.cookies.set('weir-session', 'a'.repeat(43));
    expect((await browser.read(PAGE)).status).toBe(401);
  });
});

describe('a session', () => {
  test('ends when one signs out, which only our own form can ask for', async () => {
    await browser.signIn('alice');
    const kept = new Map(browser.cookies);
    const out = (headers: Record<string, string>, method = 'POST') =>
      browser.open('/sign-out', { method, headers });
    expect((await out({}, 'GET')).status).toBe(405);
    expect(
      (await out({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403);
    expect((await out({ origin: 'null' })).status).toBe(403);
    expect((await browser.read(PAGE)).status).toBe(200);
    const done = await out({ origin: 'null', 'sec-fetch-site': 'same-origin' });
    expect([done.status, browser.cookies.size]).toEqual([200, 0]);
    // It is over on the server, whatever the browser keeps.
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect((await browser.read(PAGE)).status).toBe(401);
  });

  test('ends after eight hours', async () => {
    await browser.signIn('alice');
    expect(browser.set[0]).toMatch(
      /^weir-session=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax$/,
    );
    await local.weir.passTime(8 * 3_600_000 - 60_000);
    expect((await browser.read('/')).text).toMatch(/^Repositories/);
    await local.weir.passTime(60_001);
    expect((await browser.read('/')).text).toMatch(/^Sign in/);
  });

  test('ends when GitHub does not accept its token any more', async () => {
    await browser.signIn('alice');
    local.github.revokeSignIns();
    expect((await browser.read(PAGE)).status).toBe(401);
    expect((await browser.read('/')).text).toMatch(/^Sign in/);
  });

  test('loses a repository at most five minutes after GitHub took it away', async () => {
    await browser.signIn('alice');
    expect((await browser.read(PAGE)).status).toBe(200);
    local.github.setRole('alice', 'none');
    await local.weir.passTime(5 * 60_000 + 1);
    expect((await browser.read(PAGE)).status).toBe(404);
    local.github.setRole('alice', 'admin');
    expect((await browser.read(PAGE)).status).toBe(200);
  });
});

test('what the dashboard does not know is answered as before', async () => {
  expect((await browser.open('/acme/river', { method: 'POST' })).status).toBe(405);
  expect(await (await browser.open('/healthz')).text()).toBe('The process runs.\n');
  expect((await browser.open('/a/b/c')).status).toBe(404);
  expect((await browser.open('/sign-in', { method: 'HEAD' })).status).toBe(404);
});

test('with a broken plan on the target nothing is judged, and the page says what to do', async () => {
  work.commit({ branch: 'main', files: { '.github/workstreams.yml': 'version: one\n' } });
  const basic = Buffer.from(`x:${local.github.tokenFor('alice')}`).toString('base64');
  const url = local.github.gitUrl(AT.owner, AT.repo);
  await git(work.dir, ['push', '--quiet', url, 'main'], { authorization: `Basic ${basic}` });
  await local.settle();
  await local.weir.passTime(20_000);
  await browser.signIn('alice', PAGE);
  expect((await browser.read(PAGE)).text).toMatchInlineSnapshot(`
"acme/river
Nothing was judged: the plan on main is not valid.
Correct that on GitHub, then load this page again. The check Weir / plan of the pull request that changes the plan shows every mistake with its line."
`);
  expect((await browser.read('/')).text).toContain('Nothing was judged: the plan on main');
});

// The last one: nothing answers afterwards.
test('a page that is being made while the server ends is finished, and none is begun', async () => {
  await browser.signIn('alice', PAGE);
  await local.weir.passTime(20_000);
  await slowly(async () => {
    const asked = () => local.github.requests().filter((line) => /\/pulls\?/.test(line)).length;
    const before = asked();
    const page = browser.read(PAGE);
    while (asked() === before) await new Promise((resolve) => setTimeout(resolve, 20));
    const closed = local.weir.close();
    expect((await page).status).toBe(200);
    await expect(browser.read(PAGE)).rejects.toThrow('fetch failed');
    await closed;
  });
});
