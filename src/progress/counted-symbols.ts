/** Counting symbols in the source of a commit: variants of an enum, methods of a trait, definitions by name. Pure. */
import type { z } from 'zod';
import { anyGlob } from '../plan/glob.ts';
import type { CountedSymbols } from '../plan/probes.ts';
import type { Definition } from '../symbols.ts';
import { fileEvidence } from './answers.ts';
import type { Given, TreeSeen } from './probe.ts';
import type { Evidence } from './report.ts';

export type Counted = Pick<z.output<typeof CountedSymbols>, 'path' | 'enum' | 'trait' | 'name'>;

export type Count =
  | {
      state: 'counted';
      count: number;
      /** What was counted, in words, such as "12 variants of KernelEvent in crates/kernel/src/event.rs". */
      what: string;
      evidence: Evidence[];
      /** Files that could not be read: the count may be too low. */
      unread: string[];
      /** Some source file matches the glob. */
      anyFile: boolean;
    }
  | { state: 'unread'; reason: string };

/** `8 variants of KernelEvent in crates/kernel/**`, without the number. */
export function countedWords(counted: Counted): string {
  const { path } = counted;
  if (counted.enum !== undefined) return `variants of the enum ${counted.enum} in ${path}`;
  if (counted.trait !== undefined) return `methods of ${counted.trait} in ${path}`;
  return `definitions named ${counted.name ?? '*'} in ${path}`;
}

export function countSymbols(counted: Counted, tree: TreeSeen, given: Pick<Given, 'web'>): Count {
  if (tree.files === null) return { state: 'unread', reason: 'its files could not be listed' };
  const matches = anyGlob([counted.path]);
  const found: Found[] = [];
  const unread: string[] = [];
  let anyFile = false;
  for (const [path, reading] of tree.symbols) {
    if (!matches(path)) continue;
    anyFile = true;
    if (reading.state === 'read')
      found.push(...membersIn(counted, path, reading.facts.definitions));
    else if (reading.reason !== 'unknown-language' && reading.reason !== 'generated') {
      unread.push(path);
    }
  }
  // Several definitions of one enum or trait are not added up: the largest one counts.
  const best =
    counted.name === undefined
      ? found.sort((a, b) => b.count - a.count).slice(0, 1)
      : found.sort((a, b) => b.count - a.count);
  const count = best.reduce((sum, one) => sum + one.count, 0);
  return {
    state: 'counted',
    count,
    what: wordsFor(counted, count, best),
    evidence: best.slice(0, 5).map(({ path, line, count: here }) => ({
      ...fileEvidence(given, tree.oid, path, wordsFor(counted, here, [{ path }]), line),
      kind: 'symbol',
    })),
    unread: unread.sort(),
    anyFile,
  };
}

interface Found {
  path: string;
  line: number;
  count: number;
}

function membersIn(counted: Counted, path: string, definitions: readonly Definition[]): Found[] {
  if (counted.name !== undefined) {
    const named = wildcard(counted.name);
    const hits = definitions.filter(({ name }) => named(name));
    const [first] = hits;
    return first ? [{ path, line: first.line, count: hits.length }] : [];
  }
  const owner = counted.enum ?? counted.trait ?? '';
  const owners =
    counted.enum !== undefined
      ? definitions.filter(({ kind, name }) => name === owner && ENUMS.has(kind))
      : definitions.filter(({ kind, name }) => name === owner && TRAITS.has(kind));
  return owners
    .filter(({ exported }) => exported)
    .map(({ container, line }) => {
      const inside = container === '' ? owner : `${container}/${owner}`;
      const members = definitions.filter(
        (one) =>
          one.container === inside &&
          (counted.enum !== undefined ? one.kind === 'variant' : METHODS.has(one.kind)),
      );
      return { path, line, count: new Set(members.map(({ name }) => name)).size };
    });
}

/** A union of cases in TypeScript is a type. */
const ENUMS: ReadonlySet<string> = new Set(['enum', 'type', 'class']);
const TRAITS: ReadonlySet<string> = new Set(['trait', 'interface', 'class']);
const METHODS: ReadonlySet<string> = new Set(['method', 'function']);

/** `*` stands for anything; matched from both ends, so that its time does not grow with the number of stars squared. */
function wildcard(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return (name) => name === pattern;
  const [start = '', ...rest] = parts;
  const end = rest.pop() ?? '';
  return (name) => {
    if (!name.startsWith(start) || !name.endsWith(end)) return false;
    let at = start.length;
    const stop = name.length - end.length;
    for (const part of rest) {
      const next = name.indexOf(part, at);
      if (next === -1 || next + part.length > stop) return false;
      at = next + part.length;
    }
    return at <= stop;
  };
}

function wordsFor(counted: Counted, count: number, found: readonly { path: string }[]): string {
  const one = count === 1;
  const noun =
    counted.enum !== undefined
      ? `variant${one ? '' : 's'} of ${counted.enum}`
      : counted.trait !== undefined
        ? `method${one ? '' : 's'} of ${counted.trait}`
        : `definition${one ? '' : 's'} of ${counted.name ?? '*'}`;
  const [first, ...more] = found;
  const where = first === undefined ? counted.path : first.path;
  return `${count} ${noun} in ${where}${more.length > 0 ? ` and ${more.length} more` : ''}`;
}
