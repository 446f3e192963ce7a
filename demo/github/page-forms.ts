/** What the pages' forms do: press a check run's button, comment or review as one of the people here. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Actor, findRepo, fullName, type Hub, type Repo } from './hub.ts';
import { emitRun, readRun } from './routes/checks.ts';

/** Takes a form. Only the pages themselves may send one: another site's form carries another origin. */
export async function submitForm(
  hub: Hub,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = (status: number, message: string): void => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
  };
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (request.headers.origin !== hub.url) {
    answer(403, 'This form came from another site, so nothing was done. Use the page itself.');
    return;
  }
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const [, owner = '', name = '', kind = '', id = '', act = ''] = url.pathname.split('/');
  const repo = findRepo(hub, owner, name);
  try {
    const next =
      repo === undefined
        ? null
        : `${kind}/${act}` === 'runs/press'
          ? await press(hub, repo, Number(id), form)
          : `${kind}/${act}` === 'issues/say'
            ? await say(hub, repo, Number(id), form)
            : `${kind}/${act}` === 'pull/review'
              ? await review(hub, repo, Number(id), form)
              : null;
    if (next === null) answer(404, 'There is nothing to send here.');
    else response.writeHead(303, { location: next }).end();
  } catch (error) {
    answer(422, `Nothing was done: ${(error as Error).message} Go back and try again.`);
  }
}

function personOf(hub: Hub, login: string | null): Actor {
  const people = [...hub.people];
  const [token, known] = people.find(([, one]) => one === login) ?? people[0] ?? [];
  if (token === undefined || known === undefined) throw new Error('There is nobody to act as.');
  return { kind: 'person', login: known, token };
}

async function press(hub: Hub, repo: Repo, id: number, form: URLSearchParams): Promise<string> {
  const identifier = form.get('identifier') ?? '';
  const actions = repo.checks.get(id)?.actions ?? [];
  if (!actions.some((action) => action.identifier === identifier)) {
    throw new Error('The check run has no such button any more.');
  }
  const more = { requested_action: { identifier } };
  await emitRun(hub, repo, 'requested_action', id, personOf(hub, form.get('as')), more);
  return (await readRun(hub, repo, id)).html_url;
}

function say(hub: Hub, repo: Repo, number: number, form: URLSearchParams): Promise<string> {
  const body = { body: form.get('body') ?? '' };
  return post(hub, repo, `issues/${number}/comments`, form.get('as'), body);
}

function review(hub: Hub, repo: Repo, number: number, form: URLSearchParams): Promise<string> {
  const body = { event: form.get('event'), body: form.get('body') ?? '' };
  return post(hub, repo, `pulls/${number}/reviews`, form.get('as'), body);
}

/** Creates something through the API as somebody; answers where it can be seen. */
async function post(
  hub: Hub,
  repo: Repo,
  what: string,
  as: string | null,
  body: object,
): Promise<string> {
  const response = await fetch(`${hub.url}/repos/${fullName(repo)}/${what}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${personOf(hub, as).token}` },
    body: JSON.stringify(body),
  });
  const { html_url, message, errors } = (await response.json()) as {
    html_url?: string;
    message?: string;
    errors?: unknown[];
  };
  if (html_url !== undefined) return html_url;
  const reasons = (errors ?? []).filter((one) => typeof one === 'string');
  throw new Error(`${[message ?? response.status, ...reasons].join(': ')}.`);
}
