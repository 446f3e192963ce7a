/** `conflicts`: the number of pairs that collide. */
import { answered, unknown } from '../answers.ts';
import { isCollision, isUnknown, ownAffairs } from '../collisions.ts';
import { comparisonWords, meetsWithin } from '../compare.ts';
import type { ProbeKind } from '../probe.ts';

export const conflicts: ProbeKind<'conflicts'> = {
  kind: 'conflicts',
  summary:
    'The number of pairs (two heads, or a head and the target) that conflict, or that a detector fails; pairs that only repeat what a head has with the target are not counted.',
  example: '{ conflicts: 0 }',
  unknown: 'the forecast could not be read, or pairs that could not be told would decide it',
  gitOnly: false,
  proof: (is) => `${comparisonWords(is)} conflicting pairs of heads`,
  wants: () => ({}),
  answer(is, { integration }) {
    if (integration.state === 'unread') {
      return unknown(`The forecast of merges is not known, because ${integration.reason}.`);
    }
    const pairs = ownAffairs(integration.pairs);
    const bad = pairs.filter(isCollision);
    const open = pairs.filter(isUnknown);
    const value = { value: bad.length, unit: '' };
    const named = bad.slice(0, 3).map(({ a, b }) => `${a} and ${b}`);
    const more = bad.length - named.length;
    const list =
      named.length === 0 ? '' : `: ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
    const doubt =
      open.length === 0
        ? ''
        : ` ${open.length} more could not be told (${open[0]?.a} and ${open[0]?.b} among them).`;
    const count = `${bad.length} ${bad.length === 1 ? 'pair conflicts' : 'pairs conflict'}`;
    return answered(
      meetsWithin(is, bad.length, bad.length + open.length),
      `${count}${list}.${doubt}`,
      [],
      value,
    );
  },
};
