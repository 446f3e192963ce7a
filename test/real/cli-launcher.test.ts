import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { LAUNCHER, weir } from './cli-weir.ts';

const bare = mkdtempSync(join(tmpdir(), 'weir-test-launcher-'));
afterAll(() => rmSync(bare, { recursive: true, force: true }));

/** A copy of the launcher in a folder where nothing was installed. */
function uninstalled(): string {
  mkdirSync(join(bare, 'bin'), { recursive: true });
  cpSync(LAUNCHER, join(bare, 'bin', 'weir.js'));
  cpSync(join(dirname(LAUNCHER), '..', 'package.json'), join(bare, 'package.json'));
  return join(bare, 'bin', 'weir.js');
}

/** Whether `npm ci` brings a Node.js for this system. */
const bundled = ['linux', 'win32'].includes(process.platform);

test('a Node.js that is too old hands over to the one that belongs to the project', async () => {
  const { code, out, err } = await weir(['doctor'], { env: { WEIR_PRETEND_NODE: '20.20.2' } });
  if (bundled) {
    expect(out).toMatch(/^✔ Node\.js: version 24\./);
    expect(code).toBe(1);
  } else {
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('weir needs Node.js 22.20 or newer');
  }
});

test('arguments, standard input, output and exit code pass through', async () => {
  const call = { env: { WEIR_PRETEND_NODE: '12.22.0' }, input: 'version: 1\n' };
  const through = await weir(['plan', 'check', '-', '--json'], call);
  expect(through).toEqual(await weir(['plan', 'check', '-', '--json'], { input: call.input }));
  expect(through.code).toBe(2);
});

test('where there is none, it says what to do', async () => {
  const { code, out, err } = await weir(['start'], {
    launcher: uninstalled(),
    env: { WEIR_PRETEND_NODE: '20.20.2' },
  });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.replace(bare, 'FOLDER')).toMatchInlineSnapshot(`
"weir needs Node.js 22.20 or newer; this is v20.20.2. Run "npm ci" here, which brings one along on Linux and Windows (FOLDER), or install a newer Node.js.
"
`);
});

test.each([
  ['22.20.0', true],
  ['22.21.0', true],
  ['23.0.0', true],
  ['24.1.2', true],
  ['22.19.9', false],
  ['21.30.0', false],
  ['9.99.0', false],
])('version %s is new enough: %s', async (version, enough) => {
  const { err } = await weir(['--version'], {
    launcher: uninstalled(),
    env: { WEIR_PRETEND_NODE: version },
  });
  // The copy has no sources: a launcher content with the version looks for them.
  expect(err).toMatch(enough ? /a part of it is missing/ : /needs Node\.js/);
});

test('a signal ends the program behind the launcher too', async () => {
  const started = performance.now();
  const { code } = await weir(['plan', 'check', '-'], {
    env: { WEIR_PRETEND_NODE: '20.0.0' },
    onStart: (child) => setTimeout(() => child.kill('SIGTERM'), 1_500),
    open: true,
  });
  expect(code).toBe(143);
  expect(performance.now() - started).toBeLessThan(20_000);
});
