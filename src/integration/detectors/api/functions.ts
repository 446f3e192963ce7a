/**
 * Functions that are handed on instead of being called: by their names (Go, Java, Rust), or written out where a function
 * of some type is asked for (Go, Java, TypeScript). Who takes them says how many arguments they get.
 */
import type { ApiDigest, Changed, NewUse, Sym, Using } from './changes.ts';
import { brief, type Clash, extent, firstOfEach, shown, spot } from './clash.ts';
import {
  changedCalls,
  changedIn,
  type Lookup,
  once,
  partKey,
  shapesNamed,
  takersNamed,
} from './lookups.ts';
import { isNamedAfter } from './named-after.ts';
import { ownerOf } from './names.ts';
import { isCertain, reach, usesOf } from './reach.ts';
import { type Reach, typeReach, typeVia } from './type-reach.ts';
import { bareType, fits, parts } from './types.ts';

export function functions(a: ApiDigest, b: Using): Clash[] {
  return firstOfEach([
    ...handedOn(a, b),
    ...writtenOut(a, b),
    ...writtenInPlace(a, b),
    ...putDown(a, b),
    ...converted(a, b),
  ]);
}

/** The name of a function, given to somebody who calls it as it was. */
function handedOn(a: ApiDigest, b: Using): Clash[] {
  return otherFunctions(a).flatMap(({ before, after }): Clash[] => {
    return usesOf(b, before).flatMap((use): Clash[] => {
      if (use.args !== null || !isHanded(use)) return [];
      const how = reach(use, before, b);
      if (how !== 'certain' && how !== 'likely') return [];
      const isSure = isCertain(how, use, before);
      return [
        {
          name: how === 'likely' ? ownerOf(before) : after.name,
          does: `changes ${shown(before)} from ${brief(before)} to ${brief(after)}`,
          relies: 'newly hands it on as it was',
          advice: `Hand on a function that calls ${brief(after)}.`,
          def: spot(after),
          use: spot(use),
          confidence: 0.8,
          check: how === 'likely' ? 'only-type' : isSure ? 'none' : 'only-one',
          by: typeVia(use),
          alike: [extent(after)],
        },
      ];
    });
  });
}

const isHanded = ({ language, handed, ends }: NewUse) => {
  switch (language) {
    case 'java':
    case 'rust':
      return handed === true;
    case 'go':
      return ends !== 'set';
    default:
      return false;
  }
};

/** It is asked for in every pair of the head, and holds for all of them. */
const otherFunctions: Lookup<Changed[]> = once(({ changed }) =>
  changed.filter(
    (change) => /^(function|method)$/.test(change.after.kind) && isOtherFunction(change),
  ),
);

/** Whether a function is not of the type that it was: in Go to the letter, elsewhere by what it takes. */
function isOtherFunction({ before, after, rest }: Changed): boolean {
  if (!before.parameters || !after.parameters) return false;
  const [old, now] = [before, after].map(({ signature, language }) => {
    const { inputs, output } = parts(signature);
    return [...inputs, output].map((one) => bareType(one, language)).join();
  });
  if (after.language === 'go') return old !== now;
  const { least, most } = before.parameters;
  if (least !== most) return false;
  return ![after, ...rest].some(({ parameters }) => parameters === null || fits(parameters, least));
}

/** `on(s -> …)`, `On(func(s string) {…})`: what the function is given changes. */
function writtenOut(a: ApiDigest, b: Using): Clash[] {
  return [...takersNamed(a)].flatMap(([name, takersAt]) =>
    (b.named.get(name) ?? []).flatMap((use): Clash[] =>
      [...(use.functions ?? '')].flatMap((count, at): Clash[] => {
        if (count === '?') return [];
        return (takersAt.get(at) ?? []).flatMap(({ sym, type }): Clash[] => {
          const how = reach(use, sym, b);
          const change = isAsked(how, use, sym) ? functionOf(type, Number(count), sym, a) : null;
          if (change === null) return [];
          const isSure = how === 'certain' || how === 'likely';
          return [
            {
              ...clashOf(change, use, Number(count)),
              ...(isSure ? {} : { check: 'only-one', name }),
            },
          ];
        });
      }),
    ),
  );
}

/** Whether a call may mean a function. Lists, events and packages of TypeScript take functions under all names. */
const isAsked = (how: Reach, use: NewUse, sym: Sym): boolean =>
  how === 'loose' && use.how === 'member' && sym.language === 'typescript'
    ? isNamedAfter(use, sym)
    : how !== 'no';

/** Functions of TypeScript that call what they are given with less than before, by the argument. */
const sparing: Lookup<{ change: Changed; at: number; was: number; is: number }[]> = once(
  ({ changed }) =>
    changed.flatMap((change) => {
      const { before, after, rest } = change;
      if (after.language !== 'typescript' || rest.length > 0) return [];
      const [old = [], now = []] = [before, after].map(({ signature }) =>
        parts(signature).inputs.map(givesTo),
      );
      return now.flatMap((is, at) => {
        const was = old[at] ?? null;
        return is !== null && was !== null && is < was ? [{ change, at, was, is }] : [];
      });
    }),
);

