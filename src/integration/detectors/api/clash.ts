/** A clash: something that one head breaks for the other, and the words all clashes share. */
import { spelled } from '../../../spelled-signature.ts';
import { FIXTURE, type Parameters, type SymbolFacts, speaks } from '../../../symbols.ts';
import type { ApiDigest, NewUse, Sym } from './changes.ts';
import { addedAt, addedLike, addedNamed, handsOnName, likeKey } from './lookups.ts';
import type { Named } from './named.ts';
import { ownerOf, placeOf } from './names.ts';
import type { Call } from './takes.ts';
import { parts } from './types.ts';

export interface Spot {
  path: string;
  line: number;
}

/** Lines of a definition, inclusive. */
export interface Extent extends Spot {
  endLine: number;
}

/**
 * Something the changing head (`def`) breaks for the using head (`use`). `check` says what must be looked up in the
 * changing head before it is believed: that nothing else there is meant by the name.
 */
export interface Clash {
  /** Looked up: the symbol, or for `only-type` the type whose member it is. */
  name: string;
  /** Words after the name of the changing head: "removes …". */
  does: string;
  /** Words after the name of the using head: "newly calls …". */
  relies: string;
  advice: string;
  def: Spot;
  use: Spot;
  confidence: number;
  check:
    | 'none'
    | 'extinct'
    | 'extinct-member'
    | 'extinct-call'
    | 'only-one'
    | 'only-type'
    | 'heir'
    | 'no-heir'
    | 'made-from'
    | 'unsupplied';
  /** The type that the receiver is named after, where nothing else tells its type. */
  type?: string;
  /** For `only-type`, the member that is gone: where nothing has it any more, no other type is meant. */
  member?: { name: string; called: boolean };
  /** For `heir` and `made-from`, the type that may have it from `of`. */
  heir?: { type: string; of: string };
  /** A type of Java whose file is gone, and that may be written in Kotlin now. */
  rewritten?: string;
  /** For `no-heir`, what the type is made from. */
  kin?: readonly string[];
  /** For `unsupplied`, a member that one of these types may have. */
  supplied?: { member: string; bases: readonly string[] };
  /** What brings the type into the file of the use, for `only-type`. */
  by?: Named['via'];
  /** Definitions that the use may mean just as well and that break it, too. */
  alike?: readonly Extent[];
  /** The call, where what else has the name is told by the number of its arguments. */
  call?: Call;
  /** Whether the file of the use, once merged, still shows it; asked where the changing head may have seen to it. */
  stands?: (merged: SymbolFacts) => boolean;
  /** What it breaks is a demand to others (an interface), which says more than one who meets it. */
  demand?: boolean;
}

export const shown = ({ container, name, kind }: Sym): string =>
  container === '' || kind === 'constructor'
    ? kind === 'constructor'
      ? `the constructor of ${ownerOf({ container })}`
      : name
    : `${container.replaceAll('/', '.')}.${name}`;

export const spot = ({ path, line }: Spot): Spot => ({ path, line });

export const extent = ({ path, line, endLine }: Extent): Extent => ({ path, line, endLine });

