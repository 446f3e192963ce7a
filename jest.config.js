import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/**
 * The tests make and remove hundreds of thousands of small files, which costs a disk many times what it costs
 * memory. Where there is memory to spare they go there; `TMPDIR` says otherwise.
 */
function inMemory() {
  const shared = '/dev/shm';
  try {
    const mounted = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .some((line) => line.includes(` ${shared} tmpfs `) && !line.includes('noexec'));
    const { bavail, bsize } = statfsSync(shared);
    if (!mounted || Math.min(bavail * bsize, process.availableMemory()) < 4 * 1024 ** 3) return;
    const folder = mkdtempSync(`${shared}/weir-tests-`);
    // The PostgreSQL of tests runs under another user, who must be able to reach what is in it.
    chmodSync(folder, 0o711);
    process.env.TMPDIR = folder;
    process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  } catch {
    // Another system, or no right to: the usual place will do.
  }
}

if (process.env.TMPDIR === undefined) inMemory();

// Processes that tests start begin in half the time where Node.js keeps what it has compiled.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('node_modules/.cache/compiled', import.meta.url),
);

// Jest runs TypeScript as ES modules: @swc/jest strips the types, Node loads the rest.
const shared = {
  testEnvironment: '<rootDir>/test/environment.ts',
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
  testSequencer: '<rootDir>/test/longest-first.js',
  // Generous: a busy machine is no failure.
  testTimeout: 180_000,
  // Left alone, Jest keeps one core for itself; it needs none.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};
