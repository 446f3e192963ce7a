/** Reviews of pull requests and requests for them, by GitHub's rules about who may do what. */
import { commitOf } from '../bare.ts';
import { readPull } from '../events.ts';
import { actorLogin, type Review, senderJson, stamp } from '../hub.ts';
import { asText, type Json, type UserJson } from '../json.ts';
import { askedJson, collaborates, teamBySlug } from '../people.ts';
import {
  answered,
  changeRequest,
  emitReview,
  record,
  reviewJson,
  reviewsOf,
} from '../review-records.ts';
import {
  allow,
  type Call,
  forward,
  notFound,
  paged,
  Refusal,
  type Route,
  route,
} from '../routing.ts';
import { pullOf } from './pulls.ts';

const READ = { app: ['pull_requests'], level: 'read', role: 'read' } as const;
/** Anybody who can read may review; whether it counts is another matter. */
const REVIEW = { app: ['pull_requests'], level: 'write', role: 'read' } as const;
const TRIAGE = { ...REVIEW, role: 'triage' } as const;
const DISMISS = { ...REVIEW, role: 'write' } as const;

const STATES = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;
type ReviewEvent = keyof typeof STATES;

const refuse = (...errors: string[]): Refusal => new Refusal(422, 'Unprocessable Entity', errors);

const shown = (call: Call, review: Review): Json =>
  reviewJson(call.hub, call.repo, pullOf(call).number, review);

/** Reviews that the sender may see: an unfinished one is its author's alone. */
function visible(call: Call): Review[] {
  const login = actorLogin(call.hub, call.actor);
  return reviewsOf(call.repo, pullOf(call).number).filter(
    ({ state, user }) => state !== 'PENDING' || user.login === login,
  );
}

function reviewIn(call: Call): Review {
  const found = visible(call).find(({ id }) => id === Number(call.params.review));
  if (found === undefined) throw notFound();
  return found;
}

function eventOf(value: unknown): ReviewEvent | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string' && value in STATES) return value as ReviewEvent;
  throw refuse('Variable $event was provided invalid value');
}

/** Refuses what GitHub refuses to submit. */
async function checkVote(call: Call, event: ReviewEvent, body: string): Promise<void> {
  if (event !== 'APPROVE' && body.trim() === '') throw refuse('Body can not be blank');
  if (event === 'COMMENT') return;
  const { user } = await readPull(call.hub, call.repo, pullOf(call).number);
  if (user.login !== actorLogin(call.hub, call.actor)) return;
  const act = event === 'APPROVE' ? 'approve' : 'request changes on';
  throw refuse(`Review Can not ${act} your own pull request`);
}

async function submit(call: Call, review: Review, event: ReviewEvent): Promise<void> {
  const { number } = pullOf(call);
  review.state = STATES[event];
  review.submittedAt = stamp(call.hub);
  answered(call.hub, call.repo, number, review.user.login);
  await emitReview(call.hub, call.repo, 'submitted', { number, review }, call.actor);
}

/** A review is of the commit that is the head now, unless it names another that was seen before. */
async function create(call: Call) {
  allow(call, REVIEW);
  const pull = pullOf(call);
  const event = eventOf(call.body.event);
  const body = asText(call.body.body) ?? '';
  if (event !== null) await checkVote(call, event, body);
  const wanted = asText(call.body.commit_id) ?? pull.head;
  const commit = /^[0-9a-f]{40}$/.test(wanted) ? await commitOf(call.repo.dir, wanted) : null;
  if (commit === null) throw refuse('Commit is not part of the pull request');
  const user = await senderJson(call.hub, call.actor);
  const list = reviewsOf(call.repo, pull.number);
  if (list.some((one) => one.state === 'PENDING' && one.user.login === user.login)) {
    throw refuse('User can only have one pending review per pull request');
  }
  const id = call.hub.nextId();
  const review: Review = { id, user, body, state: 'PENDING', commit, submittedAt: null };
  list.push(review);
  if (event !== null) await submit(call, review, event);
  return { status: 200, body: shown(call, review) };
}

async function finish(call: Call) {
  allow(call, REVIEW);
  const review = reviewIn(call);
  if (review.state !== 'PENDING') throw refuse('Review has been submitted already');
  const event = eventOf(call.body.event);
  if (event === null) throw refuse('An event is needed');
  const body = asText(call.body.body) ?? review.body;
  await checkVote(call, event, body);
  review.body = body;
  await submit(call, review, event);
  return { status: 200, body: shown(call, review) };
}

