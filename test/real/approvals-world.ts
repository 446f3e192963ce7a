/** One real server against one local GitHub, for all tests of approvals: people, a plan, pull requests. */
import type { LocalGitHub } from '../../demo/github/types.ts';
import { git } from '../../demo/story/git.ts';
import type { Local } from '../../demo/story/local.ts';
import { startReady } from '../ready-database.ts';
import { type CommitSpec, createRepository, type TestRepository } from '../repo.ts';

export const AT = { owner: 'acme', repo: 'river' };
const CHECK = 'Weir / approvals';

/** More people than one page of any list holds. */
export const CROWD = Array.from({ length: 104 }, (_, n) => `crowd${String(n).padStart(3, '0')}`);

export const PLAN = `version: 1
target: main
roles:
  kernel-lead: [alice, dave]
  arch-lead: [carol, dave]
  storage-lead: [bob, dave]
  qa-lead: ["@acme/qa"]
  crowd-lead: ["@acme/crowd"]
  release-lead: [erin, kim]
approval: { override_roles: [release-lead] }
workstreams:
  kernel:
    branch: kernel/main
    also: { heads: ["kernel/*"], paths: ["kernel/**"] }
    approvals: [kernel-lead]
  storage:
    branch: storage/main
    also: { heads: ["storage/*"], paths: ["storage/**"] }
    approvals: [storage-lead, arch-lead]
  docs:
    branch: docs/main
    also: { heads: ["docs/*"], paths: ["docs/**"] }
    approvals: [qa-lead]
  crowd:
    branch: crowd/main
    also: { heads: ["crowd/*"] }
    approvals: [crowd-lead]
# Not while this runs, whatever day it is.
report: { day: sunday, time: "23:59" }
`;

export let local: Local;
export let github: LocalGitHub;
export let work: TestRepository;

const email = (login: string) => `${login}@users.noreply.github.com`;

/** Starts everything, with the plan on main and a second branch to aim at. */
export async function openApprovals(): Promise<void> {
  const members = ['alice', 'bob', 'carol', 'dave', 'erin', 'grace', 'kim', ...CROWD];
  local = await startReady({
    owner: AT.owner,
    repo: AT.repo,
    users: [...members, 'frank', 'mallory'].map((login) => ({ login })),
    members,
    teams: [
      { name: 'QA', members: ['grace'] },
      { name: 'Crowd', members: CROWD },
    ],
  });
  github = local.github;
  work = createRepository({
    commits: [
      { branch: 'main', files: { '.github/workstreams.yml': PLAN, 'a.txt': 'a\n' } },
      { branch: 'release', parents: ['main'], files: { 'release.txt': '1\n' } },
    ],
  });
  await push('alice', 'main', 'release');
  await settled();
}

export async function closeApprovals(): Promise<void> {
  await local.close();
  work.cleanup();
}

/** Webhooks get lost until `listen`. */
export const deafen = () => github.setWebhook(null);
export const listen = () => github.setWebhook(`${local.weir.url}/api/github/webhooks`);

export const settled = () => local.settle();

/** Branches, or refspecs, pushed by a person. */
export async function push(by: string, ...refs: string[]): Promise<void> {
  const basic = Buffer.from(`x:${github.tokenFor(by)}`).toString('base64');
  const specs = refs.map((ref) => (ref.includes(':') ? ref : `+${ref}:refs/heads/${ref}`));
  const args = ['push', '--quiet', github.gitUrl(AT.owner, AT.repo), ...specs];
  await git(work.dir, args, { authorization: `Basic ${basic}` });
}

/** Commits by a person; their commits carry the address of their account. */
export function commit(by: string, spec: Omit<CommitSpec, 'author'>): string {
  work.commit({ ...spec, author: email(by) });
  return work.oid(spec.branch);
}

/** A pull request by kim with one commit by her. */
export async function open(
  branch: string,
  files: CommitSpec['files'],
  over: { base?: string; by?: string; draft?: boolean; on?: string } = {},
): Promise<{ number: number; head: string }> {
  const { base = 'main', by = 'kim', draft = false, on = 'main' } = over;
  const head = commit(by, { branch, parents: [on], files });
  await push(by, branch);
  return { number: await openAgain(branch, base, by, draft), head };
}

/** Another pull request for a branch that was pushed. */
export async function openAgain(
  branch: string,
  base: string,
  by = 'kim',
  draft = false,
): Promise<number> {
  const { rest } = github.as(by);
  const asked = { ...AT, title: branch, head: branch, base, draft };
  const { data } = await rest.pulls.create(asked);
  return data.number;
}

interface Check {
  conclusion: string | null;
  title: string;
  /** Summary and text, as Markdown. */
  says: string;
}

/** All runs of the check on a commit, newest first. */
export async function allChecks(sha: string): Promise<Check[]> {
  const { data } = await github
    .as('alice')
    .rest.checks.listForRef({ ...AT, ref: sha, check_name: CHECK, filter: 'all' });
  return data.check_runs.map(({ conclusion, output }) => ({
    conclusion,
    title: output.title ?? '',
    says: `${output.summary ?? ''}\n${output.text ?? ''}`.replaceAll('\u200b', ''),
  }));
}

/** The one check on a commit, once nothing is under way any more. */
export async function check(sha: string): Promise<Check> {
  await settled();
  const [first, ...more] = await allChecks(sha);
  if (first === undefined || more.length > 0) {
    throw new Error(`${more.length + (first ? 1 : 0)} checks stand on ${sha}, not one.`);
  }
  return first;
}

/** Conclusion and title in one line. */
export async function verdict(sha: string): Promise<string> {
  const { conclusion, title } = await check(sha);
  return `${conclusion}: ${title}`;
}

/** Number of the check run that stands on a commit. */
export async function checkId(sha: string): Promise<number> {
  const { data } = await github
    .as('alice')
    .rest.checks.listForRef({ ...AT, ref: sha, check_name: CHECK });
  const [run] = data.check_runs;
  if (run === undefined) throw new Error(`No check stands on ${sha}.`);
  return run.id;
}

/** Who is asked for a review now. */
export async function asked(number: number): Promise<string[]> {
  const { data } = await github.as('alice').rest.pulls.get({ ...AT, pull_number: number });
  return (data.requested_reviewers ?? []).map((one) => ('login' in one ? one.login : ''));
}

/** Comments as somebody and hands back what Weir answers to it, once it is done. */
export async function answerTo(number: number, by: string, body: string): Promise<string> {
  await github.as(by).rest.issues.createComment({ ...AT, issue_number: number, body });
  await settled();
  const { data } = await github.as(by).rest.issues.listComments({ ...AT, issue_number: number });
  const answer = data.at(-1)?.body ?? '';
  return answer
    .replace(/<!--.*?-->/gs, '')
    .replaceAll('\u200b', '')
    .trim();
}
