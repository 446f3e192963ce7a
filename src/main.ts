/** `weir start`: the process that the server lives in. */
import { readFileSync } from 'node:fs';
import { readSettings } from './configuration.ts';
import { startServer } from './server.ts';

/** Longer than the server needs to end by itself; then the process ends anyway. */
const LAST_RESORT_MS = 25_000;

/**
 * Runs the server until the process is told to stop.
 *
 * @param say receives sentences for the operator
 * @returns the exit code: 0 stopped on request, 1 could not start or stop, 2 settings are wrong
 */
export async function runServer(
  environment: NodeJS.ProcessEnv = process.env,
  say: (line: string) => void = (line) => {
    process.stderr.write(`${line}\n`);
  },
): Promise<number> {
  const read = readSettings(environment, (path) => readFileSync(path, 'utf8'));
  if (!read.ok) {
    say('Weir cannot start; these settings need attention:');
    for (const error of read.errors) say(`  - ${error}`);
    return 2;
  }
  // Children and crash reports see the environment, so the secrets leave it.
  for (const name of [
    'WEIR_PRIVATE_KEY',
    'PRIVATE_KEY',
    'WEIR_WEBHOOK_SECRET',
    'WEBHOOK_SECRET',
    'WEIR_CLIENT_SECRET',
  ]) {
    delete environment[name];
  }
  try {
    const server = await startServer(read.settings);
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    });
    const lastResort = setTimeout(() => process.exit(1), LAST_RESORT_MS);
    await server.close();
    clearTimeout(lastResort);
    // A question to GitHub that waits to be repeated must not keep the process.
    setTimeout(() => process.exit(0), 500).unref();
    return 0;
  } catch (error) {
    say(`Weir stopped: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}
