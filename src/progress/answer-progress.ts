/** Answers `/progress`: takes a report, or says what is wrong with it, and compares it with what can be proved. */
import type { Effect } from '../effects.ts';
import { type CommandJob, reactTo, replyTo } from '../jobs.ts';
import { code, codeBlock, type Markdown, prose, table } from '../markdown.ts';
import { assign } from '../plan/assign.ts';
import { type PlanReading, readPlan } from '../plan/read.ts';
import type { Plan } from '../plan/schema.ts';
import type { IntegrationStanding, Standings, Unread } from '../ports/standing.ts';
import type { Deps, OpenHead, Repository, Run } from '../ports.ts';
import type { CheckFact, WorkstreamActivity } from './facts.ts';
import { foundFor } from './found.ts';
import { gatherEvidence, measuredFor } from './gather-evidence.ts';
import type { ReportedProgress, TaskStanding } from './report.ts';
import {
  PHASES,
  type Report,
  type ReportProblem,
  readReport,
  reportedProgress,
} from './reported.ts';

/** Heads of a workstream whose check runs are compared with a report. */
const MOST_HEADS = 5;

/** Anybody may call it; who may report is decided here, since that hangs on the report. */
export async function* answerProgress(
  job: CommandJob,
  deps: Deps,
  standings: Pick<Standings, 'integration'>,
): Run {
  const { repo } = job;
  const repository = await deps.forge.repository(repo);
  const reading = await readPlan(repo, repository.defaultBranch, deps);
  const { state, target } = reading;
  if (state.kind !== 'valid' || target.oid === null) {
    yield refuse(job, withoutPlan(reading));
    return;
  }
  const { plan } = state;
  if (!job.call.block) {
    yield refuse(job, noBlock());
    return;
  }
  const { text, line } = job.call.block;
  const read = readReport(text, plan);
  if (read.state === 'wrong') {
    yield refuse(job, wrongReport(read.problems, line));
    return;
  }
  const heads = await headsOf(read.workstream, plan, repo, deps);
  if (!(await mayReport(job, heads, deps))) {
    yield refuse(job, mayNot(job.author, read.workstream));
    return;
  }
  yield reactTo(job, 'eyes');
  const integration = await standings.integration();
  const activity = await activityOf(read.workstream, heads, integration, repo, deps);
  const now = deps.now().toISOString();
  const { tasks } = await gatherEvidence(
    {
      repo,
      plan,
      target: { ref: target.ref, oid: target.oid },
      web: repository.url,
      integration,
      activity,
      activityUnread: 'a report is answered without reading what was merged earlier',
      history: [],
      now,
    },
    deps,
  );
  const from = { by: job.author, at: job.at, url: null };
  const asked = { repo, plan, integration };
  const performance = await measuredFor(read.workstream, read.report, asked, deps);
  const found = foundFor(read.workstream, { plan, tasks, activity, now, performance });
  const reported = reportedProgress(read.report, from, found);
  yield [
    replyTo(job, accepted(read.workstream, read.report, reported, tasks[read.workstream] ?? [])),
  ];
}

/** Open pull requests of a workstream. */
async function headsOf(
  workstream: string,
  plan: Plan,
  repo: Repository,
  { forge }: Deps,
): Promise<OpenHead[]> {
  const all = await forge.pullRequests(repo);
  return all.filter(({ branch, pullRequest }) => {
    if (!pullRequest) return false;
    const { body, labels, base } = pullRequest;
    return assign({ body, labels, base, branch, paths: null }, plan).workstreams.includes(
      workstream,
    );
  });
}

async function mayReport(
  { author, repo }: CommandJob,
  heads: readonly OpenHead[],
  { forge }: Deps,
): Promise<boolean> {
  if (heads.some(({ pullRequest }) => pullRequest?.author === author)) return true;
  return ['write', 'maintain', 'admin'].includes(await forge.permission(repo, author));
}

