/**
 * Processes that answer one question after another. Starting git takes longer than most of its answers, and after a
 * push there are many of them, one after the other.
 */
import { type ChildEnd, type ChildRequest, MERGE_MEMORY_BYTES, type RunGit } from './child.ts';
import { type Dialogue, startDialogue } from './dialogue.ts';
import { gitEnvironment } from './environment.ts';

/** Bytes. Longer questions get a process of their own, beside these. */
const LONGEST_QUESTION = 16 * 1024;

/** How a request is put to a process that answers many. */
interface Question {
  /** Names the process. */
  process: string;
  /** Processes that answer at the same time, where they are asked at the same time. */
  most: number;
  start: Pick<ChildRequest, 'args' | 'env'>;
  words: Buffer;
  /** Asked after the words: makes git say `mark(name)`, and print all it has said so far. */
  ask(name: string): string;
  mark(name: string): string;
}

/** A process, and who waits for its answers. */
interface Line {
  dialogue: Dialogue;
  last: Promise<unknown>;
  waiting: number;
}

/** Comparing many files takes long enough to share it out. */
const MOST_COMPARING = 2;

export interface Dialogues {
  /**
   * Runs git as ever, but for short questions to `cat-file` and `diff-tree` on the one repository: each kind is
   * answered by one process that stays. What it has trouble with gets a process of its own: so no answer differs.
   */
  run: RunGit;
  /** Whether a process had trouble: then it is better to start again. */
  troubled(): boolean;
  end(): Promise<void>;
}

export function openDialogues(run: RunGit, gitDir: string): Dialogues {
  const open = new Map<string, Line[]>();
  const ask = async (request: ChildRequest): Promise<ChildEnd> => {
    const question = questionOf(request, gitDir);
    if (question === null) return run(request);
    const lines = open.get(question.process) ?? [];
    open.set(question.process, lines);
    let line = lines.toSorted((a, b) => a.waiting - b.waiting)[0];
    if (!line || (line.waiting > 0 && lines.length < question.most)) {
      const start = { ...question.start, memory: MERGE_MEMORY_BYTES };
      line = { dialogue: startDialogue(run, start), last: Promise.resolve(), waiting: 0 };
      lines.push(line);
    }
    // One at a time: its answers come in the order of the questions.
    const { dialogue, last } = line;
    const answered = last.then(() => dialogue.answer(question, request));
    line.last = answered;
    line.waiting += 1;
    const stdout = await answered.finally(() => {
      line.waiting -= 1;
    });
    return stdout ? { how: 'exit', code: 0, stdout, stderr: '' } : run(request);
  };
  return {
    run: ask,
    troubled: () => [...open.values()].flat().some(({ dialogue }) => dialogue.isBroken()),
    async end() {
      await Promise.all([...open.values()].flat().map(({ dialogue }) => dialogue.end()));
    },
  };
}

/** Null for what is asked another way. */
function questionOf({ args, env, input }: ChildRequest, gitDir: string): Question | null {
  if (env.GIT_DIR !== gitDir) return null;
  if (typeof input !== 'string' && !Buffer.isBuffer(input)) return null;
  if (input.length > LONGEST_QUESTION) return null;
  const [command, ...options] = args;
  const given = Buffer.from(input);
  if (command === 'cat-file') {
    switch (options.join(' ')) {
      case '--batch-check --buffer -z':
        return aboutObjects(gitDir, inWords('info ', given, 0x00));
      case '--batch --buffer':
        return aboutObjects(gitDir, inWords('contents ', given, 0x0a));
    }
  }
  if (command === 'diff-tree' && options[0] === '--stdin' && !options.includes('-z')) {
    return {
      process: JSON.stringify([args, env]),
      most: MOST_COMPARING,
      start: { args, env },
      words: given,
      // A line that names no object comes back as it is, and all before it with it.
      ask: (name) => `${name}\n`,
      mark: (name) => `${name}\n`,
    };
  }
  return null;
}

function aboutObjects(gitDir: string, words: Buffer): Question {
  return {
    process: 'objects',
    most: 1,
    start: {
      args: ['cat-file', '--batch-command', '--buffer', '-z'],
      env: gitEnvironment(gitDir),
    },
    words,
    ask: (name) => `info ${name}\0flush\0`,
    mark: (name) => `${name} missing\n`,
  };
}

function inWords(word: string, names: Buffer, end: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < names.length; ) {
    const stop = names.indexOf(end, at);
    parts.push(Buffer.from(word), names.subarray(at, stop), Buffer.of(0));
    at = stop + 1;
  }
  return Buffer.concat(parts);
}
