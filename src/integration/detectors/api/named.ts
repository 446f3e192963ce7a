/** Which type a name in a file means, as far as that file says. */
import type { Import, SymbolFacts } from '../../../symbols.ts';

export interface Named {
  /** What brings the name, or what stands before it, into the file. */
  via: Pick<Import, 'original' | 'from'> | null;
  /** The file defines it. */
  own: boolean;
}

interface Known {
  brought: ReadonlyMap<string, Import>;
  /** Types that the file defines. */
  own: ReadonlySet<string>;
  /** What stands before a name, by `line name`. */
  before: ReadonlyMap<string, string>;
}

function knownFrom({ imports, definitions, uses }: SymbolFacts): Known {
  const own = definitions.flatMap(({ name, kind }) =>
    /^(struct|class|interface|trait|enum|type)$/.test(kind) ? [name] : [],
  );
  const before = new Map<string, string>();
  for (const { line, name, on } of uses) if (on !== null) before.set(`${line} ${name}`, on);
  return { brought: new Map(imports.map((one) => [one.name, one])), own: new Set(own), before };
}

/** @param type as in `Literal.type`; `line` where it stands */
export type Namer = (type: string, line: number) => Named;

export function namer(facts: SymbolFacts): Namer {
  // Of most files nobody asks.
  let known: Known | undefined;
  return (type, line) => {
    known ??= knownFrom(facts);
    const { brought, own, before } = known;
    const { language } = facts;
    const name = type.replace(/^@/, '').split('/')[0] ?? '';
    // `pkg.Type{…}`, `module::Type { … }`
    const path = before.get(`${line} ${name}`)?.split(/::|\./) ?? [];
    const by = brought.get(path[0] ?? name);
    if (!by) return { via: null, own: path.length === 0 && own.has(name) };
    if (path.length === 0) return { via: { original: by.original, from: by.from }, own: false };
    const from = [by.from, ...(by.original === '*' ? [] : [by.original]), ...path.slice(1)];
    return {
      via: { original: '*', from: language === 'rust' ? from.join('::') : by.from },
      own: false,
    };
  };
}
