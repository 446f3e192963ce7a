import { seenOnOneLine } from '../unseen-characters.ts';
import { anyGlob } from './glob.ts';
import { fold, workstreamNames } from './names.ts';
import type { Plan } from './schema.ts';
import { trailerNames } from './trailer.ts';

/** What assignment looks at. */
export interface AssignmentFacts {
  /** PR body (for the `Workstream:` trailer) and labels; empty for a branch without a PR. */
  body: string;
  labels: readonly string[];
  /** Branch the PR wants to merge into, null for a branch without a PR. */
  base: string | null;
  /** Branch name of the head, without owner. */
  branch: string;
  /** Changed paths, null when they could not be read. */
  paths: readonly string[] | null;
}

export type AssignmentRule = 'trailer' | 'label' | 'base' | 'head' | 'paths';

/** Which workstream(s) a head belongs to, by which rule, and what is odd about it. Never silently "none". */
export interface Assignment {
  /** Names of workstreams in the plan's order: one, several when ambiguous, none when no rule matched. */
  workstreams: string[];
  rule: AssignmentRule | null;
  /** The rule in words a reader understands: ``its base `feature/x` is the branch of x``. */
  reason: string;
  /** Ambiguities, unknown names in a trailer, wrong lanes: each a plain sentence with what to do. */
  remarks: { kind: 'ambiguous' | 'unknown-name' | 'wrong-lane'; message: string }[];
}

type Remark = Assignment['remarks'][number];

/** What one rule found: workstreams, and the reason as the end of "it belongs there because …". */
interface Match {
  rule: AssignmentRule;
  workstreams: string[];
  reason: string;
  /** Several workstreams are meant (a trailer lists them), not a doubt. */
  several?: true;
}

/** Decides which workstream a head belongs to: trailer or label, base, head, paths, in this order. */
export function assign(facts: AssignmentFacts, plan: Plan): Assignment {
  const lanes = lanesOf(plan);
  const trailer = readTrailer(facts.body, plan);
  const label = byLabel(facts, lanes);
  const owners = facts.paths && pathOwners(facts.paths, lanes);
  const match =
    trailer.match ??
    label ??
    byBase(facts, plan, lanes) ??
    byHead(facts, plan, lanes) ??
    byPaths(facts, owners, lanes);
  if (!match) {
    return { workstreams: [], rule: null, reason: unmatched(facts), remarks: trailer.remarks };
  }
  const remarks = [
    ...trailer.remarks,
    ...(trailer.match && label ? disagreement(trailer.match, label) : []),
    ...(match.workstreams.length > 1 && !match.several ? [ambiguous(match, facts)] : []),
    ...(owners && facts.paths ? wrongLane(match, facts, facts.paths, owners, lanes) : []),
  ];
  return { workstreams: match.workstreams, rule: match.rule, reason: match.reason, remarks };
}

/** A workstream with its globs compiled. */
interface Lane {
  name: string;
  branch: string | null;
  labels: Set<string>;
  ownsHead: (branch: string) => boolean;
  ownsPath: (path: string) => boolean;
  hasPaths: boolean;
}

const compiled = new WeakMap<Plan, Lane[]>();

function lanesOf(plan: Plan): Lane[] {
  const known = compiled.get(plan);
  if (known) return known;
  const lanes = Object.entries(plan.workstreams).map(([name, { branch, also }]) => ({
    name,
    branch: branch ?? null,
    labels: new Set(
      [name, `workstream:${name}`, `ws/${name}`, ...also.labels].map((label) => fold(label)),
    ),
    ownsHead: anyGlob(also.heads),
    ownsPath: anyGlob(also.paths),
    hasPaths: also.paths.length > 0,
  }));
  compiled.set(plan, lanes);
  return lanes;
}

const names = (lanes: readonly Lane[]) => lanes.map(({ name }) => name);

