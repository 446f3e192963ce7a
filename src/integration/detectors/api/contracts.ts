/** Traits, interfaces and classes that one head changes, and what the other newly makes one of them or adds to one. */
import { speaks } from '../../../symbols.ts';
import type { ApiDigest, Changed, NewImplementation, Sym, Using } from './changes.ts';
import { brief, type Clash, fate, renamedTo, shown, spot } from './clash.ts';
import { byName } from './groups.ts';
import { misfit, overrides } from './misfits.ts';
import { lastName } from './names.ts';
import { thrownToo } from './thrown.ts';
import { typeReach } from './type-reach.ts';

/** A trait, interface or abstract class whose members change, and a new implementation of it. */
export function contracts(a: ApiDigest, b: Using): Clash[] {
  if (b.implementations.length === 0) return [];
  // What had a body of its own is left to others now.
  const left = a.changed.flatMap(({ before, after }) =>
    after.required && !before.required && after.kind === 'method' ? [after] : [],
  );
  const required = Map.groupBy(
    [...a.added.filter((sym) => sym.required), ...left],
    ({ container }) => lastName(container),
  );
  const changed = Map.groupBy(a.changed, ({ before }) => before.name);
  const removed = byName(a.removed);
  const shapes = new Map(a.shapes.map(({ name, path, kind }) => [`${path}\0${name}`, kind]));
  return b.implementations.flatMap((one): Clash[] => {
    const has = Map.groupBy(one.members, ({ name }) => name);
    const isOf = (sym: Sym) =>
      speaks(sym.language, one.language) &&
      lastName(sym.container) === one.of &&
      !sym.container.includes(' for ') &&
      typeReach(one, sym) !== 'no';
    // A type that the using head brings itself is another one.
    if (b.brought.get(one.of)?.some(({ kind }) => /^(trait|interface|class)$/.test(kind)))
      return [];
    const demands = (sym: Sym) => {
      const kind = shapes.get(`${sym.path}\0${one.of}`);
      // What is derived from a dictionary of Python has its keys.
      return (
        kind !== undefined &&
        !(sym.language === 'python' && sym.kind === 'field' && kind === 'class')
      );
    };
    const names = [...has.keys()];
    const base = { name: one.of, def: { path: '', line: 1 }, use: spot(one) };
    const missing = (one.old || one.abstract ? [] : (required.get(one.of) ?? []))
      .filter((sym) => isOf(sym) && demands(sym) && !has.has(sym.name) && !isElsewhere(one, sym, b))
      .map(
        (sym): Clash => ({
          ...base,
          does: left.includes(sym)
            ? `leaves ${shown(sym)} to every ${one.of}`
            : `adds ${shown(sym)}, which every ${one.of} must have`,
          relies: `newly makes ${one.type} one, without it`,
          advice: /^a /.test(one.type)
            ? `Make a class of it, with ${sym.name}.`
            : `Add ${sym.name} to ${one.type}.`,
          def: spot(sym),
          confidence: 0.85,
          ...suppliedBy(one, sym, b),
        }),
      );
    const changes = names.flatMap((name) => changed.get(name) ?? []);
    const other = changes.flatMap((change): Clash[] => {
      const { before, after } = change;
      if (!isOf(before)) return [];
      const all = has.get(before.name) ?? [];
      // Of overloads, one that replaces nothing any more.
      const [worst] = all
        .map((member) => ({ member, confidence: misfit(change, member, one, b) }))
        .filter(({ confidence }) => confidence > 0);
      if (!worst) return [];
      const { member, confidence } = worst;
      return [
        {
          ...base,
          name: before.name,
          does: changeOf(change, member),
          relies: `newly gives ${one.type} the old one`,
          advice: `Bring ${one.type}.${before.name} into line with ${brief(after)}.`,
          def: spot(after),
          use: { path: one.path, line: member.line },
          confidence,
          check: 'none',
        },
      ];
    });
    const gone = names.flatMap((name) => removed.get(name) ?? []);
    const surplus = gone.flatMap((sym): Clash[] => {
      const [member] = has.get(sym.name) ?? [];
      if (!member || !isOf(sym) || !/^(method|type|constant)$/.test(sym.kind)) return [];
      const isSaid = sym.language === 'rust' || overrides(b, one.path, member);
      // Elsewhere nothing says that it should replace one; a base that asks for another one now hardly asks for it.
      const isHook =
        /^(python|typescript|javascript)$/.test(sym.language) &&
        sym.kind === 'method' &&
        typeReach(one, sym) === 'certain' &&
        renamedTo(sym, a) !== undefined;
      if (!isSaid && !isHook) return [];
      return [
        {
          ...base,
          name: sym.name,
          ...fate(sym, a),
          relies: `newly gives ${one.type} one`,
          def: spot(sym),
          use: { path: one.path, line: member.line },
          confidence: isSaid ? 0.85 : 0.55,
          check: 'none',
        },
      ];
    });
    return [...missing, ...other, ...surplus];
  });
}

/** What changes, where that is not only what is thrown. */
function changeOf({ before, after }: Changed, member: Pick<Sym, 'signature'>): string {
  const thrown = thrownToo(before, after, member);
  return thrown !== null && brief(before) === brief(after)
    ? `no longer lets ${shown(after)} throw ${thrown}`
    : `changes ${shown(before)} from ${brief(before)} to ${brief(after)}`;
}

/** What else the type is made from may have the member. */
function suppliedBy(
  { path, type, of }: NewImplementation,
  { name }: Sym,
  { implementations }: Using,
): Pick<Clash, 'check'> & Partial<Pick<Clash, 'supplied'>> {
  const bases = implementations.flatMap((one) =>
    one.path === path && one.type === type && one.of !== of ? [one.of] : [],
  );
  return bases.length === 0
    ? { check: 'none' }
    : { check: 'unsupplied', supplied: { member: name, bases } };
}

/** In Go, methods may stand in other files than what says that a type has them all, and types may be old. */
function isElsewhere(one: NewImplementation, sym: Sym, { brought }: Using): boolean {
  if (one.language !== 'go') return false;
  const isNew = brought.get(one.type)?.some(({ language }) => language === 'go') ?? false;
  const has = brought.get(sym.name)?.some(({ container }) => container === one.type) ?? false;
  return has || !isNew;
}
