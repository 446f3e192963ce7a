/** Forecasts put together by hand, for tests of what is made of them. */
import { conclude } from '#src/integration/conclude.ts';
import { landingOrder } from '#src/integration/order.ts';
import { renderCheck } from '#src/integration/render.ts';
import type { Base, Finding, Forecast, Head, Pair, Place } from '#src/integration/report.ts';
import { pullRequest } from './fakes.ts';

export const BASE: Base = { ref: 'main', oid: 'b'.repeat(40) };

/** A head with a workstream of its own, on a pull request unless the number is null. */
export function head(ref: string, number: number | null, over: Partial<Head> = {}): Head {
  const workstream = ref.replace(/^feature\//, '');
  return {
    ref,
    branch: ref,
    oid: (number ?? 999).toString(16).padStart(4, '0').repeat(10),
    pullRequest: number === null ? null : pullRequest(number),
    assignment: {
      workstreams: [workstream],
      rule: 'head',
      reason: `\`${ref}\` is the branch of ${workstream}`,
      remarks: [],
    },
    owners: [`${workstream}-owner`],
    changedFiles: 3,
    containedIn: [],
    ...over,
  };
}

/** `src/a.txt:5-9` as a place. */
export function place(ref: string, at: string): Place {
  const [, path = '', line, endLine] = /^(.*?)(?::(\d+)(?:-(\d+))?)?$/s.exec(at) ?? [];
  return {
    head: ref,
    path,
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(endLine === undefined ? {} : { endLine: Number(endLine) }),
  };
}

/** Both sides changed the same lines. */
export function textual(a: string, atA: string, b: string, atB: string): Finding {
  const { path } = place(a, atA);
  return {
    detector: 'textual',
    severity: 'fail',
    confidence: 1,
    message: `Both change the same lines of ${path}`,
    suggestion: `Land ${a} first; then merge main into ${b} and resolve ${path} there.`,
    places: [place(a, atA), place(b, atB)],
    evidence: `CONFLICT (content): Merge conflict in ${path}`,
  };
}

export type Met = Partial<Pair> & Pick<Pair, 'a' | 'b'>;

/** All pairs of the base and the heads: clean, unless `met` says otherwise. */
export function forecast(heads: Head[], met: Met[] = []): Forecast {
  const refs = [BASE.ref, ...heads.map(({ ref }) => ref)];
  const pairs = refs.flatMap((a, at) =>
    refs.slice(at + 1).map((b): Pair => {
      const known = met.find((one) => one.a === a && one.b === b);
      const verdict = (known?.findings ?? []).some(
        (one) => one.detector === 'textual' && one.severity !== 'note',
      );
      return {
        a,
        b,
        basis: a === BASE.ref ? 'direct' : 'landing',
        verdict: verdict ? 'conflict' : 'clean',
        findings: [],
        ...known,
      };
    }),
  );
  return {
    base: BASE,
    heads,
    pairs,
    order: landingOrder(BASE, heads, pairs, null),
    conclusion: conclude(pairs),
  };
}

/** The head called `ref`. */
export function headOf({ heads }: Forecast, ref: string): Head {
  const found = heads.find((one) => one.ref === ref);
  if (!found) throw new Error(`no head ${ref}`);
  return found;
}

/** A check as a reader meets it. */
export function readCheck(judged: Forecast, ref: string, repoUrl: string | null = null): string {
  const { conclusion, output, annotations } = renderCheck(judged, [headOf(judged, ref)], {
    repoUrl,
  });
  const marks = annotations.map(
    ({ path, startLine, endLine, level, title, message }) =>
      `@ ${path}:${startLine}-${endLine} ${level} [${title}] ${message.replaceAll('\n', ' / ')}`,
  );
  return [
    `[${conclusion}] ${output.title}`,
    output.summary,
    ...(output.footnote ? [`---\n${output.footnote}`] : []),
    ...(output.text ? [`[text]\n${output.text}`] : []),
    ...marks,
  ]
    .join('\n\n')
    .replaceAll('\u200b', '');
}
