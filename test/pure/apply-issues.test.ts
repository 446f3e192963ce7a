import { beforeEach, describe, expect, test } from '@jest/globals';
import { createApply } from '#src/adapters/apply.ts';
import { PermissionsNotGranted } from '#src/adapters/github/tokens.ts';
import type { Applied, Effect } from '#src/effects.ts';
import { marker } from '#src/markdown.ts';
import { REPO } from '../fakes.ts';
import { type IssueHub, issueHub, postedInMemory } from '../issue-hub.ts';

type Issue = Extract<Effect, { kind: 'issue' }>;

const week = (over: Partial<Issue> = {}): Issue => ({
  kind: 'issue',
  repo: REPO,
  key: 'week-2026-w48',
  title: 'Week 48',
  body: '11 of 20 verified.',
  labels: ['weir', 'weir: week'],
  state: 'as-is',
  ...over,
});
const START = '<!-- weir:issue:42:week-2026-w48 -->';
const END = '<!-- weir:issue:42:end -->';

let clock: number;
let hub: IssueHub;
let posted: ReturnType<typeof postedInMemory>;
let lines: string[];
let apply: (effects: readonly Effect[]) => Promise<Applied[]>;
/** What one effect did: its outcome and the requests it took. */
const did = async (effect: Effect) => {
  hub.requests.length = 0;
  const [applied] = await apply([effect]);
  return [applied?.outcome, ...hub.requests];
};
const body = () => hub.issues[0]?.body;

beforeEach(() => {
  clock = Date.parse('2026-11-27T16:00:00Z');
  hub = issueHub(() => clock);
  posted = postedInMemory();
  lines = [];
  const said = (_: object, message: string) => void lines.push(message);
  apply = createApply({
    github: hub.github,
    posted,
    overrides: { recordOverride: async () => true },
    alone: (_, work) => work(),
    now: () => new Date(clock),
    builds: { save: async () => true },
    branches: { pushTrial: async () => 'done', deleteTrial: async () => 'done' },
    log: { info: said, warn: said, error: said },
  });
});

