/** Which plan rules a call, and which branch it makes the base. */
import { readFile } from 'node:fs/promises';
import { branchNamed, type LocalClone, type NamedCommit } from '../adapters/local.ts';
import { nearest } from '../commands.ts';
import { formatProblem, PLAN_PATH, type PlanProblem, parsePlan } from '../plan/parse.ts';
import { readPlan } from '../plan/read.ts';
import type { Plan } from '../plan/schema.ts';
import type { Repository } from '../ports.ts';
import { didYouMean, UsageError } from './command-line.ts';

/** A clone is nobody's repository on GitHub; adapters over a clone ignore which one is meant. */
export const HERE: Repository = { installation: 0, id: 0, owner: 'local', name: 'clone' };

export interface Setting {
  base: NamedCommit;
  /** Null without a plan. */
  plan: Plan | null;
  warnings: number;
}

/**
 * Base and plan: the plan file that was named, else the one at the base's tip; the base that was named, else the
 * plan's target, else the default branch (also of a plan that names no target).
 *
 * @throws UsageError when there is no such base or file, or the plan has errors (all of them)
 */
export async function settle(
  clone: LocalClone,
  { base: wanted, planFile }: { base: string | undefined; planFile: string | undefined },
  stdin: () => Promise<string>,
): Promise<Setting> {
  const named = wanted === undefined ? null : await commitNamed(clone, '--base', wanted);
  if (planFile !== undefined) {
    const read = readText(planFile, await textOf(planFile, stdin));
    return { base: named ?? (await targetOf(clone, read.plan.target)), ...read };
  }
  if (named) {
    const file = await clone.git.readFile(HERE, named.oid, PLAN_PATH);
    if (file.state === 'absent') return { base: named, plan: null, warnings: 0 };
    const label = `${named.ref}:${PLAN_PATH}`;
    if (file.state === 'unreadable') {
      throw new UsageError(
        `${label} cannot be read: ${file.reason}. Repair it, or name another plan with --plan.`,
      );
    }
    return { base: named, ...readText(label, file.text) };
  }
  const defaultBranch = defaultOf(clone);
  const { state, target } = await readPlan(HERE, defaultBranch.ref, clone);
  if (state.kind === 'broken') throw brokenPlan(`${target.ref}:${PLAN_PATH}`, state.problems);
  if (state.kind === 'absent') return { base: defaultBranch, plan: null, warnings: 0 };
  const base = await targetOf(clone, target.ref);
  return { base, plan: state.plan, warnings: state.warnings.length };
}

const NO_COMMIT =
  'This repository has no commit to start from. Commit something first, or name a branch with --base.';

/**
 * The commit of a name that must be one.
 *
 * @throws UsageError with the nearest names
 */
export async function commitNamed(
  clone: LocalClone,
  option: string,
  name: string,
): Promise<NamedCommit> {
  const found = await clone.resolve(name);
  if (found.state === 'found') return found.commit;
  if (found.state === 'other') {
    throw new UsageError(
      `${option} ${quote(name)} names a ${found.type}, not a commit. Name a branch or a commit.`,
    );
  }
  if (clone.names.length === 0) throw new UsageError(NO_COMMIT);
  throw new UsageError(
    `There is no ${quote(name)} in this repository (${option}).${suggest(clone, name)}`,
  );
}

/** "Did you mean …", or where to look. */
export function suggest(clone: LocalClone, name: string): string {
  const near = nearest(name, clone.names).map(quote);
  return didYouMean(near) || ' List what there is with "git for-each-ref".';
}

function defaultOf({ defaultBranch }: LocalClone): NamedCommit {
  if (!defaultBranch) throw new UsageError(NO_COMMIT);
  return defaultBranch;
}

async function targetOf(clone: LocalClone, target: string | undefined): Promise<NamedCommit> {
  if (target === undefined) return defaultOf(clone);
  const found = await branchNamed(clone.resolve, target);
  if (found) return found;
  throw new UsageError(
    `The plan's target ${quote(target)} is no branch of this repository.${suggest(clone, target)} Or name another base with --base.`,
  );
}

function readText(label: string, text: string): { plan: Plan; warnings: number } {
  const parsed = parsePlan(text);
  if (!parsed.ok) throw brokenPlan(label, parsed.problems);
  return { plan: parsed.plan, warnings: parsed.warnings.length };
}

function brokenPlan(label: string, problems: readonly PlanProblem[]): UsageError {
  const lines = problems.map((problem) => `  ${formatProblem(label, problem)}`);
  return new UsageError(`The plan cannot be used; repair these lines:\n${lines.join('\n')}`);
}

/**
 * Text of a file of the user's, `-` for standard input.
 *
 * @param wanted what should have been named, for the sentence
 * @throws UsageError when it cannot be read
 */
export async function textOf(
  file: string,
  stdin: () => Promise<string>,
  wanted = `the plan file, such as ${PLAN_PATH}`,
): Promise<string> {
  if (file === '-') return stdin();
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      EACCES: 'access is denied',
    };
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const words = (reason as Record<string, string>)[code] ?? (error as Error).message;
    throw new UsageError(`${file} cannot be read: ${words}. Name ${wanted}.`);
  }
}

/** A name in a sentence. */
export function quote(name: string): string {
  return JSON.stringify(name);
}

/** What is wrong with the clone or with git is for the user to mend. */
export function asUsageError(error: unknown): never {
  if (error instanceof Error && ['UnusableClone', 'UnsupportedGit'].includes(error.name)) {
    throw new UsageError(error.message);
  }
  throw error;
}
