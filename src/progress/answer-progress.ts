/** Answers `/progress`: takes a report, or says what is wrong with it, and compares it with what can be proved. */
import { parseCommands } from '../commands.ts';
import { type CommandCall, type CommandJob, reactTo, replyTo } from '../jobs.ts';
import { code, codeBlock, fitSections, type Markdown, prose, table } from '../markdown.ts';
import { assign } from '../plan/assign.ts';
import { type PlanReading, readPlan } from '../plan/read.ts';
import type { Plan } from '../plan/schema.ts';
import { mayWrite } from '../ports/permission.ts';
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
import { isOwnAgent } from './reporters.ts';

/** Heads of a workstream whose check runs are compared with a report. */
const MOST_HEADS = 5;

/**
 * Anybody may call it; who may report is decided here, since that hangs on the report. What is answered is the comment as
 * it is now: one that was edited is read anew, and has one answer for all of its reports.
 */
export async function* answerProgress(
  job: CommandJob,
  deps: Deps,
  standings: Pick<Standings, 'integration'>,
): Run {
  const calls = await callsNow(job, deps);
  if (calls === null) return;
  if (calls.length === 0) {
    yield [replyTo(job, TAKEN_BACK)];
    return;
  }
  const answers: Markdown[] = [];
  for (const call of calls) {
    const answer = await answerOne({ ...job, call }, deps, standings);
    yield reactTo(job, answer.taken ? 'eyes' : 'confused');
    answers.push(answer.body ?? (await answer.compare()));
  }
  yield [replyTo(job, fitting(answers))];
}

/** GitHub takes 65,536 characters, and something stands around them. */
const MOST_BYTES = 60_000;

/** All answers below each other; where there is no room, only what each begins with. */
function fitting(answers: readonly Markdown[]): Markdown {
  const sections = answers.map((answer, at) => {
    const rule = at === 0 ? '' : '---\n\n';
    const [first = ''] = answer.split('\n\n', 1);
    return { markdown: `${rule}${answer}`, shorter: `${rule}${first}`, priority: 1 };
  });
  return fitSections(sections, MOST_BYTES);
}

const TAKEN_BACK =
  'The report was taken back: the comment no longer has one. What was reported before it counts again.';

/** The reports that stand in the comment now; null where it is gone. */
async function callsNow(
  { repo, comment, call }: CommandJob,
  { issues }: Deps,
): Promise<CommandCall[] | null> {
  if (comment === null) return [call];
  const read = await issues.comment(repo, comment);
  if (read === null) return null;
  if ('state' in read) return [call];
  return parseCommands(read.body).filter(({ name }) => name === call.name);
}

/** A refusal, or a report that was taken and is yet to be compared. */
type Answer =
  | { taken: false; body: Markdown }
  | { taken: true; body?: never; compare: () => Promise<Markdown> };

const refuse = (body: Markdown): Answer => ({ taken: false, body });

async function answerOne(
  job: CommandJob,
  deps: Deps,
  standings: Pick<Standings, 'integration'>,
): Promise<Answer> {
  const { repo } = job;
  const repository = await deps.forge.repository(repo);
  const reading = await readPlan(repo, repository.defaultBranch, deps);
  const { state, target } = reading;
  const { oid } = target;
  if (state.kind !== 'valid' || oid === null) return refuse(withoutPlan(reading));
  const { plan } = state;
  if (!job.call.block) return refuse(noBlock());
  const { text, line } = job.call.block;
  const read = readReport(text, plan);
  if (read.state === 'wrong') return refuse(wrongReport(read.problems, line));
  if (!(await mayReport(job, read.workstream, plan, deps))) {
    return refuse(mayNot(job.author, read.workstream, plan));
  }
  const compare = async () => {
    const heads = await headsOf(read.workstream, plan, repo, deps);
    const integration = await standings.integration();
    const activity = await activityOf(read.workstream, heads, integration, repo, deps);
    const now = deps.now().toISOString();
    const { tasks } = await gatherEvidence(
      {
        repo,
        plan,
        target: { ref: target.ref, oid },
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
    return accepted(read.workstream, read.report, reported, tasks[read.workstream] ?? []);
  };
  return { taken: true, compare };
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
  workstream: string,
  plan: Plan,
  { forge }: Deps,
): Promise<boolean> {
  return isOwnAgent(author, workstream, plan) || mayWrite(await forge.permission(repo, author));
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
  return `No report was taken: right below ${code('/progress')} there is no fenced block. Write it like this, in this comment or a new one; JSON does as well, and ${code('phase')} is one of ${PHASES.join(', ')}:\n\n${form}`;
}

function wrongReport(problems: readonly ReportProblem[], first: number): Markdown {
  const many = problems.length === 1 ? 'something is' : `${problems.length} things are`;
  const rows = problems
    .slice(0, 30)
    .map(({ line, message }) => [String(line + first - 1), prose(message)]);
  return `No report was taken, because ${many} wrong with it. Correct this in the comment, or write a new one:\n\n${table(['Line of the comment', 'What is wrong and what to do'], rows)}`;
}

function mayNot(author: string, workstream: string, plan: Plan): Markdown {
  const { agent, agent_account: account } = plan.workstreams[workstream] ?? {};
  const own =
    account !== undefined
      ? `the account ${code(account)}, which the plan names`
      : agent === undefined
        ? `the agent that the plan names, and it names none (${code('agent')} and ${code('agent_account')})`
        : `the App that is called like its agent ${code(agent)}, or the account that the plan names under ${code('agent_account')}`;
  return `No report was taken: ${code(author)} cannot write to this repository, and is not the agent of ${code(workstream)}. Reports come from people who can write, and from ${own}. Ask one of them to report.`;
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
