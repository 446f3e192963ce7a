/** What is looked at whenever something moved: the plan issue, workstreams that may start or stand still, the gate. */
import type { Standings } from '../ports/standing.ts';
import type { Deps, Repository, Run } from '../ports.ts';
import { gatherProgress } from './gather.ts';
import { planIssue } from './run.ts';
import { proposeNextPhase } from './run-gate.ts';
import { announceReady, escalate } from './run-life.ts';
import { weekReport } from './week-report.ts';

/** Reads once and writes what changed. */
export async function* watchProgress(
  { repo }: { repo: Repository },
  deps: Deps,
  standings: Standings,
): Run {
  const read = await gatherProgress(repo, deps, standings);
  if (read.state === 'no-plan') return;
  const { facts } = read;
  const report = weekReport(facts);
  const [issue] = yield [planIssue(read, report)];
  const turn = { facts, report, planIssue: issue?.number ?? null };
  yield* announceReady(turn, deps);
  yield* escalate(turn, deps);
  yield* proposeNextPhase(turn, deps);
}