describe('an issue', () => {
  test('is opened once, left alone while it says the same, and updated in place', async () => {
    expect(await did(week())).toEqual(['created', 'list weir', 'list weir[bot]', 'create issue']);
    expect(body()).toBe(`${START}\n11 of 20 verified.\n\n${END}`);
    expect(await did(week())).toEqual(['unchanged', 'get #1']);
    expect(await did(week({ body: '12 of 20 verified.' }))).toEqual([
      'updated',
      'get #1',
      'update #1: body',
    ]);
    expect(await did(week({ body: '12 of 20 verified.', title: 'Week 48!' }))).toEqual([
      'updated',
      'get #1',
      'update #1: title',
    ]);
    expect(hub.issues).toHaveLength(1);
  });

  test('that the App may not write is left out with the reason, and opened once it may', async () => {
    hub.onRequest = (name, when) => {
      if (name === 'create issue' && when === 'before') {
        throw new PermissionsNotGranted('Installation 7 has not granted issues: write');
      }
    };
    expect(await apply([week()])).toEqual([
      {
        outcome: 'skipped',
        url: null,
        reason:
          'Weir may not write issues in this repository. Grant the App "Issues: Read and write" on its settings page, then have an owner accept that on the page of the installation.',
        refused: true,
      },
    ]);
    hub.onRequest = (name, when) => {
      if (name !== 'create issue' || when !== 'before') return;
      throw Object.assign(new Error('Repository was archived so is read-only.'), { status: 403 });
    };
    expect(await apply([week()])).toMatchObject([
      {
        reason:
          'GitHub did not let Weir write issues here: Repository was archived so is read-only. Unlock the conversation or the repository if they are wanted.',
        refused: true,
      },
    ]);
    hub.onRequest = () => {};
    expect(await apply([week()])).toMatchObject([{ outcome: 'created' }]);
  });

  test('keeps what people write around our part, and takes its place again where they took it out', async () => {
    await apply([week()]);
    const issue = hub.issues[0] as { body: string };
    issue.body = `Read this!\r\n\r\n${issue.body.replaceAll('\n', '\r\n')}\r\nThanks.`;
    expect(await did(week())).toEqual(['unchanged', 'get #1']);
    await apply([week({ body: 'New.' })]);
    expect(body()).toBe(`Read this!\n\n${START}\nNew.\n\n${END}\nThanks.`);
    issue.body = 'All mine now.';
    await apply([week({ body: 'New.' })]);
    expect(body()).toBe(`All mine now.\n\n${START}\nNew.\n\n${END}`);
    issue.body = 'x'.repeat(65_530);
    expect(await apply([week()])).toMatchObject([{ outcome: 'skipped', number: 1 }]);
    expect(body()).toHaveLength(65_530);
  });

  test('may be closed and labelled by people; a living one is opened again, and the label to find it by comes back', async () => {
    await apply([week()]);
    Object.assign(hub.issues[0] as object, { state: 'closed', labels: ['mine'] });
    expect(await did(week())).toEqual(['updated', 'get #1', 'label #1 weir']);
    expect(hub.issues[0]?.state).toBe('closed');
    expect(await did(week({ state: 'open' }))).toEqual(['updated', 'get #1', 'update #1: state']);
    expect(hub.issues[0]).toMatchObject({ state: 'open', labels: ['mine', 'weir'] });
  });

  test('is found by its marker when the record is lost; the copy of a stranger is not ours', async () => {
    await apply([week()]);
    hub.open({ body: body() ?? '', labels: ['weir'], login: 'mallory' });
    posted.rows.clear();
    expect(await did(week())).toEqual(['unchanged', 'list weir']);
    expect(await did(week())).toEqual(['unchanged', 'get #1']);
    hub.issues.shift();
    expect((await did(week()))[0]).toBe('created');
  });

  test('is found without its record and its label, and by its title where people took our part of the text out', async () => {
    await apply([week()]);
    hub.open({ title: 'Another of ours', body: marker('issue:42:plan'), labels: ['weir'] });
    hub.open({ title: week().title, login: 'mallory' });
    posted.rows.clear();
    Object.assign(hub.issues[0] as object, { labels: [] });
    expect(await did(week())).toEqual(['updated', 'list weir', 'list weir[bot]', 'label #1 weir']);
    posted.rows.clear();
    Object.assign(hub.issues[0] as object, { labels: [], body: 'All mine now.' });
    expect((await did(week())).slice(0, 3)).toEqual(['updated', 'list weir', 'list weir[bot]']);
    expect(hub.issues.filter(({ body: text }) => text.includes(START))).toHaveLength(1);
  });

  test('closes the older one with a link, once, and only if it is ours', async () => {
    hub.open({ title: 'Week 47' });
    hub.open({ title: 'A bug', login: 'alice' });
    expect(await did(week({ closes: 1 }))).toEqual([
      'created',
      'list weir',
      'list weir[bot]',
      'create issue',
      'get #1',
      'list comments of #1',
      'comment on #1',
      'update #1: state',
    ]);
    expect(hub.issues[0]).toMatchObject({
      state: 'closed',
      comments: [{ body: '<!-- weir:continued-week-2026-w48 -->\nContinued in #3.' }],
    });
    expect(await did(week({ closes: 1 }))).toEqual(['unchanged', 'get #3', 'get #1']);
    await apply([week({ closes: 2 })]);
    await apply([week({ closes: 3 })]);
    expect(hub.issues.map(({ state }) => state)).toEqual(['closed', 'open', 'open']);
  });

  test('is pinned when it is new and there is room', async () => {
    await apply([week({ pin: true })]);
    expect(hub.pinned).toEqual([1]);
    hub.pinned.push(90, 91);
    await apply([week({ key: 'plan', pin: true })]);
    expect(hub.pinned).toEqual([1, 90, 91]);
    hub.onRequest = (name) => {
      if (name === 'graphql') throw new Error('no GraphQL here');
    };
    expect(await apply([week({ key: 'standups', pin: true })])).toMatchObject([
      { outcome: 'created' },
    ]);
    expect(lines).toEqual([
      'An issue was not pinned, because three others are',
      'An issue could not be pinned',
    ]);
  });
});

