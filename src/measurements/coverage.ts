/**
 * Line coverage: lcov, Cobertura, and the JSON of llvm-cov. Counts are preferred to rates, since counts of several
 * files can be added.
 */
import { XMLParser } from 'fast-xml-parser';
import { isNumber, isRecord, readJson } from './bounded-json.ts';

export type CoverageReading =
  | {
      state: 'read';
      format: 'lcov' | 'Cobertura' | 'llvm-cov';
      /** Lines that a test ran, and lines that one could have run; null where the file has a rate only. */
      lines: { covered: number; of: number } | null;
      /** 0 to 1. */
      share: number;
    }
  /** Something else than coverage. */
  | { state: 'other' }
  | { state: 'refused'; reason: string };

/** Characters. */
const MOST_CHARACTERS = 30_000_000;

export function readCoverage(text: string): CoverageReading {
  if (text.length > MOST_CHARACTERS) {
    const most = MOST_CHARACTERS / 1_000_000;
    return { state: 'refused', reason: `it is larger than ${most} million characters` };
  }
  const start = text.slice(0, 4_000);
  if (/^\s*(TN:|SF:)/.test(start)) return lcov(text);
  if (/^\s*</.test(start))
    return start.includes('<coverage') ? cobertura(text) : { state: 'other' };
  return llvmCov(text);
}

type Format = Extract<CoverageReading, { state: 'read' }>['format'];

function counted(format: Format, covered: number, of: number): CoverageReading {
  if (of === 0) return { state: 'refused', reason: 'it counts no lines' };
  if (covered > of || covered < 0) {
    return { state: 'refused', reason: `it says that ${covered} of ${of} lines are covered` };
  }
  return { state: 'read', format, lines: { covered, of }, share: covered / of };
}

/** https://ltp.sourceforge.net/coverage/lcov/geninfo.1.php: `LF` and `LH` count the lines of a file, `DA` tells of each. */
function lcov(text: string): CoverageReading {
  let [covered, of] = [0, 0];
  let record = { found: null as number | null, hit: null as number | null, lines: new Map() };
  let ended = true;
  const close = () => {
    const { found, hit, lines } = record;
    const seen = [...lines.values()].filter((count) => count > 0).length;
    of += lines.size > 0 ? lines.size : (found ?? 0);
    covered += lines.size > 0 ? seen : (hit ?? 0);
    record = { found: null, hit: null, lines: new Map() };
  };
  for (const line of text.split('\n')) {
    const [, key, said = ''] = /^([A-Z]+):(.*)$/.exec(line.trim()) ?? [];
    if (key === 'SF') ended = false;
    if (key === 'LF') record.found = Number(said);
    if (key === 'LH') record.hit = Number(said);
    if (key === 'DA') {
      const [at = '', count = ''] = said.split(',');
      // One file may be recorded more than once for a line.
      record.lines.set(at, Math.max(Number(count) || 0, record.lines.get(at) ?? 0));
    }
    if (line.trim() === 'end_of_record') {
      close();
      ended = true;
    }
  }
  if (!ended) return { state: 'refused', reason: 'it ends in the middle of a record' };
  if (!Number.isFinite(of) || !Number.isFinite(covered)) {
    return { state: 'refused', reason: 'its counts are no numbers' };
  }
  return counted('lcov', covered, of);
}

/** https://cobertura.github.io/cobertura/: attributes of the root. */
function cobertura(text: string): CoverageReading {
  // The root tells everything that is wanted; a document that is cut off is not believed all the same.
  if (
    !/<\/coverage>\s*$/.test(text.slice(-200)) &&
    !/<coverage[^>]*\/>\s*$/.test(text.slice(-4_000))
  ) {
    return { state: 'refused', reason: 'it ends before its root element does' };
  }
  const root = /<coverage\b[^>]*>/.exec(text.slice(0, 20_000))?.[0] ?? '';
  let attributes: Record<string, unknown>;
  try {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
    const parsed: unknown = parser.parse(root.replace(/\/?>$/, '/>'));
    const element = isRecord(parsed) ? parsed.coverage : null;
    attributes = isRecord(element) ? element : {};
  } catch (error) {
    return { state: 'refused', reason: `its root element cannot be read: ${String(error)}` };
  }
  const [covered, of, rate] = ['lines-covered', 'lines-valid', 'line-rate'].map((name) =>
    typeof attributes[name] === 'string' && attributes[name] !== ''
      ? Number(attributes[name])
      : null,
  );
  if (isNumber(covered) && isNumber(of) && of > 0) return counted('Cobertura', covered, of);
  if (isNumber(rate) && rate >= 0 && rate <= 1) {
    return { state: 'read', format: 'Cobertura', lines: null, share: rate };
  }
  return { state: 'refused', reason: 'it has neither counts nor a rate of lines' };
}

/** `llvm-cov export`: https://llvm.org/docs/CommandGuide/llvm-cov.html */
function llvmCov(text: string): CoverageReading {
  const json = readJson(text);
  if (json.state !== 'read') return json.state === 'refused' ? json : { state: 'other' };
  const { value } = json;
  if (!isRecord(value) || !Array.isArray(value.data)) return { state: 'other' };
  const isLlvm = typeof value.type === 'string' && value.type.startsWith('llvm.coverage');
  if (!isLlvm) return { state: 'other' };
  let [covered, of] = [0, 0];
  for (const one of value.data) {
    const totals = isRecord(one) && isRecord(one.totals) ? one.totals.lines : null;
    if (!isRecord(totals) || !isNumber(totals.count) || !isNumber(totals.covered)) {
      return { state: 'refused', reason: 'a part of it has no totals of lines' };
    }
    of += totals.count;
    covered += totals.covered;
  }
  return counted('llvm-cov', covered, of);
}
