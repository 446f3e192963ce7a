/** Collects the facts of one file while its tree is walked; the languages tell it what they see. */
import type { Node } from 'web-tree-sitter';
import type {
  Definition,
  Import,
  Language,
  Local,
  SymbolFacts,
  SymbolKind,
  Use,
} from '../../symbols.ts';
import { endLineOf, genericsOf, lineOf } from './nodes.ts';
import { typesIn } from './owners.ts';
import type { Scope } from './scopes.ts';
import { type Held, lowered, type Told } from './told.ts';
import { type Noted, useOf } from './uses.ts';
import { isValue } from './values.ts';

/** What a language does at one kind of node: the scope of its children, or `skip` to leave them out. */
export type Visit = (node: Node, scope: Scope, facts: Collector) => Scope | 'skip' | undefined;

export interface Grammar {
  language: Language;
  nodes: Readonly<Record<string, Visit>>;
  /** Kinds of node that are a name; what they are used as was noted by their parents. */
  names: ReadonlySet<string>;
  /** What can be told only when the whole file was seen. */
  finish?: (facts: Collector) => void;
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
  limited?: boolean;
  inherited?: boolean;
  required?: boolean;
  conditional?: boolean;
  overrides?: boolean;
  abstract?: boolean;
  idle?: boolean;
  fixture?: boolean;
  final?: boolean;
  sealed?: boolean;
  derives?: string[];
  gives?: Definition['gives'] | null;
  /** Where the name is not what the text says. */
  called?: string;
  /** What names it is also a use of something, as a member of a union is. */
  alsoUse?: boolean;
}

/** Identifiers to the grammars that stand for nothing. */
const NO_NAMES = new Set(['_', 'var']);
/** A name of more characters says nothing to people. */
const LONGEST_NAME = 120;
/** What people call the cases of a union: no sentence, no markup. */
const CASE = /^[\w$.:/@-]{1,60}$/;
/** Facts of one kind kept per file; a file with more is made by a machine. */
export const MOST_FACTS = 60_000;

export class Collector {
  readonly facts: SymbolFacts;
  /** More facts than are kept: what is here is not the whole file. */
  overflowed = false;
  /** The node that is visited stands among these, at `at`; attributes stand beside what they belong to. */
  siblings: readonly (Node | null)[] = [];
  at = 0;
  /** Starts of names that are no uses: definitions, bindings, keys. */
  private readonly taken: Set<number>;
  private readonly defined = new Set<string>();
  /** What structs hold to which functions give a name, by function and name (Go). */
  readonly structs = new Map<string, string>();
  private readonly noted: Map<number, Noted>;
  /** Scopes of nodes that are not the scope of their parents. */
  private readonly scopes: Map<number, Scope>;
  private readonly types = new Map<string, string | null>();
  /** The type around each use, for fields that are named without it. */
  private readonly selfOf = new Map<Use, string>();
  /** Uses that are none unless the type of what they ask is told (`row["name"]`). */
  private readonly keyed = new Set<Use>();
  /** Strings held against something whose type may be told later. */
  private readonly held: Held[] = [];
  /** Collects for one body; what is told there is taken over by `absorb`. */
  private readonly around: Collector | null;
  private readonly bound: Local[] = [];
  private readonly typesOnly: Set<string>;
  private readonly asked = {
    defined: new Map<string, boolean>(),
    parents: new Map<string, string[]>(),
  };

  constructor(language: Language, around: Collector | null = null) {
    this.around = around;
    this.taken = around?.taken ?? new Set();
    this.noted = around?.noted ?? new Map();
    this.typesOnly = around?.typesOnly ?? new Set();
    this.scopes = around?.scopes ?? new Map();
    this.facts = {
      language,
      package: null,
      definitions: [],
      uses: [],
      imports: [],
      literals: [],
      texts: [],
      implementations: [],
      choices: [],
      locals: [],
    };
  }

  define(given: Defined): void {
    const { node, name, kind, scope } = given;
    if (name === null) return;
    if (!given.alsoUse) this.taken.add(name.startIndex);
    const text = given.called ?? name.text;
    if (text === '' || text.length > LONGEST_NAME) return;
    this.defined.add(`${scope.container}\0${text}`);
    this.put(this.facts.definitions, {
      name: text,
      kind,
      container: scope.container,
      signature: given.signature ?? '',
      parameters: given.parameters ?? null,
      onValue: given.onValue ?? false,
      exported: given.exported ?? false,
      ...(given.limited ? { limited: true } : {}),
      ...(given.limited && given.inherited ? { inherited: true } : {}),
      ...genericsOf(node),
      required: given.required ?? false,
      conditional: given.conditional ?? scope.conditional,
      overrides: given.overrides ?? false,
      ...(given.abstract ? { abstract: true } : {}),
      ...(given.idle ? { idle: true } : {}),
      ...(given.fixture ? { fixture: true } : {}),
      ...(given.final ? { final: true } : {}),
      ...(given.sealed ? { sealed: true } : {}),
      ...(given.derives && given.derives.length > 0 ? { derives: given.derives } : {}),
      ...(given.gives ? { gives: given.gives } : {}),
      line: lineOf(node),
      endLine: endLineOf(node),
    });
  }

