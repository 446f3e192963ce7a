import { seenOnOneLine } from '../unseen-characters.ts';
import type { Issue } from './issue.ts';
import { dotted } from './issue.ts';
import { normalise } from './normalise.ts';
import { outline } from './outline.ts';
import type { Places } from './places.ts';
import { ruleIssues } from './rules.ts';
import { type Plan, PlanSchema } from './schema.ts';
import { shapeIssues } from './shape.ts';
import { readYaml } from './yaml.ts';

/** Where the plan lives in a repository. */
export const PLAN_PATH = '.github/workstreams.yml';

/** One thing wrong with a plan file. Lines and columns are 1-based. */
export interface PlanProblem {
  level: 'error' | 'warning';
  line: number;
  column: number;
  /** Dotted path of keys, empty for the document itself. */
  path: string;
  /** What is wrong and what to do, in one or two sentences. */
  message: string;
}

/** A plan read from text: usable only when no problem is an error. */
export type ParsedPlan =
  | { ok: true; plan: Plan; warnings: PlanProblem[] }
  | { ok: false; problems: PlanProblem[] };

/** Text of a plan file to a plan, or every problem at once. Never throws. */
export function parsePlan(text: string): ParsedPlan {
  const { value, places, issues } = readYaml(text);
  if (!value) return { ok: false, problems: placed(issues, places) };

  const shaped = PlanSchema.safeParse(value.root);
  const known = outline(value.root);
  const all = [
    ...issues,
    ...(shaped.success ? [] : shapeIssues(shaped.error, value.root)),
    ...(known ? ruleIssues(known, places) : []),
  ];
  const problems = placed(all, places);
  if (!shaped.success || problems.some(({ level }) => level === 'error')) {
    return { ok: false, problems };
  }
  return { ok: true, plan: normalise(shaped.data), warnings: problems };
}

/**
 * A problem on one line as compilers write it, `file:line:column: error: reason`; with the file's text, the
 * line itself and a mark below it.
 */
export function formatProblem(file: string, problem: PlanProblem, text?: string): string {
  const { line, column, level, message } = problem;
  const head = `${file}:${line}:${column}: ${level}: ${message}`;
  if (text === undefined) return head;
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const width = String(line + 1).length;
  const frame = [line - 1, line, line + 1]
    .filter((number) => number >= 1 && number <= lines.length)
    .flatMap((number) => {
      const source = visible(lines[number - 1] ?? '');
      const row =
        `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${source}`.trimEnd();
      return number === line ? [row, `  ${' '.repeat(width)} | ${' '.repeat(column - 1)}^`] : [row];
    });
  return [head, ...frame].join('\n');
}

/** One character stays one column. */
const visible = (line: string) => seenOnOneLine(line.slice(0, 200), ' ');

function placed(issues: readonly Issue[], places: Places): PlanProblem[] {
  const problems = issues.map(({ level, path = [], at = 'value', offset, ...issue }) => {
    const { line, column } = places.lineColumn(offset ?? places.offset(path, at));
    // A message may quote the file, also in the words of the YAML reader.
    const message = seenOnOneLine(issue.message, '\ufffd');
    return { level, line, column, path: dotted(path), message };
  });
  const keys = new Set<string>();
  return problems
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .filter(({ line, column, message }) => {
      const key = `${line} ${column} ${message}`;
      return !keys.has(key) && keys.add(key);
    });
}
