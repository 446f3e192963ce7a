/** What Java says about symbols. Node names: tree-sitter-java's `node-types.json`. */
import type { Node } from 'web-tree-sitter';
import type { Parameters, SymbolKind } from '../../symbols.ts';
import type { Collector, Grammar, Visit } from './collect.ts';
import * as bodies from './java-bodies.ts';
import { accessorsOf, impliedAccessors, impliedByRecord } from './java-implied.ts';
import { childOf, field, has, namedChildren, plain, squeezed, typeName } from './nodes.ts';
import { inContainer, inFunction, type Scope } from './scopes.ts';

/** Modifiers and annotations, one by one. */
function modifiersOf(node: Node): Set<string> {
  const list = childOf(node, 'modifiers');
  return new Set((list?.children ?? []).flatMap((one) => (one ? [one.text.slice(0, 100)] : [])));
}

function parametersOf(list: Node | null): { parameters: Parameters; types: string } {
  const all = namedChildren(list).filter(({ type }) => type !== 'receiver_parameter');
  const variadic = all.some(({ type }) => type === 'spread_parameter');
  const types = all.map((one) =>
    one.type === 'spread_parameter'
      ? `...${plain(bodies.spreadType(one))}`
      : plain(field(one, 'type')),
  );
  const least = all.length - (variadic ? 1 : 0);
  return {
    parameters: { least, most: variadic ? null : least, names: [] },
    types: types.join(','),
  };
}

/** Without a word, only its package sees it, and with `protected` also what is derived; what stands in an interface, everybody does. */
function visibility(modifiers: ReadonlySet<string>, scope: Scope) {
  const exported = scope.contract || !modifiers.has('private');
  const limited = exported && !scope.contract && !modifiers.has('public');
  return { exported, limited, inherited: modifiers.has('protected') };
}

/** Checked exceptions are part of what callers must know. */
function signatureOf(node: Node): { parameters: Parameters; signature: string } {
  const { parameters, types } = parametersOf(field(node, 'parameters'));
  const throws = plain(childOf(node, 'throws')).replace(/^throws ?/, ' throws ');
  return { parameters, signature: `(${types})${plain(field(node, 'type'))}${throws}` };
}

/** Names in the clauses of a declaration: `extends A<B>` gives `A`. */
function namesIn(clause: Node | null): Node[] {
  const list = childOf(clause, 'type_list') ?? clause;
  return namedChildren(list);
}

function type(kind: SymbolKind): Visit {
  return (node, scope, facts) => {
    const name = field(node, 'name');
    const self = name?.text ?? '';
    const modifiers = modifiersOf(node);
    const isContract = kind === 'interface';
    const seen = visibility(modifiers, scope);
    const { exported, limited } = seen;
    const record = field(node, 'parameters');
    const { parameters, types } = parametersOf(record);
    const accessors = accessorsOf(modifiers);
    const inside = inContainer(scope, self, { self, contract: isContract, accessors });
    if (scope.within === '')
      facts.define({
        node,
        name,
        kind,
        scope,
        ...seen,
        abstract: kind === 'class' && modifiers.has('abstract'),
        // Of a record nothing is derived.
        final: kind === 'class' && (modifiers.has('final') || record !== null),
        sealed: modifiers.has('sealed'),
        ...(record ? { parameters, signature: `(${types})` } : {}),
      });
    else facts.take(name);
    for (const clause of isContract ? [] : [field(node, 'superclass'), field(node, 'interfaces')])
      for (const one of namesIn(clause)) {
        const of = typeName(one);
        if (of !== null) facts.implement(self, of, node);
      }
    for (const one of namesIn(field(node, 'permits')))
      facts.define({
        node: one,
        name: one,
        called: typeName(one) ?? '',
        kind: 'variant',
        scope: inside,
        exported,
        alsoUse: true,
      });
    for (const one of namedChildren(record))
      defineField(one, field(one, 'name'), inside, facts, field(one, 'type'));
    if (record && scope.within === '')
      impliedByRecord(node, inside, facts, { parameters, types, exported, limited });
    return inside;
  };
}

