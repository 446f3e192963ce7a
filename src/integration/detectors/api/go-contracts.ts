/** Interfaces of Go that one head changes, and types of the other that met them as they were. */
import { folderOf } from '../../path-parts.ts';
import type { ApiDigest, Changed, Shape, Sym, Using } from './changes.ts';
import { brief, type Clash, shown, spot } from './clash.ts';
import { addedIn, changedIn, partKey } from './lookups.ts';

/** Go has no word for it: a new type with all the methods that an interface had. */
export function goContracts(a: ApiDigest, b: Using): Clash[] {
  const shapes = a.shapes.filter(({ kind, path }) => kind === 'interface' && path.endsWith('.go'));
  if (shapes.length === 0) return [];
  const types = typesWithMethods(b);
  // Where the text says it, it need not be told from the methods.
  const said = new Set(
    b.implementations.flatMap(({ language, type, of }) =>
      language === 'go' ? [`${type} ${of}`] : [],
    ),
  );
  return shapes.flatMap((shape) => {
    const key = partKey(shape.path, shape.name);
    const fresh = (addedIn(a).get(key) ?? []).filter((sym) => isOf(sym, shape));
    const changed = (changedIn(a).get(key) ?? []).find(({ after }) => isOf(after, shape));
    const old = shape.members.filter((name) => !fresh.some((sym) => sym.name === name));
    const near = new Set([...rarest(old, types), ...rarest(shape.had, types)]);
    return [...near].flatMap(({ type, own }) =>
      said.has(`${type.name} ${shape.name}`)
        ? []
        : [...without(fresh, shape, { type, own }, b), ...withOld(changed, shape, type, own)],
    );
  });
}

/** Types with the method of these that the fewest have: who has all of them is among those. */
function rarest(
  names: readonly string[],
  types: ReadonlyMap<string, WithMethods[]>,
): readonly WithMethods[] {
  const lists = names.map((name) => types.get(name) ?? []);
  return lists.toSorted((x, y) => x.length - y.length)[0] ?? [];
}

interface WithMethods {
  type: Sym;
  own: ReadonlyMap<string, Sym>;
}

/** New types by the names of their new methods. */
function typesWithMethods(b: ApiDigest): Map<string, WithMethods[]> {
  const methods = new Map<string, Map<string, Sym>>();
  for (const sym of b.added) {
    if (sym.language !== 'go' || sym.kind !== 'method' || sym.required) continue;
    const own = methods.get(sym.container) ?? new Map<string, Sym>();
    methods.set(sym.container, own.set(sym.name, sym));
  }
  const found = new Map<string, WithMethods[]>();
  for (const type of b.added) {
    const own = methods.get(type.name);
    if (!own || type.language !== 'go' || !/^(struct|type)$/.test(type.kind)) continue;
    const one = { type, own };
    for (const name of own.keys()) {
      const known = found.get(name);
      if (known) known.push(one);
      else found.set(name, [one]);
    }
  }
  return found;
}

const isOf = (sym: Sym, shape: Shape) =>
  sym.language === 'go' &&
  sym.required &&
  sym.container === shape.name &&
  sym.path === shape.path &&
  sym.kind === 'method';

function without(
  fresh: readonly Sym[],
  shape: Shape,
  { type, own }: WithMethods,
  b: Using,
): Clash[] {
  const [first] = fresh;
  const old = shape.members.filter((name) => !fresh.some((sym) => sym.name === name));
  if (!first || old.length === 0) return [];
  if (!old.every((name) => own.has(name)) || own.has(first.name)) return [];
  const isNear = (path: string) => folderOf(path) === folderOf(type.path);
  // One method may be a coincidence, unless the interface is named there.
  const isNamed = b.named.get(shape.name)?.some(({ path }) => isNear(path)) ?? false;
  if (old.length === 1 && !isNamed) return [];
  return [
    {
      name: shape.name,
      does: `adds ${first.name} to the interface ${shape.name}`,
      relies: `newly makes ${type.name} one, without it`,
      advice: `Add ${first.name} to ${type.name}.`,
      def: spot(first),
      use: spot(type),
      confidence: old.length === 1 ? 0.65 : 0.8,
      check: 'none',
    },
  ];
}

function withOld(
  changed: Changed | undefined,
  shape: Shape,
  type: Sym,
  own: ReadonlyMap<string, Sym>,
): Clash[] {
  const member = changed && own.get(changed.before.name);
  if (!changed || !member || !isOld(changed, member)) return [];
  if (!shape.had.every((name) => own.has(name))) return [];
  const { before, after } = changed;
  return [
    {
      name: shape.name,
      does: `changes ${shown(before)} from ${brief(before)} to ${brief(after)}`,
      relies: `newly gives ${type.name} the old one`,
      advice: `Bring ${type.name}.${before.name} into line with ${brief(after)}.`,
      def: spot(after),
      use: spot(member),
      // One method of that shape may be a coincidence.
      confidence: shape.had.length > 1 ? 0.85 : 0.6,
      check: 'none',
    },
  ];
}

const isOld = ({ before, after }: Changed, member: Sym) =>
  before.signature !== after.signature && member.signature === before.signature;
