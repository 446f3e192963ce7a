/** Which heads a trial build takes, and which it leaves out. */
import type { LeftOut, OpenHead, TrialHead } from '../../ports.ts';
import type { Forecast, Head } from '../report.ts';

/** What was written after `/integrate build`. */
export interface BuildWish {
  all: boolean;
  names: string[];
  /** Commits in full: whoever writes one has seen it. */
  commits: string[];
}

export function readWish(args: readonly string[]): BuildWish {
  const words = args.slice(1).filter((word) => !['with', 'and'].includes(word.toLowerCase()));
  const isCommit = (word: string) => /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(word);
  const all = words.some((word) => word.toLowerCase() === 'all');
  return {
    all,
    names: words.filter((word) => !isCommit(word) && word.toLowerCase() !== 'all'),
    commits: words.filter(isCommit).map((word) => word.toLowerCase()),
  };
}

/** Heads to merge, in their order, and the others. */
export interface Choice {
  heads: Head[];
  leftOut: LeftOut[];
}

/**
 * The heads named with the asker's own; without names the asker's own with all that can land now and do not collide
 * with it; without one of their own all that can land now. What has landed is no question.
 */
export function chooseHeads(
  forecast: Forecast,
  own: Head | null,
  named: readonly Head[] | null,
): Choice {
  const { base, heads, order } = forecast;
  const open = order.flatMap(({ ref, now }) => {
    const head = heads.find((one) => one.ref === ref);
    return head && !head.containedIn.includes(base.ref) ? [{ head, now }] : [];
  });
  if (named) {
    const wanted = new Set([...(own ? [own.ref] : []), ...named.map(({ ref }) => ref)]);
    return {
      heads: open.map(({ head }) => head).filter(({ ref }) => wanted.has(ref)),
      leftOut: [],
    };
  }
  const lands = open.find(({ head }) => head.ref === own?.ref)?.now ?? true;
  const collides = lands || !own ? new Set<string>() : meeting(forecast, own);
  const why = ({ head, now }: (typeof open)[number]): LeftOut['why'] | null => {
    if (head.ref === own?.ref) return null;
    if (collides.has(head.ref)) return 'conflicts';
    return now ? null : 'not-now';
  };
  return {
    heads: open.filter((one) => why(one) === null).map(({ head }) => head),
    leftOut: open.flatMap((one) => {
      const reason = why(one);
      return reason === null ? [] : [leftOut(one.head, reason)];
    }),
  };
}

/** Refs of the heads that do not merge cleanly with one. */
function meeting({ pairs }: Forecast, own: Head): Set<string> {
  const bad = pairs.filter(({ verdict }) => verdict !== 'clean');
  return new Set(bad.flatMap(({ a, b }) => (a === own.ref ? [b] : b === own.ref ? [a] : [])));
}

export function leftOut(
  { ref, oid, pullRequest }: Pick<OpenHead, 'ref' | 'oid' | 'pullRequest'>,
  why: LeftOut['why'],
): LeftOut {
  return { ref, oid, number: pullRequest?.number ?? null, why };
}

/** The heads as a build remembers them. */
export function toTrialHeads(heads: readonly Head[]): TrialHead[] {
  return heads.map(({ ref, oid, pullRequest, assignment }) => ({
    ref,
    oid,
    number: pullRequest?.number ?? null,
    workstreams: assignment?.workstreams ?? [],
    contains: heads.flatMap((other, at) => (other.containedIn.includes(ref) ? [at] : [])),
  }));
}
