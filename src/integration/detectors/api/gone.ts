/** Symbols that are gone or moved in one head, and newly used by the other. */
import { type Language, speaks } from '../../../symbols.ts';
import type { ApiDigest, NewUse, Sym, Using } from './changes.ts';
import {
  type Clash,
  extent,
  fate,
  firstOfEach,
  handsOn,
  movedTo,
  oneForEachUse,
  relied,
  spot,
  turnedInto,
} from './clash.ts';
import { heirOf } from './handed-down.ts';
import { broughtInto, handsOnName, isDeleted, shapesAt } from './lookups.ts';
import { fileOf, means } from './modules.ts';
import { isNamedAfter } from './named-after.ts';
import { isMember, lastName, ownerOf } from './names.ts';
import { isOfPlatform } from './names-of-builtins.ts';
import { reach, usesOf } from './reach.ts';
import { isBroughtByGlob, typeVia } from './type-reach.ts';
import { fits } from './types.ts';

export function removedAndUsed(a: ApiDigest, b: Using): Clash[] {
  const gone = a.removed.flatMap((sym) =>
    // Names of constructors are those of their types; literals of unions are no names.
    sym.kind === 'constructor' ||
    sym.kind === 'module' ||
    (sym.kind === 'variant' && /^typescript$/.test(sym.language) && isUnion(sym, a))
      ? []
      : withUses(sym, a, b),
  );
  return oneForEachUse(firstOfEach(gone));
}

/** What became of a symbol, looked up once for all its uses. */
interface Gone {
  sym: Sym;
  fate: ReturnType<typeof fate>;
  moved: Sym | undefined;
  handedOn: boolean;
  /** What has its name at its place now. */
  turned: Sym | undefined;
  /** Its file brings it from where it is now. */
  isBrought: boolean;
  /** Its file is gone, or has another name. */
  isFileGone: boolean;
  /** Its file has a default export still. */
  isDefault: boolean;
  /** It was all that its file exported, and something else is now (`module.exports = run`). */
  isWhole: boolean;
  /** Its file hands something of its name on (`export { b as a }`). */
  isNamedStill: boolean;
  /** What its type is made from. */
  kin: string[];
}

function withUses(sym: Sym, a: ApiDigest, b: Using): Clash[] {
  const uses = usesOf(b, sym);
  if (uses.length === 0) return [];
  const gone: Gone = {
    sym,
    fate: fate(sym, a),
    moved: movedTo(sym, a),
    handedOn: handsOn(a, sym) || (isMember(sym) && handsOnName(a, sym.path, ownerOf(sym))),
    turned: turnedInto(sym, a),
    isBrought: [sym.name, '*'].some((name) => broughtInto(a).has(`${sym.path}\0${name}`)),
    isFileGone: isDeleted(a).has(sym.path),
    isDefault: handsOnName(a, sym.path, 'default'),
    isWhole: sym.isDefault === true && handsOnName(a, sym.path, '*'),
    isNamedStill: !isMember(sym) && [sym.name, '?'].some((name) => handsOnName(a, sym.path, name)),
    kin: kinOf(sym, a),
  };
  return uses.flatMap((use) => [...withoutIt(gone, use, b), ...notHandedDown(gone, use, a, b)]);
}

/** A type that had it from the one that has it no more. */
function notHandedDown(gone: Gone, use: NewUse, a: ApiDigest, b: Using): Clash[] {
  const { sym, moved, turned } = gone;
  if (moved || turned || reach(use, sym, b) !== 'no' || !speaks(use.language, sym.language))
    return [];
  const heir = heirOf(use, sym, a, b);
  if (heir === null) return [];
  return [
    {
      name: sym.name,
      ...gone.fate,
      relies: relied(use),
      def: spot(sym),
      use: spot(use),
      confidence: 0.85,
      check: 'heir',
      heir: { type: heir, of: ownerOf(sym) },
      alike: [extent(sym)],
      demand: sym.required,
    },
  ];
}

