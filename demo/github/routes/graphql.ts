/** The one question that only GraphQL answers here: whose the addresses of commits' authors and co-authors are. */
import { readCommit } from '../history.ts';
import { findRepo, type Hub, type Repo } from '../hub.ts';
import { asText, isObject, type Json } from '../json.ts';
import { accountOf } from '../people.ts';
import { allow, type Call, notFound, type Route, route } from '../routing.ts';

const REPOSITORY = /\brepository\(owner:\s*\$(\w+),\s*name:\s*\$(\w+)\)/;
const OBJECT = /\b(\w+):\s*object\(oid:\s*\$(\w+)\)/g;
const CO_AUTHOR = /^co-authored-by:[^<\n]*<([^>\n]+)>[ \t]*$/gim;

const failed = (message: string) => ({ status: 200, body: { errors: [{ message }] } });

/** Answers `repository { NAME: object(oid: $x) { authors { nodes { email user { login } } } } }`. */
async function query(call: Call) {
  const { hub, body } = call;
  const text = asText(body.query) ?? '';
  const variables = isObject(body.variables) ? body.variables : {};
  const value = (name: string | undefined): string => asText(variables[name ?? '']) ?? '';
  const [, owner, name] = REPOSITORY.exec(text) ?? [];
  if (owner === undefined || !/\bauthors\b/.test(text)) {
    return failed('The local GitHub answers only who wrote commits. Use the REST API.');
  }
  const repo = findRepo(hub, value(owner), value(name));
  if (repo === undefined) throw notFound();
  allow({ ...call, repo }, { app: ['contents'], level: 'read', role: 'read' });
  const commits: Json = {};
  for (const [, alias = '', oid] of text.matchAll(OBJECT)) {
    commits[alias] = await authorsOf(hub, repo, value(oid));
  }
  return { status: 200, body: { data: { repository: commits } } };
}

async function authorsOf(hub: Hub, repo: Repo, oid: string): Promise<Json | null> {
  const commit = await readCommit(repo.dir, oid).catch(() => null);
  if (commit === null) return null;
  const coAuthors = [...commit.message.matchAll(CO_AUTHOR)].map(([, email = '']) => email);
  const nodes = [...new Set([commit.author.email, ...coAuthors])].map((email) => {
    const account = accountOf(hub, email);
    // Bots are no users.
    return { email, user: account?.type === 'User' ? { login: account.login } : null };
  });
  return { authors: { nodes } };
}

export const GRAPHQL_ROUTES: Route[] = [route('POST', '/graphql', query)];
