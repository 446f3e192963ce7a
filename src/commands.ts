/** Slash commands: the table, the parser, and what people are told about them. */
import { nearest } from './commands/nearest.ts';
import { COMMANDS, type Command } from './commands/table.ts';
import type { CommandCall } from './jobs.ts';
import { code, type Markdown, table } from './markdown.ts';

export { nearest } from './commands/nearest.ts';
export { parseCommands } from './commands/parse.ts';
export { COMMANDS, type Command } from './commands/table.ts';

/** Who may use a command, in words. */
export function whoMay(command: Command): string {
  return WHO[command.who];
}

const WHO: Readonly<Record<Command['who'], string>> = {
  write: 'people with write access',
  'override-roles':
    'holders of `approval.override_roles` in the plan who took no part in the change',
  'write-or-agent': "people with write access, and the plan's own agent of the workstream",
  anyone: 'anyone',
};

/** The table of commands as Markdown. */
export function commandsTable(): Markdown {
  return table(
    ['Command', 'What it does', 'Who may'],
    COMMANDS.map((command) => [
      command.usage.map((usage) => code(usage)).join('<br>'),
      command.summary,
      whoMay(command),
    ]),
  );
}

/** The answer to `/help`. */
export function helpMarkdown(): Markdown {
  return `Write one of these on a line of its own in a comment on a pull request:\n\n${commandsTable()}`;
}

/** The answer to a command nobody knows, with the ones that were probably meant. */
export function unknownCommandMarkdown(call: CommandCall): Markdown {
  const written = call.args[0] ?? call.name;
  const names = COMMANDS.map(({ name }) => name);
  const near = nearest(written.replace(/^\//, ''), names)[0];
  const meant = near === undefined ? '' : ` Did you mean ${code(`/${near}`)}?`;
  return `Nothing was run: there is no command ${code(written)}.${meant} ${code('/help')} lists all commands.`;
}
