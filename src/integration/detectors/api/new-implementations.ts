/** Types that a file newly makes implementations of others, and members that are new in old ones. */
import type { Implementation, Language, SymbolFacts } from '../../../symbols.ts';
import type { NewImplementation, Sym } from './changes.ts';
import type { Namer } from './named.ts';
import { lastName } from './names.ts';

/** New ones whole; of those there were, what is new in them. `isNew` tells of a line whether the head wrote it. */
export function newImplementations(
  place: { path: string; language: Language },
  old: SymbolFacts | null,
  now: SymbolFacts,
  added: readonly Sym[],
  named: Namer,
  isNew: (line: number) => boolean,
): NewImplementation[] {
  const before = new Set(old?.implementations.map(({ type, of }) => `${type} ${of}`));
  const fresh = new Set(added.map((one) => `${one.line} ${one.name}`));
  const open = new Set(now.definitions.flatMap((one) => (one.abstract ? [one.name] : [])));
  const membersOf = memberLookup(now);
  return now.implementations.flatMap((each): NewImplementation[] => {
    const { type, of, line, takes } = each;
    // All functions written for a type have one name.
    const isOld = takes === undefined ? before.has(`${type} ${of}`) : !isNew(line);
    const members = membersOf(each).filter((one) => !isOld || fresh.has(`${one.line} ${one.name}`));
    return isOld && members.length === 0
      ? []
      : [
          {
            ...place,
            ...named(of, line),
            old: isOld,
            ...(takes === undefined ? {} : { takes }),
            ...(open.has(type) ? { abstract: true } : {}),
            type,
            of,
            line,
            members,
          },
        ];
  });
}

type Members = (one: Implementation) => NewImplementation['members'];

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
  const isIn = (at: number, { line, endLine }: Implementation) => {
    const one = definitions[at];
    return one !== undefined && line <= one.line && one.endLine <= endLine;
  };
  return (each) => {
    const { type, of } = each;
    // Classes of Java without a name are told apart by their lines.
    const nameless = places.get(`in new ${of}`) ?? [];
    const own =
      type === 'anonymous'
        ? nameless.filter((at) => isIn(at, each))
        : [...(places.get(`in ${type}`) ?? []), ...(places.get(`of ${of}`) ?? [])];
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
