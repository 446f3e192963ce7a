/** One repository, for whoever decides what lands: first what happened, then what to do, then everything behind it. */
import { html } from 'hono/html';
import type { Next, Overview, Step } from '../../integration/overview.ts';
import type { SideName } from '../../integration/overview-names.ts';
import { plural } from '../../markdown.ts';
import { collisionSection } from './collision-section.ts';
import {
  code,
  type Html,
  instant,
  link,
  list,
  moreRows,
  prose,
  short,
  table,
  text,
  who,
} from './html.ts';
import { MARKS, sign } from './marks.ts';
import { page } from './page.ts';
import { unknownSection, waitSection } from './waiting-sections.ts';

export interface RepositoryPage {
  login: string;
  /** `owner/name`. */
  full: string;
  /** Web address on GitHub; null where it is not known. */
  url: string | null;
  at: Date;
  overview: Overview;
  /** Web addresses of what Weir has posted: the plan issue, and check runs by commit. */
  posted: { planIssue: string | null; checks: ReadonlyMap<string, string> };
  /** Seconds after which the page asks again, because a newer look is under way; null otherwise. */
  refresh: number | null;
}

export function repositoryPage(given: RepositoryPage): string {
  const { login, full, overview, refresh } = given;
  const elsewhere = html`all of it stands in ${code(`GET /api/integration/${full}`)}`;
  return page(
    { title: full, login, refresh },
    html`<h1>${full}</h1>
${summary(given)}
${orderSection(given, elsewhere)}
${overview.heads === 0 ? '' : collisionSection(overview, given.url, elsewhere)}
${waitSection(overview, elsewhere)}
${unknownSection(overview, elsewhere)}
${landedSection(overview)}`,
  );
}

function summary({ at, overview, url, posted, refresh }: RepositoryPage): Html {
  const { base, heads, pairs, counts, landable, next } = overview;
  const commit = link(code(base.oid.slice(0, 7)), url && `${url}/commit/${base.oid}`);
  const found =
    heads === 0
      ? html`No head is open.`
      : html`${plural(heads, 'head')}, ${plural(pairs, 'pair')}: ${counts === '' ? 'all clean' : counts}.`;
  return html`<p class="lead">${landable === null ? html`Nothing is open, so there is nothing to merge.` : html`${prose(landable)}.`}</p>
${next === null ? '' : html`<p class="next">${nextStep(next, url)}</p>`}
<p>Judged ${instant(at)} against ${code(base.ref)} at ${commit}: ${found}${refresh === null ? '' : ' It is being judged again, and this page shows that by itself.'}</p>
<ul class="links">${[
    link('Pull requests on GitHub', url && `${url}/pulls`),
    ...(posted.planIssue === null ? [] : [link('Plan issue', posted.planIssue)]),
  ].map((one) => html`<li>${one}</li>`)}</ul>`;
}

function nextStep(next: Next, url: string | null): Html {
  if (next.do === 'settle') return html`<b>Next:</b> ${who(next.head)}: ${prose(next.words, url)}.`;
  const { upset } = next;
  const then =
    upset.shown.length === 0
      ? ''
      : html` ${list(upset, short)} then ${upset.shown.length + upset.more === 1 ? 'conflicts' : 'conflict'} with it and must be rebased.`;
  return html`<b>Next:</b> land ${who(next.head)}, once it is approved and its checks are green.${then}`;
}

const COLUMNS = ['Place', 'Head', 'Owners', 'Files', 'Lands', 'Collides from then on'];

function orderSection(given: RepositoryPage, elsewhere: Html): Html | string {
  const { order, together, base } = given.overview;
  if (order.shown.length === 0) return '';
  const rows = order.shown.map((step) => stepRow(step, given));
  const count = together.shown.length + together.more;
  return html`<section aria-labelledby="order"><h2 id="order">What to merge next</h2>
<p>${count === 0 ? html`No head can land on ${code(base.ref)} as it is.` : html`${count === 1 ? 'One head can land' : `${count} heads can land together, one after the other,`} without anybody resolving anything: ${list(together, short)}.`} Each head was also merged onto what those above it leave behind. Of two that collide, the one that lets more heads land goes first, else the larger change; the other one is rebased.</p>
${table({ caption: 'Open heads in the best order to land', heads: COLUMNS, about: 1, rows })}${moreRows(order.more, 'head', elsewhere)}</section>`;
}

/** Owners named in a row. */
const MOST_OWNERS = 5;

function stepRow(step: Step, { posted, url }: RepositoryPage): (Html | string)[] {
  const { place, head, owners, files, standings, upset } = step;
  const check = posted.checks.get(head.oid);
  const title = head.pull === null ? '' : html`<div class="title">${text(head.pull.title)}</div>`;
  const people = {
    shown: owners.slice(0, MOST_OWNERS),
    more: Math.max(0, owners.length - MOST_OWNERS),
  };
  return [
    String(place),
    html`${who(head)}${title}`,
    list(people, code, 'nobody named'),
    files === null ? 'unknown' : String(files),
    html`${standings.map((one) => html`<div>${sign(MARKS[one.mark])} ${prose(one.words, url)}</div>`)}${check === undefined ? '' : html`<div>${link('Check run', check)}</div>`}`,
    list(upset, short, 'none'),
  ];
}

function landedSection({ landed, base }: Overview): Html | string {
  if (landed.shown.length === 0) return '';
  const show = (head: SideName) => who(head);
  return html`<section aria-labelledby="landed"><h2 id="landed">Already landed</h2>
<p>${code(base.ref)} contains these; nothing of them is left to merge, so they can be closed: ${list(landed, show)}.</p></section>`;
}
