/**
 * Approvals from end to end: real server, real git, real webhooks, on the local GitHub. Names such as X07 are
 * those of the list of cases that other tools got wrong.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  AT,
  allChecks,
  answerTo,
  asked,
  CROWD,
  check,
  checkId,
  closeApprovals,
  commit,
  deafen,
  github,
  listen,
  local,
  open,
  openAgain,
  openApprovals,
  PLAN,
  push,
  settled,
  verdict,
  work,
} from './approvals-world.ts';

beforeAll(openApprovals);
afterAll(closeApprovals);
/** So that the next test finds an empty repository: what is closed is not judged any more. */
afterEach(async () => {
  listen();
  const { rest } = github.as('alice');
  const { data } = await rest.pulls.list({ ...AT, per_page: 100 });
  for (const { number } of data)
    await rest.pulls.update({ ...AT, pull_number: number, state: 'closed' });
  await settled();
});

describe('who counts', () => {
  test('one approval after the other turns the check green, and a push turns it back', async () => {
    const pull = await open('storage/first', { 'storage/a.rs': '1\n' });
    const steps = { opened: await verdict(pull.head) } as Record<string, string>;
    await github.review(pull.number, 'dave', 'APPROVE');
    steps['dave, who holds both roles'] = await verdict(pull.head);
    await github.review(pull.number, 'bob', 'APPROVE');
    steps['bob, so dave is arch-lead'] = await verdict(pull.head);
    const veto = await github.review(pull.number, 'carol', 'REQUEST_CHANGES');
    steps['carol asks for changes'] = await verdict(pull.head);
    await github.dismiss(pull.number, veto, 'alice');
    steps['alice dismisses that'] = await verdict(pull.head);
    const second = commit('kim', { branch: 'storage/first', files: { 'storage/a.rs': '2\n' } });
    await push('kim', 'storage/first');
    steps['kim pushes'] = await verdict(second);
    expect(steps).toMatchInlineSnapshot(`
{
  "alice dismisses that": "success: 2 of 2 roles approved",
  "bob, so dave is arch-lead": "success: 2 of 2 roles approved",
  "carol asks for changes": "failure: carol requested changes; 2 of 2 roles approved",
  "dave, who holds both roles": "action_required: 1 of 2 roles approved, waiting for arch-lead",
  "kim pushes": "action_required: 0 of 2 roles approved, waiting for storage-lead and arch-lead",
  "opened": "action_required: 0 of 2 roles approved, waiting for storage-lead and arch-lead",
}
`);
  });

  test('X01: who is only invited to a team is no member of it yet', async () => {
    await github.addToTeam('qa', 'frank');
    const pull = await open('docs/x01', { 'docs/x01.md': '1\n' });
    await github.review(pull.number, 'frank', 'APPROVE');
    expect(await verdict(pull.head)).toMatch(/^action_required: 0 of 1 /);
    await github.as('frank').rest.orgs.updateMembershipForAuthenticatedUser({
      org: 'acme',
      state: 'active',
    });
    expect(await verdict(pull.head)).toMatch(/^success: /);
    await github.removeFromTeam('qa', 'frank');
    expect(await verdict(pull.head)).toMatch(/^action_required: 0 of 1 /);
  });

  test('X03: the last of 105 members, of 102 reviews and of 101 files is found', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`many/${String(n).padStart(3, '0')}.txt`, 'x\n']),
    );
    const pull = await open('crowd/x03', { ...files, 'storage/last.rs': '1\n' });
    const last = CROWD.at(-1) ?? '';
    for (let n = 0; n < 99; n += 1) await github.review(pull.number, 'erin', 'COMMENT');
    await github.review(pull.number, last, 'APPROVE');
    expect(await verdict(pull.head)).toMatch(/^action_required: 1 of 3 /);
    await github.review(pull.number, 'dave', 'APPROVE');
    await github.review(pull.number, 'bob', 'APPROVE');
    expect(await verdict(pull.head)).toMatch(/^success: 3 of 3 /);
  });

  test('X18: a label that says approved approves nothing', async () => {
    const pull = await open('kernel/x18', { 'kernel/x18.rs': '1\n' });
    const before = await verdict(pull.head);
    await github
      .as('alice')
      .rest.issues.addLabels({ ...AT, issue_number: pull.number, labels: ['approved', 'lgtm'] });
    expect([before, await verdict(pull.head)]).toEqual([
      expect.stringMatching(/^action_required: 0 of 1 /),
      before,
    ]);
  });
});

