/**
 * A server in a process of its own, to be killed: its only feature writes down which repositories it was
 * told to look at. `settings` and the file come as arguments; a line `idle` asks for quiet, and is answered.
 */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Settings } from '../../src/configuration.ts';
import { startServer } from '../../src/server.ts';

/** What the process can be asked for, one line each. */
export type ChildCommand = 'idle' | 'stop';

const [settings = '', file = ''] = process.argv.slice(2);
const out = openSync(file, 'a');
const server = await startServer(JSON.parse(settings) as Settings, {
  pacing: false,
  retry: { limit: 20, delaySeconds: 1 },
  writeLog: () => {},
  // It would ask a GitHub that is not there.
  keepTimetable: async () => {},
  async runJob(job) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    writeSync(out, `${job.kind} ${job.repo.id}\n`);
    fsyncSync(out);
  },
});
process.stdout.write(`${server.url}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'idle') {
    await server.idle();
    process.stdout.write('idle\n');
  } else if (line === 'stop') {
    await server.close();
    closeSync(out);
    process.stdout.write('stopped\n');
    process.exit(0);
  }
}
