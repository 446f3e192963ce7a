/** Traits, interfaces and classes that one head changes, and what the other newly makes one of them or adds to one. */
import { speaks } from '../../../symbols.ts';
import type { ApiDigest, Changed, NewImplementation, Sym, Using } from './changes.ts';
import { brief, type Clash, fate, renamedTo, shown, spot } from './clash.ts';
import { byName } from './groups.ts';
import { lastName } from './names.ts';
import { typeReach } from './type-reach.ts';
import { bareType, parts, stillFits } from './types.ts';

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
    const missing = (one.old ? [] : (required.get(one.of) ?? []))
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
          check: 'none',
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
          does: `changes ${shown(before)} from ${brief(before)} to ${brief(after)}`,
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

/** In Go, methods may stand in other files than what says that a type has them all, and types may be old. */
function isElsewhere(one: NewImplementation, sym: Sym, { brought }: Using): boolean {
  if (one.language !== 'go') return false;
  const isNew = brought.get(one.type)?.some(({ language }) => language === 'go') ?? false;
  const has = brought.get(sym.name)?.some(({ container }) => container === one.type) ?? false;
  return has || !isNew;
}

function overrides({ brought }: Using, path: string, { name, line }: Member): boolean {
  const same = brought.get(name) ?? [];
  return same.some((sym) => sym.path === path && sym.line === line && sym.overrides);
}

type Member = NewImplementation['members'][number];

/** Whether a method of Java may replace another one: where that has a type of its own choice (`K`), any suits. */
function fills(member: Pick<Member, 'signature'>, demand: Pick<Member, 'signature'>): boolean {
  const [own, asked] = [member, demand].map(({ signature }) =>
    parts(signature).inputs.map((input) => bareType(input, 'java')),
  );
  return (
    own !== undefined &&
    own.length === asked?.length &&
    own.every((type, at) => type === asked[at] || /\b[A-Z][A-Z0-9]?\b/.test(asked[at] ?? ''))
  );
}

/** How sure it is that a member which suited the old demand does not suit the new one; 0 where it does. */
function misfit(
  { before, after, rest }: Changed,
  member: Member,
  one: NewImplementation,
  b: Using,
): number {
  if (before.signature === after.signature) return 0;
  const { language } = after;
  const bare = ({ signature }: { signature: string }) => {
    const { words, inputs, output } = parts(signature);
    const types = inputs.map((input) => bareType(input, language)).join();
    return language === 'rust' ? `${words}(${types})${bareType(output, language)}` : types;
  };
  const is = bare(member);
  // One of several that share the name.
  if (rest.some((each) => bare(each) === is)) return 0;
  const [now, own] = [after.parameters, member.parameters];
  switch (language) {
    case 'rust':
      if (is === bare(after) || bare(before) === bare(after)) return 0;
      return is === bare(before) ? 0.85 : now?.least === own?.least ? 0 : 0.8;
    case 'java': {
      if (is === bare(after) || bare(before) === bare(after)) return 0;
      if (fills(member, after) && !fills(member, before)) return 0;
      if (rest.some((each) => fills(member, each))) return 0;
      // Without `@Override` it is a method of its own, beside one that suits.
      const isOther = one.members.some(
        (each) => each !== member && each.name === member.name && fills(each, after),
      );
      const isSaid = overrides(b, one.path, member);
      if (isOther && !(isSaid && fills(member, before))) return 0;
      return before.required || isSaid ? 0.85 : 0;
    }
    case 'python':
      return now && own && own.most !== null && own.most < now.least ? 0.7 : 0;
    default:
      if (!now || !own) return 0;
      if (now.most !== null && own.least > now.most) return 0.85;
      // Who takes less of them is one all the same.
      return stillFits({ ...after, signature: member.signature }, after) ? 0 : 0.7;
  }
}