function withoutIt({ sym, moved, ...gone }: Gone, use: NewUse, b: Using): Clash[] {
  const how = reach(use, sym, b);
  if (how === 'no') return [];
  // The same words mean where it is now.
  if (moved && use.via && means(use.language, use.via, use.path, fileOf(moved)) === 'yes')
    return [];
  if (moved && !isMember(sym) && isBroughtByGlob(use, moved)) return [];
  // What the other writes in a file that goes elsewhere, git puts there.
  if (moved && gone.isFileGone && use.path === sym.path) return [];
  // A default may be called anything, by who exports it and by who imports it.
  if (gone.isDefault && use.via?.original === 'default') return [];
  if (gone.isWhole && use.via?.original === '*' && use.how === 'plain') return [];
  if (gone.isDefault && moved && use.ownerVia?.original === 'default') return [];
  if (gone.isNamedStill && use.via !== null) return [];
  // A field that is a method now may be called, and what is a type now named as one.
  if (gone.turned && !isAmiss(use, sym, gone.turned)) return [];
  const isNamed = how === 'certain' || how === 'likely';
  if (moved && (gone.handedOn || (how === 'loose' && !refusesCall(sym, moved, use)))) return [];
  if (moved?.fixture && reach(use, moved, b) === 'certain') return [];
  // What it was made from may have it, too.
  const kin = isNamed && (isMember(sym) || sym.container !== '') ? gone.kin : [];
  if (moved && kin.includes(ownerOf(moved))) return [];
  if (use.path === sym.path && use.how === 'plain' && gone.isBrought) return [];
  // A value of the language itself, or of what it comes with, may be asked.
  const ofPlatform =
    isMember(sym) &&
    use.how === 'member' &&
    !isNamedAfter(use, sym) &&
    isOfPlatform(use.language, use.name);
  const isElsewhere = how === 'loose' && moved !== undefined;
  const named =
    kin.length > 0 || sym.fixture
      ? 'no-heir'
      : how === 'likely'
        ? 'only-type'
        : use.owner !== null ||
            use.kin.length > 0 ||
            (!moved && use.via === null) ||
            // Their packages hand nothing on.
            /^(go|java)$/.test(use.language)
          ? 'none'
          : 'only-one';
  return [
    {
      name: named === 'only-type' ? ownerOf(sym) : sym.name,
      ...gone.fate,
      relies: relied(use),
      def: spot(sym),
      use: spot(use),
      confidence: isNamed ? (moved ? 0.8 : 0.95) : ofPlatform ? 0.4 : 0.85,
      check: isNamed ? named : isElsewhere ? 'only-one' : looseCheck(sym, use),
      ...(how === 'loose' && isMember(sym) && isNamedAfter(use, sym) ? { type: ownerOf(sym) } : {}),
      by: typeVia(use),
      ...(named === 'only-type' && !moved && sym.language !== 'python'
        ? { member: { name: sym.name, called: sym.kind === 'method' && use.args !== null } }
        : {}),
      alike: [extent(sym), ...(moved ? [extent(moved)] : [])],
      ...(isElsewhere && use.args !== null ? { call: { args: use.args, how: use.how } } : {}),
      demand: sym.required,
      ...(named === 'no-heir' ? { kin } : {}),
      ...unlessBrought(sym, moved),
    },
  ];
}

/** A method of a trait is asked of its type as before, where the trait is in sight. See the Rust reference, "Method calls". */
function unlessBrought(sym: Sym, moved: Sym | undefined): Pick<Clash, 'stands'> {
  const [trait, type] = moved?.container.split(' for ') ?? [];
  if (type === undefined || sym.language !== 'rust' || lastName(type) !== ownerOf(sym)) return {};
  const name = lastName(trait ?? '');
  return {
    stands: ({ imports }) => !imports.some((one) => one.original === name || one.name === '*'),
  };
}

/** Whether what has the name now, in another type, cannot be called as the old one was. */
function refusesCall(sym: Sym, moved: Sym, { args, how }: NewUse): boolean {
  if (args === null || args < 0 || how !== 'member' || !sym.parameters || !moved.parameters)
    return false;
  return isMember(sym) && fits(sym.parameters, args) && !fits(moved.parameters, args);
}

/** Whether a use suits no longer what a symbol of another kind has become. */
function isAmiss(use: NewUse, sym: Sym, turned: Sym): boolean {
  // A class of Python may keep a method under an old name: `load = read`. A property takes two lines or more.
  const isAlias =
    turned.language === 'python' &&
    turned.kind === 'field' &&
    turned.signature === '' &&
    turned.line === turned.endLine;
  // A value may be a function.
  const isOpen = isScript(turned.language) && !turned.idle;
  // `Mode.On` of an enum may be a field of an object now.
  if (sym.kind === 'variant' && turned.kind === 'field' && use.args === null) return false;
  if (isMember(sym)) {
    const isCalled = use.args !== null;
    if (turned.kind === 'field' && (isAlias || isOpen) && (isCalled || sym.kind === 'method'))
      return false;
    return !isCalled || sym.kind !== 'field';
  }
  if (use.args === null || use.derived) return false;
  switch (turned.kind) {
    case 'interface':
    case 'type':
    case 'trait':
    case 'enum':
      return true;
    case 'class':
      return sym.kind === 'function' && isScript(turned.language) && !use.made;
    case 'constant':
    case 'variable':
      return sym.kind === 'function' && turned.idle === true;
    default:
      return false;
  }
}

const isScript = (language: Language) => /^(typescript|javascript)$/.test(language);

/** What must be gone everywhere, where nothing tells what is asked. */
function looseCheck(sym: Sym, use: NewUse): Clash['check'] {
  if (use.how === 'plain') return isMember(sym) ? 'extinct-call' : 'extinct';
  if (use.how === 'path') return 'extinct';
  return sym.kind === 'method' && use.args !== null ? 'extinct-call' : 'extinct-member';
}

/** What the type of a member is made from: a trait, or its bases. */
function kinOf(sym: Sym, a: ApiDigest): string[] {
  const [trait, type] = sym.container.split(' for ');
  if (type !== undefined) return [lastName(trait ?? '')];
  if (sym.language === 'rust' || sym.kind === 'variant') return [];
  return (shapesAt(a).get(`${sym.path}\0${ownerOf(sym)}`) ?? []).flatMap(({ kin }) => kin);
}

const isUnion = (sym: Sym, a: ApiDigest): boolean =>
  (shapesAt(a).get(`${sym.path}\0${ownerOf(sym)}`) ?? []).some(({ kind }) => kind === 'type');
