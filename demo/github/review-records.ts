/** Reviews and requests for them, as they are kept, shown and announced. */
import { emit, emitPull, readPull } from './events.ts';
import {
  type Actor,
  type Asked,
  fullName,
  type Hub,
  nodeId,
  type PullEvent,
  type Repo,
  type Review,
  senderJson,
  stamp,
} from './hub.ts';
import type { Json, UserJson } from './json.ts';
import { associationOf, membersOfTeam, teamJson } from './people.ts';

export const reviewsOf = (repo: Repo, number: number): Review[] => {
  const list = repo.reviews.get(number) ?? [];
  repo.reviews.set(number, list);
  return list;
};

export const askedOn = (repo: Repo, number: number): Asked => {
  const asked = repo.asked.get(number) ?? { users: new Map(), teams: new Set() };
  repo.asked.set(number, asked);
  return asked;
};

export function reviewJson(hub: Hub, repo: Repo, number: number, review: Review): Json {
  const html = `${hub.url}/${fullName(repo)}/pull/${number}#pullrequestreview-${review.id}`;
  const pull = `${hub.url}/repos/${fullName(repo)}/pulls/${number}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: review.user,
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pull,
    author_association: associationOf(hub, repo, review.user.login),
    _links: { html: { href: html }, pull_request: { href: pull } },
    ...(review.submittedAt === null ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commit,
  };
}

/** Tells the App of a review; here, and only here, GitHub writes its state in lower case. */
export async function emitReview(
  hub: Hub,
  repo: Repo,
  action: 'submitted' | 'edited' | 'dismissed',
  at: { number: number; review: Review },
  actor: Actor,
  more: Json = {},
): Promise<void> {
  const state = at.review.state.toLowerCase();
  const review = { ...reviewJson(hub, repo, at.number, at.review), state };
  const pull_request = await readPull(hub, repo, at.number);
  await emit(hub, repo, 'pull_request_review', { action, review, pull_request, ...more }, actor);
}

/** Adds to the list of what happened to a PR. */
export async function record(
  hub: Hub,
  repo: Repo,
  number: number,
  event: string,
  actor: Actor,
  more: Json,
): Promise<void> {
  const id = hub.nextId();
  const list = repo.events.get(number) ?? [];
  repo.events.set(number, list);
  const entry: PullEvent = {
    id,
    node_id: nodeId('Event', id),
    url: `${hub.url}/repos/${fullName(repo)}/issues/events/${id}`,
    actor: await senderJson(hub, actor),
    event,
    commit_id: null,
    commit_url: null,
    created_at: stamp(hub),
    ...more,
    performed_via_github_app: null,
  };
  list.push(entry);
}

/** One request put or taken back: kept, listed among the PR's events and announced. */
export async function changeRequest(
  hub: Hub,
  repo: Repo,
  number: number,
  change: { add: boolean; who: { user: UserJson } | { team: number } },
  actor: Actor,
): Promise<void> {
  const asked = askedOn(repo, number);
  const { add, who } = change;
  if ('user' in who) {
    const key = who.user.login.toLowerCase();
    if (asked.users.has(key) === add) return;
    if (add) asked.users.set(key, who.user);
    else asked.users.delete(key);
  } else {
    if (asked.teams.has(who.team) === add) return;
    if (add) asked.teams.add(who.team);
    else asked.teams.delete(who.team);
  }
  const team = 'team' in who ? hub.teams.get(who.team) : undefined;
  const subject: Json =
    'user' in who
      ? { requested_reviewer: who.user }
      : { requested_team: team === undefined ? null : teamJson(hub, team) };
  const event = add ? 'review_requested' : 'review_request_removed';
  const review_requester = await senderJson(hub, actor);
  await record(hub, repo, number, event, actor, { review_requester, ...subject });
  await emitPull(hub, repo, event, number, actor, subject);
}

/** Whoever has answered is not asked any more, nor are the teams they answered for. Nobody is told. */
export function answered(hub: Hub, repo: Repo, number: number, login: string): void {
  const asked = askedOn(repo, number);
  asked.users.delete(login.toLowerCase());
  for (const id of asked.teams) {
    const team = hub.teams.get(id);
    if (team === undefined || membersOfTeam(hub, team).has(login)) asked.teams.delete(id);
  }
}
