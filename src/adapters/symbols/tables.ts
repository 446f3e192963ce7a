/**
 * Lists of alike objects as tables: names of their members once, and each value once. That is written and read several
 * times as fast as the objects themselves, since most values come again and again.
 */

export interface Table {
  /** The members that objects have, in their order. */
  shapes: string[][];
  values: unknown[];
  /** Of each object its shape, then each member: twice its place in `values`, or a number itself, twice and one. */
  cells: number[];
}

/** Larger numbers stand among the values. */
const LARGEST = 2 ** 29;

/** @param list plain JSON data; members that are undefined are left away */
export function tableOf(list: readonly object[]): Table {
  const shapes: string[][] = [];
  const cells: number[] = [];
  const { values, cellOf } = dictionary();
  const known = new Map<string, number>();
  let last = -1;
  for (const one of list as readonly Record<string, unknown>[]) {
    const at = cells.push(last) - 1;
    const names: string[] = [];
    for (const name in one) {
      const value = one[name];
      if (value === undefined) continue;
      names.push(name);
      cells.push(cellOf(value));
    }
    if (!isEqual(shapes[last], names)) {
      const key = JSON.stringify(names);
      last = known.get(key) ?? shapes.push(names) - 1;
      known.set(key, last);
      cells[at] = last;
    }
  }
  return { shapes, values, cells };
}

function isEqual(shape: readonly string[] | undefined, names: readonly string[]): boolean {
  if (shape?.length !== names.length) return false;
  for (let at = 0; at < names.length; at += 1) if (shape[at] !== names[at]) return false;
  return true;
}

/** Gives every value its cell, and equal ones the same. */
function dictionary(): { values: unknown[]; cellOf(value: unknown): number } {
  const values: unknown[] = [];
  const [plain, composed] = [new Map<unknown, number>(), new Map<string, number>()];
  const add = <K>(known: Map<K, number>, key: K, value: unknown) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const cell = 2 * values.push(value) - 2;
    known.set(key, cell);
    return cell;
  };
  const cellOf = (value: unknown) => {
    if (typeof value === 'number' && value >= 0 && value < LARGEST && Number.isInteger(value))
      return 2 * value + 1;
    if (typeof value !== 'object' || value === null) return add(plain, value, value);
    const isEmpty = Array.isArray(value) && value.length === 0;
    return add(composed, isEmpty ? '[]' : JSON.stringify(value), value);
  };
  return { values, cellOf };
}

/** What is composed, such as a list of names, is one and the same wherever it stood more than once. */
export function listFrom({ shapes, values, cells }: Table): Record<string, unknown>[] {
  const list: Record<string, unknown>[] = [];
  for (let at = 0; at < cells.length; ) {
    const one: Record<string, unknown> = {};
    for (const name of shapes[cells[at++] as number] ?? []) {
      const cell = cells[at++] as number;
      one[name] = cell % 2 === 1 ? (cell - 1) / 2 : values[cell / 2];
    }
    list.push(one);
  }
  return list;
}
