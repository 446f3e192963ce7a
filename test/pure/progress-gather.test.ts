/** What is read for a report: bounded, each thing once, and what was left out is said. */
import { expect, test } from '@jest/globals';
import type { PullSummary } from '#src/ports/evidence.ts';
import type { Deps } from '#src/ports.ts';
import { gatherFacts } from '#src/progress/gather.ts';
import { fakeDeps, REPO } from '../fakes.ts';
import { planOf, standing } from '../progress.ts';
import { merged } from '../progress-facts.ts';

const PLAN = planOf(`
workstreams:
  kernel: { branch: feature/kernel, also: { paths: ["kernel/**"] } }
  storage: { branch: feature/storage, also: { paths: ["storage/**"] } }
`);

/** A world in which every merged pull request changed a file of the kernel. */
function world(list: PullSummary[]) {
  const rows = new Map<string, string>();
  const looked: string[] = [];
  const fakes = fakeDeps({ heads: [] });
  const deps = {
    ...fakes,
    activity: { ...fakes.activity, mergedSince: async () => ({ state: 'whole', list }) },
    issues: { ...fakes.issues, own: async () => ({ state: 'whole', list: [] }) },
    evidence: {
      ...fakes.evidence,
      log: async (_repo: unknown, { tip }: { tip: string }) => ({
        state: 'whole',
        list: [{ oid: tip, parents: ['parent'] }],
      }),
      texts: async () => new Map(),
      symbols: async () => new Map(),
      written: async () => [],
      paths: async (_repo: unknown, oid: string) => {
        if (oid.startsWith('merge')) looked.push(oid);
        return new Map(oid.startsWith('merge') ? [['kernel/a.rs', 'blob']] : []);
      },
    },
    memory: {
      recall: async (_repo: unknown, keys: string[]) =>
        new Map([...rows].filter(([key]) => keys.includes(key))),
      keep: async (_repo: unknown, known: Map<string, string>) => {
        for (const [key, text] of known) rows.set(key, text);
      },
    },
  } as unknown as Deps;
  const look = async () => {
    const { facts } = await gatherFacts(
      {
        repo: REPO,
        repository: 'acme/river',
        web: 'https://github.example/acme/river',
        plan: PLAN,
        target: { ref: 'main', oid: 'f'.repeat(40) },
        lateMinutes: 0,
      },
      deps,
      {
        integration: async () => standing(),
        approvals: async () => ({ state: 'read', pulls: [] }),
      },
    );
    return facts;
  };
  return { look, looked };
}

test('what went into branches of workstreams is looked at some at a time, each once, and the rest is told', async () => {
  const list = Array.from({ length: 25 }, (_, at) =>
    merged(at + 1, '2025-07-01T10:00:00Z', { base: 'feature/storage', mergeOid: `merge ${at}` }),
  );
  const { look, looked } = world(list);
  const first = await look();
  expect(looked).toHaveLength(20);
  expect(first.notRead).toEqual([
    'What 5 older pull requests into branches of workstreams changed was not looked at yet, so it is not known whether they were in their lanes; the next looks read on.',
  ]);
  // Nobody has looked: its words do not accuse it.
  expect(first.activity.storage?.gathered.map(({ lanes }) => lanes?.length)).toEqual([
    ...Array.from({ length: 20 }, () => 1),
    ...Array.from({ length: 5 }, () => 0),
  ]);
  const second = await look();
  await look();
  expect(looked).toHaveLength(25);
  expect(second.notRead).toEqual([]);
  const { gathered } = second.activity.storage ?? { gathered: [] };
  expect(gathered.map(({ lanes }) => lanes)).toEqual(list.map(() => ['kernel']));
});
