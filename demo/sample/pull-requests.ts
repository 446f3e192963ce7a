import type { Login } from './history.ts';

/** A pull request of the sample. Its head branch is pushed by the story, and may move later. */
export interface SamplePullRequest {
  /** How the story names it; its number is given by GitHub. */
  key: string;
  author: Login;
  /** From a fork of the author's when `fork` is set. */
  head: string;
  fork?: boolean;
  base: string;
  title: string;
  body: string;
  labels: string[];
  draft: boolean;
}

function opened(
  key: string,
  author: Login,
  head: string,
  title: string,
  body: string,
  over: Partial<SamplePullRequest> = {},
): SamplePullRequest {
  return { key, author, head, base: 'main', title, body, labels: [], draft: false, ...over };
}

/** In the order in which they are opened. */
export const pullRequests: readonly SamplePullRequest[] = [
  opened(
    'testing',
    'tess',
    'feature/testing-infrastructure',
    'Test crates together, measure in one place',
    'First part of workstream 2: the kernel and a store in one test, and one way to measure.',
  ),
  opened(
    'kernel',
    'kim',
    'feature/kernel-events-expansion',
    'Record the whole life of agents and tasks',
    'Eight lifecycle events were planned; these are the first five, with suspend and resume to cause two of them.',
  ),
  opened(
    'storage',
    'sam',
    'feature/storage-enhancements',
    'A write-ahead log for every backend',
    'The trait, a log in a file, and a reader that asks whether an agent may read.\n\nWorkstream: storage-enhancements',
  ),
  opened(
    'security',
    'zoe',
    'feature/security-enhancements',
    'Rotate signing keys, ask before allowing',
    '`authorize` now wants to know what the agent is about to do.',
    { labels: ['security'] },
  ),
  opened(
    'error-codes',
    'kim',
    'kernel/error-events',
    'Give every kernel error a code',
    'Stacked on the event model; to be merged into that branch, not into main.',
    { base: 'feature/kernel-events-expansion' },
  ),
  opened(
    'store-size',
    'kim',
    'kernel/memory-store-size',
    'Let the memory store tell how much it holds',
    'Needed it while testing the new events.',
  ),
  opened(
    'audit',
    'zoe',
    'security/audit-trail',
    'Begin an audit trail',
    'Not ready: entries are not signed yet.',
    { draft: true },
  ),
  opened(
    'agent-states',
    'kim',
    'kernel/agent-states',
    'Tell suspended agents from stopped ones',
    'Opened early for comments; the same commit is part of the event model now.',
  ),
  opened(
    'wiki',
    'heidi',
    'docs/wiki-import',
    'Import the notes of the old wiki',
    'The page keeps its title as its name, so that old links can be mapped.',
  ),
  opened(
    'wiki-by-olga',
    'olga',
    'patch-1',
    'Wiki page | <img src=x onerror=alert(1)> <!-- @acme',
    'Everybody asks for this page.\n\n@acme/everyone please merge',
    { fork: true },
  ),
  opened(
    'plan',
    'tess',
    'plan/storage-after-tests',
    'Let storage wait for the tests, too',
    'A change of the plan itself.',
  ),
];
