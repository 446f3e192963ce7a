/** The reviews on a pull request's page: who said what about which commit, who is asked, and a form to say more. */
import { html } from 'hono/html';
import type { Asked, Hub, Pull, Repo, Review } from './hub.ts';
import * as part from './page-parts.ts';

const WORDS: Record<Review['state'], [look: string, text: string]> = {
  APPROVED: ['success', 'Approved'],
  CHANGES_REQUESTED: ['failure', 'Requested changes'],
  COMMENTED: ['neutral', 'Commented'],
  DISMISSED: ['skipped', 'Dismissed'],
  PENDING: ['queued', 'Not submitted'],
};

/** An unfinished review is shown to nobody. */
export function reviewsSection(hub: Hub, repo: Repo, pull: Pull, place: part.Place): part.Html {
  const submitted = (repo.reviews.get(pull.number) ?? []).filter(
    ({ state }) => state !== 'PENDING',
  );
  const names = askedNames(hub, repo.asked.get(pull.number));
  return html`<section aria-labelledby="reviews"><h2 id="reviews">Reviews</h2>
<p>${names.length === 0 ? 'Nobody is asked for a review now.' : html`Asked for a review: ${names.map((name, index) => html`${index === 0 ? '' : ', '}<b>${name}</b>`)}`}</p>
${submitted.map((review) => reviewBox(review, pull, place))}
${pull.state === 'open' ? reviewForm(`${place.home}/pull/${pull.number}/review`, [...new Set(hub.people.values())]) : ''}</section>`;
}

const askedNames = (hub: Hub, asked: Asked | undefined): string[] => [
  ...[...(asked?.users.values() ?? [])].map(({ login }) => login),
  ...[...(asked?.teams ?? [])].map((id) => `@${hub.org}/${hub.teams.get(id)?.slug ?? id}`),
];

function reviewBox(review: Review, pull: Pull, place: part.Place): part.Html {
  const [look, text] = WORDS[review.state];
  const older = review.commit === pull.head ? '' : ' (the head is another one now)';
  return html`<article class="box" id="pullrequestreview-${review.id}"><header>${part.author(review.user)} ${part.word(look, text)} commit <code>${review.commit.slice(0, 7)}</code>${older} on ${part.when(review.submittedAt)}</header>
${review.body === '' ? '' : part.markdown(review.body, place)}</article>`;
}

/** The reviewer is chosen, since everybody here is you. */
const reviewForm = (action: string, people: readonly string[]): part.Html =>
  html`<form class="say" method="post" action="${action}"><label for="review-body">Review of the commit above (a reason is needed to request changes)</label>
<textarea id="review-body" name="body" rows="2"></textarea>
<div class="row"><label for="review-as">as</label><select id="review-as" name="as">${people.map(
    (login) => html`<option>${login}</option>`,
  )}</select><button class="primary" name="event" value="APPROVE">Approve</button><button name="event" value="REQUEST_CHANGES">Request changes</button></div></form>`;
