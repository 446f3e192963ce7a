/**
 * The names in a plan and who refers to whom, read from the raw value. Forgiving on purpose: what has the
 * wrong shape is left out here and reported by the schema, so that every error appears at once. Pure.
 */
import type { Path } from './issue.ts';
import { indexNames, type NameIndex } from './names.ts';

/** A text of the file and where it stands. */
export interface Said {
  text: string;
  path: Path;
}

export interface OutlinedWorkstream {
  name: string;
  path: Path;
  number: number | null;
  branch: string | null;
  aliases: Said[];
  /** What the workstream itself says; null where it says nothing. */
  depends_on: Said[] | null;
  enables: Said[] | null;
  approvals: Said[] | null;
  metrics: Said[] | null;
}

/** One entry of a block such as `dependencies:`, which says something about a workstream elsewhere. */
export interface BlockEntry {
  /** The workstream as written. */
  written: Said;
  says: 'depends_on' | 'enables' | 'approvals' | 'metrics';
  list: Said[];
  path: Path;
}

export interface Outline {
  target: string | null;
  workstreams: OutlinedWorkstream[];
  names: NameIndex;
  entries: BlockEntry[];
  /** Null when the roles cannot be read. */
  roles: OutlinedRole[] | null;
  external: Said[];
  /** Other places that name a workstream. */
  mentions: Said[];
  /** Other places that name a role: contracts, `approval`, delegations, escalation. */
  roleMentions: (Said & { at: 'key' | 'value' })[];
  /** `approval.counts` */
  counts: { role: string; needed: number; path: Path }[];
  delegations: OutlinedDelegation[];
  /** Keys of `teams`. */
  teams: Said[];
}

export interface OutlinedRole {
  name: string;
  path: Path;
  /** Null where they are not a list. */
  people: Said[] | null;
}

export interface OutlinedDelegation {
  path: Path;
  from: string | null;
  to: string | null;
  /** Days, such as 2025-07-07. */
  since: string | null;
  until: string | null;
  roles: Said[] | null;
}

/** Outlines a raw plan; null when there is no mapping of workstreams to speak about. */
export function outline(root: unknown): Outline | null {
  const plan = mapping(root);
  if (!plan || !mapping(plan.workstreams)) return null;
  const workstreams = entriesOf(plan.workstreams, ['workstreams']).map(([name, value, path]) =>
    workstream(name, mapping(value) ?? {}, path),
  );
  const schedule = mapping(mapping(plan.integration)?.schedule);
  const target = plan.target;
  return {
    target: typeof target === 'string' ? target : null,
    workstreams,
    names: indexNames(
      workstreams.map(({ name, aliases, number }) => ({
        name,
        aliases: aliases.map(({ text }) => text),
        number: number ?? undefined,
      })),
    ),
    entries: [
      ...dependencies(plan.dependencies),
      ...block(plan.approval_matrix, 'approval_matrix', 'approvals'),
      ...block(plan.metrics, 'metrics', 'metrics'),
    ],
    roles: roles(plan.roles),
    external: keysOf(plan.external, ['external']),
    mentions: [
      ...entriesOf(schedule, ['integration', 'schedule']).flatMap(
        ([, list, path]) => said(list, path) ?? [],
      ),
      ...keysOf(plan.standups, ['standups']),
      ...items(plan.spawn, ['spawn']).flatMap(
        ([wave, path]) => said(mapping(wave)?.workstreams, [...path, 'workstreams']) ?? [],
      ),
      ...integrated(root, []),
    ],
    roleMentions: roleMentions(plan),
    counts: entriesOf(mapping(plan.approval)?.counts, ['approval', 'counts']).flatMap(
      ([role, needed, path]) => (typeof needed === 'number' ? [{ role, needed, path }] : []),
    ),
    delegations: items(plan.delegations, ['delegations']).map(([value, path]) =>
      delegation(mapping(value) ?? {}, path),
    ),
    teams: keysOf(plan.teams, ['teams']),
  };
}

