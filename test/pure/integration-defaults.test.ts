import { expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '#src/integration/detect.ts';
import { parsePlan } from '#src/plan/parse.ts';

test('without a plan, conflicts are judged as by a plan that sets nothing', () => {
  const parsed = parsePlan('version: 1\nworkstreams:\n  a: { branch: feature/a }\n');
  expect(parsed.ok && parsed.plan.integration).toMatchObject(DEFAULT_SETTINGS);
  expect(parsed.ok && Object.keys(parsed.plan.integration.detectors)).toEqual(
    Object.keys(DEFAULT_SETTINGS.detectors),
  );
});