/** What is known of the workstream without looking at its past. */
async function activityOf(
  workstream: string,
  heads: readonly OpenHead[],
  integration: IntegrationStanding | Unread,
  repo: Repository,
  deps: Deps,
): Promise<Record<string, WorkstreamActivity>> {
  const own =
    integration.state === 'read'
      ? integration.heads.filter(({ workstreams }) => workstreams.includes(workstream))
      : [];
  const branches = own.length > 0 ? own : heads;
  const checks: [string, CheckFact[] | Unread][] = [];
  for (const { ref, oid } of branches.slice(0, MOST_HEADS)) {
    const read = await deps.checks(repo, oid);
    checks.push([
      ref,
      read.state === 'whole' ? read.list : { state: 'unread', reason: read.reason },
    ]);
  }
  const pulls = heads.flatMap(({ pullRequest }) =>
    pullRequest
      ? [
          {
            number: pullRequest.number,
            draft: pullRequest.draft,
            createdAt: '',
            url: pullRequest.url,
          },
        ]
      : [],
  );
  return {
    [workstream]: {
      commits: [],
      pulls,
      landed: [],
      gathered: [],
      checks: Object.fromEntries(checks),
    },
  };
}

function refuse(job: CommandJob, body: Markdown): Effect[] {
  return [...reactTo(job, 'confused'), replyTo(job, body)];
}

function withoutPlan({ state, target }: PlanReading): Markdown {
  const why = state.kind === 'absent' ? 'does not exist' : 'is not valid';
  return `No report was taken: the plan on ${code(target.ref)} ${why}, so there is nothing to report on. Mend the plan there first.`;
}

/** A report as it may be written. */
export const EXAMPLE = `agent_id: kernel-events-003
workstream: kernel-events-expansion
phase: Implementation
deliverables_completed: 2
deliverables_total: 4
integration_tests_passing: true
performance_impact:
  operations_per_second: 12000
  memory_usage_mb: 210
  latency_p95_ms: 3.1
  error_rate: 0.001
next_milestone: Error event framework
blockers: []`;

function noBlock(): Markdown {
  const form = codeBlock(`/progress\n\`\`\`yaml\n${EXAMPLE}\n\`\`\``, 'markdown');
  return `No report was taken: right below ${code('/progress')} there is no fenced block. Write a new comment like this; JSON does as well, and ${code('phase')} is one of ${PHASES.join(', ')}:\n\n${form}`;
}

function wrongReport(problems: readonly ReportProblem[], first: number): Markdown {
  const many = problems.length === 1 ? 'something is' : `${problems.length} things are`;
  const rows = problems
    .slice(0, 30)
    .map(({ line, message }) => [String(line + first - 1), prose(message)]);
  return `No report was taken, because ${many} wrong with it. Correct this and write it in a new comment:\n\n${table(['Line of the comment', 'What is wrong and what to do'], rows)}`;
}

function mayNot(author: string, workstream: string): Markdown {
  return `No report was taken: ${prose(author)} can neither write to this repository nor has opened a pull request of ${code(workstream)}. Ask somebody who can to report.`;
}

function accepted(
  workstream: string,
  report: Report,
  { differences }: ReportedProgress,
  tasks: readonly TaskStanding[],
): Markdown {
  const open = tasks.filter(({ state, optional }) => state !== 'verified' && !optional);
  const title = `Took the report of ${code(report.agent_id)} on ${code(workstream)}: ${report.phase}, ${report.deliverables_completed} of ${report.deliverables_total} deliverables.`;
  const compared =
    differences.length === 0
      ? 'It agrees with what can be proved.'
      : `It differs from what can be proved:\n\n${differences.map((one) => `- ${prose(one)}`).join('\n')}`;
  const next =
    open.length === 0
      ? ''
      : `\n\nNot verified yet:\n\n${table(
          ['Task', 'What is missing'],
          open
            .slice(0, 20)
            .map(({ text, answer }) => [
              prose(text),
              prose(
                answer?.reason ?? 'Nothing would prove it. Write done_when for it in the plan.',
              ),
            ]),
        )}`;
  return `${title} ${compared}${next}`;
}