function readTrailer(body: string, plan: Plan): { match: Match | null; remarks: Remark[] } {
  const index = workstreamNames(plan);
  const found = new Set<string>();
  const remarks: Remark[] = [];
  for (const written of trailerNames(body)) {
    const name = index.find(written.replace(/^#(?=\d+$)/, ''));
    if (name !== null) {
      found.add(name);
      continue;
    }
    const near = index.nearest(written);
    const next =
      near === null ? listed(Object.keys(plan.workstreams)) : `Did you mean ${shown(near)}?`;
    const message = `The description names the workstream ${shown(written)}, which the plan does not have. ${next}`;
    remarks.push({ kind: 'unknown-name', message });
  }
  if (found.size === 0) return { match: null, remarks };
  const workstreams = Object.keys(plan.workstreams).filter((name) => found.has(name));
  const reason = `its description says Workstream: ${workstreams.join(', ')}`;
  return { match: { rule: 'trailer', workstreams, reason, several: true }, remarks };
}

function listed(all: readonly string[]): string {
  const rest = all.length > 8 ? `, and ${all.length - 8} more` : '';
  return all.length === 0
    ? 'The plan has no workstreams.'
    : `It has: ${all.slice(0, 8).join(', ')}${rest}.`;
}

function byLabel({ labels }: AssignmentFacts, lanes: readonly Lane[]): Match | null {
  const found = lanes.filter((lane) => labels.some((label) => lane.labels.has(fold(label))));
  if (found.length === 0) return null;
  const carried = labels.filter((label) => found.some((lane) => lane.labels.has(fold(label))));
  const reason = `it carries the label ${carried.map(shown).join(' and ')}`;
  return { rule: 'label', workstreams: names(found), reason };
}

function byBase({ base }: AssignmentFacts, plan: Plan, lanes: readonly Lane[]): Match | null {
  if (base === null || base === plan.target) return null;
  const found = lanes.filter(({ branch }) => branch === base);
  if (found.length === 0) return null;
  const reason = `its base ${shown(base)} is the branch of ${names(found).join(' and ')}`;
  return { rule: 'base', workstreams: names(found), reason };
}

/** A branch that is a workstream's own outweighs the globs of others. */
function byHead({ branch }: AssignmentFacts, plan: Plan, lanes: readonly Lane[]): Match | null {
  if (branch === plan.target) return null;
  const own = lanes.filter((lane) => lane.branch === branch);
  const found = own.length > 0 ? own : lanes.filter((lane) => lane.ownsHead(branch));
  if (found.length === 0) return null;
  const relation = own.length > 0 ? 'is the branch of' : 'matches a head pattern of';
  const reason = `its branch ${shown(branch)} ${relation} ${names(found).join(' and ')}`;
  return { rule: 'head', workstreams: names(found), reason };
}

/** For each changed path the lanes that own it; paths that nobody owns are left out. */
function pathOwners(paths: readonly string[], lanes: readonly Lane[]): Map<string, Lane[]> {
  const withPaths = lanes.filter(({ hasPaths }) => hasPaths);
  return new Map(
    paths
      .map((path) => [path, withPaths.filter((lane) => lane.ownsPath(path))] as const)
      .filter(([, owners]) => owners.length > 0),
  );
}

function byPaths(
  { paths }: AssignmentFacts,
  owners: Map<string, Lane[]> | null,
  lanes: readonly Lane[],
): Match | null {
  if (!owners || owners.size === 0) return null;
  const counts = new Map<Lane, number>();
  for (const lane of [...owners.values()].flat()) counts.set(lane, (counts.get(lane) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const found = lanes.filter((lane) => counts.get(lane) === most);
  const each = found.length > 1 ? ' each' : '';
  const reason = `${share(most, paths?.length ?? most)} to ${names(found).join(' and ')}${each}`;
  return { rule: 'paths', workstreams: names(found), reason };
}

/** `2 of its 4 changed files belong`. */
function share(some: number, all: number): string {
  if (all === 1) return 'its only changed file belongs';
  return `${some} of its ${all} changed files ${some === 1 ? 'belongs' : 'belong'}`;
}

function unmatched({ base, branch, paths }: AssignmentFacts): string {
  const unread = paths === null ? ' (its changed files could not be read)' : '';
  const tried =
    base === null
      ? `neither the branch ${shown(branch)} nor its changed files match`
      : `neither its description, labels, base ${shown(base)}, branch ${shown(branch)} nor changed files match`;
  const next =
    base === null
      ? 'Name the branch under a workstream in the plan, as branch or in also.heads.'
      : 'Add a line "Workstream: NAME" to its description, or a pattern under also in the plan.';
  return `${tried} a workstream${unread}. ${next}`;
}

function ambiguous({ workstreams, reason }: Match, { base }: AssignmentFacts): Remark {
  const next =
    base === null
      ? `Make the patterns under also in the plan narrower, so that one of ${workstreams.join(', ')} is left.`
      : `Add a line "Workstream: NAME" to the description to say which of ${workstreams.join(', ')}.`;
  return {
    kind: 'ambiguous',
    message: `It is not clear which workstream this belongs to: ${reason}. ${next}`,
  };
}

function disagreement(trailer: Match, label: Match): Remark[] {
  if (label.workstreams.every((name) => trailer.workstreams.includes(name))) return [];
  const message = `The description says ${trailer.workstreams.join(', ')}, but ${label.reason}. The description counts; remove the label, or change the description.`;
  return [{ kind: 'ambiguous', message }];
}

/**
 * Says so when the files belong to another workstream than the one assigned: at least half of the files that
 * anybody owns are owned by exactly that one. Where the assigned workstream declares no paths, all other
 * files may be its own, so at least half of all files are needed.
 */
function wrongLane(
  { rule, workstreams, reason }: Match,
  { base }: AssignmentFacts,
  paths: readonly string[],
  owners: Map<string, Lane[]>,
  lanes: readonly Lane[],
): Remark[] {
  if (rule === 'paths') return [];
  const assigned = lanes.filter(({ name }) => workstreams.includes(name));
  const counted = assigned.every(({ hasPaths }) => hasPaths) ? owners.size : paths.length;
  return lanes
    .filter((lane) => !assigned.includes(lane))
    .flatMap((lane): Remark[] => {
      const own = [...owners].filter(([, of]) => of.length === 1 && of[0] === lane);
      if (own.length === 0 || own.length * 2 < counted) return [];
      const [first] = own.map(([path]) => path);
      const example = `${shown(first ?? '')}${own.length > 1 ? ` and ${own.length - 1} more` : ''}`;
      const both = [...workstreams, lane.name].join(', ');
      const keep =
        base === null
          ? `add its files to also.paths of ${workstreams.join(' or ')} in the plan`
          : `list both in a line "Workstream: ${both}" of the description`;
      const message = `This may be in the wrong lane: ${share(own.length, paths.length)} to ${lane.name} (${example}), but it counts for ${workstreams.join(', ')}, because ${reason}. Move it to ${lane.name}, or, if it is right here, ${keep}.`;
      return [{ kind: 'wrong-lane', message }];
    });
}

/** A name from outside as it stands in a sentence: one line, not endless, and inside a code span as Markdown. */
function shown(name: string): string {
  const line = seenOnOneLine(name, ' ').replaceAll('`', "'");
  return `\`${line.length > 100 ? `${line.slice(0, 100)}…` : line}\``;
}
