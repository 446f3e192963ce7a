/** Types that a file newly makes implementations of others, and members that are new in old ones. */
import type { Language, SymbolFacts } from '../../../symbols.ts';
import type { NewImplementation, Sym } from './changes.ts';
import type { Namer } from './named.ts';
import { lastName } from './names.ts';

/** New ones whole; of those there were, what is new in them. */
export function newImplementations(
  place: { path: string; language: Language },
  old: SymbolFacts | null,
  now: SymbolFacts,
  added: readonly Sym[],
  named: Namer,
): NewImplementation[] {
  const before = new Set(old?.implementations.map(({ type, of }) => `${type} ${of}`));
  const fresh = new Set(added.map((one) => `${one.line} ${one.name}`));
  return now.implementations.flatMap(({ type, of, line }): NewImplementation[] => {
    const isOld = before.has(`${type} ${of}`);
    const members = membersOf(now, type, of).filter(
      (one) => !isOld || fresh.has(`${one.line} ${one.name}`),
    );
    return isOld && members.length === 0
      ? []
      : [{ ...place, ...named(of, line), old: isOld, type, of, line, members }];
  });
}

function membersOf(facts: SymbolFacts, type: string, of: string): NewImplementation['members'] {
  return facts.definitions
    .filter(
      ({ container }) =>
        container === type ||
        container.endsWith(`/${type}`) ||
        (container.includes(' for ') && lastName(container.split(' for ')[0] ?? '') === of),
    )
    .map(({ name, signature, parameters, line }) => ({ name, signature, parameters, line }));
}
