/**
 * Which pairs of heads merge cleanly as they are, shown without merging them. Whatever is in doubt is put to git.
 * Pure but for what it asks the survey for.
 *
 * A three-way merge of X, A and B is clean where no path is changed on both sides, from X to A and from X to B, but
 * for directories that stay and for files: those that both modify merge if their lines keep apart, those that both add if
 * they are the same, and nothing else matters to them. Renames cannot matter then: git looks for one only where the other
 * side changes what is gone, or adds to a directory that is gone, and both are paths that both sides change.
 *
 * X is the older of the two merge bases with the target, where both lie on the target's own line. What B changes
 * since then is what the target changed from one merge base to the other, and what B changed itself.
 */
import type { FileMerge, HeadSurvey, Oid, Survey, TreeChange } from '../ports.ts';
import { NOTHING } from '../tree-modes.ts';
import type { Kinship } from './kinship.ts';
import {
  additionOf,
  areAdditions,
  type Comparing,
  isModification,
  isPlainDirectory,
  type Meetings,
  mayCollide,
} from './touching-lines.ts';

export interface DirectScreen {
  /** Whether two heads (object ids) merge cleanly for certain. */
  isClean(a: Oid, b: Oid): boolean;
  /** The only files that can collide, with `a` as ours; null where anything may. */
  only(a: Oid, b: Oid): readonly FileMerge[] | null;
  /** Their only merge base, where it is known. */
  baseOf(a: Oid, b: Oid): Oid | null;
}

interface Branch {
  oid: Oid;
  base: Oid;
  raw: TreeChange[];
  byPath: Map<string, TreeChange>;
}

type Entry = Pick<TreeChange, 'modes' | 'oids'>;

/** @param pairs those that will be asked about */
export async function screenDirect(
  survey: Pick<Survey, 'heads' | 'trunk'> & Comparing,
  kinship: Kinship,
  pairs: readonly { a: Oid; b: Oid }[],
): Promise<DirectScreen> {
  const branches = new Map(
    [...survey.heads].flatMap(([oid, head]) =>
      branchOf(oid, head).map((branch) => [oid, branch] as const),
    ),
  );
  const line = await trunkOf(survey, [...branches.values()]);
  const baseOf = (a: Oid, b: Oid): Oid | null => {
    const [one, two] = [branches.get(a), branches.get(b)];
    if (!one || !two || a === b || kinship(a, b)) return null;
    return line.older(one, two).base ?? null;
  };
  const open: { a: Oid; b: Oid; older: Oid; meetings: Meetings }[] = [];
  for (const { a, b } of pairs) {
    const [one, two] = [branches.get(a), branches.get(b)];
    if (!one || !two || baseOf(a, b) === null) continue;
    const { older, newer } = line.older(one, two);
    const meetings = older && newer ? meetingsOf(older, newer, line) : null;
    if (older && meetings) open.push({ a, b, older: older.oid, meetings });
  }
  const colliding = await mayCollide(
    survey,
    open.map(({ meetings }) => meetings.modified),
    'theirs',
  );
  const files = new Map(
    open.flatMap(({ a, b, older, meetings }, at) => {
      const asOlder = [...(colliding[at] ?? []), ...meetings.added];
      const asNewer = asOlder.map(swapped);
      return [
        [`${a} ${b}`, older === a ? asOlder : asNewer],
        [`${b} ${a}`, older === a ? asNewer : asOlder],
      ] as const;
    }),
  );
  const only = (a: Oid, b: Oid) => files.get(`${a} ${b}`) ?? null;
  return { isClean: (a, b) => only(a, b)?.length === 0, only, baseOf };
}

function branchOf(oid: Oid, { bases, raw }: HeadSurvey): Branch[] {
  const [base, ...more] = bases;
  if (base === undefined || more.length > 0 || !raw) return [];
  return [{ oid, base, raw, byPath: afterwards(raw) }];
}

