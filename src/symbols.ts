/**
 * What source files say about symbols, as plain data: what they define, use, import, build, implement and
 * match. Read from syntax alone, so a name stands for a definition only as far as the text shows it.
 * Types and words only; an adapter reads the facts, detectors judge them.
 */

export type Language = 'rust' | 'typescript' | 'javascript' | 'python' | 'go' | 'java';

export type SymbolKind =
  | 'function'
  | 'method'
  | 'constructor'
  | 'class'
  | 'interface'
  | 'trait'
  | 'struct'
  | 'enum'
  | 'variant'
  | 'field'
  | 'type'
  | 'constant'
  | 'variable'
  | 'macro'
  | 'module';

/** How many arguments something takes. `most` is null where there is no upper bound. */
export interface Parameters {
  least: number;
  most: number | null;
  /** As written, in order, where callers can name them (Python); otherwise empty. */
  names: string[];
}

export interface Definition {
  name: string;
  kind: SymbolKind;
  /**
   * What it stands in: empty at the top of a file, else the names of modules and types with `/` between them;
   * a Rust implementation of a trait is `Trait for Type`.
   */
  container: string;
  /** Types of parameters and result, or a field's type, without white space, comments and parameter names. */
  signature: string;
  parameters: Parameters | null;
  /** How many types it is given at least and at most, where it takes any (Rust, TypeScript). */
  generics?: readonly [number, number];
  /** Called on a value (`self`, `this`), not on its type. */
  onValue: boolean;
  /** Can be used from outside of its file (Go: of its package). */
  exported: boolean;
  /** Not from everywhere: only within its crate (Rust: `pub(crate)`) or its package (Java). */
  limited?: true;
  /** What is limited, those derived from its type see, too (Java: `protected`). */
  inherited?: true;
  /** A member that implementors or literals must give: an abstract method, a field that is not optional. */
  required: boolean;
  /** Stands under a condition (`#[cfg]`, `if`, an overload), so that two of one name may live together. */
  conditional: boolean;
  /** Replaces one that it inherits, and says so (`@Override`, `override`). */
  overrides: boolean;
  /** A class of which no value can be made, only of what is derived from it. */
  abstract?: true;
  /** A value that the text shows to be none to call: a number, a text, a list, an object (TypeScript, JavaScript, Python). */
  idle?: true;
  /** Given to tests that have a parameter of its name (pytest); those use it with `on` as `FIXTURE`. */
  fixture?: true;
  /** Traits that attributes write for it (Rust). */
  derives?: string[];
  /** Nothing can be derived from it, or replace it (Java: `final`). */
  final?: true;
  /** Only what it names, or stands in its file, can be derived from it (Java). */
  sealed?: true;
  /**
   * What a function gives that does not say so, where each `return` writes it out: so many values, or an object with
   * these parts (Python, JavaScript).
   */
  gives?: number | string[];
  /** 1-based, inclusive. */
  line: number;
  endLine: number;
}

/** What stands before the names of fixtures that a test asks for. */
export const FIXTURE = '@fixture';

/** The name under which a trait is asked of a value by no name (Rust: `a == b` asks for `PartialEq`). */
export const demandOf = (trait: string): string => `@${trait}`;

export interface Use {
  name: string;
  /** `name`; `value.name`; `Path::name`. */
  how: 'plain' | 'member' | 'path';
  /** What stands before it, where that is a name or a path: `config` in `config.load()`, `a::B` in `a::B::new()`. */
  on: string | null;
  /** The type it is asked of, where the text shows it. */
  owner: string | null;
  /** The last name of what stands before it, where that is no path of names: `store` in `app.store().load()`. */
  hint?: string;
  /** The type that a chain of calls begins with: `Query` in `Query.of(a).limit(2).build()`. */
  root?: string;
  /** Arguments of a call; null where it is not called, -1 where their number cannot be told. */
  args: number | null;
  /** Names of arguments given by name (Python). */
  keywords: string[];
  /** Number of types that are written out for it, where any are; 0 where a type is named that may need some (TypeScript). */
  types?: number;
  /**
   * What becomes of a call's value at once, where who changes what it gives must know; `pattern` where it is no call,
   * but takes a value apart, and `set` where a member is given a value.
   */
  ends?: 'dropped' | 'awaited' | 'returned' | 'pattern' | 'set';
  /** Stands where a value must, not a type (Rust; elsewhere of names that are brought as types only). */
  value?: true;
  /** A call that makes not the type itself but one derived from it: `super(…)`, a class without a name. */
  derived?: true;
  /** The last argument holds all that remain (Go). */
  spread?: true;
  /** What is thrown there is caught or handed on (Java). */
  caught?: true;
  /** What is caught around it, where nothing else there can throw anything (Java). */
  catches?: string[];
  /** Made with `new` (TypeScript, JavaScript). */
  made?: true;
  /** The type that must be given where a call stands: of the variable it is put into, of the function that returns it. */
  wants?: string;
  /** What the value of a call is taken apart into at once: how many values, or the names of its parts (TypeScript). */
  apart?: number | string[];
  /**
   * Arguments that are written out, a letter for each: `n`umber, `s`tring, `b`oolean, `o`bject, `l`ist, `f`unction; `?`
   * for others.
   */
  given?: string;
  /** Of each argument that is a function written out, how many parameters it has; `?` for others (Go, Java; TypeScript, without those that may be left out). */
  functions?: string;
  /** Names a function to hand it on, not to call it: `Type::method` (Java), `map(parse)` (Rust). */
  handed?: true;
  line: number;
  /** Enclosing functions, outermost first, with `/` between them; empty at the top of a file. */
  within: string;
}

