/** All detectors beside the textual one, with everything remembered, for more and more heads. */
import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { openClone } from '../src/adapters/git.ts';
import { forecastOf, quantile, rounded, TEXTUAL_ONLY } from './forecasts.ts';
import { withServerMemory } from './server-memory.ts';
import type { Subject } from './subjects.ts';

const ROUNDS = 3;
/** Milliseconds between two looks at how long the loop has kept others waiting. */
const TICK = 10;

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
      const [cold, firstStall] = await watched(() => forecastOf(some, git, 'landing', null));
      const { user, system } = process.cpuUsage(before);
      const [all, textual, fresh, stalls]: number[][] = [[], [], [], []];
      for (let round = 0; round < ROUNDS; round++) {
        const [warm, stall] = await watched(() => forecastOf(some, git, 'landing', null));
        all?.push(warm.ms);
        stalls?.push(stall);
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
        /** The longest that nothing else was done, the first time. */
        firstLongestStallMs: Math.round(firstStall),
        /** The same with everything remembered: the median of the rounds. */
        longestStallMs: Math.round(quantile(stalls ?? [], 0.5)),
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

/** How long somebody else would have had to wait at most while this was done. Milliseconds. */
async function watched<T>(work: () => Promise<T>): Promise<[T, number]> {
  await pause(3 * TICK);
  const delay = monitorEventLoopDelay({ resolution: TICK });
  delay.enable();
  const result = await work();
  // What kept it waiting at the end is seen after that.
  await pause(3 * TICK);
  delay.disable();
  return [result, Math.max(0, delay.max / 1e6 - TICK)];
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
