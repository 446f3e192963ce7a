/** Which type a name in a file means, as far as that file says. */
import type { Import, SymbolFacts } from '../../../symbols.ts';

export interface Named {
  /** What brings the name, or what stands before it, into the file. */
  via: Pick<Import, 'original' | 'from'> | null;
  /** The file defines it. */
  own: boolean;
}

/** @param type as in `Literal.type`; `line` where it stands */
export type Namer = (type: string, line: number) => Named;

export function namer({ imports, definitions, uses, language }: SymbolFacts): Namer {
  const brought = new Map(imports.map((one) => [one.name, one]));
  const own = new Set(
    definitions.flatMap(({ name, kind }) =>
      /^(struct|class|interface|trait|enum|type)$/.test(kind) ? [name] : [],
    ),
  );
  const before = new Map<string, string>();
  for (const { line, name, on } of uses) if (on !== null) before.set(`${line} ${name}`, on);
  return (type, line) => {
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
