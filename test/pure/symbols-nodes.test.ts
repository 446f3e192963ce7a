/** Nodes that keep what they were told answer as the package's own. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Node } from 'web-tree-sitter';
import type { Engine } from '#src/adapters/symbols/engine.ts';
import { openEngine } from '../readings.ts';

const SOURCES: [string, string][] = [
  [
    'python',
    'import a  # ä\n\nclass Ö(Left):\n    """𝛼"""\n    def grow(self, *, by=1):\n        return by\n',
  ],
  ['go', 'package a\n\nfunc (t *Tree) Grow(by, to int) (int, error) { return by + "ü", nil }\n'],
  ['tsx', 'const a = <b c={(d: E) => d?.f<G>()}>𝛼</b>;\nexport { a as default };\n'],
  ['rust', "impl<'a> Left for Tree<'a> { fn grow(&self) -> Result<u8, E> { Ok(1) } }\n"],
  ['java', 'class A { void b() { c(; } int d }\n'],
];

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});

function* all(node: Node): Iterable<Node> {
  yield node;
  for (const child of node.children) if (child) yield* all(child);
}

const place = (node: Node | null) =>
  node && [node.id, node.type, node.startIndex, node.endIndex, node.text];

function told(node: Node) {
  return {
    own: place(node),
    start: { ...node.startPosition },
    end: { ...node.endPosition },
    children: node.children.map(place),
    named: node.namedChildren.map(place),
    parent: place(node.parent),
    fields: node.tree.language.fields.flatMap((name) => {
      const child = name === null ? null : node.childForFieldName(name);
      return child ? [[name, place(child), child.children.map(place)]] : [];
    }),
    lists: node.tree.language.fields.map((name) =>
      name === null ? [] : node.childrenForFieldName(name).map(place),
    ),
    // What the package answers for both.
    isNamed: node.isNamed,
    hasError: node.hasError,
    count: node.namedChildCount,
    next: place(node.nextSibling),
    inside: node.descendantsOfType(['identifier', 'ERROR']).map(place),
  };
}

test.each(SOURCES)('%s', (wasm, text) => {
  const tree = engine.parse(wasm, `a.${wasm}`, text, 10_000);
  if (!tree) throw new Error('not parsed');
  const own = [...all(engine.root(tree, text))];
  const others = [...all(tree.rootNode)];
  expect(own.length).toBeGreaterThan(20);
  expect(own.map(told)).toEqual(others.map(told));
  expect(own.map((node) => node.childForFieldName('no such field'))).toEqual(own.map(() => null));
});

test('nodes are asked after the engine has got more memory', () => {
  const text = `let a = [${'[1, 2, 3],\n'.repeat(30_000)}];\n`;
  const tree = engine.parse('typescript', 'a.ts', text, 60_000);
  if (!tree) throw new Error('not parsed');
  const root = engine.root(tree, text);
  const list = root.namedChildren[0]?.namedChildren[0]?.childForFieldName('value');
  expect(list?.namedChildren.length).toBe(30_000);
  expect(list?.namedChildren.at(-1)?.text).toBe('[1, 2, 3]');
});
