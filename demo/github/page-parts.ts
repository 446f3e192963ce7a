/** Pieces of the pages: layout, state, comments, check runs. Every value is escaped unless said to be HTML. */
import { html, raw } from 'hono/html';
import type { Annotation, Reaction } from './hub.ts';
import type { CheckRunJson, IssueJson, UserJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { STYLE } from './page-style.ts';

export type Html = ReturnType<typeof html>;

export interface Place {
  /** `owner/name`. */
  full: string;
  /** Address of the repository's pages, without origin. */
  home: string;
}

export const layout = (title: string, place: Place, body: Html): Html => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} · ${place.full}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>${raw(STYLE)}</style></head>
<body><a class="skip" href="#content">Skip to the content</a>
<header class="top"><nav aria-label="Repository"><a href="/">${place.full}</a>
<span class="note">Local GitHub: only on this machine</span></nav></header>
<main id="content">${body}</main></body></html>`;

const ICONS: Record<string, string> = {
  success: 'M3.5 8.5l3 3 6-7',
  failure: 'M4 4l8 8M12 4l-8 8',
  timed_out: 'M4 4l8 8M12 4l-8 8',
  action_required: 'M8 3.5v5.5M8 12v.5',
  neutral: 'M4 8h8',
  skipped: 'M4 12l8-8',
  cancelled: 'M4 12l8-8',
  in_progress: 'M8 4.5V8l2 1.5M8 1.5a6.5 6.5 0 1 0 .1 0',
  queued: 'M8 1.5a6.5 6.5 0 1 0 .1 0',
  open: 'M5 5v8M5 3.5v.1M11 6v7M11 6c0-2-2-2-3-2',
  merged: 'M5 3v10M5 5c1 3 3 4 6 4',
};

const icon = (name: string): Html =>
  html`<svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${ICONS[name] ?? ICONS.neutral}"/></svg>`;

/** `action_required` as "Action required". */
const inWords = (name: string): string => {
  const words = name.replaceAll('_', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

/** A word in the colour and with the icon of a conclusion. */
export const word = (look: string, text: string): Html =>
  html`<span class="word ${look}">${icon(look)}${text}</span>`;

export function conclusion(run: CheckRunJson): Html {
  const name = run.conclusion ?? run.status;
  return word(name, inWords(name));
}

export const statePill = (state: 'open' | 'closed' | 'merged' | 'draft'): Html =>
  html`<span class="state ${state}">${icon(state === 'merged' ? 'merged' : 'open')}${inWords(state)}</span>`;

function avatar(user: UserJson): Html {
  const kind = user.type === 'Bot' ? 'avatar app' : 'avatar';
  return html`<span class="${kind}" aria-hidden="true">${user.login.slice(0, 1).toUpperCase()}</span>`;
}

export const author = (user: UserJson): Html =>
  user.type === 'Bot'
    ? html`${avatar(user)} <b>${user.login.replace('[bot]', '')}</b> <span class="bot">bot</span>`
    : html`${avatar(user)} <b>${user.login}</b>`;

export const when = (date: unknown): Html => {
  const text = String(date ?? '');
  return html`<time datetime="${text}">${text.replace('T', ' ').slice(0, 16)} UTC</time>`;
};

export const markdown = (text: string, place: Place): Html =>
  html`<div class="md">${raw(renderMarkdown(text, place.home))}</div>`;

const EMOJI: Record<string, string> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  confused: '😕',
  heart: '❤️',
  hooray: '🎉',
  rocket: '🚀',
  eyes: '👀',
};

function reactionList(reactions: readonly Reaction[]): Html {
  if (reactions.length === 0) return html``;
  return html`<ul class="reactions" aria-label="Reactions">${reactions.map(
    ({ content, user }) =>
      html`<li><span aria-hidden="true">${EMOJI[content]}</span> ${content} by ${user.login}</li>`,
  )}</ul>`;
}

export interface Post {
  id: string;
  user: UserJson;
  body: string;
  at: unknown;
  verb: string;
  reactions: readonly Reaction[];
}

export const post = (one: Post, place: Place): Html =>
  html`<article class="box" id="${one.id}"><header>${author(one.user)} ${one.verb} ${when(one.at)}</header>
${one.body === '' ? html`<div class="md"><em>No description.</em></div>` : markdown(one.body, place)}${reactionList(one.reactions)}</article>`;

export interface CheckView {
  run: CheckRunJson;
  app: string;
  annotations: readonly Annotation[];
  actions: readonly { label: string; description: string; identifier: string }[];
}

function annotation(one: Annotation, sha: string, place: Place): Html {
  const lines =
    one.end_line > one.start_line ? `${one.start_line}-${one.end_line}` : String(one.start_line);
  const path = one.path.split('/').map(encodeURIComponent).join('/');
  return html`<li class="${one.annotation_level}"><span class="level">${inWords(one.annotation_level)}</span>
<a class="place" href="${place.home}/blob/${sha}/${path}#L${one.start_line}">${one.path}:${lines}</a>
${one.title === undefined ? '' : html`<p><strong>${one.title}</strong></p>`}<p>${one.message}</p></li>`;
}

export function check(view: CheckView, place: Place, open: boolean): Html {
  const { run, annotations, actions } = view;
  const press = `${place.home}/runs/${run.id}/press`;
  const { summary, text } = run.output;
  return html`<details class="box check" id="check-${run.id}" ${open ? raw('open') : ''}>
<summary>${conclusion(run)} <h3>${run.name}</h3> <span class="title">${run.output.title ?? ''}</span></summary>
<div class="body"><p class="title">${run.output.title ?? run.name}</p>
<p class="by">${view.app} on commit <code>${run.head_sha.slice(0, 7)}</code></p>
${
  actions.length === 0
    ? ''
    : html`<form class="buttons" method="post" action="${press}">${actions.map(
        (one) =>
          html`<button name="identifier" value="${one.identifier}" title="${one.description}">${one.label}</button>`,
      )}</form>`
}
${summary === null ? '' : markdown(summary, place)}
${text === null ? '' : markdown(text, place)}
${
  annotations.length === 0
    ? ''
    : html`<h4>${annotations.length} ${annotations.length === 1 ? 'annotation' : 'annotations'}</h4>
<ul class="annotations">${annotations.map((one) => annotation(one, run.head_sha, place))}</ul>`
}</div></details>`;
}

export const labels = (issue: IssueJson): Html =>
  html`${issue.labels.map(({ name }) => html`<span class="label">${name}</span> `)}`;

/** A comment box; the writer is chosen, since everybody here is you. */
export const sayForm = (action: string, people: readonly string[]): Html =>
  html`<section aria-labelledby="say"><h2 id="say">Add a comment</h2>
<form class="say" method="post" action="${action}"><label for="body">Comment, or a command such as <code>/integrate</code></label>
<textarea id="body" name="body" rows="4" required></textarea>
<div class="row"><label for="as">as</label><select id="as" name="as">${people.map(
    (login) => html`<option>${login}</option>`,
  )}</select><button class="primary">Comment</button></div></form></section>`;
