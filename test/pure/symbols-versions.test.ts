/** Versions of a file are read together: what is taken over from the one before must be what a reading of its own says. */
import { expect, test } from '@jest/globals';
import { openSymbols } from '#src/adapters/symbols.ts';
import { readAlone } from '../readings.ts';

const SOURCES: Record<string, string> = {
  'a.py': `from base import Left, Right

class Tree(Left):
    label: str

    def __init__(self, store):
        super().__init__(store)
        self.store = store
        self.count = 0
        for leaf in store.leaves():
            self.count += leaf.weight
            leaf.attach(self, depth=1)

    def grow(self, by):
        self.height = by
        first = Leaf(by, name="first")
        first.attach(self)
        def inner(value):
            return value.size + first.weight
        return [inner(one) for one in self.store.leaves()]

def plant(kind, *more):
    tree = Tree(kind)
    tree.grow(len(more))
    match kind:
        case Kind.OAK | Kind.ELM:
            return tree.label
        case _:
            assert_never(kind)
`,
  'a.ts': `import { Store } from './store.js';

export class Tree extends Left {
  private store: Store;
  constructor(store: Store) {
    super(store, { depth: 1 });
    this.store = store;
    for (const leaf of store.leaves()) leaf.attach(this, { depth: 2, label: 'leaf' });
  }
  grow(by: number): Growth {
    const first = new Leaf(by);
    first.attach(this);
    this.store.put(first.name, (value: Leaf) => value.size + this.store.total());
    return { by, first, label: this.label };
  }
}

describe('trees', () => {
  it('grow', () => {
    const tree = new Tree(makeStore());
    tree.grow(2);
    expect(tree.store.total()).toBe(expected(tree.label, 'oak') + other.total());
  });
});
`,
  'a.rs': `use crate::store::Store;

#[derive(Debug)]
pub struct Tree { store: Store, pub label: String }

impl Left for Tree {
    fn grow(&self, by: usize) -> Result<Growth, Error> {
        let first = Leaf::new(by)?;
        first.attach(self, Depth { at: 1, ..Default::default() });
        match self.store.kind() {
            Kind::Oak(size) => Ok(Growth { by: size, first }),
            Kind::Elm => self.store.iter().map(|leaf| leaf.weight).sum(),
        }
    }
}

pub fn plant(kind: Kind, store: Store) -> Tree {
    let tree = Tree { store, label: format!("{}", kind.name()) };
    tree.grow(2).unwrap();
    println!("{}", tree.label);
    helper::count(&tree.label, store.total())
}
`,
  'a.go': `package trees

import "example.com/store"

type Tree struct {
	store store.Store
	Label string
}

func (t *Tree) Grow(by int) (Growth, error) {
	first := &Leaf{Size: by, Label: t.Label}
	if err := first.Attach(t, store.Options{Depth: 1}); err != nil {
		return Growth{}, err
	}
	for _, leaf := range t.store.Leaves() {
		go leaf.Water(t.store.Total())
	}
	return Growth{By: by, First: first}, nil
}

func Plant(kind store.Kind, more ...string) *Tree {
	tree := &Tree{store: store.New(kind), Label: "oak"}
	switch kind {
	case store.Oak, store.Elm:
		tree.Grow(len(more))
	}
	return tree.store.Keep(tree, func(leaf *Leaf) int { return leaf.Size })
}
`,
  'A.java': `package trees;

import com.acme.Store;

public class Tree extends Left {
  private final Store store;
  public Tree(Store store) {
    super(store, 1);
    this.store = store;
    for (Leaf leaf : store.leaves()) leaf.attach(this, new Depth(2, "leaf"));
  }
  @Override
  public Growth grow(int by) {
    Leaf first = new Leaf(by) { int size() { return super.size() + store.total(); } };
    first.attach(this);
    super.grow(by);
    return switch (store.kind()) { case OAK -> new Growth(by, first); case ELM -> Growth.none(); };
  }
}
`,
};

/** What follows from one version to the next. */
const EDITS: ((text: string) => string)[] = [
  (text) => text,
  // Everything stands further down.
  (text) => text.replace(/\n\n/, '\n\n\n\n'),
  // One function is another one.
  (text) => text.replace(/first\.(attach|Attach)/, 'second.$1'),
  // What is made from something else asks others for the same.
  (text) => text.replace('Left', 'Right'),
  // The same body in a type of another name.
  (text) => text.replace(/\bTree\b/g, 'Bush'),
  // A field that a method makes is there before, and no more.
  (text) => text.replace('label: str', 'label: str\n    height: int = 0'),
  (text) => text.replace('\n    height: int = 0', ''),
  // It breaks, and is mended.
  (text) => text.replace(/2/, '2 ))'),
  (text) => text.replace('2 ))', '2'),
  // Twice, so that names are bound twice in functions of one name.
  (text) => `${text}\n${text}`,
];

test('each version says what it says by itself', async () => {
  const together = await openSymbols();
  for (const [path, source] of Object.entries(SOURCES)) {
    let text = source;
    // One after the other: of the next version only what differs is parsed.
    for (const [n, edit] of EDITS.entries()) {
      text = edit(text);
      const read = await together.read(path, `${n}`, text);
      expect([path, n, read]).toEqual([path, n, await readAlone(path, text)]);
    }
  }
  await together.close();
});
