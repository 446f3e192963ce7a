/** What reading the evidence showed to be wrong, each in one sentence with what to do. Pure. */
import type { Plan } from '../plan/schema.ts';
import { comparisonWords, quantityWords } from './compare.ts';
import { silentChecks, type Weighed } from './evidence.ts';
import { changedContracts } from './faults/changed-contracts.ts';
import { dependenciesInCi } from './faults/dependencies-in-ci.ts';
import { ABOUT_PERFORMANCE, looseThresholds } from './faults/loose-thresholds.ts';
import { missingContracts } from './faults/missing-contracts.ts';
import { namelessHeads } from './faults/nameless-heads.ts';
import { PAGES, pages } from './faults/pages.ts';
import { phantomFeatures } from './faults/phantom-features.ts';
import { phantomScripts } from './faults/phantom-scripts.ts';
import { strayPackages } from './faults/stray-packages.ts';
import { toothlessWorkflows } from './faults/toothless-workflows.ts';
import type { Said } from './gather-said.ts';
import type { Given, TreeSeen, Wants } from './probe.ts';
import type { WeekReport } from './report.ts';
import { claimsBeyond } from './tasks.ts';

export type Fault = WeekReport['contradictions'][number];

/** What the detectors of this room read. */
export function wantedForFaults({ contracts }: Pick<Plan, 'contracts'>): Wants {
  return {
    texts: [
      '**/Cargo.toml',
      '**/package.json',
      '.github/workflows/*.{yml,yaml}',
      ...ABOUT_PERFORMANCE,
      ...PAGES,
    ],
    symbols: contracts.flatMap(({ path, symbol }) => (symbol === undefined ? [] : [path])),
  };
}

/** A fault of files of the target, with the file it stands in. */
export interface FileFault {
  path: string;
  line?: number;
  what: string;
}

const FILE_DETECTORS: readonly ((tree: TreeSeen, plan: Plan, now: string) => FileFault[])[] = [
  strayPackages,
  toothlessWorkflows,
  phantomScripts,
  phantomFeatures,
  missingContracts,
  looseThresholds,
  dependenciesInCi,
  pages,
];

export function faults(found: {
  plan: Plan;
  given: Given;
  weighed: Weighed;
  said: Said;
  /** ISO 8601. */
  now: string;
}): Fault[] {
  const { plan, given, weighed, said, now } = found;
  const { web, target } = given;
  const inFiles = [
    ...FILE_DETECTORS.flatMap((detect) => detect(target.tree, plan, now)),
    ...changedContracts(target.tree, plan, given.agreed),
  ].map(
    ({ path, line, what }): Fault => ({
      workstream: null,
      what,
      ...(web === null || path === ''
        ? {}
        : {
            url: `${web}/blob/${target.tree.oid}/${encodeURI(path.toWellFormed())}${line === undefined ? '' : `#L${line}`}`,
          }),
    }),
  );
  return [
    ...inFiles,
    ...namelessHeads(given),
    ...claimedAboveMeasured(plan, weighed),
    // On a clone most sources are not silent but out of reach.
    ...(web === null ? [] : weighed.trouble).map(({ workstream, name, reason }) => ({
      workstream,
      what: `${name} of ${workstream} could not be measured: ${reason}.`,
    })),
    ...silentChecks(plan, given).map(({ workstream, glob }) => ({
      workstream,
      what: `The plan counts on check runs ${glob}, but none has reported on ${target.ref}. Run them on pushes to ${target.ref}, or correct the plan.`,
    })),
    ...beyond(plan, said),
    ...said.unread,
  ];
}

/** A value in the plan that is better than what was measured. */
function claimedAboveMeasured(plan: Plan, { metrics }: Weighed): Fault[] {
  return Object.entries(plan.workstreams).flatMap(([workstream, { metrics: written }]) =>
    (metrics[workstream] ?? []).flatMap(({ name, current, target }): Fault[] => {
      const claim = Object.hasOwn(written, name) ? written[name]?.current : null;
      if (!claim || current?.source !== 'measured' || claim.unit !== current.value.unit) return [];
      const less = target.op === '<' || target.op === '<=';
      const isBetter = less ? claim.value < current.value.value : claim.value > current.value.value;
      if (!isBetter) return [];
      const [url] = current.evidence.flatMap((one) => one.url ?? []);
      const what = `The plan says ${name} of ${workstream} is ${quantityWords(claim)}, but ${quantityWords(current.value)} is measured (${current.from}); ${comparisonWords(target)} is wanted. Correct current in the plan.`;
      return [{ workstream, what, ...(url === undefined ? {} : { url }) }];
    }),
  );
}

/** Ticked items of tracking issues that are no tasks of the plan. */
function beyond(plan: Plan, { tracked }: Said): Fault[] {
  return Object.entries(tracked).flatMap(([workstream, list]): Fault[] => {
    const items = claimsBeyond(plan.workstreams[workstream] ?? { tasks: [] }, list);
    if (items.length === 0) return [];
    const shown = items.slice(0, 3).map(({ text }) => `“${text.slice(0, 80)}”`);
    const more = items.length > 3 ? ` and ${items.length - 3} more` : '';
    const what = `#${list.issue} ticks ${shown.join(', ')}${more}, which the plan does not have. Add it to the tasks of ${workstream}, with what would prove it.`;
    return [{ workstream, what, url: list.url }];
  });
}
