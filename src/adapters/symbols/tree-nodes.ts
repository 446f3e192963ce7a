/**
 * Nodes of syntax trees that are asked the same again and again: what the engine said once is kept, and most of it is
 * read from its memory without a call. They answer as the package's own nodes do, which take twice as long to walk.
 */
import { Node, type Tree } from 'web-tree-sitter';

/** What is used of the engine's own functions; they read a node from the transfer buffer and write their answer there. */
export interface NodeCalls {
  _ts_init(): number;
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_node_symbol_wasm(tree: number): number;
  _ts_node_end_index_wasm(tree: number): number;
  _ts_node_end_point_wasm(tree: number): void;
  _ts_node_children_wasm(tree: number): void;
  _ts_node_named_children_wasm(tree: number): void;
  _ts_node_child_by_field_id_wasm(tree: number, field: number): void;
  _ts_node_parent_wasm(tree: number): void;
  _free(address: number): void;
}

/** The engine's memory. */
interface Memory {
  buffer: ArrayBuffer;
}

/** Words of 32 bits that a node takes in the transfer buffer: id, index, row, column and something of the engine's own. */
const WORDS = 5;

/** All nodes of one tree share it. */
interface Source {
  tree: Tree;
  /** The engine's name of the tree. */
  address: number;
  text: string;
  types: readonly string[];
  fields: ReadonlyMap<string, number>;
}

/** @param calls the module that the package has put its functions on */
export function quickNodes(calls: NodeCalls, memory: Memory): (tree: Tree, text: string) => Node {
  const buffer = calls._ts_init() >> 2;
  let words = new Int32Array(memory.buffer);
  /** The memory moves when it grows. */
  const view = () => {
    if (words.length === 0) words = new Int32Array(memory.buffer);
    return words;
  };
  const fieldsOf = new WeakMap<object, ReadonlyMap<string, number>>();

  class QuickNode {
    readonly id: number;
    readonly startIndex: number;
    readonly row: number;
    readonly column: number;
    readonly other: number;
    readonly source: Source;
    kind: string | null = null;
    end = -1;
    all: QuickNode[] | null = null;
    named: QuickNode[] | null = null;

    constructor(source: Source, at: number) {
      this.source = source;
      this.id = words[at] as number;
      this.startIndex = words[at + 1] as number;
      this.row = words[at + 2] as number;
      this.column = words[at + 3] as number;
      this.other = words[at + 4] as number;
    }

    /** Where the package's own methods look for it. */
    get 0(): number {
      return this.other;
    }

    get tree(): Tree {
      return this.source.tree;
    }

    get startPosition(): { row: number; column: number } {
      return { row: this.row, column: this.column };
    }

    get endPosition(): { row: number; column: number } {
      this.hand();
      calls._ts_node_end_point_wasm(this.source.address);
      return { row: view()[buffer] as number, column: view()[buffer + 1] as number };
    }

    get type(): string {
      if (this.kind === null) {
        this.hand();
        const symbol = calls._ts_node_symbol_wasm(this.source.address);
        this.kind = this.source.types[symbol] || 'ERROR';
      }
      return this.kind;
    }

    get endIndex(): number {
      if (this.end === -1) {
        this.hand();
        this.end = calls._ts_node_end_index_wasm(this.source.address);
      }
      return this.end;
    }

    get text(): string {
      return this.source.text.slice(this.startIndex, this.endIndex);
    }

    get children(): QuickNode[] {
      if (this.all === null) {
        this.hand();
        calls._ts_node_children_wasm(this.source.address);
        this.all = list(this.source);
      }
      return this.all;
    }

    get namedChildren(): QuickNode[] {
      if (this.named === null) {
        this.hand();
        calls._ts_node_named_children_wasm(this.source.address);
        this.named = list(this.source);
      }
      return this.named;
    }

    get parent(): QuickNode | null {
      this.hand();
      calls._ts_node_parent_wasm(this.source.address);
      return view()[buffer] === 0 ? null : new QuickNode(this.source, buffer);
    }

    childForFieldName(name: string): QuickNode | null {
      const field = this.source.fields.get(name);
      if (field === undefined) return null;
      this.hand();
      calls._ts_node_child_by_field_id_wasm(this.source.address, field);
      const id = view()[buffer];
      if (id === 0) return null;
      // The same as among the children, which may know more of itself.
      const known = this.named?.find((one) => one.id === id);
      return known ?? new QuickNode(this.source, buffer);
    }

    /** To the engine. */
    hand(): void {
      const to = view();
      to[buffer] = this.id;
      to[buffer + 1] = this.startIndex;
      to[buffer + 2] = this.row;
      to[buffer + 3] = this.column;
      to[buffer + 4] = this.other;
    }
  }
  // Whatever else a node is asked.
  Object.setPrototypeOf(QuickNode.prototype, Node.prototype);

  /** The nodes that the engine has just listed. */
  const list = (source: Source): QuickNode[] => {
    const from = view();
    const count = from[buffer] as number;
    const address = from[buffer + 1] as number;
    const nodes: QuickNode[] = [];
    for (let n = 0; n < count; n += 1)
      nodes.push(new QuickNode(source, (address >> 2) + n * WORDS));
    if (count > 0) calls._free(address);
    return nodes;
  };

  return (tree, text) => {
    const { language } = tree;
    const fields =
      fieldsOf.get(language) ??
      new Map(language.fields.flatMap((name, id) => (name === null ? [] : [[name, id] as const])));
    fieldsOf.set(language, fields);
    // The package keeps it where only its own methods look.
    const address = (tree as unknown as { 0: number })[0];
    const source = { tree, address, text, types: language.types, fields };
    calls._ts_tree_root_node_wasm(address);
    view();
    return new QuickNode(source, buffer) as unknown as Node;
  };
}
