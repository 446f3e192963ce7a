/** Imports and exports of TypeScript and JavaScript, of ES modules and of CommonJS. */
import type { Node } from 'web-tree-sitter';
import type { Collector, Visit } from './collect.ts';
import { childOf, dotted, field, has, namedChildren, plain, unquoted } from './nodes.ts';
import { inContainer, type Scope } from './scopes.ts';
import { loadedModule } from './typescript-bodies.ts';
import { defineMember, defineMembers, placeFunction, signatureOf } from './typescript-functions.ts';
import { isIdle } from './values.ts';

const sourceOf = (node: Node) => {
  const source = field(node, 'source');
  return source ? unquoted(source.text) : null;
};

export const importing: Visit = (node, scope, facts) => {
  const clause = childOf(node, 'import_clause');
  const required = childOf(node, 'import_require_clause');
  const from = sourceOf(required ?? node) ?? '';
  const isType = has(node, 'type');
  const add = (name: string, original: string, at: Node) => {
    const typeOnly = isType || (at.type === 'import_specifier' && has(at, 'type'));
    const given = { name, original, from, reexported: false };
    facts.import(typeOnly ? { ...given, typeOnly } : given, at, scope);
  };
  if (required) add(namedChildren(required)[0]?.text ?? '*', '*', node);
  else if (clause === null) add('*', '*', node);
  for (const child of namedChildren(clause)) {
    if (child.type === 'identifier') add(child.text, 'default', child);
    else if (child.type === 'namespace_import')
      add(namedChildren(child)[0]?.text ?? '*', '*', child);
    for (const one of child.type === 'named_imports' ? namedChildren(child) : []) {
      const original = unquoted(field(one, 'name')?.text ?? 'default');
      add(field(one, 'alias')?.text ?? original, original, one);
    }
  }
  return 'skip';
};

/** What is exported under a name that is not where it is defined is an import from `''`, this very file. */
export const exporting: Visit = (node, scope, facts) => {
  const from = sourceOf(node);
  const declaration = field(node, 'declaration');
  const isDefault = node.children.some((child) => child?.type === 'default');
  const add = (name: string, original: string, at: Node) =>
    facts.import({ name, original, from: from ?? '', reexported: true }, at, scope);
  for (const one of namedChildren(childOf(node, 'export_clause'))) {
    const original = unquoted(field(one, 'name')?.text ?? 'default');
    add(unquoted(field(one, 'alias')?.text ?? original), original, one);
    facts.take(field(one, 'alias'));
  }
  if (from !== null) {
    const whole = childOf(node, 'namespace_export');
    if (whole) add(namedChildren(whole)[0]?.text ?? '*', '*', node);
    else if (childOf(node, 'export_clause') === null) add('*', '*', node);
    return 'skip';
  }
  if (isDefault) exportDefault(node, declaration ?? field(node, 'value'), add, facts, scope);
  return { ...scope, exported: scope.within === '' };
};

function exportDefault(
  node: Node,
  value: Node | null,
  add: (name: string, original: string, at: Node) => void,
  facts: Collector,
  scope: Parameters<Visit>[1],
): void {
  const name = field(value, 'name') ?? (value?.type === 'identifier' ? value : null);
  if (name !== null) {
    add('default', name.text, node);
    return;
  }
  if (value === null) return;
  const isFunction = field(value, 'body') !== null && value.type !== 'class';
  facts.define({
    node,
    // Nothing here is the name, and nothing begins where the statement does.
    name: node,
    called: 'default',
    kind: isFunction ? 'function' : value.type === 'class' ? 'class' : 'constant',
    scope,
    ...(isFunction ? signatureOf(value) : {}),
    exported: true,
  });
  if (isFunction) placeFunction(value, 'default', scope, facts);
  else defineMembers(value, { ...scope, container: 'default', exported: true }, facts);
}

