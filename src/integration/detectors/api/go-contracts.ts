/** Interfaces of Go that one head changes, and types of the other that met them as they were. */
import type { ApiDigest, Changed, Shape, Sym } from './changes.ts';
import { brief, type Clash, shown, spot } from './clash.ts';

/** Go has no word for it: a new type with all the methods that an interface had. */
export function goContracts(a: ApiDigest, b: ApiDigest): Clash[] {
  const methods = new Map<string, Map<string, Sym>>();
  for (const sym of b.added) {
    if (sym.language !== 'go' || sym.kind !== 'method' || sym.required) continue;
    const own = methods.get(sym.container) ?? new Map<string, Sym>();
    methods.set(sym.container, own.set(sym.name, sym));
  }
  const types = b.added.filter(
    ({ language, kind }) => language === 'go' && /^(struct|type)$/.test(kind),
  );
  // Where the text says it, it need not be told from the methods.
  const said = new Set(
    b.implementations.flatMap(({ language, type, of }) =>
      language === 'go' ? [`${type} ${of}`] : [],
    ),
  );
  return a.shapes
    .filter(({ kind, path }) => kind === 'interface' && path.endsWith('.go'))
    .flatMap((shape) =>
      types.flatMap((type) => {
        const own = methods.get(type.name);
        return own && !said.has(`${type.name} ${shape.name}`)
          ? [...without(a, shape, type, own), ...withOld(a, shape, type, own)]
          : [];
      }),
    );
}

const isOf = (sym: Sym, shape: Shape) =>
  sym.language === 'go' &&
  sym.required &&
  sym.container === shape.name &&
  sym.path === shape.path &&
  sym.kind === 'method';

function without(a: ApiDigest, shape: Shape, type: Sym, own: ReadonlyMap<string, Sym>): Clash[] {
  const fresh = a.added.filter((sym) => isOf(sym, shape));
  const [first] = fresh;
  const old = shape.members.filter((name) => !fresh.some((sym) => sym.name === name));
  if (!first || old.length < 2) return [];
  if (!old.every((name) => own.has(name)) || own.has(first.name)) return [];
  return [
    {
      name: shape.name,
      does: `adds ${first.name} to the interface ${shape.name}`,
      relies: `newly makes ${type.name} one, without it`,
      advice: `Add ${first.name} to ${type.name}.`,
      def: spot(first),
      use: spot(type),
      confidence: 0.8,
      check: 'none',
    },
  ];
}

function withOld(a: ApiDigest, shape: Shape, type: Sym, own: ReadonlyMap<string, Sym>): Clash[] {
  const changed = a.changed.find(({ after }) => isOf(after, shape));
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
