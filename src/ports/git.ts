/** Reads of git objects: what Weir asks of git, and what it answers. Types only. */
import type { SymbolReading } from '../symbols.ts';
import type { ChainOutcome, TrialChain } from './builds.ts';
import type { Oid, Repository, WholeList } from './names.ts';

/**
 * A commit to merge: one that exists, or the commit that would exist after `head` has landed on
 * `target`, by a merge commit of both or by a squash (one parent: the target).
 */
export type MergeSide = Oid | { landed: Oid; on: Oid; how: 'merge' | 'squash' };

export interface MergeRequest {
  ours: MergeSide;
  theirs: MergeSide;
  /** Their only merge base, where it is known: git need not look for it then. */
  base?: Oid;
  /** The only files that can collide, where that is known: everything else merges. A clean outcome has no tree then. */
  only?: readonly FileMerge[];
}

/** A regular file that both sides of a merge have changed or added, by its contents there. */
export interface FileMerge {
  path: string;
  /** At the merge base; null where both have added it. */
  base: Oid | null;
  ours: Oid;
  theirs: Oid;
}

/** A file that both sides have changed. */
export type ModifiedFile = FileMerge & { base: Oid };

/** Kinds of conflict that git's `ort` merge reports, by its own stable short names, folded to words. */
export type ConflictKind =
  | 'content'
  | 'add/add'
  | 'modify/delete'
  | 'rename/rename'
  | 'rename/add'
  | 'rename/delete'
  | 'directory-rename'
  | 'file/directory'
  | 'distinct-types'
  | 'submodule'
  | 'binary'
  | 'mode'
  | 'other';

/** Lines `from`..`to` (1-based, inclusive) of a file; `to < from` marks a place between two lines. */
export interface LineRange {
  from: number;
  to: number;
}

export interface MergeConflict {
  kind: ConflictKind;
  /** The path in the merged tree, then every other path git names for this conflict. */
  paths: string[];
  /** The file's path on each side, null where that side has no such file. */
  ours: { path: string | null };
  theirs: { path: string | null };
  /** For a content conflict: the colliding lines on both sides, in order of the file. */
  regions: { ours: LineRange; theirs: LineRange }[];
  /** git's own words, for the collapsed details. */
  message: string;
}

export type UndeterminedReason =
  | 'unrelated'
  | 'missing-object'
  | 'timeout'
  | 'too-large'
  | 'failed'
  | 'unsupported-git';

/** Outcome of one trial merge. A conflict is a value; an exception is a bug or an outage. */
export type TrialMerge =
  /** `tree` is null where the outcome was shown without merging. */
  | { verdict: 'clean'; tree: Oid | null }
  | { verdict: 'conflict'; tree: Oid | null; conflicts: MergeConflict[] }
  | { verdict: 'undetermined'; reason: UndeterminedReason; detail: string };

export type FileRead =
  | { state: 'found'; text: string; oid: Oid }
  | { state: 'absent' }
  | { state: 'unreadable'; reason: string };

/** Commits and paths of a head that are not in the target. */
export interface Unlanded {
  /** Commits reachable from the head and not from the target; empty when the target contains the head. */
  commits: ReadonlySet<Oid>;
  /** Paths the head changed since its merge base with the target, or null when git could not tell. */
  paths: string[] | null;
}

/** One entry of a tree that differs between two trees; directories stand there too. */
export interface TreeChange {
  path: string;
  /** Added, deleted, modified, or changed to another kind of thing. */
  status: 'A' | 'D' | 'M' | 'T';
  /** Modes before and after, as git writes them: `100644`, `040000`; `000000` where there is nothing. */
  modes: [string, string];
  /** Object ids before and after, all zeros where there is nothing. */
  oids: [Oid, Oid];
}

/** What is known of a head from one look at it. */
export interface HeadSurvey {
  /** Merging the head with the target as they are. */
  onTarget: TrialMerge;
  /** Commits reachable from the head and not from the target; empty when the target contains the head. */
  commits: ReadonlySet<Oid>;
  /** Best common ancestors with the target: usually one; none when the histories are unrelated. */
  bases: Oid[];
  /** From the first merge base to the head; null when git could not tell. */
  raw: TreeChange[] | null;
  /**
   * From the target to what it becomes when the head lands; null when it does not land cleanly. Object ids of
   * directories may be those on an earlier target.
   */
  landed: TreeChange[] | null;
  /** A path of `raw` that the merge base has is no more in the target, or another kind of thing there. */
  uprooted: boolean;
}

