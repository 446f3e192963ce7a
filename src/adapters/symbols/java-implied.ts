/** Members of Java that nobody writes: those of records, and those that annotations of Lombok stand for. */
import type { Node } from 'web-tree-sitter';
import type { Collector, Defined } from './collect.ts';
import { childOf, field, namedChildren, plain } from './nodes.ts';
import type { Scope } from './scopes.ts';

/** Types of parameters, as written. */
const typesOf = (list: Node | null) =>
  namedChildren(list).map((one) => plain(field(one, 'type') ?? one));

/**
 * What a record has without saying so: a method for each component and a constructor of all. See JLS 8.10.3, 8.10.4.
 *
 * @param common what its constructor has from the record
 */
export function impliedByRecord(
  record: Node,
  scope: Scope,
  facts: Collector,
  common: Pick<Defined, 'parameters' | 'limited' | 'exported'> & { types: string },
): void {
  const body = namedChildren(childOf(record, 'class_body'));
  const components = field(record, 'parameters');
  const written = (type: string, name: string, types: string) =>
    body.some(
      (one) =>
        one.type === type &&
        field(one, 'name')?.text === name &&
        typesOf(field(one, 'parameters')).join() === types,
    );
  for (const one of namedChildren(components)) {
    const name = field(one, 'name');
    if (name === null || written('method_declaration', name.text, '')) continue;
    facts.define({
      node: one,
      name,
      kind: 'method',
      scope,
      parameters: { least: 0, most: 0, names: [] },
      signature: `()${plain(field(one, 'type'))}`,
      onValue: true,
      exported: true,
    });
  }
  const { types, ...rest } = common;
  const name = field(record, 'name');
  if (!written('constructor_declaration', name?.text ?? '', types))
    facts.define({
      ...rest,
      node: record,
      name,
      kind: 'constructor',
      scope,
      signature: `(${types})`,
    });
}

/** What an annotation of Lombok gives a field, or all fields of a class. */
export interface Accessors {
  getters: boolean;
  setters: boolean;
}

const given = (modifiers: ReadonlySet<string>, names: RegExp) =>
  [...modifiers].some((one) => names.test(one));

export const accessorsOf = (modifiers: ReadonlySet<string>): Accessors => ({
  getters: given(modifiers, /^@(lombok\.)?(Getter|Data|Value)\b(?!\s*\(\s*")/),
  setters: given(modifiers, /^@(lombok\.)?(Setter|Data)\b/),
});

/** `getSize()`, `isOpen()` and `setSize(…)` of a field. See Lombok's manual, "@Getter and @Setter". */
export function impliedAccessors(
  node: Node,
  name: Node | null,
  type: Node | null,
  scope: Scope,
  facts: Collector,
  { getters, setters }: Accessors,
): void {
  if (name === null) return;
  const written = plain(type);
  const bare = written === 'boolean' ? name.text.replace(/^is(?=[A-Z])/, '') : name.text;
  const suffix = `${bare.charAt(0).toUpperCase()}${bare.slice(1)}`;
  const common = { node, name, kind: 'method', scope, onValue: true, exported: true } as const;
  const imply = (called: string, count: number, signature: string) => {
    const written = namedChildren(node.parent).some(
      (one) => one.type === 'method_declaration' && field(one, 'name')?.text === called,
    );
    if (!written)
      facts.define({
        ...common,
        called,
        parameters: { least: count, most: count, names: [] },
        signature,
      });
  };
  if (getters) imply(`${written === 'boolean' ? 'is' : 'get'}${suffix}`, 0, `()${written}`);
  if (setters) imply(`set${suffix}`, 1, `(${written})void`);
}
