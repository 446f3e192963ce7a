/** Probes that the words of a criterion ask for without any doubt. What is doubtful gets none. Pure. */
import { fold } from '../names.ts';
import { parseComparison } from '../quantities.ts';

/** What of the rest of the document a probe may need. */
export interface Surroundings {
  /** The released version that is to stay compatible. */
  baseline: string | null;
  /** Names of all metrics with their goals. */
  metrics: readonly { name: string; target: string }[];
}

const AMOUNT = String.raw`(>=|<=|>|<|≥|≤)\s*(\d{1,3}(?:\.\d{1,3})?\s*%)`;
const WORDS: [RegExp, string][] = [
  [/\b(?:at least|no less than|minimum(?: of)?)\s+(?=\d)/gi, '>= '],
  [/\b(?:at most|no more than|maximum(?: of)?)\s+(?=\d)/gi, '<= '],
  [/\b(?:above|over|more than|greater than|exceeds?)\s+(?=\d)/gi, '> '],
  [/\b(?:below|under|less than)\s+(?=\d)/gi, '< '],
];
const COVERAGE = new RegExp(
  `^(?:overall |total |code |line |test )*coverage(?: is| stays| maintained| remains| kept)* ${AMOUNT}$`,
  'i',
);
const BUILDS = new RegExp(
  `^build(?: system)? (?:reliability|success rate|success)(?: is| stays)* ${AMOUNT}$`,
  'i',
);
const SHARE =
  /^(\d{1,3}(?:\.\d{1,3})?)\s*%(?: of(?: all| the)?)? (?:deliverables?|tasks?)(?: completion| complete| completed| done)?(?: across all workstreams)?$/i;
const MORE = new RegExp(
  `^(?:deliverables?|tasks?)(?: completion| complete| completed)? ${AMOUNT}$`,
  'i',
);
const NONE = '(?:zero|no|0)';
const CONFLICTS = new RegExp(
  `^(?:${NONE} (?:open |unresolved )?(?:critical )?(?:integration |merge )?conflicts|all workstreams (?:integrate|merge) without conflicts)$`,
  'i',
);
const FINDINGS = new RegExp(
  `^(?:security (?:audit|scan) passes with )?${NONE} (critical|high|medium|low)(?:[- ]severity)? (?:security )?(?:findings|vulnerabilities|issues)$`,
  'i',
);
const API = new RegExp(`^${NONE} breaking (?:public )?api changes$`, 'i');
const ALL_DONE =
  /^all workstreams (?:have )?complete(?:d)? (?:all |their |core |all core )*(?:deliverables|tasks)$/i;
const ALL_LANDED = /^all workstreams (?:are |have been )?(?:integrated|merged|landed)$/i;

/** The probe in the form of the plan file, or null. */
export function probeFor(criterion: string, around: Surroundings): Record<string, unknown> | null {
  const text = WORDS.reduce((said, [words, sign]) => said.replace(words, sign), criterion)
    .replace(/[.!]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const amount = (match: RegExpExecArray | null) =>
    match
      ? `${match[1]}${match[2]}`.replace(/\s/g, '').replace('≥', '>=').replace('≤', '<=')
      : null;
  const coverage = amount(COVERAGE.exec(text));
  if (coverage) return { coverage };
  const builds = amount(BUILDS.exec(text));
  if (builds) return { builds };
  const share = SHARE.exec(text)?.[1];
  if (share !== undefined) return { deliverables: `>=${share}%` };
  const deliverables = amount(MORE.exec(text));
  if (deliverables) return { deliverables };
  if (ALL_DONE.test(text)) return { deliverables: '>=100%' };
  if (CONFLICTS.test(text)) return { conflicts: 0 };
  const severity = FINDINGS.exec(text)?.[1]?.toLowerCase();
  if (severity !== undefined) return { findings: { [severity]: 0 } };
  if (API.test(text) && around.baseline !== null) return { api_unchanged_since: around.baseline };
  if (ALL_LANDED.test(text)) return { integrated: 'all' };
  return metricProbe(text, around);
}

/** `New integration test coverage > 80%`, where a metric of that name has that goal. */
function metricProbe(text: string, { metrics }: Surroundings): Record<string, unknown> | null {
  const [, words = '', sign = '', value = ''] =
    new RegExp(`^(?:new |the )?(.{3,80}?) ${AMOUNT}$`, 'i').exec(text) ?? [];
  const goal = parseComparison(`${sign}${value}`.replace(/\s/g, ''), '=');
  const named = metrics.filter(
    ({ name }) => fold(name) === words.toLowerCase().replace(/\s+/g, '-'),
  );
  const [metric] = named;
  if (!metric || !goal || named.length > 1) return null;
  const own = parseComparison(metric.target, '>=');
  const same = own && own.op === goal.op && own.value === goal.value && own.unit === goal.unit;
  return same ? { metric: metric.name, is: metric.target } : null;
}
