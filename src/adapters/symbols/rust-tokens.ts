/** What can be told from the arguments of a Rust macro, which the grammar leaves as loose tokens. */
import type { Node } from 'web-tree-sitter';
import type { Visit } from './collect.ts';
import { joined } from './nodes.ts';

/** Notes calls, members, paths and struct literals among the tokens of one bracket; the walk comes to the names afterwards. */
export const readTokens: Visit = (tree, scope, facts) => {
  const tokens = tree.children.filter((child) => child !== null);
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'identifier') continue;
    const before = tokens[at - 1];
    const next = tokens[at + 1];
    const group = next?.type === 'token_tree' ? next : null;
    if (before?.text === '.') {
      const value = tokens[at - 2];
      const on = value && /^(identifier|self)$/.test(value.type) ? value.text : null;
      facts.note(token, { how: 'member', on, owner: on === 'self' ? scope.self : null });
    } else if (before?.text === '::') {
      const on = pathBefore(tokens, at - 1);
      const owner = on.split('::').at(-1) ?? '';
      const type = owner === 'Self' ? scope.self : /^[A-Z]/.test(owner) ? owner : null;
      facts.note(token, { how: 'path', on, owner: type });
    } else if (next?.text === ':' && /^[{,]$/.test(before?.text ?? '') && opens(tree) === '{') {
      facts.note(token, { how: 'member' });
    }
    if (group && opens(group) === '(') facts.note(token, { args: countTokens(group) });
    else if (group && opens(group) === '{' && /^[A-Z]/.test(token.text)) {
      const keys = keysOf(group);
      const path = before?.text === '::' ? pathBefore(tokens, at - 1).split('::') : [];
      const [type, around] = [token.text, path.at(-1) ?? ''].map((one) =>
        one === 'Self' ? (scope.self ?? one) : one,
      );
      if (keys)
        facts.literal(token, {
          type: joined(/^[A-Z]/.test(around ?? '') ? (around ?? '') : '', type ?? ''),
          ...keys,
        });
    }
  }
  return undefined;
};

const opens = (tree: Node) => tree.children[0]?.text ?? '';

function pathBefore(tokens: readonly Node[], at: number): string {
  const parts: string[] = [];
  for (let i = at; tokens[i]?.text === '::'; i -= 2) {
    const name = tokens[i - 1];
    if (!name || !/^(identifier|crate|self|super)$/.test(name.type)) break;
    parts.unshift(name.text);
  }
  return parts.join('::');
}

/** Comma-separated groups between the brackets; -1 where a closure or a generic could hide a comma, or `..` stands for more. */
function countTokens(group: Node): number {
  const inner = group.children.slice(1, -1).flatMap((child) => (child ? [child.text] : []));
  if (inner.length === 0) return 0;
  if (inner.some((text) => text === '|' || text === '<' || text === '..')) return -1;
  const commas = inner.filter((text) => text === ',').length;
  return inner.at(-1) === ',' ? commas : commas + 1;
}

/** The names before `:` or `,` of what may be a struct literal; null where it is a block. */
function keysOf(group: Node): { fields: string[]; partial: boolean } | null {
  const inner = group.children.slice(1, -1).filter((child) => child !== null);
  const fields: string[] = [];
  let partial = false;
  let atStart = true;
  for (const [at, token] of inner.entries()) {
    const next = inner[at + 1]?.text;
    if (atStart && token.text === '..') partial = true;
    else if (atStart && token.type === 'identifier') {
      if (next !== ':' && next !== ',' && next !== undefined) return null;
      fields.push(token.text);
    } else if (atStart) return null;
    atStart = token.text === ',';
  }
  return { fields, partial };
}