/** Two versions of a file. `landed`: the head whose landing makes `after`, where no commit holds it yet. */
export interface Versions {
  before: Oid;
  after: Oid;
  landed: Oid | null;
  /** Any hunks that lead from one to the other will do, not only those that git's merge sees. */
  anyWay?: boolean;
}

/** Lines of the earlier version that a change replaces: `from` (0-based) up to but not including `to`; equal for an insertion. */
export interface Hunk {
  from: number;
  to: number;
  /**
   * Fingerprints of the lines that stand there in the later version: different ones mean different lines, and a last
   * line without a line's end is another one than with it. Absent where they are too many.
   */
  lines?: readonly number[];
  /** Those of the lines that it replaces; absent where `lines` is, and where nobody needs to remember them. */
  gone?: readonly number[];
}

/** A file as far as it can be looked at: what is no text, or too large, is left out and counted. */
export type Content =
  | { state: 'text'; text: string }
  | { state: 'left-out'; reason: 'binary' | 'too-large' | 'missing' };

/** Which files of a tree are wanted: those at `paths`, and those called one of `names` wherever they stand. */
export interface FileWish {
  paths: readonly string[];
  names: readonly string[];
}

/** A word as it stands in a file. */
export interface Occurrence {
  path: string;
  /** 1-based. */
  line: number;
  text: string;
}

/** What was known of heads on an earlier target. */
export interface EarlierSurvey {
  target: Oid;
  heads: ReadonlyMap<Oid, HeadSurvey>;
}

/** A target that has changed the contents of some files and nothing else. */
export interface MovedTarget {
  from: Oid;
  /** The files that it has changed. */
  changes: readonly TreeChange[];
  /** Heads of which everything that was known still holds. */
  heads: ReadonlySet<Oid>;
}

/** What a target has done to files and directories since one of its ancestors. */
export interface Turnover {
  /** Paths of the target's regular files that are no regular files there. */
  newcomers: ReadonlySet<string>;
  /** What files held that the target has no more, by path. */
  gone: ReadonlyMap<string, Oid>;
  /** Directories in which something is other than it was. */
  directories: ReadonlySet<string>;
}

/** What files said when they were read before. */
export interface ReadingMemory {
  /** @param reader names the code that reads: what another one read is not told */
  recall(reader: string, names: readonly string[]): Promise<Map<string, string>>;
  keep(reader: string, readings: ReadonlyMap<string, string>): Promise<void>;
}

/** Forgetting any of them costs time alone. */
export interface QuietPairs {
  has(one: string, other: string): boolean;
  add(one: string, other: string): void;
}

/** A look at many heads at once. */
export interface Survey {
  /** By object id as asked; heads that cannot be read are left out. */
  heads: ReadonlyMap<Oid, HeadSurvey>;
  /** What of an earlier survey still holds; null where nothing does. */
  moved?: MovedTarget | null;
  /**
   * Hunks between versions of files, in the order of the request, as the merge itself compares them. Null for
   * what has no lines, is too large, or cannot be had.
   */
  hunks(versions: readonly Versions[]): Promise<(Hunk[] | null)[]>;
  /** Fingerprints of the lines of files, as in `Hunk`; null for what has none. */
  lines(blobs: readonly Oid[]): Promise<(Int32Array | null)[]>;
  /** As `Git.trialMerges`, without landing again what the survey has landed. */
  trialMerges(
    requests: readonly MergeRequest[],
    progress?: (done: number, of: number) => void,
  ): Promise<TrialMerge[]>;
  /**
   * Those of `bases` that lie on the target's own line (over first parents), oldest first, each with what `paths`
   * name of its changes since the one before.
   */
  trunk(
    bases: ReadonlySet<Oid>,
    paths: ReadonlySet<string>,
  ): Promise<{ base: Oid; changes: TreeChange[] }[]>;
  /** For each merge base in turn, where renames up to the target may start and end; null where git cannot tell. */
  turnover(bases: readonly Oid[]): Promise<(Turnover | null)[]>;
  /**
   * For each question in turn, those of `files` that git may take for another version of one of `sources` (blob ids), as
   * it does when it looks for renames; null where it cannot tell. Some may only exist once these heads have `landed`.
   */
  lookalikes(
    asked: readonly { sources: readonly Oid[]; files: readonly Oid[]; landed: readonly Oid[] }[],
  ): Promise<(ReadonlySet<Oid> | null)[]>;
  /** Regular files by blob id. */
  contents(blobs: readonly Oid[]): Promise<Map<Oid, Content>>;
  /** What files say about symbols, in the order asked. */
  symbols(
    files: readonly { path: string; blob: Oid }[],
    memory?: ReadingMemory,
  ): Promise<SymbolReading[]>;
  /** What texts that stand in no commit say about symbols, each read as a file of this path, in the order asked. */
  written(texts: readonly { path: string; text: string }[]): Promise<SymbolReading[]>;
  /** Blob ids by path in what clean merges leave, in the order asked; null for a merge that is not clean. */
  merged(
    asked: readonly { request: MergeRequest; wish: FileWish }[],
  ): Promise<(Map<string, Oid> | null)[]>;
  /**
   * Where words stand in the text files of a commit, for each word at most some thousand places.
   *
   * @param mostFiles words that stand in more files are left out of the answer
   */
  occurrences(
    commit: Oid,
    words: readonly string[],
    mostFiles?: number,
  ): Promise<Map<string, Occurrence[]>>;
  /** What `keep` was given earlier under these keys; keys name everything that the answer depends on. */
  recall(keys: readonly string[]): Promise<Map<string, string>>;
  /** Text for later surveys of this repository. */
  keep(known: ReadonlyMap<string, string>): Promise<void>;
  /** Pairs in which there was nothing to find; names name everything that this depends on. Absent where nothing is remembered. */
  quiet?: QuietPairs;
  /** Resolves once everybody else who waits has had a turn: for whoever computes longer than some milliseconds. */
  giveWay(): Promise<void>;
}

