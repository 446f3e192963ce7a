/** How a call of the command line ends when it does not come to its end, and what it leaves behind. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRepository, forked, type TestRepository } from '../repo.ts';
import { weir } from './cli-weir.ts';

let dir: string;
let repo: TestRepository;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'weir-test-endings-'));
  mkdirSync(join(dir, 'tmp'));
  repo = createRepository({ commits: forked({ f: '1\n' }, { a: { f: '2\n' }, b: { f: '3\n' } }) });
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
  repo.cleanup();
});

/** A PATH on which `git` runs this line of shell first. */
function gitThat(line: string): string {
  const folder = mkdtempSync(join(dir, 'bin-'));
  const real = spawnSync('sh', ['-c', 'command -v git']).stdout.toString().trim();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\n${line}\nexec ${real} "$@"\n`);
  chmodSync(join(folder, 'git'), 0o755);
  return `${folder}:${process.env.PATH}`;
}

const temporary = () => readdirSync(join(dir, 'tmp'));
const call = (more: object = {}, env: Record<string, string> = {}) =>
  weir(['integrate', '--repo', repo.dir, '--json'], {
    env: { TMPDIR: join(dir, 'tmp'), ...env },
    ...more,
  });

test.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends it at once, with git and without a trace', async (signal, expected) => {
  const started = join(dir, 'started');
  // In the throw-away repository git never comes to an end.
  const PATH = gitThat(
    `case "$GIT_DIR" in *weir-scratch-*) echo $$ > ${started}.new; mv ${started}.new ${started}; exec sleep 60;; esac`,
  );
  let pid = 0;
  const { code, out } = await call(
    {
      onStart: (child: { kill(signal: string): unknown }) => {
        const waiting = setInterval(() => {
          pid = Number(readIfThere(started));
          if (pid === 0) return;
          clearInterval(waiting);
          expect(temporary()).toHaveLength(1);
          child.kill(signal);
        }, 20);
      },
    },
    { PATH },
  );
  expect({ code, out, left: temporary() }).toEqual({ code: expected, out: '', left: [] });
  await gone(pid);
});

/** Resolves when there is no such process any more; the system takes a moment. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await setTimeout(20);
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

test('what a killed call left behind goes with the next one, and nothing else does', async () => {
  const { pid: dead } = spawnSync('true');
  const stays = [`weir-scratch-${process.pid}-abcdef`, 'weir-scratch-', 'other', `${dead}`];
  for (const name of [...stays, `weir-scratch-${dead}-abcdef`]) {
    mkdirSync(join(dir, 'tmp', name, 'objects'), { recursive: true });
  }
  expect((await call()).code).toBe(1);
  expect(temporary().sort()).toEqual(stays.sort());
});

test('an error that nobody foresaw is no answer: exit code 3, not 1', async () => {
  const PATH = gitThat(
    'case "$*" in *for-each-ref*) echo "fatal: out of luck" >&2; exit 77;; esac',
  );
  expect(await call({}, { PATH })).toMatchInlineSnapshot(`
{
  "code": 3,
  "err": "weir: git could not run git for-each-ref: fatal: out of luck
Run it again with WEIR_DEBUG=1 to see where this happened.
",
  "out": "",
}
`);
});

test('a damaged commit is no answer either, and the words say what to do', async () => {
  const oid = repo.oid('a');
  const path = join(repo.dir, 'objects', oid.slice(0, 2), oid.slice(2));
  chmodSync(path, 0o600);
  writeFileSync(path, 'no object');
  expect(await call()).toMatchInlineSnapshot(`
{
  "code": 3,
  "err": "weir: git could not look up objects: error: inflate: data stream error (incorrect header check)
Objects of this repository are damaged or missing. "git fsck" names them; take a fresh clone, or fetch what is missing.
",
  "out": "",
}
`);
});

test('a call that ends before it has an answer gave none: exit code 3, not 0', () => {
  const script = `
    import { main, SUBCOMMANDS } from '${new URL('../../src/cli.ts', import.meta.url)}';
    for (const one of SUBCOMMANDS) one.run = () => new Promise(() => {});
    main(['integrate']);
  `;
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', script]).status).toBe(3);
});
