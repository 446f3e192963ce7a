/** The table of detectors; a new one is one file beside this and one line here. */
import type { Plan } from '../../plan/schema.ts';
import type { AnyFileDetector, Detector, PlainDetector } from '../detector.ts';
import { api } from './api.ts';
import type { Agreed } from './contract/changes.ts';
import { contractDetector } from './contract.ts';
import { dependency } from './dependency.ts';
import { order } from './order.ts';
import { performance } from './performance.ts';
import { textual } from './textual.ts';

/** All detectors, for a plan or for none. */
export function detectorsFor(plan: Pick<Plan, 'contracts'> | null): readonly Detector[] {
  return [textual, api, dependency, performance, order, contractDetector(plan?.contracts ?? [])];
}

/** Those that need nothing but trial merges and the plan. */
export const plainDetectors: readonly PlainDetector[] = [textual, performance, order];

/** Those that read files, as far as they have anything to look for. */
export function fileDetectorsFor(
  plan: Pick<Plan, 'contracts'> | null,
  agreed: Agreed,
): readonly AnyFileDetector[] {
  const contracts = plan?.contracts ?? [];
  return [api, dependency, ...(contracts.length > 0 ? [contractDetector(contracts, agreed)] : [])];
}
