/** What probes are given, put together by hand. */

import { parsePlan } from '#src/plan/parse.ts';
import type { Plan } from '#src/plan/schema.ts';
import type { PullSummary } from '#src/ports/evidence.ts';
import type { IntegrationStanding, StandingPair } from '#src/ports/standing.ts';
import type { CheckFact, WorkstreamActivity } from '#src/progress/facts.ts';
import type { Given, TreeSeen } from '#src/progress/probe.ts';
import type { SymbolReading } from '#src/symbols.ts';

export const TIP = 'a'.repeat(40);
export const NOW = '2025-07-25T16:00:00.000Z';

/** A plan from YAML; `workstreams` are added where there are none. */
export function planOf(yaml: string): Plan {
  const parsed = parsePlan(`version: 1\ntarget: main\n${yaml}`);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.plan;
}

/** A commit with these files; the blob of a text is the text itself. */
export function tree(
  files: Record<string, string>,
  read?: (path: string, text: string) => SymbolReading,
  oid = TIP,
): TreeSeen {
  const entries = Object.entries(files);
  return {
    oid,
    files: new Map(entries),
    texts: new Map(entries.map(([path, text]) => [path, { state: 'text', text }])),
    symbols: new Map(read ? entries.map(([path, text]) => [path, read(path, text)]) : []),
  };
}

export function given(over: Partial<Given> = {}): Given {
  return {
    web: 'https://github.example/acme/river',
    target: { ref: 'main', tree: tree({}) },
    tags: new Map(),
    compared: new Map(),
    agreed: new Map(),
    pulls: new Map(),
    checks: [],
    builds: [],
    baseline: null,
    artifacts: new Map(),
    plan: planOf('workstreams: { kernel: {}, storage: {} }'),
    integration: standing(),
    activity: {},
    activityUnread: null,
    tasks: {},
    metrics: {},
    ...over,
  };
}

export function check(name: string, conclusion: string | null, at = NOW): CheckFact {
  const isOver = conclusion !== null;
  return {
    name,
    status: isOver ? 'completed' : 'in_progress',
    conclusion,
    url: `https://github.example/checks/${name}`,
    completedAt: isOver ? at : null,
  };
}

export function pull(number: number, over: Partial<PullSummary> = {}): PullSummary {
  return {
    number,
    title: `Change ${number}`,
    body: '',
    author: 'alice',
    labels: [],
    head: `feature/${number}`,
    base: 'main',
    headOid: 'c'.repeat(40),
    createdAt: '2025-07-20T08:00:00Z',
    closedAt: '2025-07-21T08:00:00Z',
    mergedAt: '2025-07-21T08:00:00Z',
    mergeOid: 'd'.repeat(40),
    url: `https://github.example/acme/river/pull/${number}`,
    ...over,
  };
}

export function standing(
  pairs: StandingPair[] = [],
  heads: IntegrationStanding['heads'] = [],
): IntegrationStanding {
  return { state: 'read', target: { ref: 'main', oid: TIP }, heads, pairs, order: [] };
}

export function pair(
  a: string,
  b: string,
  verdict: StandingPair['verdict'],
  findings: StandingPair['findings'] = [],
): StandingPair {
  return { a, b, verdict, findings };
}

export function head(
  ref: string,
  workstream: string,
  containedIn: string[] = [],
): IntegrationStanding['heads'][number] {
  return {
    ref,
    branch: ref,
    oid: 'e'.repeat(40),
    pullRequest: null,
    workstreams: [workstream],
    remarks: [],
    containedIn,
  };
}

export function activity(over: Partial<WorkstreamActivity> = {}): WorkstreamActivity {
  return { commits: [], pulls: [], landed: [], gathered: [], checks: {}, ...over };
}
