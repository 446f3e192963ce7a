/** Names that a module of TypeScript, JavaScript or Python no longer exports though what they name is still there. */
import { type Import, languageOf, type SymbolFacts, speaks } from '../../../symbols.ts';
import type { ApiDigest, NewImport, Using } from './changes.ts';
import { type Clash, firstOfEach, spot } from './clash.ts';
import { byName } from './groups.ts';
import { unexportedNamed } from './lookups.ts';
import { means } from './modules.ts';

export interface LostExport {
  path: string;
  name: string;
  line: number;
  /** The name under which it is exported now, if it is. */
  now: string | null;
}

/** By the name outside, the name inside; null where a module hands on all of another. */
function exportsOf({ definitions, imports }: SymbolFacts): Map<string, string> | null {
  const own = imports.filter(({ reexported }) => reexported);
  const from = Map.groupBy(own, ({ original }) => original);
  const whole = own.filter(({ name }) => name === '*');
  // `module.exports = run`: a function or a class has no members to hand on.
  const isOne = ({ from: source, original }: (typeof own)[number]) =>
    source === '' &&
    definitions.some(
      ({ name, kind, container }) =>
        container === '' && name === original && /^(function|class)$/.test(kind),
    );
  if (!whole.every(isOne)) return null;
  const found = new Map(own.map(({ name, original }) => [name, original]));
  const onlyDefault = new Set(
    own.flatMap(({ name, original, from, line }) =>
      name === 'default' && from === '' ? [`${line} ${original}`] : [],
    ),
  );
  for (const { name, line, container, exported } of definitions)
    if (container === '' && exported && !onlyDefault.has(`${line} ${name}`) && !found.has(name)) {
      // What another statement exports under another name only is not exported under its own.
      const others = from.get(name) ?? [];
      const renamed = others.some((one) => one.from === '' && one.line > line);
      if (!renamed || !others.some((one) => one.name !== 'default')) found.set(name, name);
    }
  return found;
}

/** What a module of Python hands on because it imports it; null where it may hand on anything. */
function broughtBy({ imports, definitions }: SymbolFacts): Map<string, Import> | null {
  const isOpen =
    imports.some(({ name }) => name === '*') ||
    definitions.some(({ name, container }) => container === '' && name === '__getattr__');
  if (isOpen) return null;
  return new Map(imports.flatMap((one) => (one.reexported ? [[one.name, one] as const] : [])));
}

/** Names that a module of Python no longer brings. What stands in modules below is there without. */
function noLongerBrought(path: string, before: SymbolFacts, after: SymbolFacts): LostExport[] {
  const [old, now] = [broughtBy(before), broughtBy(after)];
  if (old === null || now === null) return [];
  const own = new Set(after.definitions.map(({ name }) => name));
  const line = after.imports[0]?.line ?? 1;
  return [...old].flatMap(([name, { from, original }]): LostExport[] =>
    now.has(name) || own.has(name) || original === '*' || /^\.*$/.test(from)
      ? []
      : [{ path, name, line, now: null }],
  );
}

export function lostExports(path: string, before: SymbolFacts, after: SymbolFacts): LostExport[] {
  if (after.language === 'python') return noLongerBrought(path, before, after);
  if (!/^(typescript|javascript)$/.test(after.language)) return [];
  const [old, now] = [exportsOf(before), exportsOf(after)];
  if (old === null || now === null) return [];
  const tops = byName(after.definitions.filter(({ container }) => container === ''));
  const others = Map.groupBy([...now], ([, original]) => original);
  // What a module handed on from another one stands there still, or is told of there.
  const handed = new Map(
    before.imports.flatMap(({ name, from, reexported, line }) =>
      reexported && from !== '' ? [[name, line]] : [],
    ),
  );
  const last = after.definitions.at(-1)?.endLine ?? after.imports.at(-1)?.line ?? 1;
  return [...old].flatMap(([name, inside]): LostExport[] => {
    const line = tops.get(inside)?.[0]?.line ?? handed.get(name);
    if (now.has(name) || line === undefined) return [];
    const at = Math.min(line, Math.max(last, 1));
    return [{ path, name, line: at, now: others.get(inside)?.[0]?.[0] ?? null }];
  });
}

export function unexportedAndImported(a: ApiDigest, b: Using): Clash[] {
  /** What is imported whole is called or made, so that it must be one function or class. */
  const isCalled = ({ name, path }: NewImport) =>
    b.named.get(name)?.some((use) => use.path === path && use.how === 'plain' && use.args !== null);
  return firstOfEach(
    b.imports.flatMap((one): Clash[] => {
      const isPython = one.language === 'python';
      if (!isPython && !speaks(one.language, 'typescript')) return [];
      // `from package import module` means a file, which hands nothing on.
      const meant = isPython ? { from: one.from, original: '*' } : one;
      return (unexportedNamed(a).get(one.original) ?? []).flatMap((lost): Clash[] => {
        if (languageOf(lost.path) === 'python' ? !isPython : isPython) return [];
        if (means(one.language, meant, one.path, lost.path) !== 'yes') return [];
        if (lost.name === '*' && !isCalled(one)) return [];
        const what =
          lost.name === 'default' ? 'a default' : lost.name === '*' ? 'one thing alone' : lost.name;
        const instead =
          lost.now === null ? '' : `, but ${lost.now === 'default' ? 'as its default' : lost.now}`;
        return [
          {
            name: lost.name,
            does: `no longer exports ${what} from ${lost.path}${instead}`,
            relies: `newly imports it in ${one.path}`,
            advice:
              lost.now === null
                ? `Agree to keep it exported, or do without it.`
                : `Import ${lost.now === 'default' ? 'the default' : lost.now} instead.`,
            def: spot(lost),
            use: spot(one),
            confidence: 0.9,
            check: 'none',
          },
        ];
      });
    }),
  );
}
