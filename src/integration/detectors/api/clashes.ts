/** What one head changes and the other newly relies on, as far as the two digests show it. */
import type { Parameters } from '../../../symbols.ts';
import { speaks } from '../../../symbols.ts';
import type { ApiDigest, NewUse, Sym } from './changes.ts';
import { lastName } from './changes.ts';
import { means } from './modules.ts';
import { ownerOf, reach } from './reach.ts';

export interface Spot {
  path: string;
  line: number;
}

/**
 * Something the changing head (`def`) breaks for the using head (`use`). `check` says what must be looked up in the
 * changing head before it is believed: that nothing else there is meant by the name.
 */
export interface Clash {
  name: string;
  /** Words after the name of the changing head: "removes …". */
  does: string;
  /** Words after the name of the using head: "newly calls …". */
  relies: string;
  advice: string;
  def: Spot;
  use: Spot;
  confidence: number;
  check: 'none' | 'extinct' | 'extinct-member' | 'extinct-call' | 'only-one';
}

const shown = ({ container, name, kind }: Sym): string =>
  container === '' || kind === 'constructor'
    ? kind === 'constructor'
      ? `the constructor of ${ownerOf({ container })}`
      : name
    : `${container.replaceAll('/', '.')}.${name}`;

const spot = ({ path, line }: Spot): Spot => ({ path, line });

/** @param a changes, @param b uses */
export function clashes(a: ApiDigest, b: ApiDigest): Clash[] {
  return [
    ...removedAndUsed(a, b),
    ...removedAndImported(a, b),
    ...signatures(a, b),
    ...literals(a, b),
    ...contracts(a, b),
    ...goContracts(a, b),
    ...choices(a, b),
  ];
}

function byName<T extends { name: string }>(list: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of list) {
    const known = found.get(one.name);
    if (known) known.push(one);
    else found.set(one.name, [one]);
  }
  return found;
}

/** The same definition somewhere else in the same head. */
function movedTo(sym: Sym, a: ApiDigest): Sym | undefined {
  return a.added.find(
    (one) => one.name === sym.name && one.kind === sym.kind && speaks(one.language, sym.language),
  );
}

/** What stands in its place: one new definition of the same kind and shape, and only one. */
function renamedTo(sym: Sym, a: ApiDigest): Sym | undefined {
  const like = a.added.filter(
    (one) =>
      one.path === sym.path &&
      one.container === sym.container &&
      one.kind === sym.kind &&
      one.signature === sym.signature,
  );
  return like.length === 1 ? like[0] : undefined;
}

function handsOn(a: ApiDigest, sym: Sym): boolean {
  return a.reexports.some((one) => one === `${sym.path} ${sym.name}` || one === `${sym.path} *`);
}

function fate(sym: Sym, a: ApiDigest): { does: string; advice: string } {
  const [moved, renamed] = [movedTo(sym, a), renamedTo(sym, a)];
  if (renamed) {
    return {
      does: `renames ${shown(sym)} to ${renamed.name}`,
      advice: `Use ${renamed.name} instead.`,
    };
  }
  if (moved && moved.path !== sym.path) {
    return {
      does: `moves ${shown(sym)} to ${moved.path}`,
      advice: `Take ${sym.name} from ${moved.path} instead.`,
    };
  }
  if (moved) {
    return {
      does: `moves ${shown(sym)} to ${shown(moved)}`,
      advice: `Use ${shown(moved)} instead.`,
    };
  }
  return {
    does: `removes ${shown(sym)}`,
    advice: `Do without ${sym.name}, or agree to keep it.`,
  };
}

function relied({ how, args, name, on }: NewUse): string {
  const what = on !== null && how !== 'plain' ? `${on}${how === 'path' ? '::' : '.'}${name}` : name;
  return args === null ? `newly uses ${what}` : `newly calls ${what}`;
}

function removedAndUsed(a: ApiDigest, b: ApiDigest): Clash[] {
  const uses = byName(b.uses);
  const hidden = a.changed.flatMap(({ before, after }) =>
    before.exported && !after.exported ? [after] : [],
  );
  const gone = a.removed.flatMap((sym) =>
    // Names of constructors are those of their types; literals of unions are no names.
    sym.kind === 'constructor' ||
    sym.kind === 'module' ||
    (sym.kind === 'variant' && /^typescript$/.test(sym.language) && isUnion(sym, a))
      ? []
      : (uses.get(sym.name) ?? []).flatMap((use): Clash[] => {
          const how = reach(use, sym, b);
          if (how === 'no') return [];
          const moved = movedTo(sym, a);
          if (
            moved &&
            (how === 'loose' ||
              handsOn(a, sym) ||
              (moved.container !== sym.container && use.owner === null && how !== 'certain'))
          )
            return [];
          const loose =
            use.how !== 'member'
              ? 'extinct'
              : sym.kind === 'method' && use.args !== null
                ? 'extinct-call'
                : 'extinct-member';
          return [
            {
              name: sym.name,
              ...fate(sym, a),
              relies: relied(use),
              def: spot(sym),
              use: spot(use),
              confidence: how === 'certain' ? (moved ? 0.8 : 0.95) : 0.85,
              check: how === 'certain' ? (use.owner === null ? 'only-one' : 'none') : loose,
            },
          ];
        }),
  );
  const closed = hidden.flatMap((sym) =>
    (uses.get(sym.name) ?? []).flatMap((use): Clash[] => {
      if (use.path === sym.path || reach(use, sym, b) !== 'certain') return [];
      return [
        {
          name: sym.name,
          does: `makes ${shown(sym)} private to its file or type`,
          advice: `Agree to keep ${sym.name} public, or do without it.`,
          relies: relied(use),
          def: spot(sym),
          use: spot(use),
          confidence: 0.75,
          check: 'only-one',
        },
      ];
    }),
  );
  return [...firstOfEach(gone), ...firstOfEach(closed)];
}

