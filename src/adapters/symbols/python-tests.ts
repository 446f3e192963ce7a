/** What tests of Python replace by its name: it must be there. See `unittest.mock` and pytest's `monkeypatch`. */
import type { Node } from 'web-tree-sitter';
import type { Collector } from './collect.ts';
import { dotted, field, namedChildren, unquoted } from './nodes.ts';
import type { Scope } from './scopes.ts';

const isCapital = (name: string) => /^[A-Z]/.test(name);

/** @param call of anything */
export function readPatched(call: Node, scope: Scope, facts: Collector): void {
  const by = dotted(field(call, 'function')) ?? '';
  if (!/^((\w+\.)?patch(\.object)?|monkeypatch\.(set|del)attr)$/.test(by)) return;
  const list = namedChildren(field(call, 'arguments'));
  // What may be missing.
  if (list.some((one) => /^(create|raising)$/.test(field(one, 'name')?.text ?? ''))) return;
  if (!/patch\.object$/.test(by)) readPath(list[0], call, scope, facts);
  if (!/patch$/.test(by)) readMember(list, scope, facts);
}

/** `patch("pkg.module.name")` */
function readPath(first: Node | undefined, node: Node, scope: Scope, facts: Collector): void {
  const path = first?.type === 'string' ? unquoted(first.text) : '';
  const [, from = '', original = ''] = /^([\w.]+)\.(\w+)$/.exec(path) ?? [];
  // It binds no name.
  if (from !== '') facts.import({ name: '', original, from, reexported: false }, node, scope);
}

/** `patch.object(Store, "load")`, `monkeypatch.setattr(store, "load", …)` */
function readMember([object, name]: Node[], scope: Scope, facts: Collector): void {
  const on = dotted(object ?? null);
  if (on === null || name?.type !== 'string') return;
  const last = on.split('.').at(-1) ?? '';
  const owner = isCapital(last) ? last : null;
  facts.mention(name, unquoted(name.text), scope, { how: 'member', on, owner });
}
