/**
 * The demo with a repository of the user's: its branches are copied to the local GitHub, a pull request is
 * opened for each, and Weir judges them. The user's repository is only ever read.
 */
import { appendFile, mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import picomatch from 'picomatch';
import { PLAN_PATH, parsePlan } from '../src/plan/parse.ts';
import { git } from './story/git.ts';
import type { StartLocal } from './story/local.ts';
import { printable } from './story/palette.ts';
import { look, type Stage, setStage } from './story/play.ts';
import type { Screen } from './story/screen.ts';

/** More pull requests than this are not opened; the rest is said. */
export const MOST_HEADS = 50;
const YOU = 'you';
const TARGET = 'main';

export interface OwnRepository {
  dir: string;
  /** A branch or any commit; the repository's own HEAD when absent. */
  base?: string;
  /** Globs over branch names and full ref names. */
  heads: string[];
}

/** Something the user has to change before this can work. */
export class NotPossible extends Error {}

export interface Ref {
  /** As git names it: `refs/heads/x`. */
  full: string;
  /** Name of the branch on the local GitHub. */
  branch: string;
  oid: string;
}

/** What to copy: the base, and the heads that are worth a pull request. */
export interface Selection {
  base: string;
  /** What git says about the base's plan file, null without one. */
  plan: string | null;
  heads: Ref[];
  /** How many matched. */
  matched: number;
  /** Names of heads that the base already contains. */
  contained: string[];
}

/**
 * Finds base and heads in the user's repository.
 *
 * @throws NotPossible when there is no such repository, base or head
 */
export async function select({ dir, base = 'HEAD', heads }: OwnRepository): Promise<Selection> {
  await git(dir, ['rev-parse', '--git-dir']).catch(() => {
    throw new NotPossible(
      `${resolve(dir)} is not a git repository. Give another folder after --repo.`,
    );
  });
  const tip = await git(dir, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${base}^{commit}`,
  ]).catch(() => {
    throw new NotPossible(
      `There is no commit ${base} in ${resolve(dir)}. Name a branch or a commit after --base.`,
    );
  });
  if ((await git(dir, ['rev-parse', '--is-shallow-repository'])) === 'true') {
    throw new NotPossible(
      `${resolve(dir)} is a shallow clone, and verdicts would be wrong. Run git fetch --unshallow in it first.`,
    );
  }
  if ((await git(dir, ['rev-parse', '--show-object-format'])) !== 'sha1') {
    throw new NotPossible(
      `${resolve(dir)} names its objects by SHA-256, which the local GitHub cannot keep. Run weir integrate in it instead.`,
    );
  }
  const listed = await git(dir, [
    'for-each-ref',
    '--format=%(objectname) %(objecttype) %(refname)',
  ]);
  const matching = matchingRefs(listed, heads).filter(({ oid }) => oid !== tip);
  if (matching.length === 0) {
    throw new NotPossible(
      `No branch matches ${heads.join(', ')}. List yours with git for-each-ref, and give names or globs after --head.`,
    );
  }
  const merged = new Set(
    (await git(dir, ['for-each-ref', `--merged=${tip}`, '--format=%(refname)'])).split('\n'),
  );
  const plan = await git(dir, ['cat-file', 'blob', `${tip}:${PLAN_PATH}`]).catch(() => null);
  const open = matching.filter(({ full }) => !merged.has(full));
  if (open.length === 0) {
    throw new NotPossible(
      `${base} already contains every head that matches ${heads.join(', ')}, so there is nothing to merge. Give other heads after --head.`,
    );
  }
  return {
    base: tip,
    plan,
    heads: open.slice(0, MOST_HEADS),
    matched: matching.length,
    contained: matching.filter(({ full }) => merged.has(full)).map(({ branch }) => branch),
  };
}

/** Commits whose name matches a glob: branch names, remote branches as `origin/x`, or full ref names. */
export function matchingRefs(listed: string, globs: readonly string[]): Ref[] {
  const isWanted = picomatch([...globs], { dot: true });
  return listed
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([oid = '', type, full = '']): Ref[] => {
      const branch = full.replace(/^refs\/(heads|remotes)?\/?/, '');
      if (type !== 'commit' || branch.endsWith('/HEAD')) return [];
      return isWanted(branch) || isWanted(full) ? [{ full, branch, oid }] : [];
    });
}

/** Copies, opens pull requests and lets Weir judge them. */
export async function playOwn(
  own: OwnRepository,
  screen: Screen,
  start: StartLocal,
): Promise<Stage> {
  const selection = await screen.during('Looking at your repository', () => select(own));
  const { target, hasPlan } = readTarget(selection.plan);
  announce(own, selection, hasPlan, screen);
  const local = await screen.during('A GitHub and Weir start on this machine', () =>
    start({
      owner: YOU,
      repo: repositoryName(own.dir),
      users: [{ login: YOU }],
      members: [{ login: YOU, role: 'admin' }],
    }),
  );
  const stage = setStage(local);
  await borrowObjects(local.clone, own.dir);
  await screen.during('Copying the base', async () => {
    await local.push(YOU, `${selection.base}:refs/heads/${TARGET}`);
    if (target !== TARGET) await local.push(YOU, `${selection.base}:refs/heads/${target}`);
  });
  const all = selection.heads.length;
  for (const [at, head] of selection.heads.entries()) {
    await screen.during(`Opening pull request ${at + 1} of ${all}: ${printable(head.branch)}`, () =>
      open(head, target, stage),
    );
  }
  await screen.during('Weir merges every head with every other one, on trial', async () => {
    await local.settle();
    if (!hasPlan) await ask(stage);
    stage.seen = await look(stage, YOU);
  });
  return stage;
}

/** The branch that the repository's plan names; a plan that cannot be read is left to Weir to report. */
function readTarget(plan: string | null): { target: string; hasPlan: boolean } {
  if (plan === null) return { target: TARGET, hasPlan: false };
  const parsed = parsePlan(plan);
  return { target: (parsed.ok ? parsed.plan.target : undefined) ?? TARGET, hasPlan: true };
}

function announce(
  own: OwnRepository,
  selection: Selection,
  hasPlan: boolean,
  screen: Screen,
): void {
  const { heads, contained, matched } = selection;
  const left = matched - contained.length - heads.length;
  screen.say(
    `${heads.length} of ${matched} matching heads get a pull request against ${own.base ?? 'HEAD'}.`,
  );
  if (left > 0)
    screen.say(
      `${left} more are left out: the demo opens at most ${MOST_HEADS}. Narrow --head to choose others.`,
    );
  if (contained.length > 0)
    screen.say(`Already in the base, so there is nothing to open: ${contained.join(', ')}.`);
  screen.say(
    hasPlan
      ? `The plan is read from ${PLAN_PATH} of the base.`
      : `There is no ${PLAN_PATH} in the base. Without a plan Weir posts nothing by itself, so /integrate is commented on every pull request.`,
  );
}

async function borrowObjects(clone: string, dir: string): Promise<void> {
  const objects = resolve(dir, await git(dir, ['rev-parse', '--git-path', 'objects']));
  await mkdir(join(clone, 'objects', 'info'), { recursive: true });
  await appendFile(join(clone, 'objects', 'info', 'alternates'), `${objects}\n`);
}

async function open({ branch, oid }: Ref, base: string, stage: Stage): Promise<void> {
  const { github, owner, repo, push } = stage.local;
  // The copy must not land on the base, whatever the user's branch is called.
  const head = branch === base || branch === TARGET ? `${branch}-copy` : branch;
  await push(YOU, `${oid}:refs/heads/${head}`);
  const title = await git(stage.local.clone, ['log', '-1', '--format=%s', oid]);
  const { data } = await github
    .as(YOU)
    .rest.pulls.create({ owner, repo, head, base, title: title || branch, body: '' });
  stage.wanted.push({ key: branch, number: data.number });
}

async function ask(stage: Stage): Promise<void> {
  const { github, owner, repo, settle } = stage.local;
  for (const wanted of stage.wanted) {
    if (!('number' in wanted)) continue;
    await github
      .as(YOU)
      .rest.issues.createComment({ owner, repo, issue_number: wanted.number, body: '/integrate' });
  }
  await settle();
}

function repositoryName(dir: string): string {
  const name = basename(resolve(dir))
    .replace(/\.git$/, '')
    .replace(/[^\w.-]+/g, '-');
  return /^[.-]*$/.test(name) ? 'repository' : name;
}