function roleMentions(plan: Record<string, unknown>): Outline['roleMentions'] {
  const approval = mapping(plan.approval) ?? {};
  const values = [
    ...items(plan.contracts, ['contracts']).map(
      ([contract, path]) => said(mapping(contract)?.owners, [...path, 'owners']) ?? [],
    ),
    ...entriesOf(approval.also_approve, ['approval', 'also_approve']).map(
      ([, list, path]) => said(list, path) ?? [],
    ),
    said(approval.override_roles, ['approval', 'override_roles']) ?? [],
    said(mapping(plan.escalation)?.to, ['escalation', 'to']) ?? [],
    ...items(plan.delegations, ['delegations']).map(
      ([entry, path]) => said(mapping(entry)?.roles, [...path, 'roles']) ?? [],
    ),
  ];
  return [
    ...values.flat().map((each) => ({ ...each, at: 'value' as const })),
    ...keysOf(approval.counts, ['approval', 'counts']).map((each) => ({
      ...each,
      at: 'key' as const,
    })),
  ];
}

function delegation(value: Record<string, unknown>, path: Path): OutlinedDelegation {
  const word = (key: string) => (typeof value[key] === 'string' ? value[key] : null);
  return {
    path,
    from: word('from'),
    to: word('to'),
    since: word('since'),
    until: word('until'),
    roles: said(value.roles, [...path, 'roles']),
  };
}

function workstream(name: string, value: Record<string, unknown>, path: Path): OutlinedWorkstream {
  const { number, branch } = value;
  const list = (key: string) => said(value[key], [...path, key]);
  return {
    name,
    path,
    number: typeof number === 'number' ? number : null,
    branch: typeof branch === 'string' ? branch : null,
    aliases: list('aliases') ?? [],
    depends_on: list('depends_on'),
    enables: list('enables'),
    approvals: list('approvals'),
    metrics: 'metrics' in value ? metricTexts(value.metrics, [...path, 'metrics']) : null,
  };
}

function dependencies(value: unknown): BlockEntry[] {
  return entriesOf(value, ['dependencies']).flatMap(([name, entry, at]) =>
    (['depends_on', 'enables'] as const).flatMap((says) => {
      const path = [...at, says];
      const list = said(mapping(entry)?.[says], path);
      return list ? [{ written: { text: name, path: at }, says, list, path }] : [];
    }),
  );
}

function block(value: unknown, key: string, says: 'approvals' | 'metrics'): BlockEntry[] {
  return entriesOf(value, [key]).map(([name, entry, path]) => ({
    written: { text: name, path },
    says,
    list: (says === 'metrics' ? metricTexts(entry, path) : said(entry, path)) ?? [],
    path,
  }));
}

function metricTexts(value: unknown, at: Path): Said[] {
  return entriesOf(value, at).map(([name, metric, path]) => ({
    text: `${name} ${typeof metric === 'string' ? metric : JSON.stringify(metric)}`,
    path,
  }));
}

function roles(value: unknown): Outline['roles'] {
  if (value === undefined) return [];
  if (!mapping(value)) return null;
  return entriesOf(value, ['roles']).map(([name, people, path]) => ({
    name,
    path,
    people: people === null ? [] : said(people, path),
  }));
}

/** Workstreams named by `integrated:` probes, wherever those stand. */
function integrated(value: unknown, path: Path): Said[] {
  const children: [unknown, Path][] = Array.isArray(value)
    ? items(value, path)
    : entriesOf(value, path).map(([, child, at]) => [child, at]);
  return children.flatMap(([child, at]) => {
    const probe = at.at(-2) === 'when' || at.at(-2) === 'done_when';
    return probe && at.at(-1) === 'integrated' ? (said(child, at) ?? []) : integrated(child, at);
  });
}

function mapping(value: unknown): Record<string, unknown> | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function entriesOf(value: unknown, path: Path): [string, unknown, Path][] {
  return Object.entries(mapping(value) ?? {}).map(([key, child]) => [key, child, [...path, key]]);
}

function keysOf(value: unknown, path: Path): Said[] {
  return entriesOf(value, path).map(([text, , at]) => ({ text, path: at }));
}

function items(value: unknown, path: Path): [unknown, Path][] {
  return Array.isArray(value) ? value.map((child, index) => [child, [...path, index]]) : [];
}

/** Texts of a list, also where they stand as `name:` of a mapping; null when it is not a list. */
function said(value: unknown, path: Path): Said[] | null {
  if (!Array.isArray(value)) return null;
  return items(value, path).flatMap(([item, at]) => {
    if (typeof item === 'string') return [{ text: item, path: at }];
    const name = mapping(item)?.name;
    return typeof name === 'string' ? [{ text: name, path: [...at, 'name'] }] : [];
  });
}
