/**
 * Processes that are started before they are needed. Starting git takes as long as what it is asked after a push, and
 * what will be asked is known: the same as after the last push, only about other commits.
 */
import type { Launched } from '../processes/launcher.ts';
import type { ChildRequest, Program, RunGit } from './child.ts';

/** Commands that do nothing before their input has come to its end. */
const PATIENT = ['merge-tree --write-tree --stdin -z', 'rev-list --parents --stdin'];
/** Processes of one kind that wait: a pushed head is merged with the target, then with others, two merges at a time. */
const MOST_WAITING = 3;

export interface Standby {
  /** Runs git as ever, with a process that has waited for it where there is one. */
  run: RunGit;
  /** Starts as many as one work has used so far. */
  refill(): void;
  end(): void;
}

interface Kind {
  program: Program;
  /** Since the last refill, and the most that ever were. */
  used: number;
  most: number;
  waiting: Launched[];
}

export function openStandby(run: RunGit): Standby {
  const kinds = new Map<string, Kind>();
  const start = run.prepare;
  const kindOf = (request: ChildRequest): Kind | null => {
    const { args, env, memory, onTrace } = request;
    if (!start || !PATIENT.includes(args.join(' '))) return null;
    const program = { args, env, memory, trace: onTrace !== undefined };
    const key = JSON.stringify(program);
    const kind = kinds.get(key) ?? { program, used: 0, most: 0, waiting: [] };
    kinds.set(key, kind);
    return kind;
  };
  return {
    async run(request) {
      const kind = kindOf(request);
      if (kind) kind.used += 1;
      const prepared = kind?.waiting.shift();
      if (!prepared) return run(request);
      let bytes = 0;
      const { onOutput } = request;
      const counting = onOutput && {
        onOutput: (chunk: Buffer) => {
          bytes += chunk.length;
          onOutput(chunk);
        },
      };
      const end = await run({ ...request, ...counting, prepared });
      bytes += end.stdout.length;
      // One that has said nothing and fails may have failed while it waited.
      const failed = end.how === 'not-started' || end.how === 'signal' || end.code !== 0;
      const own = request.stop?.aborted || end.how === 'timeout' || end.how === 'output-limit';
      return failed && !own && bytes === 0 ? run(request) : end;
    },
    refill() {
      for (const kind of kinds.values()) {
        const { program, waiting } = kind;
        kind.most = Math.min(Math.max(kind.most, kind.used), MOST_WAITING);
        kind.used = 0;
        while (start && waiting.length < kind.most) {
          const one = start(program);
          waiting.push(one);
          void one.ended.then(() => {
            const at = waiting.indexOf(one);
            if (at !== -1) waiting.splice(at, 1);
          });
        }
      }
    },
    end() {
      for (const { waiting } of kinds.values()) for (const one of waiting.splice(0)) one.kill();
    },
  };
}
