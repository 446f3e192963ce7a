/** `/plan import PATH`: reads a plan document and proposes the plan file that it describes. */
import type { Applied, Effect } from '../../effects.ts';
import { type CommandJob, reactTo, replyTo } from '../../jobs.ts';
import type { Deps, Oid, Run } from '../../ports.ts';
import { importPlan } from '../import.ts';
import { PLAN_PATH } from '../parse.ts';
import { readPlan } from '../read.ts';
import { lookUp } from './gather.ts';
import { slug } from './phrases.ts';
import {
  type Proposal,
  renderAnswer,
  renderMissing,
  renderProposal,
  renderRefused,
  renderSame,
  renderUnreadable,
  renderUsage,
} from './render.ts';

/** Answers the command. Permission was checked before. */
export async function* answerPlan(job: CommandJob, deps: Deps): Run {
  const [what = '', path = '', ...more] = job.call.args;
  if (what.toLowerCase() !== 'import' || path === '' || more.length > 0) {
    yield [...reactTo(job, 'confused'), replyTo(job, renderUsage())];
    return;
  }
  yield reactTo(job, 'eyes');
  const found = await propose(job, path.replace(/^(?:\.?\/)+/, ''), deps);
  if (typeof found === 'string') {
    yield [replyTo(job, found)];
    return;
  }
  const applied: Applied[] = yield [pullRequest(job, found)];
  yield [replyTo(job, renderAnswer(found, applied[0] ?? { outcome: 'skipped', url: null }))];
}

/** What to propose, or the answer that says why there is nothing. */
async function propose(job: CommandJob, path: string, deps: Deps): Promise<Proposal | string> {
  const { repo } = job;
  const { defaultBranch, url } = await deps.forge.repository(repo);
  const { target } = await readPlan(repo, defaultBranch, deps);
  if (target.oid === null) {
    return renderMissing(path, target.ref, 'that branch has no commit');
  }
  const base = { ref: target.ref, oid: target.oid };
  const pulls = await deps.forge.pullRequests(repo);
  const own = pulls.find(({ pullRequest }) => pullRequest?.number === job.issue);
  const at: { ref: string; oid: Oid } = own ?? base;
  const lost = (await deps.git.fetch(repo, [at.oid])).get(at.oid);
  if (lost !== undefined) return renderMissing(path, at.ref, lost);
  const file = await deps.git.readFile(repo, at.oid, path);
  if (file.state === 'absent') return renderMissing(path, at.ref, 'there is no such file');
  if (file.state === 'unreadable') return renderMissing(path, at.ref, file.reason);

  const first = importPlan(file.text, path);
  if (!first.ok) return renderRefused(path, first.refused);
  const known = await lookUp(first.questions, repo, { at: at.ref, oid: at.oid }, deps);
  const before = await deps.git.readFile(repo, base.oid, PLAN_PATH);
  if (before.state === 'unreadable') return renderUnreadable(path, base.ref, before.reason);
  const there = before.state === 'found' ? before.text : null;
  const second = importPlan(file.text, path, known, there);
  if (!second.ok) return renderRefused(path, second.refused);
  if (second.isSame || there === second.yaml) return renderSame(path, base.ref);
  const { yaml, findings } = second;
  return { path, at, base, url, yaml, findings, replaces: before.state !== 'absent' };
}

function pullRequest({ repo }: CommandJob, proposal: Proposal): Effect {
  const { path, base, yaml } = proposal;
  const key = `plan-import-${slug(path) || 'document'}`;
  return {
    kind: 'pull-request',
    repo,
    key,
    branch: `weir/${key}`,
    base,
    files: [{ path: PLAN_PATH, text: yaml }],
    ...renderProposal(proposal),
  };
}
