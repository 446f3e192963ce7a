/** Pull requests for tests of approvals, judged from facts in few words. */
import { evaluate } from '#src/approvals/evaluate.ts';
import {
  type ApprovalFacts,
  type ApprovalOptions,
  type CommitFact,
  DEFAULT_OPTIONS,
  type ReviewFact,
  type ReviewState,
} from '#src/approvals/facts.ts';
import type { RenderedCheck } from '#src/approvals/render.ts';
import type { JudgedPull } from '#src/approvals/report.ts';

/** A commit by kim on top of the one before. */
export function commit(sha: string, over: Partial<CommitFact> = {}): CommitFact {
  return {
    sha,
    author: 'kim',
    committer: 'kim',
    coAuthors: [],
    committedViaWeb: false,
    parents: [],
    isBaseMerge: false,
    cleanMerge: null,
    ...over,
  };
}

let minute = 0;

/** `review('bob', 'c1')` approves; every review is a minute later than the one before. */
export function review(
  user: string,
  of: string,
  state: ReviewState = 'APPROVED',
  over: Partial<ReviewFact> = {},
): ReviewFact {
  minute++;
  const submittedAt = new Date(Date.UTC(2026, 0, 5, 9, minute)).toISOString();
  return { user, state, commit: of, submittedAt, editedAt: null, id: minute, ...over };
}

type Over = Partial<Omit<ApprovalFacts, 'options'>> & { options?: Partial<ApprovalOptions> };

/** By default one commit c1 by kim, and the two roles of storage, each person once. */
export function facts({ options, ...over }: Over = {}): ApprovalFacts {
  const commits = over.commits ?? [commit('c1')];
  return {
    author: 'kim',
    draft: false,
    head: commits.at(-1)?.sha ?? '',
    commits,
    reviews: [],
    roles: { 'storage-lead': ['bob', 'dave'], 'arch-lead': ['carol', 'dave'] },
    required: ['storage-lead', 'arch-lead'],
    patchIds: {},
    permissions: {},
    userTypes: {},
    pushers: [],
    delegations: [],
    override: null,
    now: null,
    unreadable: [],
    ...over,
    options: { ...DEFAULT_OPTIONS, distinct: true, ...options },
  };
}

/** The pull request #7, with these facts. */
export function judged(about: ApprovalFacts, over: Partial<JudgedPull> = {}): JudgedPull {
  return {
    number: 7,
    title: 'A write-ahead log',
    url: 'https://github.example/acme/river/pull/7',
    author: about.author,
    draft: about.draft,
    base: 'main',
    head: about.head,
    assignment: {
      workstreams: ['storage'],
      rule: 'head',
      reason: 'its branch is storage/log',
      remarks: [],
    },
    required: about.required.map((role) => ({
      role,
      because: 'it belongs to storage',
      filledBy: [...(about.roles[role] ?? [])],
    })),
    facts: about,
    result: evaluate(about),
    asked: [],
    overrideRoles: [...about.options.overrideRoles],
    passesWithoutRoles: true,
    ...over,
  };
}

/** A check as it reads: conclusion and title, summary, buttons. */
export function page({ conclusion, output, buttons }: RenderedCheck): string {
  const below = buttons.map(({ label }) => `[${label}]`).join(' ');
  return `${conclusion}: ${output.title}\n\n${output.summary}\n\n${below}`.replaceAll('\u200b', '');
}
