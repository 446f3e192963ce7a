/**
 * Strings that one head takes out of a union without a name, which stands where a field or a parameter is declared
 * (`mode: 'a' | 'b'`), and the other newly writes there (TypeScript).
 */
import type { ApiDigest, Changed, NewText, Using } from './changes.ts';
import { type Clash, firstOfEach, shown, spot } from './clash.ts';
import { callName, type Lookup, once, takersNamed } from './lookups.ts';
import { ownerOf } from './names.ts';
import { isCertain, reach } from './reach.ts';
import { typeReach } from './type-reach.ts';
import { parts } from './types.ts';

/** A union that loses cases: of a field, or of the argument number `at` of a function. */
interface Shrunk {
  change: Changed;
  at: number | null;
  lost: ReadonlySet<string>;
}

/** The strings of a union of nothing but values written out; null for other types. */
function stringsIn(type: string): Set<string> | null {
  const found = new Set<string>();
  for (const one of type.replace(/^\||\?$/g, '').split('|')) {
    const text = /^(['"])([^'"\\]*)\1$/.exec(one.trim())?.[2];
    if (text !== undefined) found.add(text);
    else if (!/^(undefined|null|true|false|boolean|number|-?\d+)$/.test(one.trim())) return null;
  }
  return found.size === 0 ? null : found;
}

function lostOf(before: string, after: string): ReadonlySet<string> {
  const [old, now] = [stringsIn(before), stringsIn(after)];
  return new Set(old && now ? [...old].filter((one) => !now.has(one)) : []);
}

/** By the field as `Type.field`, or by the argument as `run(0)`. */
const shrunk: Lookup<Map<string, Shrunk[]>> = once(({ changed }) => {
  const all = changed.flatMap((change): [string, Shrunk][] => {
    const { before, after, rest } = change;
    if (after.language !== 'typescript' || rest.length > 0) return [];
    if (after.kind === 'field') {
      const lost = lostOf(before.signature, after.signature);
      return lost.size === 0
        ? []
        : [[`${ownerOf(after)}.${after.name}`, { change, at: null, lost }]];
    }
    if (after.parameters === null) return [];
    const [old, now] = [before, after].map(({ signature }) => parts(signature).inputs);
    return (old ?? []).flatMap((one, at): [string, Shrunk][] => {
      const lost = lostOf(one, now?.[at] ?? '');
      return lost.size === 0 ? [] : [[`${callName(after)}(${at})`, { change, at, lost }]];
    });
  });
  return new Map(
    [...Map.groupBy(all, ([key]) => key)].map(([key, list]) => [key, list.map(([, one]) => one)]),
  );
});

export function inlineTexts(a: ApiDigest, b: Using): Clash[] {
  if (b.texts.length === 0 || shrunk(a).size === 0) return [];
  return firstOfEach(
    b.texts.flatMap((one) =>
      placesOf(one, a, b).flatMap(({ change: { after }, at, lost }): Clash[] => {
        if (!lost.has(one.text)) return [];
        const text = JSON.stringify(one.text);
        const where = at === null ? shown(after) : `what ${shown(after)} takes`;
        return [
          {
            name: after.name,
            does: `takes ${text} out of ${where}`,
            relies: `newly writes ${text} there`,
            advice: `Write one of those that ${where} may be now.`,
            def: spot(after),
            use: spot(one),
            confidence: 0.9,
            check: 'none',
          },
        ];
      }),
    ),
  );
}

/** The unions that a string must be of, for certain. */
function placesOf(one: NewText, a: ApiDigest, b: Using): Shrunk[] {
  const direct = shrunk(a).get(one.of) ?? [];
  const [, name = '', at, key] = /^([\w$]+)\((\d+)\)(?:\.([\w$-]+))?$/.exec(one.of) ?? [];
  if (at === undefined)
    return direct.filter(({ change }) => typeReach(one, change.before) === 'certain');
  const isCalled = (sym: Changed['before']) =>
    (b.named.get(name) ?? []).some(
      (use) => use.path === one.path && isCertain(reach(use, sym, b), use, sym),
    );
  if (key === undefined) return direct.filter(({ change }) => isCalled(change.before));
  // `run({ mode: 'a' })`, where `run` takes a type with a name that has the field.
  return (takersNamed(a).get(name)?.get(Number(at)) ?? []).flatMap(({ sym, type }) => {
    const fields = shrunk(a).get(`${type}.${key}`) ?? [];
    return fields.length > 0 && isCalled(sym) ? fields : [];
  });
}