export interface Import {
  /** Name in this file, or `*`. */
  name: string;
  /** Name where it comes from; `*` for everything or the module itself. */
  original: string;
  /**
   * As written: `./x.js`, `crate::a::b`, `pkg.mod`, `com.acme.Thing`; empty where the file exports a definition of
   * its own in another statement, maybe under another name (`export { a as b }`, `export default a`).
   */
  from: string;
  /** Others can import it from here. */
  reexported: boolean;
  line: number;
  /** As `Definition.container`. */
  container: string;
  conditional: boolean;
  /** Names a type only: gone when the code runs (`import type`, and what stands under `if TYPE_CHECKING`). */
  typeOnly?: true;
}

/** A value written out: `S { x: 1 }`, `const s: S = { x: 1 }`, `S{1, 2}`. */
export interface Literal {
  /** `struct{a;b}` where a struct has no name, or one that only a function knows (Go). */
  type: string;
  fields: string[];
  /** The rest comes from elsewhere (`..base`, `...rest`), or need not be given at all (Go with names). */
  partial: boolean;
  /** Number of values without names, or null. */
  positional: number | null;
  /** A pattern that takes the value apart. */
  pattern: boolean;
  /** Fields given by a variable of their name (Rust). */
  short?: string[];
  /** Fields whose values are written out, with the letter of `Use.given` behind a space (Rust, Go). */
  written?: string[];
  line: number;
}

/** A string written where a value of some type must stand (TypeScript). */
export interface Text {
  /** `Type`; `Type.field`; `run(0)`, what a function takes there; `run(0).field`. */
  of: string;
  text: string;
  line: number;
}

/**
 * `impl Trait for Type`, `class Type implements Trait`, `class Type(Trait)`, `var _ Trait = Type{}`; also a function that
 * is written for an interface of one method (Java) or a type of function (Go).
 */
export interface Implementation {
  type: string;
  of: string;
  /** How many parameters a function has that is written for it. */
  takes?: number;
  line: number;
  endLine: number;
}

/** A choice over the cases of a type. */
export interface Choice {
  /** The type whose cases are named, where it is written (`Color.RED`), else null. */
  of: string | null;
  cases: string[];
  /** Something is done for all other cases. */
  open: boolean;
  /** The compiler is asked to refuse forgotten cases. */
  exhaustive: boolean;
  line: number;
  endLine: number;
}

/** A name that a function binds: a parameter, a variable. */
export interface Local {
  name: string;
  within: string;
  type: string | null;
}

export interface SymbolFacts {
  language: Language;
  /** As the file names its package (Go, Java). */
  package: string | null;
  definitions: Definition[];
  uses: Use[];
  imports: Import[];
  literals: Literal[];
  texts: Text[];
  implementations: Implementation[];
  choices: Choice[];
  locals: Local[];
}

/** Why a file was left out; it is counted, never guessed at. */
export type LeftOut =
  | 'unknown-language'
  | 'too-large'
  | 'binary'
  | 'generated'
  | 'does-not-parse'
  | 'too-deep'
  /** Took too long, or more memory than a parse may. */
  | 'timeout'
  | 'missing';

export type SymbolReading =
  | { state: 'read'; facts: SymbolFacts }
  | { state: 'left-out'; reason: LeftOut };

const LANGUAGES: Readonly<Record<string, Language>> = {
  rs: 'rust',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescript',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  py: 'python',
  pyi: 'python',
  go: 'go',
  java: 'java',
};

/** The language of a file by its name, or null. */
export function languageOf(path: string): Language | null {
  const ending = /\.([a-z]+)$/.exec(path)?.[1] ?? '';
  return Object.hasOwn(LANGUAGES, ending) ? (LANGUAGES[ending] ?? null) : null;
}

/** Whether code of one language can use symbols of the other. */
export function speaks(one: Language, other: Language): boolean {
  const family = (language: Language) => (language === 'javascript' ? 'typescript' : language);
  return family(one) === family(other);
}
