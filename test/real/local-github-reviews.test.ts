import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  asInstallation,
  closeWorld,
  git,
  github,
  type Hook,
  heard,
  names,
  openWorld,
  push,
  refusal,
  SHOP,
  shop,
} from '../local-github.ts';

beforeAll(openWorld);
beforeEach(heard);
afterAll(closeWorld);

/** A pull request of one commit on a branch of its own, opened by alice. */
async function opened(branch: string) {
  shop.commit({ branch, parents: ['main'], files: { [`${branch}.txt`]: '1\n' } });
  await push(shop, 'alice', branch);
  const { data } = await github
    .as('alice')
    .rest.pulls.create({ ...SHOP, title: branch, head: branch, base: 'main' });
  await heard();
  return { ...SHOP, pull_number: data.number };
}

async function pushMore(branch: string): Promise<string> {
  shop.commit({ branch, files: { [`${branch}.txt`]: `${shop.oid(branch)}\n` } });
  await push(shop, 'alice', branch);
  return shop.oid(branch);
}

const inWords = ({ name, payload }: Hook): string => {
  const { review, requested_reviewer, requested_team, sender } = payload;
  if (review !== undefined) return `${name} of ${review.user.login}: ${review.state}`;
  const whom = requested_reviewer?.login ?? requested_team?.slug;
  return `${name}${whom === undefined ? '' : ` of ${whom}`} by ${sender.login}`;
};

