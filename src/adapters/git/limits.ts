/** Bounds of what one repository may cost. */
import { MERGE_MEMORY_BYTES } from './child.ts';
import type { MergeLimits } from './merge-batches.ts';

export interface GitLimits extends MergeLimits {
  /** Milliseconds for one fetch, all attempts together. */
  fetchWallClock: number;
}

export const DEFAULT_LIMITS: GitLimits = {
  // The usual merge takes milliseconds; 53 commits made for it keep git busy for days.
  mergeWallClock: 20_000,
  memory: MERGE_MEMORY_BYTES,
  recordBytes: 16 * 1024 ** 2,
  parallel: 2,
  batch: 200,
  fetchWallClock: 300_000,
};

export interface GitOptions {
  /** The git to run: a name looked up in PATH, or an absolute path. Default `git`. */
  git?: string;
  limits?: Partial<GitLimits>;
}
