/** What one head does to symbols: which it defines no more, differently or newly, and what its new lines ask of others. */
import type { Definition, Import, Language, SymbolFacts, Text, Use } from '../../../symbols.ts';
import { languageOf } from '../../../symbols.ts';
import type { FileChange, FileVersion, HeadChange, InSteps } from '../../detector.ts';
import { newLines } from '../../new-lines.ts';
import { type Asked, askers } from './asked.ts';
import { compare, settle, shapes } from './compare.ts';
import { derivedIn } from './derived.ts';
import { type LostExport, lostExports } from './exports.ts';
import { type Forgone, forgone } from './forgone.ts';
import { type DroppedUse, droppedUses } from './idle-imports.ts';
import { type Lean, type LostName, leans, lostNames } from './lost-names.ts';
import { type Replaced, replacedImports } from './migrations.ts';
import { type Named, namer } from './named.ts';
import { ownerOf } from './names.ts';
import { newImplementations } from './new-implementations.ts';
import { newUses } from './new-uses.ts';
import { type Taker, takers } from './takers.ts';

/** A definition and where it stands. */
export interface Sym extends Definition {
  path: string;
  language: Language;
  /** As `SymbolFacts.package`: a folder of Go may hold two, and one of Java stand in several folders. */
  package?: string;
}

export interface NewUse extends Omit<Use, 'within'> {
  path: string;
  language: Language;
  /** The type whose code this stands in, for names without a qualifier. */
  inside: string;
  /** What brings the name, or what stands before it, into the file. */
  via: Named['via'];
  /** What brings the name of its owner into the file. */
  ownerVia: Named['via'];
  /** Where the file brings everything from, where nothing else brings the name (Java, Python). */
  globs?: string[];
  /** The file defines something of this name that the name alone would mean. */
  own: boolean;
  /** What the type it is asked of is made from, as the file says, where that type has no such member there. */
  kin: string[];
  /** A member is asked of what it gives, at once. */
  asked?: Asked;
}

export interface NewImport extends Pick<Import, 'name' | 'original' | 'from' | 'line'> {
  path: string;
  language: Language;
}

export interface NewLiteral extends Named {
  path: string;
  language: Language;
  type: string;
  fields: string[];
  partial: boolean;
  positional: number | null;
  /** Takes a value apart. */
  pattern: boolean;
  line: number;
}

/** A string, and what its value must be of. */
export interface NewText extends Named, Text {
  path: string;
  language: Language;
}

export interface NewImplementation extends Named {
  /** The type was one before; then `members` are only those that are new. */
  old: boolean;
  path: string;
  language: Language;
  type: string;
  of: string;
  line: number;
  members: Pick<Definition, 'name' | 'signature' | 'parameters' | 'line'>[];
}

export interface NewChoice {
  path: string;
  language: Language;
  of: string | null;
  cases: string[];
  line: number;
}

/** A type some member of which changes, with the names of all it had and has. */
export interface Shape {
  path: string;
  name: string;
  kind: Definition['kind'];
  /** What it is made from afterwards. */
  kin: string[];
  had: string[];
  members: string[];
}

/** `rest`: what else has the name there afterwards, as overloads do. */
export interface Changed {
  before: Sym;
  after: Sym;
  rest: Pick<Definition, 'parameters' | 'signature'>[];
}

export interface ApiDigest {
  removed: Sym[];
  changed: Changed[];
  added: Sym[];
  /** Files of which nothing is left. */
  deleted: string[];
  /** Names that files hand on after the change, `path name`; `*` for everything. */
  reexports: string[];
  unexported: LostExport[];
  shapes: Shape[];
  /** Only of types whose fields change. */
  takers: Taker[];
  lost: LostName[];
  leans: Lean[];
  dropped: DroppedUse[];
  forgone: Forgone[];
  replaced: Replaced[];
  uses: NewUse[];
  imports: NewImport[];
  literals: NewLiteral[];
  texts: NewText[];
  implementations: NewImplementation[];
  choices: NewChoice[];
}

/** A digest as it is asked for what its head newly relies on. */
export interface Using extends ApiDigest {
  named: ReadonlyMap<string, NewUse[]>;
  /** What its head adds, by name. */
  brought: ReadonlyMap<string, Sym[]>;
}

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
  const changing = new Set(found.shapes.map(({ name }) => name));
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
  const symbols = (facts: SymbolFacts | null) =>
    (facts?.definitions ?? []).map(
      (one): Sym => ({
        ...one,
        ...place,
        ...(facts?.package ? { package: facts.package } : {}),
      }),
    );
  const difference = compare(symbols(old), symbols(now));
  const isDerived = derivedIn(textOf(after));
  found.removed.push(...difference.removed.filter((sym) => !isDerived(sym)));
  found.changed.push(...difference.changed);
  found.added.push(...difference.added);
  found.shapes.push(...shapes(path, difference, old, now));
  if (!now) return;
  found.takers.push(...takers(symbols(now)));
  for (const one of now.imports) {
    if (one.reexported) found.reexports.push(`${path} ${one.name}`);
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
    yield;
    found.dropped.push(...droppedUses(path, now, [textOf(before), textOf(after)]));
  }
  found.uses.push(...newUses(place, now, isNew, askers(now, textOf(after))));
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
  found.implementations.push(...newImplementations(place, old, now, difference.added, named));
  found.choices.push(
    ...now.choices
      .filter((one) => one.exhaustive && !one.open && isNew(one.line))
      .map(({ of, cases, line }) => ({ ...place, of, cases, line })),
  );
}

const textOf = (version: FileVersion | null) => (version?.state === 'text' ? version.text : '');

const importKey = ({ name, original, from }: Import) => `${name} ${original} ${from}`;
