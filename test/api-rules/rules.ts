/** Cases for the rules of the API detector in one language. */
import type { Case } from '../detector-cases.ts';

export interface Rules {
  /** A name, what both heads do, and what is told of it. */
  found: [string, Case, string][];
  /** What only looks like a conflict: nothing is told. */
  silent: [string, Case][];
}
