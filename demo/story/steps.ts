/** The week at acme/river: what people do, and what a reader must then find on the local GitHub. */
import type { Action } from './actions.ts';
import type { Expectation } from './expectations.ts';
import * as expected from './expectations.ts';
import * as reviewed from './expectations-approvals.ts';
import * as reported from './expectations-progress.ts';

export interface Step {
  day: string;
  title: string;
  /** What it means, for somebody who leads such a project. */
  tell: string;
  actions: Action[];
  expect: Expectation[];
}

/** Where the sample's states are first pushed, and the pull request that is opened from there. */
const opened = (pull: string, state: string): Action => ({ do: 'open', pull, state });

export const steps: readonly Step[] = [
  {
    day: 'Friday',
    title: 'The team writes down its plan and installs Weir',
    tell: '.github/workstreams.yml on main names five workstreams, who leads them and who waits for whom. Nothing is open yet, so Weir has nothing to say.',
    actions: [
      { do: 'push', by: 'alice', state: 'main', branch: 'main' },
      { do: 'install', by: 'alice' },
      { do: 'measure', branch: 'main' },
    ],
    expect: [expected.silence],
  },
  {
    day: 'Monday',
    title: 'Four workstreams open their pull requests, the fifth only has a branch',
    tell: 'Every head is merged with main and with every other head, in memory. Two pairs collide long before anybody wants to merge; two more merge and would still break: a call that no longer fits, and a lock that no longer follows its manifest.',
    actions: [
      opened('testing', 'testing'),
      opened('kernel', 'kernel'),
      opened('storage', 'storage'),
      opened('security', 'security'),
      {
        do: 'push',
        by: 'pete',
        state: 'performance',
        branch: 'feature/performance-observability',
        follow: 'performance',
      },
    ],
    expect: [
      expected.everyHeadHasOneCheck,
      expected.storageMeetsKernel,
      expected.kernelMeetsStorage,
      expected.collidingLinesAreAnnotated,
      expected.testingMeetsPerformance,
      expected.branchWithoutPullRequestIsJudged,
      expected.securityMeetsPerformance,
      expected.securityMeetsStorage,
      expected.storageWaits,
      reviewed.everyPullRequestWaits,
      reviewed.reviewsAreRequested,
    ],
  },
  {
    day: 'Tuesday',
    title: 'Smaller pull requests come in from all sides',
    tell: 'One is stacked on the kernel branch, one changes files of a workstream it does not belong to, one is a draft, one is already part of another, one comes from a fork with a file name made to break pages, and one breaks the plan.',
    actions: [
      opened('error-codes', 'kernel-error-events'),
      opened('store-size', 'memory-store-size'),
      opened('audit', 'security-audit-trail'),
      opened('agent-states', 'kernel-agent-states'),
      opened('wiki', 'wiki-import'),
      opened('wiki-by-olga', 'wiki-import-by-olga'),
      opened('plan', 'plan-typos'),
    ],
    expect: [
      expected.everyHeadHasOneCheck,
      expected.wrongLane,
      expected.containedHead,
      expected.draftTakesPart,
      expected.forkIsJudged,
      expected.hostileNameIsText,
      expected.brokenPlanIsRefused,
      expected.brokenPlanDoesNotRule,
    ],
  },
  {
    day: 'Tuesday',
    title: 'The first reviews come in',
    tell: 'Dave and Carol hold two roles each in the plan, and nobody fills two at once. Which role somebody counts for is worked out anew with every review, so that no approval is wasted.',
    actions: [
      { do: 'review', by: 'bob', pull: 'storage', verdict: 'APPROVE' },
      { do: 'review', by: 'dave', pull: 'kernel', verdict: 'APPROVE' },
      { do: 'review', by: 'alice', pull: 'kernel', verdict: 'APPROVE' },
      { do: 'review', by: 'carol', pull: 'security', verdict: 'APPROVE' },
    ],
    expect: [reviewed.firstApproval, reviewed.matchingFindsBoth, reviewed.oneOfTwo],
  },
  {
    day: 'Tuesday',
    title: 'Sam pushes once more',
    tell: 'An approval belongs to the commit that was looked at, so Bob has to look again. The push changes a benchmark, too, so the roles of that workstream must approve beside its own. And the new commit is merged on trial with everything else. Its benchmarks have run, too, and are compared with those of the commit that the branch came from.',
    actions: [
      {
        do: 'push',
        by: 'sam',
        state: 'storage-log-first',
        branch: 'feature/storage-enhancements',
      },
      { do: 'measure', branch: 'feature/storage-enhancements' },
    ],
    expect: [
      expected.everyHeadHasOneCheck,
      expected.storageMeetsKernel,
      expected.storageGotSlower,
      reviewed.staleApproval,
    ],
  },
  {
    day: 'Tuesday',
    title: 'Four people look at the new commit, and Grace is not content',
    tell: 'Four roles, four people: storage has what it needs again. On the tests, whoever holds a required role and asks for changes blocks, whatever others say.',
    actions: [
      { do: 'review', by: 'bob', pull: 'storage', verdict: 'APPROVE' },
      { do: 'review', by: 'dave', pull: 'storage', verdict: 'APPROVE' },
      { do: 'review', by: 'frank', pull: 'storage', verdict: 'APPROVE' },
      { do: 'review', by: 'heidi', pull: 'storage', verdict: 'APPROVE' },
      { do: 'review', by: 'alice', pull: 'testing', verdict: 'APPROVE' },
      {
        do: 'review',
        by: 'grace',
        pull: 'testing',
        verdict: 'REQUEST_CHANGES',
        body: 'Please keep the timer: performance measures with it.',
      },
    ],
    expect: [reviewed.renewedApproval, reviewed.veto],
  },
  {
    day: 'Tuesday',
    title: 'Alice asks about storage',
    tell: 'A comment that says /integrate is answered on the spot: eyes first, then one comment with what collides and the best order to land.',
    actions: [{ do: 'comment', by: 'alice', pull: 'storage', body: '/integrate' }],
    expect: [expected.eyes, expected.oneAnswerNamesKernel],
  },
  {
    day: 'Tuesday',
    title: 'Others try commands, too',
    tell: 'Mallory can only read this repository. Bob misspells a name. Pete wants to know what there is.',
    actions: [
      { do: 'comment', by: 'mallory', pull: 'testing', body: '/integrate' },
      { do: 'comment', by: 'bob', pull: 'kernel', body: '/integrate with kernel-evnts' },
      { do: 'comment', by: 'pete', pull: 'agent-states', body: '/help' },
      {
        do: 'comment',
        by: 'carol',
        pull: 'wiki',
        body: '> /integrate\n\nPlease do not, before the name is settled.',
      },
    ],
    expect: [
      expected.noAccess,
      expected.nearestName,
      expected.help,
      expected.quotedCommandIsNoCommand,
    ],
  },
  {
    day: 'Wednesday',
    title: 'Tess gives the timer back',
    tell: 'Her push ends the collision with performance-observability. Only pairs with her new commit are merged again; only checks whose words change are written.',
    actions: [
      {
        do: 'push',
        by: 'tess',
        state: 'testing-keeps-timer',
        branch: 'feature/testing-infrastructure',
      },
    ],
    expect: [
      expected.everyHeadHasOneCheck,
      expected.testingIsCleanNow,
      reviewed.vetoOutlivesPush,
      expected.performanceMergesNow,
      expected.onlyHerPairsWereMerged,
      expected.othersWereNotWritten(['kernel', 'storage', 'wiki', 'wiki-by-olga']),
    ],
  },
  {
    day: 'Wednesday',
    title: 'Grace is content, and security cannot wait',
    tell: 'Only Grace, or a dismissal, could lift what Grace asked for. Zoe would like to let her own change pass, and may not. Heidi may: she holds the role that the plan names for this, took no part in the change, and gives a reason. Her word ends with the next push.',
    actions: [
      { do: 'review', by: 'grace', pull: 'testing', verdict: 'APPROVE' },
      { do: 'review', by: 'alice', pull: 'testing', verdict: 'APPROVE' },
      { do: 'comment', by: 'zoe', pull: 'security', body: '/override approvals I know it is fine' },
      { do: 'comment', by: 'heidi', pull: 'security', body: `/override approvals ${reviewed.WHY}` },
    ],
    expect: [reviewed.vetoIsLifted, reviewed.overridden, reviewed.refusedOverride],
  },
  {
    day: 'Wednesday',
    title: 'A hotfix lands on main',
    tell: 'The target moved, so every head is judged again. Only one verdict changes: the hotfix meets what security is rewriting.',
    actions: [{ do: 'push', by: 'erin', state: 'main-hotfix', branch: 'main' }],
    expect: [
      expected.everyHeadHasOneCheck,
      expected.securityMeetsMain,
      expected.storageMeetsKernel,
      expected.everyHeadWasMergedAgain,
      expected.othersWereNotWritten(['testing', 'kernel', 'wiki', 'wiki-by-olga']),
    ],
  },
  {
    day: 'Wednesday',
    title: 'Kim rewrites the stacked pull request',
    tell: 'A force push replaces its only commit. The new commit gets a verdict of its own.',
    actions: [
      {
        do: 'push',
        by: 'kim',
        state: 'kernel-error-events-again',
        branch: 'kernel/error-events',
        force: true,
      },
    ],
    expect: [expected.everyHeadHasOneCheck, expected.forcePushIsJudged],
  },
  {
    day: 'Wednesday',
    title: 'Alice asks again, and Carol wants an explanation',
    tell: 'The answer from Tuesday is updated where it stands. The Explain button under a check writes what exactly collides.',
    actions: [
      { do: 'comment', by: 'alice', pull: 'storage', body: '/integrate' },
      { do: 'click', by: 'carol', pull: 'storage', button: 'explain' },
    ],
    expect: [expected.oneAnswerNamesKernel, expected.eyes, expected.explanation],
  },
  {
    day: 'Friday',
    title: 'The week is told in one issue',
    tell: 'Weir files it by itself at the time that the plan says: what is proved and what is not, who waits for whom, and at most five things that only a human can decide.',
    actions: [{ do: 'wait for the report' }],
    expect: [
      reported.oneReport,
      reported.countsWhatIsProved,
      reported.namesWhoWaits,
      reported.namesConflicts,
      reported.asksForLittle,
    ],
  },
];
