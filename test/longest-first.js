/**
 * In which order the test files run. Jest begins with the largest as long as it has not measured any, and the last one
 * then runs alone while the other processes have nothing left to do.
 */
import Sequencer from '@jest/test-sequencer';

/** Small files that take long. */
const LONG = [
  'git-screen',
  'approvals',
  'progress-replay',
  'approvals-cases',
  'demo',
  'git-random',
  'server-crash',
  'trial-builds',
  'server-times',
  'plan-import-command',
  'workstream-ready',
].map((name) => `/test/real/${name}.test.ts`);

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const usual = super.sort(tests);
    const isLong = ({ duration, path }) =>
      duration === undefined && LONG.some((end) => path.replaceAll('\\', '/').endsWith(end));
    return [...usual.filter(isLong), ...usual.filter((test) => !isLong(test))];
  }
}