describe('reviews', () => {
  test('stay with the commit they were given for, and change their state in place', async () => {
    const at = await opened('kept');
    const first = shop.oid('kept');
    const second = await pushMore('kept');
    await heard();
    const stale = await github.review(at.pull_number, 'bob', 'APPROVE', { commit: first });
    const veto = await github.review(at.pull_number, 'dave', 'REQUEST_CHANGES', { body: 'No.' });
    const { rest } = github.as('bob');
    await rest.pulls.updateReview({ ...at, review_id: stale, body: 'Looked once more.' });
    await github.review(at.pull_number, 'carol', 'COMMENT');
    const { data: pending } = await rest.pulls.createReview({ ...at, body: 'Wait' });
    await github.dismiss(at.pull_number, veto, 'bob', 'Answered.');

    const { data } = await github.as('alice').rest.pulls.listReviews(at);
    expect(
      data.map(({ id, user, state, commit_id, body, author_association, submitted_at }) => ({
        review: `${user?.login} (${author_association}): ${state} "${body}"`,
        commit: commit_id === first ? 'first' : commit_id === second ? 'second' : commit_id,
        same: id === stale || id === veto,
        wholeSeconds: /:\d\dZ$/.test(submitted_at ?? ''),
      })),
    ).toMatchInlineSnapshot(`
[
  {
    "commit": "first",
    "review": "bob (MEMBER): APPROVED "Looked once more."",
    "same": true,
    "wholeSeconds": true,
  },
  {
    "commit": "second",
    "review": "dave (MEMBER): DISMISSED "No."",
    "same": true,
    "wholeSeconds": true,
  },
  {
    "commit": "second",
    "review": "carol (NONE): COMMENTED "Please see my comments."",
    "same": false,
    "wholeSeconds": true,
  },
]
`);
    // Only its author sees a review that is not submitted yet.
    expect((await rest.pulls.listReviews(at)).data.at(-1)?.id).toBe(pending.id);
    await rest.pulls.submitReview({ ...at, review_id: pending.id, event: 'COMMENT' });
    expect((await heard()).map(inWords)).toMatchInlineSnapshot(`
[
  "pull_request_review.submitted of bob: approved",
  "pull_request_review.submitted of dave: changes_requested",
  "pull_request_review.edited of bob: approved",
  "pull_request_review.submitted of carol: commented",
  "pull_request_review.dismissed of dave: dismissed",
  "pull_request_review.submitted of bob: commented",
]
`);
    const { data: events } = await rest.issues.listEvents({
      ...SHOP,
      issue_number: at.pull_number,
    });
    expect(events).toMatchObject([
      {
        event: 'review_dismissed',
        actor: { login: 'bob' },
        dismissed_review: {
          review_id: veto,
          state: 'changes_requested',
          dismissal_message: 'Answered.',
        },
      },
    ]);
  });

  test('are listed whole, page by page', async () => {
    const at = await opened('many');
    for (let n = 0; n < 101; n += 1) await github.review(at.pull_number, 'bob', 'APPROVE');
    const { rest, paginate } = github.as('alice');
    const all = await paginate(rest.pulls.listReviews, { ...at, per_page: 100 });
    expect([(await rest.pulls.listReviews(at)).data.length, all.length]).toEqual([30, 101]);
    const ids = all.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });

  test('are refused where GitHub refuses them', async () => {
    const at = await opened('refused');
    const { rest: alice } = github.as('alice');
    const { rest: carol } = github.as('carol');
    const comment = await github.review(at.pull_number, 'bob', 'COMMENT');
    const approval = await github.review(at.pull_number, 'bob', 'APPROVE');
    const blind = await asInstallation({ contents: 'read' });
    const message = 'x';
    expect({
      'own approval': await refusal(alice.pulls.createReview({ ...at, event: 'APPROVE' })),
      'own request for changes': await refusal(
        alice.pulls.createReview({ ...at, event: 'REQUEST_CHANGES', body: 'x' }),
      ),
      'changes without a reason': await refusal(
        carol.pulls.createReview({ ...at, event: 'REQUEST_CHANGES' }),
      ),
      'a commit nobody knows': await refusal(
        carol.pulls.createReview({ ...at, event: 'APPROVE', commit_id: 'f'.repeat(40) }),
      ),
      'two unfinished ones': await carol.pulls
        .createReview(at)
        .then(() => refusal(carol.pulls.createReview(at))),
      'dismissal by a reader': await refusal(
        carol.pulls.dismissReview({ ...at, review_id: approval, message }),
      ),
      'dismissal of a comment': await refusal(
        alice.pulls.dismissReview({ ...at, review_id: comment, message }),
      ),
      'edited by another': await refusal(
        carol.pulls.updateReview({ ...at, review_id: approval, body: 'Mine' }),
      ),
      'the App without permission': await refusal(blind.rest.pulls.listReviews(at)),
    }).toMatchInlineSnapshot(`
{
  "a commit nobody knows": "422 Unprocessable Entity ["Commit is not part of the pull request"]",
  "changes without a reason": "422 Unprocessable Entity ["Body can not be blank"]",
  "dismissal by a reader": "403 Must have push access to repository",
  "dismissal of a comment": "422 Unprocessable Entity ["Can not dismiss a commented pull request review"]",
  "edited by another": "403 Only its author may edit a review",
  "own approval": "422 Unprocessable Entity ["Review Can not approve your own pull request"]",
  "own request for changes": "422 Unprocessable Entity ["Review Can not request changes on your own pull request"]",
  "the App without permission": "403 Resource not accessible by integration",
  "two unfinished ones": "422 Unprocessable Entity ["User can only have one pending review per pull request"]",
}
`);
  });
});

