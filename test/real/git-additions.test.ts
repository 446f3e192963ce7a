/** Files that two heads add at one path: merged by themselves, with the outcome that merging everything has. */
import { afterEach, expect, test } from '@jest/globals';
import { openClone } from '#src/adapters/git.ts';
import type { PairBasis } from '#src/integration/report.ts';
import type { MergeRequest, MergeSide, Oid, TrialMerge } from '#src/ports.ts';
import { REPO } from '../fakes.ts';
import { createRepository, type Files, type TestRepository } from '../repo.ts';
import { forecastTogether } from '../together.ts';

const lines = (first: string, last: string) =>
  [first, ...Array.from({ length: 18 }, (_, at) => `line ${at}`), last]
    .map((line) => `${line}\n`)
    .join('');

/** What each head does to a base that has `f.txt`; the target has changed its first line. */
const HEADS: Record<string, Files> = {
  text: { 'new/n.txt': 'a\nb\nc\n' },
  same: { 'new/n.txt': 'a\nb\nc\n', 'other.txt': 'other\n' },
  other: { 'new/n.txt': 'a\nB\nc\n' },
  empty: { 'new/n.txt': '' },
  open: { 'new/n.txt': 'a\nb\nc' },
  binary: { 'new/n.txt': '\0a' },
  run: { 'new/n.txt': { mode: '100755', content: 'a\nb\nc\n' } },
  link: { 'new/n.txt': { symlink: 'f.txt' } },
  // What the target has changed goes with the file, which is then as `copied` adds it.
  moved: { 'f.txt': null, 'g.txt': lines('line', 'moved') },
  copied: { 'g.txt': lines('target', 'moved') },
};

let repo: TestRepository;
afterEach(() => repo.cleanup());

function create(heads: Record<string, Files>, objectFormat: 'sha1' | 'sha256' = 'sha1'): void {
  repo = createRepository({
    objectFormat,
    commits: [
      { branch: 'main', as: 'base', files: { 'f.txt': lines('line', 'end') } },
      ...Object.entries(heads).map(([branch, files]) => ({ branch, parents: ['base'], files })),
      { branch: 'main', files: { 'f.txt': lines('target', 'end') } },
    ],
  });
}

interface Asked {
  request: MergeRequest;
  outcome: TrialMerge | undefined;
}

/** Every merge that had to be made, and the outcome where everything is merged. */
async function judged(
  pairs: PairBasis,
  branches = Object.keys(HEADS),
): Promise<(Asked & { whole: TrialMerge | undefined })[]> {
  const target = repo.oid('main');
  const heads = branches.map((branch) => repo.oid(branch));
  const asked: Asked[] = [];
  const watch = (request: MergeRequest, outcome: TrialMerge | undefined) =>
    asked.push({ request, outcome });
  await forecastTogether(await openClone(repo.dir), target, [{ heads, pairs, watch }]);
  const whole = await (await openClone(repo.dir)).withSurvey(REPO, target, heads, (survey) =>
    survey.trialMerges(asked.map(({ request: { ours, theirs } }) => ({ ours, theirs }))),
  );
  return asked.map((one, at) => ({ ...one, whole: whole[at] }));
}

const named = (oid: Oid) => Object.keys(HEADS).find((branch) => repo.oid(branch) === oid);

function told({ request: { ours, theirs }, outcome }: Asked): string {
  const commitOf = (side: MergeSide) => (typeof side === 'string' ? side : side.landed);
  const kinds = outcome?.verdict === 'conflict' ? outcome.conflicts.map(({ kind }) => kind) : [];
  return `${named(commitOf(ours))}, ${named(commitOf(theirs))}: ${outcome?.verdict} ${kinds}`.trim();
}

