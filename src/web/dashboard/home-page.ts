/** The repositories that Weir is installed on and somebody may read. */
import { html } from 'hono/html';
import { plural } from '../../markdown.ts';
import { code, type Html, instant, prose, table } from './html.ts';
import { page } from './page.ts';

export interface KnownRepository {
  owner: string;
  name: string;
  /** What the last look found, if one is remembered. */
  last: { at: Date; words: string } | null;
}

export interface HomePage {
  login: string;
  repositories: readonly KnownRepository[];
  /** There are more than were asked for. */
  partial: boolean;
}

const MOST_ROWS = 500;

export function homePage({ login, repositories, partial }: HomePage): string {
  const shown = repositories.slice(0, MOST_ROWS);
  const more = repositories.length - shown.length;
  const left = partial || more > 0;
  return page(
    { title: 'Repositories', login },
    html`<h1>Repositories</h1>
${shown.length === 0 ? html`<p>There is none that Weir is installed on and you may read. Install the App on a repository, or ask its owner to, then load this page again.</p>` : listed(shown)}
${left ? html`<p>There are more than this page has room for. Any other one stands at ${code('/OWNER/NAME')} of this server.</p>` : ''}`,
  );
}

function listed(repositories: readonly KnownRepository[]): Html {
  const rows = repositories.map((one) => {
    const address = `/${encodeURIComponent(one.owner)}/${encodeURIComponent(one.name)}`;
    return [html`<a href="${address}">${one.owner}/${one.name}</a>`, standing(one)];
  });
  const caption = 'Repositories and what the last look at them found';
  return html`<p>${plural(repositories.length, 'repository', 'repositories')} that Weir is installed on and you may read. Open one to see what to merge next.</p>
${table({ caption, heads: ['Repository', 'Standing'], about: 0, rows })}`;
}

function standing({ last }: KnownRepository): Html {
  if (last === null) return html`Not looked at here lately; opening it looks.`;
  return html`${prose(last.words)}. Judged ${instant(last.at)}.`;
}
