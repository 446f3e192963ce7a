import type { Terminal } from '../adapters/console.ts';
import { nearest } from '../commands.ts';
import { plural } from '../markdown.ts';
import { didYouMean, EXIT, readOptions, type Subcommand, UsageError } from './command-line.ts';
import { quote, textOf } from './plan-file.ts';
import { IMPORT_USAGE, runImport } from './plan-import.ts';

const DEFAULT_FILE = '.github/workstreams.yml';

export const plan: Subcommand = {
  name: 'plan',
  usage: ['plan check [FILE] [--json]', IMPORT_USAGE],
  summary: 'Checks a plan file, or makes one of a plan document in Markdown.',
  details: `
weir plan check shows every error and warning of a plan file with line and column.

  FILE         the plan file, - for standard input (default: ${DEFAULT_FILE})
  --json       print one JSON document: {file, ok, problems: [{level, line, column, path, message}]}

Exit code: 0 nothing to complain about, 1 warnings only, 2 errors, or the file cannot be read.

weir plan import writes the plan file that a document describes, and says on standard error what is missing in the
document or contradicts itself, each with its line. It invents nothing and runs nothing.

  DOCUMENT     the document, - for standard input
  --out FILE   write the plan to FILE (default: standard output)
  --force      replace FILE although it says something else; people, probes and settings that only FILE has are
               kept, and what is not kept is named
  --repo DIR   also look in this repository for the scripts, build features, branches and interfaces that the
               document names, and for a plan to carry people over from; it is only read
  --json       print one JSON document: {plan, findings: [{level, kind, line, message}]}

Exit code: 0 written, 1 written with gaps or contradictions, 2 refused.
`,
  run: runPlan,
};

async function runPlan([action, ...argv]: readonly string[], terminal: Terminal): Promise<number> {
  if (action === 'import') return runImport(argv, terminal);
  if (action !== 'check') {
    const meant = action === undefined ? '' : didYouMean(nearest(action, ['check', 'import']));
    const ways = '"weir plan check [FILE]" or "weir plan import DOCUMENT"';
    throw new UsageError(
      action === undefined
        ? `Say what to do with the plan: ${ways}.`
        : `There is no "weir plan ${action}".${meant || ` Write ${ways}.`}`,
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
