/** When something is due, decided from the time and what was done before; running late is caught up once. */

/**
 * Whether everything should be read again: never done, long enough ago, or the clock went back.
 *
 * @param last when it was last begun
 */
export function isSweepDue(now: Date, last: Date | null, everyMs: number): boolean {
  if (last === null) return true;
  const ago = now.getTime() - last.getTime();
  return ago >= everyMs || ago < 0;
}
