import { createRepository, type Files } from '../test/repo.ts';

/** Small deterministic generator of numbers in [0, 1), so that every run measures the same repository. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A repository of 300 files and `count` branches that each edit a few of them; about one pair in ten meets. */
export function generatedRepository(count: number): {
  name: string;
  dir: string;
  base: string;
  heads: { ref: string; oid: string }[];
} {
  const next = numbers(1);
  const lines = (path: string) => Array.from({ length: 60 }, (_, at) => `${path} line ${at}`);
  const paths = Array.from({ length: 300 }, (_, at) => `src/part${at % 20}/file${at}.txt`);
  const text = (path: string) => `${lines(path).join('\n')}\n`;
  const files: Files = Object.fromEntries(paths.map((path) => [path, text(path)]));
  const repository = createRepository({ commits: [{ branch: 'main', files }] });
  const names = Array.from({ length: count }, (_, at) => `head-${at}`);
  repository.commit(
    ...names.map((branch) => {
      const changed: Files = {};
      for (let edits = 0; edits < 6; edits++) {
        const path = paths[Math.floor(next() * paths.length)] ?? '';
        const content = lines(path);
        content[Math.floor(next() * 60)] = `changed by ${branch}`;
        changed[path] = `${content.join('\n')}\n`;
      }
      return { branch, parents: ['main'], files: changed };
    }),
  );
  return {
    name: `generated (300 files, ${count} branches)`,
    dir: repository.dir,
    base: repository.oid('main'),
    heads: names.map((ref) => ({ ref, oid: repository.oid(ref) })),
  };
}
