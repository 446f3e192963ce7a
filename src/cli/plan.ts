import type { Terminal } from '../adapters/console.ts';
import { nearest } from '../commands.ts';
import { plural } from '../markdown.ts';
import { didYouMean, EXIT, readOptions, type Subcommand, UsageError } from './command-line.ts';
import { quote, textOf } from './plan-file.ts';

const DEFAULT_FILE = '.github/workstreams.yml';

export const plan: Subcommand = {
  name: 'plan',
  usage: ['plan check [FILE] [--json]'],
  summary: 'Checks a plan file and shows every error and warning with line and column.',
  details: `
  FILE      the plan file, - for standard input (default: ${DEFAULT_FILE})
  --json    print one JSON document: {file, ok, problems: [{level, line, column, path, message}]}

Exit code: 0 nothing to complain about, 1 warnings only, 2 errors, or the file cannot be read.
`,
  run: runPlan,
};

async function runPlan([action, ...argv]: readonly string[], terminal: Terminal): Promise<number> {
  if (action !== 'check') {
    const meant = action === undefined ? '' : didYouMean(nearest(action, ['check']));
    throw new UsageError(
      action === undefined
        ? 'Say what to do with the plan: "weir plan check [FILE]".'
        : `There is no "weir plan ${action}".${meant || ' Write "weir plan check [FILE]".'}`,
    );
  }
  const { values, operands } = readOptions(argv, { json: 'flag' }, 1);
  const file = operands[0] ?? DEFAULT_FILE;
  const text = await textOf(file, terminal.input);
  const { formatProblem, parsePlan } = await import('../plan/parse.ts');
  const parsed = parsePlan(text);
  const problems = parsed.ok ? parsed.warnings : parsed.problems;
  const errors = problems.filter(({ level }) => level === 'error').length;
  const warnings = problems.length - errors;
  if (values.json) {
    terminal.out(`${JSON.stringify({ file, ok: parsed.ok, problems }, null, 2)}\n`);
  } else {
    for (const problem of problems) terminal.out(`${formatProblem(file, problem, text)}\n\n`);
    terminal.out(`${summary(file, errors, warnings)}\n`);
  }
  if (errors > 0) return EXIT.usage;
  return warnings > 0 ? EXIT.failure : EXIT.fine;
}

function summary(file: string, errors: number, warnings: number): string {
  const name = file === '-' ? 'The plan' : quote(file);
  if (errors + warnings === 0) return `${name} is fine.`;
  const counts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  const next = errors > 0 ? 'It cannot be used before the errors are gone.' : 'It can be used.';
  return `${name}: ${counts.join(', ')}. ${next}`;
}