describe('what is judged', () => {
  test('X06: another base brings other paths, and the old success does not stand for them', async () => {
    await open('storage/x06', { 'storage/x06.rs': '1\n' });
    const pull = await open(
      'docs/x06',
      { 'docs/x06.md': '1\n' },
      { base: 'storage/x06', on: 'storage/x06' },
    );
    await github.review(pull.number, 'grace', 'APPROVE');
    expect(await verdict(pull.head)).toMatch(/^success: 1 of 1 /);
    await github.as('kim').rest.pulls.update({ ...AT, pull_number: pull.number, base: 'main' });
    expect(await verdict(pull.head)).toMatch(/^action_required: 1 of 3 /);
  });

  test('X07: two pull requests with one head into one base must both pass', async () => {
    const first = await open('kernel/x07', { 'x07.txt': '1\n' });
    work.git('branch', 'docs/x07', 'kernel/x07');
    await push('kim', 'docs/x07');
    const second = await openAgain('docs/x07', 'main');
    await github.review(first.number, 'dave', 'APPROVE');
    const one = await check(first.head);
    expect(one.conclusion).toBe('action_required');
    for (const number of [first.number, second]) expect(one.says).toContain(`#${number}`);
    await github.review(second, 'grace', 'APPROVE');
    expect(await check(first.head)).toMatchObject({ conclusion: 'success' });
  });

  test('X08: one head into two bases is green when both pull requests pass', async () => {
    const first = await open('kernel/x08', { 'kernel/x08.rs': '1\n' });
    const second = await openAgain('kernel/x08', 'release');
    await github.review(first.number, 'dave', 'APPROVE');
    const one = await check(first.head);
    expect(one.conclusion).toBe('action_required');
    for (const number of [first.number, second]) expect(one.says).toContain(`#${number}`);
    await github.review(second, 'alice', 'APPROVE');
    expect(await check(first.head)).toMatchObject({ conclusion: 'success' });
  });

  test('X12: a pull request that changes the plan is judged by the old one', async () => {
    const lax = PLAN.replace('approvals: [kernel-lead]', 'approvals: []').replace(
      'kernel-lead: [alice, dave]',
      'kernel-lead: [kim]',
    );
    const files = { '.github/workstreams.yml': lax, 'kernel/x12.rs': '1\n' };
    const pull = await open('kernel/x12', files);
    await github.review(pull.number, 'erin', 'APPROVE');
    expect(await verdict(pull.head)).toMatch(/^action_required: 0 of 1 .*kernel-lead/);
    await github.review(pull.number, 'dave', 'APPROVE');
    expect(await verdict(pull.head)).toMatch(/^success: /);
    const { data } = await github
      .as('alice')
      .rest.checks.listForRef({ ...AT, ref: pull.head, check_name: 'Weir / plan' });
    expect(data.check_runs).toHaveLength(1);
  });

  test('X34: nothing is written for a pull request that is closed', async () => {
    const pull = await open('kernel/x34', { 'kernel/x34.rs': '1\n' });
    const before = await check(pull.head);
    await github.as('kim').rest.pulls.update({ ...AT, pull_number: pull.number, state: 'closed' });
    await github.review(pull.number, 'dave', 'APPROVE');
    expect(await check(pull.head)).toEqual(before);
    await github.as('kim').rest.pulls.update({ ...AT, pull_number: pull.number, state: 'open' });
    expect(await check(pull.head)).toMatchObject({ conclusion: 'success' });
  });
});

