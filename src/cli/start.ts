import type { Terminal } from '../adapters/console.ts';
import { readOptions, type Subcommand } from './command-line.ts';

export const start: Subcommand = {
  name: 'start',
  usage: ['start'],
  summary: 'Runs the server until it is told to stop (SIGTERM or Ctrl-C).',
  details: `
Settings are environment variables, described in docs/install.md. Ask "weir doctor" whether they fit.

Exit code: 0 stopped on request, 1 could not start or stop, 2 a setting is wrong.
`,
  async run(argv: readonly string[], terminal: Terminal): Promise<number> {
    readOptions(argv, {});
    const { runServer } = await import('../main.ts');
    return runServer(process.env, terminal.note);
  },
};
