// Runs the test files one after the other, quick ones first, and stops after one that fails: a mutant dies once.
import jestRunner from 'jest-runner';

const Runner = jestRunner.default ?? jestRunner;
const SLOW = ['approvals-match.', 'approvals-render-limits.', 'approvals-properties.'];
const slowness = ({ path }) => SLOW.findIndex((name) => path.includes(name));

export default class FirstFailureRunner extends Runner {
  async runTests(tests, watcher, options) {
    let failed = false;
    const stops = [
      this.on('test-file-success', ([, result]) => {
        failed ||= result.numFailingTests > 0;
      }),
      this.on('test-file-failure', () => {
        failed = true;
      }),
    ];
    for (const test of [...tests].sort((a, b) => slowness(a) - slowness(b))) {
      await super.runTests([test], watcher, { ...options, serial: true });
      if (failed) break;
    }
    for (const stop of stops) stop();
  }
}
