/** The few git commands of the demo, run without the user's own configuration. */
import { devNull } from 'node:os';
import { launch } from '#src/adapters/processes/launcher.ts';

export interface GitOptions {
  /** Text for standard input. */
  input?: string;
  /** Sent as the `Authorization` header; by environment, so that it never shows among processes. */
  authorization?: string;
}

/**
 * Runs git in a directory and returns its standard output without the last line break.
 *
 * @throws with git's own words when it fails, and with `stdout` for commands that answer by failing
 */
export async function git(
  dir: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<string> {
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    // A repository of somebody else is read, never obeyed.
    ...configuration({
      'safe.directory': '*',
      'core.hooksPath': devNull,
      'gc.auto': '0',
      ...(options.authorization && {
        'http.extraHeader': `Authorization: ${options.authorization}`,
      }),
    }),
  };
  const child = launch({ command: 'git', args: ['-C', dir, ...args], env });
  let out = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdin.on('error', () => {}); // A child that died early says why on standard error.
  child.stdin.end(options.input ?? '');
  const ending = await child.ended;
  if ('failed' in ending) throw new Error(`git could not be started: ${ending.failed}`);
  if (ending.code === 0) return out.replace(/\n$/, '');
  const why = said.trim() || `exit code ${ending.code}`;
  throw Object.assign(new Error(`git ${args[0]} failed: ${why}`), { stdout: out });
}

function configuration(settings: Record<string, string>): Record<string, string> {
  const entries = Object.entries(settings);
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(entries.length)],
    ...entries.flatMap(([key, value], at) => [
      [`GIT_CONFIG_KEY_${at}`, key],
      [`GIT_CONFIG_VALUE_${at}`, value],
    ]),
  ]);
}