describe('the merge queue', () => {
  test('X09, X10: a group is judged for each of its pull requests by its own matrix', async () => {
    const kernel = await open('kernel/x09', { 'kernel/x09.rs': '1\n' });
    const docs = await open('docs/x09', { 'docs/x09.md': '1\n' });
    const approval = await github.review(kernel.number, 'dave', 'APPROVE');
    await github.review(docs.number, 'grace', 'APPROVE');
    await settled();
    const first = await github.enqueue(kernel.number, 'alice');
    const second = await github.enqueue(docs.number, 'alice');
    expect([await verdict(first.oid), await verdict(second.oid)]).toEqual([
      expect.stringMatching(/^success: /),
      expect.stringMatching(/^success: /),
    ]);
    await github.dismiss(kernel.number, approval, 'alice');
    const [one, both] = [await check(first.oid), await check(second.oid)];
    for (const { conclusion, says } of [one, both]) {
      expect(conclusion).not.toBe('success');
      expect(says).toContain(`#${kernel.number}`);
      expect(says).toContain('kernel-lead');
    }
    expect(both.says).toContain(`#${docs.number}`);
  });
});

describe('when it is judged', () => {
  test('X20: "Re-run" gives the same answer in the same place', async () => {
    const pull = await open('kernel/x20', { 'kernel/x20.rs': '1\n' });
    await github.review(pull.number, 'dave', 'APPROVE');
    const before = await check(pull.head);
    await github.rerequest(await checkId(pull.head), 'kim');
    expect(await check(pull.head)).toEqual(before);
    await github.rerequestSuite(pull.head, 'kim');
    expect(await check(pull.head)).toEqual(before);
  });

  test('X21: an approval whose webhook got lost is found by the sweep', async () => {
    const pull = await open('kernel/x21', { 'kernel/x21.rs': '1\n' });
    await settled();
    deafen();
    await github.review(pull.number, 'dave', 'APPROVE');
    await github.settled();
    listen();
    expect(await verdict(pull.head)).toMatch(/^action_required: /);
    await local.weir.sweep();
    expect(await verdict(pull.head)).toMatch(/^success: /);
  });

  test('X22: webhooks in the wrong order end in the same check', async () => {
    const pull = await open('kernel/x22', { 'kernel/x22.rs': '1\n' });
    await settled();
    deafen();
    const review = await github.review(pull.number, 'dave', 'APPROVE');
    await github.dismiss(pull.number, review, 'alice');
    await github.settled();
    listen();
    const lost = github
      .deliveries()
      .filter(({ status }) => status === null)
      .slice(-2);
    expect(lost.map(({ action }) => action)).toEqual(['submitted', 'dismissed']);
    for (const { id } of [...lost].reverse()) {
      await github.redeliver(id);
      await settled();
    }
    expect(await verdict(pull.head)).toMatch(/^action_required: 0 of 1 /);
  });

  test('X23: a push while it is judged gets a verdict of its own, and not that of before', async () => {
    const pull = await open('kernel/x23', { 'kernel/x23.rs': '1\n' });
    await settled();
    const next = commit('kim', { branch: 'kernel/x23', files: { 'kernel/x23.rs': '2\n' } });
    const path = new RegExp(`/pulls/${pull.number}/reviews`);
    github.meanwhile({ method: 'GET', path }, () => push('kim', 'kernel/x23'));
    await github.review(pull.number, 'dave', 'APPROVE');
    expect(await verdict(next)).toMatch(/^action_required: 0 of 1 /);
    const everSaid = await allChecks(next);
    expect(everSaid.map(({ conclusion }) => conclusion)).not.toContain('success');
  });
});

describe('who is asked', () => {
  test('X27: people for open roles, and nobody again who was taken off', async () => {
    const pull = await open('docs/x27', { 'docs/x27.md': '1\n' });
    await settled();
    expect(await asked(pull.number)).toEqual(['grace']);
    await github.as('kim').rest.pulls.removeRequestedReviewers({
      ...AT,
      pull_number: pull.number,
      reviewers: ['grace'],
    });
    commit('kim', { branch: 'docs/x27', files: { 'docs/x27.md': '2\n' } });
    await push('kim', 'docs/x27');
    await settled();
    expect(await asked(pull.number)).toEqual([]);
  });
});

