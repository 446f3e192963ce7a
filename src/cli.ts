/** The command line: finds the subcommand, runs it, and turns what goes wrong into a sentence and an exit code. */
import { readFileSync } from 'node:fs';
import { openTerminal, type Terminal } from './adapters/console.ts';
import { isDamage } from './adapters/git/damage.ts';
import { approvals } from './cli/approvals.ts';
import { didYouMean, EXIT, type Subcommand, UsageError } from './cli/command-line.ts';
import { demo } from './cli/demo.ts';
import { doctor } from './cli/doctor.ts';
import { integrate } from './cli/integrate.ts';
import { plan } from './cli/plan.ts';
import { report } from './cli/report.ts';
import { start } from './cli/start.ts';
import { nearest } from './commands.ts';
import { seenOnLines } from './unseen-characters.ts';

/** All subcommands, in the order of the help. */
export const SUBCOMMANDS: readonly Subcommand[] = [
  demo,
  integrate,
  approvals,
  plan,
  report,
  start,
  doctor,
];

/** Runs the command line and sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  const terminal = openTerminal();
  // Node's own exit code for what nobody caught is 1, which would say that something collides. A server's crash is
  // left to Node, which writes the whole trace into its log.
  if (argv[0] !== start.name)
    process.once('uncaughtException', (error) => process.exit(complain(error, terminal)));
  // Should nothing be left to wait for before the answer, none was given.
  process.exitCode = EXIT.undetermined;
  process.exitCode = await runCommandLine(argv, terminal);
}

/**
 * Runs one call.
 *
 * @param argv what stands after `weir`
 * @returns the exit code
 */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    return complain(error, terminal);
  }
}

/**
 * Says what went wrong.
 *
 * @returns the exit code: what was not foreseen proves nothing, so it is `undetermined`
 */
function complain(error: unknown, terminal: Terminal): number {
  const known = error instanceof UsageError;
  // Messages repeat what was written; nothing in them may move the cursor.
  terminal.note(
    `weir: ${seenOnLines(error instanceof Error ? error.message : String(error), '?')}`,
  );
  if (process.env.WEIR_DEBUG === '1' && error instanceof Error) terminal.note(error.stack ?? '');
  else if (!known) terminal.note(nextStep(error));
  return known ? EXIT.usage : EXIT.undetermined;
}

function nextStep(error: unknown): string {
  return error instanceof Error && error.name === 'GitFailed' && isDamage(error.message)
    ? 'Objects of this repository are damaged or missing. "git fsck" names them; take a fresh clone, or fetch what is missing.'
    : 'Run it again with WEIR_DEBUG=1 to see where this happened.';
}

async function dispatch([first, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (first === undefined) {
    terminal.note(overview().trimEnd());
    return EXIT.usage;
  }
  if (first === 'help' || first === '--help' || first === '-h') return help(rest, terminal);
  if (first === '--version' || first === '-v' || first === 'version') {
    terminal.out(`${version()}\n`);
    return EXIT.fine;
  }
  const subcommand = find(first);
  const untilOperands = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  // The demo explains itself.
  if (subcommand !== demo && untilOperands.some((arg) => arg === '--help' || arg === '-h')) {
    return help([first], terminal);
  }
  return subcommand.run(rest, terminal);
}

function help([name]: readonly string[], terminal: Terminal): number {
  terminal.out(name === undefined ? overview() : helpOf(find(name)));
  return EXIT.fine;
}

function find(name: string): Subcommand {
  const found = SUBCOMMANDS.find((subcommand) => subcommand.name === name);
  if (found) return found;
  const names = [...SUBCOMMANDS.map((subcommand) => subcommand.name), 'help'];
  const near = didYouMean(nearest(name, names).map((each) => `weir ${each}`));
  throw new UsageError(
    `There is no command "${name}".${near || ` Commands are ${names.join(', ')}.`} "weir help" explains them.`,
  );
}

/** What `weir help` prints. */
export function overview(): string {
  const names = [...SUBCOMMANDS.map(({ name, summary }) => [name, summary] as const)];
  const width = Math.max(...names.map(([name]) => name.length));
  return [
    'weir: tells which parallel branches will collide before they meet.',
    '',
    'Usage: weir COMMAND [OPTION]...',
    '',
    ...names.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    '"weir help COMMAND" explains a command, "weir --version" prints the version.',
    '',
  ].join('\n');
}

/** What `weir help NAME` prints. */
export function helpOf({ usage, summary, details }: Subcommand): string {
  const calls = usage.map((call, at) => `${at === 0 ? 'Usage:' : '      '} weir ${call}`);
  return `${[...calls, '', summary, '', details.trim()].join('\n')}\n`;
}

function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
