/** What one head does to symbols: which it defines no more, differently or newly, and what its new lines ask of others. */
import type { Definition, Import, Language, SymbolFacts, Use } from '../../../symbols.ts';
import { languageOf } from '../../../symbols.ts';
import type { FileChange, FileVersion, HeadChange } from '../../detector.ts';
import { newLines } from '../../new-lines.ts';

/** A definition and where it stands. */
export interface Sym extends Definition {
  path: string;
  language: Language;
}

export interface NewUse extends Omit<Use, 'within'> {
  path: string;
  language: Language;
  /** The type whose code this stands in, for names without a qualifier. */
  inside: string;
  /** What brings the name, or what stands before it, into the file. */
  via: Pick<Import, 'original' | 'from'> | null;
}

export interface NewImport extends Pick<Import, 'name' | 'original' | 'from' | 'line'> {
  path: string;
  language: Language;
}

export interface NewLiteral {
  path: string;
  language: Language;
  type: string;
  fields: string[];
  partial: boolean;
  positional: number | null;
  line: number;
}

export interface NewImplementation {
  path: string;
  language: Language;
  type: string;
  of: string;
  line: number;
  members: { name: string; signature: string; line: number }[];
}

export interface NewChoice {
  path: string;
  language: Language;
  of: string | null;
  cases: string[];
  line: number;
}

/** A type some member of which changes, with all it has afterwards. */
export interface Shape {
  path: string;
  name: string;
  kind: Definition['kind'];
  members: string[];
}

export interface ApiDigest {
  removed: Sym[];
  changed: { before: Sym; after: Sym }[];
  added: Sym[];
  /** Files of which nothing is left. */
  deleted: string[];
  /** Names that files hand on after the change, `path name`; `*` for everything. */
  reexports: string[];
  shapes: Shape[];
  uses: NewUse[];
  imports: NewImport[];
  literals: NewLiteral[];
  implementations: NewImplementation[];
  choices: NewChoice[];
}

/** More of one kind in one head are left away: such a change is a rewrite, and names everything. */
const MOST = 6_000;
/** Places kept of one name in one file. */
const PLACES = 3;

export function digest({ files }: HeadChange): ApiDigest | null {
  const found: ApiDigest = {
    removed: [],
    changed: [],
    added: [],
    deleted: [],
    reexports: [],
    shapes: [],
    uses: [],
    imports: [],
    literals: [],
    implementations: [],
    choices: [],
  };
  const fresh = newLines(files);
  for (const file of files) addFile(found, file, fresh.get(file.path) ?? new Set());
  for (const list of Object.values(found)) list.splice(MOST);
  return Object.values(found).every((list) => list.length === 0) ? null : found;
}

function factsOf(version: FileVersion | null): SymbolFacts | null {
  return version?.symbols?.state === 'read' ? version.symbols.facts : null;
}

function addFile(
  found: ApiDigest,
  { path, before, after }: FileChange,
  fresh: ReadonlySet<number>,
): void {
  const language = languageOf(path);
  const [old, now] = [factsOf(before), factsOf(after)];
  // What could not be read is neither gone nor new.
  if (language === null || (before && !old) || (after && !now)) return;
  if (!after) found.deleted.push(path);
  const place = { path, language };
  const symbols = (facts: SymbolFacts | null) =>
    (facts?.definitions ?? []).map((one): Sym => ({ ...one, ...place }));
  const difference = compare(symbols(old), symbols(now));
  const isDerived = derivedIn(after);
  found.removed.push(...difference.removed.filter((sym) => !isDerived(sym)));
  found.changed.push(...difference.changed);
  found.added.push(...difference.added);
  found.shapes.push(...shapes(path, difference, old, now));
  if (!now) return;
  for (const one of now.imports) {
    if (one.reexported) found.reexports.push(`${path} ${one.name}`);
  }
  const isNew = (line: number) => fresh.has(line);
  found.uses.push(...newUses(place, now, isNew));
  const had = new Set(old?.imports.map(importKey));
  found.imports.push(
    ...now.imports
      .filter((one) => isNew(one.line) && !had.has(importKey(one)))
      .map(({ name, original, from, line }) => ({ ...place, name, original, from, line })),
  );
  found.literals.push(
    ...now.literals
      .filter(({ line }) => isNew(line))
      .map(({ pattern: _, ...one }) => ({ ...place, ...one })),
  );
  const implemented = new Set(old?.implementations.map(({ type, of }) => `${type} ${of}`));
  found.implementations.push(
    ...now.implementations
      .filter(({ type, of }) => !implemented.has(`${type} ${of}`))
      .map(({ type, of, line }) => ({
        ...place,
        type,
        of,
        line,
        members: membersOf(now, type, of),
      })),
  );
  found.choices.push(
    ...now.choices
      .filter((one) => one.exhaustive && !one.open && isNew(one.line))
      .map(({ of, cases, line }) => ({ ...place, of, cases, line })),
  );
}

