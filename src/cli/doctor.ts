import type { Terminal } from '../adapters/console.ts';
import { EXIT, readOptions, type Subcommand } from './command-line.ts';
import type { Finding } from './doctor-finding.ts';

export const doctor: Subcommand = {
  name: 'doctor',
  usage: ['doctor'],
  summary: 'Looks at everything the server needs and says for each what to do.',
  details: `
Looks at Node.js, git, the settings (environment variables, see docs/install.md), the private key, the webhook
secret, the data folder and its database, and asks GitHub about credentials, clock, permissions and events.
Each line says ✔ good, ✖ wrong, or ? could not be told. Nothing is changed.

Exit code: 0 everything is good, 1 something is wrong or could not be told, 2 the call is wrong.
`,
  run: runDoctor,
};

const SIGNS: Readonly<Record<Finding['state'], readonly [string, number]>> = {
  good: ['✔', 32],
  wrong: ['✖', 31],
  unknown: ['?', 33],
};

async function runDoctor(argv: readonly string[], terminal: Terminal): Promise<number> {
  readOptions(argv, {});
  const findings: Finding[] = [];
  const say = (...found: Finding[]) => {
    findings.push(...found);
    for (const finding of found) terminal.out(line(finding, terminal.color));
  };
  const [{ readFileSync }, { readSettings }, machine] = await Promise.all([
    import('node:fs'),
    import('../configuration.ts'),
    import('./doctor-machine.ts'),
  ]);
  say({ state: 'good', about: 'Node.js', words: `version ${process.versions.node}` });
  say(await machine.lookAtGit());
  const read = readSettings(process.env, (path) => readFileSync(path, 'utf8'));
  const settings = machine.lookAtSettings(read);
  say(...settings);
  if (read.ok) {
    say(...(await machine.lookAtStorage(read.settings)));
  } else {
    say({
      state: 'unknown',
      about: 'database',
      words: 'It was not opened. Complete the settings first.',
    });
  }
  if (read.ok && settings.every(({ state }) => state === 'good')) {
    const { lookAtApp } = await import('./doctor-app.ts');
    say(...(await lookAtApp(read.settings)));
  } else {
    say({
      state: 'unknown',
      about: 'GitHub',
      words: 'It was not asked. Complete the settings first.',
    });
  }
  const open = findings.filter(({ state }) => state !== 'good').length;
  terminal.out(
    open === 0
      ? '\nEverything is good. Start the server with "weir start".\n'
      : `\n${open} of ${findings.length} need attention. Then run "weir doctor" again.\n`,
  );
  return open === 0 ? EXIT.fine : EXIT.failure;
}

function line({ state, about, words }: Finding, color: boolean): string {
  const [sign, style] = SIGNS[state];
  const painted = color ? `\u001b[${style}m${sign}\u001b[0m` : sign;
  return `${painted} ${about}: ${words}\n`;
}
