/** Functions that one head calls anew the way they no longer are in the other. */
import { type Parameters, speaks } from '../../../symbols.ts';
import type { ApiDigest, Changed, NewUse, Sym, Using } from './changes.ts';
import {
  brief,
  type Clash,
  extent,
  firstOfEach,
  inputsOf,
  oneForEachUse,
  shown,
  spot,
} from './clash.ts';
import { heirOf } from './handed-down.ts';
import { callName } from './lookups.ts';
import { isNamedAfter } from './named-after.ts';
import { lastName, ownerOf } from './names.ts';
import { isOfBuiltins } from './names-of-builtins.ts';
import { isCertain, reach, usesOf } from './reach.ts';
import { type ResultBreak, resultBreak } from './results.ts';
import { typeVia } from './type-reach.ts';
import { fits, isRepackaged, parts, stillFits } from './types.ts';
import { refused, writesAll } from './written.ts';

/** Languages whose compiler compares types of arguments. */
const TYPED = /^(rust|go|java|typescript)$/;

export function signatures(a: ApiDigest, b: Using): Clash[] {
  const found = a.changed.flatMap((change): Clash[] => {
    const { before, after } = change;
    const name = callName(after);
    return usesOf(b, before).flatMap((use): Clash[] => {
      if (use.args === null || !before.parameters || !after.parameters) return [];
      const how = reach(use, before, b);
      const heir =
        how === 'no' && speaks(use.language, before.language) ? heirOf(use, before, a, b) : null;
      if (how === 'no' && heir === null) return [];
      const broken = breaks(change, use, a);
      if (broken === null) return [];
      const only = how === 'likely' ? 'only-type' : 'only-one';
      const isNamed = how === 'loose' && isNamedAfter(use, before);
      const most =
        how !== 'loose'
          ? 1
          : use.how === 'member' && !isNamed && isOfBuiltins(use.language, use.name)
            ? // A list or a map has it, too.
              0.4
            : // It is made from other types, which may have it from elsewhere.
              use.kin.length > 0
              ? 0.6
              : 1;
      return [
        {
          name: how === 'likely' ? ownerOf(before) : name,
          does: `changes ${shown(before)} from ${brief(before)} to ${brief(after)}`,
          advice: `Bring the new ${/^(variant|struct)$/.test(after.kind) ? 'use' : 'call'} into line with ${brief(after)}.`,
          ...broken,
          confidence: Math.min(most, broken.confidence),
          def: spot(after),
          use: spot(use),
          check: heir !== null ? 'heir' : isCertain(how, use, before) ? 'none' : only,
          ...(heir === null ? {} : { heir: { type: heir, of: ownerOf(before) } }),
          ...(isNamed ? { type: ownerOf(before) } : {}),
          by: typeVia(use),
          alike: [extent(after)],
          demand: after.required,
          ...(use.args >= 0 && !use.spread && use.ends !== 'pattern'
            ? { call: { args: use.args, how: use.how } }
            : {}),
        },
      ];
    });
  });
  return oneForEachUse(firstOfEach(found));
}

/** What of the new call no longer is right, and how sure that is. */
function breaks({ before, after, rest }: Changed, use: NewUse, a: ApiDigest): ResultBreak | null {
  if (use.args === null || !before.parameters || !after.parameters) return null;
  const { args } = use;
  // A record is taken apart by what it is made of, and made by its constructors.
  if (use.language === 'java' && use.ends === 'pattern' && after.kind === 'constructor')
    return null;
  if (use.language === 'java' && use.ends !== 'pattern' && after.kind === 'class') return null;
  // `Type::method(value, …)` gives the value, too.
  const counts = use.how === 'path' && after.onValue && args > 0 ? [args, args - 1] : [args];
  const matches = (one: Parameters) =>
    args === -1 ||
    counts.some((each) =>
      // What is spread over the rest leaves each other parameter its own.
      use.spread ? one.most === null && one.least === each - 1 : fits(one, each),
    );
  if (!matches(before.parameters)) return null;
  if (isAskedOfType(before, after, use))
    return {
      does: `makes ${shown(after)} one of a value`,
      relies: 'newly calls it on the type',
      advice: `Call it on a value of ${ownerOf(after)}.`,
      confidence: 0.85,
    };
  const isTaken = refused(before, use, a) === null;
  const refusedBy = (one: Pick<Sym, 'signature'>) =>
    isTaken ? refused({ ...after, ...one }, use, a) : null;
  // Something else of that name takes it.
  if (
    rest.some(
      (one) => one.parameters === null || (matches(one.parameters) && refusedBy(one) === null),
    )
  )
    return null;
  const isCase = /^(variant|struct)$/.test(after.kind) || use.ends === 'pattern';
  if (!matches(after.parameters)) {
    const given = `${args} ${isCase ? 'value' : 'argument'}${args === 1 ? '' : 's'}`;
    const relies = isCase
      ? `newly ${use.ends === 'pattern' ? 'takes it apart' : 'makes one'} with ${given}`
      : `newly calls it with ${given}`;
    return { relies, confidence: 0.95 };
  }
  const takesAny = after.language !== 'python' || parts(after.signature).inputs.includes('**');
  const lost = use.keywords.filter(
    (word) =>
      before.parameters?.names.includes(word) &&
      !after.parameters?.names.includes(word) &&
      !takesAny,
  );
  if (lost.length > 0) return { relies: `newly calls it with ${lost.join(', ')}`, confidence: 0.9 };
  if (args !== -1 && isNamedOnly(before, after, args - use.keywords.length))
    return { relies: `newly gives ${args - use.keywords.length} by place`, confidence: 0.9 };
  const result = resultBreak(before, after, use);
  if (result) return result;
  // Who sees it and what it throws is told elsewhere.
  if (unthrown(before) === unthrown(after)) return null;
  if (!TYPED.test(use.language) || args === -1) return null;
  const relies = isCase ? 'newly names it' : 'newly calls it';
  if (inputsOf(before) === inputsOf(after))
    return use.language === 'typescript' ? null : { relies, confidence: 0.4 };
  const given = refusedBy(after);
  if (given !== null) return { relies: `newly gives it ${given}`, confidence: 0.85 };
  // What the function around asked for before, the changing head has seen to.
  const isSame =
    use.again ||
    (stillFits(before, after) && !isRepackaged(before, after)) ||
    writesAll(before, after, use);
  return { relies, confidence: isSame || use.ends === 'pattern' ? 0.4 : 0.6 };
}

/** A signature without the exceptions of Java. */
const unthrown = ({ signature }: Sym) => signature.replace(/ throws .*$/, '');

/** What was asked of the type itself, and now is of its values (TypeScript, Python, Java). */
function isAskedOfType(before: Sym, after: Sym, { how, on, language }: NewUse): boolean {
  return (
    /^(typescript|javascript|python|java)$/.test(language) &&
    after.kind === 'method' &&
    !before.onValue &&
    after.onValue &&
    how === 'member' &&
    lastName(on ?? '') === ownerOf(after)
  );
}

/** In Python, what stood before a `*` may stand behind it now. */
function isNamedOnly(before: Sym, after: Sym, given: number): boolean {
  if (after.language !== 'python' || after.parameters?.most === null) return false;
  const byPlace = ({ signature }: Sym) => {
    const inputs = parts(signature).inputs.filter((one) => one !== '/');
    const star = inputs.indexOf('*');
    return star === -1 ? Number.POSITIVE_INFINITY : star;
  };
  return before.parameters?.most !== null && given <= byPlace(before) && given > byPlace(after);
}