/** Whether what was written out is now derived (Rust: `#[derive(Default)]` instead of `impl Default for …`). */
function derivedIn(after: FileVersion | null): (sym: Sym) => boolean {
  const text = after?.state === 'text' ? after.text : '';
  const derived = new Set(
    [...text.matchAll(/\bderive\s*\(([^)]*)\)/g)].flatMap(([, list = '']) =>
      list.split(',').map((one) => lastName(one.trim())),
    ),
  );
  return ({ container, language }) => {
    const [trait, type] = container.split(' for ');
    return language === 'rust' && type !== undefined && derived.has(lastName(trait ?? ''));
  };
}

const importKey = ({ name, original, from }: Import) => `${name} ${original} ${from}`;
function membersOf(facts: SymbolFacts, type: string, of: string): NewImplementation['members'] {
  return facts.definitions
    .filter(
      ({ container }) =>
        container === type ||
        container.endsWith(`/${type}`) ||
        (container.includes(' for ') && lastName(container.split(' for ')[0] ?? '') === of),
    )
    .map(({ name, signature, line }) => ({ name, signature, line }));
}

/** `a::Trait<T>` → `Trait`. */
export function lastName(path: string): string {
  return (
    path
      .replace(/<[\s\S]*$/, '')
      .split(/::|\.|\//)
      .at(-1) ?? ''
  );
}

function newUses(
  place: { path: string; language: Language },
  facts: SymbolFacts,
  isNew: (line: number) => boolean,
): NewUse[] {
  const bound = new Set(facts.locals.map(({ within, name }) => `${within}\0${name}`));
  const isBound = (within: string, name: string): boolean => {
    for (let scope = within; ; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('/')))) {
      if (bound.has(`${scope}\0${name}`)) return true;
      if (scope === '') return false;
    }
  };
  const imported = new Map(facts.imports.map((one) => [one.name, one]));
  const counts = new Map<string, number>();
  return facts.uses.flatMap(({ within, ...use }): NewUse[] => {
    if (!isNew(use.line) || use.name.length < 2) return [];
    if (use.how === 'plain' && isBound(within, use.name)) return [];
    const key = `${use.how} ${use.on} ${use.owner} ${use.args} ${use.keywords.join(',')} ${use.name}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > PLACES) return [];
    const first = use.how === 'plain' ? use.name : (use.on ?? '').split(/::|\./)[0];
    const hidden = use.how === 'member' && use.on !== null && isBound(within, use.on);
    const by = first && !hidden ? imported.get(first) : undefined;
    const via = by ? { original: by.original, from: by.from } : null;
    return [{ ...use, ...place, inside: within.split('/').slice(0, -1).join('/'), via }];
  });
}

interface Difference {
  removed: Sym[];
  changed: { before: Sym; after: Sym }[];
  added: Sym[];
}

const isCallable = ({ kind }: Definition) => /^(function|method|constructor)$/.test(kind);

/** Definitions of one file by what they are called; of several with one name, equal signatures belong together. */
function compare(before: readonly Sym[], after: readonly Sym[]): Difference {
  const keyOf = (one: Sym) =>
    `${one.container}\0${one.name}\0${isCallable(one) ? 'callable' : one.kind}`;
  const groups = (list: readonly Sym[]) => {
    const found = new Map<string, Sym[]>();
    for (const one of list) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one]);
    return found;
  };
  const [old, now] = [groups(before), groups(after)];
  const result: Difference = { removed: [], changed: [], added: [] };
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const fresh = [...(now.get(key) ?? [])];
    const left: Sym[] = [];
    for (const one of old.get(key) ?? []) {
      const same = fresh.findIndex((other) => isSame(one, other));
      if (same === -1) left.push(one);
      else fresh.splice(same, 1);
    }
    for (const one of left) {
      const other = fresh.shift();
      if (other) result.changed.push({ before: one, after: other });
      else result.removed.push(one);
    }
    result.added.push(...fresh);
  }
  return result;
}

function isSame(one: Sym, other: Sym): boolean {
  return (
    one.signature === other.signature &&
    one.required === other.required &&
    one.exported === other.exported &&
    one.onValue === other.onValue &&
    one.parameters?.least === other.parameters?.least &&
    one.parameters?.most === other.parameters?.most &&
    one.parameters?.names.join() === other.parameters?.names.join()
  );
}

/** Types that stood there before and whose members change. */
function shapes(
  path: string,
  { added, removed, changed }: Difference,
  old: SymbolFacts | null,
  now: SymbolFacts | null,
): Shape[] {
  const touched = new Set(
    [...added, ...removed, ...changed.map(({ after }) => after)].map(({ container }) => container),
  );
  return (old?.definitions ?? []).flatMap((one): Shape[] => {
    const inside = one.container === '' ? one.name : `${one.container}/${one.name}`;
    if (!touched.has(inside) || !/^(struct|class|interface|trait|enum|type)$/.test(one.kind))
      return [];
    const members = now?.definitions.filter(({ container }) => container === inside) ?? [];
    return [{ path, name: one.name, kind: one.kind, members: members.map(({ name }) => name) }];
  });
}
