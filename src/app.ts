/** From webhooks to jobs; only this room listens to events. A handler decides nothing: it says what to look at. */
import type { Probot } from 'probot';
import { registerBranches } from './app/branches.ts';
import { type OwnChecks, registerChecks } from './app/checks.ts';
import { registerInstallations, registerPeople } from './app/installations.ts';
import { registerIssues } from './app/issues.ts';
import { type Enqueue, looksBy } from './app/looks.ts';
import { type HeardOfPulls, registerPulls } from './app/pulls.ts';

/** What is left out is not noted. */
export type WebhookOptions = Pick<OwnChecks, 'appId'> &
  Partial<Pick<OwnChecks, 'onRerun'> & HeardOfPulls>;

const nothing = async () => {};
const UNNOTED = {
  onRerun: nothing,
  onPush: nothing,
  onArrival: nothing,
  onReviewEdited: nothing,
};

/** Registers all handlers. `enqueue` must have stored the job when it resolves. */
export function registerWebhooks(
  app: Pick<Probot, 'on'>,
  enqueue: Enqueue,
  options: WebhookOptions,
): void {
  const looks = looksBy(enqueue);
  const heard = { ...UNNOTED, ...options };
  registerPulls(app, looks, heard);
  registerBranches(app, looks, heard);
  registerIssues(app, looks, options.appId);
  registerChecks(app, looks, heard);
  registerPeople(app, enqueue);
  registerInstallations(app, looks);
}
