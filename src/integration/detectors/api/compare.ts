/** Definitions of a head before and after: which are the same, changed, gone or new. */
import type { Definition, SymbolFacts } from '../../../symbols.ts';
import { speaks } from '../../../symbols.ts';
import { folderOf } from '../../path-parts.ts';
import type { ApiDigest, Shape, Sym } from './changes.ts';
import { embedded } from './embedded.ts';
import { isMember } from './names.ts';

export type Difference = Pick<ApiDigest, 'removed' | 'changed' | 'added'>;

/** More of one name in one file are no overloads but generated: which belongs to which is anybody's guess. */
const MOST_OF_A_NAME = 200;

const isCallable = ({ kind }: Definition) => /^(function|method|constructor)$/.test(kind);

/** Definitions of one file by what they are called; of several with one name, equal signatures belong together. */
export function compare(before: readonly Sym[], after: readonly Sym[]): Difference {
  const keyOf = (one: Sym) =>
    `${one.container}\0${one.name}\0${isCallable(one) ? 'callable' : one.kind}`;
  const groups = (list: readonly Sym[]) => {
    const found = new Map<string, Sym[]>();
    for (const one of list) {
      const known = found.get(keyOf(one));
      if (known) known.push(one);
      else found.set(keyOf(one), [one]);
    }
    return found;
  };
  const [old, now] = [groups(before), groups(after)];
  const result: Difference = { removed: [], changed: [], added: [] };
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    if ([old, now].some((side) => (side.get(key)?.length ?? 0) > MOST_OF_A_NAME)) continue;
    const fresh = [...(now.get(key) ?? [])];
    const left: Sym[] = [];
    for (const one of old.get(key) ?? []) {
      const same = fresh.findIndex((other) => isSame(one, other));
      if (same === -1) left.push(one);
      else fresh.splice(same, 1);
    }
    const all = now.get(key) ?? [];
    for (const one of left) {
      // Where overloads are left, the name is still there.
      const other = fresh.shift() ?? all[0];
      if (other === undefined) result.removed.push(one);
      else {
        const rest = all.flatMap(({ parameters, signature }, at) =>
          all[at] === other ? [] : [{ parameters, signature }],
        );
        result.changed.push({ before: one, after: other, rest });
      }
    }
    result.added.push(...fresh);
  }
  return result;
}

function isSame(one: Sym, other: Sym): boolean {
  return (
    one.signature === other.signature &&
    one.required === other.required &&
    one.exported === other.exported &&
    one.limited === other.limited &&
    one.inherited === other.inherited &&
    one.generics?.join() === other.generics?.join() &&
    one.onValue === other.onValue &&
    one.abstract === other.abstract &&
    one.final === other.final &&
    one.sealed === other.sealed &&
    one.derives?.join() === other.derives?.join() &&
    one.gives?.toString() === other.gives?.toString() &&
    one.parameters?.least === other.parameters?.least &&
    one.parameters?.most === other.parameters?.most &&
    one.parameters?.names.join() === other.parameters?.names.join()
  );
}

/** Types that stood there before and whose members change. */
export function shapes(
  path: string,
  { added, removed, changed }: Difference,
  old: SymbolFacts | null,
  now: SymbolFacts | null,
): Shape[] {
  const touched = new Set(
    [...added, ...removed, ...changed.map(({ after }) => after)].map(({ container }) => container),
  );
  const [had, has] = [old, now].map(namesByContainer);
  // What a type of Go meets hands it nothing down.
  const handed = now?.language === 'go' ? embedded(now.definitions) : (now?.implementations ?? []);
  const kinOf = Map.groupBy(handed, ({ type }) => type);
  return (old?.definitions ?? []).flatMap((one): Shape[] => {
    const inside = one.container === '' ? one.name : `${one.container}/${one.name}`;
    if (
      !touched.has(inside) ||
      !/^(struct|class|interface|trait|enum|type|variant)$/.test(one.kind)
    )
      return [];
    const { name, kind } = one;
    const kin = (kinOf.get(name) ?? []).map(({ of }) => of);
    const namesIn = (side: typeof had) => side?.get(inside) ?? [];
    return [{ path, name, kind, kin, had: namesIn(had), members: namesIn(has) }];
  });
}

function namesByContainer(facts: SymbolFacts | null): Map<string, string[]> {
  const all = Map.groupBy(facts?.definitions ?? [], ({ container }) => container);
  return new Map([...all].map(([container, list]) => [container, list.map(({ name }) => name)]));
}

/** Whether it makes no difference which of two files a definition stands in. */
function isAnywhere(from: Sym, to: Sym): boolean {
  // Members are asked of their type; the files of a folder are one package, and so are those that say so in Java.
  return (
    isMember(from) ||
    (/^(go|java)$/.test(from.language) && folderOf(from.path) === folderOf(to.path)) ||
    (from.language === 'java' && from.package !== undefined && from.package === to.package)
  );
}

/** What only goes to another file, where that changes nothing for who uses it, is neither gone nor new. */
export function settle(found: Difference): void {
  if (found.removed.length === 0 || found.added.length === 0) return;
  const keyOf = (one: Sym) => `${one.container}\0${one.name}\0${isCallable(one) ? '' : one.kind}`;
  const fresh = new Map<string, Sym[]>();
  for (const one of found.added) fresh.set(keyOf(one), [...(fresh.get(keyOf(one)) ?? []), one]);
  const settled = new Set<Sym>();
  for (const one of found.removed) {
    const all = (fresh.get(keyOf(one)) ?? []).filter(
      (other) => speaks(one.language, other.language) && isAnywhere(one, other),
    );
    // Of overloads, equal signatures belong together.
    const same = all.length > 1 ? all.filter((other) => isSame(one, other)) : all;
    const [to, ...more] = same;
    if (!to || more.length > 0 || settled.has(to)) continue;
    settled.add(one).add(to);
    if (!isSame(one, to)) found.changed.push({ before: one, after: to, rest: [] });
  }
  found.removed = found.removed.filter((one) => !settled.has(one));
  found.added = found.added.filter((one) => !settled.has(one));
}
