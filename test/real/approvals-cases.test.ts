/** More of the cases that other tools got wrong (X02 and so on), from end to end on the local GitHub. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  AT,
  answerTo,
  asked,
  check,
  checkId,
  closeApprovals,
  commit,
  deafen,
  github,
  listen,
  local,
  open,
  openApprovals,
  PLAN,
  push,
  settled,
  verdict,
} from './approvals-world.ts';

beforeAll(async () => {
  await openApprovals();
  commit('alice', { branch: 'main', files: { 'kernel/base.rs': 'a\nb\nc\nd\ne\n' } });
  await push('alice', 'main');
});
afterAll(closeApprovals);
afterEach(async () => {
  listen();
  const { rest } = github.as('alice');
  const { data } = await rest.pulls.list({ ...AT, per_page: 100 });
  for (const { number } of data)
    await rest.pulls.update({ ...AT, pull_number: number, state: 'closed' });
  await settled();
});

const teams = () => github.as('alice').rest.teams;

async function setPlan(plan: string | null): Promise<void> {
  commit('alice', { branch: 'main', files: { '.github/workstreams.yml': plan } });
  await push('alice', 'main');
  await settled();
}

describe('where the people come from', () => {
  test('X02: a team that was renamed is an error that names it, and a new team of its name inherits nothing', async () => {
    const pull = await open('docs/x02', { 'docs/x02.md': '1\n' });
    await github.review(pull.number, 'grace', 'APPROVE');
    expect(await verdict(pull.head)).toMatch(/^success: /);
    await teams().updateInOrg({ org: 'acme', team_slug: 'qa', name: 'Quality' });
    const renamed = await check(pull.head);
    expect(renamed.conclusion).toBe('failure');
    expect(renamed.title).toMatchInlineSnapshot(
      `"Cannot be decided: The team @acme/qa does not exist, or Weir may not see it"`,
    );
    await teams().create({ org: 'acme', name: 'QA', maintainers: ['grace'] });
    const taken = await check(pull.head);
    expect(taken.conclusion).toBe('failure');
    expect(taken.title).toContain('@acme/qa now belongs to another team');
    await teams().deleteInOrg({ org: 'acme', team_slug: 'qa' });
    await teams().updateInOrg({ org: 'acme', team_slug: 'quality', name: 'QA' });
    expect(await verdict(pull.head)).toMatch(/^success: /);
  });

  test('X11: a plan in the head that makes the author a lead is not asked', async () => {
    const plan = PLAN.replace('kernel-lead: [alice, dave]', 'kernel-lead: [mallory]');
    const files = { 'kernel/x11.rs': '1\n', '.github/workstreams.yml': plan };
    const pull = await open('kernel/x11', files);
    await github.review(pull.number, 'mallory', 'APPROVE');
    const { title, says } = await check(pull.head);
    expect(title).toBe('0 of 1 role approved, waiting for kernel-lead');
    expect(says).toContain('mallory approved, but holds none of the required roles.');
  });

  test('X19: without the right to read teams nobody is taken for a member; the next look mends it', async () => {
    const pull = await open('docs/x19', { 'docs/x19.md': '1\n' });
    await github.review(pull.number, 'grace', 'APPROVE');
    await settled();
    const refusal = 'Resource not accessible by integration';
    github.fail({ path: /\/orgs\/acme\/teams\/qa/, status: 403, message: refusal });
    await github.addToTeam('crowd', 'erin');
    const before = await check(pull.head);
    expect(before.conclusion).toBe('failure');
    expect(before.title).toMatchInlineSnapshot(
      `"Cannot be decided: The members of the team @acme/qa could not be read: GitHub does not let Weir read the team @acme/qa"`,
    );
    await github.clickButton(await checkId(pull.head), 're-evaluate', 'kim');
    expect(await verdict(pull.head)).toMatch(/^success: /);
  });
});

describe('what is required', () => {
  test('X05: a file that moves away counts where it was', async () => {
    const files = { 'kernel/base.rs': null, 'docs/base.rs': 'a\nb\nc\nd\ne\n' };
    const pull = await open('docs/x05', files);
    expect(await verdict(pull.head)).toBe(
      'action_required: 0 of 2 roles approved, waiting for qa-lead and kernel-lead',
    );
  });

  test('X13, X14, X15: no plan, a broken plan, no workstream: said, and never neutral', async () => {
    const kernel = await open('kernel/x13', { 'kernel/x13.rs': '1\n' });
    const other = await open('misc/x15', { 'misc/x15.txt': '1\n' });
    const found: Record<string, string[]> = {};
    const look = async (when: string) => {
      found[when] = [await verdict(kernel.head), await verdict(other.head)];
    };
    await look('with the plan');
    await setPlan(PLAN.replace('kernel-lead: [alice, dave]', 'kernel-lead: alice'));
    await look('with a broken plan');
    const { says } = await check(kernel.head);
    expect(says).toContain('line 4, column 16: roles.kernel-lead must be a list');
    await setPlan(null);
    await look('without a plan');
    await setPlan(PLAN.replace('approval: {', 'approval: { without_workstream: block,'));
    await look('where everything must belong somewhere');
    await setPlan(PLAN);
    expect(found).toMatchInlineSnapshot(`
{
  "where everything must belong somewhere": [
    "action_required: 0 of 1 role approved, waiting for kernel-lead",
    "action_required: Not part of any workstream: assign it to one",
  ],
  "with a broken plan": [
    "failure: The plan on main has 1 error",
    "failure: The plan on main has 1 error",
  ],
  "with the plan": [
    "action_required: 0 of 1 role approved, waiting for kernel-lead",
    "success: Not part of any workstream, so no approval is required",
  ],
  "without a plan": [
    "success: Nothing is required: there is no plan on main",
    "success: Nothing is required: there is no plan on main",
  ],
}
`);
  });
});

describe('what is an approval', () => {
  test('X24, X25, X26: comments and descriptions approve nothing, however they are written or edited', async () => {
    const pull = await open('kernel/x24', { 'kernel/x24.rs': '1\n' });
    const { rest } = github.as('dave');
    const said = { ...AT, issue_number: pull.number };
    const { data } = await rest.issues.createComment({ ...said, body: 'Looks :+1: to me' });
    await rest.issues.createComment({ ...said, body: '> LGTM\n\n/approve' });
    await github.as('alice').rest.issues.updateComment({
      ...AT,
      comment_id: data.id,
      body: 'Approved by dave',
    });
    await github
      .as('kim')
      .rest.pulls.update({ ...AT, pull_number: pull.number, body: 'Approved-by: dave' });
    expect(await verdict(pull.head)).toMatch(/^action_required: 0 of 1 /);
  });

  test('X36: who stands in for somebody counts until the last day is over, or the plan takes it back', async () => {
    const DAY_MS = 86_400_000;
    const until = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
    await setPlan(
      `${PLAN}delegations: [{ from: alice, to: erin, roles: [kernel-lead], until: ${until} }]\n`,
    );
    const pull = await open('kernel/x36', { 'kernel/x36.rs': '1\n' });
    await github.review(pull.number, 'erin', 'APPROVE');
    const before = await check(pull.head);
    expect(before).toMatchObject({ conclusion: 'success', title: '1 of 1 role approved' });
    expect(before.says).toContain('erin for alice');
    await local.weir.passTime(2 * DAY_MS);
    await local.weir.sweep();
    const after = await check(pull.head);
    await local.weir.passTime(-2 * DAY_MS);
    expect(after.title).toBe('0 of 1 role approved, waiting for kernel-lead');
    expect(after.says).toContain('erin approved, but holds none of the required roles.');
    await local.weir.sweep();
    expect(await verdict(pull.head)).toMatch(/^success: /);
    await setPlan(PLAN);
    expect(await verdict(pull.head)).toMatch(/^action_required: 0 of 1 /);
  });

  test('X37: what was green turns red again, and green again', async () => {
    const pull = await open('kernel/x37', { 'kernel/x37.rs': '1\n' });
    const steps: string[] = [];
    const review = await github.review(pull.number, 'dave', 'APPROVE');
    steps.push(await verdict(pull.head));
    await github.dismiss(pull.number, review, 'alice');
    steps.push(await verdict(pull.head));
    await github.review(pull.number, 'alice', 'APPROVE');
    steps.push(await verdict(pull.head));
    expect(steps).toEqual([
      'success: 1 of 1 role approved',
      'action_required: 0 of 1 role approved, waiting for kernel-lead',
      'success: 1 of 1 role approved',
    ]);
  });
});

describe('who is asked', () => {
  test('X28: who has looked already is not asked again', async () => {
    const pull = await open('docs/x28', { 'docs/x28.md': '1\n' });
    await settled();
    expect(await asked(pull.number)).toEqual(['grace']);
    await github.review(pull.number, 'grace', 'COMMENT', { body: 'Why?' });
    await settled();
    expect(await asked(pull.number)).toEqual([]);
    expect(await answerTo(pull.number, 'kim', '/help')).toContain('/integrate');
    expect(await asked(pull.number)).toEqual([]);
  });

  test('X29, X32, X33: nobody for a draft; then the fewest, where who was asked by hand counts', async () => {
    const draft = { draft: true };
    const pull = await open('storage/x33', { 'storage/x33.rs': '1\n' }, draft);
    const covered = await open('kernel/x29', { 'kernel/x29.rs': '1\n' }, draft);
    const request = (pull_number: number) =>
      github.as('kim').rest.pulls.requestReviewers({ ...AT, pull_number, reviewers: ['dave'] });
    await request(pull.number);
    await request(covered.number);
    await settled();
    expect(await asked(pull.number)).toEqual(['dave']);
    expect(await verdict(pull.head)).toMatch(/^action_required: 0 of 2 /);
    await github.setDraft(pull.number, false, 'kim');
    await github.setDraft(covered.number, false, 'kim');
    await settled();
    // Dave can fill one of the two roles; one person more is enough.
    expect(await asked(pull.number)).toHaveLength(2);
    expect(await asked(covered.number)).toEqual(['dave']);
  });
});

/** The same numbers for the same seed, from 0 to 1. */
function* randomNumbers(seed: number): Generator<number, number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

