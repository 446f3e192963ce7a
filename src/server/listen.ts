/** The server's ear: webhooks come in, are stored, and become jobs. */
import type { Logger } from 'pino';
import { Probot } from 'probot';
import { octokitClass } from '../adapters/github/client.ts';
import type { Store } from '../adapters/store.ts';
import { registerWebhooks } from '../app.ts';
import type { Settings } from '../configuration.ts';
import type { Job } from '../jobs.ts';
import type { Metrics } from '../web/metrics.ts';
import { createWebhook, type Webhook } from '../web/webhook.ts';

interface Listener {
  store: Store;
  /** For what is heard. */
  enqueue(job: Job): Promise<void>;
  metrics: Metrics;
  pacing: boolean;
  now(): Date;
  log: Logger;
}

/** What was stored before and not handled is handled first. */
export async function listen(
  settings: Settings,
  { store, enqueue, metrics, pacing, now, log }: Listener,
): Promise<Webhook> {
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.githubUrl,
    log: log.child({}, { level: 'silent' }),
    Octokit: octokitClass(pacing),
  });
  await probot.ready();
  /** Whatever is heard of a repository also shows whether something is overdue there. */
  const heard = async (job: Job) => {
    await enqueue(job);
    if (!('repo' in job) || job.repo === null || typeof job.repo !== 'object') return;
    for (const repo of await store.timetable.due(now(), job.repo.id)) {
      await enqueue({ kind: 'timetable', repo });
    }
  };
  registerWebhooks(probot, heard, {
    appId: settings.appId,
    onRerun: (repo, oid) => store.posted.removeChecks(repo.id, oid),
    onPush: store.heard.recordPush,
    onArrival: store.heard.recordArrival,
    onReviewEdited: store.heard.recordEdit,
  });
  const webhook = createWebhook({
    secret: settings.webhookSecret,
    deliveries: store.deliveries,
    receive: (event) => probot.receive(event as Parameters<Probot['receive']>[0]),
    log,
    onDelivery: metrics.delivery,
    now,
  });
  const replayed = await webhook.replay();
  if (replayed > 0) log.info({ deliveries: replayed }, 'Handled deliveries from before the start');
  return webhook;
}
