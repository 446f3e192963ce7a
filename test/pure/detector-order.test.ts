import { expect, test } from '@jest/globals';
import { conclude } from '#src/integration/conclude.ts';
import { waitingFor } from '#src/integration/dependencies.ts';
import { detect } from '#src/integration/detect.ts';
import { type RenderedCheck, renderCheck } from '#src/integration/render-check.ts';
import type { Forecast, Head, Pair } from '#src/integration/report.ts';
import type { MergedWorkstreams } from '#src/plan/gather-merged.ts';
import { parsePlan } from '#src/plan/parse.ts';
import { openHead } from '../fakes.ts';

const base = { ref: 'main', oid: 'M'.repeat(40) };

interface Described {
  ref: string;
  in: string[];
  number?: number;
  containedIn?: string[];
}

/** What is said of the heads of workstreams when nothing collides: title and next step, by head. */
function said(...of: Parameters<typeof checks>): string[] {
  return checks(...of).map(
    ({ output, conclusion }) =>
      `${conclusion}: ${output.title}\n${output.summary.split('\n\n')[0]}`,
  );
}

/** The checks on the heads of workstreams when nothing collides. */
function checks(
  plan: string,
  heads: Described[],
  merged: MergedWorkstreams | null = null,
): RenderedCheck[] {
  const parsed = parsePlan(`version: 1\ntarget: main\n${plan}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const described = heads.map((one): Head => {
    const open = openHead(one.ref);
    const pullRequest =
      one.number && open.pullRequest ? { ...open.pullRequest, number: one.number } : null;
    const assignment = { workstreams: one.in, rule: 'head' as const, reason: '', remarks: [] };
    return {
      ...open,
      pullRequest,
      assignment,
      owners: [],
      changedFiles: 1,
      containedIn: one.containedIn ?? [],
    };
  });
  for (const head of described) {
    const waitsFor = waitingFor(head, base, described, parsed.plan, merged);
    if (waitsFor.length > 0) head.waitsFor = waitsFor;
  }
  const trials = { direct: { verdict: 'clean' as const, tree: null } };
  const pairs = described.map(({ ref }): Pair => {
    const side = (name: string, isBase: boolean) => ({ ref: name, isBase, changedFiles: 1 });
    const pair = {
      a: side('main', true),
      b: side(ref, false),
      target: 'main',
      trials,
      squashOnly: false,
    };
    const around = { plan: parsed.plan, heads: described };
    const findings = detect(pair, parsed.plan.integration, around);
    return { a: 'main', b: ref, basis: 'landing', verdict: 'clean', findings };
  });
  const order = described.map(({ ref }) => ({
    ref,
    conflicts_with: [],
    now: true,
    newly_conflicting: [],
  }));
  const forecast: Forecast = { base, heads: described, pairs, order, conclusion: conclude(pairs) };
  return described.map((head) => renderCheck(forecast, [head], { repoUrl: null }));
}

const TWO = `workstreams:
  kernel: { branch: kernel, depends_on: [build] }
  storage: { branch: storage, depends_on: [kernel] }
external: { build: { done: true } }`;

test('a head waits for the open heads of what its workstream depends on', () => {
  expect(
    said(TWO, [
      { ref: 'storage', in: ['storage'], number: 8 },
      { ref: 'kernel', in: ['kernel'], number: 7 },
    ]),
  ).toMatchInlineSnapshot(`
[
  "neutral: Waits for kernel; no conflicts
**Next:** land \`kernel\` first. Until then this waits; its text merges with \`main\`.",
  "success: No conflicts with main
Nothing to do: this merges with \`main\`.",
]
`);
});

test('which heads have to land is said once: by what to do', () => {
  const heads = [1, 2].map((number) => ({ ref: `kernel-${number}`, in: ['kernel'], number }));
  const detail = (open: typeof heads) => {
    const [check] = checks(TWO, [{ ref: 'storage', in: ['storage'], number: 8 }, ...open]);
    return /^- .*$/m.exec((check?.output.summary ?? '').replaceAll('\u200b', ''))?.[0];
  };
  expect(detail(heads.slice(1))).toBe(
    '- Warning: storage waits for `kernel`, whose open head has not landed on `main`. Land `kernel-2` first.',
  );
  expect(detail(heads)).toBe(
    '- Warning: storage waits for `kernel`, whose 2 open heads have not landed on `main`. Land `kernel-1` and `kernel-2` first.',
  );
});

