/**
 * `go test -bench`: lines of text, repeated with `-count`.
 * https://go.googlesource.com/proposal/+/master/design/14313-benchmark-format.md
 */
import { type Measurement, MOST_SAMPLES, type Reading } from '../measurement.ts';
import { median } from '../spread.ts';
import { betterOf } from '../units.ts';

const LINE = /^(Benchmark[^\s]*)\s+\d+((?:\s+[\d.eE+-]+\s+[^\s]+)+)\s*$/;
const CONFIGURATION = /^(pkg|cpu|goos|goarch):\s*(.+)$/;
const UNIT = /^Unit\s+(\S+)\s+.*\bbetter=(lower|higher)\b/;
/** Lines that are read. */
const MOST_LINES = 100_000;

export function goBench(text: string): Reading | null {
  if (!/^Benchmark\S*\s+\d+\s+[\d.]/m.test(text)) return null;
  const lines = text.split('\n', MOST_LINES).map((line) => line.trim());
  const about: Record<string, string> = {};
  const better = new Map<string, 'lower' | 'higher'>();
  const found = new Map<string, { name: string; unit: string; machine: string; all: number[] }>();
  const threads = threadsOf(lines);
  for (const line of lines) {
    const [, key, said] = CONFIGURATION.exec(line) ?? [];
    if (key && said) about[key] = said;
    const [, unit, way] = UNIT.exec(line) ?? [];
    if (unit && way) better.set(unit, way as 'lower' | 'higher');
    const [, written, values] = LINE.exec(line) ?? [];
    if (!written || !values) continue;
    const name = written.slice(0, 250).slice(0, threads === '' ? undefined : -threads.length);
    const machine = [about.cpu, `${about.goos ?? ''} ${about.goarch ?? ''}`.trim()]
      .concat(threads === '' ? [] : `${threads.slice(1)} threads`)
      .filter((part) => part !== undefined && part !== '')
      .join(', ');
    const words = values.trim().split(/\s+/);
    for (let at = 0; at + 1 < words.length; at += 2) {
      const [value, unit] = [Number(words[at]), words[at + 1] as string];
      if (!Number.isFinite(value)) continue;
      const full = `${about.pkg === undefined ? '' : `${about.pkg}.`}${name}`;
      const key = `${full} ${unit}`;
      const one = found.get(key) ?? { name: full, unit, machine, all: [] };
      if (one.all.length < MOST_SAMPLES) one.all.push(value);
      found.set(key, one);
    }
  }
  const measurements = [...found.values()].map(({ name, unit, machine, all }): Measurement => {
    const suffix = unit === 'ns/op' ? '' : ` (${unit})`;
    return {
      name: `${name}${suffix}`,
      unit,
      better: better.get(unit) ?? betterOf(unit),
      value: median(all),
      ...(all.length > 1 ? { samples: all } : {}),
      ...(machine === '' ? {} : { environment: machine }),
    };
  });
  return measurements.length === 0
    ? null
    : { state: 'read', format: 'go test -bench', measurements, history: [], notes: [] };
}

/** `-8`: Go adds the number of threads to every name, unless it is 1; a number in one name only is the name's own. */
function threadsOf(lines: readonly string[]): string {
  const endings = new Set(
    lines.flatMap((line) => {
      const name = LINE.exec(line)?.[1];
      return name === undefined ? [] : (/-\d+$/.exec(name)?.[0] ?? '');
    }),
  );
  const [only = ''] = endings;
  return endings.size === 1 ? only : '';
}
