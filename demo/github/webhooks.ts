/** Signed webhooks to one App: queued in order, sent once, kept in a log. */
import { createHmac, randomUUID } from 'node:crypto';
import type { Delivery } from './types.ts';

export interface Webhooks {
  /** Queues an event; does not wait for the App. */
  send(event: string, payload: { action?: string; [key: string]: unknown }): void;
  setTarget(url: string | null): void;
  redeliver(id: string): Promise<void>;
  log: readonly Delivery[];
  /** Resolves when everything queued so far was answered. */
  settled(): Promise<void>;
  /** Whether something still waits. */
  busy(): boolean;
}

/** GitHub gives the receiver ten seconds and then counts the delivery as failed. */
const PATIENCE_MS = 10_000;

export function createWebhooks(app: { appId: number; secret: string; now: () => Date }): Webhooks {
  const log: Delivery[] = [];
  let target: string | null = null;
  let waiting = 0;
  let queue: Promise<void> = Promise.resolve();

  const post = async (id: string, event: string, body: string): Promise<number | null> => {
    if (target === null) return null;
    const signature = createHmac('sha256', app.secret).update(body).digest('hex');
    try {
      const response = await fetch(target, {
        method: 'POST',
        redirect: 'manual',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/local',
          'x-github-delivery': id,
          'x-github-event': event,
          'x-github-hook-id': '1',
          'x-github-hook-installation-target-id': String(app.appId),
          'x-github-hook-installation-target-type': 'integration',
          'x-hub-signature-256': `sha256=${signature}`,
        },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  };

  const enqueue = (delivery: Omit<Delivery, 'status' | 'deliveredAt'>): Promise<void> => {
    const entry: Delivery = { ...delivery, status: null, deliveredAt: app.now() };
    log.push(entry);
    waiting += 1;
    queue = queue
      .then(async () => {
        entry.deliveredAt = app.now();
        entry.status = await post(entry.id, entry.event, entry.body);
      })
      .finally(() => {
        waiting -= 1;
      });
    return queue;
  };

  return {
    log,
    setTarget: (url) => {
      target = url;
    },
    send: (event, payload) => {
      const body = JSON.stringify(payload);
      const action = payload.action ?? null;
      void enqueue({ id: randomUUID(), event, action, body, redelivery: false });
    },
    redeliver: async (id) => {
      const found = log.find((entry) => entry.id === id);
      if (found === undefined) throw new Error(`No delivery has the id ${id}.`);
      const { event, action, body } = found;
      await enqueue({ id, event, action, body, redelivery: true });
    },
    settled: () => queue,
    busy: () => waiting > 0,
  };
}