/** What becomes of each path: a file in place of a directory stands there twice, as what goes and as what comes. */
function afterwards(changes: readonly TreeChange[]): Map<string, TreeChange> {
  const found = new Map<string, TreeChange>();
  for (const change of changes) {
    if (change.modes[1] !== NOTHING || !found.has(change.path)) found.set(change.path, change);
  }
  return found;
}

const swapped = (one: FileMerge): FileMerge => ({ ...one, ours: one.theirs, theirs: one.ours });

/** Null where it is in doubt; otherwise the files whose lines decide, with the older head's as ours. */
function meetingsOf(older: Branch, newer: Branch, line: Trunk): Meetings | null {
  const meetings: Meetings = { modified: [], added: [] };
  for (const change of older.raw) {
    const other = changeBetween(change, older, newer, line);
    if (!other) continue;
    if (isPlainDirectory(change) && isPlainDirectory(other)) continue;
    const { path } = change;
    const [base, ours, theirs] = [change.oids[0], change.oids[1], other.oids[1]];
    if (areAdditions(change, other)) {
      meetings.added.push(...additionOf(path, ours, theirs));
      continue;
    }
    if (!isModification(change) || !isModification(other)) return null;
    const reference = line.reference(path) ?? base;
    meetings.modified.push({ path, base, ours, landed: null, theirs, reference });
  }
  return meetings;
}

/** What the newer head does, since the older one's merge base, to a path that the older one changes. */
function changeBetween(
  { path, modes, oids }: TreeChange,
  older: Branch,
  newer: Branch,
  line: Trunk,
): Entry | null {
  const now = newer.byPath.get(path) ?? line.lastChange(path, older.base, newer.base);
  if (!now || (now.modes[1] === modes[0] && now.oids[1] === oids[0])) return null;
  return { modes: [modes[0], now.modes[1]], oids: [oids[0], now.oids[1]] };
}

interface Trunk {
  /** Which head branched off earlier; nothing where their merge bases are not on one line. */
  older(a: Branch, b: Branch): { older?: Branch; newer?: Branch; base?: Oid };
  /** What the target last did to a path after one merge base and up to another. */
  lastChange(path: string, after: Oid, upTo: Oid): TreeChange | null;
  /** A file as the newest merge base of the heads that change it has it. */
  reference(path: string): Oid | undefined;
}

async function trunkOf(survey: Pick<Survey, 'trunk'>, branches: readonly Branch[]): Promise<Trunk> {
  const bases = new Set(branches.map(({ base }) => base));
  const paths = new Set(branches.flatMap(({ raw }) => raw.map(({ path }) => path)));
  const line = bases.size > 1 ? await survey.trunk(bases, paths) : [];
  const position = new Map(line.map(({ base }, at) => [base, at]));
  const history = new Map<string, { at: number; change: TreeChange }[]>();
  for (const [at, { changes }] of line.entries()) {
    for (const [path, change] of afterwards(changes)) {
      const steps = history.get(path) ?? [];
      history.set(path, steps);
      steps.push({ at, change });
    }
  }
  const references = new Map<string, Oid>();
  const at = ({ base }: Branch) => position.get(base) ?? -1;
  for (const { raw } of [...branches].sort((a, b) => at(a) - at(b))) {
    for (const { path, oids } of raw) references.set(path, oids[0]);
  }
  return {
    reference: (path) => references.get(path),
    older(a, b) {
      if (a.base === b.base) return { older: a, newer: b, base: a.base };
      const [i, j] = [position.get(a.base), position.get(b.base)];
      if (i === undefined || j === undefined) return {};
      return i < j ? { older: a, newer: b, base: a.base } : { older: b, newer: a, base: b.base };
    },
    lastChange(path, after, upTo) {
      const [from, to] = [position.get(after) ?? 0, position.get(upTo) ?? 0];
      const step = history.get(path)?.findLast(({ at }) => at <= to);
      return step && step.at > from ? step.change : null;
    },
  };
}
