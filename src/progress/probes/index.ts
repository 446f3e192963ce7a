/** The table of probes; a new one is one file beside this, one line here and its form in src/plan/probes.ts. */
import type { Probe } from '../../plan/probes.ts';
import { unknown } from '../answers.ts';
import type { AnyProbeKind, Given, Wants } from '../probe.ts';
import type { ProbeAnswer } from '../report.ts';
import { apiUnchangedSince } from './api-unchanged-since.ts';
import { builds } from './builds.ts';
import { check } from './check.ts';
import { conflicts } from './conflicts.ts';
import { coverage } from './coverage.ts';
import { deliverables } from './deliverables.ts';
import { file } from './file.ts';
import { filesUnchangedSince } from './files-unchanged-since.ts';
import { findings } from './findings.ts';
import { integrated } from './integrated.ts';
import { merged } from './merged.ts';
import { metric } from './metric.ts';
import { symbols } from './symbols.ts';

export const PROBES: readonly AnyProbeKind[] = [
  check,
  file,
  symbols,
  metric,
  merged,
  deliverables,
  conflicts,
  integrated,
  builds,
  filesUnchangedSince,
  apiUnchangedSince,
  coverage,
  findings,
];

/** The kind of a probe, and what is written for it; null for a kind that is not in the table. */
function kindOf(probe: Probe): { kind: AnyProbeKind; spec: unknown } | null {
  const kind = PROBES.find((one) => probe[one.kind] !== undefined);
  return kind ? { kind, spec: probe[kind.kind] } : null;
}

export function wantsOf(probe: Probe): Wants {
  const found = kindOf(probe);
  return found ? found.kind.wants(found.spec, probe) : {};
}

/** What would prove it, as a phrase. */
export function proofOf(probe: Probe): string {
  const found = kindOf(probe);
  return found ? found.kind.proof(found.spec, probe) : 'a probe that this version does not know';
}

export function answerOf(probe: Probe, given: Given): ProbeAnswer {
  const found = kindOf(probe);
  if (!found) return unknown('This version of Weir does not know the probe. Update Weir.');
  return found.kind.answer(found.spec, given, probe);
}

/** Whether git objects alone answer it. */
export function isGitOnly(probe: Probe): boolean {
  return kindOf(probe)?.kind.gitOnly ?? false;
}

/** Whether it can be answered for weeks that are over; when a pull request was merged is known for every week. */
export function isToldByGit(probe: Probe): boolean {
  return isGitOnly(probe) || probe.merged !== undefined;
}
