/** Who waits for whom, and what nobody can tell. */
import { html } from 'hono/html';
import type { Overview, Wait } from '../../integration/overview.ts';
import { plural } from '../../markdown.ts';
import { code, type Html, list, moreRows, prose, short, table, text, who } from './html.ts';
import { MARKS, mark } from './marks.ts';

export function waitSection({ waits }: Overview, elsewhere: Html): Html | string {
  if (waits.shown.length === 0) return '';
  const caption = 'Heads that depend on what has not landed, by the plan';
  const heads = ['Head', 'Waits for', 'Who brings it', 'As the plan has it', 'Integrated'];
  const rows = waits.shown.map(waitRow);
  return html`<section aria-labelledby="waits"><h2 id="waits">Who waits for whom</h2>
${table({ caption, heads, about: 0, rows })}${moreRows(waits.more, 'dependency', elsewhere)}</section>`;
}

function waitRow({ head, name, optional, declared, open, status, integrated, of }: Wait) {
  const plan = declared
    ? 'done, and nothing shows it'
    : `${status === null ? 'no status' : text(status)}${optional ? ', optional' : ''}`;
  const nobody = 'nobody yet: open a pull request for it, or mark it done in the plan';
  return [who(head), code(name), list(open, who, nobody), plan, `${integrated} of ${of}`];
}

export function unknownSection({ unknown, unseen }: Overview, elsewhere: Html): Html | string {
  if (unknown.shown.length === 0 && unseen.shown.length === 0) return '';
  const rows = unknown.shown.map(({ one, other, reason, words }) => [
    html`${who(one)} <span class="with">with</span> ${who(other)}`,
    mark(MARKS.undetermined),
    reason,
    prose(words),
  ]);
  const caption = 'Pairs that could not be judged';
  const heads = ['Pair', 'Verdict', 'Why', 'What to do'];
  return html`<section aria-labelledby="unknown"><h2 id="unknown">What could not be judged</h2>
<p>Unknown is not clean: nothing below may be taken for fine.</p>
${rows.length === 0 ? '' : table({ caption, heads, about: 0, rows })}${moreRows(unknown.more, 'pair', elsewhere)}
${unseen.shown.length === 0 ? '' : html`<p>Files that detectors could not look at: ${list(unseen, ({ head, files }) => html`${plural(files, 'file')} of ${short(head)}`)}. Their text was merged; what it means was not read. The check runs say why.</p>`}</section>`;
}
