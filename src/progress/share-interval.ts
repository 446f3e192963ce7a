/** Where a share lies that was only sampled. Pure. */

/** Two-sided 95 %. */
const Z = 1.959964;

/** Wilson's score interval for `good` of `of`, as shares from 0 to 1; everything is possible where nothing was seen. */
export function shareInterval(good: number, of: number): { low: number; high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const share = good / of;
  const z2 = (Z * Z) / of;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (Z / (1 + z2)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
