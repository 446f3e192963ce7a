/** What is looked up again and again in one forecast: sides by their ref, what they are called, and where trouble is. */
import type { Base, Forecast, Head, Pair } from './report.ts';

export function isHead(side: Head | Base): side is Head {
  return 'pullRequest' in side;
}

/**
 * What the heads and the base are called: a head by its workstream if it has exactly one, followed by its
 * number or ref where several heads share that workstream; by its ref otherwise.
 */
export function namesOf(forecast: Forecast): Map<string, string> {
  const sharing = new Map<string, number>();
  for (const head of forecast.heads) {
    const own = onlyWorkstream(head);
    if (own !== null) sharing.set(own, (sharing.get(own) ?? 0) + 1);
  }
  const names = new Map([[forecast.base.ref, forecast.base.ref]]);
  for (const head of forecast.heads) {
    const own = onlyWorkstream(head);
    const mark = head.pullRequest ? `#${head.pullRequest.number}` : `(${head.ref})`;
    if (own === null) names.set(head.ref, head.ref);
    else names.set(head.ref, (sharing.get(own) ?? 0) > 1 ? `${own} ${mark}` : own);
  }
  return names;
}

/** What a side is called beside its ref and number, where the ref does not say it already. */
export function aliasOf({ names }: View, side: Head | Base): string | null {
  const { ref } = side;
  const name = names.get(ref) ?? ref;
  if (ref === name || ref.endsWith(`/${name}`)) return null;
  const mark = isHead(side) && side.pullRequest ? ` #${side.pullRequest.number}` : ` (${ref})`;
  const alone = name.endsWith(mark) ? name.slice(0, -mark.length) : name;
  return ref.endsWith(`/${alone}`) ? null : alone;
}

function onlyWorkstream(head: Head): string | null {
  const [first, ...more] = head.assignment?.workstreams ?? [];
  return first !== undefined && more.length === 0 ? first : null;
}

/** Everything the renderers of one forecast look up again and again. */
export interface View {
  forecast: Forecast;
  names: Map<string, string>;
  sides: Map<string, Head | Base>;
  /** Position in the best order to land; the base before everything. */
  rank: Map<string, number>;
  /** Of each side the pairs in which something was found or could not be told; most pairs are none. */
  troubled: Map<string, Pair[]>;
  /** Pairs with the base that do not merge, by head; none where every pair is judged as it is. */
  notOnBase: Map<string, Pair>;
}

export function viewOf(forecast: Forecast): View {
  const troubled = new Map<string, Pair[]>();
  for (const pair of forecast.pairs) {
    if (pair.verdict === 'clean' && pair.findings.length === 0) continue;
    for (const ref of [pair.a, pair.b]) {
      const known = troubled.get(ref);
      if (known) known.push(pair);
      else troubled.set(ref, [pair]);
    }
  }
  const isDirect = forecast.pairs.every(({ basis }) => basis === 'direct');
  const withBase = isDirect ? [] : (troubled.get(forecast.base.ref) ?? []);
  return {
    troubled,
    notOnBase: new Map(
      withBase.flatMap((pair) => (pair.verdict === 'clean' ? [] : [[pair.b, pair] as const])),
    ),
    forecast,
    names: namesOf(forecast),
    sides: new Map([forecast.base, ...forecast.heads].map((side) => [side.ref, side])),
    rank: new Map([forecast.base, ...forecast.order].map(({ ref }, at) => [ref, at])),
  };
}
