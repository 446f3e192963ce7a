/**
 * Whether a shared interface still is what the plan agreed on: the declaration written in the plan against the one in
 * the source, both read by the same parser. Layout, comments, order, visibility, names of parameters (but Python's, by
 * which callers give them) and the modules before the names of Rust's types make no difference, nor does what is added
 * without being demanded of anybody. Pure.
 */
import { spelled } from './spelled-signature.ts';
import {
  type Definition,
  type Language,
  languageOf,
  type SymbolFacts,
  type SymbolReading,
} from './symbols.ts';

/** A part of the interface: what the plan has of it, and what is there; null where one of them has none. */
export interface SignatureDifference {
  name: string;
  agreed: string | null;
  found: string | null;
}

export type SignatureAnswer =
  | { state: 'same' }
  /** In the order of the plan, then of the source. */
  | { state: 'different'; line: number; differences: SignatureDifference[] }
  /** The source that was read does not declare it. */
  | { state: 'absent' }
  /** `what` is a phrase: the plan's text or the source cannot be read. */
  | { state: 'unknown'; what: 'plan' | 'source'; reason: string };

/** The symbol's own name in what a plan writes: `Store` of `storage::Store`. */
export function ownName(symbol: string): string {
  return symbol.slice(Math.max(symbol.lastIndexOf('.'), symbol.lastIndexOf(':')) + 1);
}

/** Names a declaration of the plan among those that were read: the text, as the language of a file. */
export function agreedKey(path: string, signature: string): string {
  return `${languageOf(path)} ${signature}`;
}

/** Compares the declaration in the plan with the one in a file. */
export function compareSignature(
  symbol: string,
  agreed: SymbolReading,
  source: SymbolReading,
): SignatureAnswer {
  if (source.state !== 'read') return { state: 'unknown', what: 'source', reason: source.reason };
  const found = declared(source.facts, symbol);
  if (!found) return { state: 'absent' };
  if (agreed.state !== 'read') return { state: 'unknown', what: 'plan', reason: agreed.reason };
  const wanted = declared(agreed.facts, symbol);
  if (!wanted) return { state: 'unknown', what: 'plan', reason: 'it does not declare the symbol' };
  const differences = differencesOf(wanted, found);
  return differences.length === 0
    ? { state: 'same' }
    : { state: 'different', line: found.main.line, differences };
}

interface Declared {
  main: Definition;
  language: Language;
  /** Signatures of the symbol itself (functions, aliases, fields of a tuple), several where it is overloaded. */
  own: string[];
  /** By name. */
  members: Map<string, { text: string; demanded: boolean }[]>;
}

function declared({ definitions, language }: SymbolFacts, symbol: string): Declared | null {
  const name = ownName(symbol);
  const all = definitions.filter((one) => one.name === name && !one.container.includes(' for '));
  // A type is meant before a member of the same name.
  const [main] = all.toSorted((a, b) => depth(a) - depth(b) || a.line - b.line);
  if (!main) return null;
  const same = all.filter(
    ({ container, kind }) => container === main.container && kind === main.kind,
  );
  const inside = main.container === '' ? name : `${main.container}/${name}`;
  const members = new Map<string, { text: string; demanded: boolean }[]>();
  for (const one of definitions) {
    const isWithin = same.some(({ line, endLine }) => one.line >= line && one.endLine <= endLine);
    if (one.container !== inside || !isWithin || same.includes(one)) continue;
    const demanded = one.required || one.kind === 'variant';
    members.set(one.name, [
      ...(members.get(one.name) ?? []),
      { text: textOf(one, language), demanded },
    ]);
  }
  return { main, language, own: same.map((one) => textOf(one, language)).sort(), members };
}

function depth({ container }: Definition): number {
  return container === '' ? 0 : container.split('/').length;
}

/** Kinds that are one thing to whoever uses them. */
function kindOf(kind: Definition['kind']): string {
  if (kind === 'method') return 'function';
  return /^(?:field|variable|constant)$/.test(kind) ? 'value' : kind;
}

function textOf({ kind, signature, parameters }: Definition, language: Language): string {
  // `Result` and `crate::Result` are taken for one; `Self::Item` and `T::Item` are not.
  const plain = language === 'rust' ? signature.replace(/\b(?:[a-z_]\w*::)+|^;$/g, '') : signature;
  const names =
    parameters && parameters.names.length > 0 ? ` (${parameters.names.join(', ')})` : '';
  return `${kindOf(kind)} ${plain}${names}`.trim();
}

function differencesOf(wanted: Declared, found: Declared): SignatureDifference[] {
  const { name } = wanted.main;
  const shown = (texts: readonly string[]) =>
    texts.map((text) => spelled(text, found.language)).join(', ');
  const same = wanted.own.join('\n') === found.own.join('\n');
  const own = same ? [] : [{ name, agreed: shown(wanted.own), found: shown(found.own) }];
  const names = new Set([...wanted.members.keys(), ...found.members.keys()]);
  const members = [...names].flatMap((member): SignatureDifference[] => {
    const [a, b] = [wanted.members.get(member) ?? [], found.members.get(member) ?? []];
    const [agreed, now] = [a, b].map((list) => list.map(({ text }) => text).sort());
    if (a.length === 0 && !b.some(({ demanded }) => demanded)) return [];
    if (agreed?.join('\n') === now?.join('\n')) return [];
    return [
      {
        name: member,
        agreed: a.length === 0 ? null : shown(agreed ?? []),
        found: b.length === 0 ? null : shown(now ?? []),
      },
    ];
  });
  return [...own, ...members];
}

/** A difference as a part of a sentence. */
export function differenceWords({ name, agreed, found }: SignatureDifference): string {
  if (found === null) return `${name} is gone`;
  if (agreed === null) return `${name} is demanded, too`;
  // The kind is only worth a word where it differs.
  const kind =
    found.split(' ')[0] === agreed.split(' ')[0] ? /^(?:function|value|variant)\s+/ : /^$/;
  const [now, then] = [found, agreed].map((text) => text.replace(kind, '').slice(0, 200));
  return `${name} is “${now}” and not “${then}”`;
}
