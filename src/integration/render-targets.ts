/** A commit that several PRs bring into several branches: the check on it speaks for all of them. */
import type { Conclusion } from '../effects.ts';
import { code, fitSections, listWords, type Markdown, plain, plural } from '../markdown.ts';
import { conclude } from './conclude.ts';
import type { RenderedCheck } from './render-check.ts';
import type { Pair } from './report.ts';

/** An open PR of the same commit into a branch that is neither the target nor a workstream's. */
export interface OtherTarget {
  number: number;
  base: string;
  /** The commit merged with that branch as they are. */
  pair: Pair;
}

/** Together with the summary of the check itself it stays under GitHub's limit. */
const MOST_BYTES = 3_000;

const WORST_FIRST: readonly Conclusion[] = ['failure', 'action_required', 'neutral', 'success'];

/**
 * The check with the other targets taken into account. A check belongs to a commit and not to a PR, so it is
 * green only if every open PR of the commit could be merged, whatever its target (DESIGN.md section 8).
 */
export function withOtherTargets(
  check: RenderedCheck,
  others: readonly OtherTarget[],
): RenderedCheck {
  if (others.length === 0) return check;
  const conclusions = [check.conclusion, ...others.map(({ pair }) => conclude([pair]))];
  const bad = others.filter(({ pair }) => pair.verdict !== 'clean');
  const sections = others.map((other) => ({ markdown: sentence(other), priority: 1 }));
  const said = fitSections(sections, MOST_BYTES);
  const [first] = bad;
  return {
    ...check,
    conclusion: WORST_FIRST.find((one) => conclusions.includes(one)) ?? 'action_required',
    output: {
      ...check.output,
      title: first ? `${inTitle(first)}; ${check.output.title}` : check.output.title,
      summary: first ? `${said}\n\n${check.output.summary}` : `${check.output.summary}\n\n${said}`,
    },
  };
}

function inTitle({ base, number, pair }: OtherTarget): string {
  const what = pair.verdict === 'conflict' ? 'Conflict with' : 'Undetermined with';
  return `${what} ${plain(base, 60)}, the base of #${number}`;
}

function sentence({ base, number, pair }: OtherTarget): Markdown {
  const where = `${code(base)}, the base of #${number}`;
  switch (pair.verdict) {
    case 'clean':
      return `This commit also merges with ${where}.`;
    case 'conflict': {
      const files = [
        ...new Set(pair.findings.flatMap(({ places }) => places.map(({ path }) => path))),
      ];
      return `**Next:** merge ${code(base)} into this branch and resolve ${plural(files.length, 'file')}: this commit conflicts with ${where} (${listWords(files.map(code), 5)}).`;
    }
    case 'undetermined':
      return `**Next:** press **Re-integrate**, or merge by hand once to see: whether this commit merges with ${where} could not be told.`;
  }
}