const isUnion = (sym: Sym, a: ApiDigest): boolean =>
  a.shapes.some(
    ({ name, kind, path }) => kind === 'type' && name === ownerOf(sym) && path === sym.path,
  );

/** One clash for each definition and file that uses it. */
function firstOfEach(list: readonly Clash[]): Clash[] {
  const found = new Map<string, Clash>();
  for (const one of list) {
    const key = `${one.name} ${one.def.path}:${one.def.line} ${one.use.path}`;
    const before = found.get(key);
    if (!before || before.confidence < one.confidence) found.set(key, one);
  }
  return [...found.values()];
}

function removedAndImported(a: ApiDigest, b: ApiDigest): Clash[] {
  const removed = byName(a.removed);
  return firstOfEach(
    b.imports.flatMap((one): Clash[] => {
      const files = a.deleted.flatMap((path): Clash[] => {
        if (!/^(typescript|javascript|python)$/.test(one.language)) return [];
        if (one.original !== '*' && one.original !== 'default') return [];
        if (means(one.language, one, one.path, path) !== 'yes') return [];
        return [
          {
            name: path,
            does: `deletes ${path}`,
            relies: `newly imports it in ${one.path}`,
            advice: `Import what replaces ${path}, or agree to keep it.`,
            def: { path, line: 1 },
            use: spot(one),
            confidence: 0.9,
            check: 'none',
          },
        ];
      });
      const symbols = (removed.get(one.original) ?? []).flatMap((sym): Clash[] => {
        const top = sym.container === '' || sym.language === 'rust';
        if (
          !speaks(one.language, sym.language) ||
          !top ||
          /^(method|field|constructor)$/.test(sym.kind)
        )
          return [];
        const meant = means(one.language, one, one.path, sym.path);
        if (meant === 'no' || handsOn(a, sym)) return [];
        const moved = movedTo(sym, a);
        if (meant === 'maybe' && moved) return [];
        return [
          {
            name: sym.name,
            ...fate(sym, a),
            relies: `newly imports it from ${one.from}`,
            def: spot(sym),
            use: spot(one),
            confidence: meant === 'yes' ? (moved ? 0.85 : 0.95) : 0.8,
            check: meant === 'yes' ? 'none' : 'extinct',
          },
        ];
      });
      return [...files, ...symbols];
    }),
  );
}

/** Languages whose compiler compares types of arguments. */
const TYPED = /^(rust|go|java|typescript)$/;

function fits({ least, most }: Parameters, count: number): boolean {
  return count >= least && (most === null || count <= most);
}

function signatures(a: ApiDigest, b: ApiDigest): Clash[] {
  const uses = byName(b.uses);
  return firstOfEach(
    a.changed.flatMap(({ before, after }) => {
      const name = after.kind === 'constructor' ? ownerOf(after) : after.name;
      return (uses.get(name) ?? []).flatMap((use): Clash[] => {
        if (use.args === null || !before.parameters || !after.parameters) return [];
        const how = reach(use, before, b);
        if (how === 'no') return [];
        // `Type::method(value, …)` gives the value, too.
        const count =
          use.how === 'path' && after.onValue && use.args > 0
            ? [use.args, use.args - 1]
            : [use.args];
        const matches = (parameters: Parameters) =>
          use.args === -1 || count.some((each) => fits(parameters, each));
        const lost = use.keywords.filter(
          (word) =>
            before.parameters?.names.includes(word) &&
            !after.parameters?.names.includes(word) &&
            !after.parameters?.names.includes('**'),
        );
        const misfit = matches(before.parameters) && !matches(after.parameters);
        const types = inputsOf(before) !== inputsOf(after);
        const base = misfit
          ? 0.95
          : lost.length > 0
            ? 0.9
            : !TYPED.test(use.language) || use.args === -1
              ? 0
              : types
                ? 0.6
                : 0.4;
        if (
          base === 0 ||
          !matches(before.parameters) ||
          (use.language === 'typescript' && !misfit && !types)
        )
          return [];
        const confidence = use.language === 'typescript' && !misfit ? 0.4 : base;
        return [
          {
            name: before.name,
            does: `changes ${shown(before)} from ${brief(before)} to ${brief(after)}`,
            relies: misfit
              ? `newly calls it with ${use.args} argument${use.args === 1 ? '' : 's'}`
              : lost.length > 0
                ? `newly calls it with ${lost.join(', ')}`
                : 'newly calls it',
            advice: `Bring the new call into line with ${brief(after)}.`,
            def: spot(after),
            use: spot(use),
            confidence,
            check:
              how === 'certain' &&
              (use.owner !== null || use.via !== null || use.path === before.path)
                ? 'none'
                : 'only-one',
          },
        ];
      });
    }),
  );
}

/** The types of what goes in. */
const inputsOf = ({ signature }: Sym) => signature.replace(/(->|\)[^()]*$)[\s\S]*$/, '');

function brief({ signature, name }: Sym): string {
  const text = `${name}${signature}`;
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** A value of a type written out in full, whose fields change. */
function literals(a: ApiDigest, b: ApiDigest): Clash[] {
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
          sym.kind === 'field' && sym.required && isIn(sym) && speaks(sym.language, one.language),
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
          relies: `newly writes a ${type} out in full`,
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
function contracts(a: ApiDigest, b: ApiDigest): Clash[] {
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
function goContracts(a: ApiDigest, b: ApiDigest): Clash[] {
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
function choices(a: ApiDigest, b: ApiDigest): Clash[] {
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
