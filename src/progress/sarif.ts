/** Counts findings in SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). Pure. */
import { isRecord, readJson } from '../measurements/bounded-json.ts';

export const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'error',
  'warning',
  'note',
] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Where findings have no severity, there may be more than are known. */
export type Counts = Record<Severity, { least: number; most: number }>;

export type Findings =
  | { state: 'counted'; of: Counts }
  /** `file` is the place in the list. */
  | { state: 'refused'; file: number; reason: string };

export function countFindings(texts: readonly string[]): Findings {
  const of = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, { least: 0, most: 0 }]),
  ) as Counts;
  for (const [file, text] of texts.entries()) {
    const json = readJson(text);
    if (json.state !== 'read') return { state: 'refused', file, reason: 'it is not JSON' };
    const { value } = json;
    if (!isRecord(value) || !Array.isArray(value.runs)) {
      return { state: 'refused', file, reason: 'it has no runs, so it is no SARIF' };
    }
    for (const run of value.runs) {
      if (!isRecord(run) || !Array.isArray(run.results)) {
        // A run without results did not look; one that found nothing has an empty list.
        return { state: 'refused', file, reason: 'a run in it has no results' };
      }
      const rules = rulesOf(run);
      for (const result of run.results) if (isRecord(result)) count(of, result, rules);
    }
  }
  return { state: 'counted', of };
}

type Rules = ReadonlyMap<string, Record<string, unknown>>;

function rulesOf(run: Record<string, unknown>): Rules {
  const tool = isRecord(run.tool) ? run.tool : {};
  const extensions = Array.isArray(tool.extensions) ? tool.extensions : [];
  const rules = new Map<string, Record<string, unknown>>();
  for (const component of [tool.driver, ...extensions]) {
    if (!isRecord(component) || !Array.isArray(component.rules)) continue;
    for (const rule of component.rules) {
      if (isRecord(rule) && typeof rule.id === 'string') rules.set(rule.id, rule);
    }
  }
  return rules;
}

function count(of: Counts, result: Record<string, unknown>, rules: Rules): void {
  if (isSuppressed(result) || result.baselineState === 'absent' || result.kind === 'pass') return;
  const ruleId = isRecord(result.rule) ? result.rule.id : result.ruleId;
  const rule = typeof ruleId === 'string' ? rules.get(ruleId) : undefined;
  const level = levelOf(result, rule);
  const score = scoreOf(result) ?? scoreOf(rule);
  if (level !== null) add(of, level);
  if (score !== null) {
    if (score >= 9) add(of, 'critical');
    else if (score >= 7) add(of, 'high');
    else if (score >= 4) add(of, 'medium');
    else if (score > 0) add(of, 'low');
    return;
  }
  // Without a score an error may be of any severity.
  if (level === 'error') for (const severity of SEVERITIES.slice(0, 4)) of[severity].most += 1;
}

function add(of: Counts, severity: Severity): void {
  of[severity].least += 1;
  of[severity].most += 1;
}

/** All suppressions must have been accepted, which is how they are meant when they say nothing. */
function isSuppressed({ suppressions }: Record<string, unknown>): boolean {
  if (!Array.isArray(suppressions) || suppressions.length === 0) return false;
  return suppressions.every(
    (one) => isRecord(one) && (one.status === undefined || one.status === 'accepted'),
  );
}

function levelOf(
  result: Record<string, unknown>,
  rule: Record<string, unknown> | undefined,
): 'error' | 'warning' | 'note' | null {
  const byRule = isRecord(rule?.defaultConfiguration) ? rule.defaultConfiguration.level : undefined;
  const level = result.level ?? byRule ?? 'warning';
  return level === 'error' || level === 'warning' || level === 'note' ? level : null;
}

function scoreOf(of: Record<string, unknown> | undefined): number | null {
  const written = isRecord(of?.properties) ? of.properties['security-severity'] : undefined;
  const score = typeof written === 'string' || typeof written === 'number' ? Number(written) : NaN;
  return Number.isFinite(score) && written !== '' ? score : null;
}
