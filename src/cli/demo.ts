import type { Terminal } from '../adapters/console.ts';
import { type Subcommand, UsageError } from './command-line.ts';

export const demo: Subcommand = {
  name: 'demo',
  usage: [
    'demo [--once] [--json FILE] [--port N]',
    'demo --repo DIR [--base REF] --head GLOB... [--once] [--json FILE] [--port N]',
  ],
  summary:
    'Starts a whole GitHub on this machine and shows Weir at work on it; needs no account and no network.',
  details: `
Without --repo: a sample repository and a week of work in it. With --repo: your own repository, which is only
read. Nothing leaves this machine.

  --once       tell the story, print everything that was written, check it, and end
  --json FILE  write the check runs, comments and issues to FILE
  --port N     port of the local GitHub (default: any free one)

Exit code: 0 all of it was really found on the local GitHub, 1 something was not, 2 the call is wrong.
`,
  async run(argv: readonly string[], _terminal: Terminal): Promise<number> {
    const { runDemo } = await import('../../demo/main.ts').catch(explainMissing);
    return runDemo(argv);
  },
};

/** The local GitHub is a development dependency, absent after `npm ci --omit=dev`. */
function explainMissing(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  throw new UsageError(
    'The demo is not installed here: a server is set up without it. Run "npm ci" in a clone of Weir, then "npm run demo".',
  );
}
