/** Webhook deliveries: kept before they are acknowledged, so that none is lost. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Database } from './database.ts';

export interface Delivery {
  /** GitHub's delivery id; the signature does not cover it, so the body's hash belongs to the identity. */
  guid: string;
  bodyHash: string;
  event: string;
  body: Buffer;
}

export interface Deliveries {
  /** Stores a delivery; answers whether it is new, known but not handled yet, or handled. */
  add(delivery: Delivery): Promise<'new' | 'pending' | 'done'>;
  /** Marks it as handled and lets go of its body. */
  done(delivery: Pick<Delivery, 'guid' | 'bodyHash'>): Promise<void>;
  /** Deliveries that were not handled, oldest first, up to `limit`; each answer counts as an attempt. */
  takePending(receivedBefore: Date, limit: number): Promise<(Delivery & { attempts: number })[]>;
  pendingCount(): Promise<number>;
}

const pack = promisify(gzip);
const unpack = promisify(gunzip);

export function deliveriesIn({ query }: Database, now: () => Date): Deliveries {
  return {
    async add({ guid, bodyHash, event, body }) {
      const inserted = await query(
        `INSERT INTO weir.deliveries (guid, body_hash, event, body, received_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING guid`,
        // Packed to a tenth, since the embedded engine takes binary data as text.
        [guid, bodyHash, event, await pack(body, { level: 1 }), now()],
      );
      if (inserted.length > 0) return 'new';
      const [known] = await query<{ done: boolean }>(
        'SELECT done_at IS NOT NULL AS done FROM weir.deliveries WHERE guid = $1 AND body_hash = $2',
        [guid, bodyHash],
      );
      return known?.done ? 'done' : 'pending';
    },
    async done({ guid, bodyHash }) {
      await query(
        'UPDATE weir.deliveries SET done_at = $3, body = NULL WHERE guid = $1 AND body_hash = $2',
        [guid, bodyHash, now()],
      );
    },
    async takePending(receivedBefore, limit) {
      const rows = await query<{
        guid: string;
        body_hash: string;
        event: string;
        body: Uint8Array;
        attempts: number;
        received_at: Date;
      }>(
        `UPDATE weir.deliveries SET attempts = attempts + 1
         WHERE (guid, body_hash) IN (
           SELECT guid, body_hash FROM weir.deliveries
           WHERE done_at IS NULL AND received_at <= $1 ORDER BY received_at LIMIT $2)
         RETURNING guid, body_hash, event, body, attempts, received_at`,
        [receivedBefore, limit],
      );
      rows.sort((a, b) => a.received_at.getTime() - b.received_at.getTime());
      return Promise.all(
        rows.map(async ({ guid, body_hash, event, body, attempts }) => ({
          guid,
          bodyHash: body_hash,
          event,
          body: await unpack(body),
          attempts,
        })),
      );
    },
    async pendingCount() {
      const [row] = await query<{ pending: number }>(
        'SELECT count(*)::int AS pending FROM weir.deliveries WHERE done_at IS NULL',
      );
      return row?.pending ?? 0;
    },
  };
}