test('nobody has opened what it depends on: that is not done either', () => {
  expect(said(TWO, [{ ref: 'storage', in: ['storage'] }])).toMatchInlineSnapshot(`
[
  "neutral: Waits for kernel; no conflicts
**Next:** open a pull request for \`kernel\`, or, if it is done, say so in the plan (\`status: done\`, or under external if it was finished before). Until then this waits; its text merges with \`main\`.",
]
`);
});

test('done is what the plan calls done; a branch without commits of its own proves nothing', () => {
  const kernel = { ref: 'kernel', in: ['kernel'], containedIn: ['main'] };
  const storage = { ref: 'storage', in: ['storage'] };
  const titles = (plan: string, ...heads: Parameters<typeof said>[1]) =>
    said(plan, heads).map((one) => one.split('\n')[0]);
  expect(titles(TWO, storage, kernel)).toEqual([
    'neutral: Waits for kernel; no conflicts',
    'success: Already contained in main',
  ]);
  const declared = (status: string) =>
    TWO.replace('branch: kernel,', `branch: kernel, status: ${status},`);
  const clean = 'success: No conflicts with main';
  const merged = (names: string[], whole = true) => ({ names: new Set(names), whole });
  const with_ = (status: string, known: ReturnType<typeof merged> | null) =>
    said(declared(status), [storage], known)[0]?.split('\n')[0];
  for (const status of ['done', 'COMPLETED', '"✅ Complete (v0.3)"', 'integrated', 'merged']) {
    expect(with_(status, merged(['kernel']))).toBe(clean);
    // Nothing but the plan's own words: not green, and not held up either.
    for (const known of [merged([]), merged([], false), null]) {
      expect(with_(status, known)).toBe(
        'neutral: Depends on kernel, declared done, not proved; no conflicts',
      );
    }
    // What is open of it has not landed, whatever the plan says.
    const open = { ref: 'kernel', in: ['kernel'] };
    expect(said(declared(status), [storage, open], merged(['kernel']))[0]).toMatch(
      /^neutral: Waits for kernel/,
    );
  }
  // Nothing is left to be proved of a workstream without probes: what was merged counts, though nobody declares it.
  expect(with_('active', merged(['kernel']))).toBe(clean);
  const probed = declared('active').replace(
    'branch: kernel,',
    'branch: kernel, tasks: [{ text: x, done_when: { file: x } }],',
  );
  expect(said(probed, [storage], merged(['kernel']))[0]).toMatch(/^neutral: Waits for kernel/);
  expect(said(declared('done'), [storage])[0]).toMatchInlineSnapshot(`
"neutral: Depends on kernel, declared done, not proved; no conflicts
**Next:** if \`kernel\` was finished before, list it under external in the plan (\`done: true\`); else correct its status. Until then nobody knows whether its turn has come; its text merges with \`main\`."
`);
  for (const status of ['active', 'nearly done', 'to be merged', 'unfinished', 'incomplete']) {
    expect(titles(declared(status), storage)).toEqual(['neutral: Waits for kernel; no conflicts']);
  }
});

test('near misses: stacked on it, in both workstreams, optional, external, off', () => {
  const title = (plan: string, ...heads: Parameters<typeof said>[1]) =>
    said(plan, heads)[0]?.split('\n')[0];
  const storage = { ref: 'storage', in: ['storage'] };
  const kernel = { ref: 'kernel', in: ['kernel'] };
  const clean = 'success: No conflicts with main';
  expect(title(TWO, storage, { ...kernel, containedIn: ['storage'] })).toBe(clean);
  expect(title(TWO, { ref: 'both', in: ['storage', 'kernel'] }, kernel)).toBe(clean);
  const optional = TWO.replace('[kernel]', '[{ name: kernel, optional: true }]');
  expect(title(optional, storage, kernel)).toBe(clean);
  expect(title(`${TWO}\nintegration: { detectors: { order: off } }`, storage, kernel)).toBe(clean);
  const external = TWO.replace('done: true', 'done: false');
  expect(title(external, kernel)).toBe('neutral: Waits for build; no conflicts');
  const red = `${TWO}\nintegration: { detectors: { order: fail } }`;
  expect(title(red, storage, kernel)).toBe('failure: Waits for kernel; no conflicts');
});
