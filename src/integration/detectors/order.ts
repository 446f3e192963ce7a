/** Heads that would land before what their workstreams depend on. */
import { listWords } from '../../markdown.ts';
import { DECLARED_ONLY } from '../../plan/standing.ts';
import type { Detected, PairSide, PlainDetector, Surroundings } from '../detector.ts';
import type { Head, Waiting } from '../report.ts';

export const order: PlainDetector = {
  kind: 'plain',
  name: 'order',
  summary:
    'A head whose workstream depends on one that is not integrated yet (`depends_on` in the plan).',
  rules: [
    { finds: 'A required dependency that still has open heads', confidence: 1 },
    {
      finds: 'A required dependency that has no open head, and that the plan does not call done',
      confidence: 0.9,
    },
    {
      finds:
        'A required dependency that the plan calls done, of which nothing is known to be merged: declared done, not proved (at most a warning)',
      confidence: 0.9,
    },
    { finds: 'An optional dependency that is not integrated (a note)', confidence: [0.9, 1] },
  ],
  detect({ a, b, target }, around) {
    if (!a.isBase) return [];
    const head = around.heads.find(({ ref }) => ref === b.ref);
    return (head?.waitsFor ?? []).map((one) =>
      one.declared ? unproved(b, target, one) : waits(b, target, one, around),
    );
  },
};

function waits(side: PairSide, target: string, one: Waiting, around: Surroundings): Detected {
  const { name, optional, open, status, needs } = one;
  const heads = open.flatMap((ref) => around.heads.find((head) => head.ref === ref) ?? []);
  const list = listWords(heads.map(called), 3);
  // Which heads those are is said by what to do.
  const why =
    heads.length > 0
      ? `, whose ${heads.length === 1 ? 'open head has' : `${heads.length} open heads have`} not landed on \`${target}\``
      : status === null
        ? ': no open head brings it in, and the plan does not say that it is done'
        : `: no open head brings it in, and the plan calls it "${status}"`;
  const further =
    needs.length > 0 ? `; \`${name}\` depends on ${listWords(needs.map(quoted), 3)} itself` : '';
  const progress = one.of > 1 ? ` (${one.integrated} of ${one.of} dependencies integrated)` : '';
  const done = one.external
    ? '`done: true`'
    : '`status: done`, or under external if it was finished before';
  return {
    confidence: heads.length > 0 ? 1 : 0.9,
    ...(optional ? { note: true as const } : {}),
    message: `${side.ref} ${optional ? 'would rather land after' : 'waits for'} \`${name}\`${progress}${why}${further}`,
    suggestion:
      heads.length > 0
        ? `Land ${list} first.`
        : `Open a pull request for \`${name}\`, or, if it is done, say so in the plan (${done}).`,
    places: [],
  };
}

function unproved(side: PairSide, target: string, one: Waiting): Detected {
  const { name, optional } = one;
  return {
    confidence: 0.9,
    ...(optional ? { note: true as const } : { atMost: 'warn' as const }),
    message: `${side.ref} depends on \`${name}\`, which is ${DECLARED_ONLY}: nothing of it is known to be merged into \`${target}\``,
    suggestion: `If \`${name}\` was finished before, list it under external in the plan (\`done: true\`); else correct its status.`,
    places: [],
  };
}

function called({ pullRequest, ref }: Head): string {
  return pullRequest ? `#${pullRequest.number} \`${ref}\`` : quoted(ref);
}

function quoted(name: string): string {
  return `\`${name}\``;
}