/** A commit as git has it. */
export interface HistoryCommit {
  oid: Oid;
  parents: Oid[];
  /** Addresses as written, lower case; anybody can write anything here. */
  authorEmail: string;
  committerEmail: string;
  /** Co-authored-by trailers; the address is lower case, and empty where the trailer has none. */
  coAuthors: { name: string; email: string }[];
  /** First paragraph of the message as one line, at most 200 characters. */
  subject: string;
  /** A merge whose parents, all but the first, are contained in the base. */
  isBaseMerge: boolean;
}

/** Reads of git objects. Names never reach git: commits are named by object id only. */
export interface Git {
  /** Makes the commits available; answers those that could not be had, with the reason. */
  fetch(repo: Repository, oids: readonly Oid[]): Promise<Map<Oid, string>>;
  readFile(repo: Repository, commit: Oid, path: string): Promise<FileRead>;
  mergeBase(repo: Repository, a: Oid, b: Oid): Promise<Oid | null>;
  /** A commit and its first parents, newest first, at most `most`; none where it cannot be read. */
  line(repo: Repository, commit: Oid, most: number): Promise<Oid[]>;
  unlanded(repo: Repository, target: Oid, heads: readonly Oid[]): Promise<Map<Oid, Unlanded>>;
  /** Commits reachable from the head and not from the base, over all parents, parents before children. */
  history(repo: Repository, base: Oid, head: Oid): Promise<WholeList<HistoryCommit>>;
  /**
   * Which of these merge commits hold exactly what git itself makes of their parents, without a conflict;
   * false where that could not be shown. Commits with fewer than two parents are false.
   */
  cleanMerges(repo: Repository, merges: readonly Oid[]): Promise<Map<Oid, boolean>>;
  /**
   * Ids of the whole change from the merge base with `base` up to each commit: equal exactly when the
   * change is the same, wherever its lines have moved to. A commit that cannot be read is absent.
   */
  patchIds(repo: Repository, base: Oid, commits: readonly Oid[]): Promise<Map<Oid, string>>;
  /**
   * Looks once at each head: how it merges with the target and what it changes. What `work` is given holds
   * until it ends, since landed files exist no longer than that.
   *
   * @param earlier taken over as far as it still holds
   */
  withSurvey<T>(
    repo: Repository,
    target: Oid,
    heads: readonly Oid[],
    work: (survey: Survey) => Promise<T>,
    progress?: (done: number, of: number) => void,
    earlier?: EarlierSurvey | null,
  ): Promise<T>;
  /** Outcomes in the order of the requests, exactly one for each. */
  trialMerges(
    repo: Repository,
    requests: readonly MergeRequest[],
    progress?: (done: number, of: number) => void,
  ): Promise<TrialMerge[]>;
  /**
   * Lands heads one after the other on the growing target, each that merges cleanly, by merge commits or squashes.
   * Outcomes in the order of the heads; one that does not merge cleanly is left behind.
   */
  train(
    repo: Repository,
    target: Oid,
    heads: readonly Oid[],
    how: 'merge' | 'squash',
  ): Promise<TrialMerge[]>;
  /** What a chain of merges would come to; nothing of it stays. */
  chain(repo: Repository, chain: TrialChain): Promise<ChainOutcome>;
}
