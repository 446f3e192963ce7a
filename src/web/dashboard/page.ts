/** What every page has around its content. */
import { html } from 'hono/html';
import { type Html, text } from './html.ts';
import { STYLE_PATH } from './style.ts';

export interface Frame {
  title: string;
  /** Login of whoever is signed in; null for nobody. */
  login: string | null;
  /** Seconds after which the page asks again by itself; null for a page that is done. */
  refresh?: number | null;
}

export function page({ title, login, refresh = null }: Frame, body: Html): string {
  const again = refresh === null ? '' : html`<meta http-equiv="refresh" content="${refresh}">`;
  return `${html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${text(title)} · Weir</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${again}
<link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="${STYLE_PATH}"></head>
<body><a class="skip" href="#content">Skip to the content</a>
<header><nav aria-label="Weir"><a class="home" href="/">Weir</a></nav>${login === null ? '' : signOut(login)}</header>
<main id="content">${body}</main></body></html>
`}`;
}

function signOut(login: string): Html {
  return html`<form method="post" action="/sign-out"><span>Signed in as <b>${text(login)}</b></span> <button type="submit">Sign out</button></form>`;
}

/** A page that only says something: what happened, then what to do. */
export function messagePage(frame: Frame, what: string | null, next: Html): string {
  return page(
    frame,
    html`<h1>${text(frame.title)}</h1>${what === null ? '' : html`<p>${text(what)}</p>`}<p>${next}</p>`,
  );
}
