/**
 * The guard in front of the webhook: size, signature, and a stored copy before GitHub is told that we
 * have it. GitHub never sends a delivery twice by itself, so what is acknowledged must not be lost.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Deliveries, Delivery } from '../adapters/store/deliveries.ts';
import type { Log } from '../ports.ts';
import { readBody } from './body.ts';
import type { DeliveryOutcome } from './metrics.ts';
import { isSignedBy } from './signature.ts';

export interface WebhookOptions {
  secret: string;
  deliveries: Deliveries;
  /** Turns the event into jobs; the jobs are stored when it resolves. */
  receive(event: { id: string; name: string; payload: unknown }): Promise<void>;
  log: Log;
  onDelivery?(event: string, outcome: DeliveryOutcome): void;
  now?: () => Date;
}

export interface Answer {
  status: number;
  /** One plain sentence. */
  text: string;
}

export interface Webhook {
  answer(request: IncomingMessage): Promise<Answer>;
  /** Handles stored deliveries that were not handled yet; answers how many were. */
  replay(olderThanMs?: number): Promise<number>;
  /** Deliveries being handled at this moment. */
  inFlight(): number;
}

/** GitHub sends no more than this. */
export const MOST_BYTES = 25 * 1024 * 1024;
/** After this many attempts a stored delivery is given up; the sweeps see what it was about. */
const MOST_ATTEMPTS = 10;
const REPLAY_BATCH = 50;

export function createWebhook(options: WebhookOptions): Webhook {
  const { secret, deliveries, receive, log } = options;
  const now = options.now ?? (() => new Date());
  const count = options.onDelivery ?? (() => {});
  const handling = new Set<string>();

  /** True when the delivery was handled now; a failure leaves it stored for the next replay. */
  const handle = async (delivery: Delivery, parsed?: unknown): Promise<boolean> => {
    const key = `${delivery.guid} ${delivery.bodyHash}`;
    if (handling.has(key)) return false;
    handling.add(key);
    try {
      const payload = parsed ?? JSON.parse(delivery.body.toString('utf8'));
      await receive({ id: delivery.guid, name: delivery.event, payload });
      await deliveries.done(delivery);
      return true;
    } catch (error) {
      count(delivery.event, 'handling-failed');
      log.error(
        { guid: delivery.guid, event: delivery.event, err: error },
        'A stored delivery could not be handled; it will be tried again',
      );
      return false;
    } finally {
      handling.delete(key);
    }
  };

  const accept = async (delivery: Delivery, payload: object): Promise<Answer> => {
    let state: 'new' | 'pending' | 'done';
    try {
      state = await deliveries.add(delivery);
    } catch (error) {
      count(delivery.event, 'not-stored');
      log.error({ guid: delivery.guid, err: error }, 'A delivery could not be stored');
      return answer(
        503,
        'The delivery could not be stored; redeliver it when Weir is ready again.',
      );
    }
    if (state === 'done') {
      count(delivery.event, 'duplicate');
      return answer(200, 'This delivery was handled before; nothing was done.');
    }
    count(delivery.event, state === 'new' ? 'accepted' : 'duplicate');
    await handle(delivery, payload);
    return answer(202, 'Accepted.');
  };

  return {
    async answer(request) {
      const type = request.headers['content-type'] ?? '';
      if (!/^application\/json\s*(;|$)/i.test(type)) {
        count('unknown', 'refused');
        return answer(415, 'Set the content type of the webhook to application/json.');
      }
      const body = await readBody(request, MOST_BYTES);
      if (!body) {
        count('unknown', 'refused');
        return answer(413, 'The body is larger than 25 MB, more than GitHub ever sends.');
      }
      if (!isSignedBy(secret, body, header(request, 'x-hub-signature-256'))) {
        count('unknown', 'refused');
        return answer(
          401,
          'The signature is missing or does not match; set the same webhook secret here and in the GitHub App.',
        );
      }
      const guid = header(request, 'x-github-delivery');
      const event = header(request, 'x-github-event');
      if (!guid || !event || guid.length > 100 || !/^[a-z_]{1,60}$/.test(event)) {
        return answer(400, 'The headers X-GitHub-Delivery and X-GitHub-Event are needed.');
      }
      const payload = parseObject(body);
      if (!payload) return answer(400, 'The body is not a JSON object.');
      const bodyHash = createHash('sha256').update(body).digest('hex');
      return accept({ guid, bodyHash, event, body }, payload);
    },

    async replay(olderThanMs = 0) {
      const before = new Date(now().getTime() - olderThanMs);
      let handled = 0;
      for (;;) {
        const pending = await deliveries.takePending(before, REPLAY_BATCH);
        let progress = false;
        for (const delivery of pending) {
          if (delivery.attempts > MOST_ATTEMPTS) {
            log.error(
              { guid: delivery.guid, event: delivery.event },
              'A delivery failed at every attempt and is given up; the next sweep reads the repository anyway',
            );
            await deliveries.done(delivery);
            progress = true;
          } else if (await handle(delivery)) {
            handled++;
            progress = true;
          }
        }
        if (pending.length < REPLAY_BATCH || !progress) return handled;
      }
    },

    inFlight: () => handling.size,
  };
}

function answer(status: number, text: string): Answer {
  return { status, text };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? undefined : value;
}

function parseObject(body: Buffer): object | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
