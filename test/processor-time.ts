/**
 * Milliseconds of processor that this process has used so far. A test that something takes bearable time asks for
 * these: on a busy machine the clock runs on while nothing is done.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
