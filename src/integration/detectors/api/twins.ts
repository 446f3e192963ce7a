/** The same symbol, added by both heads: the text merges, since it stands at different places. */
import { type SymbolFacts, speaks } from '../../../symbols.ts';
import { folderOf } from '../../path-parts.ts';
import type { ApiDigest, NewImport, Sym } from './changes.ts';
import { shared } from './groups.ts';
import { indexOf } from './index-of.ts';

export interface Twin {
  a: Sym;
  b: Sym;
  confidence: number;
  /** The merged file must show both; null where they stand in different files. */
  needs: string | null;
}

/** More of one name in one place are generated: each with each would be too much to look at. */
const MOST_OF_A_NAME = 50;

/** A field and a method may share a name. */
export const isCallable = ({ kind }: Pick<Sym, 'kind'>) =>
  /^(function|method|constructor)$/.test(kind);

export function twins(a: ApiDigest, b: ApiDigest): Twin[] {
  const [ours, theirs] = [indexOf(a).added, indexOf(b).added];
  const pairs = shared(ours, theirs).flatMap((key) =>
    few(ours.get(key)).flatMap((one) => few(theirs.get(key)).map((other) => [one, other] as const)),
  );
  return pairs.flatMap(([one, other]): Twin[] => {
    if (!speaks(one.language, other.language) || one.conditional || other.conditional) return [];
    if (isCallable(one) !== isCallable(other)) return [];
    const sameFile = one.path === other.path;
    if (!sameFile && !inOnePackage(one, other)) return [];
    // Overloads live together.
    if (one.language === 'java' && isCallable(one) && inputs(one) !== inputs(other)) return [];
    const python = one.language === 'python';
    return [
      { a: one, b: other, confidence: python ? 0.7 : 0.9, needs: sameFile ? one.path : null },
    ];
  });
}

const few = (list: readonly Sym[] = []) => list.slice(0, MOST_OF_A_NAME);

/** The same name, newly imported by both into one file. */
export function importTwins(a: ApiDigest, b: ApiDigest): { a: NewImport; b: NewImport }[] {
  const [ours, theirs] = [indexOf(a).imports, indexOf(b).imports];
  const found = new Map<string, { a: NewImport; b: NewImport }>();
  for (const path of shared(ours, theirs)) {
    for (const one of ours.get(path) ?? []) {
      const other = theirs.get(path)?.find(({ name }) => name === one.name);
      // Python takes the last; names that bind nothing may stand twice.
      if (!other || one.language === 'python' || /^[*_]?$/.test(one.name)) continue;
      if (one.language === 'java' && one.from === other.from) continue;
      found.set(`${path}\0${one.name}`, { a: one, b: other });
    }
  }
  return [...found.values()];
}

/** Whether a file imports a name twice in one place. */
export function isImportedTwice({ imports }: SymbolFacts, name: string): boolean {
  const places = imports.flatMap((one) =>
    one.name === name && !one.conditional && (one.from !== '' || !one.reexported)
      ? [one.container]
      : [],
  );
  return new Set(places).size < places.length;
}

/** What an overload is told by. */
export const inputs = ({ signature }: Pick<Sym, 'signature'>) =>
  signature.slice(0, signature.lastIndexOf(')') + 1);

/** Files that are built only where their name says so. See `go help buildconstraint`. */
const PLATFORM =
  /_(aix|android|darwin|dragonfly|freebsd|illumos|ios|js|linux|netbsd|openbsd|plan9|solaris|wasip1|windows|386|amd64|arm|arm64|loong64|mips\w*|ppc64\w*|riscv64|s390x|wasm)(_test)?\.go$/;

/** In Go the files of a folder are one package, also those of its tests that name the same one. */
function inOnePackage(one: Sym, other: Sym): boolean {
  return (
    one.language === 'go' &&
    folderOf(one.path) === folderOf(other.path) &&
    ![one, other].some(({ path }) => PLATFORM.test(path)) &&
    one.kind !== 'field'
  );
}
