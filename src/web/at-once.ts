/**
 * Lets so many run at once; more wait for nobody.
 *
 * @param busy what those get instead
 */
export function atOnce<T>(most: number, busy: () => T): (work: () => Promise<T>) => Promise<T> {
  let running = 0;
  return async (work) => {
    if (running >= most) return busy();
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
}
