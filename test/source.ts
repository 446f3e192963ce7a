/** What one TypeScript file imports and touches, read from its syntax tree. */
import { parseSync } from '@swc/core';

export interface Import {
  specifier: string;
  /** `type` leaves no trace at run time, `lazy` is import(), `static` everything else. */
  kind: 'static' | 'type' | 'lazy';
  /** Names taken from the other file; `*` for all of it. */
  names: string[];
}

export interface Source {
  imports: Import[];
  /** Ways around the ports: `Date.now`, `new Date()`, `process`, ... in order of appearance. */
  worldly: string[];
  /** Events named in `something.on('event', ...)`, with the object they are registered on. */
  handlers: { object: string; event: string }[];
}

/** Stands for a path that is put together at run time and cannot be followed. */
export const COMPUTED = '(computed)';

type Node = { type: string } & Record<string, unknown>;

/** Globals that reach outside or differ from run to run. */
const WORLDLY = new Set([
  'crypto',
  'fetch',
  'globalThis',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);

/** What a text has that imports elsewhere than at the top, uses a global or registers a handler. */
const DEEP = new RegExp(
  String.raw`\bimport\s*[/(]|\b(?:${[...WORLDLY].join('|')}|Date|Math)\b|\.\s*on(?:Any)?\b|\\u`,
);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Every node below `root` in source order, `root` included; `enter` answers false to skip what is below. */
function walk(root: unknown, enter: (node: Node) => boolean): void {
  if (Array.isArray(root)) for (const item of root) walk(item, enter);
  else if (typeof root === 'object' && root !== null) {
    if (isNode(root) && !enter(root)) return;
    const parts = root as Record<string, unknown>;
    for (const key in parts)
      if (key !== 'span' && typeof parts[key] === 'object') walk(parts[key], enter);
  }
}

function text(node: unknown): string {
  return isNode(node) && typeof node.value === 'string' ? node.value : '';
}

function importOf(node: Node): Import | null {
  const specifier = text(node.source);
  const kind = node.typeOnly === true ? 'type' : 'static';
  const specifiers = Array.isArray(node.specifiers) ? (node.specifiers as Node[]) : [];
  const names = specifiers.map((each) =>
    each.type === 'ImportSpecifier' || each.type === 'ExportSpecifier'
      ? text(each.imported ?? each.orig ?? each.local)
      : each.type === 'ImportDefaultSpecifier'
        ? 'default'
        : '*',
  );
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier, kind, names };
    case 'ExportAllDeclaration':
      return { specifier, kind, names: ['*'] };
    case 'ExportNamedDeclaration':
      return isNode(node.source) ? { specifier, kind, names } : null;
    case 'TsImportType':
      return { specifier: text(node.argument), kind: 'type', names: [text(node.qualifier)] };
    case 'CallExpression': {
      if (!isNode(node.callee) || node.callee.type !== 'Import') return null;
      const [first] = node.arguments as { expression: unknown }[];
      const path = first?.expression;
      const literal = isNode(path) && path.type === 'StringLiteral';
      return { specifier: literal ? text(path) : COMPUTED, kind: 'lazy', names: ['*'] };
    }
    default:
      return null;
  }
}

/** Names the file itself binds, so that a parameter called `process` is not taken for the global. */
function boundNames(module: unknown): Set<string> {
  const bound = new Set<string>();
  walk(module, (node) => {
    if (node.type === 'Identifier' && 'typeAnnotation' in node) bound.add(text(node));
    if (node.type.startsWith('Import') && node.type.endsWith('Specifier'))
      bound.add(text(node.local));
    if (node.type === 'FunctionDeclaration') bound.add(text(node.identifier));
    return true;
  });
  return bound;
}

function worldlyIn(node: Node, bound: ReadonlySet<string>): string | null {
  if (node.type === 'MemberExpression') {
    const member = `${text(node.object)}.${text(node.property)}`;
    return member === 'Date.now' || member === 'Math.random' ? member : null;
  }
  if (node.type === 'NewExpression' && text(node.callee) === 'Date') {
    const given = node.arguments;
    return Array.isArray(given) && given.length > 0 ? null : 'new Date()';
  }
  if (node.type === 'CallExpression' && text(node.callee) === 'Date') return 'Date()';
  // Only references carry `optional`; names of members and keys do not.
  const name = node.type === 'Identifier' && 'optional' in node ? text(node) : '';
  return WORLDLY.has(name) && !bound.has(name) ? name : null;
}

function handlersIn(node: Node): Source['handlers'] {
  if (node.type !== 'CallExpression' || !isNode(node.callee)) return [];
  const { object, property, type } = node.callee;
  if (type !== 'MemberExpression' || !['on', 'onAny'].includes(text(property))) return [];
  const owner =
    isNode(object) && object.type === 'MemberExpression' ? text(object.property) : text(object);
  const [first] = node.arguments as { expression: unknown }[];
  const events: string[] = [];
  walk(first?.expression, (each) => {
    if (each.type === 'StringLiteral') events.push(text(each));
    return each.type !== 'ArrowFunctionExpression';
  });
  return events.map((event) => ({ object: owner, event }));
}

/**
 * Reads one file.
 *
 * @throws what the parser says of code that is not TypeScript
 */
export function readSource(code: string): Source {
  const { body } = parseSync(code, { syntax: 'typescript', target: 'es2024' });
  const source: Source = { imports: [], worldly: [], handlers: [] };
  // Without such a word there is nothing to find inside of statements, and looking is half the time.
  if (!DEEP.test(code)) {
    source.imports.push(...body.flatMap((node) => importOf(node as unknown as Node) ?? []));
    return source;
  }
  const bound = boundNames(body);
  walk(body, (node) => {
    const imported = importOf(node);
    if (imported) source.imports.push(imported);
    // What stands in a type is gone at run time; only the expression inside `as` and its like is code.
    if (node.type.startsWith('Ts') && !('expression' in node)) return importsBelow(node, source);
    const worldly = worldlyIn(node, bound);
    if (worldly !== null) source.worldly.push(worldly);
    source.handlers.push(...handlersIn(node));
    return true;
  });
  return source;
}

/** Inside a type only `import('...')` matters. */
function importsBelow(type: Node, source: Source): false {
  if (type.type === 'TsImportType') return false;
  walk(Object.values(type), (node) => {
    const imported = node.type === 'TsImportType' ? importOf(node) : null;
    if (imported) source.imports.push(imported);
    return true;
  });
  return false;
}
