/** `hyperfine --export-json`: commands with every run's time in seconds. https://github.com/sharkdp/hyperfine */
import { isNumber, isRecord, numbersOf, textOf } from '../bounded-json.ts';
import { type Measurement, MOST_SAMPLES, type Reading } from '../measurement.ts';

export function hyperfine(value: unknown): Reading | null {
  if (!isRecord(value) || !Array.isArray(value.results)) return null;
  const results = value.results.filter(
    (one): one is Record<string, unknown> =>
      isRecord(one) && typeof one.command === 'string' && isNumber(one.mean),
  );
  if (results.length === 0) return null;
  const notes: string[] = [];
  const measurements = results.flatMap((one): Measurement[] => {
    const name = textOf(one.command);
    const failed = numbersOf(one.exit_codes).filter((code) => code !== 0).length;
    if (failed > 0) {
      notes.push(`${name} failed in ${failed} of its runs, so its times say nothing`);
      return [];
    }
    const times = numbersOf(one.times).slice(0, MOST_SAMPLES);
    const memory = numbersOf(one.memory_usage_byte).slice(0, MOST_SAMPLES);
    const time: Measurement = {
      name,
      unit: 's',
      better: 'lower',
      value: one.mean as number,
      ...(times.length > 1 ? { samples: times } : {}),
    };
    if (memory.length === 0) return [time];
    return [
      time,
      {
        name: `${name} (memory)`,
        unit: 'B',
        better: 'lower',
        value: memory.reduce((sum, bytes) => sum + bytes, 0) / memory.length,
        ...(memory.length > 1 ? { samples: memory } : {}),
      },
    ];
  });
  return { state: 'read', format: 'hyperfine', measurements, history: [], notes };
}