/** What was merged, in words: by itself (as far as it is of interest), and with everything. */
async function decided(
  pairs: PairBasis,
  objectFormat?: 'sha256',
): Promise<{ alone: string[]; whole: string[] }> {
  create(HEADS, objectFormat);
  const found = await judged(pairs);
  const withoutTree = (one: TrialMerge | undefined) => one && { ...one, tree: null };
  for (const { request, outcome, whole } of found)
    expect([request, withoutTree(outcome)]).toEqual([request, withoutTree(whole)]);
  const words = (some: typeof found) => some.map(told).sort();
  const alone = words(found.filter(({ request }) => request.only));
  return {
    alone: alone.filter((one) => one.startsWith('text') || one.includes('moved')),
    whole: words(found.filter(({ request }) => !request.only)),
  };
}

test('landing', async () => {
  const { alone, whole } = await decided('landing');
  expect(alone).toMatchInlineSnapshot(`
[
  "text, binary: conflict binary",
  "text, empty: clean",
  "text, open: conflict add/add",
  "text, other: conflict add/add",
]
`);
  expect(whole).toMatchInlineSnapshot(`
[
  "binary, link: conflict distinct-types",
  "binary, run: conflict binary",
  "copied, moved: clean",
  "empty, link: conflict distinct-types",
  "empty, run: conflict add/add",
  "link, binary: conflict distinct-types",
  "link, empty: conflict distinct-types",
  "link, open: conflict distinct-types",
  "link, other: conflict distinct-types",
  "link, run: conflict distinct-types",
  "link, same: conflict distinct-types",
  "link, text: conflict distinct-types",
  "open, link: conflict distinct-types",
  "open, run: conflict add/add",
  "other, link: conflict distinct-types",
  "other, run: conflict add/add",
  "run, binary: conflict binary",
  "run, empty: conflict add/add",
  "run, link: conflict distinct-types",
  "run, open: conflict add/add",
  "run, other: conflict add/add",
  "run, same: conflict mode",
  "run, text: conflict mode",
  "same, link: conflict distinct-types",
  "same, run: conflict mode",
  "text, link: conflict distinct-types",
  "text, run: conflict mode",
]
`);
});

test('direct', async () => {
  const { alone, whole } = await decided('direct');
  expect(alone).toMatchInlineSnapshot(`
[
  "moved, copied: conflict add/add",
  "text, binary: conflict binary",
  "text, empty: clean",
  "text, open: conflict add/add",
  "text, other: conflict add/add",
]
`);
  expect(whole).toMatchInlineSnapshot(`
[
  "binary, link: conflict distinct-types",
  "binary, run: conflict binary",
  "empty, link: conflict distinct-types",
  "empty, run: conflict add/add",
  "open, link: conflict distinct-types",
  "open, run: conflict add/add",
  "other, link: conflict distinct-types",
  "other, run: conflict add/add",
  "run, link: conflict distinct-types",
  "same, link: conflict distinct-types",
  "same, run: conflict mode",
  "text, link: conflict distinct-types",
  "text, run: conflict mode",
]
`);
});

test('with longer object ids', async () => {
  const { alone } = await decided('landing', 'sha256');
  expect(alone).toEqual([
    'text, binary: conflict binary',
    'text, empty: clean',
    'text, open: conflict add/add',
    'text, other: conflict add/add',
  ]);
});

test('of long texts all is told that lies between what they have in common', async () => {
  const long = (changed: Record<number, string>) =>
    Array.from({ length: 1_500 }, (_, at) => `${changed[at] ?? `line ${at}`}\n`).join('');
  create({
    one: { 'new.txt': long({ 99: 'one' }) },
    other: { 'new.txt': long({ 99: 'other', 1199: 'more' }) },
  });
  const [first] = await judged('direct', ['one', 'other']);
  expect(first?.request.only).toHaveLength(1);
  const regions = (of: TrialMerge | undefined) =>
    of?.verdict === 'conflict' ? of.conflicts.map((one) => one.regions) : [];
  const range = (from: number, to: number) => ({ ours: { from, to }, theirs: { from, to } });
  expect(regions(first?.outcome)).toEqual([[range(100, 1_200)]]);
  expect(regions(first?.whole)).toEqual([[range(100, 100), range(1_200, 1_200)]]);
});
