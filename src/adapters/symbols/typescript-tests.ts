/** What tests of TypeScript and JavaScript replace or watch by its name: it must be there. See Jest, Vitest and Sinon. */
import type { Node } from 'web-tree-sitter';
import type { Collector } from './collect.ts';
import { dotted, field, namedChildren, unquoted } from './nodes.ts';
import type { Scope } from './scopes.ts';

/** `jest.mock('./x')`, `vi.importActual('./x')`, `jest.spyOn(api, 'load')`, `sinon.stub(Api.prototype, 'load')`. */
export function readReplaced(call: Node, scope: Scope, facts: Collector): void {
  const [, by, what = ''] =
    /^(jest|vi|sinon|sandbox)\.(\w+)$/.exec(dotted(field(call, 'function')) ?? '') ?? [];
  if (by === undefined) return;
  const list = namedChildren(field(call, 'arguments'));
  if (/^(jest|vi)$/.test(by) && /([mM]ock|Actual)$/.test(what))
    readModule(list[0], call, scope, facts);
  else if (/^(spyOn|spy|stub|replaceProperty)$/.test(what)) readMember(list, scope, facts);
}

function readModule(source: Node | undefined, call: Node, scope: Scope, facts: Collector): void {
  if (source?.type !== 'string') return;
  const from = unquoted(source.text);
  facts.import({ name: '*', original: '*', from, reexported: false }, call, scope);
}

function readMember([object, name]: Node[], scope: Scope, facts: Collector): void {
  const on = dotted(object ?? null)?.replace(/\.prototype$/, '') ?? null;
  if (on === null || name?.type !== 'string') return;
  const owner = /^[A-Z][\w$]*$/.test(on) ? on : null;
  facts.mention(name, unquoted(name.text), scope, { how: 'member', on, owner });
}
