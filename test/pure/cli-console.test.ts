import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { barLine, openTerminal } from '#src/adapters/console.ts';

/** A stream that keeps what is written. */
class Kept extends EventEmitter {
  text = '';
  isTTY: boolean;
  columns: number | undefined;

  constructor(isTTY: boolean, columns?: number) {
    super();
    this.isTTY = isTTY;
    this.columns = columns;
  }

  write(text: string): boolean {
    this.text += text;
    return true;
  }
}

function terminal(isTTY: boolean, env: Record<string, string> = {}, stdin: unknown[] = []) {
  const [stdout, stderr] = [new Kept(isTTY), new Kept(isTTY, 80)];
  const opened = openTerminal({
    stdin: (async function* () {
      yield* stdin;
    })(),
    stdout: stdout as never,
    stderr: stderr as never,
    env,
  });
  return { ...opened, stdout, stderr };
}

test('colours only on a terminal, and never against NO_COLOR', () => {
  expect([
    terminal(true).color,
    terminal(true, { NO_COLOR: '' }).color,
    terminal(true, { NO_COLOR: '1' }).color,
    terminal(true, { TERM: 'dumb' }).color,
    terminal(false).color,
  ]).toEqual([true, true, false, false, false]);
});

test('a bar is drawn on standard error only, and nothing of it stays', () => {
  const { progress, stdout, stderr } = terminal(true);
  const bar = progress('trial merges');
  bar.update(0, 0);
  bar.update(50, 200);
  bar.update(51, 200);
  bar.end();
  bar.end();
  expect(stdout.text).toBe('');
  expect(stderr.text).toBe('\r\u001b[2K██████░░░░░░░░░░░░░░░░░░ 50/200 trial merges\r\u001b[2K');
});

test('no bar where nobody looks', () => {
  for (const { progress, stderr } of [terminal(false), terminal(true, { TERM: 'dumb' })]) {
    const bar = progress('trial merges');
    bar.update(1, 2);
    bar.end();
    expect(stderr.text).toBe('');
  }
});

test('a bar never breaks the line, whatever the numbers and the width', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 1 }),
      fc.integer({ min: 1, max: 200 }),
      (done, of, width) => {
        expect([...barLine('merging', done, of, width)].length).toBeLessThanOrEqual(
          Math.max(1, width - 1),
        );
      },
    ),
  );
});

test('a reader that goes away is no error, any other failure is', () => {
  const { stdout } = terminal(false);
  expect(() => stdout.emit('error', Object.assign(new Error(), { code: 'EPIPE' }))).not.toThrow();
  expect(() => stdout.emit('error', Object.assign(new Error('full'), { code: 'ENOSPC' }))).toThrow(
    'full',
  );
});

test('standard input is read whole, letters cut in two included', async () => {
  const bytes = new TextEncoder().encode('weir→stream');
  const pieces = [...bytes].map((byte) => Uint8Array.of(byte));
  expect(await terminal(false, {}, pieces).input()).toBe('weir→stream');
});
