/** Types that one head changes, and what of the other must know all their members: values in full, implementations, choices. */
import { speaks } from '../../../symbols.ts';
import type { ApiDigest, Sym } from './changes.ts';
import { brief, byName, type Clash, fate, inputsOf, shown, spot } from './clash.ts';
import { lastName } from './names.ts';
import { ownerOf } from './reach.ts';

/** A value of a type written out in full, whose fields change. */
export function literals(a: ApiDigest, b: ApiDigest): Clash[] {
  const shapes = byName(a.shapes);
  const isNew = (name: string) =>
    b.added.some((one) => one.name === name && /^(struct|class|interface|type)$/.test(one.kind));
  return b.literals.flatMap((one): Clash[] => {
    const type = lastName(one.type);
    if (isNew(type)) return [];
    return (shapes.get(type) ?? []).flatMap((shape): Clash[] => {
      const isIn = ({ container, path }: Sym) =>
        path === shape.path &&
        (container === one.type || container === type || container.endsWith(`/${one.type}`));
      const gained = a.added.find(
        (sym) =>
          sym.kind === 'field' &&
          // Values by place need every field, also one that may be left out by name.
          (sym.required || one.positional !== null) &&
          isIn(sym) &&
          speaks(sym.language, one.language),
      );
      const lost = a.removed.find(
        (sym) =>
          sym.kind === 'field' &&
          isIn(sym) &&
          one.fields.includes(sym.name) &&
          speaks(sym.language, one.language),
      );
      const found = (does: string, sym: Sym, advice: string): Clash[] => [
        {
          name: type,
          does,
          relies: `newly writes a value of ${type} out in full`,
          advice,
          def: spot(sym),
          use: spot(one),
          confidence: 0.9,
          check: 'none',
        },
      ];
      if (one.positional !== null) {
        const any = gained ?? a.removed.find((sym) => sym.kind === 'field' && isIn(sym));
        return any && one.language === 'go'
          ? found(
              `changes the fields of ${type} (${any.name})`,
              any,
              `Write the ${type} with the fields it has now, or name them.`,
            )
          : [];
      }
      if (lost) return found(`removes the field ${shown(lost)}`, lost, `Leave ${lost.name} out.`);
      if (one.partial || !gained || one.fields.includes(gained.name)) return [];
      return found(`adds the field ${shown(gained)}`, gained, `Give ${gained.name} a value there.`);
    });
  });
}

/** A trait, interface or abstract class whose members change, and a new implementation of it. */
export function contracts(a: ApiDigest, b: ApiDigest): Clash[] {
  return b.implementations.flatMap((one): Clash[] => {
    const has = new Map(one.members.map((member) => [member.name, member]));
    const isOf = (sym: Sym) =>
      speaks(sym.language, one.language) &&
      lastName(sym.container) === one.of &&
      !sym.container.includes(' for ');
    // A type that the using head brings itself is another one.
    if (b.added.some((sym) => sym.name === one.of && /^(trait|interface|class)$/.test(sym.kind)))
      return [];
    const isOld = (sym: Sym) =>
      a.shapes.some(({ name, path }) => name === one.of && path === sym.path);
    const base = { name: one.of, def: { path: '', line: 1 }, use: spot(one) };
    const missing = a.added
      .filter((sym) => sym.required && isOf(sym) && isOld(sym) && !has.has(sym.name))
      .map(
        (sym): Clash => ({
          ...base,
          does: `adds ${shown(sym)}, which every ${one.of} must have`,
          relies: `newly makes ${one.type} one, without it`,
          advice: `Add ${sym.name} to ${one.type}.`,
          def: spot(sym),
          confidence: 0.85,
          check: 'none',
        }),
      );
    const other = a.changed.flatMap(({ before, after }): Clash[] => {
      const member = has.get(before.name);
      if (!member || !isOf(before) || before.signature === after.signature) return [];
      if (
        member.signature === after.signature ||
        (inputsOf(before) === inputsOf(after) && before.language !== 'rust')
      )
        return [];
      return [
        {
          ...base,
          name: before.name,
          does: `changes ${shown(before)} from ${brief(before)} to ${brief(after)}`,
          relies: `newly gives ${one.type} the old one`,
          advice: `Bring ${one.type}.${before.name} into line with ${brief(after)}.`,
          def: spot(after),
          use: { path: one.path, line: member.line },
          confidence: 0.85,
          check: 'none',
        },
      ];
    });
    const surplus = a.removed.flatMap((sym): Clash[] => {
      const member = has.get(sym.name);
      const refused = sym.language === 'rust' || overrides(b, one.path, sym.name);
      if (!member || !isOf(sym) || !refused || !/^(method|type|constant)$/.test(sym.kind))
        return [];
      return [
        {
          ...base,
          name: sym.name,
          ...fate(sym, a),
          relies: `newly gives ${one.type} one`,
          def: spot(sym),
          use: { path: one.path, line: member.line },
          confidence: 0.85,
          check: 'none',
        },
      ];
    });
    return [...missing, ...other, ...surplus];
  });
}

function overrides(b: ApiDigest, path: string, name: string): boolean {
  return b.added.some((sym) => sym.path === path && sym.name === name && sym.overrides);
}

/** Go has no word for it: a new type with all the methods that an interface had. */
export function goContracts(a: ApiDigest, b: ApiDigest): Clash[] {
  const methods = new Map<string, Set<string>>();
  for (const sym of b.added) {
    if (sym.language !== 'go' || sym.kind !== 'method' || sym.required) continue;
    methods.set(sym.container, (methods.get(sym.container) ?? new Set()).add(sym.name));
  }
  const types = b.added.filter(
    ({ language, kind }) => language === 'go' && /^(struct|type)$/.test(kind),
  );
  return a.shapes
    .filter(({ kind }) => kind === 'interface')
    .flatMap((shape) => {
      const fresh = a.added.filter(
        (sym) =>
          sym.language === 'go' &&
          sym.required &&
          sym.container === shape.name &&
          sym.path === shape.path &&
          sym.kind === 'method',
      );
      const [first] = fresh;
      const old = shape.members.filter((name) => !fresh.some((sym) => sym.name === name));
      if (!first || old.length < 2) return [];
      return types.flatMap((type): Clash[] => {
        const own = methods.get(type.name);
        if (!own || !old.every((name) => own.has(name)) || own.has(first.name)) return [];
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
      });
    });
}

/** A case more in an enum or a union, and a new choice that must name them all. */
export function choices(a: ApiDigest, b: ApiDigest): Clash[] {
  return b.choices.flatMap((one): Clash[] => {
    const fresh = a.added.filter(
      (sym) => sym.kind === 'variant' && speaks(sym.language, one.language),
    );
    const found = fresh.find((sym) => {
      const shape = a.shapes.find(({ name, path }) => name === ownerOf(sym) && path === sym.path);
      if (!shape || one.cases.includes(sym.name)) return false;
      if (one.of !== null) return one.of === shape.name;
      return one.cases.length > 1 && one.cases.every((each) => shape.members.includes(each));
    });
    if (!found) return [];
    return [
      {
        name: ownerOf(found),
        does: `adds the case ${shown(found)}`,
        relies: `newly chooses among all cases of ${ownerOf(found)}, without it`,
        advice: `Handle ${found.name} there.`,
        def: spot(found),
        use: spot(one),
        confidence: 0.85,
        check: 'none',
      },
    ];
  });
}
