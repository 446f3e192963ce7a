/**
 * Weir in a process of its own, as it runs in earnest. The embedded database makes starting git from its
 * process several times slower, which the local GitHub, that starts git at every request, need not suffer.
 */
import { type RunningServer, startServer } from '../../src/server.ts';
import type { FromWeir, ToWeir } from './start-weir.ts';

let server: RunningServer | null = null;
/** Milliseconds by which Weir's clock is ahead. */
let ahead = 0;

async function obey(message: ToWeir): Promise<string> {
  switch (message.do) {
    case 'start':
      // GitHub wants writes spaced out; the local one does not mind.
      server = await startServer(message.settings, {
        pacing: false,
        // Every step of a story settles; one look after each would be most of the work.
        watch: false,
        now: () => new Date(Date.now() + ahead),
      });
      return server.url;
    case 'idle':
      await server?.idle();
      return '';
    case 'sweep':
      await server?.sweep();
      return '';
    case 'tick':
      await server?.tick();
      return '';
    case 'pass-time':
      ahead += message.ms;
      return '';
    case 'close':
      await server?.close();
      return '';
  }
}

function answer(message: FromWeir): void {
  if (process.connected) process.send?.(message);
}

process.on('message', (message: ToWeir) => {
  obey(message).then(
    (value) => answer({ id: message.id, value }),
    (error: unknown) => answer({ id: message.id, error: String(error) }),
  );
});
// Ctrl-C reaches every process of the terminal; this one ends when the demo tells it to, or is gone.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => {
  const stopped = server?.close() ?? Promise.resolve();
  stopped.finally(() => process.exit()).catch(() => {});
});
