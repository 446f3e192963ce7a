/** All detectors beside the textual one, with everything remembered, for more and more heads. */
import { readFileSync, writeFileSync } from 'node:fs';
import { openClone } from '../src/adapters/git.ts';
import { forecastOf, quantile, rounded, TEXTUAL_ONLY } from './forecasts.ts';
import { withServerMemory } from './server-memory.ts';
import type { Subject } from './subjects.ts';

const ROUNDS = 3;

export async function measureDetectors({ name, dir, base, heads }: Subject, growth: number[]) {
  const clone = await openClone(dir);
  return withServerMemory(clone, async (git) => {
    const idleMb = process.memoryUsage().rss / 1e6;
    forgetPeak();
    const steps = [];
    for (const count of growth) {
      if (count > heads.length) continue;
      const some = { base, heads: heads.slice(0, count) };
      const before = process.cpuUsage();
      const cold = await forecastOf(some, git, 'landing', null);
      const { user, system } = process.cpuUsage(before);
      const [all, textual, fresh]: number[][] = [[], [], []];
      for (let round = 0; round < ROUNDS; round++) {
        all?.push((await forecastOf(some, git, 'landing', null)).ms);
        textual?.push((await forecastOf(some, git, 'landing', TEXTUAL_ONLY)).ms);
        if (round === 0) fresh?.push((await forecastOf(some, clone, 'landing', TEXTUAL_ONLY)).ms);
      }
      const findings = cold.result.pairs.flatMap((pair) => pair.findings);
      const [warmMs, textualMs, textualColdMs] = [all, textual, fresh].map((one) =>
        quantile(one ?? [], 0.5),
      ) as [number, number, number];
      steps.push({
        heads: count,
        findings: findings.filter(({ detector }) => detector !== 'textual').length,
        /** The first time; the smaller steps before are remembered. */
        firstMs: Math.round(cold.ms),
        /** Of that, processor time of this process, without its git children. */
        firstProcessorMs: Math.round((user + system) / 1000),
        warmMs: Math.round(warmMs),
        textualWarmMs: Math.round(textualMs),
        /** Nothing remembered. */
        textualColdMs: Math.round(textualColdMs),
        timesTextualWarm: rounded(warmMs / textualMs),
        timesTextualCold: rounded(warmMs / textualColdMs),
      });
    }
    const aboveIdleMb = Math.round(peakSince() - idleMb);
    return {
      repository: name,
      part: 'detectors',
      base,
      idleMb: Math.round(idleMb),
      aboveIdleMb,
      steps,
    };
  });
}

/** Making the embedded database takes more memory for a moment than it has afterwards; that is not counted (Linux). */
function forgetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5');
}

/** Megabytes. */
function peakSince(): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return (Number(kilobytes) * 1024) / 1e6;
}