test('people and teams are asked, answer, and are taken off the list', async () => {
  const at = await opened('asked');
  const weir = (await asInstallation()).rest;
  const { rest } = github.as('bob');
  await weir.pulls.requestReviewers({ ...at, reviewers: ['bob'] });
  await weir.pulls.requestReviewers({ ...at, reviewers: ['Bob', 'dave'] });
  await rest.pulls.requestReviewers({ ...at, team_reviewers: ['testers'] });
  await rest.pulls.removeRequestedReviewers({ ...at, reviewers: ['bob'] });
  const asked = async () => {
    const { data } = await rest.pulls.get(at);
    const { data: listed } = await rest.pulls.list(SHOP);
    const found = listed.find(({ number }) => number === at.pull_number);
    expect(found?.requested_reviewers).toEqual(data.requested_reviewers);
    return [
      ...(data.requested_reviewers ?? []).map((one) => ('login' in one ? one.login : '')),
      ...(data.requested_teams ?? []).map(({ slug }) => `@acme/${slug}`),
    ];
  };
  expect(await asked()).toEqual(['dave', '@acme/testers']);
  await github.review(at.pull_number, 'bob', 'COMMENT');
  expect(await asked()).toEqual(['dave', '@acme/testers']);
  await github.review(at.pull_number, 'dave', 'COMMENT');
  expect(await asked()).toEqual([]);
  expect((await heard()).map(inWords)).toMatchInlineSnapshot(`
[
  "pull_request.review_requested of bob by weir[bot]",
  "pull_request.review_requested of dave by weir[bot]",
  "pull_request.review_requested of testers by bob",
  "pull_request.review_request_removed of bob by bob",
  "pull_request_review.submitted of bob: commented",
  "pull_request_review.submitted of dave: commented",
]
`);
  const events = await rest.issues.listEvents({ ...SHOP, issue_number: at.pull_number });
  expect(
    (
      events.data as {
        event: string;
        requested_reviewer?: { login: string };
        requested_team?: { slug: string };
        review_requester?: { login: string };
      }[]
    ).map(
      ({ event, requested_reviewer, requested_team, review_requester }) =>
        `${event} of ${requested_reviewer?.login ?? requested_team?.slug} by ${review_requester?.login}`,
    ),
  ).toMatchInlineSnapshot(`
[
  "review_requested of bob by weir[bot]",
  "review_requested of dave by weir[bot]",
  "review_requested of testers by bob",
  "review_request_removed of bob by bob",
]
`);
  const ask = (whom: object) => refusal(weir.pulls.requestReviewers({ ...at, ...whom }));
  expect({
    author: await ask({ reviewers: ['alice'] }),
    'a reader': await ask({ reviewers: ['bob', 'carol'] }),
    nobody: await ask({ reviewers: ['nobody'] }),
    'an unknown team': await ask({ team_reviewers: ['nope'] }),
    'asked of nobody then': await asked(),
  }).toMatchInlineSnapshot(`
{
  "a reader": "422 Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the acme/shop repository.",
  "an unknown team": "422 Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the acme/shop repository.",
  "asked of nobody then": [],
  "author": "422 Review cannot be requested from pull request author.",
  "nobody": "422 Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the acme/shop repository.",
}
`);
});

test('commits belong to the accounts of their addresses; GitHub signs only its own', async () => {
  const at = await opened('owned');
  const by = (author: string, committer: string) => ({
    branch: 'owned',
    files: { 'owned.txt': author },
    author,
    committer,
  });
  shop.commit(
    by('Alice@ACME.example', '123+bob@users.noreply.github.com'),
    by('stranger@example.com', 'noreply@github.com'),
    by('dave@users.noreply.github.com', '1+weir[bot]@users.noreply.github.com'),
  );
  await push(shop, 'alice', 'owned');
  const { rest } = github.as('bob');
  shop.commit({
    ...by('alice@acme.example', 'alice@acme.example'),
    message:
      'All\n\nCo-authored-by: B <bob@users.noreply.github.com>\nco-authored-by: X <x@y.example>',
  });
  await push(shop, 'alice', 'owned');
  const listed = (await rest.pulls.listCommits(at)).data;
  const { repository } = await (await asInstallation()).graphql<{ repository: object }>(
    `query ($owner: String!, $name: String!, $a: GitObjectID!, $b: GitObjectID!) {
      repository(owner: $owner, name: $name) { a: object(oid: $a) { ...p } b: object(oid: $b) { ...p } }
    }
    fragment p on Commit { authors(first: 9) { nodes { email user { login } } } }`,
    { owner: 'acme', name: 'shop', a: shop.oid('owned'), b: 'f'.repeat(40) },
  );
  expect(repository).toEqual({
    a: {
      authors: {
        nodes: [
          { email: 'alice@acme.example', user: { login: 'alice' } },
          { email: 'bob@users.noreply.github.com', user: { login: 'bob' } },
          { email: 'x@y.example', user: null },
        ],
      },
    },
    b: null,
  });
  const { data: merged } = await github.as('alice').rest.pulls.merge(at);
  const { data: merge } = await rest.repos.getCommit({ ...SHOP, ref: merged.sha });
  expect(
    [...listed, merge].map(
      ({ author, committer, commit: { verification } }) =>
        `${author?.login ?? null} / ${committer?.login ?? null} (${verification?.reason})`,
    ),
  ).toMatchInlineSnapshot(`
[
  "null / null (unsigned)",
  "alice / bob (unsigned)",
  "null / web-flow (unsigned)",
  "dave / weir[bot] (unsigned)",
  "alice / alice (unsigned)",
  "alice / web-flow (valid)",
]
`);
  await git(shop.dir, 'bob', 'fetch', '-q', github.gitUrl('acme', 'shop'), '+main:main');
});

