/** The input form of `weir approvals FILE` and of the simulation: JSON in snake_case to facts, every mistake at once. */
import { z } from 'zod';
import { type ApprovalFacts, DEFAULT_OPTIONS } from './facts.ts';

/** Larger inputs are refused. Characters. */
const LARGEST_INPUT = 10 * 1024 ** 2;

const Login = z.string().min(1).max(100);
const Role = z.string().min(1).max(100);
const Sha = z.string().min(1).max(100);
const Time = z.string().refine((text) => !Number.isNaN(Date.parse(text)), {
  error: 'must be a time in ISO 8601, such as 2026-01-05T09:00:00Z',
});
const Permission = z.enum(['none', 'read', 'triage', 'write', 'maintain', 'admin']);

const Commit = z.strictObject({
  sha: Sha,
  author: Login.nullable(),
  committer: Login.nullable(),
  co_authors: z.array(Login).default([]),
  committed_via_web: z.boolean().default(false),
  parents: z.array(Sha).default([]),
  pushed_at: Time.optional(),
  is_base_merge: z.boolean().default(false),
  clean_merge: z.boolean().nullable().default(null),
});

const Review = z.strictObject({
  user: Login.nullable(),
  state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING']),
  commit: Sha.nullable(),
  submitted_at: Time,
  edited_at: Time.nullable().default(null),
  id: z.int().nullable().default(null),
});

const Options = z.strictObject({
  distinct: z.boolean().default(DEFAULT_OPTIONS.distinct),
  counts: z.record(Role, z.int().min(1).max(100)).default(DEFAULT_OPTIONS.counts),
  allow_author: z.boolean().default(DEFAULT_OPTIONS.allowAuthor),
  allow_contributors: z.boolean().default(DEFAULT_OPTIONS.allowContributors),
  contributor_scope: z
    .enum(['author+committer', 'author'])
    .default(DEFAULT_OPTIONS.contributorScope),
  count_co_authors: z.boolean().default(DEFAULT_OPTIONS.countCoAuthors),
  stale: z.enum(['any-push', 'patch-id', 'never']).default(DEFAULT_OPTIONS.stale),
  ignore_base_merges: z.boolean().default(DEFAULT_OPTIONS.ignoreBaseMerges),
  ignore_commits_by: z.array(Login).readonly().default(DEFAULT_OPTIONS.ignoreCommitsBy),
  changes_requested: z
    .enum(['role-holders', 'anyone-with-write', 'ignore'])
    .default(DEFAULT_OPTIONS.changesRequested),
  dismissed: z.enum(['no-resurrect', 'resurrect']).default(DEFAULT_OPTIONS.dismissed),
  unattributed: z.enum(['block', 'ignore']).default(DEFAULT_OPTIONS.unattributed),
  bots_may_approve: z.boolean().default(DEFAULT_OPTIONS.botsMayApprove),
  min_permission: Permission.nullable().default(DEFAULT_OPTIONS.minPermission),
  max_age_hours: z.number().positive().nullable().default(DEFAULT_OPTIONS.maxAgeHours),
  ignore_edited: z.boolean().default(DEFAULT_OPTIONS.ignoreEdited),
  override_roles: z.array(Role).readonly().default(DEFAULT_OPTIONS.overrideRoles),
});

const Input = z.strictObject({
  author: Login,
  commits: z.array(Commit).min(1, 'must hold at least one commit'),
  reviews: z.array(Review).default([]),
  roles: z.record(Role, z.array(Login)).default({}),
  required: z.array(Role),
  options: Options.prefault({}),
  head: Sha.optional(),
  draft: z.boolean().default(false),
  patch_ids: z.record(Sha, z.string().min(1)).default({}),
  permissions: z.record(Login, Permission).default({}),
  user_types: z.record(Login, z.string()).default({}),
  pushers: z.array(Login).default([]),
  delegations: z
    .array(z.strictObject({ role: Role, from: Login, to: Login, until: Time }))
    .default([]),
  override: z
    .strictObject({ by: Login, commit: Sha, reason: z.string(), at: Time })
    .nullable()
    .default(null),
  now: Time.nullable().default(null),
});

export type InputReading =
  | { ok: true; facts: ApprovalFacts }
  /** Each problem names its place. */
  | { ok: false; problems: string[] };

/** Reads the text of an input. Never throws. */
export function readInput(text: string): InputReading {
  if (text.length > LARGEST_INPUT) {
    return {
      ok: false,
      problems: ['It is larger than 10 MB. Give the facts of one pull request.'],
    };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [`It is not JSON: ${reason}`] };
  }
  if (typeof value === 'object' && value !== null && 'given' in value) {
    return { ok: false, problems: ['given: pass only what stands under `given`.'] };
  }
  const parsed = Input.safeParse(value);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map(
        (issue) =>
          `${issue.path.length > 0 ? issue.path.join('.') : 'The input'}: ${wordsOf(issue)}`,
      ),
    };
  }
  return { ok: true, facts: toFacts(parsed.data) };
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'an object',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** What is wrong with a value, and what belongs there; the schema's own words where it has some. */
function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const wanted = TYPES[issue.expected] ?? issue.expected;
      return issue.message.endsWith('received undefined')
        ? `is missing; it must be ${wanted}`
        : `must be ${wanted}`;
    }
    case 'invalid_value':
      return `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string') return 'must not be empty';
      if (issue.origin === 'number') return `must be at least ${issue.minimum}`;
      return issue.message;
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => JSON.stringify(key)).join(', ')} is not known here`;
    default:
      return issue.message;
  }
}

function toFacts(input: z.output<typeof Input>): ApprovalFacts {
  const { options } = input;
  return {
    author: input.author,
    draft: input.draft,
    head: input.head ?? input.commits.at(-1)?.sha ?? '',
    commits: input.commits.map((commit) => ({
      sha: commit.sha,
      author: commit.author,
      committer: commit.committer,
      coAuthors: commit.co_authors,
      committedViaWeb: commit.committed_via_web,
      parents: commit.parents,
      isBaseMerge: commit.is_base_merge,
      cleanMerge: commit.clean_merge,
    })),
    reviews: input.reviews.map((review) => ({
      user: review.user,
      state: review.state,
      commit: review.commit,
      submittedAt: review.submitted_at,
      editedAt: review.edited_at,
      id: review.id,
    })),
    roles: input.roles,
    required: input.required,
    options: {
      distinct: options.distinct,
      counts: options.counts,
      allowAuthor: options.allow_author,
      allowContributors: options.allow_contributors,
      contributorScope: options.contributor_scope,
      countCoAuthors: options.count_co_authors,
      stale: options.stale,
      ignoreBaseMerges: options.ignore_base_merges,
      ignoreCommitsBy: options.ignore_commits_by,
      changesRequested: options.changes_requested,
      dismissed: options.dismissed,
      unattributed: options.unattributed,
      botsMayApprove: options.bots_may_approve,
      minPermission: options.min_permission,
      maxAgeHours: options.max_age_hours,
      ignoreEdited: options.ignore_edited,
      overrideRoles: options.override_roles,
    },
    patchIds: input.patch_ids,
    permissions: input.permissions,
    userTypes: input.user_types,
    pushers: input.pushers,
    delegations: input.delegations,
    override: input.override,
    now: input.now,
    unreadable: [],
  };
}
