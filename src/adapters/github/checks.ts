/** Reads from GitHub what CI and other Apps say about a commit: the `ReadChecks` of the server. */
import type { CheckEnd, CommitCheck, ReadChecks } from '../../ports.ts';
import { orAbsent } from './answers.ts';
import type { GitHub } from './client.ts';

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

/**
 * https://docs.github.com/en/rest/checks/runs#list-check-runs-for-a-git-reference. GitHub counts them beside the
 * list, and lists those of the 1,000 newest suites only.
 */
export function createChecks(github: Pick<GitHub, 'reader'>): ReadChecks {
  return async (repo, oid) => {
    const { rest } = github.reader(repo.installation);
    const list: CommitCheck[] = [];
    let counted = 0;
    for (let page = 1; page <= MOST_PAGES; page++) {
      const answer = await orAbsent(
        rest.checks.listForRef({
          owner: repo.owner,
          repo: repo.name,
          ref: oid,
          filter: 'latest',
          per_page: 100,
          page,
        }),
      );
      if (!answer) return { state: 'whole', list: [] };
      const { check_runs: runs = [], total_count = 0 } = answer.data;
      counted = total_count;
      list.push(...runs.map((run) => toCheck(run, oid)));
      if (runs.length === 0 || list.length >= counted) break;
    }
    if (list.length >= counted) return { state: 'whole', list };
    const reason = `GitHub counts ${counted} check runs on ${oid.slice(0, 7)} and lists ${list.length} of them.`;
    return { state: 'partial', reason };
  };
}

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
