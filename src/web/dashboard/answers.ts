/** Answers of the dashboard: pages, ways elsewhere, files; all with the headers that keep browsers from doing harm. */
import { html } from 'hono/html';
import type { Html } from './html.ts';
import { messagePage } from './page.ts';

export interface PageAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
}

/** Nothing but our own style sheet is loaded; no script at all; forms go nowhere else. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const SAFE = {
  'Content-Security-Policy': POLICY,
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** A page that says what happened, and what to do next. */
export function say(
  status: number,
  title: string,
  login: string | null,
  next: string | Html,
): PageAnswer {
  return show(status, messagePage({ title, login }, null, html`${next}`));
}

export function show(status: number, body: string): PageAnswer {
  return { status, body, headers: { ...SAFE, 'Content-Type': 'text/html; charset=utf-8' } };
}

/** @param cookies values for `Set-Cookie` */
export function withCookies(answer: PageAnswer, ...cookies: string[]): PageAnswer {
  return { ...answer, headers: { ...answer.headers, 'Set-Cookie': cookies } };
}

/** Leads the browser elsewhere. */
export function go(address: string, ...cookies: string[]): PageAnswer {
  return { status: 303, body: '', headers: { ...SAFE, Location: address, 'Set-Cookie': cookies } };
}

/** What is the same for everybody, and may be kept. */
export function file(body: string, type: string): PageAnswer {
  const headers = { ...SAFE, 'Content-Type': type, 'Cache-Control': 'public, max-age=86400' };
  return { status: 200, body, headers };
}
