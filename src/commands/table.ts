/** A slash command as people see it; what it does is decided in src/run-job.ts. */
export interface Command {
  name: string;
  /** Every way to write it, most common first. */
  usage: readonly string[];
  /** One sentence. */
  summary: string;
  /** `write`: only people who can write to the repository. */
  who: 'write' | 'anyone';
}

/** All slash commands. Help and documentation are generated from this table. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'integrate',
    usage: ['/integrate', '/integrate with NAME...'],
    summary:
      'Merges this pull request on trial with the target and with every other head, or only with those named ' +
      '(branch, workstream, alias or PR number), and answers with what collides and the best order to land.',
    who: 'write',
  },
  {
    name: 'help',
    usage: ['/help'],
    summary: 'Lists these commands.',
    who: 'anyone',
  },
];
