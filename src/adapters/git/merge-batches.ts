/**
 * Many trial merges with few processes: `git merge-tree --stdin` on batches, two at a time. A merge that kills,
 * hangs or confuses git costs its own outcome only; the others are made again without it.
 */
import type { Oid, UndeterminedReason } from '../../ports.ts';
import { type ChildEnd, gitWords, type RunGit } from './child.ts';
import { isDamage } from './damage.ts';
import { gitEnvironment } from './environment.ts';
import { createRecordParser, type MergeRecord } from './merge-records.ts';
import type { Scratch } from './scratch.ts';

/** Two commits that exist in the scratch repository. */
export interface CommitPair {
  ours: Oid;
  theirs: Oid;
}

export type MergeAnswer = MergeRecord | { undetermined: UndeterminedReason; detail: string };

export interface MergeLimits {
  /** Milliseconds for one merge. */
  mergeWallClock: number;
  /** Bytes of address space of one git process. */
  memory: number;
  /** Bytes git may print about one merge. */
  recordBytes: number;
  /** Processes at once. */
  parallel: number;
  /** Most merges of one process. */
  batch: number;
}

/** Without traces a batch gets this much more for each merge after the first; usual are 1 to 5 ms. */
const MORE_PER_MERGE = 250;

const FEW = 16;

interface Batch {
  /** Indices into all pairs. */
  members: number[];
}

/** Answers for all pairs, in order; `onAnswer` is called once for each as it becomes known. */
export async function mergeInBatches(
  run: RunGit,
  scratch: Scratch,
  pairs: readonly CommitPair[],
  limits: MergeLimits,
  onAnswer: () => void = () => {},
): Promise<MergeAnswer[]> {
  const answers = new Map<number, MergeAnswer>();
  // Many are shared out in smaller portions, since some take longer; for few, starting git takes longest.
  const portions = pairs.length > FEW ? 2 * limits.parallel : limits.parallel;
  const size = Math.max(1, Math.min(limits.batch, Math.ceil(pairs.length / portions)));
  const queue: Batch[] = [];
  for (let at = 0; at < pairs.length; at += size) {
    const end = Math.min(at + size, pairs.length);
    queue.push({ members: Array.from({ length: end - at }, (_, index) => at + index) });
  }
  const answer = (index: number, given: MergeAnswer) => {
    answers.set(index, given);
    onAnswer();
  };
  const work = async () => {
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      queue.push(...(await runBatch(run, scratch, pairs, batch, limits, answer)));
    }
  };
  await Promise.all(Array.from({ length: limits.parallel }, work));
  return pairs.map(
    (_, index) => answers.get(index) ?? { undetermined: 'failed', detail: 'git gave no answer' },
  );
}

/** Runs one batch, answers what it can, and gives back what is to be run again. */
async function runBatch(
  run: RunGit,
  scratch: Scratch,
  pairs: readonly CommitPair[],
  { members }: Batch,
  limits: MergeLimits,
  answer: (index: number, given: MergeAnswer) => void,
): Promise<Batch[]> {
  let records = 0;
  let confused: string | null = null;
  const parser = createRecordParser((record) => {
    const member = members[records];
    records += 1;
    if (member === undefined) confused = 'git gave more answers than it was asked for';
    else answer(member, record);
  });
  const trace = createMergeCounter();
  const end = await run({
    args: ['merge-tree', '--write-tree', '--stdin', '-z'],
    env: {
      ...gitEnvironment(scratch.gitDir),
      // One event per finished merge, written at once: git itself holds its answers back in a buffer.
      GIT_TRACE2_EVENT: '3',
      GIT_TRACE2_EVENT_BRIEF: '1',
      GIT_TRACE2_EVENT_NESTING: '1',
    },
    input: members
      .map((index) => pairs[index])
      .map((pair) => (pair ? `${pair.ours} ${pair.theirs}\n` : ''))
      .join(''),
    wallClock: limits.mergeWallClock + MORE_PER_MERGE * (members.length - 1),
    memory: limits.memory,
    output: limits.recordBytes * members.length,
    onOutput: (chunk) => {
      if (confused !== null) return;
      try {
        parser.push(chunk);
      } catch (error) {
        confused = error instanceof Error ? error.message : String(error);
      }
    },
    onTrace: (chunk, alive) => {
      if (trace.push(chunk)) alive();
    },
  });
  const left = members.slice(records);
  if (left.length === 0) return [];
  // What the trace counted as finished, but git could not print any more, is simply made again.
  const finished = Math.max(0, trace.finished() - records);
  const culprit = culpritOf(end, trace.finished() > 0 ? finished : null, left.length);
  if (culprit === null) {
    const half = Math.ceil(left.length / 2);
    return [{ members: left.slice(0, half) }, { members: left.slice(half) }];
  }
  const member = left[culprit];
  if (member !== undefined) answer(member, reasonOf(end, confused, limits));
  return [{ members: left.slice(0, culprit) }, { members: left.slice(culprit + 1) }].filter(
    (batch) => batch.members.length > 0,
  );
}

/** Position among the unanswered merges of the one that ended the batch, null when that cannot be told. */
function culpritOf(end: ChildEnd, finished: number | null, left: number): number | null {
  if (left === 1) return 0;
  // git that gives up by itself has printed all answers before.
  if (end.how === 'exit') return end.code === 128 ? 0 : null;
  return finished !== null && finished < left ? finished : null;
}

function reasonOf(end: ChildEnd, confused: string | null, limits: MergeLimits): MergeAnswer {
  const words = gitWords(end);
  const seconds = limits.mergeWallClock / 1000;
  if (confused !== null) return { undetermined: 'failed', detail: confused };
  if (end.how === 'timeout') {
    return { undetermined: 'timeout', detail: `git did not finish this merge within ${seconds} s` };
  }
  if (end.how === 'output-limit') {
    return {
      undetermined: 'too-large',
      detail: 'git had more to say about this merge than Weir reads',
    };
  }
  if (
    /out of memory|cannot allocate|malloc failed|mmap failed|cannot be mapped/i.test(end.stderr)
  ) {
    const megabytes = Math.round(limits.memory / 1024 ** 2);
    const detail = `merging these needs more than the ${megabytes} MB that Weir gives to git`;
    return { undetermined: 'too-large', detail };
  }
  if (/unrelated histories/.test(end.stderr)) {
    return { undetermined: 'unrelated', detail: 'the two have no common history' };
  }
  if (isDamage(end.stderr)) {
    const detail = `content that this merge needs is missing here or damaged (${words})`;
    return { undetermined: 'missing-object', detail };
  }
  return { undetermined: 'failed', detail: words };
}

/** Counts merges that are done, in the trace git writes. */
function createMergeCounter(): { push(chunk: Buffer): boolean; finished(): number } {
  let rest = '';
  let finished = 0;
  return {
    push(chunk) {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      const done = lines.filter(
        (line) => line.includes('"region_leave"') && line.includes('"label":"incore_recursive"'),
      ).length;
      finished += done;
      return done > 0;
    },
    finished: () => finished,
  };
}
