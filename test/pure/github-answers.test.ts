/** What people are told where GitHub refuses something, in words that GitHub really uses. */
import { expect, test } from '@jest/globals';
import { isForbidden, whyRefused } from '#src/adapters/github/answers.ts';
import { PermissionsNotGranted } from '#src/adapters/github/tokens.ts';

const refusal = (message: string, headers: Record<string, string> = {}) =>
  Object.assign(new Error(message), { status: 403, response: { headers } });
const CHECKS = { do: 'read', what: 'check runs', permission: 'Checks' } as const;
const GRANT =
  'Weir may not read check runs of this repository. Grant the App "Checks: Read-only" on its settings page, then have an owner accept that on the page of the installation.';

test.each<[string, Error, string]>([
  [
    'a permission',
    refusal('Resource not accessible by integration - https://docs.github.com/rest/checks/runs'),
    GRANT,
  ],
  ['no token', new PermissionsNotGranted('Installation 7 has not granted checks: read.'), GRANT],
  [
    'an IP allow list',
    refusal(
      'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
    ),
    'GitHub did not let Weir read check runs here: Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource. Have an owner of the organisation add the address of the server that runs Weir to that list.',
  ],
  [
    'single sign-on',
    refusal(
      'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
    ),
    'GitHub did not let Weir read check runs here: Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization. Have an owner of the organisation let the App past its single sign-on.',
  ],
  [
    'a suspension',
    refusal('This installation has been suspended - https://docs.github.com/rest/apps'),
    'GitHub did not let Weir read check runs here: This installation has been suspended. Have an owner lift the suspension, on the page of the installation.',
  ],
  [
    'something else',
    refusal('Repository access blocked'),
    'GitHub did not let Weir read check runs here: Repository access blocked. Ask an owner of the repository what stands in the way.',
  ],
])('for good: %s', (_, error, said) => {
  expect(isForbidden(error)).toBe(true);
  expect(whyRefused(error, CHECKS)).toBe(said);
});

test('what is written is told with the level that it takes', () => {
  const wanted = { do: 'write', what: 'issues', permission: 'Issues' } as const;
  expect(whyRefused(refusal('Resource not accessible by integration'), wanted)).toContain(
    'Weir may not write issues in this repository. Grant the App "Issues: Read and write"',
  );
  expect(whyRefused(refusal('Repository was archived so is read-only.'), wanted)).toBe(
    'GitHub did not let Weir write issues here: Repository was archived so is read-only. Unlock the conversation or the repository if they are wanted.',
  );
});

test.each([
  refusal('API rate limit exceeded for installation ID 7.'),
  refusal(
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  ),
  refusal(
    'You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.',
  ),
  refusal('Forbidden', { 'retry-after': '60' }),
  refusal('Forbidden', { 'x-ratelimit-remaining': '0' }),
])('for now: $message', (error) => {
  expect(isForbidden(error)).toBe(false);
});
