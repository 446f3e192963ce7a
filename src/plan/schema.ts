/**
 * The one schema of `.github/workstreams.yml`. Types, defaults, descriptions, the published JSON Schema
 * and the configuration reference all come from here. What it accepts in several forms it turns into one;
 * what needs more than one place of the file to decide is in rules.ts and normalise.ts.
 */
import { z } from 'zod';
import { Escalation } from './escalation.ts';
import { Metrics } from './metrics.ts';
import { Performance } from './performance-settings.ts';
import { Phase, SpawnWave } from './phase.ts';
import { Probe } from './probes.ts';
import { TrialBuilds } from './trial-builds.ts';
import {
  Branch,
  Day,
  Glob,
  LocalDate,
  Login,
  Name,
  Percent,
  Person,
  Team,
  Time,
  Words,
} from './words.ts';

const Severity = z.enum(['fail', 'warn', 'note', 'off']);

const Globs = z.array(Glob).default([]);

const Dependency = z.union([
  Name.transform((name) => ({ name, optional: false })),
  z.strictObject({
    name: Name.describe('A workstream, or a name under `external`.'),
    optional: z
      .boolean()
      .default(false)
      .describe('An optional dependency shapes the merge order but never blocks.'),
  }),
]);

const DependsOn = z
  .array(Dependency)
  .describe(
    'What must be done first: workstreams, or names under `external`. A name, or `{ name, optional: true }`.',
  );

const Enables = z
  .array(Name)
  .describe('What becomes possible afterwards: workstreams or freely named milestones.');

const Approvals = z.array(Name).describe('Roles that must each approve a pull request of it.');

const Task = z.union([
  Words.transform((text) => ({ text })),
  z.strictObject({
    text: Words.describe('The task in words.'),
    done_when: Probe.optional().describe('What proves it. Without a probe it can only be claimed.'),
    done: z.boolean().optional().describe('Whether somebody says that it is done: a claim.'),
    optional: z.boolean().optional().describe('An optional task is shown and not counted.'),
  }),
]);

const Workstream = z.strictObject({
  number: z.int().positive().optional().describe('The number people use for it.'),
  title: Words.optional().describe('Title in full.'),
  branch: Branch.optional().describe('The long-lived branch of the workstream.'),
  also: z
    .strictObject({
      heads: Globs.describe('Globs of further head branches.'),
      paths: Globs.describe('Globs of the paths it owns.'),
      labels: z.array(Words).default([]).describe('Labels of pull requests that assign to it.'),
    })
    .prefault({})
    .describe('What else belongs to it, besides its branch.'),
  aliases: z.array(Name).default([]).describe('Other names it goes by; `_` and `-` mean the same.'),
  agent: Words.optional().describe('Id of the agent that works on it.'),
  agent_account: Login.optional().describe(
    'Account with which its agent reports progress, such as `my-agent[bot]`. Default: the App that is called like the agent.',
  ),
  owners: z.array(Person).default([]).describe('People (logins) and teams who own it.'),
  priority: z.enum(['high', 'medium', 'low']).optional().describe('How urgent it is.'),
  status: Words.optional().describe(
    'Declared status; Weir derives its own and shows the difference.',
  ),
  paused: Words.optional().describe(
    'Why it is paused. While it is, it is neither due nor stalled.',
  ),
  depends_on: DependsOn.default([]),
  enables: Enables.default([]),
  approvals: Approvals.default([]),
  objectives: z.array(Words).default([]).describe('What it is for.'),
  tasks: z.array(Task).default([]).describe('Deliverables: a text, or a text with what proves it.'),
  metrics: Metrics.default({}),
  issue: z
    .int()
    .positive()
    .optional()
    .describe('Tracking issue: items ticked in its task lists are claims, never proofs.'),
});

const External = z.strictObject({
  done: z
    .boolean()
    .default(false)
    .describe('Whether it is done; until then it blocks what depends on it.'),
  issue: z.int().positive().optional().describe('Issue in this repository that tracks it.'),
});

