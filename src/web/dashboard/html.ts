/** The way from data to HTML: everything is escaped by `hono/html`, and addresses are looked at first. */
import { html } from 'hono/html';
import type { Bounded, SideName } from '../../integration/overview-names.ts';
import { plain, plural } from '../../markdown.ts';

export type Html = ReturnType<typeof html>;

/** Longest names shown, in code points; the middle of longer ones is left out. */
const NAME_POINTS = 120;
const TEXT_POINTS = 600;

export function code(name: string): Html {
  return html`<code>${name === '' ? '(empty)' : plain(name, NAME_POINTS)}</code>`;
}

export function text(words: string): string {
  return plain(words, TEXT_POINTS);
}

/** A link to GitHub; anything but http and https leaves only the words. */
export function link(words: Html | string, url: string | null): Html {
  if (url === null || !/^https?:\/\/[^\s/?#@\\]+([/?#]|$)/i.test(url)) return html`${words}`;
  return html`<a href="${url}">${words}</a>`;
}

/**
 * A sentence of the program around data: what stands between backticks becomes code.
 *
 * @param url of the repository, where `#12` outside of them is one of its pull requests
 */
export function prose(sentence: string, url: string | null = null): Html {
  const parts = sentence.split(/`([^`\n]*)`/);
  return html`${parts.map((part, at) => (at % 2 === 1 ? code(part) : withPulls(part, url)))}`;
}

function withPulls(words: string, url: string | null): Html {
  if (url === null) return html`${text(words)}`;
  const parts = text(words).split(/(?<!\S)#(\d{1,10})\b/);
  return html`${parts.map((part, at) => (at % 2 === 1 ? link(`#${part}`, `${url}/pull/${part}`) : part))}`;
}

/** `a, b and 3 more`; `none` where there is nothing. */
export function list<T>({ shown, more }: Bounded<T>, show: (item: T) => Html, none = ''): Html {
  if (shown.length === 0) return html`${none}`;
  const items = shown.map((item, at) => html`${at > 0 ? ', ' : ''}${show(item)}`);
  return html`${items}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A head by its number and ref, linked to its pull request; the base by its ref. */
export function who({ ref, alias, pull }: SideName): Html {
  const called = alias === null ? '' : html`, ${code(alias)}`;
  if (pull === null) return html`${code(ref)}${called}`;
  const draft = pull.draft ? ' (draft)' : '';
  return html`${link(`#${pull.number}`, pull.url)} ${code(ref)}${called}${draft}`;
}

/** As `who`, as short as can be. */
export function short({ ref, pull }: SideName): Html {
  return pull === null ? code(ref) : link(`#${pull.number}`, pull.url);
}

/** That a table shows only its first rows, and where the rest is. */
export function moreRows(more: number, what: string, elsewhere: Html): Html | string {
  return more > 0
    ? html`<p>… and ${plural(more, `more ${what}`)}, which this page has no room for: ${elsewhere}.</p>`
    : '';
}

export interface Table {
  caption: string;
  /** Of the columns. */
  heads: readonly string[];
  /** The column that says what a row is about, from 0. */
  about: number;
  rows: readonly (readonly (Html | string)[])[];
}

/**
 * A table that can be scrolled sideways, and whose rows become cards where the screen is narrow. That takes the meaning
 * of its elements away from some screen readers, hence the roles.
 */
export function table({ caption, heads, about, rows }: Table): Html {
  const cell = (content: Html | string, at: number) =>
    at === about
      ? html`<th scope="row" role="rowheader">${content}</th>`
      : html`<td role="cell" data-label="${heads[at] ?? ''}">${content}</td>`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Table: ${caption}"><table role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead><tbody role="rowgroup">
${rows.map(
  (row) => html`<tr role="row">${row.map(cell)}</tr>
`,
)}</tbody></table></div>`;
}

/** An instant as people and programs read it. */
export function instant(at: Date): Html {
  const iso = at.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}