describe('any order of events ends in the same check', () => {
  /** Opened, reviewed, pushed, reviewed again, while no webhook arrives. */
  async function live(branch: string) {
    deafen();
    const heard = github.deliveries().length;
    const pull = await open(branch, { 'storage/order.rs': '1\n' });
    await github.review(pull.number, 'bob', 'APPROVE');
    const veto = await github.review(pull.number, 'carol', 'REQUEST_CHANGES');
    await github.dismiss(pull.number, veto, 'alice');
    const head = commit('kim', { branch, files: { 'storage/order.rs': '2\n' } });
    await push('kim', branch);
    await github.review(pull.number, 'dave', 'APPROVE');
    await github.setDraft(pull.number, true, 'kim');
    await github.setDraft(pull.number, false, 'kim');
    await github.settled();
    listen();
    const says = async () => {
      const found = await check(head);
      return {
        ...found,
        says: found.says
          .replaceAll(head.slice(0, 12), 'HEAD')
          .replaceAll(pull.head.slice(0, 12), 'BEFORE')
          .replaceAll(branch, 'BRANCH'),
      };
    };
    // Who is asked for a review depends on what other pull requests ask of people, so each is alone.
    const close = () =>
      github.as('kim').rest.pulls.update({ ...AT, pull_number: pull.number, state: 'closed' });
    return { lost: github.deliveries().slice(heard), says, close };
  }

  test('three shuffles with repeats, and everything lost before a sweep', async () => {
    const outcomes: unknown[] = [];
    for (const seed of [1, 2, 3]) {
      const { lost, says, close } = await live(`storage/order-${seed}`);
      expect(lost.length).toBeGreaterThan(8);
      const numbers = randomNumbers(seed);
      const next = () => numbers.next().value;
      const twice = lost.flatMap((each) => (next() < 0.3 ? [each, each] : [each]));
      const shuffled = twice.map((each) => ({ each, at: next() })).sort((a, b) => a.at - b.at);
      for (const { each } of shuffled) {
        await github.redeliver(each.id);
        if (next() < 0.2) await settled();
      }
      outcomes.push(await says());
      await close();
    }
    const { says } = await live('storage/order-lost');
    await local.weir.sweep();
    outcomes.push(await says());
    expect(outcomes[0]).toMatchObject({
      conclusion: 'action_required',
      title: '1 of 2 roles approved, waiting for arch-lead',
      says: expect.stringContaining('bob approved an older commit'),
    });
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
  });
});