/** One clash for each use whose value may be of several types that all change: that of the interface, or the first. */
export function oneForEachUse(list: readonly Clash[]): Clash[] {
  const found = new Map<string, Clash[]>();
  for (const one of list) {
    const isOpen = one.alike !== undefined && one.check !== 'none' && one.check !== 'only-type';
    const key = isOpen
      ? `${one.name} ${one.use.path}:${one.use.line}`
      : `${one.name} ${one.use.path} ${one.def.path}:${one.def.line}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()].flatMap((all): Clash[] => {
    const [first] = [...all].sort(
      (x, y) =>
        Number(y.demand ?? false) - Number(x.demand ?? false) || y.confidence - x.confidence,
    );
    if (!first) return [];
    const alike = all.flatMap((one) => one.alike ?? []);
    const more = all.length - 1;
    const confidence = Math.max(...all.map((one) => one.confidence));
    return [
      more === 0
        ? first
        : { ...first, confidence, alike, does: `${first.does} (and ${more} more of that name)` },
    ];
  });
}

/** One clash for each definition and file that uses it. */
export function firstOfEach(list: readonly Clash[]): Clash[] {
  const found = new Map<string, Clash>();
  for (const one of list) {
    const key = `${one.name} ${one.def.path}:${one.def.line} ${one.use.path}`;
    const before = found.get(key);
    if (!before || before.confidence < one.confidence) found.set(key, one);
  }
  return [...found.values()];
}

/** The same definition somewhere else in the same head. */
export function movedTo(sym: Sym, a: ApiDigest): Sym | undefined {
  return addedNamed(a)
    .get(sym.name)
    ?.find((one) => one.kind === sym.kind && speaks(one.language, sym.language));
}

/** What stands in its place: one new definition of the same kind and shape, and only one. */
export function renamedTo(sym: Sym, a: ApiDigest): Sym | undefined {
  const like = addedLike(a).get(likeKey(sym)) ?? [];
  return like.length === 1 ? like[0] : undefined;
}

/** Something of another kind that has its name at its place. */
export function turnedInto(sym: Sym, a: ApiDigest): Sym | undefined {
  return addedAt(a).get(placeOf(sym))?.[0];
}

export const handsOn = (a: ApiDigest, { path, name }: Sym): boolean =>
  handsOnName(a, path, name) || handsOnName(a, path, '*');

export function fate(sym: Sym, a: ApiDigest): { does: string; advice: string } {
  const [moved, renamed, turned] = [movedTo(sym, a), renamedTo(sym, a), turnedInto(sym, a)];
  if (renamed) {
    return {
      does: `renames ${shown(sym)} to ${renamed.name}`,
      advice: `Use ${renamed.name} instead.`,
    };
  }
  if (turned && turned.kind !== sym.kind) {
    return {
      does: `turns ${shown(sym)} from a ${sym.kind} into a ${turned.kind}`.replace(
        /\ba(?= [aeio])/g,
        'an',
      ),
      advice: `Use ${sym.name} as what it is now.`,
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

/** Words after the name of the using head. */
export function relied({ how, args, name, on, language }: NewUse): string {
  if (on === FIXTURE) return `newly asks for the fixture ${name}`;
  const sign = how === 'path' && language === 'rust' ? '::' : '.';
  const what = on !== null && how !== 'plain' ? `${on}${sign}${name}` : name;
  return args === null ? `newly uses ${what}` : `newly calls ${what}`;
}

/** The types of what goes in. */
export const inputsOf = ({ signature }: Sym) => signature.replace(/(->|\)[^()]*$)[\s\S]*$/, '');

/** `(_, _)` for parameters of which nothing is said. */
function untold(signature: string, { most }: Parameters): string {
  const { inputs, output, closed } = parts(signature);
  const all = inputs.length === 0 && most === 1 ? [''] : inputs;
  if (!closed || all.every((one) => one !== '')) return signature;
  return `(${all.map((one) => one || '_').join()})${output === '' ? '' : `:${output}`}`;
}

/** `async load(&self, u64) -> Item`: a signature with its name, as the language writes it. */
export function brief({ signature, name, language, parameters, kind }: Sym): string {
  const [, word = '', types = ''] = /^(async(?=\())?([\s\S]*)$/.exec(signature) ?? [];
  // Without types, the names say what a function takes.
  const takes =
    language === 'python' && parameters
      ? `(${parameters.names.join(', ')})`
      : parameters && /^(typescript|javascript)$/.test(language)
        ? untold(types, parameters)
        : types;
  const [, inputs, result] =
    language === 'java' ? (/^(\(.*\))((?:(?! throws )[^)])+)/.exec(takes) ?? []) : [];
  const before = [word, result ?? ''].filter((one) => one !== '').map((one) => `${one} `);
  const space = kind === 'type' ? ' ' : '';
  const text = `${before.join('')}${name}${space}${spelled(inputs ?? takes, language)}`;
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