describe('break-glass', () => {
  test('a holder of an override role lets one commit pass, with a reason, until the next push', async () => {
    const pull = await open('storage/hotfix', { 'storage/hotfix.rs': '1\n' });
    await github.review(pull.number, 'carol', 'REQUEST_CHANGES');
    expect(await verdict(pull.head)).toMatch(/^failure: carol requested changes/);
    const said = await answerTo(
      pull.number,
      'erin',
      '/override approvals Outage 42, storage is <b>down</b>, bob & dave are away',
    );
    expect(said.replaceAll(pull.head.slice(0, 12), 'HEAD')).toMatchInlineSnapshot(
      `"erin overrode the approvals of \`HEAD\`, without \`storage-lead\` and \`arch-lead\`: “Outage 42, storage is down , bob &amp; dave are away”. The next push ends it; the check shows who did this and why."`,
    );
    const { conclusion, title, says } = await check(pull.head);
    expect(`${conclusion}: ${title}`).toMatchInlineSnapshot(
      `"success: Overridden by erin; 0 of 2 roles approved"`,
    );
    expect(
      says
        .split('\n')
        .filter((line) => line.includes('erin'))
        .map((line) => line.replace(/ at .*? UTC/, ' at TIME')),
    ).toMatchInlineSnapshot(`
[
  "**Next:** nothing. erin overrode the approvals at TIME: “Outage 42, storage is down , bob &amp; dave are away”. The next push ends this.",
]
`);
    const next = commit('kim', { branch: 'storage/hotfix', files: { 'storage/hotfix.rs': '2\n' } });
    await push('kim', 'storage/hotfix');
    expect(await verdict(next)).toMatch(/^failure: carol requested changes/);
  });

  test('nobody else, nobody who took part, nothing without a reason, nothing already pushed over', async () => {
    const pull = await open('storage/no', { 'storage/no.rs': '1\n' });
    await settled();
    const answers = {
      'mallory, a stranger': await answerTo(pull.number, 'mallory', '/override approvals let me'),
      'kim, the author': await answerTo(pull.number, 'kim', '/override approvals I am sure'),
      'erin without a reason': await answerTo(pull.number, 'erin', '/override approvals'),
      'erin of something else': await answerTo(pull.number, 'erin', '/override tests are slow'),
    };
    expect(answers).toMatchInlineSnapshot(`
{
  "erin of something else": "Nothing was overridden: only approvals can be overridden, and a reason is needed. Write \`/override approvals REASON\` on a line of its own, with the reason in words; it is shown on the check.",
  "erin without a reason": "Nothing was overridden: a reason is needed. Write \`/override approvals REASON\` on a line of its own, with the reason in words; it is shown on the check.",
  "kim, the author": "Nothing was overridden: kim opened this pull request. Ask somebody else who holds \`release-lead\`.",
  "mallory, a stranger": "Nothing was overridden: mallory does not hold \`release-lead\`. Ask somebody who does.",
}
`);
    expect(await verdict(pull.head)).toMatch(/^action_required: 0 of 2 /);
    // The push arrives while the command still waits: nobody else may be asking for pull requests.
    await settled();
    const next = commit('kim', { branch: 'storage/no', files: { 'storage/no.rs': '2\n' } });
    github.meanwhile({ method: 'GET', path: /\/pulls(\?|$)/ }, () => push('kim', 'storage/no'));
    const late = await answerTo(pull.number, 'erin', '/override approvals it is urgent');
    expect(late.replaceAll(next.slice(0, 12), 'HEAD')).toMatchInlineSnapshot(
      `"Nothing was overridden: \`HEAD\` was pushed after the comment was written. Look at it, then write the command again."`,
    );
    expect(await verdict(next)).toMatch(/^action_required: 0 of 2 /);
  });

  test('where nothing is missing there is nothing to override', async () => {
    const pull = await open('kernel/fine', { 'kernel/fine.rs': '1\n' });
    await github.review(pull.number, 'alice', 'APPROVE');
    expect(
      await answerTo(pull.number, 'erin', '/override approvals just because'),
    ).toMatchInlineSnapshot(`"Nothing was overridden: everybody who has to approve did."`);
  });
});
