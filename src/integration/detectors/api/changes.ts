/** What one head does to symbols: which it defines no more, differently or newly, and what its new lines ask of others. */
import type { Definition, Import, Language, Text, Use } from '../../../symbols.ts';
import type { Asked } from './asked.ts';
import type { LostExport } from './exports.ts';
import type { Forgone } from './forgone.ts';
import type { DroppedUse } from './idle-imports.ts';
import type { Lean, LostName } from './lost-names.ts';
import type { Replaced } from './migrations.ts';
import type { Named } from './named.ts';
import type { Recast } from './nameless.ts';
import type { Taker } from './takers.ts';

/** A definition and where it stands. */
export interface Sym extends Definition {
  path: string;
  language: Language;
  /** As `SymbolFacts.package`: a folder of Go may hold two, and one of Java stand in several folders. */
  package?: string;
  /** What a new member is of, as `Rooted` says it (Rust). */
  rooted?: string;
  /** What who imports its file without naming anything gets: `export default`, `module.exports =`. */
  isDefault?: true;
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
  /** Where the file brings everything from, where nothing else brings the name or its owner (Java, Python, Go). */
  globs?: string[];
  /** The file defines something of this name that the name alone would mean. */
  own: boolean;
  /** What the type it is asked of is made from, as the file says, where that type has no such member there. */
  kin: string[];
  /** The function around asked for it before, as often: the line is new, the use is not. */
  again?: true;
  /** A member is asked of what it gives, at once, and which. */
  asked?: Asked;
  askedFor?: string;
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
  /** As `Literal.short`. */
  short?: string[];
  /** As `Literal.written`. */
  written?: string[];
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
  /** As `Implementation.takes`. */
  takes?: number;
  /** An abstract class, which may leave members to others. */
  abstract?: true;
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
  /** Names that files hand on after the change, `path name`; `*` for everything, `?` for what their text does not tell. */
  reexports: string[];
  unexported: LostExport[];
  shapes: Shape[];
  /** Only of types whose fields change. */
  takers: Taker[];
  lost: LostName[];
  leans: Lean[];
  dropped: DroppedUse[];
  forgone: Forgone[];
  recast: Recast[];
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
  /** By what they name; under `default` those that name what a file exports without a name. */
  named: ReadonlyMap<string, NewUse[]>;
  /** What its head adds, by name. */
  brought: ReadonlyMap<string, Sym[]>;
}
