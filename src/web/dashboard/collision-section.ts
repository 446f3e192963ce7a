/** The pairs that collide, with the findings of each. */
import { html } from 'hono/html';
import type { Overview } from '../../integration/overview.ts';
import type {
  Collision,
  CollisionFinding,
  CollisionPlace,
} from '../../integration/overview-collisions.ts';
import type { SideName } from '../../integration/overview-names.ts';
import { plural } from '../../markdown.ts';
import { code, type Html, link, list, moreRows, prose, short, table, text, who } from './html.ts';
import { MARKS, mark, REGRESSION } from './marks.ts';

export function collisionSection(
  { collisions, repeated, base }: Overview,
  url: string | null,
  elsewhere: Html,
): Html {
  const { shown, more } = collisions;
  const none = repeated.shown.length === 0 ? html`<p>No two heads are known to collide.</p>` : '';
  return html`<section aria-labelledby="collisions"><h2 id="collisions">What collides</h2>
${shown.length === 0 ? none : listed(shown, url)}${moreRows(more, 'pair', elsewhere)}
${repeated.shown.length === 0 ? '' : html`<p>What goes with a head's own trouble with ${code(base.ref)}, to be settled there first: ${list(repeated, ({ head, others }) => html`${short(head)} with ${plural(others, 'other head')}`)}.</p>`}</section>`;
}

function listed(collisions: readonly Collision[], url: string | null): Html {
  const caption = 'Pairs that collide, the gravest first';
  const heads = ['Pair', 'Verdict', 'Files', 'What was found, and what to do'];
  return table({ caption, heads, about: 0, rows: collisions.map((one) => row(one, url)) });
}

function row(collision: Collision, url: string | null): Html[] {
  const { one, other, outcome, slower, direct, files, advice, beside } = collision;
  const commit = ({ oid }: SideName) => link(code(oid.slice(0, 7)), url && `${url}/commit/${oid}`);
  const asTheyAre = 'merged as they are, since one of them does not merge with the target';
  return [
    html`${who(one)} <span class="with">with</span> ${who(other)}<div class="oids">${commit(one)} and ${commit(other)}</div>`,
    html`${mark(slower ? REGRESSION : MARKS[outcome])}${direct ? html`<div>${asTheyAre}</div>` : ''}`,
    list(files, (path) => code(path)),
    html`${advice === null ? '' : html`<p>${prose(advice)}</p>`}${found(collision, url)}${beside.map((words) => html`<p>${prose(words)}</p>`)}`,
  ];
}

/** The first, and the others when they are asked for. */
function found({ findings: { shown, more } }: Collision, url: string | null): Html {
  const [first, ...others] = shown;
  if (!first) return html``;
  const count = others.length + more;
  const left =
    more > 0
      ? html`<li>… and ${plural(more, 'more finding')}; the check runs of the two show them.</li>`
      : '';
  const rest = html`<details><summary>${plural(count, 'more finding')}</summary><ul>${others.map((finding) => html`<li>${findingOf(finding, url)}</li>`)}${left}</ul></details>`;
  return html`<div>${findingOf(first, url)}</div>${count > 0 ? rest : ''}`;
}

const SEVERITIES = { fail: 'fails', warn: 'warning', note: 'note' } as const;

function findingOf(finding: CollisionFinding, url: string | null): Html {
  const { detector, severity, confidence, message, suggestion, places } = finding;
  return html`${prose(message)}.${suggestion === null ? '' : html` ${prose(suggestion)}`}
<div class="by">Detector ${detector}, ${SEVERITIES[severity]}, ${Math.round(confidence * 100)}% sure.</div>
${places.shown.length === 0 ? '' : html`<div class="places">${list(places, (place) => placeOf(place, url))}</div>`}`;
}

function placeOf({ side, path, line, endLine }: CollisionPlace, url: string | null): Html {
  const at = line === null ? '' : endLine === null ? `:${line}` : `:${line}–${endLine}`;
  const file = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  const lines = line === null ? '' : `#L${line}${endLine === null ? '' : `-L${endLine}`}`;
  const address =
    url === null || side.oid === '' ? null : `${url}/blob/${side.oid}/${file}${lines}`;
  return html`${link(code(`${text(path)}${at}`), address)} in ${short(side)}`;
}
