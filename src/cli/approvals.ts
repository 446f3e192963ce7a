/** `weir approvals`: evaluates the facts of a pull request that were written down as JSON. */
import { readFileSync } from 'node:fs';
import type { Terminal } from '../adapters/console.ts';
import { toAnswer } from '../approvals/answer.ts';
import { evaluate } from '../approvals/evaluate.ts';
import type { ApprovalResult, ApprovalState, VoteReason } from '../approvals/facts.ts';
import { readInput } from '../approvals/input.ts';
import { EXIT, readOptions, type Subcommand, UsageError } from './command-line.ts';

const DETAILS = `FILE holds the facts of one pull request: its author, commits, reviews, roles, the roles
required and options; "-" reads standard input. docs/approvals.md describes the form.

Options:
  --json  print the whole explanation as one JSON document

Exit code: 0 approved, 1 pending or blocked, 2 the input cannot be read, 3 it cannot be decided.
`;

const EXIT_OF: Record<ApprovalState, number> = {
  approved: EXIT.fine,
  pending: EXIT.failure,
  blocked: EXIT.failure,
  error: EXIT.undetermined,
};

export const approvals: Subcommand = {
  name: 'approvals',
  usage: ['approvals FILE|- [--json]'],
  summary: 'Says who still has to approve, from facts written down as JSON.',
  details: DETAILS,
  async run(argv, terminal) {
    const { values, operands } = readOptions(argv, { json: 'flag' }, 1);
    const [file] = operands;
    if (file === undefined) {
      throw new UsageError(
        'approvals needs a file with the facts of a pull request, or - for standard input. Write: weir approvals FILE',
      );
    }
    const input = readInput(readText(file));
    if (!input.ok) {
      const lines = input.problems.map((problem) => `  - ${problem}`);
      throw new UsageError(`${file} cannot be evaluated:\n${lines.join('\n')}`);
    }
    const result = evaluate(input.facts);
    if (values.json) terminal.out(`${JSON.stringify(toAnswer(result), null, 2)}\n`);
    else print(result, terminal);
    return EXIT_OF[result.state];
  },
};

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const WHY: Record<VoteReason, string> = {
  counted: 'counts',
  'no-role': 'holds no required role',
  'not-needed': 'others fill the role already',
  author: 'opened the pull request',
  contributor: 'took part in the pull request',
  stale: 'approved an older commit',
  bot: 'is a bot',
  'no-write-access': 'lacks the permission that approvers need',
  expired: 'approved too long ago',
  edited: 'edited the review afterwards',
  dismissed: 'the review was dismissed',
  veto: 'requests changes, which blocks',
  advice: 'requests changes, which does not block',
  comment: 'commented only',
};

function print(result: ApprovalResult, terminal: Terminal): void {
  const roles = result.roles.map(({ role, satisfied, filledBy, needed, candidates, problem }) => {
    const by = filledBy.length > 0 ? filledBy.join(', ') : 'nobody yet';
    const can = candidates.length > 0 ? `; can approve: ${candidates.join(', ')}` : '';
    const count = needed > 1 ? ` (${filledBy.length} of ${needed})` : '';
    return `  [${satisfied ? 'x' : ' '}] ${role}${count}: ${problem ?? `${by}${can}`}`;
  });
  const votes = result.votes
    .filter(({ counts }) => !counts)
    .map(({ user, reason }) => `  ${user} does not count: ${WHY[reason]}`);
  const hidden = result.unattributed.map(
    (sha) => `  ${sha}: its author or committer has no account, so it may be anybody's`,
  );
  const overridden = result.override?.holds
    ? [`  overridden by ${result.override.by}: ${result.override.reason}`]
    : [];
  const lines = [result.state, ...overridden, ...roles, ...votes, ...hidden];
  terminal.out(`${lines.map(visible).join('\n')}\n`);
}

/** What stands in the input must not move the cursor. */
function visible(line: string): string {
  return line.replace(/[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, '?');
}