/** What a call makes, or another module has, may be anything. */
function handOnAll(value: Node, scope: Scope, facts: Collector): void {
  const from = loadedModule(value) ?? '';
  facts.import({ name: '*', original: '*', from, reexported: true }, value, scope);
}

const EXPORTS = /^(module\.)?exports$/;

/** `Object.assign(exports, …)`, `Object.defineProperty(exports, 'x', …)` at the top of a file. */
export function readExported(call: Node, scope: Scope, facts: Collector): void {
  if (scope.within !== '') return;
  const how = /^Object\.(assign|defineProperty)$/.exec(dotted(field(call, 'function')) ?? '')?.[1];
  if (how === undefined) return;
  const [target, ...rest] = namedChildren(field(call, 'arguments'));
  if (!EXPORTS.test(plain(target))) return;
  const [first] = rest;
  if (how === 'assign') for (const one of rest) handOnAll(one, scope, facts);
  else if (first?.type === 'string') {
    const name = unquoted(first.text);
    facts.import({ name, original: name, from: '', reexported: true }, call, scope);
  }
}

/** `module.exports = …`, `exports.x = …` at the top of a file. */
export const assignment: Visit = (node, scope, facts) => {
  const left = field(node, 'left');
  const right = field(node, 'right');
  if (scope.within !== '' || left?.type !== 'member_expression' || right === null) return undefined;
  const target = plain(left);
  const add = (name: string, original: string, at: Node) =>
    facts.import({ name, original, from: '', reexported: true }, at, scope);
  if (target === 'module.exports') {
    if (right.type === 'identifier') add('*', right.text, node);
    if (/^(arrow_function|function_expression|generator_function)$/.test(right.type)) {
      const given = { ...signatureOf(right), exported: true };
      facts.define({ node, name: node, called: 'default', kind: 'function', scope, ...given });
      placeFunction(right, 'default', scope, facts);
      add('*', 'default', node);
    } else if (!/^(identifier|object)$/.test(right.type)) handOnAll(right, scope, facts);
    for (const one of right.type === 'object' ? namedChildren(right) : []) {
      const value = field(one, 'value');
      if (one.type === 'spread_element') handOnAll(namedChildren(one)[0] ?? one, scope, facts);
      else if (one.type === 'shorthand_property_identifier') add(one.text, one.text, one);
      else if (value?.type === 'identifier') add(field(one, 'key')?.text ?? '', value.text, one);
      else defineMember(one, { ...scope, exported: true }, facts);
    }
  } else if (/^(module\.)?exports\.[\w$]+$/.test(target)) {
    const name = field(left, 'property');
    const isFunction = field(right, 'parameters') !== null;
    if (right.type === 'identifier') add(name?.text ?? '', right.text, node);
    else {
      const kind = isFunction ? 'function' : 'constant';
      const signature = isFunction ? signatureOf(right) : {};
      facts.define({ node, name, kind, scope, ...signature, idle: isIdle(right), exported: true });
      if (isFunction && name) placeFunction(right, name.text, scope, facts);
    }
  }
  const [, of = '', name] = /^([\w$]+)\.prototype\.([\w$]+)$/.exec(target) ?? [];
  if (name !== undefined && field(right, 'parameters') !== null) {
    const at = field(left, 'property');
    const given = { ...signatureOf(right), onValue: true, exported: true };
    facts.define({ node, name: at, kind: 'method', scope: inContainer(scope, of), ...given });
    placeFunction(right, name, inContainer(scope, of, { self: of }), facts);
  }
  return undefined;
};

/** Definitions that a clause elsewhere in the file exports. */
export function markExported(facts: Collector): void {
  const own = facts.facts.imports.filter(({ from, reexported }) => reexported && from === '');
  const names = new Set(own.map(({ original }) => original));
  for (const definition of facts.facts.definitions) {
    if (definition.container === '' && names.has(definition.name)) definition.exported = true;
  }
}
