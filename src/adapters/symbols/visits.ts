/** What several languages do at a kind of node. */
import type { Node } from 'web-tree-sitter';
import type { Use } from '../../symbols.ts';
import type { Visit } from './collect.ts';
import { calledName, childOf, field, namedChildren } from './nodes.ts';
import { letterOf } from './values.ts';

/** `Map<K, V>`, `make::<T>`: how many types are written out. */
export const generic: Visit = (node, _scope, facts) => {
  const named = field(node, 'type') ?? field(node, 'function') ?? field(node, 'name');
  const list = field(node, 'type_arguments') ?? childOf(node, 'type_arguments');
  const types = namedChildren(list).filter(
    ({ type }) => !/lifetime|type_binding/.test(type),
  ).length;
  facts.note(field(named, 'name') ?? field(named, 'field') ?? named, { types });
  return undefined;
};

/** A statement or expression that decides what becomes of the value of a call that is all of it. */
export function ending(
  ends: NonNullable<Use['ends']>,
  at: (node: Node) => Node | null = only,
): Visit {
  return (node, _scope, facts) => {
    facts.note(calledName(at(node)), { ends });
    return undefined;
  };
}

/** `a.b = c`, in all grammars: what stands before the sign is given a value. */
export const setting: Visit = (node, _scope, facts) => {
  const left = field(node, 'left');
  const targets = left?.type === 'expression_list' ? namedChildren(left) : [left];
  const right = field(node, 'right');
  const value = right?.type === 'expression_list' ? namedChildren(right) : [right];
  const given = targets.length === 1 && value.length === 1 ? letterOf(value[0] ?? null) : '?';
  for (const one of targets) {
    const isMember = /^(selector|field|member)_expression$|^field_access$/.test(one?.type ?? '');
    const name = field(one, 'field') ?? field(one, 'property');
    if (isMember) facts.note(name, { ends: 'set', ...(given === '?' ? {} : { given }) });
  }
  return undefined;
};

const only = (node: Node) => namedChildren(node)[0] ?? null;
