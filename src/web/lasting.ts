/** What is believed for a while. */

/**
 * Whether what was to hold until then holds now. A clock that was set back makes nothing hold longer.
 *
 * @param until milliseconds since the epoch
 * @param most milliseconds that it may hold from any moment on
 */
export function holds(until: number, most: number, now: Date): boolean {
  const left = until - now.getTime();
  return left > 0 && left <= most;
}
