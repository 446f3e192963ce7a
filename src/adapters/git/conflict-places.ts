/** Completes conflicts with what only the objects tell: where the file is on both sides, and which lines collide. */
import { setImmediate } from 'node:timers/promises';
import type { Oid } from '../../ports.ts';
import { isBinary } from './bytes.ts';
import type { RunGit } from './child.ts';
import type { FoundConflict } from './conflict-kinds.ts';
import { lookUp, readContents } from './objects.ts';
import { findRegions, toLines } from './regions.ts';

/** A trial merge that was not clean. */
export interface ConflictedMerge {
  ours: Oid;
  theirs: Oid;
  /** The merged tree, conflict markers inside. */
  tree: Oid;
  found: FoundConflict[];
  /** Object ids in git's words, and what to say instead. */
  shown: ReadonlyMap<Oid, Oid>;
}

/** Larger files get no regions. Bytes. */
const LARGEST_FILE = 1024 ** 2;
/** Bytes read at once, and in one call altogether; conflicts beyond get no regions. */
const READ_AT_ONCE = 32 * 1024 ** 2;
const READ_ALTOGETHER = 256 * 1024 ** 2;
/** Texts that are searched before others have a turn. */
const TEXTS_AT_ONCE = 8;

/** Fills in paths and regions and says object ids as people know them. Changes the conflicts in place. */
export async function completeConflicts(
  run: RunGit,
  gitDir: string,
  merges: readonly ConflictedMerge[],
): Promise<void> {
  await addRegions(run, gitDir, merges);
  await addPaths(run, gitDir, merges);
  for (const { found, shown } of merges) {
    for (const { conflict } of found) {
      const say = (text: string) => {
        let said = text;
        for (const [oid, name] of shown) said = said.replaceAll(oid, name);
        return said;
      };
      conflict.message = say(conflict.message);
      conflict.paths = conflict.paths.map(say);
    }
  }
}

/**
 * The first candidate that is a file of the side's commit. In collisions of renames git merges a side's file with
 * something else before it compares: lines of that are no lines of the file, so they are dropped.
 */
async function addPaths(
  run: RunGit,
  gitDir: string,
  merges: readonly ConflictedMerge[],
): Promise<void> {
  const places = merges.flatMap(({ ours, theirs, found }) =>
    found.flatMap((one) => [
      {
        commit: ours,
        side: one.conflict.ours,
        from: one.candidates.ours,
        one,
        blob: one.text?.ours,
      },
      {
        commit: theirs,
        side: one.conflict.theirs,
        from: one.candidates.theirs,
        one,
        blob: one.text?.theirs,
      },
    ]),
  );
  const names = [
    ...new Set(places.flatMap(({ commit, from }) => from.map((path) => `${commit}:${path}`))),
  ];
  const headers = await lookUp(run, gitDir, names);
  const files = new Map(names.map((name, index) => [name, headers[index]]));
  for (const { commit, side, from, one, blob } of places) {
    if (side.path !== null) continue;
    const fileAt = (path: string) => {
      const header = files.get(`${commit}:${path}`);
      return header?.type === 'blob' ? header : null;
    };
    side.path = from.find(fileAt) ?? null;
    const file = side.path === null ? null : fileAt(side.path);
    if (blob && file?.oid !== blob.oid) one.conflict.regions = [];
  }
}

interface Text {
  merge: ConflictedMerge;
  found: FoundConflict;
  merged: Oid;
  ours: Oid;
  theirs: Oid;
  bytes: number;
}

async function addRegions(
  run: RunGit,
  gitDir: string,
  merges: readonly ConflictedMerge[],
): Promise<void> {
  let batch: Text[] = [];
  let bytes = 0;
  let altogether = 0;
  const flush = async () => {
    if (batch.length > 0) await readRegions(run, gitDir, batch, bytes);
    batch = [];
    bytes = 0;
  };
  for (const text of await sizedTexts(run, gitDir, merges)) {
    altogether += text.bytes;
    if (altogether > READ_ALTOGETHER) break;
    if (bytes + text.bytes > READ_AT_ONCE) await flush();
    batch.push(text);
    bytes += text.bytes;
  }
  await flush();
}

/** The text conflicts whose three files are all small enough. */
async function sizedTexts(
  run: RunGit,
  gitDir: string,
  merges: readonly ConflictedMerge[],
): Promise<Text[]> {
  const texts = merges.flatMap((merge) =>
    merge.found.flatMap((found) => (found.text ? [{ merge, found, text: found.text }] : [])),
  );
  const names = texts.flatMap(({ merge, text }) => [
    `${merge.tree}:${text.path}`,
    text.ours.oid,
    text.theirs.oid,
  ]);
  const headers = await lookUp(run, gitDir, names);
  return texts.flatMap(({ merge, found, text }, index) => {
    const [merged, ours, theirs] = headers.slice(3 * index, 3 * index + 3);
    const small = [merged, ours, theirs].every(
      (header) => header?.type === 'blob' && header.size <= LARGEST_FILE,
    );
    if (!small || !merged || !ours || !theirs) return [];
    const bytes = merged.size + ours.size + theirs.size;
    return [
      { merge, found, merged: merged.oid, ours: text.ours.oid, theirs: text.theirs.oid, bytes },
    ];
  });
}

async function readRegions(
  run: RunGit,
  gitDir: string,
  texts: readonly Text[],
  bytes: number,
): Promise<void> {
  const oids = texts.flatMap(({ merged, ours, theirs }) => [merged, ours, theirs]);
  const contents = await readContents(run, gitDir, oids, bytes);
  // A version meets many others.
  const known = new Map<Oid, string[] | null>();
  const linesOf = (oid: Oid) => {
    const content = contents.get(oid);
    const lines = known.get(oid) ?? (content && !isBinary(content) ? toLines(content) : null);
    known.set(oid, lines);
    return lines;
  };
  for (const [at, { merge, found, ...text }] of texts.entries()) {
    if (at % TEXTS_AT_ONCE === TEXTS_AT_ONCE - 1) await setImmediate();
    const merged = contents.get(text.merged);
    const [ours, theirs] = [linesOf(text.ours), linesOf(text.theirs)];
    if (!merged || !ours || !theirs) continue;
    const { regions, paths } = findRegions(merged, { ours, theirs }, merge);
    found.conflict.regions = regions;
    if (paths.ours !== null) found.candidates.ours.unshift(paths.ours);
    if (paths.theirs !== null) found.candidates.theirs.unshift(paths.theirs);
  }
}
