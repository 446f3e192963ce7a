import type { ConflictKind, LineRange, MergeConflict, TrialMerge } from '../../ports.ts';
import type { Detected, PairFacts, PairSide, PlainDetector } from '../detector.ts';
import { decidingTrials, squashOnlyConflicts } from '../pairs.ts';
import type { PairTrials, Place } from '../report.ts';

/** Conflicts that git itself reports when the two sides are merged. */
export const textual: PlainDetector = {
  kind: 'plain',
  name: 'textual',
  summary:
    'git cannot merge the two sides: both changed the same lines, or one deleted what the other changed.',
  rules: [
    { finds: 'Any conflict that git reports when the two are merged', confidence: 1 },
    {
      finds:
        'A conflict that exists only if the first of two stacked heads is squash-merged (a note)',
      confidence: 1,
    },
  ],
  detect(pair) {
    // Nearly all pairs are clean.
    if (!Object.values(pair.trials).some(({ verdict }) => verdict === 'conflict')) return [];
    const decided = conflictsOf(decidingTrials(pair.trials, pair.squashOnly), pair);
    if (decided.length > 0 || pair.squashOnly) return decided;
    return conflictsOf(squashOnlyConflicts(pair.trials), pair).map((found) => ({
      ...found,
      note: true,
      message: `Only if the first of the two is squash-merged: ${found.message}`,
      suggestion:
        'Land the first with a merge commit, or rebase the second onto the target after the squash.',
    }));
  },
};

/** One conflict seen from both sides: which side each trial's ours and theirs are. */
interface Sighting {
  conflict: MergeConflict;
  a: MergeConflict['ours'];
  b: MergeConflict['ours'];
  /** Lines are given only where the trial's side is that head's own commit. */
  aLines: LineRange[];
  bLines: LineRange[];
}

function conflictsOf(trials: [keyof PairTrials, TrialMerge][], pair: PairFacts): Detected[] {
  const found = new Map<string, Sighting>();
  for (const [slot, trial] of trials) {
    if (trial.verdict !== 'conflict') continue;
    for (const conflict of trial.conflicts) {
      const key = `${conflict.kind} ${[...conflict.paths].sort().join('\0')}`;
      const seen = sight(slot, conflict);
      const before = found.get(key);
      if (before) found.set(key, combine(before, seen));
      else found.set(key, seen);
    }
  }
  return [...found.values()].map((sighting) => describe(sighting, pair));
}

/**
 * In `aThenB` ours is a landed on the target, theirs is b as it is; `bThenA` the other way round. Only what
 * is "as it is" has line numbers that a reader of that head can look up.
 */
function sight(slot: keyof PairTrials, conflict: MergeConflict): Sighting {
  const ours = conflict.regions.map((region) => region.ours);
  const theirs = conflict.regions.map((region) => region.theirs);
  switch (slot) {
    case 'direct':
      return { conflict, a: conflict.ours, b: conflict.theirs, aLines: ours, bLines: theirs };
    case 'aThenB':
    case 'aSquashedThenB':
      return { conflict, a: conflict.ours, b: conflict.theirs, aLines: [], bLines: theirs };
    case 'bThenA':
    case 'bSquashedThenA':
      return { conflict, a: conflict.theirs, b: conflict.ours, aLines: theirs, bLines: [] };
  }
}

function combine(one: Sighting, other: Sighting): Sighting {
  return {
    ...one,
    aLines: one.aLines.length > 0 ? one.aLines : other.aLines,
    bLines: one.bLines.length > 0 ? one.bLines : other.bLines,
  };
}

function describe(sighting: Sighting, pair: PairFacts): Detected {
  return {
    confidence: 1,
    message: messageFor(sighting, pair),
    suggestion: suggestionFor(sighting, pair),
    places: [
      ...placesOn(pair.a, sighting.a.path, sighting.aLines),
      ...placesOn(pair.b, sighting.b.path, sighting.bLines),
    ],
    evidence: sighting.conflict.message,
  };
}

function placesOn(side: PairSide, path: string | null, lines: LineRange[]): Place[] {
  if (path === null) return [];
  if (lines.length === 0) return [{ head: side.ref, path }];
  return lines.map(({ from, to }) => ({
    head: side.ref,
    path,
    line: Math.max(1, Math.min(from, to)),
    endLine: Math.max(1, to),
  }));
}

function messageFor(sighting: Sighting, pair: PairFacts): string {
  const { conflict, a, b } = sighting;
  const path = conflict.paths[0] ?? a.path ?? b.path ?? 'a file';
  const [deleter, changer] = a.path === null ? [pair.a, pair.b] : [pair.b, pair.a];
  const others = conflict.paths.slice(1);
  const words: Record<ConflictKind, string> = {
    content: `Both change the same lines of ${path}`,
    'add/add': `Both add ${path}, each with its own content`,
    'modify/delete': `${deleter.ref} deletes ${path}, which ${changer.ref} changes`,
    'rename/rename':
      others.length > 0
        ? `Both rename the same file differently: ${[path, ...others].join(', ')}`
        : `Both rename a file to ${path}`,
    'rename/add': `One renames a file to ${path}, the other adds a new file there`,
    'rename/delete': `${deleter.ref} deletes a file that ${changer.ref} renames (${[path, ...others].join(', ')})`,
    'directory-rename': `One renames the directory in which the other works, so git cannot tell where ${path} belongs`,
    'file/directory': `${path} is a file on one side and a directory on the other`,
    'distinct-types': `${path} is of different types on the two sides (file, symbolic link or submodule)`,
    submodule: `Both move the submodule ${path} to different commits`,
    binary: `Both change the binary file ${path}`,
    mode: `Both change the file mode of ${path}`,
    other: `git cannot merge ${path}`,
  };
  return words[conflict.kind];
}

function suggestionFor(sighting: Sighting, pair: PairFacts): string {
  const path = sighting.conflict.paths[0] ?? 'the file';
  if (pair.a.isBase) return `Merge ${pair.target} into ${pair.b.ref} and resolve ${path} there.`;
  return `Whichever of the two lands second merges ${pair.target} and resolves ${path} there.`;
}