const Approval = z.strictObject({
  distinct: z.boolean().default(true).describe('Whether each role needs a person of its own.'),
  counts: z
    .record(Name, z.int().min(1).max(20))
    .default({})
    .describe('How many people must approve for a role; one where nothing is said.'),
  also_approve: z
    .record(Glob, z.array(Name).min(1))
    .default({})
    .describe('Roles that must approve in addition when a path is changed, by glob.'),
  stale: z
    .enum(['any-push', 'patch-id', 'never'])
    .default('any-push')
    .describe('When an approval goes stale: at any push, only when the patch changes, or never.'),
  ignore_base_merges: z
    .boolean()
    .default(true)
    .describe('Merges of the target that git would have made the same way do not count as a push.'),
  ignore_commits_by: z
    .array(Login)
    .default([])
    .describe('Commits of nobody but these accounts, such as a formatter, do not count.'),
  allow_author: z
    .boolean()
    .default(false)
    .describe('Whether who opened the pull request may approve it.'),
  allow_contributors: z
    .boolean()
    .default(false)
    .describe('Whether people with commits in the pull request may approve it.'),
  contributor_scope: z
    .enum(['author+committer', 'author'])
    .default('author+committer')
    .describe('Who of a commit contributed: its author and committer, or its author only.'),
  count_co_authors: z
    .boolean()
    .default(true)
    .describe('Whether Co-authored-by makes a contributor.'),
  unattributed: z
    .enum(['block', 'ignore'])
    .default('block')
    .describe('What a commit does whose e-mail address belongs to no account.'),
  changes_requested: z
    .enum(['role-holders', 'anyone-with-write', 'ignore'])
    .default('role-holders')
    .describe('Who blocks a pull request by requesting changes.'),
  dismissed: z
    .enum(['no-resurrect', 'resurrect'])
    .default('no-resurrect')
    .describe("Whether an older approval comes back when a person's later review is dismissed."),
  bots_may_approve: z
    .boolean()
    .default(false)
    .describe('Whether the approval of a bot that fills a role counts.'),
  min_permission: z
    .enum(['read', 'triage', 'write', 'maintain', 'admin'])
    .optional()
    .describe('What an approver must be allowed to do in the repository. Default: anything.'),
  max_age_hours: z
    .number()
    .positive()
    .max(100_000)
    .optional()
    .describe('Hours after which an approval expires. Default: never.'),
  ignore_edited: z
    .boolean()
    .default(false)
    .describe('Whether an approval stops counting when its text is edited afterwards.'),
  override_roles: z
    .array(Name)
    .default([])
    .describe('Roles whose holders may write `/override approvals REASON`.'),
  request_reviews: z
    .boolean()
    .default(true)
    .describe('Whether Weir asks people for reviews when a pull request is ready.'),
  without_workstream: z
    .enum(['allow', 'block'])
    .default('allow')
    .describe('Whether a pull request that belongs to no workstream and needs no role passes.'),
});

const Delegation = z.strictObject({
  from: Login.describe('Who is away.'),
  to: Login.describe('Who stands in.'),
  roles: z
    .array(Name)
    .min(1)
    .optional()
    .describe('For which roles. Default: all roles that name the person who is away.'),
  since: LocalDate.optional().describe("First day, in the plan's time zone. Default: at once."),
  until: LocalDate.describe("Last day, in the plan's time zone."),
});

const Integration = z.strictObject({
  detectors: z
    .strictObject({
      textual: Severity.default('fail').describe('Text that cannot be merged.'),
      api: Severity.default('warn').describe(
        'Public interfaces changed on one side and used on the other.',
      ),
      dependency: Severity.default('warn').describe('Manifests and lock files that disagree.'),
      performance: Severity.default('warn').describe('Benchmarks that got worse.'),
      order: Severity.default('warn').describe(
        'Heads that would land before what they depend on; optional dependencies are only noted.',
      ),
      contract: Severity.default('fail').describe(
        'Shared interfaces changed without their owners.',
      ),
    })
    .prefault({})
    .describe('How serious each detector is taken: `fail`, `warn`, `note` or `off`.'),
  threshold: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('Findings with less confidence than this are only notes.'),
  schedule: z
    .partialRecord(Day, z.union([z.literal('all'), z.array(Name)]))
    .default({})
    .describe('Which workstreams are integrated on which day: a list, or `all`.'),
  time: Time.default('08:00').describe('Time of day of the scheduled integration.'),
  performance: Performance.prefault({}).describe('What the performance detector compares.'),
  trial_builds: TrialBuilds,
});

const Contract = z
  .strictObject({
    path: Glob.describe('Path or glob of the file with the shared interface.'),
    symbol: Words.optional().describe('The symbol in it; without one, the whole file.'),
    signature: z
      .string()
      .min(1)
      .max(8000)
      .optional()
      .describe(
        'The declaration of the symbol that everybody agreed on, as code. Weir says when the target has another one: other names, parameters, results or kinds. Layout, comments, visibility and, but for Python, names of parameters make no difference.',
      ),
    owners: z
      .array(Name)
      .default([])
      .describe('Roles that own it and must approve changes of it. Without any, nobody is asked.'),
  })
  .superRefine(({ symbol, signature }, context) => {
    if (signature === undefined || symbol !== undefined) return;
    const message = 'needs a symbol beside it: the name that the signature declares.';
    context.addIssue({ code: 'custom', path: ['signature'], message });
  });

