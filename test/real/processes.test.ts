/** Programs started by a small process on behalf of a large one: nothing is lost, nothing is left behind. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { type Launched, launch } from '#src/adapters/processes/launcher.ts';

const ENV = { PATH: process.env.PATH ?? '/usr/bin:/bin' };
const sh = (script: string, trace = false): Launched =>
  launch({ command: 'sh', args: ['-c', script], env: ENV, trace });

async function textOf(child: Launched, input?: string): Promise<string> {
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stdin.end(input);
  await child.ended;
  return text.trim();
}

/** Who starts programs now: this process, or the small one. */
const starter = async (): Promise<number> => Number(await textOf(sh('echo $PPID')));

async function untilSmallProcessStarts(): Promise<number> {
  for (;;) {
    const pid = await starter();
    if (pid !== process.pid) return pid;
    await pause(20);
  }
}

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}/exe`);

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await pause(10);
}

beforeAll(untilSmallProcessStarts);

test('streams, exit codes and failures to start come through', async () => {
  const child = sh('cat; echo words >&2; echo trace >&3; exit 7', true);
  const heard: Record<string, string> = { stdout: '', stderr: '', trace: '' };
  for (const name of ['stdout', 'stderr', 'trace'] as const) {
    child[name]?.on('data', (chunk) => {
      heard[name] += chunk;
    });
  }
  child.stdin.write('one ');
  child.stdin.end('two');
  expect(await child.ended).toEqual({ code: 7 });
  expect(heard).toEqual({ stdout: 'one two', stderr: 'words\n', trace: 'trace\n' });

  const none = launch({ command: '/nonexistent/git', args: [], env: ENV });
  expect(await none.ended).toEqual({ failed: 'spawn /nonexistent/git ENOENT' });
  const odd = launch({ command: 'sh', args: ['a\0b'], env: ENV });
  expect(await odd.ended).toEqual({ failed: expect.stringContaining('without null bytes') });
});

test('a reader that is slow gets every byte in order', async () => {
  const child = sh('seq 1 3000000');
  const sum = createHash('sha256');
  let bytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    sum.update(chunk);
    bytes += chunk.length;
    if (bytes % 7 === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3);
  });
  child.stdin.end();
  await child.ended;
  const lines = Array.from({ length: 3_000_000 }, (_, at) => `${at + 1}\n`).join('');
  expect(bytes).toBe(lines.length);
  expect(sum.digest('hex')).toBe(createHash('sha256').update(lines).digest('hex'));
});

test.each([0, 50])(
  'pipes that are handed over lose nothing, %i ms before it is asked',
  async (waiting) => {
    const script = 'read x; i=0; while [ $i -lt 600 ]; do echo "$x $i"; i=$((i+1)); done; exit 3';
    for (let round = 0; round < 5; round++) {
      const program = { command: 'sh', args: ['-c', script], env: ENV };
      const child = launch(program, true);
      if (waiting > 0) await pause(waiting);
      const ended = textOf(child, 'asked\n');
      // Busy while the program answers and ends.
      for (const end = performance.now() + 30; performance.now() < end; );
      const lines = (await ended).split('\n');
      expect([lines.length, lines.at(-1)]).toEqual([600, 'asked 599']);
      expect(await child.ended).toEqual({ code: 3 });
    }
  },
);

test('killing one ends everything it started, at once as well as later', async () => {
  const child = sh('sleep 300 & echo $!; wait');
  const [line] = await once(createInterface(child.stdout), 'line');
  child.kill();
  expect(await child.ended).toEqual({ code: null });
  await untilGone(Number(line));

  const early = sh('sleep 300');
  early.kill();
  expect(await early.ended).toEqual({ code: null });
});

test.each([
  ['started directly', 0],
  ['started by the small process', 1500],
])(
  'whoever waits for the end of one that keeps nobody alive lives to see it: %s',
  async (_, ms) => {
    const module = new URL('../../src/adapters/processes/launcher.ts', import.meta.url).href;
    const script = `
    import { launch } from ${JSON.stringify(module)};
    const program = { command: 'sh', args: ['-c', 'sleep 300'], env: { PATH: process.env.PATH }, trace: true };
    await launch({ ...program, args: ['-c', 'exit'] }).ended;
    await new Promise((resolve) => setTimeout(resolve, ${ms}));
    for (const wait of [0, 200]) {
      const one = launch(program, true);
      await new Promise((resolve) => setTimeout(resolve, wait));
      one.kill();
      console.log(JSON.stringify(await one.ended));
    }
  `;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    parent.stdout.on('data', (chunk) => (said += chunk));
    const [code] = await once(parent, 'close');
    expect([code, said]).toEqual([0, '{"code":null}\n'.repeat(2)]);
  },
);

test('no program outlives the process it was started for, even if that is killed', async () => {
  const module = new URL('../../src/adapters/processes/launcher.ts', import.meta.url).href;
  const script = `
    import { launch } from ${JSON.stringify(module)};
    const sh = (script) => launch({ command: 'sh', args: ['-c', script], env: { PATH: process.env.PATH } });
    await sh('exit').ended;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const second = sh('echo $$ $PPID; exec sleep 300');
    second.stdout.on('data', (text) => process.stdout.write(text));
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(parent.stdout)[Symbol.asyncIterator]();
  const [pid = 0, starter = 0] = String((await lines.next()).value)
    .split(' ')
    .map(Number);
  expect([isAlive(pid), isAlive(starter), starter !== parent.pid]).toEqual([true, true, true]);
  parent.kill('SIGKILL');
  await untilGone(pid);
  await untilGone(starter);
});

test('when the small process dies, what it ran has ended by a signal and the next program runs', async () => {
  const small = await untilSmallProcessStarts();
  const child = sh('echo $$; exec sleep 300');
  const [line] = await once(createInterface(child.stdout), 'line');
  process.kill(small, 'SIGKILL');
  expect(await child.ended).toEqual({ code: null });
  await untilGone(Number(line));
  expect(await textOf(sh('echo here'))).toBe('here');
  expect(await untilSmallProcessStarts()).not.toBe(small);
});
