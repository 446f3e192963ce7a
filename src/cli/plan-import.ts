/** `weir plan import`: a plan document in Markdown → a plan file. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Terminal } from '../adapters/console.ts';
import { listWords, plain, plural } from '../markdown.ts';
import type {
  Finding,
  PlanImport,
  RepositoryKnowledge,
  RepositoryQuestions,
} from '../plan/import.ts';
import { EXIT, readOptions, UsageError } from './command-line.ts';
import { asUsageError, HERE, quote, textOf } from './plan-file.ts';

/** What `weir help plan` says about it. */
export const IMPORT_USAGE = 'plan import DOCUMENT [--out FILE] [--force] [--repo DIR] [--json]';

/** Reads the document, writes the plan, and says what is missing in it. */
export async function runImport(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, operands } = readOptions(
    argv,
    { out: 'value', force: 'flag', repo: 'value', json: 'flag' },
    1,
  );
  const [document] = operands;
  if (document === undefined) {
    throw new UsageError(`Say which document to import: "weir ${IMPORT_USAGE}".`);
  }
  const text = await textOf(document, terminal.input, 'a Markdown document with a plan');
  const shown = document === '-' ? 'standard input' : document;
  const result = await imported(text, shown, values.repo);
  if (values.out !== undefined) await write(values.out, result.yaml, values.force);
  if (values.json) {
    const { plan, findings } = result;
    terminal.out(`${JSON.stringify({ plan, findings }, null, 2)}\n`);
    return exitCode(result.findings);
  }
  if (values.out === undefined) terminal.out(result.yaml);
  for (const { line, level, message } of result.findings) {
    terminal.note(plain(`${shown}:${line}: ${level === 'note' ? 'note: ' : ''}${message}`, 2000));
  }
  terminal.note(summary(result, values.out));
  return exitCode(result.findings);
}

type Imported = Extract<PlanImport, { ok: true }>;

async function imported(text: string, shown: string, dir: string | undefined): Promise<Imported> {
  const { importPlan } = await import('../plan/import.ts');
  const name = basename(shown);
  const first = importPlan(text, name);
  if (!first.ok) throw new UsageError(`${shown} was not imported. ${first.refused}`);
  if (dir === undefined) return first;
  const second = importPlan(text, name, await knowledgeOf(dir, first.questions));
  if (!second.ok) throw new UsageError(`${shown} was not imported. ${second.refused}`);
  return second;
}

/** What the tip of the default branch of a clone tells. */
async function knowledgeOf(
  dir: string,
  questions: RepositoryQuestions,
): Promise<RepositoryKnowledge> {
  const [{ openLocal }, { lookUp }] = await Promise.all([
    import('../adapters/local.ts'),
    import('../plan/import/gather.ts'),
  ]);
  const clone = await openLocal(dir).catch(asUsageError);
  if (!clone.defaultBranch) {
    throw new UsageError(
      'The repository has no commit to look at (--repo). Commit something first.',
    );
  }
  const { ref, oid } = clone.defaultBranch;
  return lookUp(questions, HERE, { at: ref, oid }, clone);
}

/** A file that says something else is only replaced when that is asked for: people may have filled it in. */
async function write(file: string, yaml: string, force: boolean): Promise<void> {
  try {
    const before = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    if (before.trim() !== '' && before !== yaml && !force) {
      throw new UsageError(
        `${file} exists and says something else. Write to another file and compare the two, or add --force to replace it.`,
      );
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, yaml);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `${file} cannot be written: ${(error as Error).message}. Name another file with --out.`,
    );
  }
}

function exitCode(findings: readonly Finding[]): number {
  return findings.some(({ level }) => level !== 'note') ? EXIT.failure : EXIT.fine;
}

function summary({ plan, findings }: Imported, out: string | undefined): string {
  const workstreams = Object.keys(plan.workstreams as object).length;
  const count = (level: Finding['level'], word: string) => {
    const found = findings.filter((one) => one.level === level).length;
    return found > 0 ? [plural(found, word)] : [];
  };
  const counts = [
    ...count('gap', 'gap'),
    ...count('contradiction', 'contradiction'),
    ...count('note', 'note'),
  ];
  const where = out === undefined ? '' : ` to ${quote(out)}`;
  const found = counts.length === 0 ? 'nothing is missing' : listWords(counts);
  return `weir: wrote a plan with ${plural(workstreams, 'workstream')}${where}; ${found}.`;
}
