/** A slash command as people see it; what it does is decided in src/run-job.ts. */
export interface Command {
  name: string;
  /** Every way to write it, most common first. */
  usage: readonly string[];
  /** One sentence. */
  summary: string;
  /** `write`: only people who can write to the repository. the others are asked by the feature itself. */
  who: 'write' | 'override-roles' | 'write-or-agent' | 'anyone';
  /** Words after the name, after which everything up to the end of the line is one argument, as written. */
  wordsBeforeText?: number;
  /** Takes a fenced block right below it. */
  takesBlock?: true;
  /** What an edited comment says counts as well: it is answered anew. */
  readAnew?: true;
  /** Agents that comment as bots may write it, too. */
  bots?: true;
}

/** All slash commands. Help and documentation are generated from this table. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'integrate',
    usage: ['/integrate', '/integrate with NAME...', '/integrate all'],
    summary:
      'Merges this pull request on trial with the target and with every other head, or only with those named ' +
      '(branch, workstream, alias or PR number), and answers with what collides and the best order to land. `all` answers with every open head as one table: who ' +
      'can land now, in which order, and who then has to resolve what; it works on an issue, too.',
    who: 'write',
  },
  {
    name: 'integrate',
    usage: ['/integrate build', '/integrate build with NAME...', '/integrate build all'],
    summary:
      'Merges this pull request and all heads that can land now, or only those named, or on an issue too all that can land, ' +
      'on a branch of its own, so that CI runs on the combination, and says what came of it and who makes it red. Only where the plan allows it.',
    who: 'write',
  },
  {
    name: 'override',
    usage: ['/override approvals REASON'],
    summary:
      'Lets this pull request pass `Weir / approvals` as it is now, without the approvals that are missing. The next ' +
      'push ends it. The reason is shown on the check.',
    who: 'override-roles',
    wordsBeforeText: 1,
  },
  {
    name: 'progress',
    usage: ['/progress'],
    summary:
      'Takes a progress report: a fenced block of YAML or JSON right below the command, with `agent_id`, `workstream`, ' +
      '`phase`, `deliverables_completed`, `deliverables_total`, `integration_tests_passing`, `performance_impact`, ' +
      '`next_milestone` and `blockers`. It is compared with what Weir can prove, and the differences are listed. A comment that is edited is read anew. Works on issues, too.',
    who: 'write-or-agent',
    takesBlock: true,
    readAnew: true,
    bots: true,
  },
  {
    name: 'plan',
    usage: ['/plan import PATH'],
    summary:
      "Reads the plan document at PATH, from this pull request's head or on an issue from the target, and opens a pull request with " +
      'the plan file that it describes; the answer says what is missing in the document or contradicts itself.',
    who: 'write',
  },
  {
    name: 'report',
    usage: ['/report'],
    summary:
      "Files this week's progress report now, or brings it up to date, and answers with a link.",
    who: 'write',
  },
  {
    name: 'status',
    usage: ['/status'],
    summary:
      'Looks at everything again, brings the plan issue up to date, and answers with a link.',
    who: 'write',
  },
  {
    name: 'standup',
    usage: ['/standup', '/standup WORKSTREAM...'],
    summary:
      'Tells what each workstream, or those named, did since its last standup: commits, pull requests, checks and ' +
      'tasks, what comes next and what holds it.',
    who: 'write',
  },
  {
    name: 'phase',
    usage: ['/phase'],
    summary: 'Shows the gate to the next phase: each criterion, met, not met or unknown, and why.',
    who: 'write',
  },
  {
    name: 'help',
    usage: ['/help'],
    summary: 'Lists these commands.',
    who: 'anyone',
  },
];
