/** What must be found about approvals. */
import { expectation, says } from './expectations.ts';
import { APPROVALS, checkOf, headOf, type Seen, type SeenCheck } from './seen.ts';

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
  'grace, the only qa-lead, was asked to review {testing}; nobody was asked to review their own',
  (now) =>
    headOf(now, 'testing').asked.includes('grace') &&
    !headOf(now, 'kernel').asked.includes('kim') &&
    headOf(now, 'kernel').asked.length > 0,
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
