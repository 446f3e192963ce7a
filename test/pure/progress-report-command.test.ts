/** The weekly issue as the plan's time files it and `/report` makes it again. */
import { expect, test } from '@jest/globals';
import { createApply } from '#src/adapters/apply.ts';
import type { Applied } from '#src/effects.ts';
import type { CommandJob } from '#src/jobs.ts';
import type { Standings } from '#src/ports/standing.ts';
import type { Deps, Run } from '#src/ports.ts';
import { answerReport, fileWeekReport } from '#src/progress/run.ts';
import type { DueOccasion } from '#src/schedule.ts';
import { fakeDeps, REPO } from '../fakes.ts';
import { issueHub, postedInMemory } from '../issue-hub.ts';
import { standing } from '../progress.ts';

const PLAN = `version: 1
phase: { name: Phase 2, start: 2025-07-07, weeks: 3-6 }
workstreams: { kernel: { branch: feature/kernel, tasks: [Write tests] } }
`;
const STANDINGS: Standings = {
  integration: async () => standing(),
  approvals: async () => ({ state: 'read', pulls: [] }),
};

/** A repository in which nothing happens, with a model of the issues of GitHub. */
function repository(at: string) {
  const now = () => new Date(at);
  const hub = issueHub(() => now().getTime());
  hub.open({ title: 'Discussion', login: 'alice' });
  const base = fakeDeps({ heads: [], plan: PLAN });
  const deps: Deps = {
    ...base,
    now,
    issues: hub.forge,
    git: { ...base.git, line: async () => [] },
    activity: {
      mergedSince: async () => ({ state: 'whole', list: [] }),
      pull: async () => null,
      pulls: async () => new Map(),
      tags: async () => new Map(),
    },
    evidence: {
      paths: async () => new Map(),
      texts: async () => new Map(),
      symbols: async () => [],
      written: async () => [],
      log: async () => ({ state: 'whole', list: [] }),
    },
  };
  const apply = createApply({
    github: hub.github,
    posted: postedInMemory(),
    overrides: { recordOverride: async () => true },
    builds: { save: async () => true },
    branches: { pushTrial: async () => 'done', deleteTrial: async () => 'done' },
    alone: (_, work) => work(),
    now,
    log: deps.log,
  });
  const happen = async (run: Run) => {
    let applied: Applied[] = [];
    for (let step = await run.next(applied); !step.done; step = await run.next(applied)) {
      applied = await apply(step.value);
    }
  };
  const weekly = () => hub.issues.find(({ title }) => title.startsWith('Week'))?.body ?? '';
  return { deps, happen, weekly };
}

const REPORT: CommandJob = {
  kind: 'command',
  repo: REPO,
  issue: 1,
  comment: null,
  author: 'alice',
  at: '',
  call: { name: 'report', args: [] },
};

test('/report keeps what a late filing said of itself', async () => {
  const { deps, happen, weekly } = repository('2025-07-20T10:00:00Z');
  const occasion: DueOccasion = {
    kind: 'report',
    series: 'report',
    period: '2025-W29',
    workstream: null,
    date: '2025-07-18',
    dueAt: '2025-07-18T16:00:00Z',
    lateMinutes: 2520,
    missed: ['2025-W27', '2025-W28'],
  };
  const late =
    'filed 1 day late, because Weir was not running · no report of 2025-W27 and 2025-W28, because Weir was not running';
  await happen(fileWeekReport({ repo: REPO, occasion }, deps, STANDINGS));
  expect(weekly()).toContain(late);
  // Twice: it must not be lost with the first one's own words.
  await happen(answerReport(REPORT, deps, STANDINGS));
  await happen(answerReport(REPORT, deps, STANDINGS));
  expect(weekly()).toContain(late);
});