async function edit(call: Call) {
  allow(call, REVIEW);
  const { number } = pullOf(call);
  const review = reviewIn(call);
  const own = review.user.login === actorLogin(call.hub, call.actor);
  if (!own) throw new Refusal(403, 'Only its author may edit a review');
  const from = review.body;
  review.body = asText(call.body.body) ?? '';
  if (review.state !== 'PENDING' && review.body !== from) {
    const changes = { body: { from } };
    await emitReview(call.hub, call.repo, 'edited', { number, review }, call.actor, { changes });
  }
  return { status: 200, body: shown(call, review) };
}

async function discard(call: Call) {
  allow(call, REVIEW);
  const review = reviewIn(call);
  if (review.state !== 'PENDING') throw refuse('Can not delete a non-pending pull request review');
  const list = reviewsOf(call.repo, pullOf(call).number);
  list.splice(list.indexOf(review), 1);
  return { status: 200, body: shown(call, review) };
}

/** The review stays where it is and becomes a dismissed one; what it said before is in the events. */
async function dismiss(call: Call) {
  allow(call, DISMISS);
  const { number } = pullOf(call);
  const review = reviewIn(call);
  const message = asText(call.body.message) ?? '';
  if (message.trim() === '') throw refuse('A message is needed');
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED') {
    const state = review.state.toLowerCase();
    throw refuse(`Can not dismiss a ${state} pull request review`);
  }
  const dismissed_review = {
    state: review.state.toLowerCase(),
    review_id: review.id,
    dismissal_message: message,
  };
  review.state = 'DISMISSED';
  await record(call.hub, call.repo, number, 'review_dismissed', call.actor, { dismissed_review });
  await emitReview(call.hub, call.repo, 'dismissed', { number, review }, call.actor);
  return { status: 200, body: shown(call, review) };
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** The people and teams a request names; who cannot be asked makes GitHub refuse all of it. */
async function named(call: Call, adding: boolean) {
  const { hub, repo } = call;
  const author = (await readPull(hub, repo, pullOf(call).number)).user.login.toLowerCase();
  const strangers = () =>
    new Refusal(
      422,
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${repo.owner}/${repo.name} repository.`,
    );
  const users = texts(call.body.reviewers).map((login): { user: UserJson } => {
    const user = hub.users.get(login.toLowerCase());
    if (user === undefined) throw strangers();
    if (adding && login.toLowerCase() === author) {
      throw new Refusal(422, 'Review cannot be requested from pull request author.');
    }
    if (adding && !collaborates(hub, repo, user.login)) throw strangers();
    return { user };
  });
  const teams = texts(call.body.team_reviewers).map((slug): { team: number } => {
    const team = repo.owner === hub.org ? teamBySlug(hub, slug) : undefined;
    if (team === undefined) throw strangers();
    return { team: team.id };
  });
  return [...users, ...teams];
}

const requests = (add: boolean) => async (call: Call) => {
  allow(call, TRIAGE);
  const { number } = pullOf(call);
  for (const who of await named(call, add)) {
    await changeRequest(call.hub, call.repo, number, { add, who }, call.actor);
  }
  return { status: add ? 201 : 200, body: await readPull(call.hub, call.repo, number) };
};

const PULL = '/repos/:owner/:repo/pulls/:number';
const ONE = `${PULL}/reviews/:review`;

export const REVIEW_ROUTES: Route[] = [
  route('GET', `${PULL}/reviews`, async (call) => {
    allow(call, READ);
    return paged(
      call,
      visible(call).map((review) => shown(call, review)),
    );
  }),
  route('POST', `${PULL}/reviews`, create),
  route('GET', ONE, async (call) => {
    allow(call, READ);
    return { status: 200, body: shown(call, reviewIn(call)) };
  }),
  route('PUT', ONE, edit),
  route('DELETE', ONE, discard),
  route('POST', `${ONE}/events`, finish),
  route('PUT', `${ONE}/dismissals`, dismiss),
  route('GET', `${PULL}/requested_reviewers`, async (call) => {
    allow(call, READ);
    return { status: 200, body: askedJson(call.hub, call.repo, pullOf(call).number) };
  }),
  route('POST', `${PULL}/requested_reviewers`, requests(true)),
  route('DELETE', `${PULL}/requested_reviewers`, requests(false)),
  route('GET', '/repos/:owner/:repo/issues/:number/events', async (call) => {
    const number = Number(call.params.number);
    allow(call, { ...READ, app: ['issues', 'pull_requests'] });
    if (!call.repo.pulls.has(number)) return forward(call);
    return paged(call, call.repo.events.get(number) ?? []);
  }),
];
