/** Measures one part: started by integration.ts in a process of its own, with the task on standard input. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { measureDetectors } from './detectors.ts';
import { landed } from './landed.ts';
import { measureMoves } from './moves.ts';
import { measurePushes } from './pushes.ts';
import type { Subject } from './subjects.ts';
import { measureTextual } from './textual.ts';

export const PARTS = [
  'landing',
  'landed',
  'direct',
  'push',
  'push-landed',
  'moves',
  'detectors',
] as const;
export type Part = (typeof PARTS)[number];

export interface Task {
  part: Part;
  subject: Subject;
  /** Heads that meet. */
  limit: number;
  /** Pairs that the slow way is asked about. */
  sample: number;
  growth: number[];
}

async function measure({ part, subject, limit, sample, growth }: Task): Promise<unknown> {
  const some = { ...subject, heads: subject.heads.slice(0, limit) };
  switch (part) {
    case 'landing':
    case 'direct':
      return measureTextual(some, part, sample);
    case 'landed':
      return { ...(await measureTextual(landed(some), 'landing', sample)), part };
    case 'push':
      return measurePushes(subject, limit);
    case 'push-landed':
      return { ...(await measurePushes(landed(subject), limit)), part };
    case 'moves':
      return measureMoves(subject, limit);
    case 'detectors':
      return measureDetectors(subject, growth);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const row = await measure(JSON.parse(readFileSync(0, 'utf8')));
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1000);
  process.stdout.write(JSON.stringify({ ...(row as object), peakMb }));
  process.exit();
}
