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
  start: Pick<ChildRequest, 'args' | 'env'>;
  words: Buffer;
  /** Asked after the words: makes git say `mark(name)`, and print all it has said so far. */
  ask(name: string): string;
  mark(name: string): string;
}

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
  const open = new Map<string, { dialogue: Dialogue; last: Promise<unknown> }>();
  const ask = async (request: ChildRequest): Promise<ChildEnd> => {
    const question = questionOf(request, gitDir);
    if (question === null) return run(request);
    const known = open.get(question.process);
    const one = known ?? {
      dialogue: startDialogue(run, { ...question.start, memory: MERGE_MEMORY_BYTES }),
      last: Promise.resolve(),
    };
    if (!known) open.set(question.process, one);
    // One at a time: its answers come in the order of the questions.
    const answered = one.last.then(() => one.dialogue.answer(question, request));
    one.last = answered;
    const stdout = await answered;
    return stdout ? { how: 'exit', code: 0, stdout, stderr: '' } : run(request);
  };
  return {
    run: ask,
    troubled: () => [...open.values()].some(({ dialogue }) => dialogue.isBroken()),
    async end() {
      await Promise.all([...open.values()].map(({ dialogue }) => dialogue.end()));
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
