/**
 * Trial merges of which only few files are in question. Where what either side changes or adds shows that their lines
 * collide, or that they do not, nothing is merged; other files are merged by themselves, side by side in trees of our own:
 * git spends most of a merge on what lies around them, comparing whole trees and looking for renames.
 */
import type {
  FileMerge,
  MergeConflict,
  MergeRequest,
  MergeSide,
  ModifiedFile,
  Oid,
  TrialMerge,
} from '../../ports.ts';
import { addedConflicts } from './added-conflicts.ts';
import { encodePath } from './bytes.ts';
import type { RunGit } from './child.ts';
import { findConflicts } from './conflict-kinds.ts';
import { type ConflictedMerge, completeConflicts } from './conflict-places.ts';
import { nameInTree, writeFileTree } from './file-trees.ts';
import { writeCommit } from './landings.ts';
import { lineConflicts } from './line-conflicts.ts';
import { changedFiles, fileKey, mergingFiles } from './line-merges.ts';
import type { Look } from './looks.ts';
import { type CommitPair, type MergeLimits, mergeInBatches } from './merge-batches.ts';
import { writeTogether } from './object-packs.ts';
import { lookUp, nothingFound } from './objects.ts';
import type { Scratch } from './scratch.ts';

/** Files of one request; for more, git is asked to merge everything. */
const MOST_FILES = 100;
/** Files of one merge. */
const [FEWEST_TOGETHER, MOST_TOGETHER] = [8, 500];
/** Bytes of all versions of the files of one merge: of large files git merges a few million a second. */
const MOST_BYTES = 8 * 1024 ** 2;

export type FilesRequest = MergeRequest & { only: readonly FileMerge[] };

/** Whether few enough files are in question. */
export function isOfFiles(request: MergeRequest): request is FilesRequest {
  return !!request.only && request.only.length > 0 && request.only.length <= MOST_FILES;
}

/**
 * In the order of the requests; null where git could not merge some file, so that everything has to be merged. All
 * versions of the files are in the scratch repository, or held.
 */
export async function mergeFiles(
  look: Look,
  requests: readonly FilesRequest[],
  limits: MergeLimits,
): Promise<(TrialMerge | null)[]> {
  const files = new Map(requests.flatMap(({ only }) => only.map((one) => [fileKey(one), one])));
  const all = [...files.values()];
  const changed = await changedFiles(look, all.filter(isModified));
  const added = all.filter((file) => !isModified(file));
  const colliding = new Map([
    ...(await lineConflicts(changed)),
    ...(await addedConflicts(look, added).catch(nothingFound(() => []))),
  ]);
  const others = changed.filter(({ file }) => !colliding.has(fileKey(file)));
  const merging = await mergingFiles(look, others).catch(nothingFound(() => new Set<string>()));
  const open = new Map([...files].filter(([key]) => !colliding.has(key) && !merging.has(key)));
  const known = await mergeEach(look, open, limits);
  return requests.map((request) => {
    const conflicts: MergeConflict[] = [];
    for (const file of [...request.only].sort(byPath)) {
      const key = fileKey(file);
      const regions = colliding.get(key);
      if (regions) {
        conflicts.push(linesConflict(file, regions));
        continue;
      }
      if (merging.has(key)) continue;
      const found = known.get(key);
      if (found === undefined) return null;
      if (found) conflicts.push(asAsked(found, file, request));
    }
    return conflicts.length === 0
      ? { verdict: 'clean', tree: null }
      : { verdict: 'conflict', tree: null, conflicts };
  });
}

/** A conflict as it is called in a merge of ours. */
interface NamedConflict extends CommitPair {
  conflict: MergeConflict;
  name: string;
}

