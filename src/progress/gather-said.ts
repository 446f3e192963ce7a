/** Reads what people and agents say: task lists in tracking issues, and progress reports in comments and files. */
import { parseCommands } from '../commands.ts';
import type { Plan } from '../plan/schema.ts';
import type { Issue, IssueComment } from '../ports/issues.ts';
import { mayWrite } from '../ports/permission.ts';
import type { IntegrationStanding, StandingHead, Unread } from '../ports/standing.ts';
import type { Deps, Repository } from '../ports.ts';
import { type ListedTask, readTaskList } from './claims.ts';
import { type Report, readReport } from './reported.ts';
import { isOwnAgent } from './reporters.ts';
import type { TrackedList } from './tasks.ts';

export type SaidDeps = Pick<Deps, 'issues' | 'git'> & {
  forge: Pick<Deps['forge'], 'permission'>;
};

/** A valid report, with where it stands. */
export interface SaidReport {
  report: Report;
  by: string | null;
  /** ISO 8601; null for a file. */
  at: string | null;
  url: string | null;
}

export interface Said {
  /** By workstream. */
  tracked: Record<string, TrackedList>;
  /** The latest of each workstream. */
  reports: Record<string, SaidReport>;
  /** What could not be read, each a plain sentence. */
  unread: { workstream: string; what: string }[];
}

/** Heads of one workstream whose files are looked into. */
const MOST_HEADS = 5;

export async function readSaid(
  ask: {
    repo: Repository;
    plan: Plan;
    /** Null on a clone, where issues are not missing but unknown. */
    web: string | null;
    integration: IntegrationStanding | Unread;
  },
  deps: SaidDeps,
): Promise<Said> {
  const { repo, plan, integration } = ask;
  const said: Said = { tracked: {}, reports: {}, unread: [] };
  const canWrite = writers(repo, deps);
  const heads = integration.state === 'read' ? integration.heads : [];
  for (const [workstream, { issue }] of Object.entries(plan.workstreams)) {
    const own = heads.filter(({ workstreams }) => workstreams.includes(workstream));
    const comments = async (number: number): Promise<IssueComment[] | null> => {
      const read = await deps.issues.comments(repo, number);
      if (read.state === 'whole') return read.list.filter((one) => !one.own);
      const what = `The comments of #${number} could not be read: ${read.reason}`;
      said.unread.push({ workstream, what });
      return null;
    };
    const found: SaidReport[] = [];
    const mayReport = async (login: string) =>
      isOwnAgent(login, workstream, plan) || (await canWrite(login));
    if (issue !== undefined) {
      const answer = await deps.issues.issue(repo, issue);
      if (answer?.state === 'unread') {
        const what = `The tracking issue #${issue} could not be read: ${answer.reason}`;
        said.unread.push({ workstream, what });
      }
      const tracking = answer?.state === 'unread' ? null : answer;
      const list = tracking && (await comments(issue));
      if (answer === null && ask.web !== null) {
        const what = `The tracking issue #${issue} could not be found. Correct its number in the plan.`;
        said.unread.push({ workstream, what });
      }
      if (tracking && list) {
        const items = await listedTasks(tracking, list, canWrite);
        if (items === null) {
          const what = `The task lists of #${issue} are too long to be read. Shorten them.`;
          said.unread.push({ workstream, what });
        } else said.tracked[workstream] = { issue, url: tracking.url, items };
        found.push(...(await reportsIn(list, workstream, plan, mayReport)));
      }
    }
    for (const { pullRequest } of own) {
      if (!pullRequest) continue;
      const list = await comments(pullRequest.number);
      found.push(...(await reportsIn(list ?? [], workstream, plan, mayReport)));
    }
    const latest = found.sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))[0];
    const report = latest ?? (await reportFile(repo, plan, workstream, own, deps));
    if (report) said.reports[workstream] = report;
  }
  return said;
}

/** Asks about everybody once. */
function writers(repo: Repository, { forge }: SaidDeps): (login: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  return (login) => {
    const answer = known.get(login) ?? forge.permission(repo, login).then(mayWrite);
    known.set(login, answer);
    return answer;
  };
}

/**
 * Items of the body and of all comments; null where one of them takes too long to read. Anybody may claim, but only who
 * can write may take a task out of the count: whoever opened an issue may edit it, and anybody may comment.
 */
async function listedTasks(
  tracking: Issue,
  comments: readonly IssueComment[],
  canWrite: (login: string) => Promise<boolean>,
): Promise<ListedTask[] | null> {
  const lists = [
    readTaskList(tracking.body),
    ...comments.map(({ body: text, author, url, updatedAt }) =>
      readTaskList(text, { by: author, url, at: updatedAt }),
    ),
  ];
  if (lists.some((list) => list === null)) return null;
  const items: ListedTask[] = [];
  for (const item of lists.flatMap((list) => list ?? [])) {
    const takesOut = item.state === 'dropped' || item.optional;
    const author = item.by ?? tracking.author;
    const isOurs = item.by === null && tracking.own;
    if (!takesOut || isOurs || (author !== null && (await canWrite(author)))) items.push(item);
    else
      items.push({ ...item, state: item.state === 'ticked' ? 'ticked' : 'open', optional: false });
  }
  return items;
}

async function reportsIn(
  comments: readonly IssueComment[],
  workstream: string,
  plan: Plan,
  mayReport: (login: string) => Promise<boolean>,
): Promise<SaidReport[]> {
  const found: SaidReport[] = [];
  for (const { author, body, createdAt, url } of comments) {
    if (author === null || !body.includes('/progress')) continue;
    for (const { name, block } of parseCommands(body)) {
      if (name !== 'progress' || !block) continue;
      const read = readReport(block.text, plan);
      if (read.state !== 'read' || read.workstream !== workstream) continue;
      if (await mayReport(author)) {
        found.push({ report: read.report, by: author, at: createdAt, url });
      }
    }
  }
  return found;
}

/** Where a report may stand on a branch of the workstream. */
export function reportPath(workstream: string): string {
  return `.weir/progress/${workstream}.yml`;
}

async function reportFile(
  repo: Repository,
  plan: Plan,
  workstream: string,
  heads: readonly StandingHead[],
  { git }: SaidDeps,
): Promise<SaidReport | null> {
  // Anybody may push to a fork, whose refs begin with its owner; two pull requests of one branch carry their numbers.
  const own = heads.filter(
    ({ ref, branch, pullRequest }) =>
      ref === branch || ref === `${branch} (#${pullRequest?.number})`,
  );
  for (const { oid } of own.slice(0, MOST_HEADS)) {
    const file = await git.readFile(repo, oid, reportPath(workstream));
    if (file.state !== 'found') continue;
    const read = readReport(file.text, plan);
    if (read.state === 'read' && read.workstream === workstream) {
      return { report: read.report, by: null, at: null, url: null };
    }
  }
  return null;
}
