/** From webhooks to jobs; the only place that listens to events. A handler decides nothing: it says what to look at. */
import type { Context, Probot } from 'probot';
import { tickedBoxes } from './commands/boxes.ts';
import { COMMANDS, parseCommands } from './commands.ts';
import { isTrialBranch } from './effects.ts';
import type { About, CommandJob, Job } from './jobs.ts';
import type { Oid, Repository } from './ports.ts';

export interface WebhookOptions {
  /** Check runs of other Apps are not our business. */
  appId: number;
  /** GitHub put our check runs of this commit back to "queued": what we know about them is out of date. */
  onRerun?(repo: Repository, oid: Oid): Promise<void>;
  /** Somebody moved a branch to this commit; `at` by GitHub's clock (ISO 8601), null when it did not say. */
  onPush?(repo: Repository, oid: Oid, login: string, at: string | null): Promise<void>;
  /** A commit of a fork became the head of a pull request; `at` by GitHub's clock (ISO 8601). */
  onArrival?(repo: Repository, number: number, oid: Oid, at: string): Promise<void>;
  onReviewEdited?(repo: Repository, review: number, at: string | null): Promise<void>;
}

/** Branches that merge queues build; they are no heads. */
const QUEUE = 'gh-readonly-queue/';

/** One comment cannot ask for more than this. */
const MOST_COMMANDS = 5;

type Enqueue = (job: Job) => Promise<void>;

/** Registers all handlers. `enqueue` must have stored the job when it resolves. */
export function registerWebhooks(
  app: Pick<Probot, 'on'>,
  enqueue: Enqueue,
  {
    appId,
    onRerun = async () => {},
    onPush = async () => {},
    onArrival = async () => {},
    onReviewEdited = async () => {},
  }: WebhookOptions,
): void {
  const judge = async (repo: Repository | null, plansToo: boolean) => {
    if (!repo) return;
    await enqueue({ kind: 'integrate', repo });
    if (plansToo) await enqueue({ kind: 'check-plans', repo });
  };
  /** How far the workstreams are may have changed; what bots do to issues (we are one) says nothing. */
  const watch = async (repo: Repository | null, sender?: { type?: string }) => {
    if (repo && sender?.type !== 'Bot') await enqueue({ kind: 'progress', repo });
  };
  const approvals = async (repo: Repository | null, about: About) => {
    if (repo) await enqueue({ kind: 'approvals', repo, about });
  };

  app.on(
    [
      'pull_request.opened',
      'pull_request.synchronize',
      'pull_request.reopened',
      'pull_request.edited',
    ],
    async ({ payload }) => {
      const repo = repositoryOf(payload);
      const pull = payload.pull_request;
      // Before anything is judged: who pushed may not approve.
      if (repo && payload.action === 'synchronize') {
        await onPush(repo, pull.head.sha, payload.sender.login, pull.updated_at);
      }
      const fork = pull.head.repo?.id !== payload.repository.id;
      if (repo && fork && payload.action !== 'edited') {
        await onArrival(repo, pull.number, pull.head.sha, pull.updated_at);
      }
      await judge(repo, true);
      const moved = payload.action === 'synchronize' ? { before: payload.before } : {};
      await approvals(repo, { pull: pull.number, ...moved });
      await watch(repo);
    },
  );
  app.on(
    [
      'pull_request.closed',
      'pull_request.ready_for_review',
      'pull_request.converted_to_draft',
      'pull_request.labeled',
      'pull_request.unlabeled',
    ],
    async ({ payload }) => {
      await judge(repositoryOf(payload), false);
      await approvals(repositoryOf(payload), { pull: payload.pull_request.number });
      await watch(repositoryOf(payload));
    },
  );
  app.on(['pull_request.review_requested', 'pull_request.review_request_removed'], ({ payload }) =>
    approvals(repositoryOf(payload), { pull: payload.pull_request.number }),
  );
  app.on(
    [
      'pull_request_review.submitted',
      'pull_request_review.edited',
      'pull_request_review.dismissed',
    ],
    async ({ payload }) => {
      const repo = repositoryOf(payload);
      if (repo && payload.action === 'edited') {
        await onReviewEdited(repo, payload.review.id, payload.pull_request.updated_at);
      }
      await approvals(repo, { pull: payload.pull_request.number });
      // What can take an approval away may take it from a group that is queued already.
      if (
        repo &&
        (payload.action === 'dismissed' || payload.review.state === 'changes_requested')
      ) {
        await enqueue({ kind: 'merge-queue', repo });
      }
    },
  );
  app.on('push', async ({ payload }) => {
    const repo = repositoryOf(payload);
    const branch = /^refs\/heads\/(.+)$/.exec(payload.ref)?.[1];
    if (!repo || branch === undefined) return;
    // Weir's own: its checks are heard of, its pushes say nothing.
    if (isTrialBranch(branch)) return;
    if (branch.startsWith(QUEUE)) return enqueue({ kind: 'merge-queue', repo });
    if (!payload.deleted && payload.sender) {
      await onPush(repo, payload.after, payload.sender.login, null);
    }
    await judge(repo, true);
    await approvals(repo, { base: branch });
    // The plan may have other times now.
    await enqueue({ kind: 'timetable', repo });
    await watch(repo);
  });
  app.on('merge_group.checks_requested', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (repo) await enqueue({ kind: 'merge-queue', repo });
  });
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
  /** Everything that stands on a commit is judged again. */
  const again = async (repo: Repository, oid: Oid) => {
    await onRerun(repo, oid);
    await judge(repo, true);
    await approvals(repo, { commit: oid });
    await enqueue({ kind: 'merge-queue', repo });
  };
  /** CI has said something on the branch of a trial build; false for every other branch. */
  const trial = async (repo: Repository | null, branch: string | null | undefined) => {
    if (!repo || !isTrialBranch(branch ?? '')) return false;
    await enqueue({ kind: 'trial-builds', repo });
    return true;
  };
  app.on('check_run.rerequested', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (repo && payload.check_run.app?.id === appId) await again(repo, payload.check_run.head_sha);
  });
  app.on('check_run.created', async ({ payload }) => {
    await trial(repositoryOf(payload), payload.check_run.check_suite?.head_branch);
  });
  app.on('check_run.requested_action', async ({ payload }) => {
    const repo = repositoryOf(payload);
    const action = payload.requested_action?.identifier;
    if (!repo || payload.check_run.app?.id !== appId) return;
    const oid = payload.check_run.head_sha;
    if (action === 're-evaluate') {
      await approvals(repo, { commit: oid });
      await enqueue({ kind: 'merge-queue', repo });
    }
    if (action !== 're-integrate' && action !== 'explain') return;
    await enqueue({ kind: 'button', repo, oid, actor: payload.sender.login, action });
  });
  // Of the many that a push sets off, all but the first find the same job waiting.
  app.on('check_suite.completed', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (await trial(repo, payload.check_suite.head_branch)) return;
    if (payload.check_suite.app?.id !== appId) await watch(repo);
  });
  app.on('check_run.completed', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (await trial(repo, payload.check_run.check_suite?.head_branch)) return;
    if (payload.check_run.app?.id !== appId) await watch(repo);
  });
  app.on('check_suite.rerequested', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (repo && payload.check_suite.app.id === appId) {
      await again(repo, payload.check_suite.head_sha);
    }
  });
  // Its artifacts may hold results of benchmarks.
  app.on('workflow_run.completed', async ({ payload }) => {
    const repo = repositoryOf(payload);
    if (!(await trial(repo, payload.workflow_run.head_branch))) await judge(repo, false);
  });
  registerPeople(app, enqueue);
  app.on('repository.renamed', ({ payload }) => judge(repositoryOf(payload), true));
  registerInstallations(app, enqueue);
}