test('a pull request of many commits tells how many, and lists 250', async () => {
  shop.git('branch', '-f', 'long', 'main');
  shop.commit(
    ...Array.from({ length: 255 }, (_, n) => ({ branch: 'long', files: { 'l.txt': `${n}\n` } })),
  );
  await push(shop, 'alice', 'long');
  const { rest, paginate } = github.as('alice');
  const { data } = await rest.pulls.create({ ...SHOP, title: 'l', head: 'long', base: 'main' });
  const at = { ...SHOP, pull_number: data.number };
  const listed = await paginate(rest.pulls.listCommits, { ...at, per_page: 100 });
  expect([(await rest.pulls.get(at)).data.commits, listed.length]).toEqual([255, 250]);
  const compared = async (page: number) => {
    const basehead = 'main...long';
    const { data: answer } = await rest.repos.compareCommitsWithBasehead({
      ...SHOP,
      basehead,
      page,
      per_page: 100,
    });
    return [answer.total_commits, answer.commits.length, answer.commits[0]?.sha];
  };
  expect([await compared(1), await compared(3)]).toEqual([
    [255, 100, shop.oid('long~254')],
    [255, 55, shop.oid('long~54')],
  ]);
});

describe('the organisation', () => {
  test('has nested teams whose members are found from above, the invited not at all', async () => {
    const weir = (await asInstallation()).rest;
    const members = async (team_slug: string) =>
      weir.teams.listMembersInOrg({ org: 'acme', team_slug }).then(
        ({ data }) => data.map(({ login }) => login),
        ({ status }) => [`${status}`],
      );
    const { rest: alice } = github.as('alice');
    await github.addToTeam('testers', 'erin');
    const seen: Record<string, string[]> = {
      'from above': await members('quality'),
      'erin is only invited': await members('testers'),
    };
    await github.as('erin').rest.orgs.updateMembershipForAuthenticatedUser({
      org: 'acme',
      state: 'active',
    });
    seen['erin came'] = await members('testers');
    await github.removeFromTeam('testers', 'dave');
    seen['dave left'] = await members('quality');
    await alice.teams.updateInOrg({ org: 'acme', team_slug: 'testers', name: 'Checkers' });
    seen['renamed, old name'] = await members('testers');
    seen['renamed, new name'] = await members('checkers');
    const { data: again } = await alice.teams.create({ org: 'acme', name: 'Testers' });
    seen['another of the old name'] = await members('testers');
    await alice.orgs.removeMember({ org: 'acme', username: 'erin' });
    seen['erin left the organisation'] = await members('checkers');
    await alice.teams.deleteInOrg({ org: 'acme', team_slug: 'quality' });
    seen['deleted with what is below'] = await members('checkers');
    expect(seen).toMatchInlineSnapshot(`
{
  "another of the old name": [
    "alice",
  ],
  "dave left": [
    "bob",
    "erin",
  ],
  "deleted with what is below": [
    "404",
  ],
  "erin came": [
    "dave",
    "erin",
  ],
  "erin is only invited": [
    "dave",
  ],
  "erin left the organisation": [],
  "from above": [
    "bob",
    "dave",
  ],
  "renamed, new name": [
    "erin",
  ],
  "renamed, old name": [
    "404",
  ],
}
`);
    const { data: found } = await weir.teams.getByName({ org: 'acme', team_slug: 'testers' });
    expect(found).toMatchObject({ id: again.id, parent: null });
    expect(
      (await heard()).map(({ name, payload }) =>
        [name, payload.member?.login, payload.team?.slug, payload.organization?.login]
          .filter((part) => part !== undefined)
          .join(' '),
      ),
    ).toMatchInlineSnapshot(`
[
  "organization.member_invited acme",
  "organization.member_added acme",
  "membership.added erin testers acme",
  "membership.removed dave testers acme",
  "team.edited checkers acme",
  "team.created testers acme",
  "membership.added alice testers acme",
  "membership.removed erin checkers acme",
  "organization.member_removed acme",
  "team.deleted checkers acme",
  "team.deleted quality acme",
]
`);
  });

  test('is closed to others, and to an App without permission', async () => {
    const blind = (await asInstallation({ contents: 'read' })).rest;
    const list = { org: 'acme', team_slug: 'testers' };
    const join = { ...list, username: 'carol' };
    const bob = github.as('bob').rest;
    expect({
      'the App without members': await refusal(blind.teams.listMembersInOrg(list)),
      'somebody from outside': await refusal(github.as('carol').rest.teams.getByName(list)),
      'a member who changes': await refusal(bob.teams.addOrUpdateMembershipForUserInOrg(join)),
      'another organisation': await refusal(bob.teams.getByName({ ...list, org: 'other' })),
    }).toMatchInlineSnapshot(`
{
  "a member who changes": "403 Must have admin rights to the organization.",
  "another organisation": "404 Not Found",
  "somebody from outside": "404 Not Found",
  "the App without members": "403 Resource not accessible by integration",
}
`);
  });
});

