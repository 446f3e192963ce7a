/**
 * A plan document in Markdown → a plan file. Nothing is invented: what the document does not say is left out,
 * what is not understood stands as a comment with its line, and what is missing or contradicts itself is a finding.
 * Pure; never throws; takes bounded time.
 */

import { withComments } from './import/comments.ts';
import { compose } from './import/compose.ts';
import { readDocument } from './import/document.ts';
import { emptyDraft, type Finding } from './import/draft.ts';
import {
  questionsOf,
  type RepositoryKnowledge,
  type RepositoryQuestions,
  sayMissing,
} from './import/repository.ts';
import { readSections } from './import/sections.ts';
import { settle } from './import/settle.ts';
import { parsePlan } from './parse.ts';

export type { Finding } from './import/draft.ts';
export type { RepositoryKnowledge, RepositoryQuestions } from './import/repository.ts';

const MOST_FINDINGS = 300;

export type PlanImport =
  /** `plan` is the data of the file `yaml`; findings are sorted by line. */
  | {
      ok: true;
      yaml: string;
      plan: Record<string, unknown>;
      findings: Finding[];
      questions: RepositoryQuestions;
    }
  /** What is wrong and what to do. */
  | { ok: false; refused: string };

/**
 * Imports a document.
 *
 * @param name how the document is called, for comments
 * @param known what the repository told about the questions of an earlier import of the same document
 */
export function importPlan(
  source: string,
  name: string,
  known: RepositoryKnowledge | null = null,
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
  const { plan, comments } = compose(draft, known);
  const yaml = withComments(document, draft, plan, comments, name);
  const parsed = parsePlan(yaml);
  if (!parsed.ok) {
    const [first] = parsed.problems.filter(({ level }) => level === 'error');
    if (!first?.path) {
      const size = `The plan file that it gives would have ${Math.ceil(new TextEncoder().encode(yaml).length / 1024)} KiB, and 64 are the most`;
      return { ok: false, refused: `${size}. Split it into plans of fewer workstreams or tasks.` };
    }
    return {
      ok: false,
      refused: `No valid plan can be made of it: ${first.path}: ${first.message}`,
    };
  }
  return { ok: true, yaml, plan, findings: inOrder(draft.findings), questions };
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
