/** Whether a webhook's body was signed with our secret. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Compares in constant time; anything but one well-formed sha256 signature is refused. */
export function isSignedBy(secret: string, body: Buffer, header: string | undefined): boolean {
  const hex = /^sha256=([0-9a-f]{64})$/.exec(header ?? '')?.[1];
  if (!hex) return false;
  const expected = createHmac('sha256', secret).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(hex, 'hex'));
}
