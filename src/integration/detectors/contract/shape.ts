/** What a version of a file makes of a contract: its declaration, and the members in it. */
import type { Definition } from '../../../symbols.ts';
import type { FileVersion } from '../../detector.ts';

/** A contract as one version of the files has it. */
export interface Shape {
  path: string;
  /** 1-based; null where the whole file is the contract. */
  line: number | null;
  endLine: number | null;
  /** The declaration without layout and comments; equal exactly when nothing but these differ. */
  text: string;
  /** `name signature` of what stands in the declaration; null where it cannot be told. */
  members: string[] | null;
  /** Names of the members that whoever implements it must give. */
  required: string[];
}

/**
 * The contract in a file: the declaration of the symbol, or the whole file where no symbol is named or the language is
 * unknown. Null where the symbol is not there; `unknown` where the file cannot be looked at.
 */
export function shapeIn(
  path: string,
  version: FileVersion | null,
  symbol: string | undefined,
): Shape | null | 'unknown' {
  if (!version) return null;
  if (symbol === undefined) {
    // A binary contract is compared by its id.
    const text = version.state === 'text' ? withoutLayout(version.text) : version.oid;
    return { path, line: null, endLine: null, text, members: null, required: [] };
  }
  if (version.state !== 'text') return 'unknown';
  if (version.symbols?.state === 'read') {
    return declared(path, version.text, version.symbols.facts.definitions, symbol);
  }
  if (version.symbols && version.symbols.reason !== 'unknown-language') return 'unknown';
  const word = new RegExp(`(?<![\\w$])${symbol.replace(/[^\w]/g, '\\$&')}(?![\\w$])`);
  const line = version.text.split('\n').findIndex((one) => word.test(one));
  if (line < 0) return null;
  const text = withoutLayout(version.text);
  return { path, line: line + 1, endLine: null, text, members: null, required: [] };
}

function declared(
  path: string,
  text: string,
  definitions: readonly Definition[],
  symbol: string,
): Shape | null {
  const name = symbol.slice(Math.max(symbol.lastIndexOf('.'), symbol.lastIndexOf(':')) + 1);
  const own = definitions.filter((one) => one.name === name && !one.container.includes(' for '));
  // A type is meant before a member of the same name.
  const [main] = [...own].sort((x, y) => depth(x) - depth(y));
  if (!main) return null;
  const same = own.filter(({ container }) => container === main.container);
  const lines = text.split('\n');
  const body = same.map(({ line, endLine }) => lines.slice(line - 1, endLine).join('\n'));
  // How a function does it is nobody's contract.
  const isCallable = /^(function|method|constructor)$/.test(main.kind);
  const signatures = same.map(
    (one) => `${one.name} ${one.signature} ${one.parameters?.names ?? ''}`,
  );
  const members = definitions.filter((one) => {
    const container = one.container.split('/').at(-1);
    const within = same.some(({ line, endLine }) => one.line >= line && one.endLine <= endLine);
    return container === name && within && !own.includes(one);
  });
  return {
    path,
    line: main.line,
    endLine: main.endLine,
    text: isCallable ? signatures.join('\n') : withoutLayout(body.join('\n')),
    members: members.length > 0 ? members.map((one) => `${one.name} ${one.signature}`) : null,
    required: members.filter(({ required }) => required).map((one) => one.name),
  };
}

function depth({ container }: Definition): number {
  return container === '' ? 0 : container.split('/').length;
}

/** Lines without indentation, blank ones and those that are nothing but a comment. */
function withoutLayout(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '' && !/^(\/\/|#(?![[!])|\/?\*)/.test(line))
    .join('\n');
}

/** What a change does to the members of a contract. */
export interface Difference {
  added: string[];
  removed: string[];
  changed: string[];
}

/** By name; null where one of the two has no members that could be told apart. */
export function difference(before: Shape, after: Shape): Difference | null {
  if (!before.members && !after.members) return null;
  const [old, now] = [byName(before.members ?? []), byName(after.members ?? [])];
  const added = [...now.keys()].filter((name) => !old.has(name));
  const removed = [...old.keys()].filter((name) => !now.has(name));
  const changed = [...now].flatMap(([name, all]) =>
    old.has(name) && old.get(name) !== all ? [name] : [],
  );
  return added.length + removed.length + changed.length > 0 ? { added, removed, changed } : null;
}

/** Several of one name (overloads) stand together. */
function byName(members: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const member of members) {
    const name = member.slice(0, member.indexOf(' '));
    found.set(name, `${found.get(name) ?? ''}\n${member}`);
  }
  return found;
}

/** Whether the change only adds: nothing that was there is gone or different. */
export function isAdditive(one: Difference | null): boolean {
  return one !== null && one.removed.length + one.changed.length === 0;
}
