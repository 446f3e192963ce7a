/** How a call of the command line ends when it is told to. */

/** Exit codes as shells report these signals: 128 and the signal's number. */
const SIGNALS = [
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/**
 * Ends at once on Ctrl-C and its like; git's processes and throw-away folders end with this process.
 *
 * @returns stops watching
 */
export function endOnSignals(before: () => void): () => void {
  const handlers = SIGNALS.map(([signal, code]) => {
    const handler = () => {
      before();
      process.exit(code);
    };
    process.once(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const remove of handlers) remove();
  };
}
