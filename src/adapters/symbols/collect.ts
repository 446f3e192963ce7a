/** Collects the facts of one file while its tree is walked; the languages tell it what they see. */
import type { Node } from 'web-tree-sitter';
import type { Definition, Language, Local, SymbolFacts, SymbolKind, Use } from '../../symbols.ts';

/** Where in the file the walk is. */
export interface Scope {
  /** As `Definition.container`. */
  container: string;
  /** As `Use.within`. */
  within: string;
  /** Name of the type whose member this is, for `self`, `this` and `Self`. */
  self: string | null;
  /** In Go, what the receiver is called. */
  selfName: string | null;
  conditional: boolean;
  exported: boolean;
  /** Members here are a contract: those without a body must be given by others. */
  contract: boolean;
}

export const TOP: Scope = {
  container: '',
  within: '',
  self: null,
  selfName: null,
  conditional: false,
  exported: false,
  contract: false,
};

/** What a language does at one kind of node: the scope of its children, or `skip` to leave them out. */
export type Visit = (node: Node, scope: Scope, facts: Collector) => Scope | 'skip' | undefined;

export interface Grammar {
  language: Language;
  nodes: Readonly<Record<string, Visit>>;
  /** Kinds of node that are a name; what they are used as was noted by their parents. */
  names: ReadonlySet<string>;
}

/** What is known of a name before the walk reaches it. */
interface Noted {
  how?: Use['how'];
  on?: string | null;
  owner?: string | null;
  args?: number;
  keywords?: string[];
}

export interface Defined {
  node: Node;
  name: Node | null;
  kind: SymbolKind;
  scope: Scope;
  signature?: string;
  parameters?: Definition['parameters'];
  onValue?: boolean;
  exported?: boolean;
  required?: boolean;
  conditional?: boolean;
  overrides?: boolean;
  /** Where the name is not what the text says. */
  called?: string;
}

/** A name of more characters says nothing to people. */
const LONGEST_NAME = 120;
/** Facts of one kind kept per file; a file with more is made by a machine. */
const MOST = 60_000;

export class Collector {
  readonly facts: SymbolFacts;
  /** Starts of names that are no uses: definitions, bindings, keys. */
  private readonly taken = new Set<number>();
  private readonly noted = new Map<number, Noted>();
  private readonly types = new Map<string, string | null>();

  constructor(language: Language) {
    this.facts = {
      language,
      package: null,
      definitions: [],
      uses: [],
      imports: [],
      literals: [],
      implementations: [],
      choices: [],
      locals: [],
    };
  }

  define(given: Defined): void {
    const { node, name, kind, scope } = given;
    if (name === null) return;
    this.taken.add(name.startIndex);
    const text = given.called ?? name.text;
    if (text.length > LONGEST_NAME || this.facts.definitions.length >= MOST) return;
    this.facts.definitions.push({
      name: text,
      kind,
      container: scope.container,
      signature: given.signature ?? '',
      parameters: given.parameters ?? null,
      onValue: given.onValue ?? false,
      exported: given.exported ?? false,
      required: given.required ?? false,
      conditional: given.conditional ?? scope.conditional,
      overrides: given.overrides ?? false,
      line: lineOf(node),
      endLine: node.endPosition.row + 1,
    });
  }

  /** A name bound by a function. */
  bind(name: Node, scope: Scope, type: string | null = null): void {
    this.taken.add(name.startIndex);
    if (name.endIndex - name.startIndex > LONGEST_NAME || this.facts.locals.length >= MOST) return;
    const local: Local = { name: name.text, within: scope.within, type };
    const key = `${local.within}\0${local.name}`;
    // Two types under one name in one function: then neither is believed.
    const before = this.types.get(key);
    if (before === undefined) this.facts.locals.push(local);
    this.types.set(key, before === undefined || before === type ? type : null);
  }

  /** Says what a name is used as, before the walk comes to it. */
  note(name: Node | null, what: Noted): void {
    if (name) this.noted.set(name.startIndex, { ...this.noted.get(name.startIndex), ...what });
  }

  /** A name that is no use. */
  take(name: Node | null): void {
    if (name) this.taken.add(name.startIndex);
  }

  isTaken(name: Node): boolean {
    return this.taken.has(name.startIndex);
  }

  /** A name the walk came to. */
  use(name: Node, scope: Scope): void {
    const { startIndex, endIndex } = name;
    if (this.taken.has(startIndex) || endIndex - startIndex > LONGEST_NAME) return;
    if (this.facts.uses.length >= MOST) return;
    const noted = this.noted.get(startIndex);
    this.facts.uses.push({
      name: name.text,
      how: noted?.how ?? 'plain',
      on: noted?.on ?? null,
      owner: noted?.owner ?? null,
      args: noted?.args ?? null,
      keywords: noted?.keywords ?? [],
      line: lineOf(name),
      within: scope.within,
    });
  }

  /** A use of what the text does not name at this place, as `super(…)` uses the constructor of a class. */
  mention(node: Node, name: string, scope: Scope, what: Noted): void {
    this.facts.uses.push({
      name,
      how: what.how ?? 'plain',
      on: what.on ?? null,
      owner: what.owner ?? null,
      args: what.args ?? null,
      keywords: what.keywords ?? [],
      line: lineOf(node),
      within: scope.within,
    });
  }

  /** The facts, with the types of receivers filled in where the function says what they are. */
  finish(): SymbolFacts {
    for (const use of this.facts.uses) {
      if (use.owner === null && use.how === 'member' && use.on !== null)
        use.owner = this.typeOf(use.on, use.within);
    }
    return this.facts;
  }

  private typeOf(name: string, within: string): string | null {
    for (let scope = within; ; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('/')))) {
      const type = this.types.get(`${scope}\0${name}`);
      if (type !== undefined) return type;
      if (scope === '') return null;
    }
  }
}

export function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

/** Inside of a definition with a body of its own. */
export function inFunction(scope: Scope, name: string): Scope {
  const within = scope.within === '' ? joined(scope.container, name) : `${scope.within}/${name}`;
  return { ...scope, within };
}

/** Inside of a type or module. */
export function inContainer(scope: Scope, name: string, over: Partial<Scope> = {}): Scope {
  return { ...scope, container: joined(scope.container, name), contract: false, ...over };
}

export function joined(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('/');
}

/** Text without comments and white space, so that formatting changes no signature. */
export function plain(text: string | null | undefined): string {
  return (text ?? '')
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([^\w$ ]) ?/g, '$1')
    .replace(/,([)\]}>])/g, '$1')
    .trim();
}

/** The last name of a type as written: `Foo` of `&'a mut a::Foo<T>`, `*pkg.Foo`, `Foo[]`. */
export function typeName(text: string | null | undefined): string | null {
  const bare = (text ?? '')
    .replace(/^[:\s]+/, '')
    .replace(/^(&|\*|'\w+\s|mut\s|dyn\s|impl\s|final\s|readonly\s|\s)+/g, '')
    .replace(/[<[][\s\S]*$/, '')
    .trim();
  return /^[\w$]+((::|\.)[\w$]+)*$/.test(bare) ? (bare.split(/::|\./).at(-1) ?? null) : null;
}

export function namedChildren(node: Node | null): Node[] {
  return node === null ? [] : node.namedChildren.filter((child) => child !== null);
}

export function isComment({ type }: Node): boolean {
  return type.endsWith('comment');
}

/** Number of arguments; -1 where one of them stands for any number. */
export function countArguments(list: Node | null, spread: RegExp): number {
  const given = namedChildren(list).filter((child) => !isComment(child));
  return given.some(({ type }) => spread.test(type)) ? -1 : given.length;
}
