/** What must be found about approvals. */
import { expectation, says } from './expectations.ts';
import {
  APPROVALS,
  answersOn,
  checkOf,
  commentsOn,
  headOf,
  type Seen,
  type SeenCheck,
} from './seen.ts';
import { visibleText } from './visible.ts';

const approvals = (seen: Seen, key: string): SeenCheck | null => checkOf(seen, key, APPROVALS);

/** Whether the check has this conclusion, and a title that begins like this. */
function reads(check: SeenCheck | null, conclusion: string, title: string): boolean {
  return check?.conclusion === conclusion && check.title.startsWith(title);
}

export const everyPullRequestWaits = expectation(
  'Weir / approvals waits on every pull request, and on {storage} for storage-lead and arch-lead',
  (now) =>
    now.heads
      .filter(({ number }) => number !== null)
      .every(({ key }) => approvals(now, key)?.conclusion === 'action_required') &&
    reads(
      approvals(now, 'storage'),
      'action_required',
      '0 of 2 roles approved, waiting for storage-lead and arch-lead',
    ),
);

export const reviewsAreRequested = expectation(
  'grace, the only one in the team that is qa-lead, was asked to review {testing}; nobody was asked to review their own',
  (now) => {
    const asked = (key: string) => headOf(now, key).asked;
    const authors = { testing: 'tess', kernel: 'kim', storage: 'sam', security: 'zoe' };
    return (
      asked('testing').includes('grace') &&
      says(approvals(now, 'testing'), '@acme/qa') &&
      Object.entries(authors).every(
        ([key, author]) => asked(key).length > 0 && !asked(key).includes(author),
      )
    );
  },
);

export const firstApproval = expectation(
  'bob fills storage-lead on {storage}, and arch-lead is open',
  (now) => {
    const check = approvals(now, 'storage');
    return (
      reads(check, 'action_required', '1 of 2 roles approved, waiting for arch-lead') &&
      says(check, 'storage-lead: bob')
    );
  },
);

export const matchingFindsBoth = expectation(
  'alice and dave are enough for {kernel}: dave, who holds both roles, counts as arch-lead, so that alice is kernel-lead',
  (now) => {
    const check = approvals(now, 'kernel');
    return (
      reads(check, 'success', '2 of 2 roles approved') &&
      says(check, 'arch-lead: dave') &&
      says(check, 'kernel-lead: alice')
    );
  },
);

export const staleApproval = expectation(
  "bob's approval of {storage} does not count any more, since it was given for an older commit",
  (now) => {
    const check = approvals(now, 'storage');
    return (
      reads(check, 'action_required', '0 of 4 roles approved') && says(check, 'bob', 'older commit')
    );
  },
);

export const oneOfTwo = expectation(
  'carol fills one role of {security}, though she holds two; who can fill the others is named',
  (now) => {
    const check = approvals(now, 'security');
    return reads(check, 'action_required', '1 of 3 roles approved') && says(check, 'erin', 'dave');
  },
);

export const renewedApproval = expectation(
  'four people approved the new commit of {storage}, one for each role, and its check is green',
  (now) => reads(approvals(now, 'storage'), 'success', '4 of 4 roles approved'),
);

export const veto = expectation(
  'grace, who is qa-lead, blocks {testing} by asking for changes, although alice approved',
  (now) => reads(approvals(now, 'testing'), 'failure', 'grace requested changes'),
);

export const vetoOutlivesPush = expectation(
  'the push of tess outdated the approval of alice, and not what grace asked for',
  (now) => {
    const check = approvals(now, 'testing');
    return (
      reads(check, 'failure', 'grace requested changes') && says(check, 'alice', 'older commit')
    );
  },
);

export const vetoIsLifted = expectation(
  'grace took back what grace had asked for, and {testing} is green: its approvals and its merges',
  (now) => {
    const check = approvals(now, 'testing');
    return (
      reads(check, 'success', '2 of 2 roles approved') &&
      says(check, 'qa-lead: grace', 'kernel-lead: alice') &&
      checkOf(now, 'testing')?.conclusion === 'success'
    );
  },
);

/** What Heidi writes. */
export const WHY = 'The old signing key leaked, this cannot wait';

export const overridden = expectation(
  'heidi overrode the approvals of {security}; the check is green, says who did it and why, and what is still missing',
  (now) => {
    const check = approvals(now, 'security');
    return (
      reads(check, 'success', 'Overridden by heidi; 1 of 3 roles approved') && says(check, WHY)
    );
  },
);

export const refusedOverride = expectation(
  'zoe, who holds no role that may override, was told on {security} that nothing was overridden',
  (now) => {
    const refused = answersOn(now, 'security').filter(({ body }) =>
      visibleText(body).includes('Nothing was overridden: zoe'),
    );
    const asked = commentsOn(now, 'security').find(({ author }) => author === 'zoe');
    return refused.length === 1 && asked?.reactions.join() === 'confused by weir[bot]';
  },
);
