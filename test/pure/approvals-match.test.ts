/** Matchings that show a rule each; all small ones stand against brute force in approvals-properties. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fewestToComplete, matchRoles, type RoleSlots } from '#src/approvals/match.ts';
import { runs } from '../properties.ts';

const role = (name: string, people: string, needed = 1): RoleSlots => ({
  role: name,
  needed,
  people: new Set(people.split(' ').filter((person) => person !== '')),
});
const filled = (roles: RoleSlots[], approvers: string, distinct = true) => {
  const { filledBy, satisfied } = matchRoles(roles, approvers.split(' '), distinct);
  return [...filledBy].map(
    ([name, people]) => `${name}${satisfied.has(name) ? '' : '?'}: ${people.join(' ')}`,
  );
};

describe('who fills what', () => {
  test('a chain of people moves over for the last one', () => {
    const chain = [role('a', 'p q'), role('b', 'q r'), role('c', 'r s'), role('d', 'p')];
    expect(filled(chain, 'p q r s')).toEqual(['a: q', 'b: r', 'c: s', 'd: p']);
  });

  test('an earlier role is kept, all of it, at the cost of later ones', () => {
    expect(filled([role('a', 'p q', 2), role('b', 'p')], 'p q')).toEqual(['a: p q', 'b?: ']);
    expect(filled([role('b', 'p'), role('a', 'p q', 2)], 'p q')).toEqual(['b: p', 'a?: q']);
  });

  test('half of a role takes nobody from a later role that they complete', () => {
    expect(filled([role('a', 'p x', 2), role('b', 'p')], 'p')).toEqual(['a?: ', 'b: p']);
  });

  test('who is left over is shown where they are of use', () => {
    expect(filled([role('a', 'p q x', 3), role('b', 'p')], 'p q')).toEqual(['a?: q', 'b: p']);
  });

  test('without distinct, one slot of each role', () => {
    expect(filled([role('a', 'p q', 2), role('b', 'p')], 'p q', false)).toEqual(['a: p q', 'b: p']);
    expect(filled([role('a', 'p', 2)], 'p', false)).toEqual(['a?: p']);
  });
});

describe('who would complete it', () => {
  const complete = (roles: RoleSlots[], approvers: string, others: string, distinct = true) =>
    fewestToComplete(
      roles,
      approvers.split(' ').filter((person) => person !== ''),
      others.split(' '),
      distinct,
    )?.map(({ person, roles: names }) => `${person}: ${names.join(' ')}`) ?? null;

  test('the first candidates that help, with the role they fill', () => {
    const roles = [role('a', 'p q'), role('b', 'p r')];
    expect(complete(roles, '', 'x r q p')).toEqual(['r: b', 'q: a']);
    expect(complete(roles, 'p', 'q r')).toEqual(['q: a']);
    expect(complete(roles, 'q', 'r')).toEqual(['r: b']);
    expect(complete(roles, 'p q', 'r')).toEqual([]);
    expect(complete([role('a', 'p q')], 'p', 'q')).toEqual([]);
    expect(complete(roles, 'q', 'x')).toBeNull();
  });

  test('without distinct, one person for several roles', () => {
    const roles = [role('a', 'p q'), role('b', 'q r'), role('c', 'r s', 2)];
    expect(complete(roles, '', 'p q r s', false)).toEqual(['p: a', 'r: b c', 's: c']);
    expect(complete(roles, 's', 'p q r', false)).toEqual(['p: a', 'r: b c']);
    // r fills b already, so q is named for a alone.
    expect(complete([role('a', 'p q'), role('b', 'q r')], 'r', 'q', false)).toEqual(['q: a']);
    expect(complete(roles, 'q r s', 'p', false)).toEqual([]);
    expect(complete(roles, '', 'p q r', false)).toBeNull();
  });

  test('without distinct, the smallest set is found among up to 12 who differ in what they fill', () => {
    const sets = (lists: string[], ...more: string[]) => {
      const people = [...lists, ...more].map((list, at) => [`p${at}`, list] as const);
      const roles = ['1', '2', '3', '4', '5', '6'].map((name) => {
        const fitting = people.filter(([, list]) => list.includes(name));
        return role(name, fitting.map(([person]) => person).join(' '));
      });
      return complete(roles, '', people.map(([person]) => person).join(' '), false);
    };
    // Whoever fills most roles, p0, is not one of the two who fill all.
    const trap = ['1245', '123', '456'];
    const nine = ['12', '13', '23', '45', '46', '56', '14', '25', '26'];
    expect(sets(trap, ...nine)).toEqual(['p1: 1 2 3', 'p2: 4 5 6']);
    expect(sets(trap, ...nine, '15')).toEqual(['p0: 1 2 4 5', 'p1: 1 2 3', 'p2: 4 5 6']);
    // Of those who fill the same, as many differ as there are roles to fill.
    const same = Array.from({ length: 9 }, () => '1');
    expect(sets(trap, '12', '13', '23', ...same)).toEqual(['p1: 1 2 3', 'p2: 4 5 6']);
    expect(sets(trap, '12', '13', '23', '45', ...same)).toEqual([
      'p0: 1 2 4 5',
      'p1: 1 2 3',
      'p2: 4 5 6',
    ]);
    // Somebody who fills nothing is never named, and does not count.
    expect(sets([...trap, '', '', '', ''], ...nine)).toEqual(['p1: 1 2 3', 'p2: 4 5 6']);
    expect(sets(['', '123456', ''])).toEqual(['p1: 1 2 3 4 5 6']);
  });

  test('among many different people a small set is found, if not the smallest', () => {
    const letters = 'abcdefghijklmnop'.split('');
    // Everybody fills other roles: 16 kinds, more than are searched through.
    const roles = letters.map((name, at) => {
      const people = letters.filter((_, who) => who === at || who === (at + 1) % 16 || who === 0);
      return role(name, people.join(' '), at === 3 ? 2 : 1);
    });
    expect(complete(roles, '', letters.join(' '), false)).toEqual([
      'a: a b c d e f g h i j k l m n o p',
      'd: c d',
    ]);
    fc.assert(
      fc.property(
        fc.array(fc.subarray(letters, { minLength: 3 }), { minLength: 5, maxLength: 8 }),
        fc.shuffledSubarray(letters, { minLength: 14 }),
        (lists, candidates) => {
          const some = lists.map((people, at) => role(`r${at}`, people.join(' '), 1 + (at % 3)));
          const found = fewestToComplete(some, [], candidates, false);
          const holds = (people: readonly string[]) =>
            some.every(
              (each) => people.filter((who) => each.people.has(who)).length >= each.needed,
            );
          if (found === null) return expect(holds(candidates)).toBe(false);
          const people = found.map(({ person }) => person);
          expect(holds(people)).toBe(true);
          expect(new Set(people).size).toBe(people.length);
          // Nobody stands there for nothing.
          for (const { roles: names } of found) expect(names.length).toBeGreaterThan(0);
        },
      ),
      runs(100),
    );
  });
});
