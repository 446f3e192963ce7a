/** Which check runs should stand on the commits of a repository, as effects. */
import type { Effect } from '../effects.ts';
import { plural } from '../markdown.ts';
import type { Oid, OpenHead } from '../ports.ts';
import type { Facts } from './gather.ts';
import { type OtherTarget, renderCheck, withOtherTargets } from './render.ts';
import type { Base, Forecast } from './report.ts';

/** Name of the check run on every head. */
export const INTEGRATION_CHECK = 'Weir / integration';

/** Facts of a repository that has something to merge into. */
export type JudgeableFacts = Facts & { base: Base };

/** One check run per commit: heads that share a commit share its verdict, and the worst one counts. */
export function checks(
  facts: JudgeableFacts,
  result: Forecast,
  others: ReadonlyMap<Oid, OtherTarget[]>,
): Effect[] {
  return distinctCommits(result.heads).map((oid) => {
    const here = result.heads.filter((head) => head.oid === oid);
    const check = renderCheck(result, here, { repoUrl: facts.repository.url });
    return {
      kind: 'check-run',
      repo: facts.repo,
      oid,
      name: INTEGRATION_CHECK,
      ...withOtherTargets(check, others.get(oid) ?? []),
    };
  });
}

/** The asker's own commit first, so that its outcome is the first one applied. */
export function ownFirst(effects: Effect[], own: OpenHead): Effect[] {
  const isOwn = (effect: Effect) => effect.kind === 'check-run' && effect.oid === own.oid;
  return [...effects.filter(isOwn), ...effects.filter((effect) => !isOwn(effect))];
}

/** That a commit is being judged. */
export function started(facts: JudgeableFacts, oid: Oid, when: 'if-unjudged' | 'always'): Effect {
  const others = facts.heads.length - 1;
  return {
    kind: 'check-started',
    repo: facts.repo,
    oid,
    name: INTEGRATION_CHECK,
    when,
    title: `Merging with ${facts.base.ref}${others > 0 ? ` and ${plural(others, 'other head')}` : ''}`,
    summary: 'Trial merges are under way. The verdict replaces this text; there is nothing to do.',
  };
}

export function distinctCommits(heads: readonly { oid: Oid }[]): Oid[] {
  return [...new Set(heads.map((head) => head.oid))];
}
