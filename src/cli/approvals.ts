/** `weir approvals`: evaluates facts that were written down as JSON, or a pull request on GitHub. */
import type { Terminal } from '../adapters/console.ts';
import { toAnswer } from '../approvals/answer.ts';
import { evaluate } from '../approvals/evaluate.ts';
import type { ApprovalState } from '../approvals/facts.ts';
import { readInput } from '../approvals/input.ts';
import { readUrl } from '../configuration.ts';
import { plain } from '../markdown.ts';
import { approvalsText } from './approvals-text.ts';
import { EXIT, readOptions, type Subcommand, UsageError } from './command-line.ts';
import { textOf } from './plan-file.ts';
import { endOnSignals } from './signals.ts';

const DETAILS = `FILE holds the facts of one pull request: its author, commits, reviews, roles, the roles
required and options; "-" reads standard input. docs/approvals.md describes the form.

With --pr a pull request is read from GitHub and judged by the plan on the target, as the server would, and
nothing is written. GITHUB_TOKEN or GH_TOKEN holds a token that may read the repository (and the members of its
organisation, where teams fill roles); GITHUB_API_URL names another server than https://api.github.com.

Options:
  --pr N              number of an open pull request
  --repo OWNER/NAME   the repository it is in
  --json              print the whole explanation as one JSON document

Exit code: 0 approved, 1 pending or blocked, 2 the call or the input is wrong, 3 it cannot be decided.
`;

const EXIT_OF: Record<ApprovalState, number> = {
  approved: EXIT.fine,
  pending: EXIT.failure,
  blocked: EXIT.failure,
  error: EXIT.undetermined,
};

export const approvals: Subcommand = {
  name: 'approvals',
  usage: ['approvals FILE|- [--json]', 'approvals --pr N --repo OWNER/NAME [--json]'],
  summary: 'Says who still has to approve, from facts written down as JSON or from a pull request.',
  details: DETAILS,
  async run(argv, terminal) {
    const { values, operands } = readOptions(argv, { json: 'flag', pr: 'value', repo: 'value' }, 1);
    const [file] = operands;
    if (values.pr === undefined && values.repo === undefined) {
      return ofFile(file, values.json, terminal);
    }
    if (file !== undefined) {
      throw new UsageError(`"${file}" and --pr exclude each other. Keep one of them.`);
    }
    return ofPull(readPull(values.pr, values.repo), values.json, terminal);
  },
};

async function ofFile(
  file: string | undefined,
  json: boolean,
  terminal: Terminal,
): Promise<number> {
  if (file === undefined) {
    throw new UsageError(
      'approvals needs a file with the facts of a pull request, or - for standard input. Write: weir approvals FILE, or weir approvals --pr N --repo OWNER/NAME',
    );
  }
  const wanted = 'a file with the facts of a pull request; docs/approvals.md describes it';
  const input = readInput(await textOf(file, terminal.input, wanted));
  if (!input.ok) {
    const lines = input.problems.map((problem) => `  - ${problem}`);
    const what = file === '-' ? 'What came on standard input' : file;
    throw new UsageError(
      `${what} cannot be evaluated; docs/approvals.md describes the form:\n${lines.join('\n')}`,
    );
  }
  const result = evaluate(input.facts);
  terminal.out(json ? `${JSON.stringify(toAnswer(result), null, 2)}\n` : approvalsText(result));
  return EXIT_OF[result.state];
}

interface PullName {
  owner: string;
  name: string;
  number: number;
}

function readPull(pr: string | undefined, repo: string | undefined): PullName {
  if (pr === undefined || repo === undefined) {
    throw new UsageError('--pr and --repo need each other. Write --pr N --repo OWNER/NAME.');
  }
  const [, owner, name] = /^([\w-]{1,100})\/([\w.-]{1,100})$/.exec(repo) ?? [];
  if (owner === undefined || name === undefined || name === '.' || name === '..') {
    throw new UsageError(
      `--repo "${repo}" is no repository. Write OWNER/NAME, such as acme/river.`,
    );
  }
  if (!/^[1-9]\d{0,9}$/.test(pr)) {
    throw new UsageError(`--pr "${pr}" is no number of a pull request. Write it as 12.`);
  }
  return { owner, name, number: Number(pr) };
}

async function ofPull(pull: PullName, json: boolean, terminal: Terminal): Promise<number> {
  const token = process.env.GITHUB_TOKEN || process.env.GH_TOKEN;
  if (!token) {
    throw new UsageError(
      'A token is needed to read from GitHub. Set GITHUB_TOKEN (or GH_TOKEN) to one that may read the repository.',
    );
  }
  const githubUrl = readGitHubUrl();
  const stopWatching = endOnSignals(() => {});
  try {
    const { readPullRequest } = await import('./approvals-pull.ts');
    const found = await readPullRequest(pull, { token, githubUrl });
    if ('refused' in found) {
      terminal.note(`weir: ${plain(found.refused, 1_000)}`);
      return EXIT.undetermined;
    }
    terminal.note(
      'weir: pushes, edits of reviews and overrides are known to the server only, so they are left out here.',
    );
    const { judged, answer } = found;
    terminal.out(
      json
        ? `${JSON.stringify(answer, null, 2)}\n`
        : `#${judged.number} ${plain(judged.title)}\n${approvalsText(judged.result)}`,
    );
    return EXIT_OF[judged.result.state];
  } finally {
    stopWatching();
  }
}

function readGitHubUrl(): string {
  const name = 'GITHUB_API_URL';
  const value = process.env[name];
  if (!value) return 'https://api.github.com';
  const errors: string[] = [];
  const url = readUrl({ name, value }, errors);
  if (url === null) throw new UsageError(errors.join(' '));
  return url;
}