describe('an issue that may or may not have been opened', () => {
  const cutOff = (when: 'before' | 'after') => {
    hub.onRequest = (name, at) => {
      if (name !== 'create issue' || at !== when) return;
      hub.onRequest = () => {};
      throw Object.assign(new Error('socket hang up'), { status: 500 });
    };
  };

  test.each(['before', 'after'] as const)(
    'cut off %s GitHub made it: there is one in the end',
    async (when) => {
      hub.lagMs = 15_000;
      cutOff(when);
      await expect(apply([week()])).rejects.toThrow('socket hang up');
      await expect(apply([week()])).rejects.toThrow('not known yet');
      clock += 20_000;
      await apply([week()]);
      expect(hub.issues).toHaveLength(1);
    },
  );

  test('the clock went back by a year in between: a moment is waited, not a year', async () => {
    cutOff('before');
    await expect(apply([week()])).rejects.toThrow('socket hang up');
    clock -= 365 * 86_400_000;
    await expect(apply([week()])).rejects.toThrow('not known yet');
    clock += 20_000;
    await apply([week()]);
    expect(hub.issues).toHaveLength(1);
  });

  test('a refusal is known at once', async () => {
    hub.onRequest = (name) => {
      if (name !== 'create issue') return;
      hub.onRequest = () => {};
      throw Object.assign(new Error('Validation failed'), { status: 422 });
    };
    await expect(apply([week()])).rejects.toThrow('Validation failed');
    expect(await did(week())).toEqual(['created', 'list weir', 'list weir[bot]', 'create issue']);
  });

  test('issues are switched off: nothing is written, and nothing fails', async () => {
    hub.onRequest = (name) => {
      if (name === 'create issue')
        throw Object.assign(new Error('Issues disabled'), { status: 410 });
    };
    expect(await apply([week()])).toEqual([{ outcome: 'skipped', url: null }]);
  });
});

describe('an event', () => {
  const ready: Effect = {
    kind: 'dispatch',
    repo: REPO,
    key: 'ready-storage',
    event: 'workstream-ready',
    payload: { workstream: 'storage' },
  };
  const refuse = (error: object) => {
    hub.onRequest = (name, when) => {
      if (name !== 'dispatch workstream-ready' || when !== 'before') return;
      hub.onRequest = () => {};
      throw error instanceof Error ? error : Object.assign(new Error('no'), error);
    };
  };

  test('goes out once', async () => {
    expect(await did(ready)).toEqual(['created', 'dispatch workstream-ready']);
    expect(await did(ready)).toEqual(['unchanged']);
    expect(hub.sent).toEqual([{ event: 'workstream-ready', payload: { workstream: 'storage' } }]);
  });

  test.each([
    ['the token lacks it', { status: 403, message: 'Resource not accessible by integration' }],
    ['the installation lacks it', new PermissionsNotGranted('Installation 7 has not granted it')],
    ['a private repository hides it', { status: 404 }],
  ])('is held back while %s, says so, and goes out when it may', async (_, error) => {
    refuse(error);
    expect(await apply([ready])).toEqual([
      {
        outcome: 'skipped',
        url: null,
        reason:
          'The event workstream-ready was not sent, because the App may not write contents here. Grant it "Contents: Read and write" if it should send events.',
      },
    ]);
    expect(await apply([ready])).toMatchObject([{ outcome: 'created' }]);
    expect(hub.sent).toHaveLength(1);
  });

  test('is held back by something else, in the words of GitHub, and goes out when that is over', async () => {
    refuse({ status: 403, message: 'This installation has been suspended' });
    expect((await apply([ready]))[0]?.reason).toBe(
      'The event workstream-ready was not sent: This installation has been suspended. Have an owner lift the suspension, on the page of the installation.',
    );
    expect(await apply([ready])).toMatchObject([{ outcome: 'created' }]);
  });

  test('may have gone out before an outage: it does not go out twice', async () => {
    refuse({ status: 502 });
    await expect(apply([ready])).rejects.toThrow('no');
    expect((await apply([ready]))[0]?.reason).toContain('nobody knows whether it went out');
    expect(hub.sent).toEqual([]);
  });

  test('limits of GitHub slow it down, and it is tried again', async () => {
    refuse({ status: 403, message: 'You have exceeded a secondary rate limit' });
    await expect(apply([ready])).rejects.toThrow('rate limit');
    expect(await apply([ready])).toMatchObject([{ outcome: 'created' }]);
  });
});
