/** Reads a head's change: which symbols it defines no more, differently or newly, and what its new lines ask of others. */
import type { Definition, Import, SymbolFacts } from '../../../symbols.ts';
import { languageOf } from '../../../symbols.ts';
import type { FileChange, FileVersion, HeadChange, InSteps } from '../../detector.ts';
import { newLines } from '../../new-lines.ts';
import { settleAliases } from './aliases.ts';
import { askers } from './asked.ts';
import type { ApiDigest, Sym } from './changes.ts';
import { compare, settle, shapes } from './compare.ts';
import { answeredIn, derivedIn } from './derived.ts';
import { lostExports } from './exports.ts';
import { forgone } from './forgone.ts';
import { droppedUses } from './idle-imports.ts';
import { leans, lostNames } from './lost-names.ts';
import { replacedImports } from './migrations.ts';
import { namer } from './named.ts';
import { recasts } from './nameless.ts';
import { ownerOf } from './names.ts';
import { newImplementations } from './new-implementations.ts';
import { newUses } from './new-uses.ts';
import { type Rooted, rooted } from './rooted.ts';
import { takers } from './takers.ts';

/** More of one kind in one head are left away: such a change is a rewrite, and names everything. */
const MOST = 6_000;

export function* digest({ files }: HeadChange): InSteps<ApiDigest | null> {
  const found: ApiDigest = {
    removed: [],
    changed: [],
    added: [],
    deleted: [],
    reexports: [],
    unexported: [],
    shapes: [],
    takers: [],
    lost: [],
    leans: [],
    dropped: [],
    forgone: [],
    recast: [],
    replaced: [],
    uses: [],
    imports: [],
    literals: [],
    texts: [],
    implementations: [],
    choices: [],
  };
  const fresh = yield* newLines(files);
  for (const file of files) {
    yield* addFile(found, file, fresh.get(file.path) ?? new Set());
    yield;
  }
  settle(found);
  settleAliases(found);
  const changing = new Set([
    ...found.shapes.map(({ name }) => name),
    // A name for a type of function.
    ...found.changed.flatMap(({ after }) => (after.kind === 'type' ? [after.name] : [])),
  ]);
  // Who takes something that holds one takes one, too.
  const holding = new Set(
    found.takers.flatMap(({ sym, type, at }) =>
      at === null && changing.has(type) ? [ownerOf(sym)] : [],
    ),
  );
  found.takers = found.takers.filter(({ type }) => changing.has(type) || holding.has(type));
  for (const list of Object.values(found)) list.splice(MOST);
  return Object.values(found).every((list) => list.length === 0) ? null : found;
}

function factsOf(version: FileVersion | null): SymbolFacts | null {
  return version?.symbols?.state === 'read' ? version.symbols.facts : null;
}

function* addFile(
  found: ApiDigest,
  { path, before, after }: FileChange,
  fresh: ReadonlySet<number>,
): InSteps<void> {
  const language = languageOf(path);
  const [old, now] = [factsOf(before), factsOf(after)];
  // What could not be read is neither gone nor new.
  if (language === null || (before && !old) || (after && !now)) return;
  if (!after) found.deleted.push(path);
  const place = { path, language };
  const symbols = (facts: SymbolFacts | null) => {
    const isDefault = defaultsOf(facts);
    return (facts?.definitions ?? []).map(
      (one): Sym => ({
        ...one,
        ...place,
        ...(facts?.package ? { package: facts.package } : {}),
        ...(isDefault(one) ? { isDefault: true } : {}),
      }),
    );
  };
  const difference = compare(symbols(old), symbols(now));
  const isDerived = derivedIn(textOf(after));
  const isAnswered = answeredIn(now);
  found.removed.push(...difference.removed.filter((sym) => !isDerived(sym) && !isAnswered(sym)));
  found.changed.push(...difference.changed);
  if (now && language === 'rust') noteRooted(difference.added, rooted(path, now));
  found.added.push(...difference.added);
  found.shapes.push(...shapes(path, difference, old, now));
  if (!now) return;
  found.takers.push(...takers(symbols(now)));
  for (const one of now.imports) {
    if (one.reexported) found.reexports.push(`${path} ${one.name}`);
    if (one.reexported && one.from === '' && one.original === '*')
      found.reexports.push(`${path} ?`);
  }
  yield;
  const isNew = (line: number) => fresh.has(line);
  const named = namer(now);
  if (old) {
    found.unexported.push(...lostExports(path, old, now));
    found.lost.push(...lostNames(path, old, now));
    found.leans.push(...leans(path, old, now, isNew));
    found.replaced.push(...replacedImports(path, old.imports, now.imports));
    found.forgone.push(...forgone(path, old, now, isNew));
    found.recast.push(...recasts(path, old, now));
    yield;
    found.dropped.push(...droppedUses(path, now, [textOf(before), textOf(after)]));
  }
  found.uses.push(...newUses(place, now, isNew, askers(now, textOf(after)), old));
  const had = new Set(old?.imports.map(importKey));
  found.imports.push(
    ...now.imports
      .filter((one) => isNew(one.line) && !had.has(importKey(one)))
      .map(({ name, original, from, line }) => ({ ...place, name, original, from, line })),
  );
  found.literals.push(
    ...now.literals
      .filter(({ line }) => isNew(line))
      .map((one) => ({ ...place, ...one, ...named(one.type, one.line) })),
  );
  found.texts.push(
    ...now.texts
      .filter(({ line }) => isNew(line))
      .map((one) => ({ ...place, ...one, ...named(one.of.split(/[(.]/)[0] ?? '', one.line) })),
  );
  found.implementations.push(
    ...newImplementations(place, old, now, difference.added, named, isNew),
  );
  found.choices.push(
    ...now.choices
      .filter((one) => one.exhaustive && !one.open && isNew(one.line))
      .map(({ of, cases, line }) => ({ ...place, of, cases, line })),
  );
}

function noteRooted(added: readonly Sym[], rootedIn: Rooted): void {
  const known = new Map<string, string | null>();
  for (const sym of added) {
    const { container } = sym;
    const whole = known.has(container) ? known.get(container) : rootedIn(container);
    known.set(container, whole ?? null);
    if (whole) sym.rooted = whole;
  }
}

/** Whether a file exports a definition, or the class it makes, without a name. */
function defaultsOf(facts: SymbolFacts | null): (one: Definition) => boolean {
  const names = new Set(
    (facts?.imports ?? []).flatMap(({ name, original, from, reexported }) =>
      reexported && from === '' && /^(default|\*)$/.test(name) ? [original] : [],
    ),
  );
  return ({ name, kind, container }) =>
    kind === 'constructor'
      ? names.has(container)
      : container === '' && (name === 'default' || names.has(name));
}

const textOf = (version: FileVersion | null) => (version?.state === 'text' ? version.text : '');

const importKey = ({ name, original, from }: Import) => `${name} ${original} ${from}`;
