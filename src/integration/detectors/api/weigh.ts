/** How sure a clash is, once the changing head was searched for what else has the name. */
import type { Occurrence } from '../../../ports.ts';
import { languageOf } from '../../../symbols.ts';
import type { Clash } from './clash.ts';
import { definitionsAmong, functionsAmong, isDefinedAmong, isMemberAmong } from './elsewhere.ts';
import { isGivenTo, isHeldBy, isMethodOf } from './embedded.ts';
import { heritage } from './handed-down.ts';
import { madeFrom } from './inherited.ts';
import { type Meant, means } from './modules.ts';
import { mayTake } from './takes.ts';

/** Share of values named after a type that are of that type. */
const LIKE_A_TYPE = 0.8;
/** Of a member that went, and that its type may have inherited. */
const UNSURE = 0.4;
/** So many others of a name, and it says hardly anything. */
const MANY = 3;

/** 0 to 1; 0 where the name means something else. */
export function weigh(clash: Clash, words: ReadonlyMap<string, Occurrence[]>): number {
  const { type, rewritten } = clash;
  if (rewritten !== undefined && isInKotlin(words.get(rewritten) ?? [], rewritten)) return 0;
  const named = type === undefined ? 0 : weighedByType(clash, words.get(type) ?? [], type);
  return Math.max(named, weighed(clash, words));
}

/** Java can use a class of Kotlin as one of its own. */
const isInKotlin = (found: readonly Occurrence[], type: string): boolean =>
  found.some(
    ({ path, text }) =>
      path.endsWith('.kt') && new RegExp(`\\b(class|interface|object)\\s+${type}\\b`).test(text),
  );

function weighed(clash: Clash, words: ReadonlyMap<string, Occurrence[]>): number {
  const { check, confidence, def, name } = clash;
  const found = words.get(name) ?? [];
  switch (check) {
    case 'none':
      return confidence;
    case 'extinct':
      return found.length === 0 ? confidence : 0;
    case 'extinct-member':
    case 'extinct-call':
      return isMemberAmong(found, name, check === 'extinct-call') ? 0 : confidence;
    case 'only-one': {
      const others = definitionsAmong(found, name).filter(isOther(clash));
      const { call } = clash;
      if (!call) return shared(confidence, others.length);
      const functions = new Set(functionsAmong(found, name));
      const suiting = others.filter((one) =>
        // What is called on a value is no type.
        functions.has(one) ? mayTake(one, name, call) : call.how !== 'member',
      ).length;
      // A name that many have is one that others have, too, whose code is not here.
      return Math.min(
        shared(confidence, suiting),
        others.length >= MANY ? shared(confidence, 1) : 1,
      );
    }
    case 'no-heir':
      // In Go, only what a struct holds hands anything down.
      return (
        def.path.endsWith('.go')
          ? isGivenTo(found, name, clash.kin ?? [])
          : isDefinedAmong(found.filter(isOther(clash)), name)
      )
        ? UNSURE
        : confidence;
    case 'unsupplied': {
      const { member = '', bases = [] } = clash.supplied ?? {};
      const having = words.get(member) ?? [];
      const isSupplied = bases.some((base) => {
        const files = new Set(
          definitionsAmong(words.get(base) ?? [], base).map(({ path }) => path),
        );
        return isDefinedAmong(
          having.filter(({ path, line }) => files.has(path) && !isAt(def, path, line)),
          member,
        );
      });
      return isSupplied ? UNSURE : confidence;
    }
    case 'only-type': {
      const { member } = clash;
      const left = member === undefined ? undefined : words.get(member.name);
      if (member && left && !isMemberAmong(left, member.name, member.called)) return confidence;
      return shared(confidence, othersOfType(clash, definitionsAmong(found, name)));
    }
    case 'made-from': {
      const types = words.get(clash.heir?.of ?? '') ?? [];
      const isOnly = definitionsAmong(types, clash.heir?.of ?? '').length <= 1;
      // Elsewhere, another type may be meant.
      const lines = madeFrom(found, clash).filter(({ path }) => isOnly || path === def.path);
      return lines.length > 0 ? confidence : 0;
    }
    case 'heir': {
      const { heir } = clash;
      if (heir && def.path.endsWith('.go')) {
        const naming = [words.get(heir.type) ?? [], words.get(heir.of) ?? []] as const;
        const isOwn = found.some((one) => isMethodOf(one, name, [heir.type]));
        return isHeldBy(naming, heir) && !isOwn ? confidence : 0;
      }
      const lines = heir ? heritage(words.get(heir.type) ?? [], heir) : [];
      // In Rust, what is its own is what the trait asks for. Elsewhere a class may have other ones of the name.
      const own = functionsAmong(found, name).some(
        ({ path }) => !path.endsWith('.rs') && lines.some((one) => one.path === path),
      );
      return lines.length > 0 && !own ? confidence : 0;
    }
  }
}

/** What breaks the use just as well takes nothing from it. An annotation may stand before the name. */
function isOther({ alike, def }: Clash): (one: Occurrence) => boolean {
  const known = alike ?? [{ ...def, endLine: def.line }];
  const inFile = Map.groupBy(known, ({ path }) => path);
  return ({ path, line }) =>
    !inFile.get(path)?.some((one) => one.line <= line && line <= one.endLine);
}

const isAt = (spot: Clash['def'], path: string, line: number) =>
  spot.path === path && spot.line === line;

/** How far an import means a file. */
const RANKS: readonly Meant[] = ['no', 'maybe', 'yes'];

/** Types of that name beside the one that changes: those that the import of the using head means as much, or more. */
function othersOfType({ by, def, use }: Clash, types: readonly Occurrence[]): number {
  const language = languageOf(use.path);
  const others = types.length - 1;
  if (!by || !language) return others;
  const rankOf = (path: string) => RANKS.indexOf(means(language, by, use.path, path));
  const own = rankOf(def.path);
  const ranks = types.filter(({ path }) => path !== def.path).map(({ path }) => rankOf(path));
  // What it means rather is another one.
  return ranks.some((rank) => rank > own)
    ? Math.max(others, MANY)
    : ranks.filter((rank) => rank === own).length;
}

/** How sure it is that what is called like a type is one. */
function weighedByType({ confidence }: Clash, found: readonly Occurrence[], type: string): number {
  return shared(confidence * LIKE_A_TYPE, definitionsAmong(found, type).length - 1);
}

function shared(confidence: number, others: number): number {
  const share = others <= 0 ? 1 : others < MANY ? 0.75 : 0.35;
  return Math.round(confidence * share * 100) / 100;
}
