/**
 * A plan document in Markdown → a plan file. Nothing is invented: what the document does not say is left out,
 * what is not understood stands as a comment with its line, and what is missing or contradicts itself is a finding.
 * Pure; never throws; takes bounded time.
 */

import { carryOver, contractPaths } from './import/carry.ts';
import { withComments } from './import/comments.ts';
import { compose } from './import/compose.ts';
import { readDocument } from './import/document.ts';
import { emptyDraft, type Finding } from './import/draft.ts';
import { sayGaps } from './import/gaps.ts';
import {
  questionsOf,
  type RepositoryKnowledge,
  type RepositoryQuestions,
  sayMissing,
} from './import/repository.ts';
import { sayCarried } from './import/say-carried.ts';
import { readSections } from './import/sections.ts';
import { settle } from './import/settle.ts';
import { PLAN_PATH, parsePlan } from './parse.ts';

export type { Finding } from './import/draft.ts';
export type { RepositoryKnowledge, RepositoryQuestions } from './import/repository.ts';

const MOST_FINDINGS = 300;

export type PlanImport =
  /** `plan` is the data of the file `yaml`; findings are sorted by line. */
  | {
      ok: true;
      yaml: string;
      /** Whether the plan that is there says the same already, in whatever form. */
      isSame: boolean;
      plan: Record<string, unknown>;
      findings: Finding[];
      questions: RepositoryQuestions;
    }
  /** What is wrong and what to do; `isBroken` where it is the plan that is there. */
  | { ok: false; refused: string; isBroken?: true };

/**
 * Imports a document.
 *
 * @param name how the document is called, for comments
 * @param known what the repository told about the questions of an earlier import of the same document
 * @param before the text of the plan file that is there: what only people can have put into it is kept
 */
export function importPlan(
  source: string,
  name: string,
  known: RepositoryKnowledge | null = null,
  before: string | null = null,
): PlanImport {
  const document = readDocument(source);
  if ('refused' in document) return { ok: false, refused: document.refused };
  const draft = emptyDraft();
  readSections(document, draft);
  if (draft.workstreams.length === 0) {
    return {
      ok: false,
      refused:
        'No workstream was found in it. Give each one a heading such as "Workstream 1: Title" with a line "Branch: feature/name", or list them in a table with the columns Workstream and Branch.',
    };
  }
  settle(draft);
  const questions = questionsOf(draft);
  if (known) sayMissing(draft, known);
  const composed = compose(draft, known, before === null ? new Map() : contractPaths(before));
  const { comments } = composed;
  const carried = before === null ? null : carryOver(composed.plan, before);
  if (carried?.ok === false) {
    const refused = `The plan that is there cannot be read: ${carried.broken} What people put into it would be lost, so none was made. Repair it (weir plan check says where), or remove it, and import again.`;
    return { ok: false, refused, isBroken: true };
  }
  const plan = carried?.plan ?? composed.plan;
  sayGaps(draft, plan, comments);
  const yaml = withComments(document, draft, plan, comments, name);
  if (carried && before !== null && !carried.isSame)
    sayCarried(draft, carried.ledger, before, yaml);
  const parsed = parsePlan(yaml);
  if (!parsed.ok) {
    const [first] = parsed.problems.filter(({ level }) => level === 'error');
    if (!first?.path) {
      const size = `The plan file that it gives would have ${Math.ceil(new TextEncoder().encode(yaml).length / 1024)} KiB, and 64 are the most`;
      return { ok: false, refused: `${size}. Split it into plans of fewer workstreams or tasks.` };
    }
    const what = before === null ? 'it' : `it together with ${PLAN_PATH}`;
    const refused = `No valid plan can be made of ${what}: ${first.path}: ${first.message}`;
    return { ok: false, refused };
  }
  return {
    ok: true,
    yaml,
    isSame: carried?.isSame ?? false,
    plan,
    findings: inOrder(draft.findings),
    questions,
  };
}

/** By line; of very many, the first ones. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const sorted = findings.toSorted((a, b) => a.line - b.line || (a.message < b.message ? -1 : 1));
  const next = sorted[MOST_FINDINGS];
  if (!next) return sorted;
  const more = sorted.length - MOST_FINDINGS;
  const message = `From here on ${more} more findings are not shown. Mend those before, and import again.`;
  const rest: Finding = { level: 'gap', kind: 'more', line: next.line, message };
  return [...sorted.slice(0, MOST_FINDINGS), rest];
}