/** With how many arguments a function type of TypeScript (`(a:string)=>void`) is called; null for others, and without end. */
function givesTo(type: string): number | null {
  const { words, inputs, output } = parts(type);
  const isFunction = /^(<.*>)?$/.test(words) && output.startsWith('=>');
  if (!isFunction || inputs.some((one) => one.startsWith('...'))) return null;
  return inputs.filter((one) => !one.startsWith('this:')).length;
}

/** A type of function that is called with less than before, and than one that is written for it asks for. */
function sparingType(type: string, count: number, a: ApiDigest): Changed | null {
  const found = (changedCalls(a).get(type) ?? []).filter(({ before, after }) => {
    if (after.kind !== 'type' || after.language !== 'typescript') return false;
    const [was, is] = [givesTo(before.signature), givesTo(after.signature)];
    return was !== null && is !== null && count <= was && count > is;
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** `on((a, b) => …)`, where what is given to the function stands in the signature of `on` (TypeScript). */
function writtenInPlace(a: ApiDigest, b: Using): Clash[] {
  return sparing(a).flatMap(({ change, at, was, is }) =>
    usesOf(b, change.before).flatMap((use): Clash[] => {
      const count = Number(use.functions?.[at] ?? '?');
      if (!(count > is && count <= was)) return [];
      const how = reach(use, change.before, b);
      if (!isAsked(how, use, change.before)) return [];
      const check = isCertain(how, use, change.before) ? 'none' : 'only-one';
      return [
        {
          ...clashOf(change, use, count),
          relies: `newly gives it a function that takes ${count}`,
          check,
        },
      ];
    }),
  );
}

/** `Filter f = s -> …` (Java); `var f filter = func(s string) {…}`, and one that is returned (Go). */
function putDown(a: ApiDigest, b: Using): Clash[] {
  return b.implementations.flatMap((one): Clash[] => {
    const { takes, of, language } = one;
    if (takes === undefined) return [];
    if (language === 'go')
      return otherTypes(of, takes, a).flatMap((change) =>
        typeReach(one, change.before) === 'certain' ? [clashOf(change, one, takes)] : [],
      );
    if (language !== 'java') return [];
    return (shapesNamed(a).get(of) ?? []).flatMap((shape): Clash[] => {
      if (typeReach(one, shape) !== 'certain') return [];
      const change = methodOf(shape.path, of, takes, a);
      return change === null ? [] : [clashOf(change, one, takes)];
    });
  });
}

/** `Handler(func(s string) {…})` (Go). */
function converted(a: ApiDigest, b: Using): Clash[] {
  const types = a.changed.filter(({ after }) => after.language === 'go' && after.kind === 'type');
  return types.flatMap((change): Clash[] =>
    usesOf(b, change.before).flatMap((use): Clash[] => {
      const count = use.args === 1 && use.functions ? Number(use.functions) : Number.NaN;
      if (!isOtherType(change, count)) return [];
      const how = reach(use, change.before, b);
      return isCertain(how, use, change.before) ? [clashOf(change, use, count)] : [];
    }),
  );
}

function clashOf(change: Changed, use: { path: string; line: number }, count: number): Clash {
  const { before, after } = change;
  return {
    name: after.name,
    does: `changes ${shown(before)} from ${brief(before)} to ${brief(after)}`,
    relies: `newly writes a function for it that takes ${count}`,
    advice: `Write one that takes what ${brief(after)} takes.`,
    def: spot(after),
    use: spot(use),
    confidence: 0.85,
    check: 'none',
  };
}

/** The function that a type stands for, where so many arguments suited it and do not any more. */
function functionOf(type: string, count: number, taker: Sym, a: ApiDigest): Changed | null {
  if (taker.language === 'java') {
    const found = (shapesNamed(a).get(type) ?? []).flatMap(
      ({ path }) => methodOf(path, type, count, a) ?? [],
    );
    return found.length === 1 ? (found[0] ?? null) : null;
  }
  if (taker.language === 'typescript') return sparingType(type, count, a);
  if (taker.language !== 'go') return null;
  const found = otherTypes(type, count, a);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Function types of Go of this name that take so many arguments no more. */
const otherTypes = (type: string, count: number, a: ApiDigest): Changed[] =>
  (changedCalls(a).get(type) ?? []).filter((change) => isOtherType(change, count));

const isOtherType = ({ before, after }: Changed, count: number): boolean =>
  after.kind === 'type' &&
  after.language === 'go' &&
  takes(before) === count &&
  takes(after) !== null &&
  takes(after) !== count;

/** How many arguments a function type of Go takes; null where it is none, or has no end. */
function takes({ signature }: Sym): number | null {
  const inner = /^func\((.*)$/.exec(signature) ? parts(signature).inputs : null;
  return inner === null || inner.some((one) => one.startsWith('...')) ? null : inner.length;
}

/** The one method of an interface of Java that a lambda stands for. See JLS 9.8. */
function methodOf(path: string, type: string, count: number, a: ApiDigest): Changed | null {
  const all = (changedIn(a).get(partKey(path, type)) ?? []).filter(
    ({ before, after }) => before.required && after.required && after.kind === 'method',
  );
  const [only] = all;
  if (!only || all.length > 1 || only.rest.length > 0) return null;
  const [old, now] = [only.before.parameters, only.after.parameters];
  return old && now && fits(old, count) && !fits(now, count) ? only : null;
}
