/** JMH (`-rf json`): scores with an interval, and the iterations of every fork. https://github.com/openjdk/jmh */
import { isNumber, isRecord, numbersOf, textOf } from '../bounded-json.ts';
import { type Measurement, MOST_SAMPLES, type Reading } from '../measurement.ts';

export function jmh(value: unknown): Reading | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const entries = value.filter(
    (one): one is Record<string, unknown> & { primaryMetric: Record<string, unknown> } =>
      isRecord(one) &&
      typeof one.benchmark === 'string' &&
      typeof one.mode === 'string' &&
      isRecord(one.primaryMetric),
  );
  if (entries.length === 0) return null;
  const notes: string[] = [];
  const measurements = entries.flatMap((entry): Measurement[] => {
    const name = nameOf(entry);
    const { score, scoreConfidence, scoreUnit, rawData } = entry.primaryMetric;
    if (!isNumber(score)) {
      notes.push(`${name} has no score`);
      return [];
    }
    const [low, high] = numbersOf(scoreConfidence);
    const samples = Array.isArray(rawData) ? rawData.flatMap(numbersOf).slice(0, MOST_SAMPLES) : [];
    const environment = textOf(entry.jdkVersion);
    return [
      {
        name,
        unit: textOf(scoreUnit),
        better: entry.mode === 'thrpt' ? 'higher' : 'lower',
        value: score,
        ...(low !== undefined && high !== undefined ? { interval: { low, high } } : {}),
        ...(samples.length > 1 ? { samples } : {}),
        ...(environment === '' ? {} : { environment: `JDK ${environment}` }),
      },
    ];
  });
  return { state: 'read', format: 'JMH', measurements, history: [], notes };
}

function nameOf({ benchmark, params }: Record<string, unknown>): string {
  const list = isRecord(params)
    ? Object.entries(params).map(([key, value]) => `${textOf(key)}=${textOf(value)}`)
    : [];
  return textOf(benchmark) + (list.length > 0 ? ` (${list.join(', ')})` : '');
}
