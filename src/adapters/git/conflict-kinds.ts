/**
 * From git's words to the project's: which messages of a trial merge are conflicts, of which kind, and where the
 * file is on both sides. The short names are those of git's merge-ort.c, where they are kept stable for other
 * programs. Pure.
 */
import type { ConflictKind, MergeConflict } from '../../ports.ts';
import { isRegularFile } from '../../tree-modes.ts';
import type { MergeMessage, MergeRecord, StageEntry } from './merge-records.ts';

/** A conflict, and what must be looked up to complete it. */
export interface FoundConflict {
  conflict: MergeConflict;
  /** Paths the file may have on a side; the first that exists there is meant. */
  candidates: { ours: string[]; theirs: string[] };
  /** Regular files on both sides with different contents, merged at this path of the result. */
  text: { path: string; ours: StageEntry; theirs: StageEntry } | null;
}

/** Conflicts kept of one merge; a report of more helps nobody. */
const MOST_CONFLICTS = 1000;

const SUBMODULE = '160000';

const KINDS: ReadonlyMap<string, ConflictKind> = new Map<string, ConflictKind>([
  ['CONFLICT (binary)', 'binary'],
  ['CONFLICT (file/directory)', 'file/directory'],
  ['CONFLICT (distinct modes)', 'distinct-types'],
  ['CONFLICT (modify/delete)', 'modify/delete'],
  ['CONFLICT (rename/rename)', 'rename/rename'],
  ['CONFLICT (rename involved in collision)', 'rename/add'],
  ['CONFLICT (rename/delete)', 'rename/delete'],
  ['CONFLICT (directory rename suggested)', 'directory-rename'],
  ['CONFLICT (file in way of directory rename)', 'directory-rename'],
  ['CONFLICT(directory rename collision)', 'directory-rename'],
  ['CONFLICT(directory rename unclear split)', 'directory-rename'],
]);

/** git says several things about one path; a kind and the kinds that say the same more exactly. */
const ABSORBED_BY: ReadonlyMap<ConflictKind, readonly ConflictKind[]> = new Map<
  ConflictKind,
  readonly ConflictKind[]
>([
  ['content', ['binary', 'submodule', 'rename/add', 'directory-rename']],
  ['add/add', ['binary', 'submodule', 'rename/add', 'directory-rename']],
  ['modify/delete', ['rename/delete', 'file/directory']],
  ['submodule', ['submodule']],
]);

/** The conflicts of a record that is not clean; at least one. */
export function findConflicts(record: MergeRecord): FoundConflict[] {
  const stages = groupStages(record.stages);
  const moved = movedWithDirectory(record.messages);
  const found: FoundConflict[] = [];
  const byPath = new Map<string, FoundConflict[]>();
  const keep = (one: FoundConflict) => {
    found.push(one);
    const path = one.conflict.paths[0] ?? '';
    byPath.set(path, [...(byPath.get(path) ?? []), one]);
  };
  for (const message of record.messages) {
    const kind = kindOf(message, stages);
    if (kind === null) continue;
    const one = describe(kind, message, stages, moved);
    const same = byPath.get(message.paths[0] ?? '') ?? [];
    const stronger = same.find(({ conflict }) => ABSORBED_BY.get(kind)?.includes(conflict.kind));
    const weaker = same.find(({ conflict }) => ABSORBED_BY.get(conflict.kind)?.includes(kind));
    if (stronger) absorb(stronger, one);
    else if (weaker) absorb(weaker, one, one.conflict.kind);
    else keep(one);
  }
  // Every path git left unmerged is named by some conflict, whatever a future git may say about it.
  const named = new Set(found.flatMap(({ conflict }) => conflict.paths));
  for (const path of stages.keys()) {
    if (!named.has(path))
      keep(describe('other', { paths: [path], type: '', text: '' }, stages, moved));
  }
  if (found.length === 0) keep(describe('other', { paths: [], type: '', text: '' }, stages, moved));
  if (found.length <= MOST_CONFLICTS) return found;
  const rest = found.length - MOST_CONFLICTS;
  const note = { paths: [], type: '', text: `and ${rest} more conflicts` };
  return [...found.slice(0, MOST_CONFLICTS), describe('other', note, stages, moved)];
}