const Criterion = z.union([
  Words.transform((text) => ({ text })),
  z.strictObject({
    text: Words.describe('The criterion in words.'),
    when: Probe.optional().describe('What proves it. Without a probe it can only be claimed.'),
    done: z.boolean().optional().describe('Whether somebody says that it is met: a claim.'),
  }),
]);

export const PlanSchema = z
  .strictObject({
    version: z.literal(1).describe('Version of this format.'),
    target: Branch.optional().describe(
      'The branch that all workstreams run into. Default: the default branch of the repository.',
    ),
    phase: Phase.optional().describe('The stretch of the plan that is under way.'),
    roles: z
      .record(
        Name,
        z
          .array(Person)
          .nullable()
          .transform((people) => people ?? []),
      )
      .default({})
      .describe('Who fills each role: logins, and teams as `"@org/team"`.'),
    workstreams: z.record(Name, Workstream).describe('The workstreams by name.'),
    dependencies: z
      .record(
        Name,
        z.strictObject({ depends_on: DependsOn.optional(), enables: Enables.optional() }),
      )
      .default({})
      .describe('The same as `depends_on` and `enables` of each workstream, in one block.'),
    approval_matrix: z
      .record(Name, Approvals)
      .default({})
      .describe('The same as `approvals` of each workstream, in one block.'),
    metrics: z
      .record(Name, Metrics)
      .default({})
      .describe('The same as `metrics` of each workstream, in one block.'),
    external: z
      .record(
        Name,
        External.nullable().transform((node) => node ?? { done: false }),
      )
      .default({})
      .describe('What workstreams depend on, but is not a workstream here.'),
    spawn: z
      .array(SpawnWave)
      .default([])
      .describe('In which order agents start: waves, one after the other.'),
    approval: Approval.prefault({}).describe('How approvals are counted.'),
    delegations: z
      .array(Delegation)
      .default([])
      .describe('Who approves for whom while somebody is away.'),
    teams: z
      .record(Team, z.int().positive())
      .default({})
      .describe(
        'Numbers of teams on GitHub. Only needed where a new team took over a name: it confirms which one is meant.',
      ),
    integration: Integration.prefault({}).describe('How conflicts are looked for and judged.'),
    contracts: z.array(Contract).default([]).describe('Shared interfaces and who owns them.'),
    standups: z
      .record(Name, Time)
      .default({})
      .describe('Time of the daily standup of each workstream, such as `"09:15"`.'),
    standup_days: z
      .array(Day)
      .default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'])
      .describe('Days with standups.'),
    reviews: z.partialRecord(Day, Words).default({}).describe('What is reviewed on which day.'),
    review_time: Time.default('09:00').describe('Time of day of the reviews.'),
    report: z
      .strictObject({
        day: Day.default('friday').describe('Day of the weekly report.'),
        time: Time.default('16:00').describe('Its time of day.'),
      })
      .prefault({})
      .describe('When the weekly report is written.'),
    escalation: Escalation,
    stages: z
      .record(Name, z.array(Glob))
      .default({})
      .describe('Stages of the pipeline, each with globs of the check runs that belong to it.'),
    compatibility: z
      .strictObject({
        baseline: Words.describe('The tag that everything must stay compatible with.'),
        checks: z.array(Glob).default([]).describe('Globs of check runs that prove compatibility.'),
        max_regression: Percent.optional().describe(
          'How much worse a benchmark may be than at the baseline. Default: nobody asks.',
        ),
      })
      .optional()
      .describe('Compatibility with an earlier release.'),
    criteria: z
      .union([
        z.array(Criterion).transform((list) => (list.length > 0 ? { criteria: list } : {})),
        z.record(Name, z.array(Criterion)),
      ])
      .transform((lists): Record<string, z.output<typeof Criterion>[]> => lists)
      .default({})
      .describe('Conditions to leave the phase: a list, or named lists.'),
  })
  .meta({
    title: 'Weir plan',
    description: 'The plan of parallel workstreams: .github/workstreams.yml',
  });

/** What the schema accepts, before the blocks are merged and names are resolved. */
export type PlanFile = z.output<typeof PlanSchema>;

/**
 * A plan that passed every check. Workstreams are keyed by name, in the order of the file; the blocks
 * `dependencies`, `approval_matrix` and `metrics` are merged into them, and every reference to a workstream
 * is its name, not an alias.
 */
export type Plan = Omit<PlanFile, 'dependencies' | 'approval_matrix' | 'metrics'>;
export type Workstream = z.output<typeof Workstream>;
export type Dependency = z.output<typeof Dependency>;
export type Severity = z.output<typeof Severity>;
