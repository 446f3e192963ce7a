/** The dashboard, where it is on: who signs in at GitHub, and what they are shown. */
import { githubCallers } from '../adapters/github/callers.ts';
import { signInForge } from '../adapters/github/sign-in.ts';
import type { Secrets } from '../adapters/log.ts';
import type { Store } from '../adapters/store.ts';
import type { Settings } from '../configuration.ts';
import { checkKey, issueKey } from '../effects.ts';
import { INTEGRATION_CHECK } from '../integration/check-effects.ts';
import type { Log, Repository } from '../ports.ts';
import { PLAN_ISSUE } from '../progress/run.ts';
import { createAccess } from '../web/dashboard/access.ts';
import { createDashboard, type Dashboard } from '../web/dashboard/route.ts';
import { createSessions } from '../web/dashboard/session.ts';
import { createAttempts } from '../web/dashboard/sign-in.ts';
import type { Forecasts } from '../web/forecasts.ts';

interface Surroundings {
  store: Store;
  forecasts: Forecasts;
  secrets: Secrets;
  log: Log;
  now(): Date;
  /** Where the server listens. */
  ownUrl(): string;
}

/** Null where nobody can sign in. */
export function connectDashboard(
  { githubUrl, dashboard }: Settings,
  { store, forecasts, secrets, log, now, ownUrl }: Surroundings,
): Dashboard | null {
  if (!dashboard) return null;
  const { clientId, clientSecret, url } = dashboard;
  const callers = githubCallers(githubUrl);
  const forge = signInForge({ githubUrl, clientId, clientSecret, onSecret: secrets.add });
  return createDashboard({
    origin: () => url ?? ownUrl(),
    attempts: createAttempts(now),
    sessions: createSessions(now),
    access: createAccess({ callers, forge, find: store.repositories.find, now }),
    forge,
    callers,
    forecasts,
    posted: (repo, commits) => postedOn(store, repo, commits),
    log,
  });
}

async function postedOn(store: Store, repo: Repository, commits: readonly string[]) {
  const issue = issueKey(repo, PLAN_ISSUE);
  const keys = new Map(commits.map((oid) => [checkKey(repo, oid, INTEGRATION_CHECK), oid]));
  const urls = await store.posted.urls(repo.id, [issue, ...keys.keys()]);
  const checks = [...keys].flatMap(([key, oid]) => {
    const url = urls.get(key);
    return url === undefined ? [] : [[oid, url] as const];
  });
  return { planIssue: urls.get(issue) ?? null, checks: new Map(checks) };
}