type Stages = ReadonlyMap<string, ReadonlyMap<1 | 2 | 3, StageEntry>>;

function kindOf({ type, paths, text }: MergeMessage, stages: Stages): ConflictKind | null {
  const known = KINDS.get(type);
  if (known) return known;
  if (type.startsWith('CONFLICT (submodule')) return 'submodule';
  if (type !== 'CONFLICT (contents)') return /^(CONFLICT|ERROR)/.test(type) ? 'other' : null;
  const at = stages.get(paths[0] ?? '');
  const ours = at?.get(2);
  const theirs = at?.get(3);
  if (ours?.mode === SUBMODULE || theirs?.mode === SUBMODULE) return 'submodule';
  if (ours && theirs && ours.oid === theirs.oid && ours.mode !== theirs.mode) return 'mode';
  return text.startsWith('CONFLICT (add/add)') ? 'add/add' : 'content';
}

function describe(
  kind: ConflictKind,
  { paths, type, text }: MergeMessage,
  stages: Stages,
  moved: ReadonlyMap<string, string[]>,
): FoundConflict {
  const [path = '', second, third] = paths;
  const ours = stages.get(path)?.get(2);
  const theirs = stages.get(path)?.get(3);
  const anywhere = [...paths, ...(moved.get(path) ?? [])];
  const isSplitRename = type === 'CONFLICT (rename/rename)' && second && third;
  const submodule = (stage: 2 | 3) =>
    paths.find((one) => stages.get(one)?.get(stage)?.mode === SUBMODULE) ?? null;
  return {
    conflict: {
      kind,
      paths: [...paths],
      // Submodules are no objects of this repository: they cannot be looked up, but git has just listed them.
      ours: { path: withoutSuffix(submodule(2), paths) },
      theirs: { path: withoutSuffix(submodule(3), paths) },
      regions: [],
      message: text,
    },
    candidates: isSplitRename
      ? { ours: [second], theirs: [third] }
      : { ours: anywhere, theirs: anywhere },
    text:
      ours &&
      theirs &&
      isRegularFile(ours.mode) &&
      isRegularFile(theirs.mode) &&
      ours.oid !== theirs.oid
        ? { path, ours, theirs }
        : null,
  };
}

function absorb(into: FoundConflict, other: FoundConflict, kind = into.conflict.kind): void {
  const paths = [...new Set([...into.conflict.paths, ...other.conflict.paths])];
  into.conflict.kind = kind;
  into.conflict.message = `${into.conflict.message}\n${other.conflict.message}`;
  into.conflict.paths = paths;
  into.text ??= other.text;
  into.candidates = {
    ours: [...new Set([...into.candidates.ours, ...other.candidates.ours])],
    theirs: [...new Set([...into.candidates.theirs, ...other.candidates.theirs])],
  };
}

/** git puts `path~<side>` where it cannot keep `path`; the file's own name is the path before the suffix. */
function withoutSuffix(path: string | null, paths: readonly string[]): string | null {
  return paths.find((one) => path?.startsWith(`${one}~`)) ?? path;
}

/** Path after → paths before, for files git moved because the other side had renamed their directory. */
function movedWithDirectory(messages: readonly MergeMessage[]): Map<string, string[]> {
  return new Map(
    messages
      .filter(({ type }) => type === 'Path updated due to directory rename')
      .map(({ paths: [after = '', ...before] }) => [after, before]),
  );
}

function groupStages(entries: readonly StageEntry[]): Map<string, Map<1 | 2 | 3, StageEntry>> {
  const grouped = new Map<string, Map<1 | 2 | 3, StageEntry>>();
  for (const entry of entries) {
    const at = grouped.get(entry.path) ?? new Map<1 | 2 | 3, StageEntry>();
    grouped.set(entry.path, at.set(entry.stage, entry));
  }
  return grouped;
}
