/** What keeps workstreams from moving, who can take it away, and since when. Pure. */
import { listWords } from '../markdown.ts';
import { isCollision, ownAffairs } from './collisions.ts';
import type { ProgressFacts } from './facts.ts';
import { headsOf } from './heads.ts';
import { isLanded } from './landing.ts';
import { dependenciesOf } from './life.ts';
import { entry } from './lookup.ts';
import { following, named, quoted } from './phrases.ts';
import type { Blocker, Life } from './report.ts';
import { isOwn, isRed } from './stages.ts';

/** Blockers without their age. What one says must not change while it lasts, since its age is found by its words. */
type Found = Omit<Blocker, 'workstream' | 'since'> & { since?: string | null };

/** Blockers that agents report; more of them tell nothing more. */
const MOST_REPORTED = 5;

/** Everything that blocks, in the order of the plan. */
export function blockersOf(facts: ProgressFacts, all: Readonly<Record<string, Life>>): Blocker[] {
  const heads = headsOf(facts);
  return Object.keys(facts.plan.workstreams).flatMap((workstream) => {
    const state = entry(all, workstream)?.state;
    if (isLanded(state) || state === 'paused') return [];
    const refs = entry(heads, workstream) ?? [];
    const found = [
      ...byDependency(workstream, facts, all),
      ...byConflict(refs, facts),
      ...byApproval(workstream, facts),
      ...byCheck(refs, workstream, facts),
      ...byReport(workstream, facts),
    ];
    // A check may run twice under one name.
    const each = new Map(found.map((one) => [one.what, one]));
    return [...each.values()].map(({ since, ...one }) => ({
      workstream,
      ...one,
      since: firstSeen(workstream, one.what, facts) ?? since ?? seenNow(workstream, facts),
    }));
  });
}

function firstSeen(workstream: string, what: string, { history }: ProgressFacts): string | null {
  const last = entry(history.at(-1)?.workstreams ?? {}, workstream);
  return (last && entry(last.blockers, what)) ?? null;
}

/** Where last week's report did not have it, it is new; where there was none, nobody knows. */
function seenNow(workstream: string, { history, now }: ProgressFacts): string | null {
  return entry(history.at(-1)?.workstreams ?? {}, workstream) ? now : null;
}

function byDependency(
  workstream: string,
  facts: ProgressFacts,
  all: Readonly<Record<string, Life>>,
): Found[] {
  return dependenciesOf(workstream, facts, all)
    .filter(({ met, optional }) => !met && !optional)
    .map(({ name }): Found => {
      const external = entry(facts.plan.external, name);
      const tracked = external?.issue === undefined ? '' : ` It is tracked in #${external.issue}.`;
      const what = external
        ? `Waits for ${named(name)}, which the plan does not call done.${tracked} Write done: true at it under external once it is.`
        : `Waits for ${named(name)} to land.`;
      return { what, owners: [name], source: 'dependency' };
    });
}

function byConflict(refs: readonly string[], { integration }: ProgressFacts): Found[] {
  if (integration.state === 'unread') return [];
  const { landsBy, order, target, pairs } = integration;
  return ownAffairs(pairs)
    .filter(isCollision)
    .flatMap(({ a, b }): Found[] => {
      const later = order.find(({ ref, conflictsWith }) => ref === a && conflictsWith.includes(b))
        ? a
        : b;
      // With the target, it is the head that must adapt; of two heads, the one that lands later.
      const [own, other] = a === target.ref || later === b ? [b, a] : [a, b];
      if (!refs.includes(own)) return [];
      const head = integration.heads.find(({ ref }) => ref === own);
      const what =
        other === target.ref
          ? `${named(own)} conflicts with ${named(other)}. ${following('it', named(other), landsBy)}.`
          : `${named(own)} conflicts with ${named(other)}. Land ${named(other)} first, then adapt ${named(own)}.`;
      const author = head?.pullRequest?.author;
      const url = head?.pullRequest?.url;
      return [
        {
          what,
          owners: author === undefined ? [] : [author],
          source: 'conflict',
          ...(url === undefined ? {} : { url }),
        },
      ];
    });
}

function byApproval(workstream: string, facts: ProgressFacts): Found[] {
  if (facts.approvals.state === 'unread') return [];
  const opened = new Map(
    entry(facts.activity, workstream)?.pulls.map(({ number, createdAt }) => [number, createdAt]),
  );
  return facts.approvals.pulls
    .filter(({ workstreams, draft }) => workstreams.includes(workstream) && !draft)
    .filter(({ state }) => state !== 'approved')
    .map(({ number, state, missing, asked, url }) => {
      const approval = { number, state: state === 'approved' ? 'pending' : state, missing };
      const what = approvalInWords(approval, [`#${number}`]);
      const since = opened.get(number) ?? null;
      return { what, owners: asked, source: 'approval', url, since, approval };
    });
}

/**
 * What keeps pull requests from landing that want for the same approvals.
 *
 * @param pulls as they are shown, never none
 * @param show a role
 */
export function approvalInWords(
  { missing, state }: Omit<NonNullable<Blocker['approval']>, 'number'>,
  pulls: readonly string[],
  show: (role: string) => string = named,
): string {
  const list = listWords(pulls, pulls.length);
  const one = pulls.length === 1;
  const [check, says] = one ? ['Its approvals check', 'says'] : ['Their approvals checks', 'say'];
  const reviewers = one ? 'its reviewers' : 'their reviewers';
  const roles = missing.length === 0 ? reviewers : listWords(missing.map(show));
  return {
    pending: `${list} ${one ? 'waits' : 'wait'} for the approval of ${roles}.`,
    blocked: `${list} may not land: a reviewer asked for changes, or people could not be told apart. ${check} ${says} which.`,
    error: `Who must approve ${list} cannot be decided. ${check} ${says} what to mend.`,
  }[state];
}

function byCheck(refs: readonly string[], workstream: string, facts: ProgressFacts): Found[] {
  const checks = entry(facts.activity, workstream)?.checks ?? {};
  return refs.flatMap((ref) => {
    const list = entry(checks, ref);
    if (!Array.isArray(list)) return [];
    return list
      .filter((check) => isRed(check) && !isOwn(check))
      .slice(0, MOST_REPORTED)
      .map(
        ({ name, url, completedAt }): Found => ({
          what: `The check ${named(name)} is red on ${named(ref)}. Mend it.`,
          owners: [],
          source: 'check',
          since: completedAt,
          ...(url === null ? {} : { url }),
        }),
      );
  });
}

function byReport(workstream: string, facts: ProgressFacts): Found[] {
  const reported = entry(facts.reported, workstream);
  return (reported?.blockers ?? []).slice(0, MOST_REPORTED).map((said) => ({
    what: `${named(reported?.agent ?? workstream)} reports: ${quoted(said)}`,
    owners: [],
    source: 'report',
    since: reported?.at ?? null,
    ...(reported?.url === undefined ? {} : { url: reported.url }),
  }));
}
