/** When workstreams will be finished, beside each other: what keeps several from having a date is said once. Pure. */
import type { Outlook } from './report.ts';

/** Forecasts that are shown together. */
export interface OutlookWords {
  /** `2026-07-10 – 2026-07-24, 80 % in time`, `finished`, or why there is no date: plain text, for each in its order. */
  each: string[];
  /** Reasons that several share, as sentences: `(1) There is not enough history: …`. */
  shared: string[];
}

export function outlooksInWords(
  all: readonly Outlook[],
  dates: (outlook: Extract<Outlook, { state: 'forecast' }>) => string,
): OutlookWords {
  const reasons = all.flatMap((one) => (one.state === 'none' ? [commonReason(one)] : []));
  const repeated = [...new Set(reasons)].filter(
    (reason) => reasons.filter((one) => one === reason).length > 1,
  );
  const each = all.map((outlook) => {
    if (outlook.state === 'finished') return 'finished';
    if (outlook.state === 'forecast') return dates(outlook);
    const at = repeated.indexOf(commonReason(outlook));
    if (at === -1) return outlook.reason;
    const { weeks } = outlook;
    return `${weeks ? `${weeks.had} of ${weeks.needed} weeks` : 'none'} (${at + 1})`;
  });
  return { each, shared: repeated.map((reason, at) => `(${at + 1}) ${reason}`) };
}

/** Equal for all that want for the same. */
function commonReason({ reason, weeks }: Extract<Outlook, { state: 'none' }>): string {
  return weeks
    ? `There is not enough history: a forecast needs ${weeks.needed} weeks in which it could be worked on.`
    : reason;
}
