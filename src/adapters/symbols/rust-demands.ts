/** What Rust asks of a value without naming it: to be compared, or shown to whoever debugs. See `std::cmp`, `std::fmt`. */
import type { Node } from 'web-tree-sitter';
import { demandOf } from '../../symbols.ts';
import type { Collector, Visit } from './collect.ts';
import { childOf, dotted, field } from './nodes.ts';
import type { Scope } from './scopes.ts';
import { letterOf } from './values.ts';

const [COMPARED, SHOWN] = [demandOf('PartialEq'), demandOf('Debug')];

/** `a == b`; what is compared with something written out may be compared with that alone. */
export const comparison: Visit = (node, scope, facts) => {
  const sign = field(node, 'operator')?.text ?? '';
  const left = field(node, 'left');
  const on = /^[!=]=$/.test(sign) ? dotted(left) : null;
  if (left && on !== null && letterOf(field(node, 'right')) === '?')
    facts.mentionKey(left, COMPARED, on, scope);
  return undefined;
};

/** `assert_eq!(a, b)`, `println!("{a:?}")`. */
export function readDemands(macro: Node, scope: Scope, facts: Collector): void {
  const tokens = (childOf(macro, 'token_tree')?.children ?? []).filter((one) => one !== null);
  const name = field(macro, 'macro')?.text ?? '';
  const [, first, comma, second] = tokens;
  const isPair = /^(debug_)?assert_(eq|ne)$/.test(name) && first && comma?.text === ',';
  if (isPair && /^(identifier|self)$/.test(first.type) && second && letterOf(second) === '?')
    for (const demand of [COMPARED, SHOWN]) facts.mentionKey(first, demand, first.text, scope);
  const format = tokens.find(({ type }) => type === 'string_literal');
  for (const [, on = ''] of format?.text.matchAll(/\{(\w+):#?\?\}/g) ?? [])
    if (format && /^[a-z_]/.test(on)) facts.mentionKey(format, SHOWN, on, scope);
}