function defineField(
  node: Node,
  name: Node | null,
  scope: Scope,
  facts: Collector,
  type: Node | null,
): void {
  const modifiers = modifiersOf(node);
  const constant = modifiers.has('static') && modifiers.has('final');
  const kind = constant || node.type === 'constant_declaration' ? 'constant' : 'field';
  const own = accessorsOf(modifiers);
  const { getters = false, setters = false } = scope.accessors ?? {};
  facts.define({
    node,
    name,
    kind,
    scope,
    signature: plain(type),
    onValue: !modifiers.has('static'),
    // A component of a record is asked by a call.
    ...(node.type === 'formal_parameter' ? { exported: true } : visibility(modifiers, scope)),
  });
  if (kind === 'field' && !modifiers.has('static'))
    impliedAccessors(node, name, type, scope, facts, {
      getters: getters || own.getters,
      setters: own.setters || (setters && !modifiers.has('final')),
    });
}

const fields: Visit = (node, scope, facts) => {
  for (const one of node.childrenForFieldName('declarator'))
    if (one) defineField(node, field(one, 'name'), scope, facts, field(node, 'type'));
  return bodies.functional(node, scope, facts);
};

const method: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const modifiers = modifiersOf(node);
  const isConstructor = node.type !== 'method_declaration';
  const bodiless = field(node, 'body') === null;
  if (node.type === 'compact_constructor_declaration') facts.take(name);
  else
    facts.define({
      node,
      name,
      kind: isConstructor ? 'constructor' : 'method',
      scope,
      ...signatureOf(node),
      onValue: !isConstructor && !modifiers.has('static'),
      ...visibility(modifiers, scope),
      final: modifiers.has('final'),
      required: bodiless && (scope.contract || modifiers.has('abstract')),
      overrides: modifiers.has('@Override'),
    });
  const inside = inFunction(insideType(scope), name?.text ?? '');
  bodies.bindParameters(field(node, 'parameters'), inside, facts);
  if (node.type === 'constructor_declaration') bodies.impliedSuper(node, scope, facts);
  const caught = childOf(node, 'throws') !== null;
  return { ...inside, result: field(node, 'type'), caught };
};

/** Methods of a class in a method are within both. */
function insideType(scope: Scope): Scope {
  return scope.within === '' ? scope : { ...scope, within: scope.container };
}

/** Elements of an annotation without a default must be given. */
const element: Visit = (node, scope, facts) => {
  const required = field(node, 'value') === null;
  const signature = plain(field(node, 'type'));
  facts.define({
    node,
    name: field(node, 'name'),
    kind: 'method',
    scope,
    signature,
    exported: true,
    required,
  });
  return undefined;
};

const constant: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  facts.define({ node, name, kind: 'variant', scope, exported: true });
  const list = field(node, 'arguments');
  if (list && scope.self)
    facts.mention(node, scope.self, scope, { args: namedChildren(list).length });
  return inContainer(scope, name?.text ?? '', { self: scope.self });
};

/** `from` is what is written, without `.*`. */
const importing: Visit = (node, scope, facts) => {
  const from = squeezed(namedChildren(node)[0]?.text ?? '');
  const name = has(node, 'asterisk') ? '*' : (from.split('.').at(-1) ?? '');
  facts.import({ name, original: name, from, reexported: false }, node, scope);
  return 'skip';
};

export const java: Grammar = {
  language: 'java',
  names: new Set(['identifier', 'type_identifier']),
  nodes: {
    package_declaration: (node, _scope, facts) => {
      const name = namedChildren(node).find(({ type }) => /identifier$/.test(type));
      facts.facts.package = name ? squeezed(name.text) : null;
      return 'skip';
    },
    import_declaration: importing,
    class_declaration: type('class'),
    interface_declaration: type('interface'),
    enum_declaration: type('enum'),
    record_declaration: type('class'),
    annotation_type_declaration: type('interface'),
    annotation_type_element_declaration: element,
    enum_constant: constant,
    field_declaration: fields,
    constant_declaration: fields,
    method_declaration: method,
    constructor_declaration: method,
    compact_constructor_declaration: method,
    ...bodies.NODES,
  },
};
