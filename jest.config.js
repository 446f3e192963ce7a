import { availableParallelism } from 'node:os';

// Jest runs TypeScript as ES modules: @swc/jest strips the types, Node loads the rest.
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // Mutation testing works on copies of everything.
  modulePathIgnorePatterns: ['<rootDir>/mutation/', '<rootDir>/coverage/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
};

// "pure" holds tables, properties and rendering: no process, no socket, no disk beyond fixtures.
// "real" holds what runs against real git, a real database and the local GitHub.
export default {
  projects: [
    { ...shared, displayName: 'pure', testMatch: ['<rootDir>/test/pure/**/*.test.ts'] },
    { ...shared, displayName: 'real', testMatch: ['<rootDir>/test/real/**/*.test.ts'] },
  ],
  testTimeout: 60_000,
  // Left alone, Jest keeps one core for itself; it needs none.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};