describe('the merge queue', () => {
  test('merges each onto those before it, and makes them again when one leaves', async () => {
    const [first, second, third] = [await opened('q1'), await opened('q2'), await opened('q3')];
    const main = shop.oid('main');
    const numbers = [first, second, third].map(({ pull_number }) => pull_number);
    const [a = 0, b = 0, c = 0] = numbers;
    const one = await github.enqueue(a, 'bob');
    const two = await github.enqueue(b, 'bob');
    const three = await github.enqueue(c, 'bob');
    const ref = (n: number, onto: string) => `refs/heads/gh-readonly-queue/main/pr-${n}-${onto}`;
    expect([one.ref, two.ref, three.ref]).toEqual([ref(a, main), ref(b, one.oid), ref(c, two.oid)]);
    const weir = (await asInstallation()).rest;
    const { data: commit } = await weir.git.getCommit({ ...SHOP, commit_sha: two.oid });
    expect(commit.parents.map(({ sha }) => sha)).toEqual([one.oid, shop.oid('q2')]);
    expect(names(await heard())).toEqual(
      numbers.flatMap(() => ['pull_request.enqueued', 'push', 'merge_group.checks_requested']),
    );
    await weir.checks.create({ ...SHOP, name: 'Weir / approvals', head_sha: two.oid });

    await github.dequeue(a, 'bob');
    await pushMore('q3');
    const refs = async () =>
      (await weir.git.listMatchingRefs({ ...SHOP, ref: 'heads/gh-readonly-queue/' })).data.map(
        ({ ref: name }) => name,
      );
    expect(await refs()).toEqual([ref(b, main)]);
    const label = (sha: string) => ({ [main]: 'main' })[sha] ?? 'a group';
    expect(
      (await heard())
        .filter(({ name }) => !/^(push|check)/.test(name))
        .map(({ name, payload }) => {
          const { merge_group: group, reason, sender } = payload;
          if (group === undefined) return `${name} #${numbers.indexOf(payload.number ?? 0) + 1}`;
          const at = /pr-(\d+)-/.exec(group.head_ref)?.[1];
          const position = numbers.indexOf(Number(at)) + 1;
          return `${name}${reason === undefined ? '' : ` (${reason})`} #${position} onto ${label(group.base_sha)} of ${group.base_ref} by ${sender.login}`;
        }),
    ).toMatchInlineSnapshot(`
[
  "merge_group.destroyed (dequeued) #1 onto main of refs/heads/main by github-merge-queue[bot]",
  "pull_request.dequeued #1",
  "merge_group.destroyed (invalidated) #2 onto a group of refs/heads/main by github-merge-queue[bot]",
  "merge_group.checks_requested #2 onto main of refs/heads/main by github-merge-queue[bot]",
  "merge_group.destroyed (invalidated) #3 onto a group of refs/heads/main by github-merge-queue[bot]",
  "merge_group.checks_requested #3 onto a group of refs/heads/main by github-merge-queue[bot]",
  "pull_request.synchronize #3",
  "merge_group.destroyed (dequeued) #3 onto a group of refs/heads/main by github-merge-queue[bot]",
  "pull_request.dequeued #3",
]
`);
    shop.commit({ branch: 'main', files: { 'direct.txt': 'd\n' } });
    await push(shop, 'alice', 'main');
    expect(await refs()).toEqual([ref(b, shop.oid('main'))]);
    await github.as('alice').rest.pulls.update({ ...second, state: 'closed' });
    expect(await refs()).toEqual([]);
  });

  test('takes nothing twice, nothing closed, and nothing that conflicts', async () => {
    const at = await opened('once');
    await push(shop, 'alice', 'feat');
    shop.commit({ branch: 'main', files: { 'a.txt': 'other\n' } });
    await push(shop, 'alice', 'main');
    const { data: clash } = await github
      .as('alice')
      .rest.pulls.create({ ...SHOP, title: 'c', head: 'feat', base: 'main' });
    await github.enqueue(at.pull_number, 'bob');
    await expect(github.enqueue(at.pull_number, 'bob')).rejects.toThrow('waits');
    await expect(github.enqueue(clash.number, 'bob')).rejects.toThrow('conflicts');
    await expect(github.dequeue(clash.number, 'bob')).rejects.toThrow('does not wait');
    await github.as('alice').rest.pulls.update({ ...at, state: 'closed' });
    await expect(github.enqueue(at.pull_number, 'bob')).rejects.toThrow('not open');
  });
});