/** Who fills a role, and what people may do, has changed somewhere in the installation. */
function registerPeople(app: Pick<Probot, 'on'>, enqueue: Enqueue): void {
  app.on(
    [
      'membership',
      'team.edited',
      'team.deleted',
      'team.created',
      'team.added_to_repository',
      'team.removed_from_repository',
      'team_add',
      'member',
      'organization.member_added',
      'organization.member_removed',
    ],
    async ({ payload }) => {
      const { installation } = payload as { installation?: { id: number } };
      if (installation) await enqueue({ kind: 'people', installation: installation.id });
    },
  );
}

function registerInstallations(app: Pick<Probot, 'on'>, enqueue: Enqueue): void {
  app.on(
    [
      'installation.created',
      'installation.unsuspend',
      'installation.new_permissions_accepted',
      'installation_repositories.added',
    ],
    ({ payload }) => enqueue({ kind: 'sweep', installation: payload.installation.id }),
  );
  app.on(['installation.deleted', 'installation.suspend'], ({ payload }) =>
    enqueue({ kind: 'forget', installation: payload.installation.id, repo: null }),
  );
  app.on('installation_repositories.removed', async ({ payload }) => {
    for (const { id } of payload.repositories_removed) {
      await enqueue({ kind: 'forget', installation: payload.installation.id, repo: id as number });
    }
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

/** Null for events that do not come through an installation: nothing could be read or written there. */
function repositoryOf(payload: {
  installation?: { id: number } | null;
  repository?: { id: number; name: string; owner?: { login: string } | null };
}): Repository | null {
  const { installation, repository } = payload;
  if (!installation || !repository?.owner) return null;
  return {
    installation: installation.id,
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
  };
}
