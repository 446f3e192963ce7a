/** Plays the steps of the story on the local GitHub and reads back what came of them. */
import { BENCHMARKS } from '../sample/benchmarks.ts';
import { reportTime, untilReport } from '../sample/dates.ts';
import { states } from '../sample/index.ts';
import { BEGUN, stateRef } from '../sample/pack.ts';
import { pullRequests, type SamplePullRequest } from '../sample/pull-requests.ts';
import type { Action } from './actions.ts';
import type { Local } from './local.ts';
import { readChecks, readComments, readHeads, readReports, type Wanted } from './read-back.ts';
import { checkOf, readCounts, type Seen } from './seen.ts';

/** What the story has reached so far. */
export interface Stage {
  local: Local;
  /** Heads to look for, in the order in which they came. */
  wanted: Wanted[];
  seen: Seen;
}

const NOTHING: Seen = {
  heads: [],
  checks: [],
  comments: [],
  reports: [],
  counts: { merged: 0, remembered: 0, checksWritten: 0, checksUnchanged: 0 },
};

export function setStage(local: Local): Stage {
  return { local, wanted: [], seen: NOTHING };
}

export function samplePull(key: string): SamplePullRequest {
  const pull = pullRequests.find((candidate) => candidate.key === key);
  if (!pull) throw new Error(`the sample has no pull request ${key}`);
  return pull;
}

/** The number of a pull request that was opened. */
export function numberOf(stage: Stage, key: string): number {
  const found = stage.wanted.find((head) => head.key === key);
  if (!found || !('number' in found)) throw new Error(`pull request ${key} is not open yet`);
  return found.number;
}

/** Does what an action says, as the person it names. */
export async function perform(action: Action, stage: Stage): Promise<void> {
  const { github, weir, owner, repo, push } = stage.local;
  const at = { owner, repo };
  switch (action.do) {
    case 'install':
      return await github.install(action.by);
    case 'push':
      await push(action.by, refspec(action.state, action.branch, action.force));
      if (action.follow) stage.wanted.push({ key: action.follow, branch: action.branch });
      return;
    case 'open':
      return await open(action, stage);
    case 'measure': {
      const octokit = github.as('alice');
      const { data } = await octokit.rest.git.getRef({ ...at, ref: `heads/${action.branch}` });
      const text = BENCHMARKS[action.branch];
      if (text === undefined) throw new Error(`the sample has no benchmarks of ${action.branch}`);
      const files = { 'critcmp.json': text };
      await github.postArtifact({ name: 'bench-linux', headSha: data.object.sha, files });
      return;
    }
    case 'wait for the report':
      await weir.passTime(untilReport(new Date(), reportTime(BEGUN)));
      return await weir.tick();
    case 'review':
      await github.as(action.by).rest.pulls.createReview({
        ...at,
        pull_number: numberOf(stage, action.pull),
        event: action.verdict,
        body: action.body ?? '',
      });
      return;
    case 'comment':
      await github.as(action.by).rest.issues.createComment({
        ...at,
        issue_number: numberOf(stage, action.pull),
        body: action.body,
      });
      return;
    case 'click': {
      const check = checkOf(stage.seen, action.pull);
      if (!check) throw new Error(`there is no check to click on ${action.pull}`);
      return await github.clickButton(check.id, action.button, action.by);
    }
  }
}

async function open(action: Extract<Action, { do: 'open' }>, stage: Stage): Promise<void> {
  const { github, owner, repo, clone, push } = stage.local;
  const { key, author, head, fork, base, title, body, draft, labels } = samplePull(action.pull);
  if (fork) {
    const from = { dir: clone, ref: stateRef(action.state) };
    const options = { owner: author, branch: head, from, title, body, base, draft };
    const { number } = await github.openForkPull(options);
    stage.wanted.push({ key, number });
    return;
  }
  await push(author, refspec(action.state, head));
  const octokit = github.as(author);
  const { data } = await octokit.rest.pulls.create({ owner, repo, head, base, title, body, draft });
  if (labels.length > 0) {
    await octokit.rest.issues.addLabels({ owner, repo, issue_number: data.number, labels });
  }
  stage.wanted.push({ key, number: data.number });
}

function refspec(state: string, branch: string, force = false): string {
  if (!states.some(({ name }) => name === state)) throw new Error(`the sample has no ${state}`);
  return `${force ? '+' : ''}${stateRef(state)}:refs/heads/${branch}`;
}

/** Reads everything back; what was seen before stays with the caller. */
export async function look(stage: Stage, as = 'alice'): Promise<Seen> {
  const { github, owner, repo, metrics } = stage.local;
  const octokit = github.as(as);
  const at = { owner, repo };
  const heads = await readHeads(octokit, at, stage.wanted);
  const numbers = heads.flatMap(({ number }) => number ?? []);
  return {
    heads,
    checks: await readChecks(
      octokit,
      at,
      heads.map(({ oid }) => oid),
    ),
    comments: await readComments(octokit, at, numbers),
    reports: await readReports(octokit, at),
    counts: readCounts(await metrics()),
  };
}
