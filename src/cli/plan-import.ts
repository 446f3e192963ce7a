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
import { PLAN_PATH } from '../plan/parse.ts';
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
  const there = values.out === undefined ? null : await planIn(values.out);
  const found = await imported(text, shown, values.repo, { there, force: values.force });
  // A plan in the repository that says the same is no reason to leave FILE unwritten.
  const result = { ...found, isSame: found.isSame && there !== null };
  if (values.out !== undefined && !result.isSame)
    await write(values.out, result.yaml, there, values.force);
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

/** The text of the plan that is to be replaced; null where there is none. */
async function planIn(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw notWritten(file, error);
  });
  return text.trim() === '' ? null : text;
}

/** The plan, with what only people can have put into the one that is there: in the file, else in the repository. */
async function imported(
  text: string,
  shown: string,
  dir: string | undefined,
  { there, force }: { there: string | null; force: boolean },
): Promise<Imported> {
  const { importPlan } = await import('../plan/import.ts');
  const name = basename(shown);
  const first = importPlan(text, name);
  if (!first.ok) throw new UsageError(`${shown} was not imported. ${first.refused}`);
  const looked = dir === undefined ? null : await lookInto(dir, first.questions);
  const before = there ?? looked?.plan ?? null;
  const second = importPlan(text, name, looked?.known ?? null, before);
  if (second.ok) return second;
  if (!second.isBroken || !force)
    throw new UsageError(`${shown} was not imported. ${second.refused}`);
  const alone = importPlan(text, name, looked?.known ?? null);
  if (!alone.ok) throw new UsageError(`${shown} was not imported. ${alone.refused}`);
  const message =
    'The plan that is there has errors, so nothing of it was carried over. What people put into it is only in its history now.';
  const lost: Finding = { level: 'contradiction', kind: 'not-kept', line: 1, message };
  return { ...alone, findings: [lost, ...alone.findings] };
}

/** What the tip of the default branch of a clone tells, and the plan that stands there. */
async function lookInto(
  dir: string,
  questions: RepositoryQuestions,
): Promise<{ known: RepositoryKnowledge; plan: string | null }> {
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
  const known = await lookUp(questions, HERE, { at: ref, oid }, clone);
  const file = await clone.git.readFile(HERE, oid, PLAN_PATH);
  if (file.state === 'unreadable') {
    throw new UsageError(
      `The plan on ${ref}, ${PLAN_PATH}, cannot be read: ${file.reason}. What people put into it would be lost, so none was made. Repair or remove it, or import without --repo.`,
    );
  }
  return { known, plan: file.state === 'found' ? file.text : null };
}

/** A file that says something else is only replaced when that is asked for: people may have filled it in. */
async function write(
  file: string,
  yaml: string,
  there: string | null,
  force: boolean,
): Promise<void> {
  if (there !== null && there !== yaml && !force) {
    throw new UsageError(
      `${file} exists and says something else. Add --force to replace it: what only people can have put into it is kept, and what is not is named.`,
    );
  }
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, yaml);
  } catch (error) {
    throw notWritten(file, error as Error);
  }
}

function notWritten(file: string, { message }: Error): UsageError {
  return new UsageError(`${file} cannot be written: ${message}. Name another file with --out.`);
}

function exitCode(findings: readonly Finding[]): number {
  return findings.some(({ level }) => level !== 'note') ? EXIT.failure : EXIT.fine;
}

function summary({ plan, findings, isSame }: Imported, out: string | undefined): string {
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
  if (out !== undefined && isSame)
    return `weir: ${quote(out)} says so already; nothing was written.`;
  const where = out === undefined ? '' : ` to ${quote(out)}`;
  const found = counts.length === 0 ? 'nothing is missing' : listWords(counts);
  return `weir: wrote a plan with ${plural(workstreams, 'workstream')}${where}; ${found}.`;
}