test('the page of a pull request shows reviews and who is asked, and takes a review', async () => {
  const at = await opened('paged');
  const url = `${github.url}/acme/shop/pull/${at.pull_number}`;
  await github.review(at.pull_number, 'bob', 'REQUEST_CHANGES', { body: '<b>No</b> *way*' });
  await pushMore('paged');
  await github
    .as('bob')
    .rest.pulls.requestReviewers({ ...at, reviewers: ['dave'], team_reviewers: ['testers'] });
  const send = (origin: string, form: Record<string, string>) =>
    fetch(`${url}/review`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin },
      body: new URLSearchParams(form),
    });
  expect((await send('http://evil.example', { event: 'APPROVE', as: 'bob' })).status).toBe(403);
  const own = await send(github.url, { event: 'APPROVE', as: 'alice' });
  expect([own.status, await own.text()]).toEqual([
    422,
    'Nothing was done: Unprocessable Entity: Review Can not approve your own pull request. Go back and try again.\n',
  ]);
  const done = await send(github.url, { event: 'APPROVE', as: 'carol' });
  expect([done.status, done.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(/#pullrequestreview-\d+$/),
  ]);
  const page = await (await fetch(url)).text();
  const section = page.slice(
    page.indexOf('<h2 id="reviews"'),
    page.indexOf('<section aria-labelledby="conversation"'),
  );
  const text = section
    .replace(/<form[\s\S]*<\/form>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[0-9a-f]{7}(?= )/g, 'COMMIT')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'TIME')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  expect(text).toMatchInlineSnapshot(`
[
  "Reviews",
  "Asked for a review: dave , @acme/testers",
  "B bob Requested changes commit COMMIT (the head is another one now) on TIME UTC",
  "No way C carol Approved commit COMMIT on TIME UTC",
]
`);
});
