// Runs test files one after the other, quick ones first, and stops after one that fails: a mutant dies once.
// Files none of whose tests are wanted are not even loaded.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import jestRunner from 'jest-runner';

const Runner = jestRunner.default ?? jestRunner;
const SLOW = ['approvals-match.', 'approvals-render-limits.', 'approvals-properties.'];
const slowness = ({ path }) => SLOW.findIndex((name) => path.includes(name));
/** The first run, which has no mutant, leaves the names of all tests here, by file. */
const NAMES = new URL('test-names.json', import.meta.url);

export default class FirstFailureRunner extends Runner {
  async runTests(tests, watcher, options) {
    const { testNamePattern } = this._globalConfig;
    const names = {};
    let failed = false;
    const stops = [
      this.on('test-file-success', ([{ path }, { numFailingTests, testResults }]) => {
        names[path] = testResults.map(({ fullName }) => fullName);
        failed ||= numFailingTests > 0;
      }),
      this.on('test-file-failure', () => {
        failed = true;
      }),
    ];
    const wanted = testNamePattern ? tests.filter(isWanted(testNamePattern)) : tests;
    for (const test of [...wanted].sort((a, b) => slowness(a) - slowness(b))) {
      await super.runTests([test], watcher, { ...options, serial: true });
      if (failed) break;
    }
    for (const stop of stops) stop();
    if (!process.env.__STRYKER_ACTIVE_MUTANT__) writeFileSync(NAMES, JSON.stringify(names));
  }
}

function isWanted(pattern) {
  const known = existsSync(NAMES) ? JSON.parse(readFileSync(NAMES, 'utf8')) : {};
  const matches = new RegExp(pattern, 'i');
  return ({ path }) => known[path]?.some((name) => matches.test(name)) ?? true;
}
