/** What attributes of types write (Rust): derives that one head takes away or adds, and what the other newly relies on. */
import { demandOf } from '../../../symbols.ts';
import type { ApiDigest, Changed, Sym, Using } from './changes.ts';
import { type Clash, firstOfEach, relied, shown, spot } from './clash.ts';
import { lastName, ownerOf } from './names.ts';
import { sameType, typeVia } from './type-reach.ts';

export function derives(a: ApiDigest, b: Using): Clash[] {
  const types = a.changed.filter(
    ({ before, after }) => (before.derives ?? after.derives) !== undefined,
  );
  return firstOfEach([
    ...types.flatMap((change) =>
      lost(change, a).flatMap((trait) => [
        ...asked(change.after, trait, b),
        ...held(change.after, trait, b),
      ]),
    ),
    ...types.flatMap((change) => gained(change, b)),
  ]);
}

/** Traits that a type no longer derives, and that nobody writes for it. */
function lost({ before, after }: Changed, a: ApiDigest): string[] {
  return (before.derives ?? []).filter(
    (trait) =>
      !after.derives?.some((one) => writes(one, trait)) &&
      !a.implementations.some(({ of, type }) => of === trait && type === after.name),
  );
}

const OF_LANGUAGE = /^((Partial)?(Eq|Ord)|Clone|Copy|Debug|Default|Hash)$/;
/** Whether a derive writes a trait: that of its name, or `CustomDebug` of a crate. */
const writes = (derive: string, trait: string) =>
  derive === trait || (derive.includes(trait) && !OF_LANGUAGE.test(derive));

/** Traits that are asked by one name alone. */
const ASKED: Readonly<Record<string, string>> = {
  Default: 'default',
  Clone: 'clone',
  PartialEq: demandOf('PartialEq'),
  Debug: demandOf('Debug'),
};
const RELIED: Readonly<Record<string, string>> = {
  PartialEq: 'newly compares one',
  Debug: 'newly shows one by `{:?}`',
};

/**
 * What is asked of the type itself; a value may be asked through a pointer that has the trait, and then gives another
 * pointer, not what must stand there.
 */
function asked(type: Sym, trait: string, b: Using): Clash[] {
  const name = ASKED[trait];
  return (name === undefined ? [] : (b.named.get(name) ?? [])).flatMap((use): Clash[] => {
    if (use.language !== 'rust' || use.owner !== type.name) return [];
    if (use.args !== (name?.startsWith('@') ? null : 0)) return [];
    if (trait === 'Clone' && lastName(use.wants ?? '') !== type.name) return [];
    const how = sameType(use, type);
    if (how === 'no') return [];
    return [
      {
        ...without(type, trait),
        relies: RELIED[trait] ?? relied(use),
        use: spot(use),
        confidence: 0.8,
        check: how === 'certain' ? 'none' : 'only-type',
        by: typeVia(use),
      },
    ];
  });
}

/** Who derives a trait needs it of all that it holds. */
function held(type: Sym, trait: string, b: Using): Clash[] {
  const holders = new Set(
    b.added.flatMap((sym) => (sym.derives?.includes(trait) ? [`${sym.path}\0${sym.name}`] : [])),
  );
  if (holders.size === 0) return [];
  return b.added.flatMap((sym): Clash[] => {
    const isHeld =
      sym.kind === 'field' &&
      holders.has(`${sym.path}\0${ownerOf(sym)}`) &&
      heldType(sym.signature) === type.name;
    return isHeld
      ? [
          {
            ...without(type, trait),
            relies: `newly derives it for ${ownerOf(sym)}, which holds one`,
            use: spot(sym),
            confidence: 0.8,
            check: sym.path === type.path ? 'none' : 'only-type',
          },
        ]
      : [];
  });
}

/** The type of the values in a list, an option or a box of them. */
const heldType = (type: string): string =>
  lastName(type.replace(/^((\w+::)*(Vec|Option|Box)<)+/, '').replace(/>+$/, ''));

function without(type: Sym, trait: string): Omit<Clash, 'relies' | 'use' | 'confidence' | 'check'> {
  return {
    name: type.name,
    does: `no longer derives ${trait} for ${shown(type)}`,
    advice: `Do without ${trait}, or agree to keep it.`,
    def: spot(type),
  };
}

/** Types of the standard library that are certainly without a trait. */
const LACKING: Readonly<Record<string, RegExp>> = {
  Copy: /^(String|PathBuf|OsString|Vec<|Box<|Arc<|Rc<|HashMap<|HashSet<|BTreeMap<|BTreeSet<|VecDeque<|&mut )/,
  Eq: /^(f32|f64)$|[<(,](f32|f64)[>),]/,
  Ord: /^(f32|f64)$|[<(,](f32|f64)[>),]|^(HashMap|HashSet)</,
  Hash: /^(f32|f64)$|[<(,](f32|f64)[>),]|^(HashMap|HashSet)</,
};

function gained({ before, after }: Changed, b: Using): Clash[] {
  const fresh = (after.derives ?? []).filter((trait) => !before.derives?.includes(trait));
  return fresh.flatMap((trait) =>
    b.added.flatMap((sym): Clash[] =>
      sym.kind === 'field' &&
      sym.path === after.path &&
      sym.container === after.name &&
      LACKING[trait]?.test(sym.signature.replace(/\b(\w+::)+(?=\w)/g, ''))
        ? [
            {
              name: after.name,
              does: `derives ${trait} for ${shown(after)}`,
              relies: `newly gives it ${sym.name}, whose type has no ${trait}`,
              advice: `Do without ${trait}, or give ${sym.name} a type that has it.`,
              def: spot(after),
              use: spot(sym),
              confidence: 0.9,
              check: 'none',
            },
          ]
        : [],
    ),
  );
}
