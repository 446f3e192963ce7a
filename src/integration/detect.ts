/** Runs detectors over pairs and weighs what they find by the plan. */
import type { Plan } from '../plan/schema.ts';
import type { Detected, Detector, PairFacts, Surroundings } from './detector.ts';
import { plainDetectors } from './detectors/index.ts';
import type { Finding } from './report.ts';

/** Severities per detector, and the confidence below which a finding is only a note. */
export type DetectorSettings = Pick<Plan['integration'], 'detectors' | 'threshold'>;

/** Settings without a plan (DESIGN.md section 4). */
export const DEFAULT_SETTINGS: DetectorSettings = {
  detectors: {
    textual: 'fail',
    api: 'warn',
    dependency: 'warn',
    performance: 'warn',
    order: 'warn',
    contract: 'fail',
  },
  threshold: 0.5,
};

/** Runs every detector that needs no files and that the plan has not switched off over one pair. */
export function detect(
  pair: PairFacts,
  settings: DetectorSettings,
  around: Surroundings = { plan: null, heads: [] },
): Finding[] {
  const found: Finding[] = [];
  for (const detector of plainDetectors) {
    found.push(...weighed(detector, settings, () => detector.detect(pair, around)));
  }
  return found;
}

/**
 * What a detector finds, with the plan's severity. Where it throws, one finding says so and that nothing is known; it
 * keeps the severity, so that what would have failed is not passed.
 */
export function weighed(
  { name }: Pick<Detector, 'name'>,
  { detectors: severities, threshold }: DetectorSettings,
  find: () => Detected[],
): Finding[] {
  const setting = severities[name];
  if (setting === 'off') return [];
  try {
    return find().map(({ note, atMost, ...found }): Finding => {
      const most = atMost === 'warn' && setting === 'fail' ? 'warn' : setting;
      const severity = note || found.confidence < threshold ? 'note' : most;
      return { detector: name, severity, ...found };
    });
  } catch (error) {
    return [gaveUp(name, setting, error)];
  }
}

/** Said in place of what a detector would have found. */
export function gaveUp(detector: string, severity: Finding['severity'], error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    detector,
    severity,
    confidence: 0,
    undetermined: true,
    message: `Whether there are ${detector} conflicts could not be told: the detector failed`,
    suggestion:
      'Press Re-integrate to try again; if it fails again, ask whoever runs Weir to look into its log.',
    places: [],
    evidence: reason,
  };
}
