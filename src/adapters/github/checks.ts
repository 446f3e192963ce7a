/** Reads from GitHub what CI and other Apps say about a commit: the `ReadChecks` of the server. */
import type { CheckEnd, CommitCheck, Oid, ReadChecks, Repository, WholeList } from '../../ports.ts';
import { isForbidden, orAbsent, whyRefused } from './answers.ts';
import type { GitHub, Octokit } from './client.ts';

const ENDS: ReadonlySet<string> = new Set<CheckEnd>([
  'success',
  'failure',
  'neutral',
  'cancelled',
  'skipped',
  'timed_out',
  'action_required',
  'startup_failure',
  'stale',
]);

/** Beyond this a commit's check runs are not read to their end. */
const MOST_PAGES = 20;
/** An installation that has not granted statuses is not asked again for so long. Milliseconds. */
const NOT_GRANTED = 10 * 60_000;

type Half = WholeList<CommitCheck>;

/** Check runs, and commit statuses of the installations that have granted `statuses: read`. */
export function createChecks(
  github: Pick<GitHub, 'checks' | 'statuses'>,
  now: () => Date = () => new Date(),
): ReadChecks {
  const refused = new Map<number, number>();
  const statuses = async (repo: Repository, oid: Oid): Promise<Half> => {
    const at = now().getTime();
    if (at < (refused.get(repo.installation) ?? 0)) return { state: 'whole', list: [] };
    try {
      return await readStatuses(github.statuses(repo.installation), repo, oid);
    } catch (error) {
      if (!isForbidden(error)) throw error;
      refused.set(repo.installation, at + NOT_GRANTED);
      return { state: 'whole', list: [] };
    }
  };
  return async (repo, oid) => {
    const runs = await readRuns(github.checks(repo.installation), repo, oid).catch(
      (error: unknown): Half => {
        if (!isForbidden(error)) throw error;
        const wanted = { do: 'read', what: 'check runs', permission: 'Checks' } as const;
        return { state: 'partial', reason: whyRefused(error, wanted) };
      },
    );
    if (runs.state === 'partial') return runs;
    const older = await statuses(repo, oid);
    return older.state === 'partial'
      ? older
      : { state: 'whole', list: [...runs.list, ...older.list] };
  };
}

/**
 * https://docs.github.com/en/rest/checks/runs#list-check-runs-for-a-git-reference. GitHub counts them beside the
 * list, and lists those of the 1,000 newest suites only.
 */
function readRuns({ rest }: Octokit, repo: Repository, oid: Oid): Promise<Half> {
  return readPages(`check runs on ${oid.slice(0, 7)}`, async (page) => {
    const filter = { filter: 'latest' as const, per_page: 100, page };
    const answer = await orAbsent(rest.checks.listForRef({ ...named(repo, oid), ...filter }));
    if (!answer) return null;
    const { check_runs: runs = [], total_count: counted = 0 } = answer.data;
    return { counted, list: runs.map((run) => toCheck(run, oid)) };
  });
}

/** https://docs.github.com/en/rest/commits/statuses#get-the-combined-status-for-a-specific-reference */
function readStatuses({ rest }: Octokit, repo: Repository, oid: Oid): Promise<Half> {
  return readPages(`statuses on ${oid.slice(0, 7)}`, async (page) => {
    const answer = await orAbsent(
      rest.repos.getCombinedStatusForRef({ ...named(repo, oid), per_page: 100, page }),
    );
    if (!answer) return null;
    const { statuses = [], total_count: counted = 0 } = answer.data;
    return { counted, list: statuses.map((status) => fromStatus(status, oid)) };
  });
}

const named = ({ owner, name }: Repository, oid: Oid) => ({ owner, repo: name, ref: oid });

/** All pages, as many as GitHub counts; a commit that is gone (null) has none. */
async function readPages(
  what: string,
  read: (page: number) => Promise<{ counted: number; list: CommitCheck[] } | null>,
): Promise<Half> {
  const list: CommitCheck[] = [];
  let counted = 0;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await read(page);
    if (!answer) return { state: 'whole', list: [] };
    counted = answer.counted;
    list.push(...answer.list);
    if (answer.list.length === 0 || list.length >= counted) break;
  }
  if (list.length >= counted) return { state: 'whole', list };
  const reason = `GitHub counts ${counted} ${what} and lists ${list.length} of them.`;
  return { state: 'partial', reason };
}

interface ListedStatus {
  context: string;
  state: string;
  target_url?: string | null;
  created_at: string;
  updated_at: string;
}

function fromStatus(status: ListedStatus, oid: Oid): CommitCheck {
  const open = status.state === 'pending';
  return {
    name: status.context,
    app: null,
    status: open ? 'in_progress' : 'completed',
    conclusion: open ? null : (STATES[status.state] ?? 'unknown'),
    startedAt: status.created_at,
    completedAt: open ? null : status.updated_at,
    url: status.target_url || null,
    oid,
  };
}

const STATES: Readonly<Record<string, CheckEnd>> = {
  success: 'success',
  failure: 'failure',
  error: 'failure',
};

interface ListedRun {
  name: string;
  status: string;
  conclusion: string | null;
  started_at?: string | null;
  completed_at?: string | null;
  html_url: string | null;
  app?: { id: number; slug?: string } | null;
}

function toCheck(run: ListedRun, oid: string): CommitCheck {
  const completed = run.status === 'completed';
  return {
    name: run.name,
    app: run.app ? { id: run.app.id, slug: run.app.slug ?? '' } : null,
    status: completed ? 'completed' : run.status === 'in_progress' ? 'in_progress' : 'queued',
    conclusion: completed ? endOf(run.conclusion) : null,
    startedAt: run.started_at ?? null,
    completedAt: run.completed_at ?? null,
    url: run.html_url,
    oid,
  };
}

function endOf(conclusion: string | null): CheckEnd {
  return conclusion !== null && ENDS.has(conclusion) ? (conclusion as CheckEnd) : 'unknown';
}
