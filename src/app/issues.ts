/** Webhooks about issues and comments: commands, ticked boxes, task lists. */
import type { Context, Probot } from 'probot';
import { tickedBoxes } from '../commands/boxes.ts';
import { COMMANDS, parseCommands } from '../commands.ts';
import type { CommandJob, Job } from '../jobs.ts';
import { type Looks, repositoryOf } from './looks.ts';

/** One comment cannot ask for more than this. */
const MOST_COMMANDS = 5;

/** @param appId what this App writes commands nothing */
export function registerIssues(
  app: Pick<Probot, 'on'>,
  { enqueue, watch }: Looks,
  appId: number,
): void {
  // Task lists of tracking issues are claims, and boxes of our own must not stay ticked.
  app.on(['issues.closed', 'issues.reopened'], ({ payload }) =>
    watch(repositoryOf(payload), payload.sender),
  );
  app.on('issues.edited', async ({ payload }) => {
    for (const job of boxJobs(payload)) await enqueue(job);
    await watch(repositoryOf(payload), payload.sender);
  });
  app.on('issue_comment.created', async ({ payload }) => {
    for (const job of commandJobs(payload, appId)) await enqueue(job);
  });
  app.on('issue_comment.edited', async ({ payload }) => {
    for (const job of editedJobs(payload, appId)) await enqueue(job);
  });
}

type CommentPayload = Context<'issue_comment.created' | 'issue_comment.edited'>['payload'];

/**
 * The commands of a new comment. What bots and Apps write commands nothing but what the table allows them, and what
 * Weir writes nothing at all.
 */
function commandJobs(payload: CommentPayload, appId: number): CommandJob[] {
  const repo = repositoryOf(payload);
  const { comment, issue, sender } = payload;
  const author = comment.user;
  if (!repo || !author || comment.performed_via_github_app?.id === appId) return [];
  const isBot =
    author.type === 'Bot' || sender?.type === 'Bot' || Boolean(comment.performed_via_github_app);
  return parseCommands(comment.body)
    .filter(({ name }) => !isBot || COMMANDS.some((known) => known.name === name && known.bots))
    .slice(0, MOST_COMMANDS)
    .map((call) => ({
      kind: 'command',
      repo,
      issue: issue.number,
      comment: comment.id,
      author: author.login,
      at: comment.created_at,
      call,
    }));
}

/**
 * An edited comment commands nothing; but a report that stands in it is read wherever reports are, so its answer follows
 * when the report changes, appears, or is taken back.
 */
function editedJobs(payload: Context<'issue_comment.edited'>['payload'], appId: number): Job[] {
  const before = payload.changes.body?.from;
  if (before === undefined) return [];
  const was: typeof payload = { ...payload, comment: { ...payload.comment, body: before } };
  const [then, now] = [was, payload].map((one) =>
    commandJobs(one, appId).filter(({ call }) =>
      COMMANDS.some(({ name, readAnew }) => readAnew && name === call.name),
    ),
  );
  const words = (jobs: CommandJob[] = []) => JSON.stringify(jobs.map(({ call }) => call));
  // One job reads them all, as they stand then.
  return words(then) === words(now) ? [] : [...(now ?? []), ...(then ?? [])].slice(0, 1);
}

/** The commands whose boxes a person has ticked in an issue of this App. */
function boxJobs(payload: Context<'issues.edited'>['payload']): Job[] {
  const repo = repositoryOf(payload);
  const { changes, issue, sender } = payload;
  const before = changes.body?.from;
  // Whoever copies the boxes into an issue of their own can only run what they may run anyway.
  if (!repo || before === undefined || issue.user?.type !== 'Bot' || sender.type === 'Bot')
    return [];
  return tickedBoxes(before, issue.body ?? '').map((call) => ({
    kind: 'command',
    repo,
    issue: issue.number,
    comment: null,
    author: sender.login,
    at: issue.updated_at,
    call,
  }));
}
