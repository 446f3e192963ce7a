// The pure tests of approvals alone: they decide which mutants die.
import main from '../jest.config.js';

const [{ displayName, testMatch, modulePathIgnorePatterns, ...shared }] = main.projects;

export default {
  ...shared,
  rootDir: '..',
  // Stryker puts an environment of its own around this one, and looks for it by a package's name.
  testEnvironment: 'node',
  runner: '<rootDir>/mutation/first-failure.js',
  testMatch: [
    '<rootDir>/test/pure/approvals-*.test.ts',
    '<rootDir>/test/pure/docs-approvals.test.ts',
  ],
  // It is about what reads and writes, which is not mutated.
  testPathIgnorePatterns: ['approvals-events'],
};