  /** Whether a name was defined before in the container of a scope. */
  isDefined(scope: Scope, name: string): boolean {
    return this.hasDefined(`${scope.container}\0${name}`);
  }

  private hasDefined(key: string): boolean {
    if (this.defined.has(key)) return true;
    if (this.around === null) return false;
    const answer = this.around.hasDefined(key);
    if (!this.asked.defined.has(key)) this.asked.defined.set(key, answer);
    return answer;
  }

  /** What a type is made from or implements, as far as the walk has come. */
  parentsOf(type: string | null): string[] {
    const own = this.facts.implementations.flatMap((one) => (one.type === type ? [one.of] : []));
    if (this.around === null || type === null) return own;
    const outer = this.around.parentsOf(type);
    this.asked.parents.set(type, outer);
    return [...outer, ...own];
  }

  /** A name bound by a function. */
  bind(name: Node | null, scope: Scope, type: string | null = null): void {
    if (name === null) return;
    this.taken.add(name.startIndex);
    if (name.endIndex - name.startIndex > LONGEST_NAME) return;
    const local = { name: name.text, within: scope.within, type };
    if (this.around) this.put(this.bound, local);
    else this.addLocal(local);
  }

  private addLocal({ name, within, type }: Local): void {
    const key = `${within}\0${name}`;
    // Two types under one name in one function: then neither is believed.
    const before = this.types.get(key);
    this.types.set(key, before === undefined || before === type ? type : null);
    if (before === undefined) this.put(this.facts.locals, { name, within, type });
  }

  import(given: Omit<Import, 'container' | 'conditional' | 'line'>, at: Node, scope: Scope): void {
    const container = scope.within === '' ? scope.container : scope.within;
    const { conditional } = scope;
    if (given.typeOnly) this.typesOnly.add(given.name);
    this.put(this.facts.imports, { ...given, line: lineOf(at), container, conditional });
  }

  /** Names that are brought as types only, as far as the walk has come: what a body says depends on them. */
  broughtAsTypes(): string {
    return [...this.typesOnly].sort().join();
  }

  implement(type: string, of: string, node: Node, takes: number | null = null): void {
    const { implementations } = this.facts;
    const lines = { line: lineOf(node), endLine: endLineOf(node) };
    this.put(implementations, { type, of, ...(takes === null ? {} : { takes }), ...lines });
  }

  literal(node: Node, given: Partial<SymbolFacts['literals'][number]> & { type: string }): void {
    const rest = { fields: [], partial: false, positional: null, pattern: false };
    this.put(this.facts.literals, { ...rest, ...given, line: lineOf(node) });
  }

  /** A string where a value of `of` must stand, as in `Text.of`. */
  text(node: Node, of: string, text: string): void {
    if (CASE.test(text)) this.put(this.facts.texts, { of, text, line: lineOf(node) });
  }

  /** A string that is compared with a name or a member of one, or given to it. */
  hold(node: Node, on: string, text: string, scope: Scope): void {
    if (!CASE.test(text) || this.held.length >= MOST_FACTS) return;
    const { within, self } = scope;
    this.held.push({ text: { of: '', text, line: lineOf(node) }, on, within, self });
  }

  choice(node: Node, given: Omit<SymbolFacts['choices'][number], 'line' | 'endLine'>): void {
    this.put(this.facts.choices, { ...given, line: lineOf(node), endLine: endLineOf(node) });
  }

  /** Says what a name is used as, before the walk comes to it. */
  note(name: Node | null, what: Noted): void {
    if (name) this.noted.set(name.startIndex, { ...this.noted.get(name.startIndex), ...what });
  }

  /** What holds of a name unless something else was said of it. */
  noteFirst(name: Node, what: Noted): void {
    this.noted.set(name.startIndex, { ...what, ...this.noted.get(name.startIndex) });
  }

  /** A name that is no use. */
  take(name: Node | null): void {
    if (name) this.taken.add(name.startIndex);
  }

