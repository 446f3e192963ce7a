import type { Plan } from '../plan/schema.ts';
import { detectors } from './detectors/index.ts';
import type { Finding, PairTrials } from './report.ts';

/** One side of a pair: the base, or a head. */
export interface PairSide {
  ref: string;
  isBase: boolean;
  /** Files changed since the merge base with the base; null when unknown. */
  changedFiles: number | null;
}

/** What a detector is given about one pair. */
export interface PairFacts {
  a: PairSide;
  b: PairSide;
  /** `ref` of the base that everything runs into. */
  target: string;
  trials: PairTrials;
  /** The repository lands nothing but squash merges. */
  squashOnly: boolean;
}

/** A finding before the plan's setting gives it a severity; `note` keeps it one whatever the plan says. */
export type Detected = Omit<Finding, 'detector' | 'severity'> & { note?: true };

/** A rule that reads trial merges and reports findings. Pure: it declares nothing it wants to fetch. */
export interface Detector {
  name: keyof Plan['integration']['detectors'];
  /** One sentence for the documentation. */
  summary: string;
  detect(pair: PairFacts): Detected[];
}

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

/** Runs every detector that the plan has not switched off over one pair. */
export function detect(pair: PairFacts, settings: DetectorSettings): Finding[] {
  return detectors.flatMap((detector) => {
    const setting = settings.detectors[detector.name];
    if (setting === 'off') return [];
    return detector.detect(pair).map(({ note, ...found }): Finding => {
      const severity = note || found.confidence < settings.threshold ? 'note' : setting;
      return { detector: detector.name, severity, ...found };
    });
  });
}
