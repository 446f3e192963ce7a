/** The three answers, and evidence that people can click on. Pure. */
import type { Quantity } from '../plan/quantities.ts';
import type { PullSummary } from '../ports/evidence.ts';
import type { Oid } from '../ports.ts';
import type { Given } from './probe.ts';
import type { Answer, Evidence, ProbeAnswer } from './report.ts';

export function answered(
  answer: Answer,
  reason: string,
  evidence: readonly Evidence[] = [],
  value?: Quantity,
): ProbeAnswer {
  const kept = evidence.slice(0, MOST_EVIDENCE);
  return { answer, reason, evidence: kept, ...(value === undefined ? {} : { value }) };
}

/** More places than these convince nobody more. */
const MOST_EVIDENCE = 5;

export function unknown(reason: string, evidence: readonly Evidence[] = []): ProbeAnswer {
  return answered('unknown', reason, evidence);
}

export function noTag(tag: string): ProbeAnswer {
  return unknown(`There is no tag ${tag}. Push the tag, or correct its name in the plan.`);
}

/** A pull request, or a merge that had none. */
export function pullEvidence({ number, title, url, mergedAt }: PullSummary): Evidence {
  return {
    kind: number === 0 ? 'commit' : 'pull-request',
    what: number === 0 ? title : `#${number} ${title}`,
    ...(url === '' ? {} : { url }),
    ...(mergedAt === null ? {} : { at: mergedAt }),
  };
}

/** A file of a commit, with a link where the repository has a web address. */
export function fileEvidence(
  { web }: Pick<Given, 'web'>,
  oid: Oid,
  path: string,
  what: string,
  line?: number,
): Evidence {
  const at = line === undefined ? '' : `#L${line}`;
  const encoded = path.split('/').map(encodePart).join('/');
  return {
    kind: 'file',
    what,
    oid,
    path,
    ...(line === undefined ? {} : { line }),
    ...(web === null ? {} : { url: `${web}/blob/${oid}/${encoded}${at}` }),
  };
}

/** A path may hold halves of surrogate pairs, which encodeURIComponent refuses. */
function encodePart(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}

export function commitEvidence({ web }: Pick<Given, 'web'>, oid: Oid, what: string): Evidence {
  return {
    kind: 'commit',
    what,
    oid,
    ...(web === null ? {} : { url: `${web}/commit/${oid}` }),
  };
}

export function short(oid: Oid): string {
  return oid.slice(0, 7);
}