  /** The scope that a node below will have. */
  place(node: Node | null, scope: Scope): void {
    if (node) this.scopes.set(node.id, scope);
  }

  placeOf(node: Node): Scope | undefined {
    return this.scopes.size === 0 ? undefined : this.scopes.get(node.id);
  }

  /** A name the walk came to. */
  use(name: Node, scope: Scope): void {
    if (this.taken.has(name.startIndex) || NO_NAMES.has(name.text)) return;
    const noted = this.noted.get(name.startIndex);
    const use = this.mention(name, null, scope, noted);
    if (use && this.facts.language === 'typescript' && name.type === 'type_identifier')
      use.types ??= 0;
    // Of most names nobody asks.
    const isAsked = use?.how === 'plain' && this.typesOnly.has(use.name);
    if (use && isAsked && !scope.typing && !scope.checked && isValue(name)) use.value = true;
  }

  /** `on["name"]`: a use of a member, where the type of `on` turns out to be told. */
  mentionKey(node: Node, name: string, on: string, scope: Scope): void {
    const owner = on === 'self' ? scope.self : null;
    const use = this.mention(node, name, scope, { how: 'member', on, owner });
    if (use) this.keyed.add(use);
  }

  /** A use that the walk does not come to, or that the text does not name (`super(…)` uses a constructor). */
  mention(node: Node, name: string | null, scope: Scope, what: Noted = {}): Use | null {
    if (name === null && node.endIndex - node.startIndex > LONGEST_NAME) return null;
    const use = useOf(name ?? node.text, { line: lineOf(node), within: scope.within }, what);
    if (scope.self !== null) this.selfOf.set(use, scope.self);
    this.put(this.facts.uses, use);
    return use;
  }

  /** What was told of one body. */
  told(): Told {
    const { language: _, package: __, locals: ___, ...facts } = this.facts;
    const keyed = new Set(facts.uses.flatMap((use, at) => (this.keyed.has(use) ? [at] : [])));
    const selves = facts.uses.map((use) => this.selfOf.get(use) ?? null);
    const { bound, held, asked } = this;
    return { facts, bound, selves, keyed, held, asked };
  }

  /** Whether the same body would tell the same here. */
  suits({ asked: { defined, parents } }: Told): boolean {
    return (
      [...defined].every(([key, answer]) => this.hasDefined(key) === answer) &&
      [...parents].every(([type, of]) => this.parentsOf(type).join() === of.join())
    );
  }

  /** @param by how many lines further down it stands now */
  absorb(told: Told, by: number): void {
    const { facts, bound, selves, keyed, held } = lowered(told, by);
    for (const one of facts.definitions) this.defined.add(`${one.container}\0${one.name}`);
    for (const [at, use] of facts.uses.entries()) {
      const self = selves[at] ?? null;
      if (self !== null) this.selfOf.set(use, self);
      if (keyed.has(at)) this.keyed.add(use);
    }
    for (const local of bound) this.addLocal(local);
    this.held.push(...held.slice(0, MOST_FACTS - this.held.length));
    for (const [name, list] of Object.entries(facts) as [keyof typeof facts, unknown[]][])
      for (const one of list) this.put<unknown>(this.facts[name], one);
  }

  /** The facts, with the types of receivers filled in where the file says what they are. */
  finish(): SymbolFacts {
    const typeOf = typesIn(this.facts.definitions, this.types, this.facts.language);
    for (const use of this.facts.uses) {
      if (use.owner !== null || use.how !== 'member' || use.on === null) continue;
      use.owner = typeOf(use.on, use.within, this.selfOf.get(use) ?? null);
    }
    if (this.keyed.size > 0)
      this.facts.uses = this.facts.uses.filter((use) => use.owner !== null || !this.keyed.has(use));
    for (const { text, on, within, self } of this.held) {
      const at = on.lastIndexOf('.');
      const owner = typeOf(at === -1 ? on : on.slice(0, at), within, self);
      if (owner !== null)
        this.put(this.facts.texts, {
          ...text,
          of: `${owner}${on.slice(at === -1 ? on.length : at)}`,
        });
    }
    if (this.facts.language === 'rust') this.unquote();
    return this.facts;
  }

  /** `r#type` is the name `type`, written where it would be read as a keyword. */
  private unquote(): void {
    const { definitions, uses, imports, locals } = this.facts;
    for (const one of [...definitions, ...uses, ...imports, ...locals]) {
      if (one.name.startsWith('r#')) one.name = one.name.slice(2);
    }
  }

  private put<T>(list: T[], fact: T): void {
    if (list.length < MOST_FACTS) list.push(fact);
    else this.overflowed = true;
  }
}
