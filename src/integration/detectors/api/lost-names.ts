/**
 * Names that a file no longer binds in one head, by an import or in a function, and that the other newly uses in the
 * same file: once merged, nothing is left that they mean. Told only where the merged file shows it.
 */
import type { SymbolFacts, Use } from '../../../symbols.ts';
import type { ApiDigest, Sym } from './changes.ts';
import { indexOf } from './index-of.ts';
import { addedNamed } from './lookups.ts';
import { isMember } from './names.ts';

export interface LostName {
  path: string;
  name: string;
  /** The function that bound it; null for an import. */
  within: string | null;
  /** It is still brought, but as a type only. */
  asType?: true;
  /** Where it was, or near it. */
  line: number;
}

/** A new use of a name that its file bound before. */
export interface Lean {
  path: string;
  name: string;
  within: string;
  line: number;
}

export interface Hanging {
  lost: LostName;
  lean: Lean;
}

interface Bindings {
  file: ReadonlySet<string>;
  /** `within name` of what functions bind. */
  local: ReadonlySet<string>;
}

/** Whether its name alone may mean it: only in Java is a member asked without a word before it. */
const isNamedAlone = (one: Pick<Sym, 'kind' | 'container' | 'language'>): boolean =>
  one.language === 'java' || !isMember(one);

const keyOf = (within: string, name: string) => `${within}\0${name}`;

function bindingsOf({ imports, definitions, locals, language }: SymbolFacts): Bindings {
  const own = definitions.filter((one) => isNamedAlone({ ...one, language }));
  return {
    file: new Set([...imports, ...own].map(({ name }) => name)),
    local: new Set(locals.map(({ within, name }) => keyOf(within, name))),
  };
}

/** The scope that binds a name for code in a function, or null. */
function binder({ local }: Bindings, within: string, name: string): string | null {
  for (let scope = within; ; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('/')))) {
    if (local.has(keyOf(scope, name))) return scope;
    if (scope === '') return null;
  }
}

/** In Java a call without a word before it names a method, which may be inherited. */
function isName({ how, args, name }: Use, { language }: SymbolFacts): boolean {
  return how === 'plain' && (language !== 'java' || args === null || /^[A-Z]/.test(name));
}

/** Names that are used in a file and that nothing in it binds. */
function unbound(facts: SymbolFacts, bindings: Bindings): Set<string> {
  const found = new Set<string>();
  for (const use of facts.uses) {
    if (
      isName(use, facts) &&
      !bindings.file.has(use.name) &&
      !binder(bindings, use.within, use.name)
    )
      found.add(use.name);
  }
  return found;
}

/** Whether a file brings a name as more than a type. */
const isValueIn = ({ imports }: SymbolFacts, name: string): boolean =>
  imports.some((one) => one.name === name && !one.typeOnly);

/** Whether a file brings a name as a type only, and asks for its value. */
export function isAskedAsValue(facts: SymbolFacts, name: string): boolean {
  const { imports, uses, definitions, locals } = facts;
  const all = [...definitions, ...locals];
  return (
    imports.some((one) => one.name === name) &&
    !isValueIn(facts, name) &&
    !all.some((one) => one.name === name) &&
    uses.some((use) => use.name === name && use.value)
  );
}

/** What a file bound before and does not bind any more, where it does without. */
export function lostNames(path: string, before: SymbolFacts, after: SymbolFacts): LostName[] {
  const [old, now] = [bindingsOf(before), bindingsOf(after)];
  let hanging: Set<string> | undefined;
  const isHanging = (name: string) => {
    hanging ??= unbound(after, now);
    return hanging.has(name);
  };
  const isLost = (name: string) => name.length > 1 && name !== '*' && !now.file.has(name);
  // What is brought with everything else has no name here.
  const globs = (facts: SymbolFacts) => facts.imports.filter(({ name }) => name === '*').length;
  const found: LostName[] = [];
  const locals = new Set(after.locals.map(({ name }) => name));
  if (globs(after) <= globs(before))
    for (const { name } of before.imports)
      if (isLost(name) && !locals.has(name) && !isHanging(name))
        found.push({ path, name, within: null, line: after.imports[0]?.line ?? 1 });
  for (const { name, typeOnly, line } of after.imports)
    if (typeOnly && isValueIn(before, name) && !isAskedAsValue(after, name))
      found.push({ path, name, within: null, asType: true, line });
  const functions = new Map(
    after.definitions.map((one) => [
      keyOf(one.container, one.name).replace(/^\0/, '').replace('\0', '/'),
      one.line,
    ]),
  );
  for (const { within, name } of before.locals) {
    const line = within === '' ? 1 : functions.get(within);
    if (line === undefined || !isLost(name) || old.file.has(name)) continue;
    // Asked last, since it takes longest to tell.
    if (binder(now, within, name) === null && !isHanging(name))
      found.push({ path, name, within, line });
  }
  return found;
}

/** New uses, in a file there was, of names that it bound before. */
export function leans(
  path: string,
  before: SymbolFacts,
  after: SymbolFacts,
  isNew: (line: number) => boolean,
): Lean[] {
  const old = bindingsOf(before);
  const imported = new Set(before.imports.map(({ name }) => name));
  const found = new Map<string, Lean>();
  for (const use of after.uses) {
    const { name, within, line } = use;
    if (!isNew(line) || name.length < 2 || !isName(use, after)) continue;
    if (!imported.has(name) && binder(old, within, name) === null) continue;
    const key = keyOf(within, name);
    if (!found.has(key)) found.set(key, { path, name, within, line });
  }
  return [...found.values()];
}

/** @param a loses names, @param b leans on them */
export function hangings(a: ApiDigest, b: ApiDigest): Hanging[] {
  const { leans: byPath } = indexOf(b);
  const found = new Map<string, Hanging>();
  for (const one of a.lost) {
    const lean = byPath
      .get(one.path)
      ?.find(
        ({ name, within }) =>
          name === one.name && (one.within === null || `${within}/`.startsWith(`${one.within}/`)),
      );
    // What stands beside it may have come to be what is meant.
    if (!lean || addedNamed(a).get(lean.name)?.some(isNamedAlone)) continue;
    const key = `${one.path}\0${one.name}`;
    if (!found.has(key)) found.set(key, { lost: one, lean });
  }
  return [...found.values()];
}

/** Whether the merged file uses the name, and nothing in it binds it. */
export function isUnbound(merged: SymbolFacts, name: string): boolean {
  return unbound(merged, bindingsOf(merged)).has(name);
}
