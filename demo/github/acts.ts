/** What people do in GitHub's web pages: mostly what no API offers, buttons, re-runs, drafts, queues, installing. */

import { tokenArguments, tryGit } from './bare.ts';
import { emit, emitPull } from './events.ts';
import type { Actor, Hub, Repo } from './hub.ts';
import { findRepo, fullName } from './hub.ts';
import type { CheckRunJson, PullJson } from './json.ts';
import { dequeue, enqueue } from './queue.ts';
import { grant, installationJson, setInstalled } from './routes/apps.ts';
import { addArtifact } from './routes/artifacts.ts';
import { createAs, emitRun, emitSuite, readRun } from './routes/checks.ts';
import type { LocalGitHub, LocalGitHubOptions } from './types.ts';

type Acts = Pick<
  LocalGitHub,
  | 'setRole'
  | 'clickButton'
  | 'rerequest'
  | 'rerequestSuite'
  | 'setDraft'
  | 'review'
  | 'dismiss'
  | 'addToTeam'
  | 'removeFromTeam'
  | 'enqueue'
  | 'dequeue'
  | 'openForkPull'
  | 'postForeignCheck'
  | 'postArtifact'
  | 'grant'
  | 'uninstall'
  | 'install'
  | 'changeSelection'
>;

export function act(
  hub: Hub,
  main: LocalGitHubOptions['repository'],
  tokenFor: (login: string) => string,
): Acts {
  const repo = (): Repo => {
    const found = findRepo(hub, main.owner, main.name);
    if (found === undefined) throw new Error(`There is no repository ${main.owner}/${main.name}.`);
    return found;
  };
  const person = (login: string): Actor => ({ kind: 'person', login, token: tokenFor(login) });
  const send = async <T>(login: string, method: string, path: string, body: object): Promise<T> => {
    const response = await fetch(hub.url + path, {
      method,
      headers: { authorization: `Bearer ${tokenFor(login)}` },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text === '' ? 'null' : text) as T;
  };
  const owner = () => [...hub.members].find(([, role]) => role === 'admin')?.[0] ?? main.owner;
  const membership = (team: string, login: string) =>
    `/orgs/${hub.org}/teams/${team}/memberships/${login}`;
  return {
    setRole: (login, role, named) => {
      const target = named === undefined ? repo() : findRepo(hub, named.owner, named.name);
      if (target === undefined) return;
      target.roles.set(login.toLowerCase(), role);
      const member = hub.users.get(login.toLowerCase());
      const changes = { permission: { to: role } };
      const told = hub.exclusive(() =>
        emit(hub, target, 'member', { action: 'edited', member, changes }, person(owner())),
      );
      told.catch(() => {});
    },
    review: async (number, login, event, { commit, body } = {}) => {
      const path = `/repos/${fullName(repo())}/pulls/${number}/reviews`;
      const text = body ?? (event === 'APPROVE' ? '' : 'Please see my comments.');
      const named = commit === undefined ? {} : { commit_id: commit };
      const made = await send<{ id: number }>(login, 'POST', path, { event, body: text, ...named });
      return made.id;
    },
    dismiss: async (number, review, login, message = 'No longer applies.') => {
      const path = `/repos/${fullName(repo())}/pulls/${number}/reviews/${review}/dismissals`;
      await send(login, 'PUT', path, { message });
    },
    addToTeam: (team, login) => send(owner(), 'PUT', membership(team, login), {}),
    removeFromTeam: (team, login) => send(owner(), 'DELETE', membership(team, login), {}),
    enqueue: (number, login) => hub.exclusive(() => enqueue(hub, repo(), number, person(login))),
    dequeue: (number, login) => hub.exclusive(() => dequeue(hub, repo(), number, person(login))),
    clickButton: async (id, identifier, login) => {
      const extra = repo().checks.get(id);
      if (!extra?.actions.some((action) => action.identifier === identifier)) {
        throw new Error(`Check run ${id} has no button "${identifier}".`);
      }
      const requested_action = { identifier };
      await emitRun(hub, repo(), 'requested_action', id, person(login), { requested_action });
    },
    rerequest: (id, login) => emitRun(hub, repo(), 'rerequested', id, person(login)),
    rerequestSuite: async (headSha, login) => {
      const found = [...repo().checks].find(
        ([, extra]) => extra.sha === headSha && extra.app.id === hub.app.id,
      );
      if (found === undefined) throw new Error(`The App has no check run on ${headSha}.`);
      const run = await readRun(hub, repo(), found[0]);
      const suite = { ...run.check_suite, head_sha: headSha };
      await emitSuite(hub, repo(), suite, person(login));
    },
    setDraft: async (number, draft, login) => {
      const path = `/repos/${fullName(repo())}/pulls/${number}`;
      await hub.emulated.send({ method: 'PATCH', path, body: { draft } });
      const action = draft ? 'converted_to_draft' : 'ready_for_review';
      await emitPull(hub, repo(), action, number, person(login));
    },
    openForkPull: async ({ owner, branch, from, title, body, base, draft }) => {
      const { name } = repo();
      if (findRepo(hub, owner, name) === undefined) {
        await send(owner, 'POST', `/repos/${fullName(repo())}/forks`, {});
      }
      if (from !== undefined) {
        const { args, env } = tokenArguments(tokenFor(owner));
        const refspec = `${from.ref}:refs/heads/${branch}`;
        const url = `${hub.url}/${owner}/${name}.git`;
        const done = await tryGit(from.dir, [...args, 'push', '--quiet', '--force', url, refspec], {
          env,
        });
        if (done.code !== 0) throw new Error(`Could not push to the fork: ${done.stderr.trim()}`);
      }
      const target = await hub.emulated.get<{ default_branch: string }>(
        `/repos/${fullName(repo())}`,
      );
      const pull = await send<PullJson>(owner, 'POST', `/repos/${fullName(repo())}/pulls`, {
        title,
        body: body ?? '',
        head: `${owner}:${branch}`,
        base: base ?? target.default_branch,
        draft: draft ?? false,
      });
      return { number: pull.number, headSha: pull.head.sha };
    },
    postForeignCheck: async ({ name, headSha, status, conclusion, title, summary }) => {
      const path = `/repos/${fullName(repo())}/check-runs`;
      const answer = await createAs(
        {
          hub,
          repo: repo(),
          method: 'POST',
          path,
          query: new URLSearchParams(),
          params: {},
          actor: [...hub.people].map(([, login]) => person(login))[0] ?? person(main.owner),
          body: {
            name,
            head_sha: headSha,
            status: status ?? (conclusion === undefined ? 'in_progress' : 'completed'),
            ...(conclusion === undefined ? {} : { conclusion }),
            output: { title: title ?? name, summary: summary ?? '' },
          },
        },
        person([...hub.people.values()][0] ?? main.owner),
        { id: 15_368, slug: 'github-actions', name: 'GitHub Actions' },
      );
      if (answer.status !== 201) throw new Error(`The check run was refused: ${answer.status}.`);
      return (answer.body as CheckRunJson).id;
    },
    postArtifact: (artifact) =>
      addArtifact(hub, repo(), artifact, person([...hub.people.values()][0] ?? main.owner)),
    grant: (permissions, login) => grant(hub, permissions, person(login)),
    uninstall: (login) => setInstalled(hub, false, person(login)),
    install: (login) => setInstalled(hub, true, person(login)),
    changeSelection: async (action, names, login) => {
      const repositories = names.map((full) => {
        const [owner = '', name = ''] = full.includes('/') ? full.split('/') : [hub.account, full];
        return { id: findRepo(hub, owner, name)?.id ?? 0, name, full_name: `${owner}/${name}` };
      });
      await emit(
        hub,
        null,
        'installation_repositories',
        {
          action,
          installation: await installationJson(hub),
          repository_selection: 'selected',
          repositories_added: action === 'added' ? repositories : [],
          repositories_removed: action === 'removed' ? repositories : [],
        },
        person(login),
      );
    },
  };
}
