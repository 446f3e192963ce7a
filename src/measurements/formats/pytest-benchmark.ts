/** `pytest --benchmark-json`: seconds for a round. https://pytest-benchmark.readthedocs.io */
import { isNumber, isRecord, numbersOf, textOf } from '../bounded-json.ts';
import { type Measurement, MOST_SAMPLES, type Reading } from '../measurement.ts';
import { meanInterval } from '../spread.ts';

export function pytestBenchmark(value: unknown): Reading | null {
  if (!isRecord(value) || !Array.isArray(value.benchmarks)) return null;
  const entries = value.benchmarks.filter(
    (one): one is Record<string, unknown> & { stats: Record<string, unknown> } =>
      isRecord(one) && isRecord(one.stats) && isNumber(one.stats.mean),
  );
  if (entries.length === 0) return null;
  const environment = machineOf(value.machine_info);
  const measurements = entries.map(({ fullname, name, stats }): Measurement => {
    const samples = numbersOf(stats.data).slice(0, MOST_SAMPLES);
    const mean = stats.mean as number;
    const interval =
      isNumber(stats.stddev) && isNumber(stats.rounds)
        ? meanInterval(mean, stats.stddev, stats.rounds)
        : null;
    return {
      name: textOf(fullname) || textOf(name),
      unit: 's',
      better: 'lower',
      value: mean,
      ...(interval ? { interval } : {}),
      ...(samples.length > 1 ? { samples } : {}),
      ...(environment === '' ? {} : { environment }),
    };
  });
  return { state: 'read', format: 'pytest-benchmark', measurements, history: [], notes: [] };
}

/** The processor and the interpreter: the name of a hosted machine differs from run to run. */
function machineOf(info: unknown): string {
  if (!isRecord(info)) return '';
  const brand = isRecord(info.cpu) ? textOf(info.cpu.brand_raw) || textOf(info.cpu.brand) : '';
  const version = textOf(info.python_version).split('.').slice(0, 2).join('.');
  const python = version === '' ? '' : `Python ${version}`;
  return [brand, python].filter((part) => part !== '').join(', ');
}
