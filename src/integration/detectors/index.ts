/** The table of detectors; a new one is one file beside this and one line here. */
import type { AnyFileDetector, Detector } from '../detector.ts';
import { api } from './api.ts';
import { dependency } from './dependency.ts';
import { order } from './order.ts';
import { textual } from './textual.ts';

export const detectors: readonly Detector[] = [textual, api, dependency, order];

/** Those that read files. */
export const fileDetectors: readonly AnyFileDetector[] = detectors.filter(
  (detector) => detector.kind === 'files',
);