/** By key; null for a file that merges; those that git failed at are left out. */
async function mergeEach(
  { run, scratch, texts }: Look,
  files: ReadonlyMap<string, FileMerge>,
  limits: MergeLimits,
): Promise<Map<string, NamedConflict | null>> {
  texts.write([...files.values()].flatMap(versionsOf));
  const groups = await groupsOf(run, scratch.gitDir, files, limits);
  const pairs = writeTogether(scratch.gitDir, scratch.format, () =>
    groups.map((group) =>
      sidesOf(
        scratch,
        group.map(([, file]) => file),
      ),
    ),
  );
  const answers = await mergeInBatches(run, scratch, pairs, limits);
  const known = new Map<string, NamedConflict | null>();
  const conflicted: ConflictedMerge[] = [];
  for (const [at, group] of groups.entries()) {
    const [answer, sides] = [answers[at], pairs[at]];
    if (!answer || !sides || 'undetermined' in answer) continue;
    for (const [key] of group) known.set(key, null);
    if (answer.clean) continue;
    const found = findConflicts(answer);
    conflicted.push({ ...sides, tree: answer.tree, found, shown: new Map() });
    const keys = new Map(group.map(([key], n) => [nameInTree(n), key]));
    for (const one of found) {
      const [name = ''] = one.conflict.paths;
      const key = keys.get(name);
      if (key) known.set(key, { ...sides, conflict: one.conflict, name });
      // The file is where it was; there is nothing to look up.
      one.candidates = { ours: [], theirs: [] };
      one.conflict.ours.path = one.conflict.theirs.path = name;
    }
  }
  await completeConflicts(run, scratch.gitDir, conflicted);
  return known;
}

/** Files that are merged together, dealt out over all processes: so many that none takes too long. */
async function groupsOf(
  run: RunGit,
  gitDir: string,
  files: ReadonlyMap<string, FileMerge>,
  { parallel }: MergeLimits,
): Promise<[string, FileMerge][][]> {
  const blobs = [...new Set([...files.values()].flatMap(versionsOf))];
  const headers = await lookUp(run, gitDir, blobs).catch(nothingFound(() => []));
  const sizes = new Map(blobs.map((blob, at) => [blob, headers[at]?.size ?? 0]));
  const share = Math.ceil(files.size / parallel);
  const most = Math.min(MOST_TOGETHER, Math.max(FEWEST_TOGETHER, share));
  const groups: [string, FileMerge][][] = [];
  let bytes = 0;
  for (const file of files) {
    const size = versionsOf(file[1]).reduce((sum, blob) => sum + (sizes.get(blob) ?? 0), 0);
    const open = groups.at(-1);
    if (open && open.length < most && bytes + size <= MOST_BYTES) {
      open.push(file);
      bytes += size;
    } else {
      groups.push([file]);
      bytes = size;
    }
  }
  return groups;
}

const versionsOf = ({ base, ours, theirs }: FileMerge) =>
  base === null ? [ours, theirs] : [base, ours, theirs];

function sidesOf(scratch: Scratch, files: readonly FileMerge[]): CommitPair {
  const commitOf = (side: 'base' | 'ours' | 'theirs', parents: Oid[]) => {
    const blobs = files.map((file) => file[side]);
    return writeCommit(scratch, writeFileTree(scratch.gitDir, blobs, 0, scratch.format), parents);
  };
  const origin = commitOf('base', []);
  return { ours: commitOf('ours', [origin]), theirs: commitOf('theirs', [origin]) };
}

const isModified = (file: FileMerge): file is ModifiedFile => file.base !== null;

/** In the words that git has for it. */
function linesConflict(
  { path, base }: FileMerge,
  regions: MergeConflict['regions'],
): MergeConflict {
  const kind = base === null ? 'add/add' : 'content';
  const message = `CONFLICT (${kind}): Merge conflict in ${path}`;
  return { kind, paths: [path], ours: { path }, theirs: { path }, regions, message };
}

/** With the names that people know. */
function asAsked(
  { conflict, name, ours, theirs }: NamedConflict,
  { path }: FileMerge,
  request: MergeRequest,
): MergeConflict {
  const message = conflict.message
    .replaceAll(ours, headOf(request.ours))
    .replaceAll(theirs, headOf(request.theirs))
    // A whole word: no object id holds it as one.
    .replaceAll(new RegExp(`\\b${name}\\b`, 'g'), () => path);
  return { ...conflict, paths: [path], ours: { path }, theirs: { path }, message };
}

const headOf = (side: MergeSide) => (typeof side === 'string' ? side : side.landed);

function byPath(a: FileMerge, b: FileMerge): number {
  return Buffer.compare(encodePath(a.path), encodePath(b.path));
}
