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
  const membersOf = memberLookup(now);
  return now.implementations.flatMap(({ type, of, line }): NewImplementation[] => {
    const isOld = before.has(`${type} ${of}`);
    const members = membersOf(type, of).filter(
      (one) => !isOld || fresh.has(`${one.line} ${one.name}`),
    );
    return isOld && members.length === 0
      ? []
      : [{ ...place, ...named(of, line), old: isOld, type, of, line, members }];
  });
}

type Members = (type: string, of: string) => NewImplementation['members'];

/** Members by the type they stand in, or in Rust by the trait that they are of. */
function memberLookup({ definitions }: SymbolFacts): Members {
  const places = new Map<string, number[]>();
  const note = (key: string, at: number) => {
    const known = places.get(key);
    if (known) known.push(at);
    else places.set(key, [at]);
  };
  for (const [at, { container }] of definitions.entries()) {
    note(`in ${container.slice(container.lastIndexOf('/') + 1)}`, at);
    if (container.includes(' for ')) note(`of ${lastName(container.split(' for ')[0] ?? '')}`, at);
  }
  return (type, of) => {
    const own = [...(places.get(`in ${type}`) ?? []), ...(places.get(`of ${of}`) ?? [])];
    return [...new Set(own)]
      .sort((x, y) => x - y)
      .flatMap((at) => {
        const one = definitions[at];
        if (!one) return [];
        const { name, signature, parameters, line } = one;
        return [{ name, signature, parameters, line }];
      });
  };
}
