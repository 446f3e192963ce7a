import type { Finding, Forecast, Waiting } from './report.ts';

/** The document that `weir integrate --json` prints and `GET /api/integration/OWNER/NAME` answers; described in docs/commands.md. */
export function forecastJson({ base, heads, pairs, order, conclusion }: Forecast): object {
  return {
    base: { ref: base.ref, oid: base.oid },
    heads: heads.map(({ ref, oid, assignment, containedIn, leftOut, owners, ...more }) => ({
      ref,
      oid,
      // Several where the rules do not agree on one.
      workstream: assignment?.workstreams.join(', ') || null,
      ...(owners.length > 0 ? { owners } : {}),
      ...(containedIn.length > 0 ? { contained_in: containedIn } : {}),
      ...(more.waitsFor ? { waits_for: more.waitsFor.map(waitingJson) } : {}),
      ...(more.planFault === undefined ? {} : { plan_fault: more.planFault }),
      ...(leftOut ? { left_out: leftOut } : {}),
    })),
    pairs: pairs.map(({ a, b, basis, verdict, reason, findings, onlyOf }) => ({
      a,
      b,
      basis,
      verdict,
      ...(reason === undefined ? {} : { reason }),
      ...(onlyOf === undefined ? {} : { only_of: onlyOf }),
      findings: findings.map(findingJson),
    })),
    order: order.map(({ ref, conflicts_with, now, newly_conflicting, tried }) => ({
      ref,
      conflicts_with,
      now,
      newly_conflicting,
      ...(tried ? { tried } : {}),
    })),
    conclusion,
  };
}

function waitingJson({ declared, name, optional, open, status }: Waiting): object {
  return { name, optional, open, status, ...(declared ? { declared } : {}) };
}

function findingJson(finding: Finding): object {
  const { detector, severity, confidence, message, suggestion, places } = finding;
  const { onlyOf, undetermined } = finding;
  return {
    detector,
    severity,
    confidence,
    ...(undetermined ? { undetermined } : {}),
    ...(onlyOf === undefined ? {} : { only_of: onlyOf }),
    message,
    suggestion,
    places: places.map(({ head, path, line, endLine }) => ({
      head,
      path,
      ...(line === undefined ? {} : { line }),
      ...(endLine === undefined || endLine === line ? {} : { end_line: endLine }),
    })),
  };
}
