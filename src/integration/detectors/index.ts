/** The table of detectors; a new one is one file beside this and one line here. */
import type { Detector } from '../detect.ts';
import { textual } from './textual.ts';

export const detectors: readonly Detector[] = [textual];
